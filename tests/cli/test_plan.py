"""The plan on the command line: read aloud, worked on, and given to other programs."""

import json
from pathlib import Path
from typing import Any

import pytest

from cxfacilitator.cli.main import run
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.report.content import build
from cxfacilitator.services import engagement
from tests.files import imported


class Plan:
    """The command on one engagement."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self._capsys = capsys

    def __call__(self, *words: str) -> str:
        """What it prints."""
        assert run(["plan", str(self.path), *words]) == 0
        return self._capsys.readouterr().out

    def refused(self, *words: str) -> str:
        """What it says when it refuses."""
        assert run(["plan", str(self.path), *words]) != 0
        return self._capsys.readouterr().err

    def plain(self) -> dict[str, Any]:
        """The plan as other programs get it."""
        found: dict[str, Any] = json.loads(self("--json"))
        return found

    def idea(self, code: str) -> dict[str, Any]:
        """An idea as other programs get it."""
        found: dict[str, Any] = next(idea for idea in self.plain()["ideas"] if idea["idea"] == code)
        return found


@pytest.fixture
def plan(sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Plan:
    path = imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json")
    return Plan(path, capsys)


def test_the_table_can_be_read_aloud(plan: Plan) -> None:
    heading, *lines = plan().splitlines()
    assert heading.split() == "No. Rank Code Idea L/S/C Score Impact Effort Dots Customers Decision".split()
    (invoice,) = [line for line in lines if "one invoice per job, itemised" in line]
    assert invoice.split()[1] == "1"
    assert "0/3/3" in invoice
    assert invoice.endswith("open")
    with engagement.open_file(plan.path) as file:
        page = build(file.snapshot(), Edition.FACILITATOR).plan
    for row, line in zip(page.rows, lines, strict=False):
        assert line.split()[0] == str(row.number), "as on the page of the report"
        assert row.title[:30] in line
    assert lines[-3:] == [
        "0 of 19 ideas considered.",
        (
            "The score comes from the sheets alone: how many groups ask for it (40), how many customer groups want "
            "improved what it is about (30), how many audiences ask for it (20) and how many groups value what others "
            "do better there (10), of 100."
        ),
        "For 16 ideas the rank depends on the weights: 3 (2 to 4) is a tie with all whose range meets 2 to 4.",
    ]


def test_an_idea_is_scored_noted_and_decided_on(plan: Plan) -> None:
    assert "people’s scores: impact on customers 5, effort 2 and cost 2" in plan("score", "eta", "impact=5", "cost=2")
    assert "cost" not in plan("score", "ETA", "Cost=-")
    plan("note", "ETA", "--customers", "They know when", "--work", "no", "--hours", "7.5", "--dots", "4")
    said = plan("decide", "ETA", "do_now", "--owner", "Operations", "--due", "2026-05-01")
    for line in (
        "asked for by 3 of 6 customer groups and 4 of 9 staff groups",
        "Customers asked for it; quick win",
        "dots: 4",
        "hours of work: 7.5",
        "work for customers: no",
        "how customers will see it: They know when",
        "decided: Do now, Operations, by 1 May 2026",
        "1 of 19 ideas considered.",
    ):
        assert line in said
    eta = plan.idea("ETA")
    assert (eta["decision"], eta["owner"], eta["due"], eta["hours"], eta["dots"]) == (
        "do_now",
        "Operations",
        "2026-05-01",
        7.5,
        4,
    )
    assert eta["scores"] == {"Impact on customers": 5, "Effort": 2}
    assert plan.plain()["considered"] == {"decided": 1, "ideas": 19, "waiting": 0}


def test_ideas_are_merged_split_put_and_named(plan: Plan) -> None:
    before = plan.idea("ETA")["answers"]
    assert "5 staff and" not in plan("merge", "LIMIT", "ETA")
    assert set(before) < set(plan.idea("LIMIT")["answers"])
    plan("split", "LIMIT")
    assert len(plan.plain()["ideas"]) == 18 + 10
    first, second = before[:2]
    assert "text or call" in plan("put", first, second)
    plan("put", second, "--into", "INV")
    assert second in plan.idea("INV")["answers"]
    assert plan("name", "INV", "One bill").startswith("INV  One bill\n")


def test_proposals_are_put_together_only_when_somebody_says_yes(plan: Plan) -> None:
    count = len(plan.plain()["ideas"])
    said = plan("clusters")
    assert said.startswith("1  All are about “listening & feeling valued” and they share the word “customers”.")
    assert said.endswith("1 proposal. Nothing has been put together; --accept 1 says yes to the first.\n")
    assert len(plan.plain()["ideas"]) == count
    assert "There is no proposal 2" in plan.refused("clusters", "--accept", "2")
    plan("clusters", "--accept", "1")
    assert len(plan.plain()["ideas"]) == count - 1
    assert plan("clusters").startswith("0 proposals")


def test_weights_and_criteria_are_ones_own(plan: Plan) -> None:
    assert plan("weights", "reach=0", "pain=1", "breadth=0", "rival=0").splitlines()[1] == "pain     1  (100 of 100)"
    pains = [idea["parts"]["pain"] for idea in plan.plain()["ideas"]]
    assert pains == sorted(pains, reverse=True)
    assert plan("criteria").splitlines()[1] == "Effort                   weight 1, less is better"
    plan("criteria", "add", "Noise", "--weight", "2", "--less-is-better")
    plan("criteria", "change", "noi", "--name", "Quiet", "--more-is-better")
    plan("criteria", "remove", "Cost")
    plan("criteria", "order", "Quiet")
    assert [(each["name"], each["weight"], each["more_is_better"]) for each in plan.plain()["criteria"]][:2] == [
        ("Quiet", 2, True),
        ("Impact on customers", 1, True),
    ]
    assert "There are: Quiet, Impact" in plan.refused("score", "ETA", "cost=1")


def test_what_is_done_and_what_is_running(plan: Plan) -> None:
    plan("action", "add", "Print the cards", "--idea", "ETA", "--owner", "Al", "--due", "2026-01-05")
    plan("action", "add", "Ask three customers", "--theme", "DEL-FIX")
    plan("action", "change", "2", "--owner", "Bo")
    plan("action", "order", "2")
    assert plan("action", "done", "1").splitlines() == [
        "  2  [ ] Ask three customers (Bo; no date; Putting things right)",
        "  1  [x] Print the cards (Al; by 5 January 2026; idea ETA)",
        "1 of 2 done.",
    ]
    plan("action", "remove", "2")
    assert plan("action", "done", "1", "--back").endswith("0 of 1 done.\n")
    assert plan("initiative") == "Nothing is on the register yet.\n"
    plan("initiative", "add", "Parcel lockers", "--owner", "Bo", "--theme", "DEL-FIX")
    said = plan("initiative", "change", "1", "--asked", "no", "--note", "since May")
    assert said == "  1  Parcel lockers (Bo; Putting things right; customers asked: no; since May)\n"
    assert plan("ask").endswith(
        "already running: Parcel lockers (Bo)\n6 ideas and 1 initiative not yet asked of customers.\n"
    )
    assert plan.plain()["not_yet_asked"]["initiatives"] == [1]
    assert plan("initiative", "remove", "1") == "Nothing is on the register yet.\n"


def test_what_to_continue_says_where_buy_in_is_already_there(plan: Plan) -> None:
    lines = plan("continue").splitlines()
    assert lines[1].split("  ")[0] == "Friendliness, courtesy & care"
    assert sum(line.endswith("Buy-in already there; protect") for line in lines) == 5


def test_the_plan_is_written_as_a_table(plan: Plan, tmp_path: Path) -> None:
    out = tmp_path / "plan.csv"
    assert plan("export", str(out)) == f"19 ideas, 0 actions and 0 initiatives written to {out}.\n"
    assert "already" in plan.refused("export", str(out))
    plan("export", str(out), "--replace")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("decide", "NONE", "plan"), "no idea NONE"),
        (("decide", "ETA", "not_now"), "why"),
        (("score", "ETA", "impact"), "is no score"),
        (("score", "ETA", "impact=9"), "from 1 to 5"),
        (("note", "ETA"), "Say what to note"),
        (("weights", "speed=1"), "is no weight"),
        (("weights", "reach=much"), "is no weight"),
        (("put", "S1-Q1-01"), "no Start answer"),
        (("action", "done", "7"), "no longer there"),
    ],
)
def test_what_cannot_be_done_is_said(plan: Plan, words: tuple[str, ...], why: str) -> None:
    assert why in plan.refused(*words)


def test_an_engagement_without_ideas_says_how_they_come(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = imported(tmp_path / "new.cxfac", sample_folder, sample_folder / "gold.json")
    with engagement.open_file(path) as file, file.edit("Forget") as edit:
        edit.db.execute("DELETE FROM idea")
    plan = Plan(path, capsys)
    assert "44 Start answers belong to no idea yet" in plan()
    assert plan("make") == "Made 44 ideas. 0 of 44 ideas considered.\n"
