"""What answers were before, on the command line."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.services import engagement, groups, sheets
from cxfacilitator.store.file import EngagementFile

LINE = Answer(AnswerId("a" * 32), "", 1, Box.WELL, 1, "Freindly")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.cxfac"
    with engagement.create(path, Engagement("HLF-R1", "Harbour Line Ferries")) as file:
        groups.add(file, Audience.STAFF, "Table 1")
        sheets.save(file, LINE)
        other = replace(LINE, id=AnswerId("b" * 32), text="Quick")
        sheets.save(file, other)
        sheets.save(file, replace(LINE, text="Friendly"))
        sheets.delete(file, other.id)
    return path


def test_earlier_wordings_are_listed_and_one_is_restored(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["history", str(path), "S1-Q1-01"]) == 0
    assert "Type an answer: Q1 Freindly" in capsys.readouterr().out
    assert run(["history", str(path), "S1-Q1-01", "--restore", "2"]) == 3
    assert "no number 2" in capsys.readouterr().err
    assert run(["history", str(path), "S1-Q1-01", "--restore", "1"]) == 0
    assert capsys.readouterr().out == "Restored: Freindly\n"
    with EngagementFile.open(path) as file:
        assert file.snapshot().answer[LINE.id].text == "Freindly"


def test_removed_answers_are_listed_and_one_comes_back(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["history", str(path), "--removed", "S1", "--json"]) == 0
    [found] = json.loads(capsys.readouterr().out)
    assert (found["text"], found["why"], found["ref"]) == ("Quick", "Remove an answer", "S1-Q1-02")
    assert run(["history", str(path), "--removed", "S1", "--restore", "1"]) == 0
    assert run(["history", str(path), "--removed", "S1"]) == 0
    assert "nothing earlier" in capsys.readouterr().out
    assert run(["history", str(path), "--removed", "S9"]) == 3
    assert run(["history", str(path)]) == 2
