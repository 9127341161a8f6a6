"""The register of what is running already, and whether customers were asked first."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.initiatives import Initiative, InitiativeId
from cxfacilitator.domain.sheets import Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import plan as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.forms import Form
from cxfacilitator.ui.keys import writes
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.widgets import LineEdit, TableView, label
from cxfacilitator.ui.workspace import Workspace

_ASKED = tuple((value, service.tell_value(value) or "Not said") for value in Value)
_ASKED_COLUMN = 1
_ROWS = 4
_NONE = "Nothing is noted. Type what the client is already doing for its customers."


class InitiativeSide(QWidget):
    """A line to add to, the list, and the initiative under the cursor."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._known: set[InitiativeId] = set()
        self.new = LineEdit()
        self.new.setPlaceholderText("What is running already? Enter adds it.")
        self.new.setAccessibleName("What is running already")
        self.new.returnPressed.connect(self._add)
        self.nothing = label(_NONE, "muted", wrap=True)
        self.rows = TableModel[Initiative](_COLUMNS, row_id=lambda each: each.id)
        self.table = _Table(self.rows)
        self.table.row_chosen.connect(lambda _row: self._show_current())
        self.table.row_activated.connect(lambda _row: self.title.setFocus())
        self.table.unwanted.connect(lambda each: workspace.do(service.remove_initiative, each.id))
        self.form = self._form()
        self.form.edited.connect(lambda each: workspace.do(service.change_initiative, each))
        workspace.refused.connect(lambda _problem: self._show_current())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.new)
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        column.addWidget(self.form)
        column.addStretch()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the register; the cursor stays, or goes to what was added."""
        self._fill_themes(snapshot)
        added = [each.id for each in snapshot.initiatives if each.id not in self._known]
        first = not self._known
        self._known = {each.id for each in snapshot.initiatives}
        self.rows.set_rows(snapshot.initiatives)
        if added and not first:
            self.table.choose(added[-1])
        elif self.table.current_row() is None:
            self.table.choose_line(0)
        self.nothing.setHidden(bool(snapshot.initiatives))
        self.table.setVisible(bool(snapshot.initiatives))
        self._show_current()

    def _form(self) -> Form[Initiative]:
        form = Form[Initiative]()
        self.title = form.line("Title", lambda i: i.title, lambda i, v: replace(i, title=v), wide=True)
        self.asked = form.choice(
            "Customers asked?", lambda i: i.customers_asked, lambda i, v: replace(i, customers_asked=v), _ASKED
        )
        self.owner = form.line("Owner", lambda i: i.owner, lambda i, v: replace(i, owner=v))
        self.theme = QComboBox()
        self.theme.activated.connect(
            lambda place: form.change(lambda i: replace(i, theme_id=self.theme.itemData(place)))
        )
        form.widget(
            "Touches", self.theme, lambda i: self.theme.setCurrentIndex(max(0, self.theme.findData(i.theme_id)))
        )
        self.note = form.line("Note", lambda i: i.note, lambda i, v: replace(i, note=v), wide=True)
        return form

    def _fill_themes(self, snapshot: Snapshot) -> None:
        themes: list[tuple[ThemeId | None, str]] = [
            (None, "No theme"),
            *((t.id, t.name) for t in snapshot.codebook.themes),
        ]
        if [(self.theme.itemData(n), self.theme.itemText(n)) for n in range(self.theme.count())] != themes:
            self.theme.clear()
            for theme_id, name in themes:
                self.theme.addItem(name, theme_id)

    def _show_current(self) -> None:
        each = self.table.current_row()
        self.form.setVisible(each is not None)
        if each is not None:
            self.form.show_value(each)

    def _add(self) -> None:
        if self.new.text().strip():
            text = self.new.text()
            self._workspace.hand_in(partial(self.new.put_back, text), service.add_initiative, text)
            self.new.clear()


class _Table(TableView):
    """The register.

    Signals:
        unwanted: Delete on an initiative; carries it.
    """

    unwanted = Signal(object)

    def __init__(self, model: TableModel[Initiative]) -> None:
        super().__init__(model, stretch=0)
        self.setAccessibleName("What is running already")

    def minimumSizeHint(self) -> QSize:
        """Return room for a few rows."""
        return QSize(super().minimumSizeHint().width(), _ROWS * theme.px(30))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the title what room there is."""
        super().resizeEvent(event)
        self.leave_out({_ASKED_COLUMN: 136}, (_ASKED_COLUMN,), 110)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove with Delete; letters are left to the page."""
        row = self.current_row()
        if row is not None and event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit(row)
        elif writes(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


_COLUMNS = (
    Column[Initiative]("Running already", lambda each: each.title, tooltip=lambda each: each.title),
    Column[Initiative]("Customers asked", lambda each: service.tell_value(each.customers_asked)),
)
