"""A small button that is only an icon, and says what it does to whoever points at it or listens."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QToolButton

from cxfacilitator.ui import icons, theme


class IconButton(QToolButton):
    """Does one thing; its icon follows the theme."""

    def __init__(self, icon: str, meaning: str, act: Callable[[], object]) -> None:
        """Make the button.

        Args:
            icon: A file of `resources/icons`, without `.svg`.
            meaning: What it does, with its key, as `Next page (Page Down)`.
            act: Does it.
        """
        super().__init__()
        self._icon = icon
        self.setToolTip(meaning)
        self.setAccessibleName(meaning)
        self.clicked.connect(lambda _checked: act())
        self._paint()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the icon in the colours and the size of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._paint()

    def _paint(self) -> None:
        self.setIcon(icons.icon(self._icon, "muted", 16))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
