"""The groups at the left of the sheet, and the form for one that is missing."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.pages.sheets.group_form import GroupForm
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.marked_list import MarkedList, MarkedRow


class GroupList(QWidget):
    """One row a group, with the number of its lines and a tick.

    Signals:
        group_chosen: Carries the `GroupId`.
        group_wanted: A group is to be added; carries its `Audience` and its name.
        form_turned: The form was opened or closed.
    """

    group_chosen = Signal(object)
    group_wanted = Signal(object, str)
    form_turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = MarkedList()
        self.list.setAccessibleName("Groups")
        self.list.row_chosen.connect(self.group_chosen)
        self.hint = label("Esc, 1-9: go to a table", "small")
        self.add_button = QPushButton("Add a group")
        self.add_button.setProperty("quiet", True)
        self.add_button.clicked.connect(self.open_form)
        self.form = GroupForm()
        self.form.hide()
        self.form.agreed.connect(self._agree)
        self.form.closed.connect(self.close_form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        below = QHBoxLayout()
        below.addWidget(self.add_button)
        below.addStretch(1)
        below.addWidget(self.hint)
        column.addLayout(below)
        column.addWidget(self.form)

    @property
    def asking(self) -> bool:
        """Whether the form is open."""
        return not self.form.isHidden()

    def show_groups(self, snapshot: Snapshot, counted: Mapping[GroupId, int], current: GroupId | None) -> None:
        """Show the groups with the numbers of their lines."""
        rows = tuple(_row(group, counted.get(group.id, 0)) for group in snapshot.groups)
        if rows != self.list.rows_model.rows:
            self.list.set_rows(rows, current)
        self.list.choose(current)

    def open_form(self) -> None:
        """Ask for the audience and the name of a group that is missing."""
        self.form.show()
        self.add_button.hide()
        self.form_turned.emit()
        self.form.begin()

    def close_form(self) -> None:
        """Ask no longer."""
        if self.asking:
            self.form.hide()
            self.add_button.show()
            self.form_turned.emit()

    def _agree(self, audience: object, name: str) -> None:
        self.group_wanted.emit(audience, name)
        self.close_form()


def _row(group: Group, count: int) -> MarkedRow:
    return MarkedRow(group.id, group.audience, group.code, group.label, str(count) if count else "", group.complete)
