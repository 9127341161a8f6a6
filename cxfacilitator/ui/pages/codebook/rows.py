"""The rows of the codebook's list: families, below each its themes, at the end the codes that are no themes."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId
from cxfacilitator.domain.text import amount
from cxfacilitator.domain.theme_use import NO_USE, ThemeUse
from cxfacilitator.ui.models import Column, TableModel

RESIDUAL = "Codes for what has no theme"
OTHERS = "Without a family"


@dataclass(frozen=True, slots=True)
class BookRow:
    """One row: a theme, the family above it, or a heading that is neither.

    Attributes:
        of: What the row stands for; None for a heading.
        note: A few words at the right.
        short: What stands there when the name leaves no room for them.
    """

    of: Theme | Family | None
    text: str
    note: str = ""
    short: str = ""

    @property
    def id(self) -> object:
        """What tells this row from all others."""
        return type(self.of).__name__, self.of.id if self.of is not None else self.text

    @property
    def spoken(self) -> str:
        """The whole row in words, for the screen reader."""
        return ", ".join(part for part in (self.text, self.note) if part)


def rows_of(codebook: Codebook, use: Mapping[ThemeId, ThemeUse], typed: str = "") -> tuple[BookRow, ...]:
    """Return the rows of a codebook; with typed words only the themes that fit, below their families."""
    fits = codebook.search(typed)
    rows: list[BookRow] = []
    for family in codebook.families:
        themes = [theme for theme in fits if theme.family == family.id and not theme.residual]
        if themes or not typed.strip():
            rows += [BookRow(family, family.name), *(_row(theme, use) for theme in themes)]
    known = {family.id for family in codebook.families}
    for heading, others in (
        (OTHERS, [theme for theme in fits if theme.family not in known and not theme.residual]),
        (RESIDUAL, [theme for theme in fits if theme.residual]),
    ):
        if others:
            rows += [BookRow(None, heading), *(_row(theme, use) for theme in others)]
    return tuple(rows)


def _row(theme: Theme, use: Mapping[ThemeId, ThemeUse]) -> BookRow:
    mine = use.get(theme.id, NO_USE)
    return BookRow(theme, theme.name, mine.in_words, amount(mine.groups, "group") if mine.groups else "")


class BookRows(TableModel[BookRow]):
    """Headings can be neither chosen nor dragged, families not dragged."""

    def __init__(self) -> None:
        super().__init__((Column("", lambda row: row.spoken),), lambda row: row.id)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Return what can be done with a row."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        of = self.rows[index.row()].of
        if of is None:
            return Qt.ItemFlag.ItemIsDropEnabled
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        movable = isinstance(of, Theme) and not of.residual
        return usual | Qt.ItemFlag.ItemIsDragEnabled if movable else usual

    def supportedDropActions(self) -> Qt.DropAction:
        """Return that rows can be moved."""
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
