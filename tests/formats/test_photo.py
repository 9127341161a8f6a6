"""Photographs: read whatever a telephone makes, refuse whatever could do harm, keep nothing but the picture."""

import io
import os
import struct
import tracemalloc
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.formats import photo
from tests.photographs import jpeg, photograph, sheet, written

HEIC = Path(__file__).parents[1] / "data" / "photos" / "telephone.heic"


def plain(size: tuple[int, int] = (400, 300), mode: str = "RGB") -> Image.Image:
    """A picture whose upper left quarter is dark, so that it is seen how it lies."""
    picture = Image.new("RGB", size, (230, 225, 215))
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 2, size[1] // 2), fill=(30, 40, 60))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **more: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **more)
    return stream.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data), formats=("JPEG",))


def dark_corner(data: bytes) -> tuple[bool, bool]:
    """Whether the dark quarter is at the left, and at the top."""
    dark = np.asarray(opened(data).convert("L")) < 128
    rows, columns = np.nonzero(dark)
    return bool(columns.mean() < dark.shape[1] / 2), bool(rows.mean() < dark.shape[0] / 2)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP"])
@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_each_kind_is_read_and_grey_stays_grey(kind: str, mode: str) -> None:
    read = photo.read_bytes(saved(plain(mode=mode), kind), "IMG 1")
    assert (read.width, read.height) == opened(read.jpeg).size == (400, 300)
    assert len(read.grey) == 400 * 300
    assert dark_corner(read.jpeg) == (True, True)
    # WEBP has no grey.
    assert opened(read.jpeg).mode == ("RGB" if kind == "WEBP" else mode)


