"""What is written on a page, said in fewer bytes.

The library sets every text as if it stood alone: it saves the state of the page, moves, says colour and
typeface again, and restores all. Most of a report is short texts one after the other, so those are said
in one breath: only where the next one begins, and what has changed.
"""

import re
from typing import NamedTuple

_NUMBER = r"-?\d*\.?\d+"
_TEXT = re.compile(
    rf"""(?P<moved>q\n1\ 0\ 0\ 1\ (?P<left>{_NUMBER})\ (?P<bottom>{_NUMBER})\ cm\n)?
    (?P<piece>(?P<tag>/\w+)\ (?P<number><</MCID\ \d+>>)\ BDC\n)?
    BT\ 1\ 0\ 0\ 1\ (?P<x>{_NUMBER})\ (?P<y>{_NUMBER})\ Tm
    \ (?P<colour>{_NUMBER}\ {_NUMBER}\ {_NUMBER}\ rg)
    \ (?P<font>/\S+\ {_NUMBER}\ Tf)\ (?P<leading>{_NUMBER})\ TL
    (?:\ (?P<indent>{_NUMBER})\ 0\ Td)?
    \ (?P<lines>\((?:\\.|[^\\()])*\)\ Tj(?:\ T\*\ \((?:\\.|[^\\()])*\)\ Tj)*)\ ET\n
    (?(piece)EMC\n)(?(moved)Q\n)""",
    re.VERBOSE,
)
"""A text in one typeface and one colour, with its place; it may be a piece of an element."""
_STRING_NAME_OR_LENGTH = re.compile(r"\((?:\\.|[^\\()])*\)|/\S+|\d+\.\d{3,}")
"""Not the shares of a colour: they are below one, and written without the nought."""
_NOTHING = re.compile(r"q\n(?:1 0 0 1 \S+ \S+ cm\n)?\s*Q\n|/Artifact BMC\nEMC\n")


class _Pen(NamedTuple):
    """What has been said in a row of texts: where the last line begins, in hundredths of a point, and how it looks."""

    x: int = 0
    y: int = 0
    colour: str = ""
    font: str = ""
    leading: str = ""


def concise(code: str) -> str:
    """Return the code of a page that draws the same, each text within a hundredth of a point of its place.

    Args:
        code: As the library writes it.
    """
    code, found, at, pen = _NOTHING.sub("", code), [], 0, None
    for match in _TEXT.finditer(code):
        between = _rounded(code[at : match.start()])
        if between or not pen:
            found += ["ET\nQ\n" if pen else "", between, "q\nBT\n"]
            pen = _Pen()
        pen = _say(match, pen, found)
        at = match.end()
    return "".join([*found, "ET\nQ\n" if pen else "", _rounded(code[at:])])


def _rounded(code: str) -> str:
    return _STRING_NAME_OR_LENGTH.sub(_short, code)


def _short(match: re.Match[str]) -> str:
    found = match[0]
    return found if found[0] in "(/" else f"{float(found):.2f}".rstrip("0").rstrip(".")


def _say(match: re.Match[str], pen: _Pen, found: list[str]) -> _Pen:
    """Add a text to the row, and return what has then been said."""
    colour, font, leading, lines = match.group("colour", "font", "leading", "lines")
    x, y = _hundredths(*match.group("left", "x", "indent")), _hundredths(*match.group("bottom", "y"))
    below = lines.count(") Tj T* (")
    if match["piece"]:
        found.append(f"{match['tag']}{match['number']}BDC\n")
    if colour != pen.colour:
        found.append(f"{colour}\n")
    if font != pen.font:
        found.append(f"{font}\n")
    if below and leading != pen.leading:
        found.append(f"{leading} TL\n")
    found.append(f"{(x - pen.x) / 100:g} {(y - pen.y) / 100:g} Td\n{lines}\n")
    if match["piece"]:
        found.append("EMC\n")
    return _Pen(x, y - below * _hundredths(leading), colour, font, leading if below else pen.leading)


def _hundredths(*lengths: str | None) -> int:
    return round(100 * sum(float(length) for length in lengths if length))
