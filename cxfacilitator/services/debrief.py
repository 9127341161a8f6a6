"""Run the debrief: its running order, what the room sees, what the facilitator needs to know, and the minutes."""

from dataclasses import dataclass, replace
from pathlib import Path

from cxfacilitator.domain.comparison import Comparison, compare
from cxfacilitator.domain.debrief import DebriefPart, Step, offered, running_order
from cxfacilitator.domain.finding_list import Listed, Status, list_findings
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.report.debrief import changes, heading, kept_question
from cxfacilitator.report.debrief_slides import PART, SORTING, Slides, make_slides
from cxfacilitator.report.minutes import SCRIPT, minutes_text, outline_text
from cxfacilitator.report.saving import check_list, save
from cxfacilitator.report.sentences import RESPONSE, finding_sentence

__all__ = ["PART", "SCRIPT", "SORTING", "Cue", "Debrief", "Offer", "minutes", "outline", "prepare", "write_minutes"]
MINUTES_ENDINGS = (".md", ".txt")


@dataclass(frozen=True)
class Offer:
    """A draft that is clear or likely, which nobody has decided on; it is not on the wall."""

    listed: Listed
    heading: str
    sentence: str


@dataclass(frozen=True)
class Cue:
    """What only the facilitator sees of a slide.

    Attributes:
        heading: What kind of finding it is; else what the part is called.
        question: What to ask the room.
        advice: The kind of answer that usually fits; empty for one's own and where there is no finding.
        notes: What to know before it is shown.
    """

    heading: str
    question: str
    advice: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Debrief:
    """The debrief of an engagement as it is now.

    Attributes:
        findings: All of them.
        remarks: Why something is not on the wall that could be.
    """

    slides: Slides
    findings: tuple[Listed, ...]
    offers: tuple[Offer, ...]
    remarks: tuple[str, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The slides in their order."""
        return self.slides.steps

    def heading(self, step: Step) -> str:
        """Return what kind of finding a slide is about; else what its part is called."""
        return heading(step.listed.kind) if step.listed else PART[step.part]

    def cue(self, step: Step) -> Cue:
        """Return what only the facilitator sees of a slide."""
        each = step.listed
        if each is None:
            return Cue(self.heading(step), SCRIPT[step.part])
        notes = [*changes(each, self.slides.comparison)]
        if each.kept and not each.kept.quotes:
            notes.append("No quote is picked for it. Pick some in Comparison, so that it is heard in their own words.")
        notes += [f"{ref} stays off the wall: {why.value}." for ref, why in self.slides.withheld(each)]
        question = kept_question(each, self.slides.snapshot.codebook) or SCRIPT[step.part]
        return Cue(self.heading(step), question, RESPONSE[each.kind] if each.kind else "", tuple(notes))


def prepare(snapshot: Snapshot, before: Debrief | None = None) -> Debrief:
    """Return the debrief of an engagement.

    Args:
        before: The one until now; where no answer and no tag has changed since, nothing is counted again.
    """
    same = before if before and snapshot.compares_as(before.slides.snapshot, *_ALSO_QUOTED_FROM) else None
    known = before.slides.comparison if before else None
    comparison = known if same and known else compare(snapshot, known)
    found = [each.finding for each in same.findings if each.finding] if same else find(comparison)
    findings = list_findings(snapshot.kept_findings, comparison, found)
    steps = running_order(comparison, findings)
    slides = replace(same.slides, snapshot=snapshot, steps=steps) if same else make_slides(snapshot, comparison, steps)
    offers = tuple(_offer(each, comparison) for each in offered(findings))
    return Debrief(slides, findings, offers, _remarks(slides, findings, len(offers)))


def outline(snapshot: Snapshot) -> str:
    """Return the running order with the question for each slide, as Markdown."""
    return outline_text(prepare(snapshot).slides)


def minutes(snapshot: Snapshot) -> str:
    """Return the minutes as Markdown, which also reads well as plain text."""
    return minutes_text(prepare(snapshot).slides)


def write_minutes(snapshot: Snapshot, path: Path, replace: bool = False) -> None:
    """Write the minutes as a text file.

    Raises:
        CxError: It cannot be written there, or a file of that name stays; nothing was changed.
    """
    check_list(path, "minutes", MINUTES_ENDINGS, replace)
    save(path, minutes(snapshot).encode(), "minutes")


_ALSO_QUOTED_FROM = ("participants", "forms", "form_answers", "set_aside", "confirmed")
"""The fields that the rules on quoting look at and a comparison does not."""


def _offer(each: Listed, comparison: Comparison) -> Offer:
    assert each.finding is not None, "a draft is found"
    view = comparison.by_id[each.finding.theme_id]
    return Offer(each, f"{heading(each.kind)}: {view.theme.name}", finding_sentence(each.finding, view))


def _remarks(slides: Slides, findings: tuple[Listed, ...], offers: int) -> tuple[str, ...]:
    parts = {step.part for step in slides.steps}
    remarks = []
    if DebriefPart.GUESSES not in parts:
        remarks.append("There is nothing to guess: that takes reviewed answers of leadership and of customers.")
    if not parts & {DebriefPart.STRENGTHS, DebriefPart.GAPS}:
        told = f"{amount(offers, 'draft is', 'drafts are')} clear or likely" if offers else "Keep some in Comparison"
        remarks.append(f"No finding is kept yet, and the wall shows kept ones alone. {told}.")
    gone = sum(each.status is Status.GONE for each in findings)
    if gone:
        left = amount(gone, "kept finding is", "kept findings are")
        remarks.append(f"{left} no longer found, and off the wall: look again in Comparison.")
    return tuple(remarks)
