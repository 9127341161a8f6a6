"""The corner squares of real answer sheets, photographed badly."""

import random

import numpy as np
import pytest
from PIL import Image

from cxfacilitator.engines.straighten import find_corners, straightening, upright_turns
from cxfacilitator.formats import photo
from cxfacilitator.formats.photo import ReadPhoto
from cxfacilitator.services.photos.layout import sheet_layout
from tests.photographs import CENTRE_MM, jpeg, photograph, sheet, written
from tests.report.materials.packs import SIZES

SIZE = (1400, 1050)
TABLES = ((122, 92, 66), (235, 232, 225), (60, 62, 66), (30, 30, 30))


def find(read: ReadPhoto, *, by_code: bool) -> tuple[float, ...]:
    place = read.marks[0].corners if by_code and read.marks else None
    return find_corners(read.grey, read.width, read.height, place, sheet_layout())


def off(found: tuple[float, ...], meant: list[tuple[float, float]]) -> float:
    """By how many pixels the worst corner is wrong."""
    return float(np.abs(np.array(found) - np.array(meant).ravel()).max()) if found else np.inf


@pytest.mark.parametrize("seed", range(5))
def test_the_squares_are_found_in_any_light_and_from_anywhere(seed: int) -> None:
    chance = random.Random(seed)
    page = written(sheet("S3", chance.choice(("a4", "letter"))), seed)
    picture, meant = photograph(
        page,
        seed,
        angle=chance.uniform(0, 360),
        tilt=chance.choice((0.02, 0.05, 0.08)),
        share=chance.uniform(0.7, 0.97),
        light=chance.uniform(0.45, 1),
        shadow=chance.choice((0, 0.3, 0.6)),
        noise=chance.uniform(0, 14),
        blur=chance.choice((0, 0.5, 1, 1.5)),
        table=TABLES[seed % 4],
        size=SIZE,
    )
    read = photo.read_bytes(jpeg(picture), "IMG 1.jpg")
    assert off(find(read, by_code=True), meant) < 2.8
    assert off(find(read, by_code=False), meant) < 2.8


@pytest.mark.parametrize("size", SIZES)
def test_a_straight_picture_has_its_squares_where_the_page_has_them(size: str) -> None:
    layout = sheet_layout()
    picture, meant = photograph(written(sheet("C1", size)), 5, angle=128, tilt=0.02, noise=4, size=SIZE)
    corners = tuple(number for point in meant for number in point)
    (wide, high), numbers = straightening(corners, *picture.size, layout)
    assert wide / high == pytest.approx(SIZES[size][0] / SIZES[size][1], abs=0.01)
    width, height, rgb = photo.pixels(jpeg(picture), warp=((wide, high), numbers))
    straight = photo.from_pixels(rgb, (width, height), "straight")
    px = straight.width / SIZES[size][0]
    near, right, bottom = CENTRE_MM * px, straight.width - CENTRE_MM * px, straight.height - CENTRE_MM * px
    found = find(straight, by_code=True)
    assert [mark.text for mark in straight.marks] == ["CXF1|TRH-2025-R1|C1"]
    assert off(found, [(near, near), (right, near), (right, bottom), (near, bottom)]) < 0.8 * px
    assert upright_turns(found) == 0


@pytest.mark.parametrize(("angle", "turns"), [(0, 0), (90, 3), (180, 2), (270, 1), (40, 0), (100, 3)])
def test_which_way_up_the_corners_say(angle: float, turns: int) -> None:
    _, meant = photograph(sheet(), 1, angle=angle, tilt=0.0, size=(600, 450))
    assert upright_turns(tuple(number for point in meant for number in point)) == turns


def _dots() -> Image.Image:
    """A page of text-like marks without any filled square that is a sheet's."""
    picture = Image.new("L", (1200, 900), 225)
    chance = random.Random(3)
    for _ in range(900):
        x, y = chance.randrange(20, 1150), chance.randrange(20, 850)
        picture.paste(40, (x, y, x + chance.randrange(3, 26), y + chance.randrange(3, 9)))
    return picture


def _table() -> Image.Image:
    wood = np.sin(np.mgrid[0:900, 0:1200][0] / 9) * 30 + 120
    return Image.fromarray(wood.astype(np.uint8))


@pytest.mark.parametrize(
    "picture",
    [
        Image.new("L", (800, 600), 200),
        Image.new("L", (30, 20), 0),
        Image.effect_noise((900, 700), 90),
        _dots(),
        _table(),
    ],
    ids=["paper", "tiny", "noise", "dots", "table"],
)
def test_nothing_is_found_where_no_sheet_is(picture: Image.Image) -> None:
    grey = picture.convert("L").tobytes()
    assert find_corners(grey, *picture.size, None, sheet_layout()) == ()
    somewhere = (100.0, 100.0, 180.0, 100.0, 180.0, 180.0, 100.0, 180.0)
    assert find_corners(grey, *picture.size, somewhere, sheet_layout()) == ()


def test_a_sheet_with_a_corner_outside_the_picture_is_left_as_it_is() -> None:
    picture, _ = photograph(sheet(), 4, angle=6, size=SIZE)
    cut = picture.crop((0, 0, 1050, 1050))
    grey = cut.convert("L").tobytes()
    assert find_corners(grey, *cut.size, None, sheet_layout()) == ()
