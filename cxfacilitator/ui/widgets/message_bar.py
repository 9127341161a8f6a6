"""A notice, warning or refusal in the page: it never blocks, and stays until it is read or no longer true."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from cxfacilitator.ui import icons
from cxfacilitator.ui.widgets.labels import label

_ICON = {"notice": ("info", "accent"), "warning": ("warning", "warning"), "error": ("error", "danger")}


class MessageBar(QFrame):
    """One sentence with an icon, at most one action, and a cross to close it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = "notice"
        self._act: Callable[[], object] | None = None
        self.setProperty("role", "message")
        self._picture = QLabel()
        self._text = label(wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.button = QPushButton()
        self.button.setProperty("quiet", True)
        self.button.clicked.connect(self._pressed)
        self.cross = QToolButton()
        self.cross.setAccessibleName("Close this message")
        self.cross.setToolTip("Close this message")
        self.cross.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 4, 4)
        row.setSpacing(12)
        for widget in (self._picture, self._text, self.button, self.cross):
            row.addWidget(widget, 1 if widget is self._text else 0)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    def show_message(
        self, text: str, kind: str = "notice", action: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence.

        Args:
            text: What happened, what is safe, what to do.
            kind: `notice`, `warning` or `error`.
            action: The verb on the button; without it there is none.
            act: Called when the button is pressed; the bar closes.
        """
        self.kind, self._act = kind, act
        self._text.setText(text)
        self._restyle()
        self.button.setText(action)
        self.button.setVisible(bool(action))
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(text)
        self.show()

    def clear(self) -> None:
        """Show nothing, and forget what was said."""
        self._text.clear()
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the icons in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        picture, role = _ICON[self.kind]
        self._picture.setPixmap(icons.pixmap(picture, role))
        self.cross.setIcon(icons.icon("close", "muted", 14))

    def _pressed(self) -> None:
        self.hide()
        if self._act is not None:
            self._act()
