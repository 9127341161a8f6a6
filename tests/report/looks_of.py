"""Read a PDF back and find what is ugly in it: widow headings, near empty pages, texts out of place."""

import re
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_MM = 72 / 25.4
_LEFT, _RIGHT, _TOP, _BOTTOM = 20 * _MM, 18 * _MM, 17 * _MM, 20 * _MM
_HEADING_PT = 12.0
_NEAR = 1.5
"""Of what is over each other or outside, in points: less cannot be seen."""
_BLANK = 0.2
"""Of the size of the type: what a line ends with, and nobody sees."""
_NEAR_EMPTY = 0.4
_ONE_AS_MANY = re.compile(r"(?<![\w.,–-])1 (?:\w+ )?(?:groups|people|answers|themes|ideas|lines|findings)\b")
"""Leadership may be one word further: `1 leadership groups`."""


@dataclass(frozen=True)
class Line:
    """A line of text, or a piece of it, where its letters are drawn."""

    words: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    heading: bool

    def over(self, other: "Line") -> bool:
        """Whether two cover each other."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return wide > _NEAR and high > _NEAR


def ugly(path: Path) -> list[str]:
    """Return what is ugly in a report, each with its page."""
    found: list[str] = []
    with pypdfium2.PdfDocument(path) as document:
        begins = _chapters(document)
        for number, page in enumerate(document, 1):
            wide, high = page.get_size()
            lines = lines_of(page)
            found += [f"page {number}: {wrong}" for wrong in _wrong(lines, wide, high)]
            found += [f"page {number}: {one!r}" for line in lines for one in _ONE_AS_MANY.findall(line.words)]
            body = [line for line in lines if line.bottom > _BOTTOM - _NEAR]
            lowest = min(_drawn_down_to(page), min((line.bottom for line in body), default=high))
            filled = (high - _TOP - lowest) / (high - _TOP - _BOTTOM)
            last = number == len(document)
            if filled < _NEAR_EMPTY and not last and number + 1 not in begins:
                found.append(f"page {number}: filled by {filled:.0%} only, and its chapter goes on")
            at_foot = min(body, key=lambda line: line.bottom, default=None)
            if at_foot and at_foot.heading and lowest > at_foot.bottom - _NEAR:
                found.append(f"page {number}: ends with the heading {at_foot.words!r}")
    return found


def _wrong(lines: list[Line], wide: float, high: float) -> list[str]:
    found = [
        f"{line.words!r} is outside the margins"
        for line in lines
        if line.left < _LEFT - _NEAR
        or line.right > wide - _RIGHT + _NEAR + _BLANK * line.size
        or line.top > high - _TOP + _NEAR
    ]
    by_height = sorted(lines, key=lambda line: line.bottom)
    for number, line in enumerate(by_height, 1):
        beside = takewhile(lambda other: other.bottom < line.top, by_height[number:])  # noqa: B023
        found += [f"{line.words!r} over {other.words!r}" for other in beside if line.over(other)]
    return found


def _chapters(document: Any) -> set[int]:
    """The pages on which chapters begin, from 1."""
    return {place.get_dest().get_index() + 1 for place in document.get_toc() if not place.level}


def _drawn_down_to(page: Any) -> float:
    """How far down figures and pictures reach, without what stands on every page."""
    bottoms = [box[1] for box in (each.get_bounds() for each in page.get_objects(max_depth=1)) if box[3] > _BOTTOM]
    return min((bottom for bottom in bottoms if bottom > _BOTTOM - _NEAR), default=10_000.0)


def lines_of(page: Any) -> list[Line]:
    """The lines of a page, each in as many pieces as there are gaps or typefaces in it."""
    text = page.get_textpage()
    found: list[Line] = []
    for number in range(text.count_rects()):
        box = text.get_rect(number)
        words = text.get_text_bounded(*box).strip()
        at = text.get_index((box[0] + box[2]) / 2, (box[1] + box[3]) / 2, 20, 20)
        size = pdfium.FPDFText_GetFontSize(text, at) if at is not None and at >= 0 else 0.0
        weight = pdfium.FPDFText_GetFontWeight(text, at) if at is not None and at >= 0 else 0
        if words:
            found.append(Line(words, *box, size, size >= _HEADING_PT and weight >= 600))
    return found
