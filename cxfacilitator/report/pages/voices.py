"""The pages of what was said on each theme, in people's own words."""

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, Spacer

from cxfacilitator.report.charts.style import RULE
from cxfacilitator.report.content.values import ThemeVoices, WordsPart
from cxfacilitator.report.flowables import CAPTION, HEADING, NOTE, coloured, grid, heading, quote, text
from cxfacilitator.report.structure import ColumnLayout


def words(part: WordsPart, width: float) -> list[Flowable]:
    """Set the themes one below the other, with a column for each audience."""
    story = [*heading(part.title), text(part.note, CAPTION)]
    for theme in part.themes:
        story.append(KeepTogether(_theme(theme, width)))
    return story


def _theme(theme: ThemeVoices, width: float) -> list[Flowable]:
    column = width / len(theme.voices)
    cells = [
        [piece for one in each.quotes for piece in quote(one)] or [text("No words to quote.", NOTE)]
        for each in theme.voices
    ]
    table = grid(
        [[coloured(each.audience.label, each.audience) for each in theme.voices], cells],
        [column] * len(theme.voices),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("RIGHTPADDING", (0, 0), (-1, -1), 14),
        ("LINEABOVE", (0, 0), (-1, 0), 0.4, HexColor(RULE)),
        ("BOTTOMPADDING", (0, 0), (-1, 0), 0),
        reads=ColumnLayout(len(theme.voices)),
    )
    return [text(theme.name, HEADING), table, Spacer(0, 2)]
