"""The review on the command line: what waits is listed, and what is noted about an answer is in the file."""

import json
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from cxfacilitator.domain.sheets import Answer, Direction, Flag, Value
from cxfacilitator.services import engagement
from tests.files import imported


@pytest.fixture
def path(sample_folder: Path, tmp_path: Path) -> str:
    return str(imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json"))


def stored(path: str, ref: str) -> Answer:
    with engagement.open_file(Path(path)) as file:
        return file.snapshot().answer_called(ref)


def listed(path: str, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """The references that `review` lists with these options."""
    capsys.readouterr()
    assert run(["review", path, "--json", *options]) == 0
    return [row["ref"] for row in json.loads(capsys.readouterr().out)]


def test_everything_that_can_be_noted_is_in_the_file_and_can_be_taken_back(path: str) -> None:
    notes = ["--star", "--doubt", "--no-reviewed", "--memo", "ask again", "--flag", "serious", "--flag", "effort"]
    assert (
        run(["mark", path, "S1-Q3-01", *notes, "--competitor", "Dobbs", "--direction", "worse", "--matters", "no"]) == 0
    )
    answer = stored(path, "S1-Q3-01")
    assert (answer.starred, answer.second_look, answer.reviewed) == (True, True, False)
    assert {Flag.SERIOUS, Flag.EFFORT} <= answer.flags
    assert answer.memo == "ask again"
    assert (answer.competitor, answer.direction, answer.value) == ("Dobbs", Direction.WORSE, Value.NO)
    assert run(["mark", path, "S1-Q3-01", "--no-star", "--no-doubt", "--memo", "", "--unflag", "serious"]) == 0
    answer = stored(path, "S1-Q3-01")
    assert (answer.starred, answer.second_look, answer.memo) == (False, False, "")
    assert Flag.SERIOUS not in answer.flags
    assert answer.competitor == "Dobbs"


def test_the_particulars_of_q3_are_refused_elsewhere(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = stored(path, "S1-Q1-01")
    assert run(["mark", path, "S1-Q1-01", "--star", "--matters", "yes"]) == 3
    assert "S1-Q1-01 is no answer to Q3" in capsys.readouterr().err
    assert stored(path, "S1-Q1-01") == before
    assert run(["mark", path, "S1-Q1-01"]) == 3
    assert run(["mark", path, "S9-Q1-99", "--star"]) == 3


def test_answers_are_listed_by_what_is_left_to_do(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["mark", path, "S1-Q1-01", "--no-reviewed", "--doubt", "--memo", "look here"]) == 0
    assert listed(path, capsys, "--left", "not-reviewed") == ["S1-Q1-01"]
    assert listed(path, capsys, "--left", "second-look", "--group", "S1") == ["S1-Q1-01"]
    assert listed(path, capsys, "--left", "second-look", "--group", "S2") == []
    assert listed(path, capsys, "--uncertain-first") == ["S1-Q1-01"]
    waits = listed(path, capsys, "--theme", "ACC-WAIT", "--audience", "customers")
    assert waits
    assert all(ref.startswith("C") for ref in waits)
    assert set(waits) < set(listed(path, capsys, "--theme", "ACC-WAIT"))
    assert run(["review", path, "--left", "second-look"]) == 0
    out = capsys.readouterr().out
    assert "memo: look here" in out
    assert out.endswith("1 answer, 0 reviewed.\n")
    assert run(["review", path, "--theme", "NO-SUCH"]) == 3
