"""The hands of whoever types, and what they look at."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import engagement as engagements
from cxfacilitator.ui.pages.sheets import SheetsPage
from cxfacilitator.ui.pages.sheets.row import Row
from cxfacilitator.ui.workspace import Workspace

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CTRL = Modifier.ControlModifier
ALT_SHIFT = Modifier.AltModifier | Modifier.ShiftModifier
Wait = Callable[[Workspace], None]


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Modifier.NoModifier, times: int = 1) -> None:
    """Press a key wherever the cursor is."""
    for _ in range(times):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifiers)


def type_text(text: str) -> None:
    """Type a text, key by key, wherever the cursor is."""
    for char in text:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, char)


def type_lines(*lines: str) -> None:
    """Type lines with Enter after each."""
    for line in lines:
        type_text(line)
        press(Key.Key_Return)


def in_file(workspace: Workspace, wait_saved: Wait) -> Snapshot:
    """Close the file and read it back from disk."""
    wait_saved(workspace)
    path = workspace.path
    assert path is not None
    workspace.close()
    with engagements.open_file(path) as file:
        return file.snapshot()


def news(workspace: Workspace, wait_saved: Wait) -> Snapshot:
    """What the file says once everything is in it."""
    wait_saved(workspace)
    snapshot = workspace.snapshot
    assert snapshot is not None
    return snapshot


def texts(snapshot: Snapshot, box: Box, code: str = "S1") -> list[str]:
    """The lines of a box that count, in their order."""
    group = next(group for group in snapshot.groups if group.code == code)
    return [line.text for line in snapshot.answers_of.get(group.id, ()) if line.box is box]


def shown(page: SheetsPage, box: Box) -> list[str]:
    """The lines of a box on the screen, the empty one too."""
    return [row.edit.text() for row in page.sheet.boxes[box].rows]


def row_at(page: SheetsPage, box: Box = Box.WELL, place: int = 0) -> Row:
    """A line of a box."""
    return page.sheet.boxes[box].rows[place]


def focused_line(page: SheetsPage) -> tuple[Box, int]:
    """Where the cursor is."""
    found = page.sheet.focused()
    assert found is not None
    return found[0].box, found[0].rows.index(found[1])
