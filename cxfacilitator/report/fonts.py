"""The typefaces of the page: Source Sans 3 in four weights, others for other scripts, and what none of them can show.

reportlab prints a box for a letter that a typeface does not have, and says nothing; so every line is
divided into runs, each set in a typeface that has its letters.
"""

import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
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
_INVISIBLE = {"Cc", "Cf", "Cs"}
_NO_TEXT = "\ufffe\uffff"
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_JOINERS = {"\u200c", "\u200d"}
"""Invisible, but Arabic letters are joined or kept apart by them."""
_COUNT = re.compile(r"\d[\d.,%→–\s]*(?=[A-Za-z])")
"""A number with the word that it counts, as `4 of 5`."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of one line, in the order in which it is drawn from left to right.

    Attributes:
        font: The typeface that has its letters.
        read: Where in the line it is read; the earlier run has the smaller number.
    """

    text: str
    font: str
    read: int = 0


@cache
def register() -> None:
    """Make the four weights known to reportlab; a second call does nothing.

    Raises:
        CxError: A font file is missing from the installation.
    """
    from reportlab import rl_config

    # Pages as bytes instead of letters: a fifth smaller, and a fifth of the time of a large pack.
    rl_config.useA85 = 0
    for name in (REGULAR, SEMIBOLD, BOLD, ITALIC):
        _register(name)


@cache
def _register(name: str) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError

    from cxfacilitator.report.typeface import Typeface

    path = resource("fonts", f"{name}.ttf")
    try:
        pdfmetrics.registerFont(Typeface(name, str(path)))
    except TTFError as error:
        raise CxError(
            f"The typeface of the report is missing or damaged: {path.name}. Install the app again."
        ) from error


@lru_cache(maxsize=8)
def _glyphs(name: str) -> frozenset[int]:
    from reportlab.pdfbase import pdfmetrics

    _register(name)
    font: Any = pdfmetrics.getFont(name)
    # Some typefaces have a glyph for codes that are no letters.
    return frozenset(code for code in font.face.charToGlyph if unicodedata.category(chr(code)) != "Cn")


@cache
def _in_source_sans() -> frozenset[str]:
    return frozenset(map(chr, _glyphs(REGULAR)))


@lru_cache(maxsize=4096)
def _face(letter: str) -> str:
    """The first typeface that has a letter; empty when none has it."""
    # The Chinese typeface has three Korean syllables of eleven thousand; a name must not change typeface.
    faces = (KOREAN,) if "\uac00" <= letter <= "\ud7a3" else (REGULAR, *FALLBACKS)
    return next((name for name in faces if ord(letter) in _glyphs(name)), "")


def _visible(letter: str) -> bool:
    return unicodedata.category(letter) not in _INVISIBLE and not _VARIATION_SELECTORS.match(letter)


@lru_cache(maxsize=8192)
def composed(text: str) -> str:
    """Return a text without what is never seen, any number of blanks as one, and letters with their accents as one."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    together = unicodedata.normalize("NFC", _BLANKS.sub(" ", text))
    return "".join(letter for letter in together if _visible(letter) or letter in _JOINERS).strip()


def printable(text: str) -> str:
    """Return a text without what no file can hold: controls, halves of a pair, and codes that are no letters."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(each for each in text if unicodedata.category(each) not in ("Cc", "Cs") and each not in _NO_TEXT)


def without_typeface(text: str) -> tuple[str, ...]:
    """Return the characters of a text that none of the typefaces has and a box stands for, each once, in order."""
    if text.isascii() or _in_source_sans().issuperset(text):
        return ()
    return tuple(dict.fromkeys(letter for letter in composed(text) if _visible(letter) and not _face(letter)))


def right_to_left(text: str) -> bool:
    """Whether a text runs from right to left, as most of its letters do: a foreign name at its begin turns nothing."""
    if not _RIGHT_TO_LEFT.search(text):
        return False
    directions = Counter(map(unicodedata.bidirectional, text))
    return directions["R"] + directions["AL"] > directions["L"]


