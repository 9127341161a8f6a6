"""Photographs of sheets: read with care, turned upright, made small, and freed of all that a camera adds.

What a file is, its contents tell. A picture is judged by its head before a pixel is decoded, and a
JPEG is decoded at half or a quarter of its size where that is enough, so that memory stays small.
"""

import hashlib
import io
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cxfacilitator.domain.errors import ImportProblem

if TYPE_CHECKING:
    from PIL.Image import Image
    from zxingcpp import Position

LARGEST_FILE = 40_000_000
MOST_PIXELS = 120_000_000
"""Telephones make pictures of up to 108 million pixels."""
MOST_PIXELS_WHOLE = 64_000_000
"""For formats that cannot be decoded at a part of their size."""
LONG_EDGE = 2000
"""Pixels: a letter of 3 mm on a sheet that fills the picture is 20 high."""
CODE_EDGE = 4000
"""A code that is not read at `LONG_EDGE` is looked for once more in a picture of this size."""
LARGEST_KEPT = 500_000
_QUALITIES = (82, 74, 64, 52, 40)
_STARTS_WITH = "CXF1|"
_LONGEST_MARK = 300
_KIND_OF_PAGE, _MADE_SMALL = 254, 1
"""The tag of a TIFF by which a thumbnail is told from a page."""
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_OTHERS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"GIF8", "a GIF"),
    (0, b"%PDF", "a PDF in the place of a picture"),
    (0, b"PK", "an archive or a document"),
    (0, b"\xd0\xcf\x11\xe0", "a document"),
    (0, b"SQLite format 3", "a database"),
    (0, b"<svg", "a drawing"),
    (4, b"ftyp", "a video or a picture of another kind"),
)

Corners = tuple[float, ...]
Warp = tuple[tuple[int, int], Sequence[float]]
"""The size of a straightened picture, and the eight numbers by which Pillow finds each of its pixels."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A code that was read on a picture.

    Attributes:
        text: What it says, for example `CXF1|TRH-2025-R1|S3`.
        corners: Eight numbers: its upper left, upper right, lower right and lower left corner as it is printed, in
            pixels of the picture as it is kept.
    """

    text: str
    corners: Corners


@dataclass(frozen=True, slots=True)
class ReadPhoto:
    """A picture as it is kept, and what was read on it.

    Attributes:
        name: Of the file that it came from.
        source: SHA-256 of that file in hexadecimal.
        jpeg: The picture: upright, small, without anything else in it.
        width, height: Its pixels.
        marks: The codes of our papers on it.
        grey: A byte a pixel, row after row, of the same picture.
    """

    name: str
    source: str
    jpeg: bytes = field(repr=False)
    width: int
    height: int
    marks: tuple[Mark, ...]
    grey: bytes = field(repr=False)


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file that is one by itself and of reasonable size.

    Raises:
        ImportProblem: It is a link, a folder or something else, too large, or cannot be opened; the text names it.
    """
    name = shown_name(path)
    try:
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            raise ImportProblem(f"{name} is only a link to another file. Choose the picture itself.")
        if stat.S_ISDIR(found.st_mode):
            raise ImportProblem(f"{name} is a folder. Choose a picture in it.")
        if not stat.S_ISREG(found.st_mode):
            raise ImportProblem(f"{name} is not a file. Choose a picture.")
        _check_size(found.st_size, name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ImportProblem(f"{name} was not found in {_plain(str(path.parent))}.") from error
    except OSError as error:
        raise ImportProblem(f"{name} cannot be opened ({error.strerror or error}).") from error


def shown_name(path: Path) -> str:
    """Return a file's name as text that can be stored and shown: names are bytes on some systems."""
    return _plain(path.name)


def read_bytes(data: bytes, name: str) -> ReadPhoto:
    """Read a photograph.

    Args:
        data: The whole file, as `bytes_of` returns it.
        name: The file's name, for sentences.

    Raises:
        ImportProblem: It is no picture, is damaged or too large; the text names the file.
    """
    with _refused(name):
        kind = _kind(data, name)
        kept = _decoded(data, kind, name, LONG_EDGE)
        found = _codes(kept)
        if not found:
            found = _read_larger(data, kind, name, kept)
        source = hashlib.sha256(data).hexdigest()
        grey = kept.convert("L").tobytes()
        return ReadPhoto(name, source, _jpeg(kept), kept.width, kept.height, found, grey)


