"""The pages of the findings: the four questions, the gaps, what to keep, and the single serious answers."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from cxfacilitator.report.charts.style import INK, RULE, STYLE
from cxfacilitator.report.content.values import GapCard, GapPart, GapSection, KeepPart, QuestionPart, Quote
from cxfacilitator.report.flowables import (
    CAPTION,
    CELL,
    CELL_BOLD,
    HEADING,
    NOTE,
    QUOTE,
    Chart,
    LongChart,
    coloured,
    column_widths,
    grid,
    heading,
    listed,
    mark_table,
    pieces,
    side_by_side,
    text,
    voices,
)
from cxfacilitator.report.pages.plan import idea_table


def question(part: QuestionPart, width: float) -> list[Flowable]:
    """Set the page of one question."""
    story = heading(part.title)
    if part.diverging is not None and part.diverging.rows:
        story.append(LongChart(part.diverging))
    for table in part.tables:
        story += mark_table(table, width)
    story += [text(note, CAPTION) for note in part.notes]
    story += voices(part.voices, width)
    if part.lists:
        story.append(side_by_side(part.lists, width))
    return story


def gaps(part: GapPart, width: float) -> list[Flowable]:
    """Set findings, kind by kind."""
    story = heading(part.title)
    for section in part.sections:
        story += _section(section, width)
    if part.none_found:
        story += [Spacer(0, 6), text(part.none_found, CAPTION)]
    return story


def _section(section: GapSection, width: float) -> list[Flowable]:
    """Set one kind of finding; the heading and the column titles stay with the first card."""
    marks = section.cards[0].marks
    columns = column_widths([one.audience for one in marks], [one.groups for one in marks], width - 110)
    widths = [width - sum(columns), *columns]
    header = grid(
        [[text("Theme", CELL_BOLD), *(coloured(words, audience) for words, audience in section.columns)]],
        widths,
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, HexColor(INK)),
    )
    cards = [_card(card, widths, width) for card in section.cards]
    first = KeepTogether([text(section.heading, HEADING), header, *cards[0]])
    return [first, *(KeepTogether(card) for card in cards[1:])]


def _card(card: GapCard, widths: Sequence[float], width: float) -> list[Flowable]:
    """Set one finding: marks, sentence, words of each side, and what it rests on."""
    marks = grid([[text(card.theme, CELL_BOLD), *(Chart(marks) for marks in card.marks)]], widths)
    sure = [word for word in (card.word.capitalize(), "Rests on few statements" if card.fragile else "") if word]
    says = f"{card.sentence} {card.response}"
    body: list[Flowable] = [text(says, CELL)]
    if card.quotes:
        half = (width - 12) / 2
        cells = [
            [text(f"“{quote.text}”", QUOTE), _source(audience.label, quote, STYLE[audience].text)]
            for audience, quote in card.quotes
        ]
        body.append(
            grid(
                [[*cells, *([""] * (2 - len(cells)))]],
                [half, half + 12],
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 9),
            )
        )
    below = " · ".join([*sure, card.refs])
    body.append(text(below, NOTE))
    rule = grid(
        [[body]],
        [width],
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(RULE)),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
    )
    return [marks, rule]


def _source(audience: str, quote: Quote, colour: str) -> Flowable:
    style = NOTE.clone(f"source {audience}", textColor=HexColor(colour))
    return text(quote.source or audience, style)


def keep(part: KeepPart, width: float) -> list[Flowable]:
    """Set what to keep, protect and explain, and the quick wins."""
    story = [*heading(part.title), *mark_table(part.keep, width), *listed(part.agreed), *listed(part.explain)]
    story += [CondPageBreak(120), text("Quick wins", HEADING)]
    if part.quick_wins:
        story.append(idea_table(part.quick_wins, width))
    else:
        story.append(text("None found in these sheets.", CELL))
    story.append(text(part.quick_note, CAPTION))
    return story


def serious(quotes: Sequence[Quote]) -> list[Flowable]:
    """Set the single answers that must never be averaged away."""
    story: list[Flowable] = [text("Said once, and not to be averaged away", HEADING)]
    for item in quotes:
        story += [text(f"“{piece}”", QUOTE) for piece in pieces(item.text)]
        story += [text(item.source, NOTE), Spacer(0, 6)]
    return story if quotes else [*story, text("None found in these sheets.", CELL)]
