"""A typed sheet to be read beside its paper: every line in its box, and below it what is to be looked at again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent

from cxfacilitator.domain.read_back import Doubt
from cxfacilitator.domain.redaction import is_redacted
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedList, WrappedRow
from cxfacilitator.ui.words import BOX_WORDS


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the sheet, or an empty box, with what is to be looked at again."""

    box: Box
    answer: Answer | None
    doubts: tuple[Doubt, ...]


class SheetLines(WrappedList):
    """Shows one sheet; the rows carry an `Item`."""

    def __init__(self) -> None:
        super().__init__("What was typed", "Nothing has been typed from this sheet yet.")

    def show_lines(self, answers: Sequence[Answer], doubts: Sequence[Doubt], named: bool = False) -> None:
        """Show these lines, box by box, with these doubts; named, each says whose form it is from."""
        self.set_rows(tuple(_rows(answers, doubts, named)))

    def step_to_doubt(self) -> bool:
        """Put the cursor on the next line with a doubt, from where it is and then from the top; False for none."""
        here = max(self.currentIndex().row(), 0)
        for row in (*self.rows[here:], *self.rows[:here]):
            if isinstance(row.value, Item) and row.value.doubts:
                return self.choose(row.key)
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line in view while something is typed below it."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())


def _rows(answers: Sequence[Answer], doubts: Sequence[Doubt], named: bool) -> Iterator[WrappedRow]:
    on: dict[AnswerId, list[Doubt]] = {}
    for doubt in doubts:
        if doubt.answer_id is not None:
            on.setdefault(doubt.answer_id, []).append(doubt)
    for box in Box:
        lines = [answer for answer in answers if answer.box is box]
        empty = tuple(doubt for doubt in doubts if doubt.box is box and doubt.answer_id is None)
        if lines or empty:
            yield WrappedRow((Line(BOX_WORDS[box], strong=True),), heading=True)
        for answer in lines:
            mine = tuple(on.get(answer.id, ()))
            yield WrappedRow(tuple(_line(answer, mine, named)), answer.id, Item(box, answer, mine))
        if empty:
            shown = (Line("No lines", role="muted"), *(_why(doubt) for doubt in empty))
            yield WrappedRow(shown, ("empty", box), Item(box, None, empty))


def _line(answer: Answer, doubts: Sequence[Doubt], named: bool) -> Iterator[Line]:
    spans = tuple(span for doubt in doubts for span in doubt.spans)
    yield Line(answer.wording, underlined=spans)
    about = [answer.ref if named else "", answer.competitor, answer.direction.value]
    if answer.tidy:
        about.append("redacted" if is_redacted(answer) else f"tidied; on the paper: “{answer.text}”")
    if any(about):
        yield Line(" · ".join(filter(None, about)), theme.SMALL, "muted")
    yield from map(_why, doubts)


def _why(doubt: Doubt) -> Line:
    return Line(f"▸ {doubt.why}", theme.SMALL, "warning")
