"""Where typing went on in each engagement, so that it comes back there."""

import hashlib
import json
from datetime import datetime
from pathlib import Path

from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.snapshot import Snapshot

_MOST = 20


class Places:
    """The group and the box of each engagement, the newest last; the groups by their codes."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, Box, datetime]] = {}

    def keep(self, path: Path, code: str, box: Box, now: datetime) -> None:
        """Note where somebody is typing."""
        key = _key(path)
        self._found.pop(key, None)
        self._found[key] = (code, box, now)

    def of(self, path: Path | None, snapshot: Snapshot) -> tuple[str, Box]:
        """Return the group's code and the box; no code for an engagement that is new here.

        What was typed after the place was kept tells better: the app, or the computer, had no time to keep another.
        """
        place = self._found.get(_key(path)) if path is not None else None
        typed = [(answer.typed_at, answer) for answer in snapshot.answers if answer.typed_at is not None]
        if typed:
            at, answer = max(typed, key=lambda pair: pair[0])
            if place is None or at > place[2]:
                return snapshot.source_of(answer).code, answer.box
        return place[:2] if place is not None else ("", Box.WELL)

    def packed(self) -> str:
        """Return all places as one text."""
        return json.dumps([(key, (code, box, at.isoformat())) for key, (code, box, at) in self._found.items()][-_MOST:])

    def unpack(self, text: str) -> None:
        """Take back what `packed` returned; what cannot be read is left out."""
        try:
            self._found = {
                str(key): (str(code), Box(box), datetime.fromisoformat(at)) for key, (code, box, at) in json.loads(text)
            }
        except (ValueError, TypeError):
            self._found = {}


def _key(path: Path) -> str:
    return hashlib.sha1(str(path.resolve()).encode(), usedforsecurity=False).hexdigest()
