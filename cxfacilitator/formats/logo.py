"""Signs for the cover: a picture of any kind that a person has at hand, cut to what is drawn on it."""

import io
from pathlib import Path

from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.formats.photo import bytes_of, plain_picture, shown_name

MOST_WIDE, MOST_HIGH = 1200, 600
"""Pixels: a sign on the cover is at most 70 mm wide, which gives it more dots than an office printer has."""
_READ = 2400
_LARGEST = 250_000
_ENOUGH, _SHADES, _COLOURFUL = 200, 16, 40
_WHITE_FROM = 240
"""Of 255: scanned paper is not quite white, and a JPEG is a little soft around what is drawn."""


def read(path: Path) -> tuple[str, bytes]:
    """Read a sign.

    Returns:
        The name of its file, and the sign as a PNG on white, without white around it.

    Raises:
        ImportProblem: It is no picture, is damaged or too large, or there is nothing on it; the text names the file.
    """
    from PIL import ImageOps
    from PIL.Image import Resampling

    name = shown_name(path)
    picture = plain_picture(bytes_of(path), name, _READ).convert("RGB")
    drawn = ImageOps.invert(picture.convert("L")).point(lambda value: 255 if value > 255 - _WHITE_FROM else 0)
    box = drawn.getbbox()
    if box is None:
        raise ImportProblem(f"{name} is white all over. A white sign cannot be seen on paper; choose a dark one.")
    sign = picture.crop(box)
    sign.thumbnail((MOST_WIDE, MOST_HIGH), Resampling.LANCZOS)
    whole, fewer = io.BytesIO(), io.BytesIO()
    sign.save(whole, "PNG", optimize=True)
    if whole.tell() <= _LARGEST:
        return name, whole.getvalue()
    # A photograph rather than a drawing; on a cover nobody tells 256 colours from all.
    sign.quantize(256).save(fewer, "PNG", optimize=True)
    return name, fewer.getvalue()


def main_colour(picture: bytes, name: str) -> str:
    """Return the colour that a sign is mostly drawn in, as `#RRGGBB`; empty for one in black, white and grey.

    Args:
        picture: As `read` returns it.
        name: The name of its file, for sentences.

    Raises:
        ImportProblem: It has been damaged since it was read.
    """
    found = plain_picture(picture, name, _READ).convert("RGB")
    found.thumbnail((_ENOUGH, _ENOUGH))
    few = found.quantize(_SHADES).convert("RGB")
    shades = {colour: count for count, colour in few.getcolors() or () if isinstance(colour, tuple)}
    most = max(shades, key=lambda colour: shades[colour] * (max(colour) - min(colour)))
    return "" if max(most) - min(most) < _COLOURFUL else "#" + "".join(f"{part:02X}" for part in most)


def intact(picture: bytes) -> bool:
    """Whether a sign can still be decoded to its last dot."""
    try:
        plain_picture(picture, "sign", _ENOUGH)
    except ImportProblem:
        return False
    return True
