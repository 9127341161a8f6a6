"""One of a few choices; letters that are typed go to it and not to the page's keys."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ChoiceBox(QComboBox):
    """A combo box that finds its entries by letters even where the page has keys of one letter."""

    def event(self, event: QEvent) -> bool:
        """Keep letters from the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            typed = event.text().strip() and event.text().isprintable() and not event.modifiers() & _HELD
            if typed:
                event.accept()
                return True
        return super().event(event)
