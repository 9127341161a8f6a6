"""Findings on the command line: listed, decided on, and given to other programs."""

import json
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from tests.files import imported

BILL = "over_claimed_strength:OFF-BILL"


@pytest.fixture
def path(sample_folder: Path, tmp_path: Path) -> str:
    return str(imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json"))


def listed(path: str, capsys: pytest.CaptureFixture[str], *more: str) -> list[dict[str, object]]:
    """The list as other programs get it."""
    capsys.readouterr()
    assert run(["findings", path, "list", "--json", *more]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_drafts_are_listed_with_their_words(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["findings", path]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{BILL}  Over-claimed strength: Billing, invoicing & payment (draft")
    assert lines[1].strip().startswith("The leadership group named “billing, invoicing & payment” as done well")
    assert lines[-1] == "0 kept, 46 drafts, 0 dismissed."


def test_deciding_from_the_first_draft_to_the_order(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["findings", path, "keep", BILL]) == 0
    assert capsys.readouterr().out.startswith("1  Over-claimed strength")
    assert run(["findings", path, "edit", "1", "--sentence", "Bills", "--question", "Why?", "--response", "ask",
                "--sort", "change"]) == 0  # fmt: skip
    assert "Ask. Why?" in capsys.readouterr().out
    assert run(["findings", path, "keep", "1", "--words", "mine"]) == 0
    assert "    Bills\n" in capsys.readouterr().out
    assert run(["findings", path, "own", "Nobody owns the depot.", "--theme", "OFF-BILL"]) == 0
    assert run(["findings", path, "quote", BILL, "C2-Q2-01", "L1-Q1-03"]) == 0
    assert run(["findings", path, "dismiss", "shared_concern:OFF-RANGE", "--reason", "Settled"]) == 0
    assert "dismissed: Settled" in capsys.readouterr().out
    assert run(["findings", path, "order", "2", BILL]) == 0
    assert capsys.readouterr().out.splitlines() == ["2  Nobody owns the depot.", "1  Bills"]
    own, bills, *_, dismissed = listed(path, capsys)
    assert (own["type"], own["theme"], own["status"]) == (None, "OFF-BILL", "kept")
    assert (bills["sentence"], bills["question"], bills["response"], bills["sorting"]) == (
        "Bills",
        "Why?",
        "ask",
        "change",
    )
    assert bills["quotes"] == [{"answer": "C2-Q2-01", "trouble": ""}, {"answer": "L1-Q1-03", "trouble": ""}]
    assert (dismissed["status"], dismissed["reason"]) == ("dismissed", "Settled")
    assert run(["findings", path, "take-back", "2"]) == 0
    assert run(["findings", path]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 kept, 44 drafts, 1 dismissed."


def test_quotes_are_suggested_only_when_asked_for(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert all(each["suggested_quotes"] == [] for each in listed(path, capsys))
    first = listed(path, capsys, "--quotes")[0]
    suggested, evidence = first["suggested_quotes"], first["evidence"]
    assert isinstance(suggested, list)
    assert isinstance(evidence, dict)
    assert suggested[0] == "L1-Q1-03"
    assert set(suggested) <= {ref for refs in evidence.values() for ref in refs}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["keep", "nonsense"], "“nonsense” is no finding"),
        (["keep", "shared_strength:OFF-BILL"], "no longer found"),
        (["keep", "12"], "no longer on the list"),
        (["edit", BILL], "Say what to change"),
        (["dismiss", BILL, "--reason", " "], "Say why"),
        (["take-back", BILL], "Nothing has been decided"),
        (["quote", BILL, "C9-Q9-99"], "no answer C9-Q9-99"),
        (["order", BILL], "is not kept"),
        (["own", " "], "needs a sentence"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    path: str, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(["findings", path, *arguments]) == 3
    assert said in capsys.readouterr().err
    assert all(each["status"] == "draft" for each in listed(path, capsys))


def test_compare_says_each_finding_in_words(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", path, "--json"]) == 0
    found = {(row["type"], row["theme"]): row for row in json.loads(capsys.readouterr().out)["findings"]}
    bill = found["over_claimed_strength", "OFF-BILL"]
    assert bill["heading"] == "Over-claimed strength"
    assert bill["sentence"].endswith("all six customer groups asked to improve it.")
