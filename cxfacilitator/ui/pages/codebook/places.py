"""Where themes come to when they are moved by keys or dragged."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId
from cxfacilitator.ui.pages.codebook.rows import BookRow


@dataclass(frozen=True, slots=True)
class Place:
    """A family, and the theme of it before which to stand; None for behind them all."""

    family: str
    before: ThemeId | None = None


def after_step(codebook: Codebook, moving: Sequence[Theme], step: int) -> Place | None:
    """Return where themes come to one place up (-1) or down (1); None when they are at the end already."""
    families = [family.id for family in codebook.families]
    edge = moving[0 if step < 0 else -1]
    mine = _ids(codebook, edge.family)
    at = mine.index(edge.id)
    if step < 0 and at:
        return Place(edge.family, mine[at - 1])
    if step > 0 and at + 1 < len(mine):
        return Place(edge.family, mine[at + 2] if at + 2 < len(mine) else None)
    here = families.index(edge.family) if edge.family in families else len(families)
    if not 0 <= here + step < len(families):
        return None
    other = families[here + step]
    return Place(other, next(iter(_ids(codebook, other)), None) if step > 0 else None)


def after_drop(rows: Sequence[BookRow], before: BookRow | None) -> Place | None:
    """Return where themes come to that were let go before a row, or at the end; None where no theme can stand."""
    at = rows.index(before) if before is not None else len(rows)
    if before is not None and isinstance(before.of, Theme) and not before.of.residual:
        return Place(before.of.family, before.of.id)
    for row in reversed(rows[:at]):
        if isinstance(row.of, Family):
            return Place(row.of.id)
        if isinstance(row.of, Theme) and not row.of.residual:
            return Place(row.of.family)
    return None


def _ids(codebook: Codebook, family: str) -> list[ThemeId]:
    return [theme.id for theme in codebook.counted if theme.family == family]
