"""Where typing went on in each engagement, so that it comes back there."""

import hashlib
import json
from pathlib import Path

from cxfacilitator.domain.sheets import Box

_MOST = 20


class Places:
    """The group and the box of each engagement, the newest last; the groups by their codes."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[str, Box]] = {}

    def keep(self, path: Path, code: str, box: Box) -> None:
        """Note where somebody is typing."""
        key = _key(path)
        self._found.pop(key, None)
        self._found[key] = (code, box)

    def of(self, path: Path | None) -> tuple[str, Box]:
        """Return the group's code and the box; no code for an engagement that is new here."""
        return self._found.get(_key(path), ("", Box.WELL)) if path is not None else ("", Box.WELL)

    def packed(self) -> str:
        """Return all places as one text."""
        return json.dumps(list(self._found.items())[-_MOST:])

    def unpack(self, text: str) -> None:
        """Take back what `packed` returned; what cannot be read is left out."""
        try:
            self._found = {str(key): (str(code), Box(box)) for key, (code, box) in json.loads(text)}
        except (ValueError, TypeError):
            self._found = {}


def _key(path: Path) -> str:
    return hashlib.sha1(str(path.resolve()).encode(), usedforsecurity=False).hexdigest()
