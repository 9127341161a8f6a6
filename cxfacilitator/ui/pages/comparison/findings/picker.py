"""Choose the words that speak for a finding: those picked in their order, suggestions, and all others of the theme."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import findings as service
from cxfacilitator.services.findings import FindingCard, Which
from cxfacilitator.ui import theme
from cxfacilitator.ui.looking import Looking
from cxfacilitator.ui.pages.comparison.compared import Compared
from cxfacilitator.ui.pages.comparison.findings.rows import which_of
from cxfacilitator.ui.widgets.quote_list import answer_row
from cxfacilitator.ui.widgets.search_edit import SearchEdit
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedList, WrappedRow
from cxfacilitator.ui.workspace import Workspace

PICKED, SUGGESTED, OTHERS = "Picked, in this order", "Suggested: one of each group", "All others"
MOST_OTHERS = 200
"""More are found by their words."""


def suggest(snapshot: Snapshot, card: FindingCard, progress: Progress = silent) -> tuple[Answer, ...]:
    """Return what could speak for one finding; to know that it names nobody is slow where people are many."""
    progress(0.0, "Looking for quotes")
    return service.suggested_quotes(snapshot, [card])[0]


class QuotePicker(QWidget):
    """One list; what is picked is in the file at once.

    Signals:
        activated: Enter or a double click on a quote; carries the answer.
    """

    activated = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._compared: Compared | None = None
        self._card: FindingCard | None = None
        self._picked: list[AnswerId] = []
        self._suggested: tuple[Answer, ...] = ()
        self._suggested_for: tuple[Snapshot, Which] | None = None
        self._looking = Looking(workspace.jobs)
        self.search = SearchEdit("Find an answer by its words")
        self.search.textChanged.connect(lambda _text: self._fill())
        self.list = WrappedList("Quotes for this finding", "No answer has these words.")
        self.list.row_activated.connect(self.activated)
        self.list.row_chosen.connect(lambda _answer: self._show_buttons())
        self.pick = QPushButton("Pick")
        self.pick.setToolTip("Let this answer speak for the finding, or no more (Space)")
        self.pick.clicked.connect(self.toggle)
        self.up, self.down = QPushButton("Up"), QPushButton("Down")
        self.up.setToolTip("Earlier among those that are picked (Ctrl+Up)")
        self.down.setToolTip("Later among those that are picked (Ctrl+Down)")
        self.up.clicked.connect(lambda: self.move_picked(-1))
        self.down.clicked.connect(lambda: self.move_picked(1))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.search, 1)
        for button in (self.pick, self.up, self.down):
            button.setProperty("role", "small")
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.list, 1)

    def show_card(self, compared: Compared | None, card: FindingCard | None) -> None:
        """Show the quotes of a finding; None clears all."""
        is_other = card is None or self._card is None or which_of(card) != which_of(self._card)
        self._compared, self._card = compared, card
        if is_other:
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
            self._suggested = ()
        # What was picked a moment ago is on its way; older news must not take it back.
        if is_other or not self._workspace.busy:
            self._picked = [quote.answer_id for quote in card.quotes] if card is not None else []
        self._look_for_suggestions()
        self._fill()

    def refresh(self) -> None:
        """Look for suggestions now that somebody sees the list."""
        self._look_for_suggestions()
        self._fill()

    def settle(self) -> None:
        """Everything is in the file, or was refused: show what the file has."""
        picked = [quote.answer_id for quote in self._card.quotes] if self._card is not None else []
        if picked != self._picked:
            self._picked = picked
            self._fill()

    def toggle(self) -> None:
        """Pick the answer under the cursor, or let it go; the cursor goes on to the next."""
        answer_id = self._at_hand()
        if answer_id is None:
            return
        rows = [row for row in self.list.rows if not row.heading]
        place = next(number for number, row in enumerate(rows) if row.key == answer_id)
        following = rows[place + 1].key if place + 1 < len(rows) else None
        if answer_id in self._picked:
            self._picked.remove(answer_id)
        else:
            self._picked.append(answer_id)
        self._save()
        if following is not None:
            self.list.choose(following)

    def move_picked(self, step: int) -> None:
        """Put the answer under the cursor earlier or later among those that are picked."""
        answer_id = self._at_hand()
        if answer_id not in self._picked:
            return
        place = self._picked.index(answer_id)
        if 0 <= place + step < len(self._picked):
            self._picked.insert(place + step, self._picked.pop(place))
            self._save()

    def _at_hand(self) -> AnswerId | None:
        index = self.list.currentIndex()
        key = self.list.rows[index.row()].key if index.isValid() else None
        return AnswerId(key) if isinstance(key, str) else None

    def _save(self) -> None:
        if self._card is not None:
            self._workspace.do(service.set_quotes, which_of(self._card), list(self._picked))
            self._fill()

    def _look_for_suggestions(self) -> None:
        """Look when somebody wants to see them, and again when answers have changed."""
        if self._compared is None or self._card is None or not self.isVisible():
            return
        wanted = (self._compared.snapshot, which_of(self._card))
        known = self._suggested_for
        if known is not None and known[1] == wanted[1] and self._compared.rests_on(known[0]):
            return
        self._suggested_for = wanted
        self._looking.begin(
            suggest, self._compared.snapshot, self._card, title="", done=lambda found: self._hear(wanted[1], found)
        )

    def _hear(self, which: Which, found: tuple[Answer, ...]) -> None:
        if self._card is not None and which_of(self._card) == which:
            self._suggested = found
            self._fill()

    def _fill(self) -> None:
        if self._compared is None or self._card is None:
            self.list.set_rows(())
            return
        if not self.isVisible():
            return
        snapshot = self._compared.snapshot
        words = self.search.text().casefold().split()
        trouble = {quote.answer_id: quote.trouble for quote in self._card.quotes}
        rows: list[WrappedRow] = []
        for name, answers in self._parts(snapshot):
            wanted = [x for x in answers if all(word in x.wording.casefold() for word in words)][:MOST_OTHERS]
            if wanted:
                rows.append(WrappedRow((Line(name, theme.BODY, strong=True),), heading=True))
                rows += [_row(snapshot, x, trouble.get(x.id, "") if name == PICKED else "") for x in wanted]
        gone = sum(answer_id not in snapshot.answer for answer_id in self._picked)
        if gone:
            rows.insert(0, WrappedRow((Line(_gone(gone), theme.SMALL, "warning"),), heading=True))
        self.list.set_rows(rows)
        self._show_buttons()

    def _parts(self, snapshot: Snapshot) -> Iterable[tuple[str, Sequence[Answer]]]:
        assert self._compared is not None
        assert self._card is not None
        known = set(self._picked)
        yield PICKED, [snapshot.answer[each] for each in self._picked if each in snapshot.answer]
        suggested = [answer for answer in self._suggested if answer.id not in known]
        yield SUGGESTED, suggested
        known |= {answer.id for answer in suggested}
        view = self._compared.comparison.by_id.get(self._card.listed.theme_id) if self._card.listed.theme_id else None
        of_theme = view.all_answers if view else snapshot.answers
        yield OTHERS, [answer for answer in of_theme if answer.reviewed and answer.id not in known]

    def _show_buttons(self) -> None:
        answer_id = self._at_hand()
        is_picked = answer_id in self._picked
        self.pick.setText("Let go" if is_picked else "Pick")
        self.pick.setEnabled(answer_id is not None)
        place = self._picked.index(answer_id) if answer_id is not None and is_picked else 0
        self.up.setEnabled(is_picked and place > 0)
        self.down.setEnabled(is_picked and place + 1 < len(self._picked))


def _row(snapshot: Snapshot, answer: Answer, trouble: str) -> WrappedRow:
    row = answer_row(snapshot, answer, marked=True)
    warning = (Line(f"Look again: {trouble}", theme.SMALL, "warning"),) if trouble else ()
    return replace(row, lines=(*row.lines, *warning))


def _gone(number: int) -> str:
    return f"{number} picked {'answer has' if number == 1 else 'answers have'} been deleted since."
