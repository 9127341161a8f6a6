"""The pages before the findings: cover, one page, contents, and the table of every count."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, Spacer

from cxfacilitator.domain.report_setup import LogoOwner, Part
from cxfacilitator.report.charts.style import INK, MOST_MARKS, RULE, SECONDARY
from cxfacilitator.report.content.chapters import Chapter
from cxfacilitator.report.content.values import ReportContent
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
from cxfacilitator.report.pages.key import Key, Legend
from cxfacilitator.report.structure import Element


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
