"""The printed papers, read back: who is on them, what they ask, what a camera finds, and that nothing is cut."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import numpy as np
import pypdf
import pytest

from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.materials import MATERIALS, Printed, ordered, to_pdf
from cxfacilitator.report.materials.leaf import SAFE_MM, Leaf, Page
from cxfacilitator.report.materials.lettering import Lettering
from cxfacilitator.report.materials.pack import name_of
from tests.pdfs import texts
from tests.report.materials.packs import (
    COMPANY,
    DPI,
    SIZES,
    codes,
    flat,
    hostile,
    pack,
    pdf,
    pictures,
    seated,
    some_pages,
    words,
    written_over,
)


def test_every_paper_says_what_it_is_for() -> None:
    assert len(MATERIALS) == 16
    for name, material in MATERIALS.items():
        assert material.name == name
        assert material.title
        assert material.purpose.endswith(".")
        assert material.missing.endswith(".")


def test_a_tent_shows_its_code_to_both_sides() -> None:
    made = pack(seated(), "table-tents")
    pages = texts(pdf(made))
    assert len(pages) == 16
    for (_, table), text in zip(made.tables, pages, strict=True):
        group = table.group
        assert text.splitlines().count(group.code) == 2
        assert text.count(group.audience.label) >= 2


def test_the_promise_of_the_engagement_is_printed_word_for_word() -> None:
    snapshot = replace(seated(), engagement=replace(seated().engagement, threshold_groups=3, threshold_people=12))
    pages = [flat(text) for text in texts(pdf(pack(snapshot, "confidentiality")))]
    assert len(pages) == 16
    for text in pages:
        for sentence in re.split(r"(?<=\.) ", pack(snapshot).promise):
            assert sentence in text
        assert "3 groups and 12 people" in text
        assert "[" not in text


def test_every_customer_has_a_consent_slip_and_there_are_spare_ones() -> None:
    made = pack(seated(), "consent")
    text = "\n".join(texts(pdf(made)))
    customers = [person for person in seated().participants if person.audience is Audience.CUSTOMERS]
    assert all(text.count(name_of(person)) == 1 for person in customers)
    assert text.count("Your consent") >= len(customers) * 1.2


def test_receipts_are_for_those_who_get_something() -> None:
    customers = [p for p in seated().participants if p.audience is Audience.CUSTOMERS]
    given = {**dict.fromkeys(customers[:5], "a voucher"), customers[5]: "declined"}
    people = tuple(replace(p, incentive=given.get(p, "")) for p in seated().participants)
    pages = texts(pdf(pack(replace(seated(), participants=people), "incentive-receipts")))
    assert len(pages) == 2
    assert "".join(pages).count("Received for my time: a voucher") == 5
    assert "declined" not in "".join(pages)


def test_the_form_asks_customers_and_says_that_it_is_a_form() -> None:
    made = pack(seated(), "customer-form")
    (text,) = texts(pdf(made))
    for question in Question:
        assert flat(text).count(made.question(question, Audience.CUSTOMERS)) == 2
    (picture,) = pictures(pdf(made))
    assert codes(picture) == ["CXF1|TRH-2025-R1|C-FORM"] * 2


def test_cards_and_posters_say_what_the_room_hears() -> None:
    rules = flat("".join(texts(pdf(pack(seated(), "ground-rules-poster")))))
    for line in words().slides["rules"].lines:
        assert line in rules
    agenda = texts(pdf(pack(seated(), "agenda-poster", session_code="S-PM")))
    assert len(agenda) == 1
    assert "2 hours 30 minutes" in agenda[0]
    assert all(step.title in agenda[0] for step in seated().sessions[1].agenda)
    assert "silence" not in agenda[0]
    roles = texts(pdf(pack(seated(), "roles-card")))
    assert len(roles) == 16
    assert all("Two minutes in silence" in text and "Timekeeper" in text for text in roles)
    cues = texts(pdf(pack(seated(), "cue-cards")))
    assert len(cues) == 3
    assert all(text.count("When a table is stuck") == 4 for text in cues)


def test_a_pack_is_laid_out_in_one_walk() -> None:
    made = pack(seated())
    pages = ordered(made)
    places = [printed.material.place for printed in pages]
    assert places == sorted(places, key=["door", "wall", "table", "hand"].index)
    at_tables = [printed for printed in pages if printed.material.place == "table"]
    seats = [printed.page.table for printed in at_tables if printed.page.table is not None]
    assert seats == sorted(seats, key=[table.group.id for _, table in made.tables].index)
    first = [printed.material.name for printed in at_tables if printed.page.table == seated().groups[1].id]
    assert first == ["table-tents", "roles-card", "confidentiality", "answer-sheet"]
    assert [printed.page.table for printed in at_tables][-4:] == [None] * 4


def test_without_groups_the_posters_and_handouts_can_be_printed() -> None:
    snapshot = replace(
        seated(), groups=(), participants=tuple(replace(person, group_id=None) for person in seated().participants)
    )
    names = [printed.material.name for printed in ordered(pack(snapshot))]
    assert set(names) == {
        "sign-in", "agenda-poster", "ground-rules-poster", "roles-card", "confidentiality", "consent", "customer-form",
        "cue-cards", "checklist",
    }  # fmt: skip
    assert names.count("roles-card") == names.count("confidentiality") == 1


@pytest.mark.parametrize("snapshot", [seated, hostile], ids=["sample", "hostile"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", MATERIALS)
def test_nothing_is_printed_where_a_printer_cannot(name: str, size: str, snapshot: Callable[[], Snapshot]) -> None:
    edge = int((SAFE_MM - 0.3) / 25.4 * DPI)
    data = some_pages(name, size, snapshot)
    for picture in pictures(data) if data else []:
        ink = np.asarray(picture.convert("L")) < 250
        assert ink.any()
        ink[edge:-edge, edge:-edge] = False
        assert not ink.any(), name


def test_two_lines_over_each_other_would_be_seen() -> None:
    def draw(leaf: Leaf) -> None:
        leaf.text(20, 40, "The first line", Lettering(12))
        leaf.text(30, 42, "The second line", Lettering(12))

    data = to_pdf(pack(seated()), [Printed(MATERIALS["roles-card"], Page(draw))])
    assert len(written_over(data, 0)) == 1


@pytest.mark.parametrize("snapshot", [seated, hostile], ids=["sample", "hostile"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", MATERIALS)
def test_no_line_is_printed_over_another(name: str, size: str, snapshot: Callable[[], Snapshot]) -> None:
    data = some_pages(name, size, snapshot)
    count = len(pypdf.PdfReader(BytesIO(data)).pages) if data else 0
    assert [written_over(data, number) for number in range(count)] == [[]] * count


def test_hostile_names_are_on_every_paper_that_shows_names() -> None:
    for paper in ("lists-by-group", "lists-by-surname", "sign-in", "moves", "consent", "incentive-receipts"):
        text = "".join(texts(pdf(pack(hostile(), paper))))
        assert "Nguyễn Thị Hương" in text
        assert "Zoë <b>Bold</b> & Co" in flat(text)
        assert "王芳" in text
        assert "김철수" in text
        # In a line that runs the other way, the reader gives the words from left to right.
        assert "דוד לוי" in text or "לוי דוד" in text
        assert "Wolfeschlegel" in text.replace("\n", "")
        assert "□" in text
    sheets = "".join(texts(pdf(pack(hostile(), "answer-sheet"))))
    assert COMPANY in sheets


def test_no_text_is_set_too_small_to_read() -> None:
    smallest: list[float] = []

    def note(_text: str, _cm: Any, matrix: list[float], _font: Any, size: float) -> None:
        if _text.strip():
            smallest.append(size)

    for size in SIZES:
        made = pack(hostile(), size=size)
        for page in pypdf.PdfReader(BytesIO(to_pdf(made, ordered(made)[::7]))).pages:
            page.extract_text(visitor_text=note)
    assert min(smallest) >= 8


def test_the_same_pack_gives_the_same_bytes() -> None:
    made = pack(hostile(), "answer-sheet", "lists-by-group", "table-tents")
    assert pdf(made) == pdf(made)


def test_all_typefaces_are_in_the_file() -> None:
    for page in pypdf.PdfReader(BytesIO(pdf(pack(hostile(), "lists-by-group", "moves")))).pages:
        fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
        for name in fonts:
            font = fonts[name].get_object()
            assert "/FontFile2" in font["/FontDescriptor"].get_object()
