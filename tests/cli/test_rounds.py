"""The rounds on the command line: a table with both rounds' groups, JSON that equals gold, kind refusals."""

import csv
import json
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from cxfacilitator.domain.trends import Movement
from cxfacilitator.services import rounds
from tests.builders import ROUND_2, SAMPLE
from tests.files import imported


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """The files of the sample's two rounds, for one test."""
    first, second = (
        imported(tmp_path / name, source, source / "gold.json")
        for name, source in (("r1.cxfac", SAMPLE), ("r2.cxfac", ROUND_2))
    )
    return str(first), str(second)


def test_the_json_equals_gold(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trend", files[1], "--with", files[0], "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    gold = json.loads((ROUND_2 / "gold.json").read_text(encoding="utf-8"))["trend"]
    assert [{name: row[name] for name in gold[0]} for row in found["trend"]] == gold
    assert [each["groups"]["customers"] for each in found["rounds"]] == [6, 3]
    billing = next(row for row in found["trend"] if row["theme"] == "OFF-BILL")
    assert [each["customers"] for each in billing["groups"]] == [
        {"state": "concern", "any": 6, "G": 6},
        {"state": "concern", "any": 2, "G": 3},
    ]
    assert billing["sentence"].startswith("Gap narrowed: Then all six customer groups")
    assert billing["why_not"] is None
    assert found["movements"]["not_raised_this_time"] == 10


def test_the_table_has_both_rounds_and_their_groups(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trend", files[1], "--with", files[0]]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].strip() == "Groups: leadership 1 then, 1 now; staff 9 then, 4 now; customers 6 then, 3 now."
    head = next(line for line in lines if line.startswith("Theme "))
    assert head.split() == ["Theme", "Round", "1", "Round", "2", "Movement"]
    row = next(line for line in lines if line.startswith("Keeping customers informed"))
    assert row.split("  ")[-1] == "Gap closed"
    assert lines[-1].startswith("Raised in neither round: Speed of response")


def test_figures_are_kept_used_and_forgotten(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trend", files[1]]) == 3
    assert run(["trend", files[1], "--with", files[0], "--keep"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "The figures of round 1 are kept in r2.cxfac."
    Path(files[0]).unlink()
    assert run(["trend", files[1]]) == 0
    assert capsys.readouterr().out.startswith("Of 18 themes that customers raised in either round: 1 gap closed")
    assert run(["trend", files[1], "--forget", "1"]) == 0
    assert run(["trend", files[1]]) == 3


def test_the_table_of_all_rounds_is_written_for_a_spreadsheet(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "rounds.csv"
    assert run(["trend", files[1], "--out", str(out)]) == 3
    assert not out.exists()
    assert run(["trend", files[1], "--with", files[0], "--keep"]) == 0
    assert run(["trend", files[1], "--out", str(out)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"18 themes of 2 rounds are in {out}."
    rows = list(csv.DictReader(out.read_text(encoding="utf-8-sig").splitlines()))
    gold = json.loads((ROUND_2 / "gold.json").read_text(encoding="utf-8"))["trend"]
    assert len(rows) == len(gold)
    assert [row["Since round 1"] for row in rows] == [rounds.tell_movement(Movement(each["movement"])) for each in gold]
    billing = next(row for row in rows if row["Theme"].startswith("Billing"))
    assert billing["Round 1: customers"] == "concern, 6 of 6"
    assert billing["Round 2: 1 leadership, 4 staff, 3 customer groups"] == "same view"
    assert run(["trend", files[1], "--out", str(out)]) == 3
    assert run(["trend", files[1], "--out", str(out), "--yes"]) == 0


def test_keeping_needs_another_file(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trend", files[1], "--keep"]) == 3
    assert "--with" in capsys.readouterr().err


def test_the_next_round_and_the_one_after_it(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = str(tmp_path / "new.cxfac")
    assert run(["trend", files[1], "--with", files[0], "--keep"]) == 0
    capsys.readouterr()
    assert run(["next-round", files[1], new]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("for Tolland Reeve Hire Ltd (TRH-2026-R3), round 3.")
    assert lines[1:] == [
        "  Round 1 (TRH-2025-R1) stays in figures: 1 group of leadership, 9 groups of staff, 6 groups of customers.",
        "  Round 2 (TRH-2026-R2) stays in figures: 1 group of leadership, 4 groups of staff, 3 groups of customers.",
        "  It has no people and nothing that they wrote.",
    ]
    assert run(["trend", new]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "No answer of round 3 has been reviewed, so nothing can be compared."
    head = next(line for line in lines if line.startswith("Theme "))
    assert head.split()[1:7] == ["Round", "1", "Round", "2", "Round", "3"]
    assert run(["next-round", files[1], new]) == 3


def test_the_later_round_is_no_earlier_one(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["trend", files[0], "--with", files[1]]) == 3
    assert "not an earlier round" in capsys.readouterr().err


def test_another_client_is_compared_only_when_it_is_said(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = str(tmp_path / "other.cxfac")
    assert run(["new", other, "--client", "Harrow Vets", "--round", "3"]) == 0
    assert run(["trend", other, "--with", files[1]]) == 3
    assert "another client" in capsys.readouterr().err
    assert run(["trend", other, "--with", files[1], "--other-client"]) == 0
