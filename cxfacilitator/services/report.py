"""Write the report."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.finding_list import Status, list_findings
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.report_setup import FULL, Edition, Paper, Part, ReportChoices
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import joined
from cxfacilitator.report.charts import Dumbbell
from cxfacilitator.report.content import build
from cxfacilitator.report.content.chapters import Chapter, chapters
from cxfacilitator.report.finishing import PLAIN, Finish
from cxfacilitator.report.fonts import unprintable
from cxfacilitator.report.pdf import write as write_pdf
from cxfacilitator.report.privacy import every_name_cleaner
from cxfacilitator.report.saving import check_place, free_name
from cxfacilitator.report.words import some
from cxfacilitator.services.chance import weigh

__all__ = [
    "Finish",
    "Outline",
    "ReportSummary",
    "free_name",
    "outline",
    "warnings",
    "write",
]

_MOST_NAMED = 5
_NOTHING_TO_TELL = "Nothing has been decided yet, so there is nothing to tell. Keep findings and decide on ideas first."
_SAYS_NOTHING = (Part.COVER, Part.CONTENTS)
"""Parts without a sentence of their own."""
_TO_LOOK_AT = {
    Status.CHANGED: "changed since: the answers behind it are no longer the same.",
    Status.GONE: "left out: no rule finds it any more.",
}


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """A report that was written.

    Attributes:
        warnings: What its readers should know, in sentences.
    """

    path: Path
    pages: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a report made now would say, without its pages.

    Attributes:
        client: The client as it stands on the cover.
        edition: The edition's name on the cover.
        headline: The first sentence of the page that is read in one minute.
        lead: What follows it.
        chart: The widest gaps.
        boxes: The lists below the chart: heading and lines.
        decisions: What the readers are asked to decide.
        footer: Stands at the foot of every page.
        parts: The chapters that say something.
        warnings: What to look at before it is handed over.
    """

    client: str
    edition: str
    headline: str
    lead: str
    chart: Dumbbell
    boxes: tuple[tuple[str, tuple[str, ...]], ...]
    decisions: tuple[str, ...]
    footer: str
    parts: tuple[Chapter, ...]
    warnings: tuple[str, ...]


def outline(
    snapshot: Snapshot, edition: Edition, choices: ReportChoices = FULL, progress: Progress = silent
) -> Outline:
    """Say what a report made now would say, part by part, and what to look at first."""
    progress(0.0, "Reading what the report says")
    content = build(snapshot, edition, choices=choices)
    progress(0.8, "Looking for names")
    return Outline(
        content.client,
        edition.label,
        content.summary.title.title,
        content.summary.title.lead,
        content.summary.chart,
        tuple((box.heading, box.lines) for box in content.summary.boxes),
        content.summary.decisions,
        content.footer,
        tuple(chapter for chapter in chapters(content) if chapter.part not in _SAYS_NOTHING),
        (*warnings(snapshot), *_names(snapshot, edition)),
    )


def _names(snapshot: Snapshot, edition: Edition) -> tuple[str, ...]:
    """Say which answers name somebody, and what this edition does about it."""
    cleaner = every_name_cleaner(snapshot)
    found = [
        answer.ref
        for answer in snapshot.to_review
        if cleaner.clean(answer.wording) not in (answer.wording, normalize("NFC", answer.wording))
    ]
    if not found:
        return ()
    shown = ", ".join(found[:_MOST_NAMED]) + (" and others" if len(found) > _MOST_NAMED else "")
    does = (
        "this edition takes the names out"
        if edition is not Edition.FACILITATOR
        else "this edition prints them word for word, so it is not for handing over"
    )
    return (f"Names or contact details stand in {some(len(found), 'answer')} ({shown}); {does}.",)


def write(
    snapshot: Snapshot,
    path: Path,
    edition: Edition = Edition.LEADERSHIP,
    paper: Paper = Paper.A4,
    choices: ReportChoices = FULL,
    *,
    finish: Finish = PLAIN,
    replace: bool = False,
    progress: Progress = silent,
) -> ReportSummary:
    """Write the report as a PDF.

    Args:
        snapshot: What the report is about.
        path: Where it goes.
        edition: Leadership's has codes in place of tables, and no names; the facilitator's has everything.
        paper: What it is laid out for.
        choices: Which parts it has.
        finish: Whether it is for the archive, or opens with a password only.
        replace: Whether an earlier report of the same name may be replaced.
        progress: Told the share done; may stop the work, which leaves an earlier report as it was.

    Raises:
        CxError: Nobody has answered anything yet, the chosen parts have nothing to say, it cannot be kept as
            asked, or the file cannot be written; nothing was changed.
    """
    if not snapshot.answers:
        raise CxError("There are no answers yet, so there is nothing to report. Type or import the sheets first.")
    finish.check()
    check_place(path, "report", replace)
    content = build(snapshot, edition, weigh(compare(snapshot)), choices)
    if not chapters(content):
        raise CxError(_NOTHING_TO_TELL if edition.only_note else f"Nothing stands in {joined(choices.parts)} yet.")
    pages = write_pdf(content, path, paper, progress, finish)
    return ReportSummary(path, pages, warnings(snapshot))


def warnings(snapshot: Snapshot) -> tuple[str, ...]:
    """Say what the readers of a report made now should know."""
    found: list[str] = []
    waiting = sum(not answer.reviewed for answer in snapshot.answers)
    if waiting:
        found.append(
            f"{waiting} of {len(snapshot.answers)} answers have not been reviewed; they are printed, not counted."
        )
    considered = sum(idea.disposition is not None for idea in snapshot.ideas)
    if considered < len(snapshot.ideas):
        found.append(f"{considered} of {len(snapshot.ideas)} ideas have been considered; the plan says so.")
    statuses = Counter(each.status for each in list_findings(snapshot.kept_findings, compare(snapshot)))
    for status, what in _TO_LOOK_AT.items():
        if statuses[status]:
            found.append(f"{some(statuses[status], 'kept finding')} {what}")
    lost = unprintable("".join(answer.wording for answer in snapshot.to_review) + snapshot.engagement.client)
    if lost:
        found.append(f"These characters cannot be printed and appear as boxes: {' '.join(lost)}")
    return tuple(found)
