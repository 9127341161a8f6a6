"""The pieces a page is made of: styled text, charts, tables of marks, and places to jump to.

Imports reportlab and is itself imported only when a document is written.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, Self, cast

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table, TableStyle
from reportlab.platypus.paraparser import ParaFrag

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.charts import Marks, Spread
from cxfacilitator.report.charts.style import (
    CAPTION_PT,
    INK,
    LEAD_PT,
    MOST_MARKS,
    RULE,
    SECONDARY,
    STYLE,
    TABLE_PT,
    TEXT_PT,
    TITLE_PT,
)
from cxfacilitator.report.charts.surface import Align, Surface
from cxfacilitator.report.content.values import Listed, MarkTable, Quote, Title, Voices
from cxfacilitator.report.fonts import ITALIC, REGULAR, SEMIBOLD, shown
from cxfacilitator.report.structure import ColumnLayout, DataTable, Element, Layout, tagged
from cxfacilitator.report.words import NONE_FOUND

_BASE: dict[str, Any] = {
    "fontName": REGULAR,
    "textColor": HexColor(INK),
    "splitLongWords": 1,
    "allowWidows": 0,
    "allowOrphans": 0,
}


def _style(name: str, size: float, leading: float, **extra: Any) -> ParagraphStyle:
    return ParagraphStyle(name, **{**_BASE, "fontSize": size, "leading": leading, **extra})


KICKER = _style(
    "kicker", CAPTION_PT, 11, fontName=SEMIBOLD, textColor=HexColor(SECONDARY), spaceBefore=30, spaceAfter=3
)
TITLE = _style("title", TITLE_PT, 23, fontName=SEMIBOLD, spaceAfter=6)
LEAD = _style("lead", LEAD_PT, 16.5, spaceAfter=6)
HEADING_IN_TABLE = _style("heading in table", LEAD_PT, 16, fontName=SEMIBOLD)
HEADING = _style("heading", LEAD_PT, 16, fontName=SEMIBOLD, spaceBefore=10, spaceAfter=4)
TEXT = _style("text", TEXT_PT, 13.5, spaceAfter=4)
CELL = _style("cell", TABLE_PT, 11)
CELL_BOLD = _style("cell bold", TABLE_PT, 11, fontName=SEMIBOLD)
CELL_SPACED = _style("cell spaced", TABLE_PT, 11, spaceAfter=3)
CELL_BOLD_SPACED = _style("cell bold spaced", TABLE_PT, 11, fontName=SEMIBOLD, spaceBefore=2, spaceAfter=3)
CELL_RIGHT = _style("cell right", TABLE_PT, 11, alignment=TA_RIGHT)
CELL_CENTRE = _style("cell centre", TABLE_PT, 11, alignment=TA_CENTER)
CAPTION = _style("caption", CAPTION_PT, 11, textColor=HexColor(SECONDARY), spaceBefore=3, spaceAfter=3)
NOTE = _style("note", CAPTION_PT, 11, textColor=HexColor(SECONDARY))
QUOTE = _style("quote", TABLE_PT, 11.5, fontName=ITALIC)
NUMBERED = _style("numbered", TEXT_PT, 13.5, spaceAfter=4, leftIndent=16, bulletFontName=REGULAR)

_TAG = {TITLE.name: "H2", HEADING.name: "H3", HEADING_IN_TABLE.name: "H3"}
"""What a text is when nothing else is said; the client on the cover is the only `H1`."""

_SHORT_LIST = 8
_PLAIN: dict[str, Any] = {"bold": 0, "italic": 0, "rise": 0, "greek": 0, "link": [], "us_lines": []}
"""What reportlab wants to know of words without mark-up."""
LONGEST_PIECE = 900
"""A longer text is set as several paragraphs, so that a cell is never taller than a page."""


class Words(Paragraph):
    """A text that knows what it is, and may lead to a place.

    Attributes:
        element: What it is; both parts of a text that goes on over a page are one.
        leads_to: The bookmark of the place, and what the place is called.
    """

    element = Element("P")
    leads_to: tuple[str, str] | None = None

    def draw(self) -> None:
        """Draw the text as what it is."""
        canvas = tagged(self)
        with canvas.drawing(self.element):
            super().draw()
            if self.leads_to:
                canvas.link(*self.leads_to, self.width, self.height)

    def split(self, width: float, height: float) -> list[Flowable]:
        """Divide between lines."""
        parts = super().split(width, height)
        for part in parts:
            cast(Words, part).element = self.element
        return parts


def text(words: str, style: ParagraphStyle, element: Element | None = None, number: str | None = None) -> Words:
    """Set a text in a style. Nothing in it is ever read as mark-up.

    Args:
        words: The text.
        style: How it looks.
        element: What it is; without it the style tells.
        number: Stands before it.
    """
    plain = ParaFrag(
        text=shown(words),
        fontName=style.fontName,
        fontSize=style.fontSize,
        textColor=style.textColor,
        **_PLAIN,
    )
    found = Words("", style, bulletText=number, frags=[plain] if plain.text else [])
    found.element = element or Element(_TAG.get(style.name, "P"))
    return found


def items(lines: Iterable[str], style: ParagraphStyle, caption: Words | None = None) -> list[Words]:
    """Set the lines of a list.

    Args:
        lines: The lines.
        style: How they look.
        caption: The heading that belongs to the list and to nothing else.
    """
    whole = Element("L")
    if caption:
        caption.element = Element("Caption", whole)
    set_lines = [text(line, style, Element("LBody", Element("LI", whole))) for line in lines]
    return [caption, *set_lines] if caption else set_lines


def pieces(words: str) -> list[str]:
    """Divide a long text between words into pieces that fit a page."""
    rest, found = shown(words), []
    while len(rest) > LONGEST_PIECE:
        at = rest.rfind(" ", LONGEST_PIECE // 2, LONGEST_PIECE)
        at = at if at > 0 else LONGEST_PIECE
        found.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    return [*found, rest]


class CanvasSurface:
    """Draws charts on a PDF canvas; a `Surface` whose top left corner is at the given place."""

    def __init__(self, canvas: Canvas, left: float, top: float) -> None:
        self._canvas = canvas
        self._left = left
        self._top = top

    def _at(self, point: tuple[float, float]) -> tuple[float, float]:
        return self._left + point[0], self._top - point[1]

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float) -> None:
        """Draw a straight line."""
        self._canvas.setStrokeColor(HexColor(colour))
        self._canvas.setLineWidth(width)
        self._canvas.line(*self._at(start), *self._at(end))

    def rectangle(self, corner: tuple[float, float], size: tuple[float, float], fill: str) -> None:
        """Fill a rectangle from its top left corner."""
        x, y = self._at(corner)
        self._canvas.setFillColor(HexColor(fill))
        self._canvas.rect(x, y - size[1], size[0], size[1], stroke=0, fill=1)

    def polygon(self, points: Sequence[tuple[float, float]], fill: str, outline: str) -> None:
        """Draw a closed polygon."""
        path = self._canvas.beginPath()
        path.moveTo(*self._at(points[0]))
        for point in points[1:]:
            path.lineTo(*self._at(point))
        path.close()
        self._colours(fill, outline)
        self._canvas.drawPath(path, stroke=1, fill=1)

    def circle(self, centre: tuple[float, float], radius: float, fill: str, outline: str) -> None:
        """Draw a circle."""
        self._colours(fill, outline)
        self._canvas.circle(*self._at(centre), radius, stroke=1, fill=1)

    def text(
        self, at: tuple[float, float], text: str, size: float, colour: str, bold: bool = False, align: Align = "left"
    ) -> None:
        """Write one line of text; `at` is on its base line."""
        words = shown(text)
        self._canvas.setFillColor(HexColor(colour))
        self._canvas.setFont(SEMIBOLD if bold else REGULAR, size)
        x, y = self._at(at)
        width = self.text_width(words, size, bold)
        self._canvas.drawString(x - {"left": 0.0, "centre": width / 2, "right": width}[align], y, words)

    def text_width(self, text: str, size: float, bold: bool = False) -> float:
        """Return the width of one line of text."""
        return float(stringWidth(shown(text), SEMIBOLD if bold else REGULAR, size))

    def _colours(self, fill: str, outline: str) -> None:
        self._canvas.setFillColor(HexColor(fill))
        self._canvas.setStrokeColor(HexColor(outline))
        self._canvas.setLineWidth(0.8)


class Drawable(Protocol):
    """A chart: a height, a way to draw itself into a width, and what it shows in words."""

    def height(self) -> float:
        """Return the height in points."""

    def draw(self, surface: Surface, width: float) -> None:
        """Draw the chart."""

    def told(self) -> str:
        """Return what it shows, with every number in it."""


class Splittable(Drawable, Protocol):
    """A chart that can go on over a page."""

    def split(self, height: float) -> tuple[Self, Self] | None:
        """Divide into the part that fits and the rest; None when nothing fits."""


class Chart(Flowable):
    """A chart on the page."""

    def __init__(self, chart: Drawable) -> None:
        super().__init__()
        self._chart = chart

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the whole width."""
        self.width, self.height = width, self._chart.height()
        return self.width, self.height

    def draw(self) -> None:
        """Draw the chart in the place that the page gave it."""
        canvas = tagged(self)
        left, bottom = canvas.absolutePosition(0, 0)
        box = tuple(round(edge, 1) for edge in (left, bottom, left + self.width, bottom + self.height))
        element = Element("Figure", alt=self._chart.told(), attributes={"Layout": {"Placement": "/Block", "BBox": box}})
        with canvas.drawing(element):
            self._chart.draw(CanvasSurface(canvas, 0, self.height), self.width)


