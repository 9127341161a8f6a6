"""The roster in the file: pasted lists, managers, several people at once, waves and sessions."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.errors import CxError, ImportProblem
from cxfacilitator.domain.reading import ReadingChoices
from cxfacilitator.domain.roster import Attendance, Participant
from cxfacilitator.domain.roster_columns import Column
from cxfacilitator.domain.sheets import Answer, Box
from cxfacilitator.services import engagement, groups, roster, session, sheets, waves
from cxfacilitator.store.file import EngagementFile

STAFF = Audience.STAFF


@pytest.fixture
def file(tmp_path: Path) -> Iterator[EngagementFile]:
    with engagement.create(tmp_path / "e.cxfac", Engagement("N-1", "Northbank")) as made:
        yield made


@pytest.fixture
def staffed(file: EngagementFile) -> EngagementFile:
    text = "Name\tDept\tSite\n" + "\n".join(f"A{n} B{n}\tD{n % 4}\tS{n % 2}" for n in range(16))
    roster.apply(file, roster.plan_paste(text, STAFF, file.snapshot()))
    return file


def people(file: EngagementFile) -> dict[str, Participant]:
    return {person.first_name: person for person in file.snapshot().participants}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee\nBo Fox", [("Ann Lee", "")]),
        ("Ann Lee\tManager\nBo Fox\tManager", [("Ann Lee", "Manager")]),
        ("Name\tDepartment\nAnn Lee\tOps", [("Ann Lee", "Ops")]),
        ("Staff\t\nName\tDepartment\nAnn Lee\tOps", [("Ann Lee", "Ops")]),
        ("Name\r\nAnn Lee\r\n", [("Ann Lee", "")]),
    ],
)
def test_pasted_cells_need_no_headings(file: EngagementFile, text: str, expected: list[tuple[str, str]]) -> None:
    plan = roster.plan_paste(text, STAFF, file.snapshot())
    assert [(row.name, row.person.department) for row in plan.people][:1] == expected
    assert "Name" not in [row.name for row in plan.people]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee\nBo Fox\nTotal: 2\n", ["Ann Lee", "Bo Fox"]),
        ("1. Ann Lee\n2. Bo Fox\n", ["Ann Lee", "Bo Fox"]),
        ("7,Ann Lee,Ops\n8,Bo Fox,Ops\n", ["Ann Lee", "Bo Fox"]),
        ("Ann;Lee;Ops\nBo;Fox;Ops\nCy;Day;IT\n", ["Ann Lee", "Bo Fox", "Cy Day"]),
    ],
)
def test_a_file_needs_no_headings(file: EngagementFile, text: str, expected: list[str]) -> None:
    plan = roster.plan_bytes(text.encode(), "list.csv", STAFF, file.snapshot())
    assert [row.name for row in plan.people] == expected
    assert plan.read.doubtful
    assert "Row 1 is read as a person, and the columns so: " in " ".join(plan.sentences())


@pytest.mark.parametrize("text", ["Navn;Etternavn\nAnn;Lee\n", "Ansatte\nAnn Lee\nBo Fox\n"])
def test_unknown_headings_are_nobody(file: EngagementFile, text: str) -> None:
    with pytest.raises(ImportProblem, match="no column of names was found"):
        roster.plan_bytes(text.encode(), "list.csv", STAFF, file.snapshot())


def test_a_pasted_column_can_be_said_to_hold_something_else(file: EngagementFile) -> None:
    choices = ReadingChoices(columns={"Column 2": Column.SITE})
    plan = roster.plan_paste("Ann Lee\tCork\nBo Fox\tCork", STAFF, file.snapshot(), choices)
    assert [row.person.site for row in plan.people] == ["Cork", "Cork"]


def test_an_import_of_nobody_is_no_step_to_undo(file: EngagementFile) -> None:
    plan = roster.plan_paste("Name\nTotal: 3", STAFF, file.snapshot())
    before = file.snapshot()
    assert roster.apply(file, plan) == 0
    assert file.snapshot() == before
    assert file.take_steps() == ()


def test_an_empty_clipboard_is_refused(file: EngagementFile) -> None:
    with pytest.raises(ImportProblem, match="The clipboard is empty"):
        roster.plan_paste(" \n", STAFF, file.snapshot())


def test_a_line_manager_is_set_by_name_and_taken_away(staffed: EngagementFile) -> None:
    roster.set_manager(staffed, people(staffed)["A3"].id, "B1, A1")
    assert people(staffed)["A3"].manager_id == people(staffed)["A1"].id
    with pytest.raises(CxError, match="A1 B1 cannot report to A3 B3"):
        roster.set_manager(staffed, people(staffed)["A1"].id, "A3 B3")
    roster.set_manager(staffed, people(staffed)["A3"].id, "")
    assert people(staffed)["A3"].manager_id is None


def test_several_people_are_marked_in_one_step(staffed: EngagementFile) -> None:
    staffed.take_steps()
    ids = [person.id for person in people(staffed).values()][:3]
    roster.set_attendance_of_all(staffed, ids, Attendance.PRESENT)
    roster.set_consent(staffed, ids[:1], True)
    assert [step.label for step in staffed.take_steps()] == ["Mark 3 people as present", "Note consent of A0 B"]
    assert [person.attendance for person in people(staffed).values()].count(Attendance.PRESENT) == 3
    assert [person.consent for person in people(staffed).values()].count(True) == 1


def test_waves_make_the_sessions_that_are_missing(staffed: EngagementFile) -> None:
    session.add(staffed, "S-AM", STAFF, venue="Canteen")
    plan = waves.plan_waves(staffed.snapshot(), STAFF, ("S-AM", "S-PM"))
    waves.set_waves(staffed, plan)
    snapshot = staffed.snapshot()
    assert {s.code: (s.venue, bool(s.agenda)) for s in snapshot.sessions} == {
        "S-AM": ("Canteen", True),
        "S-PM": ("", True),
    }
    assert sorted(person.session_code for person in snapshot.participants) == ["S-AM"] * 8 + ["S-PM"] * 8
    step = staffed.take_steps()[-1]
    assert step.label == "Set 2 waves of staff"
    staffed.reverse(step)
    assert {person.session_code for person in staffed.snapshot().participants} == {""}
    assert [s.code for s in staffed.snapshot().sessions] == ["S-AM"]


def test_who_moves_to_another_wave_gives_the_seat_back(staffed: EngagementFile) -> None:
    codes = ("S-AM", "S-PM")
    waves.set_waves(staffed, waves.plan_waves(staffed.snapshot(), STAFF, codes))
    groups.apply(staffed, groups.propose(staffed.snapshot(), STAFF, "S-AM"))
    plan = waves.plan_waves(staffed.snapshot(), STAFF, codes)
    waves.set_waves(staffed, replace(plan, waves=plan.waves[::-1]))
    assert {person.group_id for person in people(staffed).values()} == {None}


def test_tables_formed_for_everybody_are_to_be_formed_again(staffed: EngagementFile) -> None:
    codes = ("S-AM", "S-PM")
    assert waves.plan_waves(staffed.snapshot(), STAFF, codes).notes == ()
    groups.apply(staffed, groups.propose(staffed.snapshot(), STAFF))
    sentences = waves.plan_waves(staffed.snapshot(), STAFF, codes).sentences()
    assert sentences[-1].startswith("The tables were formed for everybody at once")


def test_whoever_has_taken_part_comes_in_no_further_wave(staffed: EngagementFile) -> None:
    code = groups.apply(staffed, groups.propose(staffed.snapshot(), STAFF))[0]
    group = next(group for group in staffed.snapshot().groups if group.code == code)
    sheets.save(staffed, Answer(sheets.new_id(), "S1-Q1-01", group.id, Box.WELL, 1, "Friendly"))
    took_part = {person.id for person in people(staffed).values() if person.group_id == group.id}
    plan = waves.plan_waves(staffed.snapshot(), STAFF, ("S-1", "S-2"))
    assert took_part
    assert not took_part & {i for wave in plan.waves for i in wave}


def test_who_said_no_comes_in_no_wave(staffed: EngagementFile) -> None:
    absent = people(staffed)["A0"].id
    roster.set_attendance(staffed, absent, Attendance.NO_SHOW)
    plan = waves.plan_waves(staffed.snapshot(), STAFF, ("S-AM", "S-PM"))
    assert absent not in [i for wave in plan.waves for i in wave]


def test_names_for_waves_are_those_that_are_known(staffed: EngagementFile) -> None:
    assert waves.proposed_codes(staffed.snapshot(), STAFF, 2) == ("S-1", "S-2")
    roster.change_person(staffed, replace(people(staffed)["A0"], session_code="S-Night"))
    assert waves.named_only(staffed.snapshot(), STAFF) == ("S-Night",)
    assert waves.proposed_codes(staffed.snapshot(), STAFF, 2) == ("S-Night", "S-1")
    waves.add_named_sessions(staffed, STAFF)
    assert waves.named_only(staffed.snapshot(), STAFF) == ()
    assert staffed.snapshot().sessions[0].agenda


def test_a_session_of_another_audience_is_no_wave(staffed: EngagementFile) -> None:
    session.add(staffed, "C-1", Audience.CUSTOMERS)
    with pytest.raises(CxError, match="C-1 is a session of customers"):
        waves.plan_waves(staffed.snapshot(), STAFF, ("S-1", "C-1"))
