"""The running order as a list: parts as headings, their slides below."""

from collections.abc import Iterator

from cxfacilitator.domain.debrief import THEMES_ON_A_SLIDE, DebriefPart, Step
from cxfacilitator.domain.text import amount
from cxfacilitator.services.debrief import PART, SORTING, Debrief
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedRow

_SHORT = {
    DebriefPart.GUESSES: "Guess first",
    DebriefPart.STRENGTHS: PART[DebriefPart.STRENGTHS],
    DebriefPart.GAPS: PART[DebriefPart.GAPS],
    DebriefPart.BOARD: "The board",
    DebriefPart.ACTIONS: PART[DebriefPart.ACTIONS],
}


def order_rows(debrief: Debrief) -> tuple[WrappedRow, ...]:
    """Return the rows of the running order; each carries the key of its slide."""
    return tuple(_rows(debrief))


def _rows(debrief: Debrief) -> Iterator[WrappedRow]:
    part = None
    for step in debrief.steps:
        if step.part is not part:
            part = step.part
            yield WrappedRow((Line(_SHORT[part], theme.SMALL, "muted", strong=True),), heading=True)
        under = Line(_under(debrief, step), theme.SMALL, "muted")
        yield WrappedRow((Line(_title(debrief, step)), *([under] if under.text else [])), step.key, step.key)


def _title(debrief: Debrief, step: Step) -> str:
    if step.listed is not None:
        return debrief.slides.title(step.listed)
    match step.part:
        case DebriefPart.GUESSES:
            before = [each.key for each in debrief.steps].index(step.key) * THEMES_ON_A_SLIDE
            if len(step.themes) == 1:
                return f"Theme {before + 1}"
            return f"Themes {before + 1} to {before + len(step.themes)}"
        case DebriefPart.BOARD:
            return "Explain, change, stop or ask"
        case _:
            actions = debrief.slides.snapshot.actions
            return amount(len(actions), "action") if actions else "No actions yet"


def _under(debrief: Debrief, step: Step) -> str:
    if step.part is DebriefPart.BOARD:
        waiting = len(debrief.slides.on_board[None])
        return f"{waiting} not sorted yet" if waiting else "all sorted"
    if step.listed is None:
        return ""
    heading = debrief.heading(step)
    return f"{heading} · {SORTING[step.sorting]}" if step.sorting else heading
