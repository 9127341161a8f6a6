"""Tell when the window has been painted for the first time, then leave: for measuring how fast the app starts."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

VARIABLE = "CXF_BENCH"
"""The environment variable that asks for it."""


class FirstPaint(QObject):
    """Watches a window; once it has been painted, prints `painted` and ends the app."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint event to be over before telling of it."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        print("painted", flush=True)
        self._window.close()
        QCoreApplication.quit()
