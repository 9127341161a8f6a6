"""Watch a folder into which a telephone or a camera puts its pictures.

The folder is looked at once a second, away from the screen. The system's own notices would not do:
network folders and memory cards give none, and a picture is announced long before all of it is there.
"""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

LOOK_EVERY_MS = 1000
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".tif", ".tiff", ".bmp")
"""The endings of files that are taken from a watched folder."""

Look = tuple[int, int]
"""Size and instant of the last change of a file: it is all there when neither changes any more."""


class FolderWatch(QObject):
    """Tells which pictures came into a folder since it is watched; those that were there before are left alone.

    Signals:
        came: Pictures are there and all of each; carries their paths.
        turned: The watch began, ended, or the folder went away or came back.
    """

    came = Signal(object)
    turned = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        every_ms: int = LOOK_EVERY_MS,
        look: Callable[[Path], dict[str, Look] | None] | None = None,
    ) -> None:
        super().__init__(parent)
        self.every_ms = every_ms
        self._look_at = look or pictures_in
        self.folder: Path | None = None
        self.missing = False
        self.left_alone = 0
        self._known: dict[str, Look] | None = None
        self._growing: dict[str, Look] = {}
        self._pool = ThreadPoolExecutor(1, "watch")
        self._look: Future[dict[str, Look] | None] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._tick)

    def start(self, folder: Path) -> None:
        """Watch a folder instead of any other; it may be away now and come later."""
        self.folder, self.missing, self.left_alone = folder, False, 0
        self._known, self._growing, self._look = None, {}, None
        self._timer.start(self.every_ms)
        self.turned.emit()

    def stop(self) -> None:
        """Watch no more."""
        self.folder, self._look = None, None
        self._timer.stop()
        self.turned.emit()

    def _tick(self) -> None:
        if self.folder is None or (self._look is not None and not self._look.done()):
            return
        if self._look is not None:
            self._compare(self.folder, self._look.result())
        self._look = self._pool.submit(self._look_at, self.folder)

    def _compare(self, folder: Path, found: dict[str, Look] | None) -> None:
        if (found is None) != self.missing:
            self.missing = found is None
            self.turned.emit()
        if found is None:
            self._growing = {}
            return
        if self._known is None:
            self._known, self.left_alone = found, len(found)
            if found:
                self.turned.emit()
            return
        new = {name: look for name, look in found.items() if self._known.get(name) != look}
        whole = [name for name, look in new.items() if look[0] and self._growing.get(name) == look]
        self._growing = new
        self._known |= {name: new[name] for name in whole}
        if whole:
            self.came.emit(tuple(folder / name for name in sorted(whole)))


def pictures_in(folder: Path) -> dict[str, Look] | None:
    """Return the pictures of a folder and how they look; None when it cannot be read."""
    try:
        with os.scandir(folder) as entries:
            return {
                entry.name: (entry.stat().st_size, entry.stat().st_mtime_ns)
                for entry in entries
                if entry.name.lower().endswith(PICTURES)
                and not entry.name.startswith((".", "~"))
                and entry.is_file(follow_symlinks=False)
            }
    except OSError:
        return None
