"""Typed lines on their way to the file: of each the newest wording, and none is let go before it is there."""

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Any

from cxfacilitator.domain.errors import DamagedFile, DiskRefused
from cxfacilitator.store.file import EngagementFile


class Line:
    """A line as it was typed at one moment, and the service that writes it.

    Attributes:
        key: Lines with the same key are the same line; the newest is the one that counts.
        waits_since: Since when something of this line has not been in the file, by the monotonic clock.
    """

    def __init__(self, key: Hashable, service: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        self.key = key
        self.what = getattr(service, "__name__", "").replace("_", " ")
        self.values = args
        self.typed_at = self.waits_since = monotonic()
        self._write = partial(_call, service, args, kwargs)

    def write(self, file: EngagementFile) -> None:
        """Write the line into the file."""
        self._write(file)


def _call(service: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any], file: EngagementFile) -> None:
    service(file, *args, **kwargs)


@dataclass(eq=False)
class Slot:
    """A place in the queue of the file thread; its line may be replaced by a newer one until its turn comes."""

    line: Line


class LineQueue:
    """Used by the thread of the screens, which adds, and by the file thread, which takes and settles."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._slots: dict[Hashable, Slot] = {}
        self._unsaved: dict[Hashable, Line] = {}
        self._held: dict[Hashable, Line] = {}

    @property
    def unsaved(self) -> tuple[Line, ...]:
        """The lines of which something is not in the file yet, in the order in which they began to wait."""
        with self._lock:
            return tuple(self._unsaved.values())

    @property
    def held(self) -> tuple[Line, ...]:
        """The lines that the disk has refused, in the order in which they are tried again."""
        with self._lock:
            return tuple(self._held.values())

    def add(self, line: Line) -> Slot | None:
        """Add a line as it was typed just now; None when it has taken the place of an older one that still waits."""
        with self._lock:
            before = self._unsaved.get(line.key)
            if before is not None:
                line.waits_since = before.waits_since
            self._unsaved[line.key] = line
            waiting = self._slots.get(line.key)
            if waiting is not None:
                waiting.line = line
                return None
            slot = self._slots[line.key] = Slot(line)
            return slot

    def seal(self) -> None:
        """Let what is typed from now on come after what was handed over so far."""
        with self._lock:
            self._slots.clear()

    def take(self, slot: Slot) -> Line:
        """Return the line whose turn it is; an older one of the same key that was held is not needed any more."""
        with self._lock:
            line = slot.line
            if self._slots.get(line.key) is slot:
                del self._slots[line.key]
            self._held.pop(line.key, None)
            return line

    @contextmanager
    def writing(self, line: Line) -> Iterator[None]:
        """Let a line go when it has been written or was refused for good; hold it where the disk failed."""
        try:
            yield
        except (DiskRefused, DamagedFile):
            self._hold(line)
            raise
        except BaseException:
            self._settle(line)
            raise
        self._settle(line)

    def clear(self) -> None:
        """Let everything go: another engagement is open."""
        with self._lock:
            for lines in (self._slots, self._unsaved, self._held):
                lines.clear()

    def _hold(self, line: Line) -> None:
        with self._lock:
            self._held.setdefault(line.key, line)

    def _settle(self, line: Line) -> None:
        with self._lock:
            if self._held.get(line.key) is line:
                del self._held[line.key]
            newest = self._unsaved.get(line.key)
            if newest is line:
                del self._unsaved[line.key]
            elif newest is not None:
                newest.waits_since = newest.typed_at