def plain_picture(data: bytes, name: str, edge: int) -> "Image":
    """Decode a picture of any kind that is read here: upright, on white, and nothing but its pixels.

    Args:
        data: The whole file, as `bytes_of` returns it.
        name: The file's name, for sentences.
        edge: Its longer edge is made at most as long, in pixels.

    Raises:
        ImportProblem: It is no picture, is damaged or too large; the text names the file.
    """
    with _refused(name):
        return _decoded(data, _kind(data, name), name, edge)


def from_pixels(rgb: bytes, size: tuple[int, int], name: str, source: bytes = b"") -> ReadPhoto:
    """Read a photograph from its pixels, three bytes each, for example of a page of a PDF.

    Args:
        rgb: Row after row from the top.
        size: Width and height.
        name: What it is called.
        source: What tells it from others; the pixels themselves by default.
    """
    from PIL import Image

    picture = Image.frombytes("RGB", size, rgb)
    kept = _shrunk(picture, LONG_EDGE)
    found = _codes(kept) or _scaled(_codes(picture), kept.width / picture.width)
    grey = kept.convert("L").tobytes()
    return ReadPhoto(name, hashlib.sha256(source or rgb).hexdigest(), _jpeg(kept), *kept.size, found, grey)


def pixels(jpeg: bytes, quarter_turns: int = 0, warp: Warp | None = None) -> tuple[int, int, bytes]:
    """Decode a kept picture as it is looked at.

    Args:
        jpeg: The picture as it is kept.
        quarter_turns: Clockwise, after it was straightened.
        warp: How it is straightened; None for not at all.

    Returns:
        Width, height, and three bytes a pixel, row after row.
    """
    shown = _shown(jpeg, quarter_turns, warp)
    return shown.width, shown.height, shown.convert("RGB").tobytes()


def redrawn(jpeg: bytes, quarter_turns: int = 0, warp: Warp | None = None) -> bytes:
    """Return a kept picture as it is looked at, as a JPEG; one that is looked at as it is kept is not touched."""
    return jpeg if not quarter_turns and warp is None else _jpeg(_shown(jpeg, quarter_turns, warp))


