"""Keys: what one does while the cursor is somewhere, and which ones write something."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_HELD = ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)


def on_key(widget: QWidget, key: str, act: Callable[[], object]) -> None:
    """Do something on a key, as `Ctrl+F`, while the cursor is in a widget or in anything that is in it."""
    shortcut = QShortcut(QKeySequence(key), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)


def writes(event: QKeyEvent) -> bool:
    """Whether a key writes something that can be seen; a table leaves such keys to its page."""
    return bool(event.text().strip()) and event.text().isprintable()


def letter(event: QKeyEvent) -> str:
    """Return the letter or digit that was pressed, as a capital; empty for other keys, and with Ctrl or Alt held."""
    return event.text().upper() if writes(event) and not event.modifiers() & _HELD else ""
