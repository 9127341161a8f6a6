"""The pages before the findings: cover, one page, contents, and the table of every count."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, Spacer

from cxfacilitator.domain.report_setup import LogoOwner, Part
from cxfacilitator.report.charts.lettering import text_width
from cxfacilitator.report.charts.style import BAND, EMPTY_MARK, INK, MOST_MARKS, PAPER, RULE, SECONDARY, STYLE, TABLE_PT
from cxfacilitator.report.charts.surface import Surface, draw_mark
from cxfacilitator.report.content.chapters import Chapter
from cxfacilitator.report.content.values import Asked, ReportContent
from cxfacilitator.report.flowables import (
    CAPTION,
    CELL,
    CELL_BOLD,
    CELL_RIGHT,
    HEADER_LINE,
    HEADING,
    LEAD,
    NOTE,
    ROW_LINES,
    Chart,
    LongChart,
    PageNumber,
    Sign,
    coloured,
    data_table,
    grid,
    heading,
    items,
    listed,
    numbered,
    quoted,
    text,
)
from cxfacilitator.report.fonts import SEMIBOLD
from cxfacilitator.report.structure import Element
from cxfacilitator.report.words import some


class Key:
    """One line: each audience's mark and what stands behind it. A chart of one row."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self._asked = [one for one in asked if one.groups]

    def height(self) -> float:
        """Return the height in points."""
        return 16.0

    def draw(self, surface: Surface, width: float) -> None:
        """Draw mark and words of each audience."""
        x = 0.0
        for one in self._asked:
            style = STYLE[one.audience]
            draw_mark(surface, style.shape, (x + 5, 8), 9.5, style.mark, style.mark)
            words = _asked(one)
            surface.text((x + 14, 11), words, TABLE_PT, SECONDARY)
            x += 14 + text_width(words, TABLE_PT) + 22

    def told(self) -> str:
        """Return which mark is whose, and how many groups and people stand behind it."""
        return "; ".join(f"{STYLE[one.audience].shape}: {_asked(one)}" for one in self._asked)


def _asked(one: Asked) -> str:
    people = f", {some(one.people, 'person', 'people')}" if one.people else ""
    return f"{one.audience.label}: {some(one.groups, 'group')}{people}"


class Legend:
    """What the marks mean: whose they are, and a filled and an empty one of every shape, or a bar.

    Args:
        as_bars: The report has bars where it would have rows of marks.
    """

    def __init__(self, as_bars: bool) -> None:
        self._as_bars = as_bars

    def height(self) -> float:
        """Return the height in points."""
        return 18.0

    def draw(self, surface: Surface, width: float) -> None:
        """Draw the marks of each audience, and after them what is filled and what is empty."""
        x = 0.0
        for audience, style in STYLE.items():
            draw_mark(surface, style.shape, (x + 5, 9), 9.5, style.mark, style.mark)
            surface.text((x + 14, 12), audience.label, TABLE_PT, SECONDARY)
            x += 30 + text_width(audience.label, TABLE_PT)
        if self._as_bars:
            surface.rectangle((x + 14, 6), (_BAR, 6), BAND)
            surface.rectangle((x + 14, 6), (_BAR * 0.6, 6), INK)
            surface.text((x + 20 + _BAR, 12), _SHARE, TABLE_PT, SECONDARY)
            return
        for filled, words in ((True, "wrote it"), (False, "did not")):
            x += 14
            for style in STYLE.values():
                colours = (style.mark, style.mark) if filled else (PAPER, EMPTY_MARK)
                draw_mark(surface, style.shape, (x + 5, 9), 9.5, *colours)
                x += 13
            surface.text((x + 2, 12), words, TABLE_PT, SECONDARY)
            x += text_width(words, TABLE_PT)

    def told(self) -> str:
        """Return which mark is whose, and what a filled and an empty one mean."""
        whose = ", ".join(f"{style.shape} {audience.label}" for audience, style in STYLE.items())
        if self._as_bars:
            return f"{whose}. The dark part of a bar is the {_SHARE}."
        return f"{whose}. A filled mark is a group that wrote it, an empty one a group that did not."


_BAR, _SHARE = 60.0, "share of the groups that wrote it"


