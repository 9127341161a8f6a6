"""What is typed at the read-back without leaving the page: better words for a line, or what to take out of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton

from cxfacilitator.domain.redaction import CONTACT, NAME, holding
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.ui.widgets import LineEdit, SpelledLine, label
from cxfacilitator.ui.widgets.bar import Bar

_MOST_SHOWN = 6
_FOR_GOOD = "The words are overwritten here and in the history of the line. That, and what was done before it, cannot "
_FOR_GOOD += "be undone."


class EditBar(Bar):
    """Takes better words for one line.

    Signals:
        given: Carries the answer and its new words.
    """

    given = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._answer: Answer | None = None
        self.words = SpelledLine()
        self.words.setAccessibleName("The words of this line")
        self.save = QPushButton("Save")
        self.save.clicked.connect(self.give)
        self.what = label("", "muted")
        for widget in (self.what, self.words, self.save, self.close_button):
            self.row.addWidget(widget, 1 if widget is self.words else 0)

    def begin(self, answer: Answer) -> None:
        """Begin with the words that are shown."""
        self._answer = answer
        self.what.setText("Tidied wording" if answer.tidy else "As on the paper")
        self.words.setText(answer.wording)
        self.words.setFocus()

    def give(self) -> None:
        """Save."""
        if self._answer is not None and self.words.text().strip():
            self.given.emit(self._answer, self.words.text().strip())


class RedactBar(Bar):
    """Takes the words that are to go, and says first which lines that changes.

    Signals:
        given: Carries the ids of the answers, the words, what stands there instead, and whether the original is kept.
        for_good_chosen: The original is to be dropped; whoever knows where else the words are may say so.
    """

    given = Signal(object, object, str, bool)
    for_good_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._snapshot: Snapshot | None = None
        self._answer: Answer | None = None
        self.words = _line("What to take out; several with ; between them")
        self.instead = _line("What stands there instead")
        self.everywhere = QCheckBox("In every line that has it")
        self.keep = QCheckBox("Keep the original with the sheet")
        self.redact = QPushButton()
        self.redact.clicked.connect(self.give)
        self.lines = label("", "small", wrap=True)
        self.warning = label("", "warning", wrap=True)
        self.words.textChanged.connect(self._show)
        self.everywhere.toggled.connect(self._show)
        self.keep.toggled.connect(self._show_warning)
        self.row.addWidget(label("Take out", "muted"))
        self.row.addWidget(self.words, 2)
        self.row.addWidget(label("and write", "muted"))
        self.row.addWidget(self.instead, 1)
        ticks = self.another_row()
        for tick in (self.everywhere, self.keep):
            ticks.addWidget(tick)
        ticks.addStretch()
        ticks.addWidget(self.redact)
        ticks.addWidget(self.close_button)
        for told in (self.lines, self.warning):
            self.another_row().addWidget(told)

    def begin(self, snapshot: Snapshot, answer: Answer, words: Sequence[str]) -> None:
        """Begin with what was found in a line."""
        self._snapshot, self._answer = snapshot, answer
        contact = bool(words) and all("@" in word or word[-1:].isdigit() for word in words)
        self.instead.setText(CONTACT if contact else NAME)
        self.everywhere.setChecked(False)
        self.keep.setChecked(True)
        self.words.setText("; ".join(dict.fromkeys(words)))
        self._show()
        self._show_warning()
        (self.redact if words else self.words).setFocus()

    def warn(self, where_else: str) -> None:
        """Say where else the words can still be read."""
        if not self.keep.isChecked():
            self.warning.setText(f"{_FOR_GOOD} {where_else}")

    def give(self) -> None:
        """Redact."""
        if self.redact.isEnabled():
            ids: tuple[AnswerId, ...] = tuple(answer.id for answer in self._found())
            self.given.emit(ids, tuple(self._wanted), self.instead.text(), self.keep.isChecked())

    @property
    def _wanted(self) -> list[str]:
        return [word.strip() for word in self.words.text().split(";") if word.strip()]

    def _found(self) -> tuple[Answer, ...]:
        """The lines that would change."""
        if self._snapshot is None or self._answer is None:
            return ()
        if self.everywhere.isChecked():
            return holding(self._snapshot, self._wanted)
        return (self._answer,)

    def _show(self) -> None:
        found = self._found()
        many = self.everywhere.isChecked() and found
        self.redact.setText(f"Redact {amount(len(found), 'line')}" if many else "Redact")
        self.redact.setEnabled(bool(found) and bool(self._wanted))
        shown = " · ".join(f"{answer.ref} “{answer.wording}”" for answer in found[:_MOST_SHOWN])
        more = f" · and {len(found) - _MOST_SHOWN} more" if len(found) > _MOST_SHOWN else ""
        self.lines.setText(shown + more)
        self.lines.setVisible(bool(many))

    def _show_warning(self) -> None:
        self.warning.setText("" if self.keep.isChecked() else _FOR_GOOD)
        self.warning.setVisible(not self.keep.isChecked())
        if not self.keep.isChecked():
            self.for_good_chosen.emit()


def _line(meaning: str) -> LineEdit:
    line = LineEdit()
    line.setAccessibleName(meaning)
    line.setToolTip(meaning)
    return line
