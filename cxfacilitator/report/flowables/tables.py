"""Tables of figures, and things side by side."""

from collections.abc import Sequence
from typing import Any, cast

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Spacer, Table, TableStyle

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.charts.style import (
    INK,
    MOST_MARKS,
    RULE,
    STYLE,
    TABLE_PT,
)
from cxfacilitator.report.content.values import Listed, MarkTable, Voices
from cxfacilitator.report.flowables.charts import Count
from cxfacilitator.report.flowables.styles import CAPTION, CELL, CELL_BOLD, CELL_SPACED, HEADING, HEADING_IN_TABLE, NOTE
from cxfacilitator.report.flowables.words import Words, items, quote, text
from cxfacilitator.report.fonts import REGULAR
from cxfacilitator.report.structure import ColumnLayout, DataTable, Element, Layout
from cxfacilitator.report.words import NONE_FOUND


def data_table(
    rows: Sequence[Sequence[Any]], widths: Sequence[float], *commands: Any, top: int = 0, heading: int = 0
) -> Table:
    """Set a table of figures, whose rows and columns are read out with their headings.

    Args:
        rows: The cells.
        widths: The widths of the columns.
        commands: How it looks, in the words of reportlab.
        top: Header rows, repeated on every page.
        heading: The column that says what a row is about.
    """
    return grid(rows, widths, *commands, reads=DataTable(top, heading), top=top)


def grid(
    rows: Sequence[Sequence[Any]], widths: Sequence[float], *commands: Any, reads: Layout | None = None, top: int = 0
) -> Table:
    """Set things in rows and columns with our typeface, without padding to the left of the page's edge.

    Args:
        rows: The cells.
        widths: The widths of the columns.
        commands: How it looks, in the words of reportlab.
        reads: How it is read; without it cell after cell, as no table at all.
        top: Header rows, repeated on every page.
    """
    table = Table(
        # An empty text would be drawn, an empty list is not.
        [[[] if cell == "" else cell for cell in row] for row in rows],
        colWidths=list(widths),
        repeatRows=top,
        hAlign="LEFT",
        renderCB=cast(Any, reads or Layout()),
    )
    table.setStyle(
        TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), REGULAR, TABLE_PT),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 8),
                ("TOPPADDING", (0, 0), (-1, -1), 3),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                *commands,
            ]
        )
    )
    return table


HEADER_LINE = ("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor(INK))
ROW_LINES = ("LINEBELOW", (0, 1), (-1, -1), 0.4, HexColor(RULE))
COUNTS_APART = ("RIGHTPADDING", (1, 1), (-1, -1), 11)
"""A count stands closer to its own marks than to the next ones."""
WIDEST_THEME = 260.0


def column_widths(groups: Sequence[int], room: float, least: float = 76.0) -> list[float]:
    """Share the room for marks by the number of marks, so that every mark has the same size.

    Args:
        groups: The number of marks in each column.
        least: Room that a column's title needs, in points.
    """
    needs = [max(least, 44 + 11.0 * count if count <= MOST_MARKS else 104.0) for count in groups]
    total = sum(needs)
    scale = min(1.0, room / total) if total else 1.0
    return [need * scale for need in needs]


def coloured(words: str, audience: Audience) -> Words:
    """Set a column title in the audience's colour."""
    style = ParagraphStyle(f"column {audience}", CELL_BOLD, textColor=HexColor(STYLE[audience].text))
    return text(words, style)


def mark_table(table: MarkTable, width: float) -> list[Flowable]:
    """Set a table of group marks with the themes that a single group named under it."""
    found: list[Flowable] = []
    if table.heading:
        found.append(text(table.heading, HEADING))
    if table.rows:
        note = 78.0 if table.note_column else 0.0
        groups = [marks.groups for marks in table.rows[0].marks]
        columns = column_widths(groups, width - note - 130)
        header: list[Any] = [
            text("Theme", CELL_BOLD),
            *(coloured(words, audience) for words, audience in table.columns),
        ]
        rows: list[list[Any]] = [header + ([text(table.note_column, CELL_BOLD)] if note else [])]
        for row in table.rows:
            cells: list[Any] = [text(row.name, CELL), *(Count(marks) for marks in row.marks)]
            rows.append(cells + ([text(row.note, NOTE)] if note else []))
        theme = min(width - note - sum(columns), WIDEST_THEME)
        widths = [theme, *columns, *([note] if note else [])]
        look = (HEADER_LINE, ROW_LINES, COUNTS_APART, ("VALIGN", (0, 0), (-1, 0), "BOTTOM"))
        found.append(data_table(rows, widths, *look, top=1))
    if table.alone:
        found.append(text(table.alone, CAPTION))
    if not table.rows and not table.alone:
        found.append(text(NONE_FOUND, CAPTION))
    return found


class Fitting(Flowable):
    """The first of several versions that fits what is left of the page; the last one when none does."""

    def __init__(self, versions: Sequence[Flowable]) -> None:
        super().__init__()
        self._versions = versions
        self._chosen = versions[-1]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Choose the version."""
        for version in self._versions:
            self._chosen = version
            self.width, self.height = version.wrapOn(self.canv, width, height)
            if self.height <= height:
                break
        return self.width, self.height

    def draw(self) -> None:
        """Draw the chosen version."""
        self._chosen.drawOn(self.canv, 0, 0)


def voices(said: Sequence[Voices], width: float) -> list[Flowable]:
    """Set the quotes of each audience in a column of its own, fewer of them where the page is nearly full."""
    most = max((len(item.quotes) for item in said), default=0)
    if not most:
        return []
    column = width / len(said)
    header = [coloured(item.audience.label, item.audience) for item in said]

    def table(quotes: int) -> Table:
        cells = [
            [part for one in item.quotes[:quotes] for part in quote(one)] or [text("No words to quote.", NOTE)]
            for item in said
        ]
        return grid(
            [[text("In their words", HEADING_IN_TABLE)], header, cells],
            [column] * len(said),
            ("SPAN", (0, 0), (-1, 0)),
            ("TOPPADDING", (0, 0), (-1, 0), 9),
            ("LINEBELOW", (0, 1), (-1, 1), 0.8, HexColor(INK)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("RIGHTPADDING", (0, 0), (-1, -1), 14),
            reads=ColumnLayout(len(said)),
        )

    return [Fitting([table(quotes) for quotes in range(most, 0, -1)]), Spacer(0, 6)]


def side_by_side(lists: Sequence[Listed], width: float) -> KeepTogether:
    """Set short lists beside each other under their headings."""
    column = width / max(1, len(lists))
    table = grid(
        [
            [text(item.heading, CELL_BOLD, Element("H3")) for item in lists],
            [items(item.lines, CELL_SPACED) for item in lists],
        ],
        [column] * len(lists),
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, HexColor(INK)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("RIGHTPADDING", (0, 0), (-1, -1), 14),
        reads=ColumnLayout(len(lists)),
    )
    return KeepTogether([table])
