"""The plan as a table for other programs."""

import csv
from datetime import date
from pathlib import Path

import pytest

from cxfacilitator.domain.criteria import CriterionId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.sheets import Value
from cxfacilitator.services import plan
from cxfacilitator.store.file import EngagementFile


def test_the_table_has_every_idea_action_and_initiative_with_owner_and_date(
    sample: EngagementFile, tmp_path: Path
) -> None:
    idea = next(idea for idea in sample.snapshot().ideas if idea.code == "CENTRAL")
    plan.rename(sample, idea.id, "=1+1")
    plan.score(sample, idea.id, CriterionId(3), 5)
    plan.decide(sample, idea.id, Disposition.NOT_NOW, "Customers like whom they know", "Bo", date(2026, 1, 5))
    plan.add_action(sample, "Tell the account managers", "Al", date(2026, 2, 1), idea_id=idea.id)
    plan.add_initiative(sample, "New vans", "Cy", "since May", customers_asked=Value.NO)
    out = tmp_path / "plan.csv"
    assert plan.export(sample.snapshot(), out).sentence == f"19 ideas, 1 action and 1 initiative written to {out}."
    with out.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    assert [row["Kind"] for row in rows] == ["Idea"] * 19 + ["Action", "Initiative"]
    central = next(row for row in rows if row["Code"] == "CENTRAL" and row["Kind"] == "Idea")
    assert not central["What"].startswith("=")
    assert (central["Leadership groups"], central["Staff groups"], central["Customer groups"]) == ("1", "0", "0")
    assert central["May run against"].startswith("Noted as running against what customers said. Customers named")
    assert (central["Impact on customers (1-5)"], central["Effort (1-5)"], central["Cost (1-5)"]) == ("1", "4", "5")
    assert (central["Decision"], central["Reason"], central["Owner"], central["By when"]) == (
        "Not now",
        "Customers like whom they know",
        "Bo",
        "2026-01-05",
    )
    action, initiative = rows[-2:]
    assert (action["Code"], action["What"], action["Owner"], action["By when"], action["Done"]) == (
        "CENTRAL",
        "Tell the account managers",
        "Al",
        "2026-02-01",
        "no",
    )
    assert (initiative["What"], initiative["Customers asked"], initiative["Note"]) == ("New vans", "No", "since May")


def test_nothing_is_overwritten_unasked_and_the_ending_says_how(sample: EngagementFile, tmp_path: Path) -> None:
    snapshot = sample.snapshot()
    with pytest.raises(CxError, match=r"\.csv"):
        plan.export(snapshot, tmp_path / "plan.docx")
    out = tmp_path / "plan.csv"
    out.write_text("mine")
    with pytest.raises(CxError):
        plan.export(snapshot, out)
    assert out.read_text() == "mine"
    plan.export(snapshot, out, replace=True)
    assert out.read_bytes().startswith(b"\xef\xbb\xbfKind,")
    with pytest.raises(CxError, match="shorter name"):
        plan.export(snapshot, tmp_path / f"{'plan' * 80}.csv")
