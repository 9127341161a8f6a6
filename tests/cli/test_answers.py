"""Many answers on the command line: tagged, untagged and handed out."""

import json
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from tests.files import imported


@pytest.fixture
def path(sample_folder: Path, tmp_path: Path) -> str:
    return str(imported(tmp_path / "e.cxfac", sample_folder))


def test_answers_are_tagged_and_untagged_together(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tag", path, "PEO-CARE", "S1-Q1-01", "S1-Q1-02"]) == 0
    assert capsys.readouterr().out.startswith("Tagged 2 answers as ")
    assert run(["tag", path, "PEO-CARE", "S1-Q1-02"]) == 0
    assert "1 answer had it already." in capsys.readouterr().out
    assert run(["untag", path, "PEO-CARE", "S1-Q1-01", "S1-Q1-02", "S1-Q1-03"]) == 0
    assert capsys.readouterr().out.endswith("from 2 answers.\n")


def test_a_fourth_theme_is_passed_over_and_said(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    for theme in ("PEO-CARE", "PEO-KNOW", "COM-PROACT"):
        assert run(["tag", path, theme, "S1-Q1-01"]) == 0
    capsys.readouterr()
    assert run(["tag", path, "UNCLEAR", "S1-Q1-01", "S1-Q1-02"]) == 0
    assert "1 answer has 3 themes already and was passed over" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["NOPE", "S1-Q1-01"], "no theme “NOPE”"), (["PEO-CARE", "S9-Q9-99"], "no answer S9-Q9-99")],
)
def test_what_is_not_there_is_refused(
    path: str, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["tag", path, *arguments]) == 3
    assert said in capsys.readouterr().err


def test_a_parked_answer_gets_no_theme(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["park", path, "S1-Q1-01"]) == 0
    assert run(["tag", path, "PEO-CARE", "S1-Q1-01"]) == 3
    assert "parking lot" in capsys.readouterr().err


def test_answers_are_exported_once_and_replaced_when_agreed(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "answers.json"
    assert run(["export-answers", path, str(out)]) == 0
    assert capsys.readouterr().out == f"271 answers written to {out}; 0 of them reviewed by a person.\n"
    assert run(["export-answers", path, str(out)]) == 3
    assert "there already" in capsys.readouterr().err
    assert run(["export-answers", path, str(out), "--machine", "--yes"]) == 0
    found = json.loads(out.read_text(encoding="utf-8"))
    assert len(found) == 271
    assert all(row["themes"] == [] and isinstance(row["machine_suggestions"], list) for row in found)
    assert sum(bool(row["machine_suggestions"]) for row in found) > 200
