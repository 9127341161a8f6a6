"""The matrix laid out: which rows and columns it has, and what stands in each place.

A family may be folded into one column: what its groups wrote on any of its themes, each answer once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from cxfacilitator.domain.beside import Beside
from cxfacilitator.domain.codebook import Family
from cxfacilitator.domain.comparison import ThemeView
from cxfacilitator.domain.counts import Counts, count
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.forms import Kind
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.matrix import BOXES, Matrix
from cxfacilitator.domain.sheets import Answer, Box
from cxfacilitator.domain.text import amount

WHOLE_COLUMN = -1
"""In the place of a row: all audiences together."""


class RowKind(StrEnum):
    """What a row is: the head of a band, a group, the forms of one kind, or an audience's totals."""

    BAND = "band"
    GROUP = "group"
    FORMS = "forms"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        size: How many groups, or forms, stand behind it.
        audience: None for what stands beside the groups.
    """

    kind: RowKind
    size: int
    audience: Audience | None = None
    group: Group | None = None
    forms: Kind | None = None

    @property
    def name(self) -> str:
        """What the row is called: `Staff · 9 groups`, `S3 Table 3`, `Customer forms · 40`."""
        if self.group is not None:
            return self.group.called
        if self.forms is not None:
            return f"{self.forms.label}s · {self.size}"
        if self.audience is None:
            return "Beside the groups"
        if self.kind is RowKind.TOTAL and self.size:
            return self.audience.label
        return f"{self.audience.label} · {amount(self.size, 'group') if self.size else 'not reviewed'}"


@dataclass(frozen=True)
class Column:
    """A theme, or a family that is folded into one column.

    Attributes:
        views: The theme, or all themes of the family.
        counts: Groups with any of them, by audience.
    """

    family: Family
    views: tuple[ThemeView, ...]
    folded: bool
    counts: Mapping[Audience, Counts]

    @property
    def key(self) -> str:
        """What tells it from the other columns."""
        return f"family {self.family.id}" if self.folded else self.views[0].theme.id

    @property
    def name(self) -> str:
        """What it is called."""
        return self.family.name if self.folded else self.views[0].theme.name

    @property
    def definition(self) -> str:
        """What is meant by it: a folded family names its themes."""
        theme = self.views[0].theme
        return ", ".join(view.theme.name for view in self.views) if self.folded else theme.definition

    @property
    def mentioned(self) -> bool:
        """Whether any group speaks of it."""
        return any(counts.mentions for counts in self.counts.values())


@dataclass(frozen=True)
class Layout:
    """Rows, columns and what stands where they cross.

    Attributes:
        cells: The counted answers of a group, or of the forms of one kind, by row and column; empty ones are no key.
        closed: Audiences of which no single group and no answer is shown, because too few people stand behind them.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[int, int], tuple[Answer, ...]]
    closed: frozenset[Audience] = frozenset()

    @cached_property
    def boxes(self) -> Mapping[tuple[int, int], tuple[Box, ...]]:
        """The boxes that the answers of a cell stand in, in the order of the sheet; empty cells are no key."""
        return {place: _in_order({answer.box for answer in answers}) for place, answers in self.cells.items()}

    def answers(self, row: int, column: int) -> tuple[Answer, ...]:
        """Return the answers behind a place, in sheet order; forms come with the whole column, after the groups."""
        if row != WHOLE_COLUMN and self.rows[row].kind is not RowKind.TOTAL:
            return self.cells.get((row, column), ())
        asked = None if row == WHOLE_COLUMN else self.rows[row].audience
        found = [
            self.cells.get((number, column), ())
            for number, other in enumerate(self.rows)
            if asked in (None, other.audience)
        ]
        return tuple(answer for answers in found for answer in answers)

    def said(self, row: int, column: int) -> tuple[int, int]:
        """Return how many of how many groups, or forms, speak of a column; for a single group 0 or 1 of 1."""
        shown = self.rows[row]
        if shown.kind is RowKind.TOTAL and shown.audience is not None:
            return self.columns[column].counts[shown.audience].mentions, shown.size
        return len({answer.group_id for answer in self.cells.get((row, column), ())}), shown.size

    def text(self, row: int, column: int) -> str:
        """Return a place in figures or in the labels of boxes: `8 of 9`, `Q1, Q4 Continue`; empty in a band's head."""
        shown = self.rows[row]
        if shown.kind is RowKind.GROUP:
            return ", ".join(box.label for box in self.boxes.get((row, column), ()))
        if shown.kind is RowKind.BAND or not shown.size:
            return ""
        return "{} of {}".format(*self.said(row, column))

    @property
    def lines(self) -> Sequence[Sequence[str]]:
        """The matrix as a table for a spreadsheet: a line of headings, then one for each row that is no head."""
        found = [("Audience", "Group", *(column.name for column in self.columns))]
        for number, row in enumerate(self.rows):
            if row.kind is not RowKind.BAND:
                audience = row.audience.label if row.audience else "Beside the groups"
                name = f"All {amount(row.size, 'group')}" if row.kind is RowKind.TOTAL else row.name
                found.append((audience, name, *(self.text(number, place) for place in range(len(self.columns)))))
        return found


