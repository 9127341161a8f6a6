"""The pages of the findings: the four questions, the gaps, what to keep, and the single serious answers."""

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, KeepTogether, Spacer

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.report.charts.style import RULE, STYLE
from cxfacilitator.report.content.values import Asked, GapCard, GapPart, KeepPart, QuestionPart, Quote, Title
from cxfacilitator.report.flowables import (
    CAPTION,
    CELL,
    CELL_BOLD,
    COUNTS_APART,
    HEADER_LINE,
    HEADING,
    HEADING_IN_TABLE,
    NOTE,
    Chart,
    Count,
    LongChart,
    coloured,
    column_widths,
    data_table,
    grid,
    heading,
    listed,
    mark_table,
    quoted,
    side_by_side,
    text,
    voices,
)
from cxfacilitator.report.pages.key import Key
from cxfacilitator.report.pages.plan import idea_table
from cxfacilitator.report.words import NONE_FOUND

_SHORT_TABLE = 8


def question(part: QuestionPart, asked: Sequence[Asked], width: float) -> list[Flowable]:
    """Set the page of one question."""
    story = heading(part.title)
    if part.diverging is not None and part.diverging.rows:
        story += [Chart(Key(asked)), Spacer(0, 4), LongChart(part.diverging)]
    for table in part.tables:
        story += mark_table(table, width)
    story += [text(note, CAPTION) for note in part.notes]
    if part.lists:
        story += [Spacer(0, 6), side_by_side(part.lists, width)]
    return [*story, *voices(part.voices, width)]


def gaps(part: GapPart, width: float) -> list[Flowable]:
    """Set findings, kind by kind."""
    story = heading(part.title)
    if part.sections:
        story.append(_table(part, width))
    if part.none_found:
        story += [Spacer(0, 6), text(part.none_found, CAPTION)]
    return story


def _table(part: GapPart, width: float) -> Flowable:
    """Set all findings as one table, so that the column titles are repeated on every page."""
    first = part.sections[0].cards[0].marks
    columns = column_widths([one.groups for one in first], width - 110, 62.0)
    head = [[coloured(audience.label, audience), text(words, NOTE)] for words, audience in part.columns]
    rows: list[list[Any]] = [[text("Theme", CELL_BOLD), *head]]
    commands: list[Any] = [HEADER_LINE, COUNTS_APART]
    for section in part.sections:
        top = len(rows)
        rows.append([text(section.heading, HEADING_IN_TABLE)])
        commands += [("SPAN", (0, top), (-1, top)), ("TOPPADDING", (0, top), (-1, top), 9)]
        for card in section.cards:
            line = len(rows)
            rows.append([text(card.theme, CELL_BOLD), *(Count(marks) for marks in card.marks)])
            rows.append([_told(card, width)])
            commands += [
                ("SPAN", (0, line + 1), (-1, line + 1)),
                ("TOPPADDING", (0, line + 1), (-1, line + 1), 0),
                ("BOTTOMPADDING", (0, line + 1), (-1, line + 1), 6),
                ("LINEBELOW", (0, line + 1), (-1, line + 1), 0.4, HexColor(RULE)),
                ("NOSPLIT", (0, top), (-1, line + 1)),
            ]
            top = line + 2
    return data_table(rows, [width - sum(columns), *columns], ("VALIGN", (0, 0), (-1, 0), "BOTTOM"), *commands, top=1)


def _told(card: GapCard, width: float) -> list[Flowable]:
    """Set one finding's sentence, the words of each side, and what it rests on."""
    body: list[Flowable] = [text(f"{card.sentence} {card.response}", CELL)]
    if card.quotes:
        half = (width - 12) / 2
        cells = [[piece for said in side for piece in _quote(*said)] for side in _sides(card.quotes)]
        body.append(
            grid(
                [[cell or "" for cell in cells]],
                [half, half],
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 9),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            )
        )
    sure = [word for word in (card.word.capitalize(), "Rests on few statements" if card.fragile else "") if word]
    body.append(text(" · ".join([*sure, card.refs]), NOTE))
    if card.beside:
        body.append(text(card.beside, NOTE))
    return body


def _sides(quotes: Sequence[tuple[Audience, Quote]]) -> tuple[Sequence[tuple[Audience, Quote]], ...]:
    """Part the quotes into two columns: a side each, or, where only one side is quoted, one after the other."""
    first = [said for said in quotes if said[0] is quotes[0][0]]
    other = [said for said in quotes if said[0] is not quotes[0][0]]
    return (first, other) if other else (first[::2], first[1::2])


def _quote(audience: Audience, quote: Quote) -> list[Flowable]:
    style = NOTE.clone(f"source {audience}", textColor=HexColor(STYLE[audience].text))
    return [*quoted(quote.text, quote.source or audience.label, style), Spacer(0, 3)]


def keep(part: KeepPart, width: float) -> list[Flowable]:
    """Set what to keep, protect and explain, and the quick wins."""
    story = [
        *heading(part.title),
        *mark_table(part.keep, width),
    ]
    for item in part.lists:
        story += listed(item)
    wins = idea_table(part.quick_wins, width) if part.quick_wins else text(NONE_FOUND, CELL)
    quick = [text("Quick wins", HEADING), wins, text(part.quick_note, CAPTION)]
    return [*story, *quick] if len(part.quick_wins) > _SHORT_TABLE else [*story, KeepTogether(quick)]


def serious(quotes: Sequence[Quote]) -> list[Flowable]:
    """Set the single answers that must never be averaged away."""
    story = heading(Title("Single answers", "Said once, and not to be averaged away"))
    for item in quotes:
        story += [*quoted(item.text, item.source), Spacer(0, 6)]
    return story
