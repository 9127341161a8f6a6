"""Runs Python's garbage collector on the thread of the screens, and nowhere else.

Left alone, it runs on whichever thread happens to allocate, and that is often the file thread; a
widget that dies there takes the whole process with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000


class Collector(QObject):
    """Takes over from Python, and looks once a second whether there is anything to collect."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
