"""What texts mean to the machine: read once, kept in the file by text, dropped when the text is gone."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import accumulate
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from cxfacilitator.domain.errors import DiskRefused
from cxfacilitator.store import vectors
from cxfacilitator.store.file import EngagementFile

if TYPE_CHECKING:
    from cxfacilitator.engines.suggest.vectors import Read


class _Slice:
    """Some vectors that are known, by the names of their texts in their order.

    All are one piece of memory, which is given back when the last of them was taken: one by one they would leave holes.
    """

    def __init__(self, rows: Sequence[tuple[bytes, bytes]]) -> None:
        self.first = rows[0][0]
        self._names = [name for name, _ in rows]
        self._vectors = b"".join(vector for _, vector in rows)
        self._ends = array("L", accumulate(len(vector) for _, vector in rows))
        self._left = len(rows)

    def take(self, name: bytes) -> bytes | None:
        place = bisect_left(self._names, name)
        if place == len(self._names) or self._names[place] != name:
            return None
        found = self._vectors[self._ends[place - 1] if place else 0 : self._ends[place]]
        self._left -= 1
        if not self._left:
            self._names, self._vectors = [], b""
        return found


class TextVectors:
    """The vectors of texts by name: those that are known, and those that a reading of the answers adds.

    A job asks and adds while another thread takes what is new, to put it into the file.
    """

    def __init__(self, known: Sequence[_Slice] = (), earlier: "Read | None" = None) -> None:
        """Begin.

        Args:
            known: What the file holds; each is taken out when it is asked for, so that nothing is held twice.
            earlier: What was read before in this sitting.
        """
        self._known = known
        self._firsts = [each.first for each in known]
        self._earlier = earlier
        self._new: SimpleQueue[Mapping[bytes, bytes]] = SimpleQueue()

    def get(self, name: bytes, /) -> bytes | None:
        """Return a vector that is known."""
        place = bisect_right(self._firsts, name)
        found = self._known[place - 1].take(name) if place else None
        return self._earlier.get(name) if found is None and self._earlier is not None else found

    def update(self, found: Mapping[bytes, bytes], /) -> None:
        """Add vectors that are new."""
        self._new.put(found)

    @property
    def waiting(self) -> int:
        """How often something was added that nobody has taken."""
        return self._new.qsize()

    def take_new(self) -> dict[bytes, bytes]:
        """Return what was added since the last call."""
        found: dict[bytes, bytes] = {}
        while True:
            try:
                found.update(self._new.get_nowait())
            except Empty:
                return found


def known_vectors(file: EngagementFile) -> TextVectors:
    """Read what texts mean to the machine, where they have been read before, for `tagger` to start from."""
    known: list[_Slice] = []
    rows = file.read(vectors.load_after)
    while rows:
        known.append(_Slice(rows))
        rows = file.read(vectors.load_after, rows[-1][0])
    return TextVectors(known)


def keep_vectors(file: EngagementFile, found: Mapping[bytes, bytes]) -> None:
    """Keep what `tagger` has read, so that it is read once."""
    if found:
        # It can be read again, and what room is left is for what people type.
        with suppress(DiskRefused), file.edit("Keep what the answers mean") as edit:
            vectors.add(edit.db, found)


def drop_vectors(file: EngagementFile) -> None:
    """Drop what texts meant that no answer has any more."""
    gone = file.read(vectors.gone)
    if gone:
        # When the answers are read next, it is tried again.
        with suppress(DiskRefused), file.edit("Drop what is no longer said") as edit:
            vectors.drop(edit.db, gone)