class Count(Chart):
    """The marks of one cell, which are read out as their count.

    Args:
        marks: The marks, or the count with its range.
        named: Say whose groups they are, where no column title does.
    """

    def __init__(self, marks: Marks | Spread, named: bool = False) -> None:
        super().__init__(marks)
        self._told = f"{marks.audience.label}: {marks.told()}" if named else marks.told()

    def draw(self) -> None:
        """Draw the marks in the place that the cell gave them."""
        canvas = tagged(self)
        with canvas.drawing(Element("Span", actual=self._told)):
            self._chart.draw(CanvasSurface(canvas, 0, self.height), self.width)


class LongChart(Chart):
    """A chart of rows that may go on over a page."""

    def __init__(self, chart: Splittable) -> None:
        super().__init__(chart)
        self._rows = chart

    def split(self, width: float, height: float) -> list[Flowable]:
        """Divide between rows."""
        parts = self._rows.split(height)
        return [LongChart(part) for part in parts] if parts else []


class Place(Flowable):
    """A place to jump to, with its line in the outline."""

    def __init__(self, key: str, title: str, level: int = 0) -> None:
        super().__init__()
        self._key, self._title, self._level = key, title, level

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Note the place."""
        tagged(self).place(self._key, shown(self._title), self._level)


class PageNumber(Flowable):
    """The page of a place, which is known when all pages are laid out.

    Args:
        key: The place's bookmark.
        title: What the place is called.
        style: How the number looks.
        element: What it is a part of.
    """

    def __init__(self, key: str, title: str, style: ParagraphStyle, element: Element) -> None:
        super().__init__()
        self._leads_to, self._style, self._element = (key, title), style, element

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take one line."""
        self.width, self.height = width, self._style.leading
        return self.width, self.height

    def draw(self) -> None:
        """Draw the number here when it is known."""
        canvas = tagged(self)

        def number() -> None:
            words = text(str(canvas.places[self._leads_to[0]]), self._style, self._element)
            words.leads_to = self._leads_to
            words.wrapOn(canvas, self.width, self.height)
            words.drawOn(canvas, 0, 0)

        canvas.later(number)


