"""Answers word for word, each with where it stands."""

from collections.abc import Iterable, Sequence

from cxfacilitator.domain.forms import Form
from cxfacilitator.domain.redaction import is_redacted
from cxfacilitator.domain.sheets import Answer, Box, Flag, Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedList, WrappedRow
from cxfacilitator.ui.words import BOX_WORDS

_MATTERS = {
    Value.YES: "matters to customers",
    Value.NO: "does not matter to customers",
    Value.UNSURE: "may matter to customers",
}


class QuoteList(WrappedList):
    """Shows answers; the audience's mark stands before each when they come from several."""

    def __init__(self, name: str, nothing: str = "", marked: bool = False) -> None:
        super().__init__(name, nothing, begin=False)
        self._marked = marked

    def show_answers(self, snapshot: Snapshot, answers: Iterable[Answer]) -> None:
        """Show these answers in this order."""
        self.set_rows([answer_row(snapshot, answer, self._marked) for answer in answers])

    @property
    def answers(self) -> Sequence[Answer]:
        """The answers that are shown."""
        return [row.value for row in self.rows if isinstance(row.value, Answer)]


def answer_row(snapshot: Snapshot, answer: Answer, marked: bool) -> WrappedRow:
    """Make a row of an answer and where it stands; marked, its audience's mark stands before it."""
    audience = snapshot.audience_of(answer) if marked else None
    lines = (Line(answer.wording), Line(source(snapshot, answer), theme.SMALL, "muted"))
    return WrappedRow(lines, answer.id, answer, audience)


def source(snapshot: Snapshot, answer: Answer) -> str:
    """Say where an answer stands: its reference and group, or its form; the box; the particulars of Q3; its marks."""
    found = snapshot.source_of(answer)
    if isinstance(found, Form):
        parts = [found.described, "unsorted" if answer.box is Box.UNMARKED else BOX_WORDS[answer.box]]
    else:
        parts = [answer.ref, found.own_label, BOX_WORDS[answer.box]]
    if answer.box is Box.DIFFER:
        parts += [answer.competitor, answer.direction.value, _MATTERS.get(answer.value, "")]
    if answer.starred:
        parts.append("starred")
    if Flag.SERIOUS in answer.flags:
        parts.append("serious")
    if answer.tidy:
        parts.append("redacted" if is_redacted(answer) else "tidied wording")
    return " · ".join(part for part in parts if part)
