"""The answers on which two people differ, one below the other with both people's themes, and the ways to settle one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.agreement import Agreement
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.doubles import Double, Settling, open_disagreements
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import MOST_THEMES
from cxfacilitator.domain.text import amount
from cxfacilitator.ui.pages.tagging.chips import ThemeChips
from cxfacilitator.ui.pages.tagging.search import ThemeSearch
from cxfacilitator.ui.pages.tagging.second.plan_view import named
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedList, WrappedRow
from cxfacilitator.ui.widgets.wrapping_row import WrappingRow

_FOUND_ROWS = 3
_WAYS = {
    Settling.MINE: ("Yours", "Y", "It keeps the themes that it has"),
    Settling.THEIRS: ("Theirs", "T", "It gets the second person’s themes instead"),
    Settling.BOTH: ("Both", "B", "It gets the second person’s themes too"),
}


class SettlingSide(QWidget):
    """Lists what is to be settled; the cursor goes on to the next answer by itself.

    Signals:
        settled: Carries the id of an answer and a `Settling`, or a tuple of themes.
        answer_wanted: Carries the id of an answer that is to be shown in the review.
        all_wanted: No longer only the answers of one theme.
    """

    settled = Signal(str, object)
    answer_wanted = Signal(str)
    all_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._snapshot: Snapshot | None = None
        self._found: tuple[Double, ...] = ()
        self.heading = label("", "heading")
        self.all = QPushButton("Show all themes")
        self.all.setProperty("quiet", True)
        self.all.clicked.connect(self.all_wanted)
        self.list = WrappedList("Answers on which you differ", "There is nothing left to settle here.")
        self.list.row_activated.connect(lambda double: self.answer_wanted.emit(double.answer.id))
        self.list.row_chosen.connect(lambda _double: self._turn(choosing=False))
        self.ways = WrappingRow(8)
        self.buttons: dict[str, QPushButton] = {}
        for way, (text, key, tip) in _WAYS.items():
            self._add_way(text, key, tip).clicked.connect(lambda _on, way=way: self._settle(way))
        self._add_way("Other themes", "O", "It gets themes that you choose now").clicked.connect(self.open_search)
        self.draft = ThemeChips()
        self.draft.removed.connect(self._take_away)
        self._chosen: tuple[ThemeId, ...] = ()
        self.search = ThemeSearch()
        self.search.chosen.connect(self._take)
        self.search.closed.connect(self._leave_search)
        self.search.opened.connect(self._fit_list)
        self.take = QPushButton("Settle with these")
        self.take.clicked.connect(self._settle_chosen)
        self.choosing = QWidget()
        typed = QHBoxLayout()
        typed.setSpacing(8)
        typed.addWidget(self.search, 1)
        typed.addWidget(self.take)
        column = QVBoxLayout(self.choosing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.draft)
        column.addLayout(typed)
        column.addWidget(self.search.list)
        self.choosing.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.heading, 1)
        head.addWidget(self.all)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addWidget(self.list, 1)
        whole.addWidget(self.ways)
        whole.addWidget(self.choosing)

    def show_agreement(self, snapshot: Snapshot, found: Agreement, theme_id: ThemeId | None) -> None:
        """Show what is left to settle, of all themes or of one."""
        self._snapshot = snapshot
        self.search.set_codebook(snapshot.codebook)
        place = self._place()
        left = open_disagreements(found.doubles, theme_id)
        gone = place is not None and all(double.answer.id != self._found[place].answer.id for double in left)
        self._found = left
        self.list.set_rows([_row(snapshot, double, found.tagger.name) for double in left])
        if gone and place is not None and left:
            self.list.choose(left[min(place, len(left) - 1)].answer.id)
        about = f" about {snapshot.codebook.by_id[theme_id].name}" if theme_id else ""
        self.heading.setText(f"{amount(len(left), 'answer')} to settle{about}")
        self.all.setVisible(theme_id is not None)
        for button in self.buttons.values():
            button.setEnabled(bool(left))

    def press(self, key: str) -> bool:
        """Do what a letter stands for; False when it stands for nothing here."""
        button = self.buttons.get(key)
        if button is None or not self.choosing.isHidden():
            return False
        button.click()
        return True

    def open_search(self) -> None:
        """Choose themes that neither of the two, or not both, gave the answer."""
        if self.list.current_value() is not None:
            self._chosen = ()
            self._show_draft()
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the search with Escape."""
        if event.key() == Qt.Key.Key_Escape and not self.choosing.isHidden():
            self._leave_search()
        else:
            super().keyPressEvent(event)

    def _add_way(self, text: str, key: str, tip: str) -> QPushButton:
        button = self.buttons[key] = QPushButton(f"{text} ({key})")
        button.setToolTip(tip)
        self.ways.add(button)
        return button

    def _place(self) -> int | None:
        current = self.list.current_value()
        return next(
            (n for n, double in enumerate(self._found) if current and double.answer.id == current.answer.id), None
        )

    def _settle(self, way: object) -> None:
        double = self.list.current_value()
        if double is not None:
            self.settled.emit(double.answer.id, way)

    def _take(self, theme_id: str) -> None:
        if len(self._chosen) < MOST_THEMES:
            self._chosen = tuple(dict.fromkeys((*self._chosen, ThemeId(theme_id))))
        self._show_draft()
        if len(self._chosen) < MOST_THEMES:
            self._open()
        else:
            self._turn(choosing=True)
            self.take.setFocus()

    def _take_away(self, theme_id: str) -> None:
        self._chosen = tuple(theme for theme in self._chosen if theme != theme_id)
        self._show_draft()

    def _settle_chosen(self) -> None:
        chosen = self._chosen
        self._leave_search()
        self._settle(chosen)

    def _show_draft(self) -> None:
        if self._snapshot is not None:
            self.draft.show_themes(self._snapshot, self._chosen)
        self.take.setText("Settle with these" if self._chosen else "Settle with no theme")

    def _open(self) -> None:
        self._turn(choosing=True)
        self.search.open()

    def _leave_search(self) -> None:
        self._turn(choosing=False)
        self.list.setFocus()

    def _turn(self, *, choosing: bool) -> None:
        self.choosing.setVisible(choosing)
        self.ways.setHidden(choosing)
        self._keep_in_sight()

    def _fit_list(self) -> None:
        self.search.list.setFixedHeight(self.search.list.height_for(_FOUND_ROWS))
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Show the answer that is settled also where the list has become low."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.list.scrollTo(self.list.currentIndex())


def _row(snapshot: Snapshot, double: Double, who: str) -> WrappedRow:
    answer = double.answer
    return WrappedRow(
        (
            Line(f"{answer.ref}  {answer.wording}", strong=True),
            Line(f"You: {named(snapshot, double.now)}"),
            Line(f"{who}: {named(snapshot, double.theirs)}", role="accent"),
        ),
        key=answer.id,
        value=double,
        audience=snapshot.audience_of(answer),
    )