def cover(content: ReportContent, width: float) -> list[Flowable]:
    """Set the text of the cover; the bands of colour are drawn by the page."""
    about = [
        ("When", content.days),
        ("Where", content.places),
        ("Facilitator", content.facilitator),
        ("Round", str(content.round) if content.round > 1 else ""),
        ("Reference", content.code),
    ]
    rows = [[text(label, NOTE), text(value, CELL)] for label, value in about if value]
    asked: list[list[object]] = [
        [text("Audience", CELL_BOLD), *(text(words, CELL_RIGHT) for words in ("Groups", "People", "Answers"))]
    ]
    for one in content.asked:
        people = str(one.people) if one.people else "–"
        counts = [str(one.sheets), people, str(one.answers)] if one.sheets else ["–", "–", "not asked"]
        asked.append([coloured(one.audience.label, one.audience), *(text(value, CELL_RIGHT) for value in counts)])
    column = 70.0
    signs = {logo.owner: logo.picture for logo in content.logos}
    above: list[Flowable] = [Spacer(0, _ABOVE_CLIENT)]
    if LogoOwner.CLIENT in signs:
        sign = Sign(signs[LogoOwner.CLIENT], f"Sign of {content.client}", _CLIENT_SIGN)
        above = [Spacer(0, _ABOVE_CLIENT - sign.height - 24), sign, Spacer(0, 24)]
    below: list[Flowable] = []
    if LogoOwner.FACILITATOR in signs:
        whose = f"Sign of {content.facilitator or 'the facilitator'}"
        below = [Spacer(0, 40), Sign(signs[LogoOwner.FACILITATOR], whose, _FACILITATOR_SIGN)]
    return [
        *above,
        text(content.client, _COVER_CLIENT, Element("H1")),
        Spacer(0, 8),
        text("What leadership, staff and customers say, side by side", _COVER_SUBTITLE),
        Spacer(0, 44),
        data_table(asked, [130, column, column, column], HEADER_LINE, ROW_LINES, top=1),
        Spacer(0, 34),
        data_table(rows, [80, width - 80], ("VALIGN", (0, 0), (-1, -1), "TOP")) if rows else Spacer(0, 1),
        Spacer(0, 34),
        text("Confidential", CELL_BOLD),
        text(f"{content.edition.label}. Counts are groups, not people.", NOTE),
        *below,
    ]


_ABOVE_CLIENT = 150.0
_CLIENT_SIGN, _FACILITATOR_SIGN = (198.0, 96.0), (142.0, 48.0)
_COVER_CLIENT = LEAD.clone("cover client", fontName=SEMIBOLD, fontSize=30, leading=36)
_COVER_SUBTITLE = LEAD.clone("cover subtitle", fontSize=16, leading=21, textColor=HexColor(SECONDARY))


def one_page(content: ReportContent, width: float) -> list[Flowable]:
    """Set the page that is read in one minute."""
    part = content.summary
    story = heading(part.title)
    if part.chart.rows:
        story += [text("Where views differ most", HEADING), Chart(Key(content.asked)), Chart(part.chart), Spacer(0, 14)]
    half = (width - 18) / 2
    cells = [[text(box.heading, CELL_BOLD, Element("H3")), *items(box.lines, CELL)] for box in part.boxes]
    story.append(
        grid(
            [[cells[0], "", cells[1]], [cells[2], "", cells[3]]],
            [half, 18, half],
            ("LINEABOVE", (0, 0), (0, -1), 0.8, HexColor(INK)),
            ("LINEABOVE", (2, 0), (2, -1), 0.8, HexColor(INK)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
        )
    )
    if part.pair:
        said = [quoted(quote.text, quote.source) for quote in part.pair.quotes]
        story += [
            text(part.pair.heading, HEADING),
            grid([[said[0], "", said[1]]], [half, 18, half], ("VALIGN", (0, 0), (-1, -1), "TOP")),
        ]
    story += [
        KeepTogether([text("Three decisions for this meeting", HEADING), *numbered(part.decisions)]),
        Spacer(0, 4),
        text(part.caution, CAPTION),
    ]
    return story


def contents(content: ReportContent, width: float, chapters: Sequence[Chapter]) -> list[Flowable]:
    """Set the contents with links, and how to read the report."""
    rows = []
    whole = Element("TOC")
    for chapter in chapters:
        if chapter.part is Part.COVER:
            continue
        link = Element("Link", Element("Reference", Element("TOCI", whole)))
        name = text(chapter.name, CELL, link)
        name.leads_to = chapter.key, chapter.name
        rows.append([name, PageNumber(*name.leads_to, CELL_RIGHT, link)])
    story: list[Flowable] = [
        text("Contents", HEADING, Element("H2")),
        grid(
            rows,
            [width - 40, 40],
            ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(RULE)),
            ("RIGHTPADDING", (1, 0), (1, -1), 0),
        ),
        Spacer(0, 10),
        text("How to read this report", HEADING),
        Chart(Legend(any(one.groups > MOST_MARKS for one in content.asked))),
    ]
    for item in content.reading:
        story += listed(item)
    return story


def whole(content: ReportContent) -> list[Flowable]:
    """Set the table of every count."""
    part = content.whole
    story = heading(part.title)
    if part.heat.rows:
        story.append(LongChart(part.heat))
    story.append(text(part.caption, CAPTION))
    if part.silent:
        story.append(text(part.silent, CAPTION))
    return story