def lay_out(
    matrix: Matrix,
    beside: Beside,
    families: Sequence[Family],
    folded: Collection[str] = (),
    closed: Collection[Audience] = (),
) -> Layout:
    """Lay out groups in bands, forms beside them and totals below; themes by families.

    Args:
        families: In the order of the codebook.
        folded: The ids of the families that are one column each.
        closed: Audiences of which only totals may be shown.
    """
    rows, columns = _rows(matrix, beside, closed), tuple(_columns(matrix, families, folded))
    of_group = {row.group.id: number for number, row in enumerate(rows) if row.group is not None}
    of_kind = {row.forms: number for number, row in enumerate(rows) if row.forms is not None}
    of_theme = {view.theme.id: place for place, column in enumerate(columns) for view in column.views}
    found: dict[tuple[int, int], list[tuple[Answer, ...]]] = {}
    for (group_id, theme_id), answers in matrix.cells.items():
        if group_id in of_group:
            found.setdefault((of_group[group_id], of_theme[theme_id]), []).append(answers)
    for theme_id, answers in beside.answers.items():
        for answer in answers:
            place = of_kind[beside.kinds[answer.group_id]], of_theme[theme_id]
            found.setdefault(place, []).append((answer,))
    cells = {place: parts[0] if len(parts) == 1 else _once(parts) for place, parts in found.items()}
    return Layout(rows, columns, cells, frozenset(closed))


def changed_rows(before: Layout, after: Layout) -> Collection[int]:
    """Return the rows of a layout that do not say what they said in one before; all where there are other places."""
    heads = [[(column.key, column.name) for column in layout.columns] for layout in (before, after)]
    if before.rows != after.rows or heads[0] != heads[1]:
        return range(len(after.rows))
    places = before.cells.keys() | after.cells.keys()
    found = {place[0] for place in places if before.cells.get(place) != after.cells.get(place)}
    return found | {number for number, row in enumerate(after.rows) if row.kind is RowKind.TOTAL}


def _rows(matrix: Matrix, beside: Beside, closed: Collection[Audience]) -> tuple[Row, ...]:
    rows = []
    for audience in Audience:
        groups = matrix.groups[audience]
        rows.append(Row(RowKind.BAND, len(groups), audience))
        if audience not in closed:
            rows += [Row(RowKind.GROUP, 1, audience, group) for group in groups]
    if beside.forms:
        rows.append(Row(RowKind.BAND, sum(beside.forms.values())))
        rows += [Row(RowKind.FORMS, number, forms=kind) for kind, number in beside.forms.items()]
    return (*rows, *(Row(RowKind.TOTAL, len(matrix.groups[audience]), audience) for audience in Audience))


def _columns(matrix: Matrix, families: Sequence[Family], folded: Collection[str]) -> list[Column]:
    by_family: dict[str, list[ThemeView]] = {family.id: [] for family in families}
    for view in matrix.themes:
        by_family.setdefault(view.theme.family, []).append(view)
    names = {family.id: family for family in families}
    columns = []
    for family_id, views in by_family.items():
        family = names.get(family_id, Family(family_id, family_id))
        if family_id in folded and views:
            columns.append(Column(family, tuple(views), True, _together(matrix, views)))
        else:
            columns += [Column(family, (view,), False, view.counts) for view in views]
    return columns


def _together(matrix: Matrix, views: Sequence[ThemeView]) -> Mapping[Audience, Counts]:
    return {
        audience: count((answer for view in views for answer in view.answers[audience]), len(matrix.groups[audience]))
        for audience in Audience
    }


def _once(parts: Iterable[Iterable[Answer]]) -> tuple[Answer, ...]:
    """Return each answer once, in the order of the sheets."""
    answers = {answer.id: answer for part in parts for answer in part}.values()
    return tuple(sorted(answers, key=lambda answer: (answer.group_id, BOXES.index(answer.box), answer.position)))


def _in_order(boxes: Collection[Box]) -> tuple[Box, ...]:
    return tuple(boxes) if len(boxes) == 1 else tuple(box for box in BOXES if box in boxes)
