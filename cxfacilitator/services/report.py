"""Write the report."""

from dataclasses import dataclass
from dataclasses import replace as replaced
from pathlib import Path

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.report_setup import Edition, Paper, Part, ReportChoices
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import joined
from cxfacilitator.formats.logo import intact
from cxfacilitator.report.content import build
from cxfacilitator.report.content.chapters import PART_NAMES, PartTold, chapters, every_part
from cxfacilitator.report.content.values import Headline, ReportContent
from cxfacilitator.report.finishing import PLAIN, Finish
from cxfacilitator.report.own_words import remarks
from cxfacilitator.report.pdf import make
from cxfacilitator.report.pdf import write as write_pdf
from cxfacilitator.report.saving import check_folder, check_place, free_name, save
from cxfacilitator.services.chance import weigh
from cxfacilitator.services.open_points import OpenPoint, open_points

__all__ = [
    "PART_NAMES",
    "Draft",
    "Finish",
    "Headline",
    "OpenPoint",
    "Outline",
    "PartTold",
    "ReportSummary",
    "copy",
    "draft",
    "free_name",
    "outline",
    "write",
]

_NOTHING_TO_TELL = "Nothing has been decided yet, so there is nothing to tell. Keep findings and decide on ideas first."


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
        headline: The first sentence of the page that is read in one minute.
        headlines: The drafted ones that a person may choose between, the widest gap first.
        remarks: What to know of a headline in a person's own words, in sentences.
        parts: Every part, chosen or not.
        open_points: What to look at before it is handed over.
    """

    headline: str
    headlines: tuple[Headline, ...]
    remarks: tuple[str, ...]
    parts: tuple[PartTold, ...]
    open_points: tuple[OpenPoint, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """The report as it would be written now.

    Attributes:
        pdf: Its pages; empty when it has none.
        refusal: Why it has no pages; empty when it has.
    """

    pdf: bytes
    refusal: str
    outline: Outline


def outline(snapshot: Snapshot, edition: Edition | None = None, choices: ReportChoices | None = None) -> Outline:
    """Say what a report made now would say, part by part, and what to look at first."""
    return _outline(snapshot, _content(snapshot, edition, choices, weighed=False))


def draft(snapshot: Snapshot, progress: Progress = silent) -> Draft:
    """Make the report as it was chosen, to be looked at and not to be kept."""
    progress(0.0, "Reading what the report says")
    content = _content(snapshot)
    told = _outline(snapshot, content)
    refusal = _refusal(content)
    pdf = b"" if refusal else make(content, snapshot.report.paper, progress).data
    return Draft(pdf, refusal, told)


def write(
    snapshot: Snapshot,
    path: Path,
    edition: Edition | None = None,
    paper: Paper | None = None,
    choices: ReportChoices | None = None,
    *,
    finish: Finish = PLAIN,
    replace: bool = False,
    progress: Progress = silent,
) -> ReportSummary:
    """Write the report as a PDF.

    Args:
        snapshot: What the report is about.
        path: Where it goes.
        edition: Who it is for; None for what was chosen for the engagement, as with the next two.
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
    content = _content(snapshot, edition, choices)
    refusal = _refusal(content)
    if refusal:
        raise CxError(refusal)
    pages = write_pdf(content, path, paper or snapshot.report.paper, progress, finish)
    told = (*_remarks(snapshot, content), *(point.sentence for point in open_points(snapshot, content)))
    return ReportSummary(path, pages, told)


def copy(path: Path, folder: Path, progress: Progress = silent) -> Path:
    """Put a copy of a report into another folder, such as a USB stick, and return it; what is there stays.

    Raises:
        CxError: The report is no longer there, or the folder takes nothing.
    """
    progress(0.0, f"Copying {path.name}")
    target = folder / path.name
    if target.exists():
        target = folder / free_name(target)
    check_folder(target, "copy")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CxError(f"{path} cannot be read: {error.strerror or 'the disk refused'}. Export it again.") from error
    save(target, data, "copy")
    return target


def _content(
    snapshot: Snapshot, edition: Edition | None = None, choices: ReportChoices | None = None, weighed: bool = True
) -> ReportContent:
    setup = snapshot.report
    chance = weigh(compare(snapshot)) if weighed else None
    signs = tuple(logo for logo in snapshot.logos if intact(logo.picture))
    return build(replaced(snapshot, logos=signs), edition or setup.edition, chance, choices or setup.choices)


def _refusal(content: ReportContent) -> str:
    """Why a report has no pages; empty when it has some."""
    if chapters(content):
        return ""
    alone = f"Nothing stands in {joined(f'“{PART_NAMES[part]}”' for part in content.choices.parts)} yet."
    return _NOTHING_TO_TELL if content.edition.only_note else alone


def _remarks(snapshot: Snapshot, content: ReportContent) -> tuple[str, ...]:
    own = snapshot.report.headline
    return remarks(own, content) if own and Part.SUMMARY in content.choices.parts else ()


def _outline(snapshot: Snapshot, content: ReportContent) -> Outline:
    return Outline(
        content.summary.title.title,
        content.summary.headlines,
        _remarks(snapshot, content),
        every_part(content),
        open_points(snapshot, content),
    )
