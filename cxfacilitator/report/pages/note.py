"""The note to those who took part: what they said, and what becomes of it."""

from reportlab.platypus import Flowable, KeepTogether, Spacer

from cxfacilitator.report.content.values import NotePart
from cxfacilitator.report.flowables import (
    CAPTION,
    CELL,
    CELL_BOLD,
    HEADER_LINE,
    HEADING,
    NOTE,
    ROW_LINES,
    TEXT,
    data_table,
    heading,
    items,
    text,
)

_WILL, _DUE = 0.4, 92.0


def note(part: NotePart, width: float) -> list[Flowable]:
    """Set what was said, and a table of what becomes of each idea."""
    story = heading(part.title)
    for item in part.said:
        story.append(KeepTogether([text(item.heading, HEADING), *items(item.lines, TEXT)]))
    if part.promises:
        will = width * _WILL
        head = [text(words, CELL_BOLD) for words in ("You said", "We will", "By")]
        rows = [
            [
                [text(one.idea, CELL), text(one.asked, NOTE)] if one.asked else text(one.idea, CELL),
                text(one.will, CELL),
                text(one.due or "–", CELL),
            ]
            for one in part.promises
        ]
        table = data_table([head, *rows], [width - will - _DUE, will, _DUE], HEADER_LINE, ROW_LINES, top=1)
        story += [Spacer(0, 8), text("What becomes of your ideas", HEADING), table]
    return [*story, text(part.open, CAPTION)] if part.open else story
