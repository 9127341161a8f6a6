"""The appendix of every number."""

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, Spacer

from cxfacilitator.report.charts.style import INK, MOST_MARKS, RULE
from cxfacilitator.report.content.values import NumbersPart, NumberTable
from cxfacilitator.report.flowables import (
    CAPTION,
    CELL,
    CELL_BOLD,
    HEADING_IN_TABLE,
    WIDEST_THEME,
    Chart,
    Count,
    coloured,
    data_table,
    heading,
    text,
)

_NAME, _NAME_BESIDE_WHISKERS, _BARE, _WITH_HEADING = 0.34, 0.26, 84.0, 92.0


def numbers(part: NumbersPart, width: float) -> list[Flowable]:
    """Set a table for each thing that is counted."""
    story = heading(part.title)
    if part.note:
        story.append(text(part.note, CAPTION))
    if part.figure is not None:
        story += [Chart(part.figure), Spacer(0, 8)]
    for table in part.tables:
        story += _table(table, width)
    return story


def _table(table: NumberTable, width: float) -> list[Flowable]:
    whiskers = any(spread.groups > MOST_MARKS for spread in table.rows[0].spreads)
    bare = [spread.ends is None for spread in table.rows[0].spreads]
    room = width * (1 - (_NAME_BESIDE_WHISKERS if whiskers else _NAME))
    column = (room - _BARE * sum(bare)) / max(1, 3 - sum(bare))
    columns = [_BARE if without else column for without in bare]
    # The name of the table is in it, so that it stands over the rest of it on the next page too.
    name = [text(table.heading, HEADING_IN_TABLE)]
    head = [text("", CELL_BOLD), *(coloured(words, audience) for words, audience in table.columns)]
    rows = [[text(row.name, CELL), *(Count(spread) for spread in row.spreads)] for row in table.rows]
    look = (
        ("SPAN", (0, 0), (-1, 0)),
        ("TOPPADDING", (0, 0), (-1, 0), 10),
        ("LINEBELOW", (0, 1), (-1, 1), 0.8, HexColor(INK)),
        ("LINEBELOW", (0, 2), (-1, -1), 0.4, HexColor(RULE)),
        ("TOPPADDING", (0, 2), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 2), (-1, -1), 1.5),
        ("RIGHTPADDING", (1, 2), (-1, -1), 16 if whiskers else 34),
        ("NOSPLIT", (0, -2), (-1, -1)),
    )
    widths = [min(width - sum(columns), WIDEST_THEME), *columns]
    return [CondPageBreak(_WITH_HEADING), data_table([name, head, *rows], widths, *look, top=2)]
