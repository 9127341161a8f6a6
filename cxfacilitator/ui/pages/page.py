"""The page that every stage extends.

How to write a page: make `ui/pages/<stage>.py` with one class, add one line to
`ui/stages.py`, and this is all that is needed:

    class RosterPage(Page):
        stage = "roster"
        title = "Roster"
        sentence = "Everybody who is invited, audience by audience."
        keys = (("Ctrl+I", "Import a list"),)

        def build(self) -> None:
            self.model = TableModel(COLUMNS, row_id=lambda person: person.id)
            self.column.addWidget(TableView(self.model))
            self.import_button = QPushButton("Import a list")
            self.import_button.clicked.connect(self._import)

        def primary_action(self) -> QPushButton | None:
            return self.import_button                  # the window puts it at the right of the header

        def show_snapshot(self, snapshot: Snapshot) -> None:
            self.model.set_rows(snapshot.participants)  # called when shown and after every change

        @staticmethod
        def progress(snapshot: Snapshot) -> float | None:
            return 1.0 if snapshot.participants else 0.0

        @staticmethod
        def next_step(snapshot: Snapshot) -> str:
            return "" if snapshot.participants else "Import the list of invited people."

        def _import(self) -> None:
            self.workspace.do(roster.apply, plan)       # returns at once; the news comes as show_snapshot

The window draws title, sentence, next step and the buttons; `build` fills `self.column` below
them. A page holds no truth: it shows the snapshot, and changes go through `self.workspace.do`.
Refusals appear above the page by themselves. Pages never import pages: `self.go("sheets")` leads there.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.workspace import Workspace


class Page(QWidget):
    """One stage on the screen.

    Attributes:
        stage: The stage's name, the same in every room.
        sentence: What the page is for, shown below the title.
        keys: Keys and what they do, for example `("1-3", "Accept a suggestion")`; shown by F1.

    Signals:
        stage_wanted: Carries the stage that is to be shown.
        answer_wanted: Carries the id of an answer that is to be shown where it is tagged.
        told: Carries a sentence for above the page, or none, and its kind as for `tell`.
        head_changed: The page has other buttons or keys now.
        section_made: Carries the name of a section that `sections` has from now on.
        choice_made: Something that `remembered` returns has changed, and is to outlive a crash.
    """

    stage: ClassVar[str] = ""
    title: ClassVar[str] = ""
    sentence: ClassVar[str] = ""
    keys: tuple[tuple[str, str], ...] = ()

    stage_wanted = Signal(str)
    answer_wanted = Signal(str)
    told = Signal(str, str)
    head_changed = Signal()
    section_made = Signal(str)
    choice_made = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.setProperty("role", "page")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(32, 8, 32, 24)
        self.column.setSpacing(16)
        self._shown: Snapshot | None = None
        self.build()
        workspace.changed.connect(self._hear)
        workspace.opened.connect(self._hear)

    def build(self) -> None:
        """Make the widgets; runs once, before anything is shown."""

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this state of the file; runs when the page appears and after every change while it is visible."""

    def primary_action(self) -> QPushButton | None:
        """Return the one button that matters most here, named with its verb."""
        return None

    def other_actions(self) -> Sequence[QPushButton]:
        """Return the quieter buttons, left of the primary one."""
        return ()

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Say in one sentence what is best done next in this stage; empty when nothing is left to do."""
        return ""

    @staticmethod
    def progress(snapshot: Snapshot) -> float | None:
        """Return how much of this stage is done, 0-1; None when that has no meaning."""
        return None

    def sections(self) -> Mapping[str, QWidget]:
        """Return the parts whose tables and splitters are remembered, by name; some are made when first shown."""
        return {"": self}

    def remembered(self) -> dict[str, str]:
        """Return the choices that are still there at the next start, by name."""
        return {}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Choose again what `remembered` returned when the app was closed; empty the first time."""

    def go(self, stage: str) -> None:
        """Lead to another stage's page."""
        self.stage_wanted.emit(stage)

    def show_answer(self, answer_id: str) -> None:
        """Show one answer, on the page where answers are tagged one by one."""

    def tell(self, text: str, kind: str = "notice") -> None:
        """Show a sentence above the page, or none; kind is `notice`, `warning` or `error`."""
        self.told.emit(text, kind)

    def begin(self) -> None:
        """Put the cursor where work on this page begins."""

    def take_keys(self) -> None:
        """Have the cursor on this page; where it is on the page already, it stays."""
        if self.isVisible() and not self._has_cursor():
            self.begin()
            widget = self.nextInFocusChain()
            while widget is not None and widget is not self and not self._has_cursor():
                if self.isAncestorOf(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    widget.setFocus()
                widget = widget.nextInFocusChain()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while the page was hidden."""
        super().showEvent(event)
        snapshot = self.workspace.snapshot
        if snapshot is not None and snapshot is not self._shown:
            self._show(snapshot)

    def _has_cursor(self) -> bool:
        # The window's and not the application's: another window may be the active one at the moment.
        focused: QWidget | None = self.window().focusWidget()
        return focused is not None and focused.isVisible() and (focused is self or self.isAncestorOf(focused))

    def _hear(self, snapshot: Snapshot) -> None:
        if self.isVisible():
            self._show(snapshot)

    def _show(self, snapshot: Snapshot) -> None:
        self._shown = snapshot
        self.show_snapshot(snapshot)
