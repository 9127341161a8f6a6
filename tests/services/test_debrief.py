"""The debrief as the facilitator runs it: cues, what is left out and why, and the minutes."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.debrief import DebriefPart
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.kept_findings import FindingKey, Sorting
from cxfacilitator.services import debrief, engagement, findings, plan, tagging
from cxfacilitator.store.file import EngagementFile

BILLS = FindingKey(FindingKind.OVER_CLAIMED_STRENGTH, ThemeId("OFF-BILL"))
CARE = FindingKey(FindingKind.SHARED_STRENGTH, ThemeId("PEO-CARE"))


@pytest.fixture(autouse=True)
def leadership_is_everybody(sample: EngagementFile) -> None:
    now = sample.snapshot().engagement
    engagement.update(sample, replace(now, everybody=frozenset({Audience.LEADERSHIP})))


def test_before_anything_is_kept_the_wall_says_why_and_drafts_are_offered(sample: EngagementFile) -> None:
    before = sample.snapshot()
    made = debrief.prepare(before)
    assert {step.part for step in made.steps} == {DebriefPart.GUESSES, DebriefPart.ACTIONS}
    assert made.remarks == (
        "No finding is kept yet, and the wall shows kept ones alone. 6 drafts are clear or likely.",
    )
    assert [offer.heading for offer in made.offers][:2] == [
        "Over-claimed strength: Billing, invoicing & payment",
        "Over-claimed strength: Website, app & self-service",
    ]
    assert "all six customer groups" in made.offers[0].sentence
    findings.keep(sample, BILLS)
    after = debrief.prepare(before.with_fields(kept_findings=sample.snapshot().kept_findings), made)
    assert after.remarks == ()
    assert len(after.offers) == 5
    assert after.slides.comparison is made.slides.comparison


def test_the_cue_holds_the_question_and_what_stays_off_the_wall(sample: EngagementFile) -> None:
    findings.keep(sample, BILLS)
    step = next(each for each in debrief.prepare(sample.snapshot()).steps if each.part is DebriefPart.GAPS)
    cue = debrief.prepare(sample.snapshot()).cue(step)
    assert cue.heading == "Over-claimed strength"
    assert cue.question == "What do you measure about “billing, invoicing & payment”, and what would customers measure?"
    assert cue.notes == ("No quote is picked for it. Pick some in Comparison, so that it is heard in their own words.",)
    snapshot = sample.snapshot()
    bills = next(each for each in debrief.prepare(snapshot).findings if each.kept)
    assert bills.finding is not None
    answers = bills.finding.evidence[Audience.CUSTOMERS][:2]
    findings.set_quotes(sample, BILLS, [answer.id for answer in answers])
    findings.set_question(sample, BILLS, "Who has tried to read one?")
    tagging.set_reviewed(sample, answers[0].id, False)
    made = debrief.prepare(sample.snapshot())
    step = next(each for each in made.steps if each.part is DebriefPart.GAPS)
    cue = made.cue(step)
    assert cue.question == "Who has tried to read one?"
    assert f"{answers[0].ref} stays off the wall: it is not reviewed any more." in cue.notes
    assert [quote.words for quote in made.slides.slide(step, 9).quotes] == [answers[1].wording]


def test_minutes_are_what_was_shown_sorted_and_agreed(sample: EngagementFile, tmp_path: Path) -> None:
    findings.keep(sample, CARE)
    findings.sort(sample, BILLS, Sorting.CHANGE)
    findings.own(sample, "Nobody owns the depot.")
    plan.add_action(sample, "Send one bill a job", "Dana Whitfield", date(2026, 12, 3), theme_id=ThemeId("OFF-BILL"))
    plan.add_action(sample, "Ask twelve customers")
    text = debrief.minutes(sample.snapshot())
    assert text.startswith(
        "# Minutes of the debrief: Tolland Reeve Hire Ltd\n\n## What all agree is good\n\n- **Friend"
    )
    assert "### Change\n\n- Billing, invoicing & payment\n" in text
    assert "### Not sorted yet\n\n- Nobody owns the depot\n" in text
    assert "- [ ] Send one bill a job (Dana Whitfield, by 3 December 2026)\n" in text
    assert "- [ ] Ask twelve customers (nobody yet, no date yet)\n" in text
    path = tmp_path / "minutes.md"
    debrief.write_minutes(sample.snapshot(), path)
    assert path.read_text(encoding="utf-8") == text
    with pytest.raises(CxError, match="is there already"):
        debrief.write_minutes(sample.snapshot(), path)
    with pytest.raises(CxError, match=r"\.md, \.txt"):
        debrief.write_minutes(sample.snapshot(), tmp_path / "minutes.docx")


def test_the_running_order_tells_what_to_ask(sample: EngagementFile) -> None:
    findings.keep(sample, BILLS)
    text = debrief.outline(sample.snapshot())
    assert "## What did you think customers would say? (about 15 minutes)" in text
    assert "  - Ask: What do you measure about “billing, invoicing & payment”" in text
    assert "- 1 finding, 1 of them not sorted yet" in text
