"""Keeps the plain text of what the engagement does not take up to date, on a thread of its own.

Not on the file thread, which may be the one that hangs.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import rescue
from cxfacilitator.services.keeping.lines import Line


class RescueText:
    """At most one text at a time; it is deleted when everything in it is in the engagement."""

    def __init__(
        self, post: Callable[[Callable[[], None]], None], tell: Callable[[Path | CxError | None], None]
    ) -> None:
        """Write nothing yet.

        Args:
            post: Has a call made on the thread of the screens.
            tell: Hears there where the text is, that no place takes it, or None when it is no longer needed.
        """
        self._post, self._tell = post, tell
        self._pool = ThreadPoolExecutor(1, "rescue")
        self._lines: tuple[Line, ...] = ()
        self._began: datetime | None = None
        self._path: Path | None = None

    def keep(self, lines: tuple[Line, ...], snapshot: Snapshot, path: Path) -> None:
        """Have the text written with these lines, unless it has them already."""
        if lines != self._lines:
            self._lines = lines
            self._pool.submit(self._write, lines, snapshot, path)

    def drop(self) -> None:
        """Have the text deleted: everything in it is in the engagement."""
        if self._lines:
            self._lines = ()
            self._pool.submit(self._delete)

    def leave(self, lines: tuple[Line, ...], snapshot: Snapshot, path: Path) -> Path | None:
        """Write the text for good: nobody tries these lines again. None when no place takes it."""
        return self._pool.submit(self._leave, lines, snapshot, path).result()

    def shut_down(self) -> None:
        """Wait until the text is written; afterwards none can be."""
        self._pool.shutdown(wait=True)

    def _write(self, lines: tuple[Line, ...], snapshot: Snapshot, path: Path) -> None:
        self._began = self._began or datetime.now().astimezone()
        found = [said for line in lines if (said := rescue.told(snapshot, line.what, line.values)) is not None]
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        try:
            self._path = written = rescue.dump(found, rescue.places(path, Path(documents)), self._began)
        except CxError as problem:
            self._post(partial(self._tell, problem))
        else:
            self._post(partial(self._tell, written))

    def _leave(self, lines: tuple[Line, ...], snapshot: Snapshot, path: Path) -> Path | None:
        self._write(lines, snapshot, path)
        left, self._path, self._began, self._lines = self._path, None, None, ()
        return left

    def _delete(self) -> None:
        if self._path is not None:
            rescue.drop(self._path)
            self._path = self._began = None
            self._post(lambda: self._tell(None))
