"""Which digit a key stands for, whatever sign Shift makes of it and whatever the layout of the keyboard is."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_MAC = {18: 1, 19: 2, 20: 3, 21: 4, 23: 5, 22: 6, 26: 7, 28: 8, 25: 9}
_FIRST_CODE = 2 if sys.platform == "win32" else 10
"""What the system calls the leftmost key of the row of digits."""


def digit_of(event: QKeyEvent) -> int | None:
    """Return 1-9 for a key of the row of digits or of the number pad; None for every other key."""
    if not event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        if sys.platform == "darwin":
            place = _MAC.get(event.nativeVirtualKey(), 0)
        else:
            place = event.nativeScanCode() - _FIRST_CODE + 1
        if 1 <= place <= 9:
            return place
    digit = event.key() - Qt.Key.Key_0
    return digit if 1 <= digit <= 9 else None
