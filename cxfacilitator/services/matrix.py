"""The matrix of groups and themes, of everybody or with a part of an audience, and as a table for spreadsheets."""

from dataclasses import dataclass
from pathlib import Path

from cxfacilitator.domain.beside import Beside, beside
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.cuts import By, Cell, narrowed
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.matrix import Matrix, matrix
from cxfacilitator.domain.matrix_layout import Layout, RowKind
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.formats.lines_out import WRITERS
from cxfacilitator.report.saving import check_list, save

_WHAT = "matrix"


@dataclass(frozen=True, slots=True)
class AudiencePart:
    """A part of an audience, beside which the other audiences stay whole."""

    audience: Audience
    by: By
    name: str


@dataclass(frozen=True)
class Seen:
    """What the matrix is of.

    Attributes:
        part: None for everybody.
        cell: The groups and people of the part.
    """

    snapshot: Snapshot
    matrix: Matrix
    beside: Beside
    part: AudiencePart | None = None
    cell: Cell | None = None

    @property
    def closed(self) -> frozenset[Audience]:
        """Audiences of which only totals may be shown: their part is too small for its own words."""
        return frozenset({self.part.audience}) if self.part and self.cell and not self.cell.quotable else frozenset()

    @property
    def sentence(self) -> str:
        """What is shown, when it is not everybody."""
        if self.part is None or self.cell is None:
            return ""
        others = " and ".join(audience.value for audience in Audience if audience is not self.part.audience)
        few = " They are too few for words of their own: only totals are shown." if self.closed else ""
        return (
            f"Of {self.part.audience.value} only the {self.part.by.value} {self.cell.called}: {self.cell.size}. "
            f"All of {others}, and no forms.{few}"
        )


def see(snapshot: Snapshot, part: AudiencePart | None = None, progress: Progress = silent) -> Seen:
    """Lay out who said what.

    Raises:
        CxError: There is no such part, or its figures are hidden; the sentence says why.
    """
    progress(0.0, "Laying out the matrix")
    cell = None
    if part is not None:
        snapshot, cell = narrowed(snapshot, part.audience, part.by, part.name)
    return Seen(snapshot, matrix(snapshot, compare(snapshot)), beside(snapshot), part, cell)


def export(layout: Layout, path: Path, *, replace: bool = False) -> str:
    """Write a matrix as a table for a spreadsheet, and say so.

    Args:
        path: Its name ends in `.csv`.
        replace: Whether a file of the same name may be replaced.

    Raises:
        CxError: The ending is none that is known, the folder is missing, something is there already that stays, or
            the disk refused; nothing was changed.
    """
    check_list(path, _WHAT, WRITERS, replace)
    save(path, WRITERS[path.suffix.casefold()](layout.lines), _WHAT)
    groups = sum(row.kind is RowKind.GROUP for row in layout.rows)
    return f"{amount(groups, 'group')} and {amount(len(layout.columns), 'column')} written to {path}"
