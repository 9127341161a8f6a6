"""The debrief on paper: its running order for the facilitator, and the minutes for everybody who was there.

The minutes say no more than the wall did, but for the names of those who took an action upon themselves.
"""

from collections.abc import Iterator, Mapping

from cxfacilitator.domain.debrief import MINUTES, DebriefPart, Step
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.text import amount, the_day
from cxfacilitator.report.debrief import heading, kept_question
from cxfacilitator.report.debrief_slides import PART, SORTING, Slides
from cxfacilitator.report.words import NOUN

SCRIPT: Mapping[DebriefPart, str] = {
    DebriefPart.GUESSES: "Before each answer: who expects that customers call it done well? Leadership speaks last.",
    DebriefPart.STRENGTHS: "What makes it work, and what could put it at risk?",
    DebriefPart.GAPS: "Let somebody else read the customers’ words aloud. What surprises you? What is hard to hear?",
    DebriefPart.BOARD: "Explain it, change it, stop something, or ask customers first?",
    DebriefPart.ACTIONS: "Who does what by when? What do staff and customers hear, and from whom?",
}
"""What to ask in each part."""


def outline_text(slides: Slides) -> str:
    """Return the running order with the question for each slide, as Markdown."""
    return "\n".join([f"# Debrief: {_client(slides)}", *_outline(slides), ""])


def minutes_text(slides: Slides) -> str:
    """Return the minutes: what was shown, where it was put on the board, and who does what by when, as Markdown."""
    return "\n".join([f"# Minutes of the debrief: {_client(slides)}", *_minutes(slides), ""])


def _client(slides: Slides) -> str:
    return slides.snapshot.engagement.client or slides.snapshot.engagement.code


def _outline(slides: Slides) -> Iterator[str]:
    for part in DebriefPart:
        steps = [step for step in slides.steps if step.part is part]
        if steps:
            yield from ("", f"## {PART[part]} (about {MINUTES[part]} minutes)", "", SCRIPT[part], "")
        for step in steps:
            yield from _step(slides, step)


def _step(slides: Slides, step: Step) -> Iterator[str]:
    for theme_id in step.themes:
        yield f"- {slides.comparison.by_id[theme_id].theme.name}"
    each = step.listed
    if each is not None:
        yield f"- **{slides.title(each)}** ({heading(each.kind).lower()}): {slides.sentence(each)}"
        question = kept_question(each, slides.snapshot.codebook)
        if question:
            yield f"  - Ask: {question}"
        quotes = slides.quotes(each)
        yield f"  - {amount(len(quotes), 'quote')} on the wall" if quotes else "  - No quote on the wall"
        for ref, why in slides.withheld(each):
            yield f"  - {ref} stays off the wall: {why.value}"
    if step.part is DebriefPart.BOARD:
        cards = slides.on_board
        yield f"- {amount(sum(map(len, cards.values())), 'finding')}, {len(cards[None])} of them not sorted yet"
    if step.part is DebriefPart.ACTIONS:
        yield f"- {amount(len(slides.snapshot.actions), 'action')} so far"


def _minutes(slides: Slides) -> Iterator[str]:
    for part in (DebriefPart.STRENGTHS, DebriefPart.GAPS):
        steps = [step for step in slides.steps if step.part is part]
        if steps:
            yield from ("", f"## {PART[part]}", "")
        for step in steps:
            if step.listed is not None:
                yield f"- **{slides.title(step.listed)}.** {slides.sentence(step.listed)}"
                for quote in slides.quotes(step.listed):
                    yield f"  - “{quote.words}” ({_source(quote.audience)})"
    board = slides.on_board
    if any(board.values()):
        yield from ("", "## What we do with it")
        for column, name in SORTING.items():
            yield from ("", f"### {name}", "", *_titles(board[column]))
        if board[None]:
            yield from ("", "### Not sorted yet", "", *_titles(board[None]))
    yield from ("", f"## {PART[DebriefPart.ACTIONS]}", "")
    yield from _actions(slides)


def _titles(cards: tuple[tuple[object, str], ...]) -> list[str]:
    return [f"- {title}" for _, title in cards] or ["- nothing"]


def _actions(slides: Slides) -> Iterator[str]:
    if not slides.snapshot.actions:
        yield "No action was agreed."
    for action in slides.snapshot.actions:
        when = f"by {the_day(action.due)}" if action.due else "no date yet"
        yield f"- [{'x' if action.done else ' '}] {action.text} ({action.owner or 'nobody yet'}, {when})"


def _source(audience: Audience) -> str:
    return f"{NOUN[audience]} group"
