"""The plan of the report: who does what by when, before the ideas in order."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cxfacilitator.domain.actions import Action, ActionId
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.report_setup import Edition, Part, choose
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.content import build
from cxfacilitator.report.content.values import ActionRow
from cxfacilitator.report.pdf import write
from tests.builders import sample_snapshot
from tests.engagements import with_random_ideas
from tests.pdfs import texts
from tests.report.structure_of import structure_of


@pytest.fixture(scope="module")
def agreed() -> Snapshot:
    """The sample with ideas, one of them decided, and three actions."""
    sample = with_random_ideas(sample_snapshot(), 3)
    somebody = replace(sample.participants[0], first_name="Quillan", last_name="Abernathy")
    ideas = [replace(idea, disposition=None) for idea in sample.ideas]
    ideas[0] = replace(ideas[0], disposition=Disposition.DO_NOW)
    actions = (
        Action(ActionId(1), "Text the\narrival time", "Quillan Abernathy", date(2025, 11, 3), idea_id=ideas[0].id),
        Action(ActionId(2), "Ask Quillan Abernathy for ten invoices", theme_id=ThemeId("OFF-BILL")),
        Action(ActionId(3), "Thank everybody", "The owner", date(2025, 10, 20), done=True),
    )
    return replace(sample, participants=(*sample.participants, somebody), ideas=tuple(ideas), actions=actions)


def test_what_was_agreed_is_told_with_who_and_when_and_what_it_is_for(agreed: Snapshot) -> None:
    plan = build(agreed, Edition.LEADERSHIP).plan
    number = next(row.number for row in plan.rows if row.disposition)
    assert plan.title.title == f"3 actions agreed; 1 of {len(agreed.ideas)} ideas decided"
    assert plan.actions == (
        ActionRow("Text the arrival time", f"Idea {number}", "QA", "3 November 2025"),
        ActionRow("Ask [name] for ten invoices", "On “billing, invoicing & payment”", "", ""),
        ActionRow("Thank everybody", "", "The owner", "done"),
    )
    assert build(replace(agreed, ideas=(), actions=agreed.actions[1:]), Edition.LEADERSHIP).plan.title.title == (
        "2 actions agreed"
    )
    without = build(replace(agreed, actions=()), Edition.LEADERSHIP).plan
    assert without.title.title == f"1 of {len(agreed.ideas)} ideas decided: the ideas in order"
    assert without.actions == ()


def test_minutes_that_were_pasted_as_an_action_or_an_owner_are_cut_and_the_rest_is_printed(
    agreed: Snapshot, tmp_path: Path
) -> None:
    minutes = "and then we spoke about it again " * 200
    ideas = (replace(agreed.ideas[0], owner=minutes), *agreed.ideas[1:])
    actions = (replace(agreed.actions[0], text=minutes, owner=minutes), *agreed.actions[1:])
    path = tmp_path / "report.pdf"
    write(
        build(replace(agreed, ideas=ideas, actions=actions), Edition.LEADERSHIP, choices=choose(parts=[Part.PLAN])),
        path,
    )
    page = texts(path)[0]
    assert "Ask [name] for ten invoices" in page
    assert "…" in page


def test_actions_stand_above_the_ideas_and_only_where_there_are_some(agreed: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    write(build(agreed, Edition.LEADERSHIP, choices=choose(parts=[Part.PLAN])), path)
    page = texts(path)[0]
    what = ["What is agreed", "Text the arrival time", "Ask [name] for ten invoices", "The ideas in order", "Who asked"]
    assert sorted(page.index(words) for words in what) == [page.index(words) for words in what]
    assert not structure_of(path.read_bytes()).wrong
    write(build(replace(agreed, actions=()), Edition.LEADERSHIP, choices=choose(parts=[Part.PLAN])), path)
    assert "What is agreed" not in texts(path)[0]
