"""Write the report."""

from dataclasses import dataclass
from pathlib import Path

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.content import Edition, build
from cxfacilitator.report.fonts import unprintable
from cxfacilitator.report.pdf import Paper
from cxfacilitator.report.pdf import write as write_pdf

__all__ = ["Edition", "Paper", "ReportSummary", "free_name", "warnings", "write"]


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """A report that was written.

    Attributes:
        warnings: What its readers should know, in sentences.
    """

    path: Path
    pages: int
    warnings: tuple[str, ...]


def write(
    snapshot: Snapshot,
    path: Path,
    edition: Edition = Edition.LEADERSHIP,
    paper: Paper = Paper.A4,
    *,
    replace: bool = False,
    progress: Progress = silent,
) -> ReportSummary:
    """Write the report as a PDF.

    Args:
        snapshot: What the report is about.
        path: Where it goes.
        edition: Leadership's has codes in place of tables, and no names; the facilitator's has everything.
        paper: What it is laid out for.
        replace: Whether an earlier report of the same name may be replaced.
        progress: Told the share done; may stop the work, which leaves an earlier report as it was.

    Raises:
        CxError: Nobody has answered anything yet, or the file cannot be written; nothing was changed.
    """
    if not snapshot.answers:
        raise CxError("There are no answers yet, so there is nothing to report. Type or import the sheets first.")
    if path.exists() and not replace:
        raise CxError(
            f"{path.name} is there already and was not changed. Choose another name, such as {free_name(path)}."
        )
    pages = write_pdf(build(snapshot, edition), path, paper, progress)
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
    lost = unprintable("".join(answer.text for answer in snapshot.answers) + snapshot.engagement.client)
    if lost:
        found.append(f"These characters cannot be printed and appear as boxes: {' '.join(lost)}")
    return tuple(found)


def free_name(path: Path) -> str:
    """Return the next file name with a number that is not taken in the same folder."""
    number = 2
    while (path.parent / f"{path.stem} {number}{path.suffix}").exists():
        number += 1
    return f"{path.stem} {number}{path.suffix}"