def _shown(jpeg: bytes, quarter_turns: int, warp: Warp | None) -> "Image":
    from PIL import Image

    shown: Image.Image = Image.open(io.BytesIO(jpeg), formats=("JPEG",))
    if warp is not None:
        size, numbers = warp
        shown = shown.transform(
            size, Image.Transform.PERSPECTIVE, list(numbers), Image.Resampling.BICUBIC, fillcolor=_white(shown)
        )
    # Pillow turns the other way round.
    turns = (Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
    return shown.transpose(turns[quarter_turns % 4 - 1]) if quarter_turns % 4 else shown


def _white(picture: "Image") -> int | tuple[int, int, int]:
    return 255 if picture.mode == "L" else (255, 255, 255)


def _check_size(size: int, name: str) -> None:
    if size > LARGEST_FILE:
        raise ImportProblem(
            f"{name} is too large: more than {LARGEST_FILE // 1_000_000} MB. Save it as a JPEG and try again."
        )


def _kind(data: bytes, name: str) -> str:
    """What Pillow calls the format of these bytes."""
    _check_size(len(data), name)
    if not data.strip(b"\x00"):
        raise ImportProblem(f"{name} is empty. It was perhaps not copied to its end: copy it again.")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return "HEIF"
    for start, kind in ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG", "PNG"), (b"BM", "BMP")):
        if data.startswith(start):
            return kind
    if data.startswith((b"II*\x00", b"MM\x00*")):
        return "TIFF"
    other = next((other for at, start, other in _OTHERS if data[at : at + len(start)] == start), "not a picture")
    raise ImportProblem(f"{name} is {other}. Pictures are read as JPEG, HEIC, PNG, WEBP, TIFF or BMP.")


def _decoded(data: bytes, kind: str, name: str, edge: int, mode: str = "RGB") -> "Image":
    """Decode a picture to this long edge at most, upright, and nothing but its pixels."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    if kind == "HEIF":
        from pi_heif import register_heif_opener  # type: ignore[import-untyped]

        register_heif_opener()
    with Image.open(io.BytesIO(data), formats=(kind,)) as picture:
        if kind == "TIFF":
            _check_pages(picture, name)
        most = MOST_PIXELS if kind == "JPEG" else MOST_PIXELS_WHOLE
        if picture.width * picture.height > most:
            raise _too_many_pixels(name, most)
        if kind == "JPEG":
            # At least this large, by eighths; the rest is scaled below.
            picture.draft("L" if picture.mode == "L" else mode, _fitted(picture.size, edge))
        upright = ImageOps.exif_transpose(_flat(_shrunk(picture, edge)))
        plain = Image.new(upright.mode, upright.size)
        plain.paste(upright)
        return plain


def _check_pages(picture: "Image", name: str) -> None:
    """Refuse what would be read in part: a second page that is not the same picture made small."""
    try:
        picture.seek(1)
    except EOFError:
        return
    if not picture.tag_v2.get(_KIND_OF_PAGE, 0) & _MADE_SMALL:  # type: ignore[attr-defined]
        raise ImportProblem(f"{name} has several pages. Save it as a PDF, of which every page is read.")
    picture.seek(0)


def _fitted(size: tuple[int, int], edge: int) -> tuple[int, int]:
    share = min(1.0, edge / max(size))
    return max(1, round(size[0] * share)), max(1, round(size[1] * share))


def _shrunk(picture: "Image", edge: int) -> "Image":
    from PIL.Image import Resampling

    size = _fitted(picture.size, edge)
    if size == picture.size:
        return picture
    if picture.mode not in ("L", "RGB"):
        picture = _flat(picture)
    return picture.resize(size, Resampling.LANCZOS, reducing_gap=3.0)


def _flat(picture: "Image") -> "Image":
    """The same picture in grey or colour, 8 bits each, on white where it can be seen through."""
    from PIL import Image

    if picture.mode in ("L", "RGB"):
        return picture
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode.startswith("I;16"):
        return picture.point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode in ("P", "PA", "LA", "RGBA", "La", "RGBa") and picture.has_transparency_data:
        seen = picture.convert("RGBA")
        paper = Image.new("RGB", seen.size, (255, 255, 255))
        paper.paste(seen, mask=seen.getchannel("A"))
        exif = picture.getexif()
        paper.getexif().update(exif)
        return paper
    return picture.convert("RGB")


def _jpeg(picture: "Image") -> bytes:
    """The picture as a JPEG that is not larger than it needs to be, with nothing but pixels in it."""
    data = b""
    for quality in _QUALITIES:
        stream = io.BytesIO()
        picture.save(stream, "JPEG", quality=quality)
        data = stream.getvalue()
        if len(data) <= LARGEST_KEPT:
            break
    return data


def _codes(picture: "Image") -> tuple[Mark, ...]:
    import zxingcpp

    return tuple(
        Mark(code.text, _corners(code.position))
        for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
        if code.text.startswith(_STARTS_WITH) and len(code.text) <= _LONGEST_MARK and code.text.isprintable()
    )


def _corners(position: "Position") -> Corners:
    corners = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return tuple(float(number) for corner in corners for number in (corner.x, corner.y))


def _read_larger(data: bytes, kind: str, name: str, kept: "Image") -> tuple[Mark, ...]:
    larger = _decoded(data, kind, name, CODE_EDGE, "L")
    if larger.width <= kept.width:
        return ()
    return _scaled(_codes(larger.convert("L")), kept.width / larger.width)


def _scaled(marks: tuple[Mark, ...], share: float) -> tuple[Mark, ...]:
    return tuple(Mark(mark.text, tuple(number * share for number in mark.corners)) for mark in marks)


def _plain(name: str) -> str:
    text = name.encode("utf-8", "replace").decode()
    return "".join(letter if letter.isprintable() else "?" for letter in text)


def _too_many_pixels(name: str, most: int) -> ImportProblem:
    return ImportProblem(
        f"{name} has more than {most // 1_000_000} million pixels and was not opened. Make it smaller and try again."
    )


@contextmanager
def _refused(name: str) -> Iterator[None]:
    """Turn what the libraries raise on a bad picture into one sentence."""
    from PIL import Image

    try:
        yield
    except ImportProblem:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(name, MOST_PIXELS) from error
    except Exception as error:  # Pillow and libheif raise a dozen unrelated kinds on a damaged picture
        raise ImportProblem(
            f"{name} is damaged or cut off and cannot be read. Copy it again from where it came."
        ) from error
