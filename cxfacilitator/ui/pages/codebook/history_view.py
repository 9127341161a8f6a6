"""How the codebook came to be what it is: its changes, what it was before each, and the way back."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import Codebook, Theme
from cxfacilitator.domain.codebook_history import CodebookChange, CodebookChangeId, plan_roll_back
from cxfacilitator.domain.codebook_plan import ThemeChange
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined, the_day
from cxfacilitator.domain.theme_use import used_elsewhere
from cxfacilitator.services import codebook as service
from cxfacilitator.ui import theme as look
from cxfacilitator.ui.pages.codebook.rows import rows_of
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedList, WrappedRow
from cxfacilitator.ui.workspace import Workspace

_NOTHING = "The codebook has not been changed since the engagement began."


class HistoryView(QWidget):
    """Reads the history when it is seen, and again whenever something was saved.

    Signals:
        rolled_back: Carries the id of the change before which everything is to be again.
        closed: Back to the themes.
    """

    rolled_back = Signal(object)
    closed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._changes: tuple[CodebookChange, ...] = ()
        self.heading = label("History of the codebook", "heading")
        self.back = QPushButton("Back to the themes")
        self.back.setProperty("quiet", True)
        self.back.setToolTip("Esc")
        self.back.clicked.connect(self.closed)
        self.list = WrappedList("Changes of the codebook", _NOTHING)
        self.list.row_chosen.connect(self._show_change)
        self.was = WrappedList("The codebook as it was", begin=False)
        self.title = label("", "strong", wrap=True)
        self.will = label("", wrap=True)
        self.roll = QPushButton("Roll back to before this")
        self.roll.clicked.connect(lambda _checked: self._roll())
        self._lay_out()
        workspace.saved.connect(lambda _at: self._read())
        workspace.opened.connect(lambda _snapshot: self._show(()))
        self._show_change(None)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what has changed while nobody looked."""
        super().showEvent(event)
        self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the themes with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.back)
        self.right = QWidget()
        column = QVBoxLayout(self.right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.was, 1)
        column.addWidget(self.will)
        column.addWidget(self.roll, 0, Qt.AlignmentFlag.AlignLeft)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.list)
        halves.addWidget(self.right)
        halves.setSizes([look.px(460), look.px(540)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(halves, 1)

    def _read(self) -> None:
        if self.isVisible() and self._workspace.snapshot is not None:
            self._workspace.fetch(service.changes, self._show)

    def _show(self, changes: tuple[CodebookChange, ...]) -> None:
        self._changes = changes
        self.right.setVisible(bool(changes))
        self.list.set_rows([_change_row(change) for change in reversed(changes)])
        self._show_change(self.list.current_value())

    def _show_change(self, change: CodebookChange | None) -> None:
        snapshot = self._workspace.snapshot
        shown = change is not None and snapshot is not None
        self.roll.setVisible(shown)
        self.title.setText(f"The codebook before “{change.label}”" if change is not None else "")
        now = snapshot.codebook if snapshot is not None else None
        rows = _book_rows(change.before, now) if change is not None and now is not None else []
        self.was.set_rows(rows)
        self.was.choose(next((row.key for row in rows if row.value), None))
        self.will.setText(self._said(snapshot, change.id) if change is not None and snapshot is not None else "")

    def _said(self, snapshot: Snapshot, change_id: CodebookChangeId) -> str:
        elsewhere = used_elsewhere(snapshot)
        plan = plan_roll_back(snapshot.codebook, snapshot.themes_of, self._changes, change_id, elsewhere)
        later = sum(change.id > change_id for change in self._changes)
        what = f"this and {amount(later, 'later change')}" if later else "this change"
        return " ".join((f"Rolling back takes {what} back.", *plan.besides, "Undo brings all of it back."))

    def _roll(self) -> None:
        change = self.list.current_value()
        if change is not None:
            self.rolled_back.emit(change.id)


def _change_row(change: CodebookChange) -> WrappedRow:
    at = change.at.astimezone()
    when = f"{at:%H:%M}" if at.date() == datetime.now().astimezone().date() else f"{the_day(at)}, {at:%H:%M}"
    what = " · ".join(part for part in (when, change.who) if part)
    if change.refiled:
        what += f" · {amount(len(change.refiled), 'answer')} re-filed"
    return WrappedRow((Line(change.label), Line(what, look.SMALL, "muted")), change.id, change)


def _book_rows(was: Codebook, now: Codebook) -> list[WrappedRow]:
    rows: list[WrappedRow] = []
    for row in rows_of(was, {}):
        if isinstance(row.of, Theme):
            said = Line(row.of.definition, look.SMALL, "muted")
            since = Line(_since(row.of, now.by_id.get(row.of.id)), look.SMALL, "accent")
            lines = (Line(row.text), *(line for line in (said, since) if line.text))
            rows.append(WrappedRow(lines, row.id, value=since.text, indent=1))
        else:
            rows.append(WrappedRow((Line(row.text, strong=True),), heading=True))
    added = joined(f"“{theme.name}”" for theme in now.themes if theme.id not in was.by_id)
    if added:
        rows.insert(0, WrappedRow((Line(f"Added since: {added}", look.SMALL, "accent"),), "added", value=added))
    return rows


def _since(was: Theme, now: Theme | None) -> str:
    """What has become of a theme since."""
    if now is None:
        return "Gone since"
    changed = ThemeChange(was, now).differs
    return f"Changed since: {changed}" if changed else ""
