"""The typeface of the page: Source Sans 3 in four weights, embedded, and what it cannot show."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from cxfacilitator.domain.errors import CxError
from cxfacilitator.paths import resource

REGULAR, SEMIBOLD, BOLD, ITALIC = (
    "SourceSans3-Regular",
    "SourceSans3-SemiBold",
    "SourceSans3-Bold",
    "SourceSans3-Italic",
)
BOX = "□"
"""Stands where the typeface has no glyph, so that nothing disappears silently."""

_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def register() -> None:
    """Make the four weights known to reportlab; a second call does nothing.

    Raises:
        CxError: A font file is missing from the installation.
    """
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    known = set(pdfmetrics.getRegisteredFontNames())
    for name in (REGULAR, SEMIBOLD, BOLD, ITALIC):
        if name in known:
            continue
        path = resource("fonts", f"{name}.ttf")
        try:
            pdfmetrics.registerFont(TTFont(name, str(path)))
        except TTFError as error:
            raise CxError(
                f"The typeface of the report is missing or damaged: {path.name}. Install the app again."
            ) from error
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=SEMIBOLD)


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    from reportlab.pdfbase import pdfmetrics

    register()
    font: Any = pdfmetrics.getFont(REGULAR)
    return frozenset(font.face.charToGlyph)


def shown(text: str) -> str:
    """Return the text as it can be printed.

    Characters without a glyph become a box, invisible ones (controls, direction marks, half of a
    pair) go, and any run of blanks becomes one.
    """
    composed = unicodedata.normalize("NFC", _BLANKS.sub(" ", text))
    glyphs = _glyphs()
    return "".join(
        letter if ord(letter) in glyphs else BOX
        for letter in composed
        if letter == " " or unicodedata.category(letter) not in _INVISIBLE
    ).strip()


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters of a text that will be printed as a box, each once, in order."""
    composed = unicodedata.normalize("NFC", _BLANKS.sub(" ", text))
    glyphs = _glyphs()
    return tuple(
        dict.fromkeys(
            letter
            for letter in composed
            if ord(letter) not in glyphs and unicodedata.category(letter) not in _INVISIBLE
        )
    )
