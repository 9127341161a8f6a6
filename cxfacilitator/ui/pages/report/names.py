"""Names: who may be named in what is handed over, where, and what stands there instead."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QListView, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cxfacilitator.domain.actions import Action
from cxfacilitator.domain.codebook import Theme
from cxfacilitator.domain.forms import Form
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.kept_findings import KeptFinding
from cxfacilitator.domain.name_check import Holder, NamedWords, TypedText, taken_out
from cxfacilitator.domain.plan import Idea
from cxfacilitator.domain.report_setup import ReportSetup
from cxfacilitator.domain.session import Session
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.domain.wall import Cluster
from cxfacilitator.services import name_check as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.pages.report.face import Face
from cxfacilitator.ui.pages.report.names_rows import place_rows, plan_rows, word_rows
from cxfacilitator.ui.widgets import EmptyState, LineEdit, label
from cxfacilitator.ui.widgets.splitter import splitter
from cxfacilitator.ui.widgets.text_button import text_button
from cxfacilitator.ui.widgets.wrapped_list import WrappedList

_STAGE: Mapping[type[Holder], str] = {
    Idea: "plan",
    KeptFinding: "comparison",
    Group: "groups",
    Form: "forms",
    Session: "session",
    Theme: "codebook",
    Action: "plan",
    Cluster: "tagging",
}
_LISTS, _PLAN, _NOBODY, _LOOKING = range(4)
_MANY = 2_000
"""Answers from which on looking takes long enough to be told."""
_REPLACED = "This edition names nobody. What is listed is left out of it, and stands in the file and its exports."


class NamesFace(Face):
    """The words that were found, beside them where they stand; and the list of what would go before it does."""

    name = "names"
    title = "Names"
    key = "F3"
    keys = (
        ("Delete", "Take the words out of every place on the right"),
        ("N", "Not a name; it is not listed again"),
        ("Enter", "Go to the places; Enter again goes to the answer"),
        ("W", "Write what stands there instead"),
        ("A", "Take out all that is certain; the list is shown first"),
        ("Shift+Up, Shift+Down", "Choose several"),
        ("Escape", "Back to the words"),
    )

    def build(self) -> None:
        """Lay out the words beside their places, the plan, and what is shown when nobody is named."""
        self.found: tuple[NamedWords, ...] = ()
        self._certain: list[tuple[NamedWords, str]] = []
        self._snapshot: Snapshot | None = None
        self._looked: Snapshot | None = None
        self._job: Job | None = None
        self._named = False
        self.state = label("", "", wrap=True)
        self.words = WrappedList("Words that may name a person")
        self.words.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.words.selectionModel().selectionChanged.connect(lambda *_: self._show_places())
        self.places = WrappedList("Where they stand", begin=False)
        self.words.row_activated.connect(lambda _words: self.places.setFocus())
        self.places.row_activated.connect(self.look_at)
        self.instead = LineEdit()
        self.instead.setAccessibleName("What stands there instead")
        self.instead.returnPressed.connect(self.take_out)
        self.out = text_button("Take out", "In every place on the right (Delete)", self.take_out)
        self.no_name = text_button("Not a name", "It is not listed again (N)", self.keep)
        self.look = text_button("Look at it", "Where it was typed (Enter)", lambda: self.look_at(self._typed))
        self.all = text_button("Take out what is certain", "The list is shown first (A)", self.plan_all)
        self.agree, self.back = QPushButton(), text_button("Back", "Nothing is changed (Escape)", self.leave_plan)
        self.agree.clicked.connect(self.take_all)
        self.planned = WrappedList("What would stand there instead")
        self.nobody = EmptyState("check", "")
        self.stack = QStackedWidget()
        for side in (self._lists(), self.planned, self.nobody, EmptyState("report", "Looking for names …")):
            self.stack.addWidget(side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.state)
        column.addWidget(self.stack, 1)
        self.stack.setCurrentIndex(_LOOKING)
        self.setFocusProxy(self.words)

    def primary_action(self) -> QPushButton | None:
        """Return the button that takes out what is certain: first to see the list, then to agree."""
        if self._planning:
            return self.agree
        return self.all if self._certain else None

    def other_actions(self) -> Sequence[QPushButton]:
        """Return the way back from the list."""
        return (self.back,) if self._planning else ()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Look for names in this state of the file; what was found before stays until that is done."""
        self._snapshot = snapshot
        if self._job is not None:
            self._job.cancel()
        many = len(snapshot.answer) > _MANY
        # Apart, thousands of answers do not hold up the screen; a few are found at once, whatever else is made there.
        run = self.workspace.jobs.run_apart if many else self.workspace.jobs.run
        self._job = run(
            service.look,
            snapshot,
            snapshot.report.edition,
            title="Looking for names" if many else "",
            done=lambda found: self._show_found(snapshot, found),
        )

    def forget(self) -> None:
        """Forget what was found: another engagement is open."""
        self.found, self._certain, self._looked, self._named = (), [], None, False
        self.instead.clear()
        self.stack.setCurrentIndex(_LOOKING)
        self._show_state()

    def take_out(self) -> None:
        """Take the chosen words out of every place where they were found."""
        chosen = self._chosen
        if chosen:
            instead = self.instead.text().strip()
            self.instead.clear()
            self.words.setFocus()
            self.workspace.do(service.take_out, [(words, instead or words.instead) for words in chosen])

    def keep(self) -> None:
        """Note that the chosen words are nobody's name."""
        if self._chosen:
            self.workspace.do(service.keep, self._chosen)

    def plan_all(self) -> None:
        """Show what would stand where all that is certain was taken out."""
        chosen, looked = self._certain, self._looked
        if chosen and looked is not None:
            self.workspace.jobs.run(
                lambda progress: taken_out(chosen), title="", done=lambda changes: self._show_plan(looked, changes)
            )

    def take_all(self) -> None:
        """Take out all that is certain, as the list says."""
        self.workspace.do(service.take_out, self._certain)
        self.leave_plan()

    def leave_plan(self) -> None:
        """Go back to the words."""
        if self._planning:
            self.stack.setCurrentIndex(_LISTS)
            self._show_state()
            self.words.setFocus()

    def look_at(self, typed: TypedText | None) -> None:
        """Go where these words were typed."""
        if typed is None:
            return
        if isinstance(typed.holder, Answer):
            self.answer_wanted.emit(typed.holder.id)
        elif isinstance(typed.holder, ReportSetup):
            self.face_wanted.emit("report")
        else:
            self.stage_wanted.emit(_STAGE[type(typed.holder)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for; the lists leave letters to the face."""
        acts: dict[int, Callable[[], object]] = {Qt.Key.Key_Escape: self._go_back}
        if self.stack.currentIndex() == _LISTS:
            acts |= {
                Qt.Key.Key_Delete: self.take_out,
                Qt.Key.Key_N: self.keep,
                Qt.Key.Key_W: self.instead.setFocus,
                Qt.Key.Key_A: self.plan_all,
            }
        act = acts.get(event.key()) if not event.modifiers() else None
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    @property
    def _planning(self) -> bool:
        return self.stack.currentIndex() == _PLAN

    @property
    def _chosen(self) -> list[NamedWords]:
        rows = sorted(index.row() for index in self.words.selectionModel().selectedIndexes())
        values = (self.words.rows[row].value for row in rows)
        return [value for value in values if isinstance(value, NamedWords)]

    @property
    def _typed(self) -> TypedText | None:
        found = self.places.current_value() or next((row.value for row in self.places.rows), None)
        return found if isinstance(found, TypedText) else None

    def _lists(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.places, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.out)
        row.addWidget(label("and write", "muted"))
        row.addWidget(self.instead, 1)
        row.addSpacing(8)
        row.addWidget(self.no_name)
        row.addWidget(self.look)
        column.addLayout(row)
        return splitter(self.words, right, (2, 3), (theme.px(380), theme.px(620)))

    def _show_found(self, snapshot: Snapshot, found: tuple[NamedWords, ...]) -> None:
        """Show what was found; the cursor stays, or goes to what stands in the place of what is gone."""
        if snapshot is not self._snapshot:
            return
        here, before = self.words.currentIndex().row(), self.words.current_value()
        self._job, self._looked, self.found = None, snapshot, found
        self._certain = [(words, words.instead) for words in found if words.sure]
        self.words.set_rows(word_rows(found))
        now = self.words.current_value()
        if before is not None and now is not None and now.words != before.words:
            keys = [row.key for row in self.words.rows[here:] if not row.heading]
            self.words.choose(next(iter(keys), self.words.rows[-1].key))
        self._show_places()
        self.nobody.sentence.setText("Nobody is named any more." if self._named else "Nobody is named.")
        self._named = self._named or bool(found)
        looked_for, focused = self.stack.currentIndex() == _LOOKING, QApplication.focusWidget()
        self.stack.setCurrentIndex(_LISTS if found else _NOBODY)
        if looked_for and focused is not None and self.isAncestorOf(focused):
            self.words.setFocus()
        self._show_state()

    def _show_plan(self, looked: Snapshot, changes: Sequence[tuple[TypedText, str]]) -> None:
        if looked is self._looked:
            self.planned.set_rows(plan_rows(looked, changes))
            self.agree.setText(f"Take names out of {amount(len(changes), 'place')}")
            self.stack.setCurrentIndex(_PLAN)
            self._show_state()
            self.planned.setFocus()

    def _show_places(self) -> None:
        chosen = self._chosen
        if self._looked is not None:
            self.places.set_rows(place_rows(self._looked, chosen))
        self.instead.setPlaceholderText(" ".join(dict.fromkeys(words.instead for words in chosen)))
        for button in (self.out, self.no_name, self.look):
            button.setEnabled(bool(chosen))

    def _show_state(self) -> None:
        edition = self._looked.report.edition.label if self._looked is not None else ""
        if self._planning:
            told = "On the roster, e-mail addresses and telephone numbers. The paper keeps what was written."
        else:
            told = f"{edition}: {service.still_named(self.found) or _REPLACED}"
        self.state.setText(told)
        self.state.setVisible(bool(self.found))
        self.head_changed.emit()

    def _go_back(self) -> None:
        if self._planning:
            self.leave_plan()
        else:
            self.words.setFocus()
