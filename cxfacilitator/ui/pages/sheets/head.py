"""The head of a sheet: whose it is, who wrote it, how many sat there, and how the group worked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.sheets.row_edit import RowEdit
from cxfacilitator.ui.widgets import AudienceMark, label
from cxfacilitator.ui.widgets.elided import Elided


class SheetHead(QWidget):
    """Two lines above the boxes; what is typed in them goes to the file with each key.

    Signals:
        scribe_typed, note_typed: Carry the newest text.
        people_changed: Carries the number; 0 when nobody noted it.
        finished: The first box is wanted.
    """

    scribe_typed = Signal(str)
    note_typed = Signal(str)
    people_changed = Signal(int)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._group = GroupId(0)
        self._typed: set[QWidget] = set()
        self._mark = QHBoxLayout()
        self.name = label("", "heading")
        self.about = Elided("", "muted")
        self.done = label("✓ Complete", "good")
        upper = QHBoxLayout()
        upper.setSpacing(8)
        upper.addLayout(self._mark)
        upper.addWidget(self.name)
        upper.addWidget(self.about, 1)
        upper.addWidget(self.done)
        self.scribe = self._line("Scribe", "who wrote it")
        self.note = self._line("Note on the group", "how it worked; never printed or exported")
        self.people = _People()
        self.people.valueChanged.connect(self._hear_people)
        self.people.lineEdit().returnPressed.connect(self.note.setFocus)
        self.scribe.textEdited.connect(self.scribe_typed)
        self.note.textEdited.connect(self.note_typed)
        lower = QHBoxLayout()
        lower.setSpacing(6)
        for widget, share in ((self.scribe, 2), (self.people, 0), (self.note, 5)):
            words = label(widget.accessibleName(), "small")
            words.setBuddy(widget)
            lower.addWidget(words)
            lower.addWidget(widget, share)
            lower.addSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(upper)
        column.addLayout(lower)
        self.setTabOrder(self.scribe, self.people)
        self.setTabOrder(self.people, self.note)

    def show_group(self, snapshot: Snapshot, group: Group) -> None:
        """Show a group; a field with text on its way to the file keeps it."""
        if group.id != self._group:
            self._group = group.id
            self._typed.clear()
        self._show_mark(group)
        self.name.setText(f"{group.code}  {group.label}")
        session = snapshot.session.get(group.session_id) if group.session_id is not None else None
        parts = (group.audience.label, session.code if session else "", group.segment)
        about = " · ".join(dict.fromkeys(part for part in parts if part and part != group.label))
        if about != self.about.text():
            self.about.set_text(about)
        self.done.setVisible(group.complete)
        for editor, text in ((self.scribe, group.scribe), (self.note, group.note)):
            if editor not in self._typed and editor.text() != text:
                editor.setText(text)
        if self.people not in self._typed:
            self.people.blockSignals(True)
            self.people.setValue(group.people or 0)
            self.people.blockSignals(False)

    def settle(self) -> None:
        """Note that everything typed here is in the file."""
        self._typed.clear()

    def take_cursor(self) -> None:
        """Put the cursor into the first field."""
        self.scribe.setFocus()

    def _line(self, name: str, hint: str) -> RowEdit:
        editor = RowEdit(self._press, spelled=False)
        editor.setAccessibleName(name)
        editor.setPlaceholderText(hint)
        editor.textEdited.connect(lambda _text: self._typed.add(editor))
        return editor

    def _press(self, event: QKeyEvent) -> bool:
        fields = (self.scribe, self.people, self.note)
        place = next((n for n, field in enumerate(fields) if field.hasFocus()), 0)
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab if place + 1 < len(fields):
                fields[place + 1].setFocus()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Tab | Qt.Key.Key_Down:
                self.finished.emit()
            case Qt.Key.Key_Backtab if place:
                fields[place - 1].setFocus()
            case _:
                return False
        return True

    def _hear_people(self, people: int) -> None:
        self._typed.add(self.people)
        self.people_changed.emit(people)

    def _show_mark(self, group: Group) -> None:
        shown = self._mark.itemAt(0)
        mark = shown.widget() if shown is not None else None
        if isinstance(mark, AudienceMark) and mark.audience is group.audience:
            return
        if mark is not None:
            mark.hide()
            mark.deleteLater()
            self._mark.removeWidget(mark)
        self._mark.addWidget(AudienceMark(group.audience, size=18))


class _People(QSpinBox):
    """How many were there; empty when nobody noted it."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(0, 99)
        self.setSpecialValueText("–")
        self.setProperty("role", "line")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedWidth(theme.px(48))
        self.setAccessibleName("People present")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select what is there, so that a figure takes its place."""
        super().focusInEvent(event)
        self.selectAll()