@pytest.mark.parametrize("mode", ["1", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_every_way_of_keeping_colours_becomes_grey_or_colour(mode: str) -> None:
    if mode == "I;16":
        values = np.asarray(plain(mode="L")).astype(np.uint16) * 257
        picture = Image.fromarray(values)
    else:
        picture = plain(mode=mode)
    read = photo.read_bytes(saved(picture, "TIFF" if mode in ("CMYK", "I;16") else "PNG"), "IMG 1")
    assert opened(read.jpeg).mode in ("L", "RGB")
    assert dark_corner(read.jpeg) == (True, True)


def test_what_can_be_seen_through_is_on_white_paper() -> None:
    picture = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    read = photo.read_bytes(saved(picture, "PNG"), "pasted")
    assert min(read.grey) > 250


def test_a_picture_of_a_telephone_that_writes_heic_is_read() -> None:
    # The library that we bring only decodes, so this one was made elsewhere.
    read = photo.read_bytes(photo.bytes_of(HEIC), HEIC.name)
    assert (read.width, read.height) == (96, 64)
    assert dark_corner(read.jpeg) == (True, True)
    assert b"ACME" in HEIC.read_bytes()
    assert b"ACME" not in read.jpeg


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize(
    ("orientation", "at"), [(1, (True, True)), (3, (False, False)), (6, (False, True)), (8, (True, False))]
)
def test_a_picture_is_turned_as_the_camera_says(kind: str, orientation: int, at: tuple[bool, bool]) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    read = photo.read_bytes(saved(plain(), kind, exif=exif), "IMG 1")
    assert (read.width, read.height) == ((300, 400) if orientation in (6, 8) else (400, 300))
    assert dark_corner(read.jpeg) == at


def test_nothing_but_the_picture_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    exif.get_ifd(0x8825)[2] = (52.0, 31.0, 12.5)
    info = {
        "exif": exif,
        "comment": b"SECRETCOMMENT",
        "xmp": b"<x>SECRETPLACE</x>",
        "icc_profile": b"SECRETPROFILE" * 20,
    }
    data = saved(plain(), "JPEG", **info)
    assert data.count(b"SECRET") > 3
    read = photo.read_bytes(data, "IMG 1.jpg")
    assert b"SECRET" not in read.jpeg
    kept = opened(read.jpeg)
    assert not kept.getexif()
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    markers = [name for name, _ in kept.applist]  # type: ignore[attr-defined]
    assert markers == ["APP0"]


def test_a_large_picture_becomes_small_and_stays_readable() -> None:
    page, _ = photograph(written(sheet()), 1, size=(4000, 3000), noise=6)
    data = jpeg(page)
    read = photo.read_bytes(data, "IMG 1.jpg")
    assert (read.width, read.height) == (2000, 1500)
    assert 100_000 < len(read.jpeg) <= photo.LARGEST_KEPT
    assert [mark.text for mark in read.marks] == ["CXF1|TRH-2025-R1|S3"]
    xs, ys = read.marks[0].corners[::2], read.marks[0].corners[1::2]
    assert max(xs) < 2000 and max(ys) < 1500 and min(*xs, *ys) > 0


def test_a_code_too_small_in_the_kept_picture_is_read_in_the_larger_one() -> None:
    far, _ = photograph(sheet(), 2, size=(3900, 2900), share=0.33)
    read = photo.read_bytes(jpeg(far), "far.jpg")
    assert [mark.text for mark in read.marks] == ["CXF1|TRH-2025-R1|S3"]
    (mark,) = read.marks
    grey = np.frombuffer(read.grey, np.uint8).reshape(read.height, read.width)
    left, right = int(min(mark.corners[::2])), int(max(mark.corners[::2]))
    top, bottom = int(min(mark.corners[1::2])), int(max(mark.corners[1::2]))
    assert grey[top:bottom, left:right].std() > 30


def test_codes_of_others_are_not_ours() -> None:
    from reportlab.graphics.barcode import qrencoder

    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData("https://wifi.example/?x=CXF1|A|S3")
    code.make()
    rows = np.kron(~np.array(code.modules, bool), np.ones((8, 8))) * 255
    picture = Image.fromarray(np.pad(rows, 60, constant_values=255).astype(np.uint8))
    assert photo.read_bytes(saved(picture, "PNG"), "poster.png").marks == ()


def refusal(data: bytes, name: str = "IMG 7.jpg") -> str:
    with pytest.raises(ImportProblem) as refused:
        photo.read_bytes(data, name)
    said = str(refused.value)
    assert said.startswith(name)
    assert said.endswith(".")
    return said


def png_of(width: int, height: int) -> bytes:
    """The smallest file that says it is a picture of this size: zeros pack a thousandfold."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(9_000, 9_000), (40_000, 40_000), (2_000_000_000, 1)])
def test_a_bomb_is_refused_by_its_head_alone(size: tuple[int, int]) -> None:
    tracemalloc.start()
    try:
        said = refusal(png_of(*size), "bomb.png")
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()
    assert "million pixels" in said


def test_a_jpeg_of_a_telephone_with_many_pixels_is_read_and_a_larger_one_refused() -> None:
    # Only the head is changed, so a decoder that believed it would run out of picture or of memory.
    data = bytearray(saved(plain((64, 64)), "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">HH", 12_000, 12_000)
    assert "120 million pixels" in refusal(bytes(data))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.95])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP"])
def test_what_is_cut_off_is_refused(kind: str, share: float) -> None:
    whole = saved(Image.effect_noise((300, 200), 50).convert("RGB"), kind)
    assert "damaged or cut off" in refusal(whole[: int(len(whole) * share)])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\0" * 4096, "is empty"),
        (b"hello, this is a note", "not a picture"),
        (b"%PDF-1.7 nothing else", "a PDF"),
        (b"GIF89a", "a GIF"),
        (b"PK\x03\x04", "an archive"),
        (b"\0\0\0\x18ftypmp42", "a video"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a drawing"),
        (b"\xff\xd8\xff", "damaged or cut off"),
        (b"\0\0\0\x18ftypheic", "damaged or cut off"),
    ],
)
def test_what_is_no_picture_is_refused_by_its_kind(data: bytes, reason: str) -> None:
    assert reason in refusal(data)


def test_a_wrong_ending_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "IMG 1.heic"
    path.write_bytes(saved(plain(), "PNG"))
    read = photo.read_bytes(photo.bytes_of(path), path.name)
    assert (read.name, read.width) == ("IMG 1.heic", 400)


def test_of_a_moving_picture_the_first_is_kept() -> None:
    frames = [plain(), Image.new("RGB", (400, 300), "white")]
    for kind in ("WEBP", "PNG"):
        data = saved(frames[0], kind, save_all=True, append_images=frames[1:])
        assert dark_corner(photo.read_bytes(data, "moving").jpeg) == (True, True)


def test_no_page_of_a_scan_is_left_out_silently() -> None:
    with pytest.raises(ImportProblem, match=r"scan\.tif has several pages"):
        photo.read_bytes(saved(plain(), "TIFF", save_all=True, append_images=[plain()]), "scan.tif")


def test_what_is_not_a_file_of_its_own_is_refused(tmp_path: Path) -> None:
    picture = tmp_path / "real.jpg"
    picture.write_bytes(saved(plain(), "JPEG"))
    (tmp_path / "folder.jpg").mkdir()
    cases = {"folder.jpg": "a folder", "gone.jpg": "not found"}
    if hasattr(os, "mkfifo"):
        (tmp_path / "link.jpg").symlink_to(picture)
        os.mkfifo(tmp_path / "pipe.jpg")
        cases |= {"link.jpg": "only a link", "pipe.jpg": "not a file"}
    for name, reason in cases.items():
        with pytest.raises(ImportProblem, match=reason) as refused:
            photo.bytes_of(tmp_path / name)
        assert str(refused.value).startswith(name)


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.jpg"
    with path.open("wb") as file:
        file.truncate(photo.LARGEST_FILE + 1)
    with pytest.raises(ImportProblem, match="more than 40 MB"):
        photo.bytes_of(path)


def test_a_name_that_is_no_text_can_still_be_stored_and_shown() -> None:
    name = photo.shown_name(Path(os.fsdecode(b"IMG\xff\n1.jpg")))
    assert name.encode().endswith(b"1.jpg")
    assert name.isprintable()


def test_looked_at_turned_clockwise() -> None:
    read = photo.read_bytes(saved(plain(), "JPEG"), "IMG 1.jpg")
    for turns, at in enumerate([(True, True), (False, True), (False, False), (True, False)]):
        width, height, rgb = photo.pixels(read.jpeg, turns)
        assert (width, height) == ((400, 300) if turns % 2 == 0 else (300, 400))
        assert len(rgb) == width * height * 3
        assert dark_corner(photo.redrawn(read.jpeg, turns)) == at
    assert photo.redrawn(read.jpeg) is read.jpeg
