"""How long each part of the debrief has taken, beside how long it usually takes."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel

from cxfacilitator.domain.debrief import MINUTES, DebriefPart

_LOOKS_EVERY_MS = 1000


class Pace(QLabel):
    """Counts while a part is shown to the room; nothing of it is kept."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("role", "small")
        self.setToolTip("The time of day, and how long this part has taken of what is usual (T)")
        self._now = now
        self._spent: Counter[DebriefPart] = Counter()
        self._part: DebriefPart | None = None
        self._since: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOKS_EVERY_MS)
        self._timer.timeout.connect(self._tell)

    def enter(self, part: DebriefPart, running: bool) -> None:
        """Count for a part from now on, or for none while the room sees nothing."""
        if self._part is not None and self._since is not None:
            self._spent[self._part] += round((self._now() - self._since).total_seconds())
        self._part, self._since = part, self._now() if running else None
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the clock every second while it is seen."""
        super().showEvent(event)
        self._timer.start()
        self._tell()

    def hideEvent(self, event: QHideEvent) -> None:
        """Look no more."""
        super().hideEvent(event)
        self._timer.stop()

    def _tell(self) -> None:
        if self._part is None:
            return
        now = self._now()
        seconds = self._spent[self._part] + ((now - self._since).total_seconds() if self._since else 0)
        self.setText(f"{now:%H:%M} · {int(seconds // 60)} of about {MINUTES[self._part]} min")
