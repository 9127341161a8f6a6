"""The commands of the forms: lists as people and survey tools write them, and what is there."""

import json
from pathlib import Path
from typing import Any

import pytest

from cxfacilitator.cli.main import run
from tests.files import made, northbank

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
LISTS: list[dict[str, Any]] = json.loads((CORPUS / "expectations.json").read_text(encoding="utf-8"))


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(made(tmp_path / "e.cxfac", northbank))


@pytest.fixture
def table(tmp_path: Path) -> str:
    made = tmp_path / "forms.csv"
    made.write_text(
        "Segment,Date,Good,Bad,Comment\ntrade,3/5/2026,quick / clean,late,\nhome,,,,no idea\n,,,,\n", encoding="utf-8"
    )
    return str(made)


def planned(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run(["import-forms", *arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def listed(capsys: pytest.CaptureFixture[str], path: str) -> list[dict[str, Any]]:
    assert run(["forms", path, "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("expected", LISTS, ids=lambda expected: expected["file"])
def test_every_file_of_the_corpus_is_planned_or_refused_in_one_sentence(
    expected: dict[str, Any], path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A list of people is no list of forms and says so; a survey is read, all of its rows accounted for."""
    code = run(["import-forms", path, str(CORPUS / expected["file"]), "--json", "--yes"])
    said = capsys.readouterr()
    assert code in (0, 3)
    if code == 3:
        assert said.out == ""
        assert len(said.err.splitlines()) == 1
        assert expected["file"] in said.err
        assert "reject" in expected["verdict"] or expected["kind"] == "roster"
        assert listed(capsys, path) == []
        return
    assert expected["verdict"] != "reject"
    plan = json.loads(said.out)
    if expected["kind"] == "survey":
        assert len(plan["add"]) + len(plan["left_out"]) == expected["rows"]
    assert len(listed(capsys, path)) == len(plan["add"])


def test_a_dry_run_changes_nothing_and_yes_is_applied(
    path: str, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = planned(capsys, path, table, "--dry-run")
    assert (len(plan["add"]), plan["applied"]) == (2, False)
    assert [note["row"] for note in plan["left_out"]] == []
    assert listed(capsys, path) == []
    assert planned(capsys, path, table, "--yes")["applied"] is True
    first, second = listed(capsys, path)
    assert (first["code"], first["kind"], first["segment"], first["date"]) == ("F1", "form", "trade", "2026-05-03")
    assert [(answer["box"], answer["text"]) for answer in first["answers"]] == [
        ("well", "quick / clean"),
        ("improve", "late"),
    ]
    assert second["answers"][0]["box"] == "unmarked"
    assert len(planned(capsys, path, table)["already"]) == 2


def test_what_the_list_does_not_say_is_said_by_options(
    path: str, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = planned(
        capsys, path, table, "--kind", "note", "--segment", "shop", "--date", "2026-06-01", "--split", "slash",
        "--month-first", "--column", "Comment=Q4 start", "--column", "Bad=not used",
    )  # fmt: skip
    first, second = plan["add"]
    assert (first["kind"], first["segment"], first["date"]) == ("note", "trade", "2026-03-05")
    assert [answer["text"] for answer in first["answers"]] == ["quick", "clean"]
    assert (second["segment"], second["date"], second["answers"][0]["box"]) == ("home", "2026-06-01", "start")


def test_in_words(path: str, table: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["forms", path]) == 0
    assert "There are no forms" in capsys.readouterr().out
    assert run(["import-forms", path, table]) == 0
    said = capsys.readouterr().out
    assert "2 forms with 4 answers" not in said
    assert "2 forms with 3 answers would be added." in said
    assert "Nothing has been changed" in said
    assert run(["import-forms", path, table, "--yes"]) == 0
    assert "counted by themselves, never with the groups" in capsys.readouterr().out
    assert run(["forms", path]) == 0
    said = capsys.readouterr().out
    assert "Form F1 · trade · 3 May" in said
    assert "2 forms with 3 answers, counted by themselves" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(["--kind", "poem"], "none of: form, note, review"), (["--column", "Good"], "not HEADING=FIELD")],
)
def test_wrong_use_names_what_there_is(
    arguments: list[str], words: str, path: str, table: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import-forms", path, table, *arguments]) == 2
    assert words in capsys.readouterr().err
