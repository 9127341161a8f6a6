"""The answer sheet: whose it is, what it asks, and what a camera finds on it."""

from collections import Counter
from dataclasses import replace
from io import BytesIO

import numpy as np
import pypdf
import pytest
from PIL import Image

from cxfacilitator.domain.engagement import Audience, Question, asked
from cxfacilitator.report.materials import ordered, to_pdf
from cxfacilitator.report.materials.answer_sheet import spares
from cxfacilitator.report.materials.leaf import SAFE_MM
from tests.report.materials.packs import (
    SIZES,
    codes,
    flat,
    hostile,
    pack,
    pdf,
    pictures,
    read,
    seated,
    written_over,
)


@pytest.mark.parametrize("size", SIZES)
def test_every_group_has_one_sheet_whose_code_a_camera_reads(size: str) -> None:
    made = pack(seated(), "answer-sheet", size=size)
    found = Counter(code for picture in pictures(pdf(made)) for code in codes(picture))
    groups = [f"CXF1|TRH-2025-R1|{group.code}" for group in seated().groups]
    spare = [code for code in found if "SPARE" in code]
    assert found == Counter([*groups, *spare])
    # One leadership group, nine of staff and six of customers: 1, 2 and 2 spare sheets.
    assert sorted(code.split("|")[2] for code in spare) == [
        "C-SPARE-1",
        "C-SPARE-2",
        "L-SPARE-1",
        "S-SPARE-1",
        "S-SPARE-2",
    ]


@pytest.mark.parametrize(
    ("groups", "share", "sheets"), [(0, 0.2, 0), (1, 0.2, 1), (5, 0.2, 1), (6, 0.2, 2), (9, 0.0, 0)]
)
def test_a_fifth_of_the_sheets_is_spare_and_at_least_one(groups: int, share: float, sheets: int) -> None:
    assert spares(groups, share) == sheets


def test_a_sheet_asks_in_the_words_of_its_audience() -> None:
    made = pack(seated(), "answer-sheet")
    texts = [flat(text) for text in read(made)]
    for (_, table), text in zip(made.tables, [text for text in texts if "spare" not in text], strict=False):
        audience = table.group.audience
        for question in Question:
            assert asked(seated().wording, question, audience, "Tolland Reeve Hire Ltd") in text
        assert audience.label in text
        assert "One idea per line. No names of persons." in text
        assert "Star the top item per box." in text
        assert ("to you?" in text) == (audience is Audience.CUSTOMERS)
    sheets = sum("One idea per line." in text for text in texts)
    assert sheets == len(texts) == 16 + 5


def test_leadership_has_its_sheet_once_in_any_selection() -> None:
    together = ordered(pack(seated(), "answer-sheet", "leadership-sheet"))
    alone = ordered(pack(seated(), "answer-sheet"))
    assert len(together) == len(alone) + 1
    texts = read(pack(seated(), "leadership-sheet"))
    assert len(texts) == 3
    assert "Customers will praise" in texts[1]
    assert "Customers will criticise" in texts[1]
    assert "Measures we watch" in texts[1]
    assert "Sealed until the debrief" in texts[1]


def corner_squares(picture: Image.Image, square_px: float) -> list[tuple[float, float]]:
    """Find the centres of dark squares that fill their frame, nearest to each corner of a picture."""
    dark = np.asarray(picture.convert("L")) < 110
    edge = int(square_px * 0.6)
    total = np.pad(dark.astype(np.int64).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    inside = total[edge:, edge:] - total[:-edge, edge:] - total[edge:, :-edge] + total[:-edge, :-edge]
    rows, columns = np.nonzero(inside == edge * edge)
    height, width = dark.shape
    found = []
    for corner in ((0, 0), (0, width), (height, 0), (height, width)):
        far = np.hypot(rows - corner[0], columns - corner[1])
        near = far < far.min() + square_px * 0.6
        found.append((float(columns[near].mean() + edge / 2), float(rows[near].mean() + edge / 2)))
    return found


@pytest.mark.parametrize("size", SIZES)
def test_the_corner_squares_straighten_a_photograph(size: str) -> None:
    long, short = SIZES[size]
    dpi = 150
    px = dpi / 25.4
    (flat_sheet,) = pictures(
        pdf(pack(seated(), "answer-sheet", size=size, audience=Audience.LEADERSHIP, spare_share=0)), dpi
    )
    width, height = flat_sheet.size
    desk = Image.new("RGB", (width + 300, height + 300), (214, 205, 190))
    desk.paste(flat_sheet, (150, 150))
    # A photograph held at an angle: where each corner of the desk comes to lie in the picture.
    right, bottom = desk.size
    seen = (-40, 30, 60, bottom + 10, right - 20, bottom - 70, right + 80, -50)
    photo = desk.transform(desk.size, Image.Transform.QUAD, seen, Image.Resampling.BILINEAR, fillcolor=(214, 205, 190))
    squares = corner_squares(photo, 5 * px)
    centre = SAFE_MM + 2.5
    upright = [(x * px, y * px) for y in (centre, short - centre) for x in (centre, long - centre)]
    straight = photo.transform(
        flat_sheet.size, Image.Transform.PERSPECTIVE, perspective(upright, squares), Image.Resampling.BILINEAR
    )
    again = corner_squares(straight, 5 * px)
    assert np.abs(np.array(again) - np.array(upright)).max() < 1.2 * px
    assert codes(straight) == ["CXF1|TRH-2025-R1|L1"]


def perspective(source: list[tuple[float, float]], target: list[tuple[float, float]]) -> list[float]:
    """The eight numbers by which Pillow finds for each point of `source` its point in `target`."""
    rows, values = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(number) for number in np.linalg.solve(np.array(rows), np.array(values))]


def test_the_client_in_forty_letters_is_read_in_every_question() -> None:
    made = pack(hostile(), "answer-sheet", audience=Audience.CUSTOMERS)
    for text in read(made):
        for question in Question:
            assert made.question(question, Audience.CUSTOMERS) in flat(text)
    assert codes(pictures(pdf(made))[0]) == ["CXF1|%C5%81%C3%B3d%C5%BA%7C2025|C1"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("paper", ["answer-sheet", "customer-form", "cue-cards"])
def test_a_question_of_three_hundred_letters_is_read_whole(paper: str, size: str) -> None:
    asked_as = "Think of the last year, of every visit and every call: what did we do well for you and your people? "
    wording = dict.fromkeys(seated().wording, (asked_as * 3)[:292] + "[Company]?")
    made = pack(replace(hostile(), wording=wording), paper, size=size)
    for page in ordered(made):
        text = to_pdf(made, [page])
        read_as = flat(pypdf.PdfReader(BytesIO(text)).pages[0].extract_text())
        question = flat(made.question(Question.WELL, Audience.CUSTOMERS))
        assert read_as.count(question) == (8 if paper == "customer-form" else 4)
        assert written_over(text, 0) == []
