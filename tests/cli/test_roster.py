"""The commands of the roster: lists as people send them, and what a person may say about reading them."""

import io
import json
import sys
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


def planned(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run(["import-roster", *arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def headings(name: str) -> list[str]:
    """Which column of a survey stands for the person; a roster says that itself."""
    return ["--column", "Respondent ID=id"] if name.startswith("d26") else ["--column", "Respondent=id"]


@pytest.mark.parametrize("expected", LISTS, ids=lambda expected: expected["file"])
def test_every_list_of_the_corpus_meets_its_expectation(
    expected: dict[str, Any], path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    more = headings(expected["file"]) if expected["kind"] == "survey" else []
    code = run(["import-roster", path, str(CORPUS / expected["file"]), "--json", *more])
    said = capsys.readouterr()
    if code == 3:
        assert "reject" in expected["verdict"]
        assert said.out == ""
        assert len(said.err.splitlines()) == 1
        assert expected["file"] in said.err
        return
    assert "accept" in expected["verdict"]
    plan = json.loads(said.out)
    found = sum(len(plan[key]) for key in ("people", "duplicates", "left_out"))
    assert found == expected.get("rows", found)
    if expected["verdict"] == "accept_warn":
        doubts = sum(len(plan[key]) for key in ("duplicates", "left_out", "warnings", "same_name", "unclear"))
        assert doubts or None in plan["columns"].values()


def test_a_dry_run_changes_nothing_and_yes_is_applied(
    path: str, sample_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    messy = str(sample_folder / "roster_staff_messy.csv")
    plan = planned(capsys, path, messy, "--dry-run")
    assert (len(plan["people"]), len(plan["duplicates"]), plan["applied"]) == (66, 1, False)
    assert plan["same_name"] == [{"name": "Ian Vasquez", "rows": [9, 39], "codes": []}]
    assert plan["missing"] == [{"number": 25, "name": "Linda Gorse", "about": "department"}]
    assert (plan["delimiter"], plan["encoding"]) == ("semicolon", {"name": "utf-8", "guessed": False})
    assert planned(capsys, path, messy, "--yes")["applied"] is True
    assert len(planned(capsys, path, messy)["already"]) == 66


def test_what_was_misunderstood_is_said_by_options(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_bytes("Lista|2026\nKto|Gdzie\nŁukasz Žák|Plzeň\n".encode("cp1250"))
    assert run(["import-roster", path, str(odd)]) == 3
    assert "no column of names was found" in capsys.readouterr().err
    options = ("--encoding", "cp1250", "--delimiter", "bar", "--header-row", "2")
    plan = planned(capsys, path, str(odd), *options, "--column", "Kto=name", "--column", "Gdzie=site")
    assert [row["name"] for row in plan["people"]] == ["Łukasz Žák"]
    assert plan["columns"] == {"Kto": "name", "Gdzie": "site"}
    assert plan["header_rows"] == [2]


def test_a_bare_list_of_names_comes_from_standard_input(
    path: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Ann Lee\nBo Fox\n")))
    plan = planned(capsys, path, "-", "--header-row", "none")
    assert [row["name"] for row in plan["people"]] == ["Ann Lee", "Bo Fox"]


@pytest.mark.parametrize(
    "option",
    [
        ["--column", "Name"],
        ["--column", "Name=colour"],
        ["--delimiter", "dot"],
        ["--header-row", "4-2"],
        ["--encoding", "x"],
    ],
)
def test_an_option_that_makes_no_sense_is_wrong_use(
    option: list[str], path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import-roster", path, "list.csv", *option]) == 2
    assert "usage" in capsys.readouterr().err
