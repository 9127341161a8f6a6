"""Signs for the cover: cut to what is drawn, small, on white."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.formats import logo


def sign(size: tuple[int, int], box: tuple[int, int, int, int], mode: str = "RGB") -> Image.Image:
    picture = Image.new(mode, size, (255, 255, 255, 0)[: len(mode)])
    ImageDraw.Draw(picture).rectangle(box, fill=(180, 20, 40, 255)[: len(mode)])
    return picture


@pytest.mark.parametrize(("kind", "mode"), [("png", "RGBA"), ("png", "RGB"), ("jpg", "RGB"), ("webp", "RGBA")])
def test_a_sign_is_cut_to_what_is_drawn(kind: str, mode: str, tmp_path: Path) -> None:
    path = tmp_path / f"our sign.{kind}"
    sign((300, 200), (50, 40, 249, 99), mode).save(path)
    name, data = logo.read(path)
    read = Image.open(io.BytesIO(data))
    assert (name, read.format, read.mode) == (path.name, "PNG", "RGB")
    assert (read.width, read.height) == pytest.approx((200, 60), abs=8), "a JPEG is a little soft at its edges"
    assert read.getpixel((100, 30)) == pytest.approx((180, 20, 40), abs=4)


def test_a_large_or_colourful_sign_is_made_small(tmp_path: Path) -> None:
    path = tmp_path / "noise.png"
    Image.effect_noise((2000, 2000), 90).convert("RGB").save(path)
    _, data = logo.read(path)
    read = Image.open(io.BytesIO(data))
    assert max(read.width / logo.MOST_WIDE, read.height / logo.MOST_HIGH) <= 1
    assert len(data) < 500_000


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7", "a PDF in the place of a picture"),
        (b"<svg/>", "a drawing"),
        (b"\x89PNG\r\n", "damaged or cut off"),
    ],
)
def test_what_is_no_picture_is_refused_by_name(content: bytes, why: str, tmp_path: Path) -> None:
    path = tmp_path / "sign.png"
    path.write_bytes(content)
    with pytest.raises(ImportProblem, match=rf"sign\.png is {why}"):
        logo.read(path)


def test_a_sign_that_was_damaged_since_is_known_as_such(tmp_path: Path) -> None:
    path = tmp_path / "sign.png"
    sign((300, 200), (50, 40, 249, 99)).save(path)
    _, data = logo.read(path)
    assert logo.intact(data)
    for damaged in (b"", b"hello", data[: len(data) // 2]):
        assert not logo.intact(damaged)
        with pytest.raises(ImportProblem, match=r"sign\.png"):
            logo.main_colour(damaged, "sign.png")


def test_the_colour_of_a_sign_is_what_it_is_mostly_drawn_in() -> None:
    def of(picture: Image.Image) -> str:
        stream = io.BytesIO()
        picture.save(stream, "PNG")
        return logo.main_colour(stream.getvalue(), "sign.png")

    assert of(sign((100, 60), (5, 5, 60, 50))) == "#B41428"
    assert of(Image.new("RGB", (30, 30), (90, 90, 96))) == ""
