"""Colours as `#RRGGBB`: how far two are apart in brightness, and what of a colour can still be seen on paper."""

import re

WHITE, BLACK = "#FFFFFF", "#000000"
MARK, TEXT = 3.0, 4.5
"""The least contrast of a mark and of a text with what is behind it (WCAG 2.2, 1.4.11 and 1.4.3)."""
_COLOUR = re.compile("#[0-9A-F]{6}")


def is_colour(text: str) -> bool:
    """Whether a text is a colour as it is written here, in capitals."""
    return bool(_COLOUR.fullmatch(text))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1-21.

    Source:
        W3C 2023, Web Content Accessibility Guidelines 2.2, definition of contrast ratio and relative luminance.

    >>> contrast("#000000", "#FFFFFF"), contrast("#777777", "#777777")
    (21.0, 1.0)
    """
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance, 0-1; the source is that of `contrast`."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def visible(colour: str, least: float = MARK) -> str:
    """Return a colour as it can be seen on white paper: itself, or as much darker as it has to be.

    Args:
        colour: What is wanted.
        least: The contrast that it must have.

    >>> visible("#12436D"), visible("#FFD700")
    ('#12436D', '#AD9200')
    """
    share = 100
    while contrast(darker := mixed(colour, BLACK, share / 100), WHITE) < least:
        share -= 1
    return darker


def mixed(colour: str, other: str, share: float) -> str:
    """Mix two colours.

    Args:
        colour: The one whose share is given.
        other: What it is mixed with.
        share: 0 is the other one, 1 the colour itself.

    >>> mixed("#000000", WHITE, 0.5)
    '#808080'
    """
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(behind + (part - behind) * share):02X}" for part, behind in pairs)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
