"""The lists: who stands on them, in which order, and how they fill their pages."""

import re
from collections import Counter
from dataclasses import replace

import numpy as np

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.report.materials import ordered
from cxfacilitator.report.materials.pack import by_surname, listed_name, name_of
from tests.report.materials.packs import (
    COMPANY,
    DPI,
    flat,
    hostile,
    pack,
    pdf,
    pictures,
    read,
    seated,
)


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


def test_people_without_names_are_called_by_their_codes() -> None:
    people = tuple(
        replace(person, first_name="", last_name="", code=f"P{number}")
        for number, person in enumerate(seated().participants, 1)
    )
    (text,) = read(pack(replace(seated(), participants=people), "lists-by-surname", session_code="S-AM"))
    found = [int(line[1:]) for line in text.splitlines() if re.fullmatch(r"P\d+", line)]
    assert found == sorted(found)
    assert len(found) == sum(person.session_code == "S-AM" for person in people)


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


def test_people_without_names_stand_in_the_order_of_their_numbers() -> None:
    people = tuple(Participant(ParticipantId(n), Audience.STAFF, f"P{n}", f"P{n}", "") for n in range(1, 13))
    assert [person.code for person in sorted(people, key=by_surname)] == [f"P{n}" for n in range(1, 13)]