def heading(title: Title) -> list[Flowable]:
    """Set kicker, title and lead."""
    parts: list[Flowable] = [text(title.kicker, KICKER), text(title.title, TITLE)]
    return [*parts, text(title.lead, LEAD)] if title.lead else parts


def listed(item: Listed) -> list[Flowable]:
    """Set a heading with its lines; a short list stays on one page, a long one keeps two lines with its heading."""
    lines = [text(piece, TEXT) for line in item.lines if line for piece in pieces(line)]
    kept = len(lines) if len(lines) <= _SHORT_LIST else 2
    return [KeepTogether([text(item.heading, HEADING), *lines[:kept]]), *lines[kept:]]


def numbered(lines: Sequence[str]) -> list[Words]:
    """Set a numbered list."""
    whole = Element("L", attributes={"List": {"ListNumbering": "/Decimal"}})
    return [
        text(line, NUMBERED, Element("LBody", Element("LI", whole)), f"{number}. ")
        for number, line in enumerate(lines, 1)
    ]


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


def coloured(words: str, audience: Audience) -> Paragraph:
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
        widths = [width - note - sum(columns), *columns, *([note] if note else [])]
        found.append(data_table(rows, widths, HEADER_LINE, ROW_LINES, ("VALIGN", (0, 0), (-1, 0), "BOTTOM"), top=1))
    if table.alone:
        found.append(text(table.alone, CAPTION))
    if not table.rows and not table.alone:
        found.append(text(NONE_FOUND, CAPTION))
    return found


def quote(item: Quote) -> list[Flowable]:
    """Set one quotation over its source."""
    return [*quoted(item.text, item.source), Spacer(0, 5)]


def quoted(words: str, source: str, source_style: ParagraphStyle = NOTE) -> list[Flowable]:
    """Set words that somebody wrote over where they come from; long ones as several paragraphs."""
    whole = Element("BlockQuote")
    said = [text(piece, QUOTE, Element("P", whole)) for piece in pieces(f"“{words}”")]
    return [*said, text(source, source_style, Element("P", whole))]


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
