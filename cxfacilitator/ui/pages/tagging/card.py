"""One answer, large: who wrote it under which question, what stands around it, its themes and flags."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout

from cxfacilitator.domain.engagement import Question, asked
from cxfacilitator.domain.forms import Form, is_loose
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.redaction import is_redacted
from cxfacilitator.domain.sheets import Answer, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Suggestion
from cxfacilitator.domain.text import joined
from cxfacilitator.ui.pages.tagging.answer_text import AnswerText
from cxfacilitator.ui.pages.tagging.chips import ThemeChips
from cxfacilitator.ui.pages.tagging.differ import DifferRow
from cxfacilitator.ui.pages.tagging.flags import FlagRow
from cxfacilitator.ui.pages.tagging.side_line import SideLine
from cxfacilitator.ui.widgets import AudienceMark
from cxfacilitator.ui.widgets.elided import Elided
from cxfacilitator.ui.widgets.layouts import clear

_HIGH, _ROOMY, _LOW, _LOWEST = 800, 700, 600, 420
"""Heights of the window, in pixels at 100 %, below which something gives way."""


class AnswerCard(QFrame):
    """Shows one answer; its wording is never changed here.

    Attributes:
        themes, flags, differ, line: What can be decided on it; they tell for themselves.

    Signals:
        review_turned: Carries whether the answer is to count as reviewed.
    """

    review_turned = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.answer: Answer | None = None
        self._height = _HIGH
        self._mark = QHBoxLayout()
        self.who = Elided("", "strong")
        self.question = Elided("", "muted", lines=2)
        self.reviewed = QCheckBox("Reviewed")
        self.reviewed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.reviewed.clicked.connect(self.review_turned)
        self.above, self.below = Elided("", "small"), Elided("", "small")
        self.area = AnswerText()
        self.text = self.area.text
        self.paper = Elided("", "small")
        self.memo = Elided("", "small", lines=2)
        self.endorsers = Elided("", "small")
        self.themes, self.flags, self.differ, self.line = ThemeChips(), FlagRow(), DifferRow(), SideLine()
        self.line.opened.connect(self._make_room)
        head = QHBoxLayout()
        head.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        head.addLayout(self._mark)
        head.addWidget(self.who, 0, top)
        head.addWidget(self.question, 1, top)
        head.addWidget(self.reviewed, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.above)
        column.addWidget(self.area, 1)
        below = (self.paper, self.below, self.differ, self.themes, self.flags, self.endorsers, self.memo, self.line)
        for widget in below:
            column.addWidget(widget)

    def show_answer(self, snapshot: Snapshot, answer: Answer, suggestions: Iterable[Suggestion]) -> None:
        """Show an answer, with the words marked that led to the suggestions."""
        source = snapshot.source_of(answer)
        engagement = snapshot.engagement
        if self.answer is None or snapshot.audience_of(self.answer) is not source.audience or self._mark.count() == 0:
            clear(self._mark)
            self._mark.addWidget(AudienceMark(source.audience, size=16), 0, Qt.AlignmentFlag.AlignTop)
        self.answer = answer
        self.area.show_text(answer.wording, ((r.start, r.end) for s in suggestions for r in s.reasons))
        self.who.set_text(source.described if isinstance(source, Form) else f"{source.code} {source.label}")
        words = asked(snapshot.wording, answer.box.question, source.audience, engagement.client)
        box = "Q4, not marked" if answer.box is Box.UNMARKED else answer.box.label
        self.question.set_text("Said without a question" if is_loose(source, answer) else f"{box}: {words}")
        self.reviewed.setChecked(answer.reviewed)
        beside = (snapshot.form_answers_of if isinstance(source, Form) else snapshot.answers_of)[source.id]
        around = [other for other in beside if other.box is answer.box]
        place = around.index(answer)
        self.above.set_text(around[place - 1].wording if place else "")
        self.below.set_text(around[place + 1].wording if place + 1 < len(around) else "")
        self.paper.set_text(_of_the_paper(answer))
        self.paper.setVisible(bool(answer.tidy))
        self.differ.setVisible(answer.box.question is Question.DIFFER and self.line.isHidden())
        if answer.box.question is Question.DIFFER:
            self.differ.show_answer(answer, snapshot.others_named)
        self.memo.set_text(f"Memo: {answer.memo}")
        self.memo.setVisible(bool(answer.memo) and self.line.isHidden())
        agreed = joined(snapshot.group[group_id].code for group_id in snapshot.endorsers.get(answer.id, ()))
        self.endorsers.set_text(f"{agreed} said “us too”, which is not counted.")
        self.endorsers.setVisible(bool(agreed) and self.line.isHidden())
        heard = isinstance(source, Group) and len(snapshot.groups_of(source.audience)) > 1
        self.flags.endorsers.setVisible(heard)
        self.themes.show_themes(snapshot, snapshot.themes_of.get(answer.id, ()))
        self.flags.setVisible(self.line.isHidden())
        self.flags.show_answer(answer)
        self._make_fit()

    def fit(self, height: int) -> None:
        """Leave out what a low window has no room for, so that the answer itself is seen.

        Args:
            height: Of the window, in pixels at 100 %.
        """
        self._height = height
        self.question.set_lines(2 if height >= _LOW else 1)
        self.differ.show_words(height >= _LOWEST)
        self._make_fit()

    def _make_fit(self) -> None:
        """Show what else there is room for; what is to be said of an answer of Q3 takes some of it."""
        plain = self.differ.isHidden()
        for widget in (self.above, self.below):
            widget.setVisible(self._height >= (_LOW if plain else _HIGH))
        self.flags.show_words(self._height >= (_LOWEST if plain else _ROOMY))
        self.themes.setVisible(bool(self.themes.chips) or self._height >= _LOWEST)

    def _make_room(self) -> None:
        """While a line is typed, what is not looked at meanwhile gives its room to it."""
        for widget in (self.differ, self.flags, self.memo, self.endorsers):
            widget.hide()


def _of_the_paper(answer: Answer) -> str:
    if not answer.tidy:
        return ""
    return (
        "Redacted; the original stays with its sheet."
        if is_redacted(answer)
        else f"Tidied; on the paper: “{answer.text}”"
    )
