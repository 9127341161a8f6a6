"""What an answer was before, or what was removed from a sheet: a calm list, and a button that brings one back."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.history import Version
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.text import the_day
from cxfacilitator.services import history
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedList, WrappedRow
from cxfacilitator.ui.words import BOX_WORDS
from cxfacilitator.ui.workspace import Workspace

_NO_LINE = "Put the cursor on a line to see what it was before."
_NOTHING_EARLIER = "This line has only ever been what it is now."
_NOTHING_REMOVED = "Nothing was removed from this sheet."


class HistoryView(QWidget):
    """Reads the history when it is seen, and again whenever something was saved."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._of: AnswerId | GroupId | None = None
        self._ref = ""
        self.title = label("", "strong", wrap=True)
        self.list = WrappedList("Earlier wordings", _NO_LINE)
        self.list.row_chosen.connect(self._choose)
        self.list.row_activated.connect(self._restore)
        self.restore = QPushButton("Restore")
        self.restore.setToolTip("Put this wording back (Enter); undo takes that back again")
        self.restore.clicked.connect(lambda _checked: self._restore(self.list.current_value()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        column.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        workspace.saved.connect(lambda _at: self._read())
        workspace.opened.connect(lambda _snapshot: self.show_answer(None))
        self.show_answer(None)

    def show_answer(self, answer: Answer | None) -> None:
        """Show what a line was before; None when the cursor is on none."""
        self._ref = answer.ref if answer is not None else ""
        self._begin(answer.id if answer is not None else None, _NOTHING_EARLIER if answer is not None else _NO_LINE)
        self.title.setText(f"{self._ref}: earlier wordings" if self._ref else "Earlier wordings")

    def show_removed(self, group_id: GroupId) -> None:
        """Show the lines that were removed from a group's sheet or a form."""
        self._ref = ""
        self._begin(group_id, _NOTHING_REMOVED)
        self.title.setText("Removed lines")

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was only asked for while nobody looked."""
        super().showEvent(event)
        self._read()

    def _begin(self, of: AnswerId | GroupId | None, nothing: str) -> None:
        if of != self._of:
            self._of = of
            self._show(of, ())
        self.list.nothing = nothing
        self.list.viewport().update()
        self._read()

    def _read(self) -> None:
        of = self._of
        if of is None or not self.isVisible() or self._workspace.snapshot is None:
            return
        if isinstance(of, str):
            self._workspace.fetch(history.of_answer, partial(self._show, of), of)
        else:
            self._workspace.fetch(history.removed, partial(self._show, of), of)

    def _show(self, of: AnswerId | GroupId | None, versions: tuple[Version, ...]) -> None:
        if of == self._of:
            self.list.set_rows([_row(version, removed=not isinstance(of, str)) for version in versions])
            self._choose(self.list.current_value())

    def _choose(self, version: Version | None) -> None:
        self.restore.setVisible(version is not None)
        self.restore.setEnabled(version is not None and version.text is not None)

    def _restore(self, version: Version | None) -> None:
        if version is not None and version.text is not None:
            self._workspace.do(history.restore, version.id)


def _row(version: Version, *, removed: bool) -> WrappedRow:
    where = f"{version.ref}, {BOX_WORDS[version.box]}" if removed else BOX_WORDS[version.box]
    at = version.at.astimezone()
    when = f"{at:%H:%M:%S}" if at.date() == datetime.now().astimezone().date() else f"{the_day(at)}, {at:%H:%M}"
    what = " · ".join(part for part in (f"until {when}", version.who, version.why, where) if part)
    words = Line(history.said(version), role="text" if version.text is not None else "muted")
    return WrappedRow((words, Line(what, theme.SMALL, "muted")), version.id, version)
