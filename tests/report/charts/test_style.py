"""The three audiences stay apart for eyes that see colours otherwise, and in grey; looked at on real pages."""

from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from cxfacilitator.domain.report_setup import Edition, Part, choose
from cxfacilitator.report.charts.style import STYLE
from cxfacilitator.report.content import build
from cxfacilitator.report.pdf import write
from tests.builders import sample_snapshot
from tests.report.charts.seen import VISIONS, distance, lab, seen

APART = {"normal": 39.8, "protan": 31.1, "deutan": 32.3, "tritan": 32.5}
LIGHTNESS_APART = 11


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


def marks(vision: str) -> list[Any]:
    return [seen([rgb(style.mark)], vision)[0] for style in STYLE.values()]


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, -1.0, 2.0), (50, 0, 0), 2.3669),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_is_that_of_the_authors_table(
    one: tuple[float, float, float], other: tuple[float, float, float], apart: float
) -> None:
    assert distance(one, other) == pytest.approx(apart, abs=5e-5)
    assert distance(other, one) == pytest.approx(apart, abs=5e-5)


@pytest.mark.parametrize("vision", APART)
def test_the_audiences_are_as_far_apart_as_is_promised(vision: str) -> None:
    nearest = min(distance(lab(one), lab(other)) for one, other in combinations(marks(vision), 2))
    # The pixels of a screen are whole numbers, which moves a distance a little.
    assert nearest == pytest.approx(APART[vision], abs=0.25)


def test_in_grey_the_audiences_differ_in_lightness() -> None:
    lightness = sorted(lab(mark)[0] for mark in marks("grey"))
    assert min(np.diff(lightness)) >= LIGHTNESS_APART


class Painted:
    """A page as the colours that are in it, how many pixels each has, and where they are."""

    def __init__(self, picture: Any) -> None:
        packed = picture.astype(np.int32) @ np.array([1 << 16, 1 << 8, 1], np.int32)
        found, where, self.pixels = np.unique(packed, return_inverse=True, return_counts=True)
        self.colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
        self.where = where.reshape(packed.shape)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Painted]]:
    """The summary and the questions of the sample, and the folder that keeps the pictures."""
    folder = tmp_path_factory.mktemp("seen")
    choices = choose(parts=[Part.SUMMARY, Part.QUESTIONS])
    write(build(sample_snapshot(), Edition.LEADERSHIP, choices=choices), folder / "report.pdf")
    with pypdfium2.PdfDocument(folder / "report.pdf") as document:
        pictures = [page.render(scale=1, rev_byteorder=True).to_numpy()[:, :, :3] for page in document]
    return folder, [Painted(picture) for picture in pictures]


@pytest.mark.parametrize("vision", VISIONS)
def test_every_mark_can_be_found_on_pages_as_they_are_seen(vision: str, pages: tuple[Path, list[Painted]]) -> None:
    folder, painted = pages
    assert len(painted) >= 5
    for number, page in enumerate(painted, 1):
        colours = seen(page.colours, vision)
        Image.fromarray(colours[page.where]).save(folder / f"{vision}-{number}.png", compress_level=1)
        for mark in marks(vision):
            near = np.abs(colours.astype(int) - mark).max(axis=1) <= 1
            assert page.pixels[near].sum() > 50
