"""The people of one audience in a table: edited in place, with what others have typed offered as one types."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.line_manager import unmistakable
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.roster_cells import consent
from cxfacilitator.domain.text import joined
from cxfacilitator.services import roster as service
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.widgets import LineEdit, TableView
from cxfacilitator.ui.workspace import Workspace

_USUAL = {
    Audience.LEADERSHIP: {"Attendance", "First name", "Last name", "Job title"},
    Audience.STAFF: {"Attendance", "First name", "Last name", "Department", "Site", "Line manager", "Needs"},
    Audience.CUSTOMERS: {"Attendance", "First name", "Last name", "Kind of customer", "Company", "Needs", "Consent"},
}
_CUSTOMERS_ONLY = {"Kind of customer", "Company", "Tenure", "Recruited via", "Incentive", "Consent"}
_NOT_OF_CUSTOMERS = {"Department", "Grade", "Job title", "Line manager"}
_TO_FIX, _MANAGER, _ID = "To fix", "Line manager", "Id"
Index = QModelIndex | QPersistentModelIndex


class PeopleTable(TableView):
    """Shows people; columns that say nothing about anybody stay away until all columns are wanted.

    Signals:
        toggled: The selected people are here, or are not.
        signed: They have signed their consent, or have not.
        removed: They are to leave the roster.
        letter: Somebody begins to type a name; carries the first letter.
    """

    toggled = Signal()
    signed = Signal()
    removed = Signal()
    letter = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._fixes: Mapping[ParticipantId, tuple[str, ...]] = {}
        self._audience = Audience.STAFF
        self.people = TableModel[Participant](self._make_columns(), row_id=lambda person: person.id)
        super().__init__(self.people)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self._delegates = {
            title: _Completing(self, partial(self._values, title), closed=title == _MANAGER)
            for title in [column.title for column in self.people.columns if column.edit]
        }
        for number, column in enumerate(self.people.columns):
            if column.title in self._delegates:
                self.setItemDelegateForColumn(number, self._delegates[column.title])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark, remove, or begin to find; other keys move the cursor."""
        text, held = event.text(), event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_Space and not held.value:
            self.toggled.emit()
        elif event.key() == Qt.Key.Key_Space and self._audience is Audience.CUSTOMERS:
            self.signed.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif text.strip() and text.isprintable() and not held.value:
            self.letter.emit(text)
        else:
            super().keyPressEvent(event)

    def show_people(
        self,
        people: Sequence[Participant],
        fixes: Mapping[ParticipantId, tuple[str, ...]],
        audience: Audience,
        all_columns: bool,
    ) -> None:
        """Show people of one audience with what each of them misses."""
        fit = not self.people.rows and bool(people)
        self._fixes, self._audience = fixes, audience
        self.people.set_rows(people)
        foreign = {_TO_FIX, *(_NOT_OF_CUSTOMERS if audience is Audience.CUSTOMERS else _CUSTOMERS_ONLY)}
        shown = [
            column.title in _USUAL[audience]
            or (all_columns and column.title not in foreign)
            or (column.title != _ID and any(map(column.text, people)))
            for column in self.people.columns
        ]
        if self.show_columns(shown) or fit:
            self.fit_columns()

    def next_after(self, people: Sequence[Participant]) -> Participant | None:
        """Return who stands below the last of these people, or above the first of them."""
        model, rows = self.model(), self.people.rows
        lines = [model.index(line, 0) for line in range(model.rowCount())]
        shown = [rows[self._source_row(index)] for index in lines]
        gone = {person.id for person in people}
        places = [place for place, person in enumerate(shown) if person.id in gone]
        if not places:
            return None
        after = [person for person in shown[places[-1] + 1 :] if person.id not in gone]
        before = [person for person in shown[: places[-1]] if person.id not in gone]
        return after[0] if after else before[-1] if before else None

    def _source_row(self, index: QModelIndex) -> int:
        return self._proxy.mapToSource(index).row()

    def _make_columns(self) -> tuple[Column[Participant], ...]:
        def field(title: str, name: str) -> Column[Participant]:
            def text(person: Participant) -> str:
                return str(getattr(person, name))

            def change(person: Participant, typed: str) -> None:
                changes = {name: " ".join(typed.split())}
                self._workspace.do(service.change_person, replace(person, **changes))  # type: ignore[arg-type]

            return Column(title, text, edit=change)

        def place(person: Participant) -> int:
            return list(Attendance).index(person.attendance)

        return (
            Column("Attendance", lambda person: person.attendance.value, sort=place),
            field("First name", "first_name"),
            field("Last name", "last_name"),
            field("Department", "department"),
            Column(_TO_FIX, lambda person: joined(self._fixes.get(person.id, ()))),
            field("Kind of customer", "segment"),
            field("Company", "company"),
            field("Site", "site"),
            field("Grade", "grade"),
            field("Job title", "job_title"),
            Column(_MANAGER, self._manager, edit=self._set_manager),
            field("Needs", "needs"),
            field("Tenure", "tenure"),
            field("Recruited via", "recruited_via"),
            field("Incentive", "incentive"),
            Column("Consent", lambda person: "yes" if person.consent else "", edit=self._set_consent),
            field("Session", "session_code"),
            Column("Group", self._group),
            Column(_ID, lambda person: person.code),
        )

    def _set_manager(self, person: Participant, typed: str) -> None:
        self._workspace.do(service.set_manager, person.id, typed)

    def _set_consent(self, person: Participant, typed: str) -> None:
        if consent(typed) is not person.consent:
            self._workspace.do(service.set_consent, [person.id], consent(typed))

    def _manager(self, person: Participant) -> str:
        snapshot = self._workspace.snapshot
        manager = snapshot.participant.get(person.manager_id) if snapshot and person.manager_id is not None else None
        return manager.full_name if manager is not None else ""

    def _group(self, person: Participant) -> str:
        snapshot = self._workspace.snapshot
        group = snapshot.group.get(GroupId(person.group_id)) if snapshot and person.group_id is not None else None
        return group.label if group is not None else ""

    def _values(self, title: str) -> Sequence[str]:
        """What may be meant in a column: the people for a manager, otherwise what others have there."""
        snapshot = self._workspace.snapshot
        if title == _MANAGER and snapshot is not None:
            return [unmistakable(person, snapshot.participants) for person in snapshot.participants]
        if title == "Consent":
            return ["yes", "no"]
        if title in ("First name", "Last name"):
            return []
        column = next(column for column in self.people.columns if column.title == title)
        return sorted({column.text(person) for person in self.people.rows} - {""})


class _Completing(QStyledItemDelegate):
    """An editor that offers texts while one types; of a closed list, the only one left is taken."""

    def __init__(self, parent: QObject, values: Callable[[], Sequence[str]], *, closed: bool) -> None:
        super().__init__(parent)
        self._values = values
        self._closed = closed

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """Make a line with what may be meant."""
        line = LineEdit(parent)
        line.offer(self._values(), Qt.MatchFlag.MatchContains)
        return line

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand over what was typed, or what can only be meant."""
        if self._closed and isinstance(editor, LineEdit) and editor.text().strip():
            completer = editor.completer()
            completer.setCompletionPrefix(editor.text().strip())
            if completer.completionCount() == 1:
                editor.setText(completer.currentCompletion())
        super().setModelData(editor, model, index)
