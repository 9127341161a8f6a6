"""The read-back from the command line."""

import json
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from cxfacilitator.services import engagement
from tests.files import imported


@pytest.fixture
def path(tmp_path: Path, sample_folder: Path) -> Path:
    return imported(tmp_path / "sample.cxfac", sample_folder, sample_folder / "gold.json")


def test_the_queue_names_the_lines_and_shrinks(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read-back", str(path), "--json"]) == 0
    queue = json.loads(capsys.readouterr().out)
    named = {(row["answer"], *row["words"]) for row in queue if row["concern"] == "name"}
    assert {("C1-Q1-04", "Dave"), ("C2-Q1-03", "Priya"), ("C2-Q4-01", "Priya")} <= named
    assert run(["confirm", str(path), "C1-Q1-04", "name"]) == 0
    assert run(["redact", str(path), "C2-Q1-03", "Priya"]) == 0
    capsys.readouterr()
    assert run(["read-back", str(path)]) == 0
    out = capsys.readouterr().out
    assert f"{len(queue) - 2} things to look at again." in out
    assert "C1-Q1-04" not in out
    assert "C2-Q1-03" not in out


def test_a_name_is_redacted_everywhere_only_when_agreed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    everywhere = ["redact", str(path), "C2-Q1-03", "priya", "--everywhere", "--with", "an account manager"]
    assert run(everywhere) == 0
    assert "2 answers. Nothing has been changed" in capsys.readouterr().out
    assert run([*everywhere, "--yes", "--drop-original"]) == 0
    out = capsys.readouterr().out
    assert "Redacted 2 answers." in out
    assert "The words leave the file itself when it is closed." in out
    with engagement.open_file(path) as file:
        texts = [answer.text for answer in file.snapshot().answers]
    assert "Our account mgr [an account manager] understands our sites" in texts
    assert not [text for text in texts if "Priya" in text]


def test_a_line_is_parked_listed_and_brought_back(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["park", str(path), "S6-Q2-04", "--owner", "HR"]) == 0
    capsys.readouterr()
    assert run(["parked", str(path), "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row == {"answer": "S6-Q2-04", "wording": "canteen at Port Renn is grim", "owner": "HR", "promise": ""}
    assert run(["park", str(path), "S6-Q2-04", "--back"]) == 0
    assert run(["parked", str(path)]) == 0
    assert capsys.readouterr().out.endswith("0 lines parked.\n")


def test_the_board_has_a_row_for_every_sheet(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["board", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["sheets"]) == 16
    assert told["sheets"][0]["boxes"]["well"] == {"state": "lines", "lines": 6}
    assert told["minutes_left"] is None
    assert run(["board", str(path)]) == 0
    assert "S8-Q3-03: what does it say?" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["confirm", "name"], ["redact", "Dave"], ["park"]])
def test_an_answer_that_is_not_there_is_named(
    path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    verb, *rest = command
    assert run([verb, str(path), "S1-Q9-99", *rest]) == 3
    assert "There is no answer S1-Q9-99" in capsys.readouterr().err
