"""Runs Python's garbage collector on the thread of the screens, and nowhere else.

Left alone, it runs on whichever thread happens to allocate, and that is often the file thread; a
widget that dies there takes the whole process with it.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000
MANY = 100_000
"""So many new objects are an engagement that was read. To look through them takes longer than the screen may stand."""
LONG_S = 0.02


class Collector(QObject):
    """Takes over from Python, and looks once a second whether there is anything to collect.

    What is too much to be looked through again and again is left alone from then on. Snapshots need no collector:
    they go when nobody holds them any more.
    """

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
        if counts[0] > MANY:
            gc.freeze()
            return
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                began = time.perf_counter()
                gc.collect(generation)
                if time.perf_counter() - began > LONG_S:
                    gc.freeze()
                return
