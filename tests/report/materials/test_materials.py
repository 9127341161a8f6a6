"""The printed papers, read back: who is on them, what they ask, what a camera finds, and that nothing is cut."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np
import pypdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from cxfacilitator.domain.checklist import ChecklistPhase, read_checklist
from cxfacilitator.domain.engagement import Audience, Question, asked
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.session import read_room_words
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.paths import resource
from cxfacilitator.report.materials import MATERIALS, Pack, Printed, ordered, to_pdf
from cxfacilitator.report.materials.answer_sheet import spares
from cxfacilitator.report.materials.leaf import SAFE_MM, Leaf, Page
from cxfacilitator.report.materials.lettering import Lettering
from cxfacilitator.report.materials.pack import listed_name, name_of
from tests.builders import seated_snapshot

SIZES = {"a4": (297.0, 210.0), "letter": (279.4, 215.9)}
DPI = 90
NAMES = (
    "محمد علي الطويل",
    "דוד לוי",
    "王芳",
    "김철수",
    "😀 Zoë <b>Bold</b> & Co",
    "Grzegorz-Kazimierz Brzęczyszczykiewicz-Wolfeschlegelstein-Ó-",
    "नमस्ते",
    "Nguyễn Thị Hương",
)
COMPANY = "Öffentliche Verkehrsbetriebe Niederrhein"


@cache
def words() -> Any:
    return read_room_words(resource("room.toml").read_text(encoding="utf-8"))


@cache
def phases() -> tuple[ChecklistPhase, ...]:
    return read_checklist(resource("checklist.toml").read_text(encoding="utf-8"))


def pack(snapshot: Snapshot, *names: str, size: str = "a4", **more: Any) -> Pack:
    long, short = SIZES[size]
    chosen = frozenset(names or MATERIALS)
    return Pack(snapshot, words(), names=chosen, long_mm=long, short_mm=short, checklist=phases(), **more)


def pdf(made: Pack) -> bytes:
    return to_pdf(made, ordered(made))


def read(made: Pack) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf(made))).pages]


def flat(text: str) -> str:
    return " ".join(text.split())


def pictures(data: bytes, dpi: float = DPI) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    return [document[number].render(scale=dpi / 72).to_pil().convert("RGB") for number in range(len(document))]


def codes(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@cache
def seated() -> Snapshot:
    return seated_snapshot()


@cache
def hostile() -> Snapshot:
    """Names of many scripts and lengths for everybody and everything, and everybody told another table."""
    snapshot = seated()
    return replace(
        snapshot,
        engagement=replace(snapshot.engagement, client=COMPANY, facilitator="王芳 <i>x</i>", code="Łódź|2025"),
        participants=tuple(
            replace(
                person,
                last_name=NAMES[number % len(NAMES)],
                first_name="" if number % 3 else "Anna-Maria Konstantina",
                department="Instandhaltung & <u>Werkstätten</u> der Außenstellen Nord",
                company=COMPANY,
                incentive="a voucher of £40 for the garden centre, and the parking fee",
                announced="Table of the Southern Depot and Workshops (lower floor)",
            )
            for number, person in enumerate(snapshot.participants)
        ),
        groups=tuple(
            replace(group, label="Table of the Northern Depot and Workshops (upper floor)" if number % 2 else "طاولة ٣")
            for number, group in enumerate(snapshot.groups)
        ),
    )


def audience_codes(audience: Audience) -> list[str]:
    return [group.code for group in seated().groups_of(audience)]


def test_every_paper_says_what_it_is_for() -> None:
    assert len(MATERIALS) == 16
    for name, material in MATERIALS.items():
        assert material.name == name
        assert material.title
        assert material.purpose.endswith(".")
        assert material.missing.endswith(".")


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


def test_everybody_stands_once_on_each_list() -> None:
    # The sample has two people called Ian Vasquez.
    people = Counter(name_of(person) for person in seated().participants)
    by_group = Counter(line for text in read(pack(seated(), "lists-by-group")) for line in text.splitlines())
    assert {name: by_group[name] for name in people} == dict(people)
    listed = Counter(listed_name(person) for person in seated().participants)
    for paper in ("lists-by-surname", "sign-in"):
        lines = Counter(line.strip() for text in read(pack(seated(), paper)) for line in text.splitlines())
        assert {name: lines[name] for name in listed} == dict(listed), paper


def test_lists_by_surname_name_the_table_and_are_sorted() -> None:
    (text,) = read(pack(seated(), "lists-by-surname", session_code="S-AM"))
    table = {listed_name(p): seated().group[p.group_id].code for p in seated().participants if p.session_code == "S-AM"}  # type: ignore[index]
    lines = [line.strip() for line in text.splitlines()]
    order = [line for line in lines if line in table]
    assert order == sorted(order, key=lambda name: name.casefold().replace("ë", "e"))
    assert all(lines[lines.index(name) + 1] == code for name, code in table.items() if order.count(name) == 1)


def test_no_list_shows_two_audiences_or_two_sessions() -> None:
    for paper in ("lists-by-group", "lists-by-surname", "sign-in"):
        for text in read(pack(seated(), paper)):
            assert sum(audience.label in text for audience in Audience) == 1
            assert len(set(re.findall(r"S-AM|S-PM", text))) <= 1


def test_somebody_who_does_not_come_is_on_no_list() -> None:
    gone, *others = seated().participants
    snapshot = replace(seated(), participants=(replace(gone, attendance=Attendance.NO_SHOW), *others))
    for paper in ("lists-by-group", "lists-by-surname", "sign-in"):
        text = "".join(read(pack(snapshot, paper, audience=gone.audience)))
        assert name_of(gone) not in text
        assert listed_name(gone) not in text


def test_a_sign_in_page_has_ten_rows_and_room_for_walk_ins() -> None:
    texts = read(pack(seated(), "sign-in", session_code="S-AM"))
    people = sum(person.session_code == "S-AM" for person in seated().participants)
    assert len(texts) == -(-(people + 2) // 10)
    assert all("never printed in the report" in text for text in texts)
    assert [number for text in texts for number in re.findall(r"^\d+$", text, re.M)] == [
        str(number) for number in range(1, 10 * len(texts) + 1)
    ]


def test_only_those_who_move_are_on_the_list_of_moves() -> None:
    told = tuple(replace(p, announced=seated().group[p.group_id].label) for p in seated().participants)  # type: ignore[index]
    snapshot = replace(seated(), participants=told)
    assert ordered(pack(snapshot, "moves")) == []
    assert ordered(pack(seated(), "moves")) == []
    mover = next(p for p in told if p.audience is Audience.STAFF and p.session_code == "S-AM")
    other = next(g for g in seated().groups_of(Audience.STAFF) if g.id != mover.group_id)
    moved = tuple(replace(p, group_id=other.id) if p is mover else p for p in told)
    (text,) = read(pack(replace(seated(), participants=moved), "moves"))
    lines = text.splitlines()
    at = lines.index(listed_name(mover))
    assert lines[at + 1] == mover.announced
    # The code is what stands on the tent.
    assert f"{other.code} · {other.label}" in lines[at + 2 : at + 4]
    assert sum(listed_name(person) in lines for person in told) == 1


def test_a_tent_shows_its_code_to_both_sides() -> None:
    made = pack(seated(), "table-tents")
    texts = read(made)
    assert len(texts) == 16
    for (_, table), text in zip(made.tables, texts, strict=True):
        group = table.group
        assert text.splitlines().count(group.code) == 2
        assert text.count(group.audience.label) >= 2


def test_the_promise_of_the_engagement_is_printed_word_for_word() -> None:
    snapshot = replace(seated(), engagement=replace(seated().engagement, threshold_groups=3, threshold_people=12))
    texts = [flat(text) for text in read(pack(snapshot, "confidentiality"))]
    assert len(texts) == 16
    for text in texts:
        for sentence in re.split(r"(?<=\.) ", pack(snapshot).promise):
            assert sentence in text
        assert "3 groups and 12 people" in text
        assert "[" not in text


def test_every_customer_has_a_consent_slip_and_there_are_spare_ones() -> None:
    made = pack(seated(), "consent")
    text = "\n".join(read(made))
    customers = [person for person in seated().participants if person.audience is Audience.CUSTOMERS]
    assert all(text.count(name_of(person)) == 1 for person in customers)
    assert text.count("Your consent") >= len(customers) * 1.2


def test_receipts_are_for_those_who_get_something() -> None:
    customers = [p for p in seated().participants if p.audience is Audience.CUSTOMERS]
    given = {**dict.fromkeys(customers[:5], "a voucher"), customers[5]: "declined"}
    people = tuple(replace(p, incentive=given.get(p, "")) for p in seated().participants)
    texts = read(pack(replace(seated(), participants=people), "incentive-receipts"))
    assert len(texts) == 2
    assert "".join(texts).count("Received for my time: a voucher") == 5
    assert "declined" not in "".join(texts)


def test_the_form_asks_customers_and_says_that_it_is_a_form() -> None:
    made = pack(seated(), "customer-form")
    (text,) = read(made)
    for question in Question:
        assert flat(text).count(made.question(question, Audience.CUSTOMERS)) == 2
    (picture,) = pictures(pdf(made))
    assert codes(picture) == ["CXF1|TRH-2025-R1|C-FORM"] * 2


def test_cards_and_posters_say_what_the_room_hears() -> None:
    rules = flat("".join(read(pack(seated(), "ground-rules-poster"))))
    for line in words().slides["rules"].lines:
        assert line in rules
    agenda = read(pack(seated(), "agenda-poster", session_code="S-PM"))
    assert len(agenda) == 1
    assert "2 hours 30 minutes" in agenda[0]
    assert all(step.title in agenda[0] for step in seated().sessions[1].agenda)
    assert "silence" not in agenda[0]
    roles = read(pack(seated(), "roles-card"))
    assert len(roles) == 16
    assert all("Two minutes in silence" in text and "Timekeeper" in text for text in roles)
    cues = read(pack(seated(), "cue-cards"))
    assert len(cues) == 3
    assert all(text.count("When a table is stuck") == 4 for text in cues)


def test_the_checklist_counts_its_days_from_each_session() -> None:
    engagement = replace(seated().engagement, delete_by=date(2026, 12, 31))
    texts = read(pack(replace(seated(), engagement=engagement), "checklist"))
    assert len(texts) == len(seated().sessions) == 5
    staff, customers = texts[1], texts[-1]
    days = ["2 September 2025", "9 September 2025", "15 September 2025", "16 September 2025", "17 September 2025"]
    assert [line for line in staff.splitlines() if line in days] == days
    assert "30 September 2025" in staff
    assert "Ask for the staff list" in staff
    assert "receipts" not in staff
    assert "receipts" in customers
    assert all("Delete the roster by 31 December 2026." in text for text in texts)
    assert not any(name_of(person) in text for text in texts for person in seated().participants)


def test_an_audience_without_a_session_has_a_checklist_without_days() -> None:
    empty = replace(seated(), participants=(), groups=(), sessions=(), answers=())
    texts = read(pack(empty, "checklist"))
    assert [next(a for a in Audience if a.label in text) for text in texts] == list(Audience)
    assert not any("2025" in text for text in texts)


def test_every_line_of_the_checklist_stands_on_one_row() -> None:
    for size in SIZES:
        made = pack(seated(), "checklist", size=size)
        for sitting, text in zip(made.sittings, read(made), strict=True):
            lines = [line for phase in phases() for line in phase.lines_for(sitting.audience)]
            found = [line for line in lines if line.replace("[delete by]", made.deleted) in text.splitlines()]
            assert found == lines


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


def test_people_without_names_are_called_by_their_codes() -> None:
    people = tuple(
        replace(person, first_name="", last_name="", code=f"P{number}")
        for number, person in enumerate(seated().participants, 1)
    )
    (text,) = read(pack(replace(seated(), participants=people), "lists-by-surname", session_code="S-AM"))
    found = [int(line[1:]) for line in text.splitlines() if re.fullmatch(r"P\d+", line)]
    assert found == sorted(found)
    assert len(found) == sum(person.session_code == "S-AM" for person in people)


@pytest.mark.parametrize("snapshot", [seated, hostile], ids=["sample", "hostile"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", MATERIALS)
def test_nothing_is_printed_where_a_printer_cannot(name: str, size: str, snapshot: Callable[[], Snapshot]) -> None:
    made = pack(snapshot(), name, size=size)
    pages = ordered(made)
    # Of papers that are alike the first, one of the middle and the last.
    chosen = [pages[number] for number in sorted({0, len(pages) // 2, len(pages) - 1})] if pages else []
    edge = int((SAFE_MM - 0.3) / 25.4 * DPI)
    for picture in pictures(to_pdf(made, chosen)) if chosen else []:
        ink = np.asarray(picture.convert("L")) < 250
        assert ink.any()
        ink[edge:-edge, edge:-edge] = False
        assert not ink.any(), name


def written_over(data: bytes, index: int) -> list[tuple[str, str]]:
    """The pairs of lines on a page that lie over each other."""
    text = pypdfium2.PdfDocument(data)[index].get_textpage()
    boxes = [text.get_rect(number) for number in range(text.count_rects())]
    found = []
    for number, (left, bottom, right, top) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            wide = min(right, other[2]) - max(left, other[0])
            high = min(top, other[3]) - max(bottom, other[1])
            # A point: letters of one line that are drawn in two typefaces touch.
            if wide > 1 and high > 1:
                found.append((text.get_text_bounded(left, bottom, right, top), text.get_text_bounded(*other)))
    return found


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
    made = pack(snapshot(), name, size=size)
    pages = ordered(made)
    chosen = [pages[number] for number in sorted({0, len(pages) // 2, len(pages) - 1})] if pages else []
    data = to_pdf(made, chosen) if chosen else b""
    assert [written_over(data, number) for number in range(len(chosen))] == [[] for _ in chosen]


def test_hostile_names_are_on_every_paper_that_shows_names() -> None:
    for paper in ("lists-by-group", "lists-by-surname", "sign-in", "moves", "consent", "incentive-receipts"):
        text = "".join(read(pack(hostile(), paper)))
        assert "Nguyễn Thị Hương" in text
        assert "Zoë <b>Bold</b> & Co" in flat(text)
        assert "王芳" in text
        assert "김철수" in text
        assert "דוד לוי"[::-1] in text or "דוד לוי" in text
        assert "Wolfeschlegel" in text.replace("\n", "")
        assert "□" in text
    sheets = "".join(read(pack(hostile(), "answer-sheet")))
    assert COMPANY in sheets


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


def test_departments_labels_and_the_day_are_not_shortened() -> None:
    label = "Table of the Northern Depot and Workshops on the upper floor"
    snapshot = replace(hostile(), groups=tuple(replace(group, label=label) for group in seated().groups))
    (sheet, *_) = read(pack(snapshot, "answer-sheet", session_code="S-AM"))
    assert "16 September 2025" in sheet
    assert COMPANY in flat(sheet)
    (by_group,) = read(pack(snapshot, "lists-by-group", session_code="S-AM"))
    assert flat(by_group).count(label) == 5
    (sign_in, *_) = read(pack(snapshot, "sign-in", session_code="S-AM"))
    assert flat(sign_in).count("Instandhaltung & <u>Werkstätten</u> der Außenstellen Nord") == 10


def test_a_short_list_fills_two_wide_columns() -> None:
    for paper in ("lists-by-surname", "lists-by-group"):
        (picture,) = pictures(pdf(pack(seated(), paper, audience=Audience.CUSTOMERS, session_code="C-B")))
        ink = np.asarray(picture.convert("L")) < 250
        edge = int(18 / 25.4 * DPI)
        # The rules of the last column end at the right margin.
        assert ink[:, -edge - 8 : -edge].any(), paper


def test_a_long_list_is_spread_over_its_pages() -> None:
    groups = tuple(
        Group(GroupId(number), f"S{number}", Audience.STAFF, f"Table {number}", None) for number in range(1, 26)
    )
    people = tuple(
        Participant(ParticipantId(number), Audience.STAFF, f"P{number}", "", "", group_id=(number + 7) // 8)
        for number in range(1, 201)
    )
    crowd = replace(seated(), groups=groups, participants=people, sessions=(), answers=())
    for paper, pages in (("lists-by-group", 3), ("lists-by-surname", 2)):
        found = [len(re.findall(r"^P\d+$", text, re.M)) for text in read(pack(crowd, paper))]
        assert len(found) == pages
        assert sum(found) == 200
        # No page is left with a few names under each other.
        assert min(found) > 200 / pages / 2


def test_no_text_is_set_too_small_to_read() -> None:
    smallest: list[float] = []

    def note(_text: str, _cm: Any, matrix: list[float], _font: Any, size: float) -> None:
        if _text.strip():
            smallest.append(size)

    for size in SIZES:
        for page in pypdf.PdfReader(BytesIO(pdf(pack(hostile(), size=size)))).pages[::7]:
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
