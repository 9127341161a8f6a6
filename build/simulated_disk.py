"""A disk that loses power: what it holds for certain, and what it may or may not have written yet.

Names and sizes change in order, and all that changed before an fsync is durable after it, as on ext4; the contents of
a file are durable after an fsync of that file.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

SECTOR = 512
_HEAD = struct.Struct("=cHqI")


class What(Enum):
    """A kind of change, by its letter in the log."""

    CREATE = "C"
    WRITE = "W"
    CUT = "T"
    GROW = "A"
    SYNC = "S"
    REMOVE = "U"
    RENAME = "R"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log.

    Attributes:
        name: The file, within its folder.
        place: Where it was written, or the size that it was cut or grown to.
        data: What was written; the new name of a file that was renamed.
    """

    what: What
    name: str
    place: int = 0
    data: bytes = b""


@dataclass
class _File:
    """What is durable of a file, and its changes since; a change of its size has its number among those of names."""

    sure: bytearray = field(default_factory=bytearray)
    waiting: list[tuple[Change, int]] = field(default_factory=list)


def read_log(path: Path) -> list[Change]:
    """Read what `disk_shim.c` wrote."""
    log, at, raw = [], 0, path.read_bytes()
    while at < len(raw):
        what, length, place, size = _HEAD.unpack_from(raw, at)
        at += _HEAD.size
        name, data = raw[at : at + length].decode(), raw[at + length : at + length + size]
        at += length + size
        log.append(Change(What(what.decode()), name, place, data))
    return log


class Disk:
    """Takes changes in, and can lose power at any moment."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._sure = {name: _File(bytearray(data)) for name, data in files.items()}
        self._names = dict(self._sure)
        self._waiting: list[tuple[Change, _File | None]] = []
        self._durable = 0
        """How many changes of names and sizes are durable."""

    def take(self, change: Change) -> None:
        """Take in the next change."""
        file = self._names.get(change.name)
        match change.what:
            case What.CREATE:
                file = self._names[change.name] = _File()
                self._waiting.append((change, file))
            case What.REMOVE:
                self._names.pop(change.name, None)
                self._waiting.append((change, file))
            case What.RENAME:
                if file is not None:
                    self._names[change.data.decode()] = self._names.pop(change.name)
                self._waiting.append((change, file))
            case What.CUT | What.GROW if file is not None:
                file.waiting.append((change, self._durable + len(self._waiting)))
                self._waiting.append((change, file))
            case What.WRITE if file is not None:
                file.waiting.append((change, -1))
            case What.SYNC:
                self._sync(file)

    def written(self) -> dict[str, bytes]:
        """Return the files as the program sees them: nothing is lost."""
        return {name: bytes(self._content(file, None)) for name, file in self._names.items()}

    def image(self, chance: random.Random) -> dict[str, bytes]:
        """Cut the power, and return the files that are left; the disk itself goes on."""
        upto = chance.choice((0, len(self._waiting), chance.randint(0, len(self._waiting))))
        names = _renamed(self._sure, self._waiting[:upto])
        loss = _Loss(chance, self._durable + upto, chance.choice((0.0, 0.2, 0.5, 0.8, 1.0)))
        return {name: bytes(self._content(file, loss)) for name, file in names.items()}

    def _sync(self, file: _File | None) -> None:
        if file is not None:
            file.sure = self._content(file, None)
            file.waiting.clear()
        self._sure = _renamed(self._sure, self._waiting)
        self._durable += len(self._waiting)
        self._waiting.clear()

    @staticmethod
    def _content(file: _File, loss: _Loss | None) -> bytearray:
        data = bytearray(file.sure) if loss is not None or not file.waiting else file.sure
        for change, number in file.waiting:
            if change.what is What.WRITE:
                for place, part in loss.survivors(change) if loss else ((change.place, change.data),):
                    data.extend(bytes(max(0, place - len(data))))
                    data[place : place + len(part)] = part
            elif loss is None or number < loss.upto:
                data.extend(bytes(max(0, change.place - len(data))))
                if change.what is What.CUT:
                    del data[change.place :]
        return data


@dataclass(frozen=True)
class _Loss:
    """One power cut: which changes of sizes were made, and the share of the writes that are whole."""

    chance: random.Random
    upto: int
    share: float

    def survivors(self, write: Change) -> list[tuple[int, bytes]]:
        """Return the parts of a write that reached the disk."""
        if self.chance.random() < self.share:
            return [(write.place, write.data)]
        if self.chance.random() < 0.5:
            return []
        edges = list(range(write.place - write.place % SECTOR, write.place + len(write.data), SECTOR))
        starts = [max(edge, write.place) - write.place for edge in edges]
        ends = [*starts[1:], len(write.data)]
        return [
            (write.place + start, write.data[start:end])
            for start, end in zip(starts, ends, strict=True)
            if self.chance.random() < 0.5
        ]


def _renamed(names: Mapping[str, _File], changes: list[tuple[Change, _File | None]]) -> dict[str, _File]:
    """Return the names after some changes of names."""
    after = dict(names)
    for change, file in changes:
        match change.what:
            case What.CREATE if file is not None:
                after[change.name] = file
            case What.REMOVE:
                after.pop(change.name, None)
            case What.RENAME:
                moved = after.pop(change.name, file)
                if moved is not None:
                    after[change.data.decode()] = moved
            case _:
                pass
    return after
