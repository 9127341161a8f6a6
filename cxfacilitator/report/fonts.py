"""The typefaces of the page: Source Sans 3 in four weights, others for other scripts, and what none of them can show.

reportlab prints a box for a letter that a typeface does not have, and says nothing; so every line is
divided into runs, each set in a typeface that has its letters.
"""

import re
import threading
import unicodedata
from dataclasses import dataclass
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
KOREAN = "NanumSquareR"
FALLBACKS = ("NotoSansArabic-Regular", "NotoSansHebrew-Regular", "DroidSansFallbackFull", KOREAN)
"""Arabic, Hebrew, Chinese with Japanese, and Korean; in one weight each, looked at in this order."""
BOX = "□"
"""Stands where no typeface has a glyph, so that nothing disappears silently."""

ONE_AT_A_TIME = threading.Lock()
"""Held while a document is drawn: reportlab keeps in each typeface what the document uses of it."""

_BLANKS = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_VARIATION_SELECTORS = range(0xFE00, 0xFE10)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of one line, in the order in which it is drawn, and the typeface that has its letters."""

    text: str
    font: str


def register() -> None:
    """Make the four weights known to reportlab; a second call does nothing.

    Raises:
        CxError: A font file is missing from the installation.
    """
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics

    # Pages as bytes instead of letters: a fifth smaller, and a fifth of the time of a large pack.
    rl_config.useA85 = 0
    for name in (REGULAR, SEMIBOLD, BOLD, ITALIC):
        _register(name)
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=SEMIBOLD, italic=ITALIC, boldItalic=SEMIBOLD)


def _register(name: str) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    if name in pdfmetrics.getRegisteredFontNames():
        return
    path = resource("fonts", f"{name}.ttf")
    try:
        pdfmetrics.registerFont(TTFont(name, str(path)))
    except TTFError as error:
        raise CxError(
            f"The typeface of the report is missing or damaged: {path.name}. Install the app again."
        ) from error


@lru_cache(maxsize=8)
def _glyphs(name: str = REGULAR) -> frozenset[int]:
    from reportlab.pdfbase import pdfmetrics

    _register(name)
    font: Any = pdfmetrics.getFont(name)
    return frozenset(font.face.charToGlyph)


@lru_cache(maxsize=4096)
def _face(letter: str) -> str:
    """The first typeface that has a letter; empty when none has it."""
    # The Chinese typeface has three Korean syllables of eleven thousand; a name must not change typeface.
    faces = (KOREAN,) if "\uac00" <= letter <= "\ud7a3" else (REGULAR, *FALLBACKS)
    return next((name for name in faces if ord(letter) in _glyphs(name)), "")


def _visible(letter: str) -> bool:
    return unicodedata.category(letter) not in _INVISIBLE and ord(letter) not in _VARIATION_SELECTORS


def shown(text: str) -> str:
    """Return the text as Source Sans alone can print it.

    Characters without a glyph become a box, invisible ones (controls, direction marks, half of a
    pair) go, and any run of blanks becomes one.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    glyphs = _glyphs()
    return "".join(
        letter if ord(letter) in glyphs else BOX
        for letter in _composed(text)
        if letter == " " or unicodedata.category(letter) not in _INVISIBLE
    ).strip()


def printable(text: str) -> str:
    """Return a text without what no file can hold: controls and halves of a pair."""
    return "".join(letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cs"))


def unprintable(text: str) -> tuple[str, ...]:
    """Return the characters of a text that `shown` prints as a box, each once, in order."""
    glyphs = _glyphs()
    return tuple(
        dict.fromkeys(
            letter
            for letter in _composed(text)
            if ord(letter) not in glyphs and unicodedata.category(letter) not in _INVISIBLE
        )
    )


def without_typeface(text: str) -> tuple[str, ...]:
    """Return the characters of a text that none of the typefaces has, each once, in order."""
    return tuple(dict.fromkeys(letter for letter in _composed(text) if _visible(letter) and not _face(letter)))


@lru_cache(maxsize=8192)
def runs(line: str, font: str = REGULAR) -> tuple[Run, ...]:
    """Divide one line into pieces from left to right, each in a typeface that has its letters.

    Arabic letters are joined and lines in a script that runs from right to left are put in the
    order in which they are drawn; so a text must be broken into lines before.

    Args:
        line: One line in the order in which it is read.
        font: One of our four weights, for all that it can show.
    """
    text = _composed(line).strip()
    if text.isascii() and text.isprintable():
        return (Run(text, font),) if text else ()
    if _RIGHT_TO_LEFT.search(text):
        text = _reordered(text)
    found: list[Run] = []
    for letter in text:
        if not _visible(letter):
            continue
        face = _face(letter)
        name = font if face in (REGULAR, "") else face
        if found and (found[-1].font == name or letter == " "):
            found[-1] = Run(found[-1].text + (letter if face else BOX), found[-1].font)
        else:
            found.append(Run(letter if face else BOX, name))
    return tuple(found)


def width(line: str, size: float, font: str = REGULAR) -> float:
    """Return the width of one line in points."""
    return _width_of_one_point(line, font) * size


@lru_cache(maxsize=8192)
def _width_of_one_point(line: str, font: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    register()
    return float(sum(stringWidth(run.text, run.font, 1) for run in runs(line, font)))


def _reordered(text: str) -> str:
    from arabic_reshaper import reshape  # type: ignore[import-untyped]
    from bidi import get_display  # type: ignore[import-untyped]

    return str(get_display(reshape(text)))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", text))