@lru_cache(maxsize=8192)
def runs(line: str, font: str = REGULAR, backwards: bool | None = None) -> tuple[Run, ...]:
    """Divide one line into pieces from left to right, each in a typeface that has its letters.

    Arabic letters are joined and lines in a script that runs from right to left are put in the
    order in which they are drawn; so a text must be broken into lines before.

    Args:
        line: One line in the order in which it is read.
        font: One of our four weights, for all that it can show.
        backwards: Whether the text that the line is of runs from right to left; None when it is all of it.
    """
    text = composed(line)
    if text.isascii() or (not backwards and _in_source_sans().issuperset(text)):
        return (Run(text, font),) if text else ()
    found: list[tuple[list[str], str, list[int]]] = []
    for letter, name, at in _drawn(text, font, right_to_left(text) if backwards is None else backwards):
        if found and found[-1][1] == name and _goes_on(found[-1][2], at):
            found[-1][0].append(letter)
            found[-1][2].append(at)
        else:
            found.append(([letter], name, [at]))
    return tuple(Run("".join(letters), name, min(places)) for letters, name, places in found)


def _goes_on(places: list[int], at: int) -> bool:
    """Whether a letter is the next one in the direction in which a piece is read."""
    step = places[-1] - places[-2] if len(places) > 1 else at - places[-1]
    return abs(step) == 1 and at - places[-1] == step


def width(line: str, size: float, font: str = REGULAR) -> float:
    """Return the width of one line in points."""
    return _width_of_one_point(line, font) * size


def run_width(run: Run, size: float) -> float:
    """Return the width of a piece of a line in points."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(run.text, run.font, size))


@lru_cache(maxsize=8192)
def blank_width(before: str, after: str, font: str) -> float:
    """Return the width of a blank between two letters at a size of one point."""
    return run_width(Run(" ", _blank(before, after, font)), 1)


@lru_cache(maxsize=8192)
def _width_of_one_point(line: str, font: str) -> float:
    register()
    return sum(run_width(run, 1) for run in runs(line, font))


def _drawn(text: str, font: str, backwards: bool) -> Iterable[tuple[str, str, int]]:
    """Return the letters of a line from left to right, each with its typeface and its place in reading.

    A number is read with the word after it: by the bare rules, a name in Arabic before it would turn `4 of 5` into
    `of 5 4`.

    Source: Unicode Standard Annex 9, Unicode Bidirectional Algorithm, with HL3 (a higher-level protocol).
    """
    if not backwards and not _RIGHT_TO_LEFT.search(text):
        return _set(text, font)
    from arabic_reshaper import ArabicReshaper  # type: ignore[import-untyped]
    from bidi import algorithm  # type: ignore[import-untyped]

    letters = _set(ArabicReshaper({"delete_harakat": False}).reshape(text), font)
    level = int(backwards)
    line: dict[str, Any] = {**algorithm.get_empty_storage(), "base_level": level, "base_dir": "LR"[level]}
    seen = "".join(letter for letter, _, _ in letters)
    algorithm.get_embedding_levels(seen, line)
    for letter, (_, name, at) in zip(line["chars"], letters, strict=True):
        letter |= {"name": name, "at": at}
    for count in _COUNT.finditer(seen):
        for letter in line["chars"][slice(*count.span())]:
            letter["type"] = "L"
    algorithm.explicit_embed_and_overrides(line)
    algorithm.resolve_weak_types(line)
    algorithm.resolve_neutral_types(line, debug=False)
    algorithm.resolve_implicit_levels(line, debug=False)
    algorithm.reorder_resolved_levels(line, debug=False)
    algorithm.apply_mirroring(line, debug=False)
    return [(letter["ch"], letter["name"], letter["at"]) for letter in line["chars"]]


def _set(text: str, font: str) -> list[tuple[str, str, int]]:
    """Return the letters of a line as they are read, each with its typeface and its place."""
    seen = "".join(letter for letter in text if _visible(letter)).strip()
    found = []
    for at, letter in enumerate(seen):
        if letter == " ":
            found.append((letter, _blank(seen[at - 1], seen[at + 1], font), at))
        else:
            found.append((letter, _typeface(letter, font), at) if _face(letter) else (BOX, font, at))
    return found


def _blank(before: str, after: str, font: str) -> str:
    """The typeface of a blank: that of the letters beside it when both are of one."""
    names = {_typeface(letter, font) for letter in (before, after)}
    return names.pop() if len(names) == 1 else font


def _typeface(letter: str, font: str) -> str:
    face = _face(letter) if letter else ""
    return font if face in (REGULAR, "") else face
