"""A typeface whose letters can be read back from the document as the letters that were written.

The library notes the code under which a glyph was found: of a joined Arabic letter that is the code of
its form, which nobody searches for, and a code of more than four digits is noted wrongly. Imports
reportlab and is itself imported only when a document is written.
"""

import re
from typing import Any
from unicodedata import normalize

from reportlab.pdfbase.ttfonts import TTFont

_GLYPH = re.compile(r"(?m)^(<[0-9A-F]{2}>) <([0-9A-F]{4,6})>$")
_FORMS = (range(0xFB50, 0xFE00), range(0xFE70, 0xFF00))


class Typeface(TTFont):
    """A TrueType typeface."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Write the typeface into a document."""
        before = set(doc.idToObject)
        super().addObjects(doc)
        for name in set(doc.idToObject) - before:
            if name.startswith("toUnicodeCMap:"):
                noted = doc.idToObject[name]
                noted.content = _GLYPH.sub(lambda glyph: f"{glyph[1]} <{_read_as(int(glyph[2], 16))}>", noted.content)


def _read_as(code: int) -> str:
    """Return the letters that a glyph is read as, in the digits of the format."""
    letter = chr(code)
    plain = normalize("NFKC", letter) if any(code in forms for forms in _FORMS) else letter
    # Of two letters in one, readers turn the order about; they do know the form of both together.
    return (plain if len(plain) == 1 else letter).encode("utf-16-be").hex().upper()
