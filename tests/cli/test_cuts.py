"""Parts of an audience on the command line: which there are, and the comparison of one."""

import json
from pathlib import Path

import pytest

from cxfacilitator.cli.main import REFUSED, run
from cxfacilitator.services import engagement, sheets
from tests.files import imported


@pytest.fixture
def path(sample_folder: Path, tmp_path: Path) -> str:
    return str(imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json"))


def test_parts_are_listed_with_what_hides_them(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In sentences, and for other programs."""
    assert run(["segments", path]) == 0
    told = capsys.readouterr().out
    assert "Customers by segment\n  Events is hidden: it is 1 group, and no part below 2 is shown." in told
    assert "Customers by session\n  C-A: 2 groups, 14 people\n  C-B: 4 groups, 27 people\n" in told
    assert run(["segments", path, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {row["part"]: row["hidden"] for row in rows if row["by"] == "session" and row["audience"] == "staff"} == {
        "S-AM": None,
        "S-PM": None,
    }


def test_one_part_is_compared(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The whole of the others stays beside it."""
    part = ["compare", path, "--by", "session", "--segment", "c-b"]
    assert run(part) == 0
    assert capsys.readouterr().out.startswith("Of customers only C-B: 4 groups, 27 people.\n")
    assert run([*part, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["part"], told["people"], told["quotable"]) == ("C-B", 27, True)
    assert {one["G"] for one in told["theme_states"]["OFF-BILL"].values()} == {1, 9, 4}


def test_a_part_that_is_too_small_is_refused(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the reason, and without a single figure."""
    assert run(["compare", path, "--segment", "Landscapers"]) == REFUSED
    out, err = capsys.readouterr()
    assert out == ""
    assert "Landscapers is hidden: it is 1 group, and no part below 2 is shown." in err


def test_of_few_people_only_counts_are_told(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Eight people make a count; what leads to their own lines is left out."""
    with engagement.open_file(Path(path)) as file:
        for group in file.snapshot().groups:
            if group.code in ("C1", "C3"):
                sheets.set_people(file, group, 4)
    assert run(["compare", path, "--by", "session", "--segment", "C-A", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["quotable"] is False
    assert "ideas" not in told
    assert "serious" not in told
    assert told["findings"]
    assert not any({"evidence", "items", "idea"} & finding.keys() for finding in told["findings"])
