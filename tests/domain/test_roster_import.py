"""How somebody's list of people becomes a plan."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.reading import AS_FOUND, ColumnsWanted, ReadingChoices
from cxfacilitator.domain.roster import Attendance, Participant
from cxfacilitator.domain.roster_columns import Column
from cxfacilitator.domain.roster_import import plan_import
from cxfacilitator.domain.roster_plan import RosterPlan
from cxfacilitator.domain.table import Row, Table
from cxfacilitator.formats import read_table

SAMPLE = Path(__file__).parents[1] / "data" / "sample"


def table(*lines: str) -> Table:
    """A table out of lines with bars between the cells."""
    rows = (Row(number, tuple(line.split("|"))) for number, line in enumerate(lines, 1))
    return Table("list.csv", tuple(row for row in rows if row.filled))


def staff(*lines: str, existing: Sequence[Participant] = (), choices: ReadingChoices = AS_FOUND) -> RosterPlan:
    return plan_import(table(*lines), Audience.STAFF, existing, choices)


def sample(name: str, audience: Audience = Audience.STAFF) -> RosterPlan:
    return plan_import(read_table(SAMPLE / name), audience)


def names(plan: RosterPlan) -> list[str]:
    return [row.person.full_name for row in plan.people]


def on_roster(plan: RosterPlan) -> list[Participant]:
    return [row.person for row in plan.people]


def test_the_messy_list_says_what_is_in_it() -> None:
    plan = sample("roster_staff_messy.csv")
    assert len(plan.people) == 66
    assert [(twin.number, twin.repeats, twin.row.name) for twin in plan.duplicates] == [(17, 16, "Yusuf Whitcombe")]
    assert [(same.name, same.numbers) for same in plan.same_name] == [("Ian Vasquez", (9, 39))]
    assert [(note.number, note.name, note.about) for note in plan.missing] == [(25, "Linda Gorse", "department")]
    assert not plan.unclear
    assert not plan.unreadable
    assert plan.sentences()[:4] == (
        "66 people",
        "1 duplicate proposed to be dropped: row 17 repeats row 16 (Yusuf Whitcombe)",
        "1 same-name pair kept apart: Ian Vasquez (rows 9 and 39)",
        "1 missing department: row 25 (Linda Gorse)",
    )


def test_the_messy_list_holds_the_same_people_as_the_clean_one() -> None:
    clean, messy = sample("roster_staff.csv"), sample("roster_staff_messy.csv")
    name_of = {row.person.code: row.person.full_name for plan in (clean, messy) for row in plan.people}

    def particulars(plan: RosterPlan) -> set[tuple[str, ...]]:
        return {
            (row.name, row.person.department, row.person.site, row.person.grade, name_of.get(row.manager_code, ""))
            for row in plan.people
            if row.name != "Linda Gorse" and row.person.attendance is not Attendance.WALK_IN
        }

    assert particulars(messy) == particulars(clean)
    assert len({row.person.code for row in messy.people}) == 66


def test_the_clean_lists_are_understood_column_by_column() -> None:
    plan = sample("roster_staff.csv")
    assert plan.unused == ()
    first, fifth = plan.people[0], plan.people[4]
    assert (first.person.code, first.person.job_title, first.group_code) == ("TR001", "Hire Desk Manager", "S3")
    assert (fifth.manager_code, fifth.person.session_code, fifth.person.table_role) == ("TR002", "S-PM", "scribe")
    counted = [row.person.attendance for row in plan.people]
    assert (counted.count(Attendance.NO_SHOW), counted.count(Attendance.WALK_IN)) == (6, 2)

    customers = sample("roster_customers.csv", Audience.CUSTOMERS)
    someone = customers.people[0].person
    assert (someone.segment, someone.company, someone.tenure) == ("Small builders", "J Penwarden Building", "6")
    assert (someone.recruited_via, someone.incentive, someone.consent) == ("account manager", "£40 voucher", True)
    assert customers.unused == ("spend_band",)

    leaders = sample("roster_leadership.csv", Audience.LEADERSHIP)
    assert leaders.people[0].person.job_title == "Managing Director"
    assert leaders.people[6].person.attendance is Attendance.NO_SHOW


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Surname, Forename", "Vasquez Ian"),
        ("Surname|Forename", "Vasquez|Ian"),
        ("First name|Last name", "Ian|Vasquez"),
        ("Nom|Prénom", "Vasquez|Ian"),
        ("Name|Surname", "Ian|Vasquez"),
        ("Nachn.|Vorn.", "Vasquez|Ian"),
    ],
)
def test_names_are_read_from_one_column_or_two(heading: str, cells: str) -> None:
    person = staff(heading, cells).people[0].person
    assert (person.first_name, person.last_name) == ("Ian", "Vasquez")


def test_headings_are_found_below_titles() -> None:
    plan = staff("Staff list|September", "|", "Printed by|HR", "Name|Dept", "Ann Lee|Sales")
    assert names(plan) == ["Ann Lee"]
    assert plan.understood == (("Name", "name"), ("Dept", "department"))


def test_a_list_without_names_is_refused_by_its_headings() -> None:
    with pytest.raises(ImportProblem, match=r"list\.csv: no column of names .* row 1 are Colour and Size"):
        staff("Colour|Size", "red|3")


def test_a_list_of_ids_needs_no_names() -> None:
    plan = staff("Staff ID|Dept", "0012|Sales", "0013|Ops")
    assert [row.person.code for row in plan.people] == ["0012", "0013"]
    assert names(plan) == ["0012", "0013"]


def test_numbers_for_names_are_ids() -> None:
    plan = staff("Name|Dept", "101|Ops", "102|Ops")
    assert [(row.name, row.person.code) for row in plan.people] == [("101", "101"), ("102", "102")]
    assert "No column of names was found; the ids stand for them" in plan.sentences()


def test_spelling_follows_the_majority_and_never_shouts_alone() -> None:
    plan = staff("Name|Dept", "A A|HIRE DESK ", "B B|Hire Desk", "C C|hire  desk", "D D|Hire Desk", "E E|IT")
    assert [row.person.department for row in plan.people] == ["Hire Desk"] * 4 + ["IT"]
    tie = staff("Name|Dept", "A A|SALES", "B B|Sales")
    assert {row.person.department for row in tie.people} == {"Sales"}


def test_only_a_row_that_agrees_in_everything_is_a_duplicate() -> None:
    plan = staff("Name|Dept|Site", "Jo Day|Ops|Cork", "jo  day|OPS|Cork ", "Jo Day|Ops|Lyon", "Jo Day|Ops|")
    assert [twin.number for twin in plan.duplicates] == [3]
    assert [same.numbers for same in plan.same_name] == [(2, 4, 5)]


def test_a_duplicate_can_be_kept() -> None:
    plan = staff("Name|Staff ID", "Jo Day|7", "Al Moss|8", "Jo Day|7").keep(4)
    assert names(plan) == ["Jo Day", "Al Moss", "Jo Day"]
    assert [row.person.code for row in plan.people] == ["7", "8", "P1"]
    assert not plan.duplicates


def test_rows_without_a_person_are_named() -> None:
    plan = staff("Name|Dept", "|Sales", "Ann Lee|Ops", "Total: 66|", "66|")
    assert names(plan) == ["Ann Lee"]
    assert [note.number for note in plan.unreadable] == [2, 4, 5]
    assert "3 rows left out: row 2 (no name), row 4 (“Total: 66” is not a name) and row 5" in " ".join(plan.sentences())


@pytest.mark.parametrize("last", ["|Total|2", "Total: 2||", "|Summe: 2|"])
def test_a_sum_below_a_list_with_ids_is_nobody(last: str) -> None:
    plan = staff("ID|Name|Dept", "7|Ann Lee|Ops", last)
    assert names(plan) == ["Ann Lee"]
    ids = staff("ID|Dept", "7|Ops", "Total: 1|")
    assert names(ids) == ["7"]


@pytest.mark.parametrize("nothing", ["-", "—", "N/A", "#N/A", "?", " . "])
def test_a_sign_for_nothing_is_a_blank(nothing: str) -> None:
    plan = staff("Name|Dept", "Ann Lee|Ops", f"Bo Fox|{nothing}", f"{nothing}|Ops")
    assert names(plan) == ["Ann Lee", "Bo Fox"]
    assert [(note.number, note.about) for note in plan.missing] == [(3, "department")]
    assert [(note.number, note.about) for note in plan.unreadable] == [(4, "no name")]


def test_headings_that_come_again_on_every_page_are_nobody() -> None:
    plan = staff("Name|Dept.", "Ann Lee|Ops", "NAME|Dept|", "Bo Fox|Ops")
    assert names(plan) == ["Ann Lee", "Bo Fox"]
    assert [(note.number, note.about) for note in plan.unreadable] == [(3, "repeats the headings")]


def test_a_heading_within_the_list_is_said() -> None:
    plan = staff("Name|Role|Phone", "Sales Department||", "Ann Lee|Agent|1", "Bo Fox|Head|2")
    assert [(note.number, note.about) for note in plan.unclear] == [(2, "Nothing but a name; perhaps not a person")]


def test_ids_that_stand_for_names_are_said() -> None:
    plan = staff("Staff ID|Namn", "0012|Ann Lee", "0013|Bo Fox")
    assert "No column of names was found; the ids stand for them" in plan.sentences()
    assert plan.read.doubtful


def test_a_blank_is_only_missing_where_others_have_a_value() -> None:
    assert not staff("Name", "Ann Lee").missing
    assert [note.about for note in staff("Name|Dept|Site", "Ann Lee|Ops|", "Bo Fox||Cork").missing] == [
        "site",
        "department",
    ]


def test_managers_are_found_by_id_and_by_name() -> None:
    plan = staff(
        "Name|Staff ID|Reports to",
        "Ann Lee|7|",
        "Bo Fox|8|7",
        "Cy Hart|9|Lee, Ann",
        "Di Kerr|10|ann lee",
        "Ed Ives|11|Ed Ives",
    )
    assert [row.manager_code for row in plan.people] == ["", "7", "7", "7", ""]


def test_a_manager_whose_name_two_people_share_is_the_one_nearby() -> None:
    lines = ("Name|Dept|Manager", "Ian Vasquez|Hire|", "Ian Vasquez|Workshop|", "Bo Fox|Workshop|Ian Vasquez")
    plan = staff(*lines)
    assert plan.people[2].manager_code == plan.people[1].person.code
    assert plan.assumptions == ("The manager Ian Vasquez is read as the one in the same department or site (row 4)",)
    lost = staff(*lines, "Cy Hart|Sales|Ian Vasquez")
    assert lost.people[3].manager_code == ""
    assert lost.unclear[0].about == "The manager Ian Vasquez could be several people"


def test_a_manager_who_is_listed_twice_is_one_person() -> None:
    plan = staff("Name|Manager", "Jo Day|", "Jo Day|", "Bo Fox|Jo Day")
    assert plan.people[1].manager_code == plan.people[0].person.code


@pytest.mark.parametrize("manager", ["Brown, A.-M.", "A Brown", "Brown, A", "Brown", "anne-marie.brown@x.invalid"])
def test_a_manager_in_short_is_said(manager: str) -> None:
    plan = staff("Name|Manager", "Anne-Marie Brown|", f"Bo Fox|{manager}")
    assert plan.people[1].manager_code == plan.people[0].person.code
    assert plan.assumptions == (f"The manager {manager} is read as Anne-Marie Brown (row 3)",)


def test_a_manager_in_short_who_may_be_two_is_nobody() -> None:
    plan = staff("Name|Manager", "Ann Brown|", "Al Brown|", "Bo Fox|A. Brown")
    assert [note.about for note in plan.unclear] == ["The manager A. Brown could be several people"]


def test_managers_are_found_by_e_mail_address() -> None:
    lines = ("Name|E-mail|Manager email", "Ann Lee|boss@x.invalid|", "Bo Fox|bo@x.invalid|Boss@X.invalid")
    plan = staff(*lines)
    assert plan.people[1].manager_code == plan.people[0].person.code
    assert not plan.assumptions
    more = staff(*lines, "Cy Day||boss@x.invalid", existing=on_roster(plan))
    assert [row.manager_code for row in more.people] == [plan.people[0].person.code]


def test_an_unknown_manager_is_said_once() -> None:
    plan = staff("Name|Manager", "Bo Fox|The Boss", "Cy Hart|The Boss")
    assert "The manager The Boss is not on the list: row 2 (Bo Fox) and row 3 (Cy Hart)" in plan.sentences()


def test_a_manager_may_be_on_the_roster_already() -> None:
    leaders = on_roster(sample("roster_leadership.csv", Audience.LEADERSHIP))
    assert staff("Name|Manager", "Bo Fox|Reeve, Margot", existing=leaders).people[0].manager_code == "TL01"


def test_codes_never_collide() -> None:
    existing = on_roster(staff("Name|ID", "Ann Lee|P1", "Bo Fox|X"))
    plan = staff("Name|ID", "Cy Hart|", "Di Kerr|P2", "Ed Ives|X", "Flo Oak|P2", existing=existing)
    assert [row.person.code for row in plan.people] == ["P3", "P2", "P4", "P5"]
    assert [note.about for note in plan.unclear] == [
        "The id X belongs to somebody else",
        "The id P2 belongs to somebody else",
    ]


def test_the_same_list_twice_adds_nobody() -> None:
    for name in ("roster_staff_messy.csv", "roster_staff.csv"):
        there = on_roster(sample(name))
        again = plan_import(read_table(SAMPLE / name), Audience.STAFF, there)
        assert not again.people
        assert len(again.already) == len(there)
        assert not again.same_name
        assert not again.missing


def test_a_blank_filled_in_by_hand_is_still_the_same_person() -> None:
    there = [replace(person, department="Sales") for person in on_roster(staff("Name|Site", "Jo Day|Cork"))]
    assert not staff("Name|Dept|Site", "Jo Day||Cork", existing=there).people


def test_a_second_person_of_a_name_on_the_roster_is_added_and_said() -> None:
    there = on_roster(staff("Name|Dept", "Ian Vasquez|Hire"))
    plan = staff("Name|Dept", "Ian Vasquez|Workshop", existing=there)
    assert names(plan) == ["Ian Vasquez"]
    assert [(same.numbers, same.on_roster) for same in plan.same_name] == [((2,), ("P1",))]


def test_people_of_another_audience_are_other_people() -> None:
    there = on_roster(plan_import(table("Name", "Jo Day"), Audience.CUSTOMERS))
    assert names(staff("Name", "Jo Day", existing=there)) == ["Jo Day"]


@pytest.mark.parametrize(
    ("text", "attendance"),
    [
        ("present", Attendance.PRESENT),
        ("Yes", Attendance.PRESENT),
        ("apologies", Attendance.NO_SHOW),
        ("No-show", Attendance.NO_SHOW),
        ("walk-in", Attendance.WALK_IN),
        ("", Attendance.INVITED),
        ("perhaps", Attendance.INVITED),
    ],
)
def test_attendance_is_read(text: str, attendance: Attendance) -> None:
    plan = staff("Name|Attendance", f"Jo Day|{text}")
    assert plan.people[0].person.attendance is attendance
    assert bool(plan.unclear) == (text == "perhaps")


def test_columns_of_customers_are_not_read_for_staff() -> None:
    plan = staff("Name|Type|Status", "Jo Day|Permanent|Active")
    assert plan.unused == ("Type", "Status")


CELL = st.text("ab,. -PA1é", max_size=6)


@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=12))
def test_every_row_ends_up_in_one_place(rows: list[tuple[str, str, str, str]]) -> None:
    filled = [row for row in rows if any(map(str.strip, row))]
    heading = Row(1, ("Name", "Dept", "Manager", "Code"))
    plan = plan_import(Table("t", (heading, *(Row(i, row) for i, row in enumerate(filled, 2)))), Audience.STAFF)
    places = [item.number for group in (plan.people, plan.duplicates, plan.unreadable) for item in group]
    assert sorted(places) == list(range(2, len(filled) + 2))
    codes = [row.person.code for row in plan.people]
    assert len({code.casefold() for code in codes}) == len(codes)
    assert {row.manager_code for row in plan.people} <= {
        "",
        *codes,
        *(twin.row.person.code for twin in plan.duplicates),
    }
    again = plan_import(
        Table("t", (heading, *(Row(i, row) for i, row in enumerate(filled, 2)))), Audience.STAFF, on_roster(plan)
    )
    assert not again.people


def test_a_role_at_the_table_that_nobody_has_is_said_and_left_out() -> None:
    plan = staff("Name|Role at the table", "Ann Bee|Scribe", "Cy Dee|chair", "Eve Fox|")
    assert [row.person.table_role for row in plan.people] == ["scribe", "", ""]
    assert [(note.number, note.about) for note in plan.unclear] == [(3, "Role at the table “chair” not understood")]


@pytest.mark.parametrize(
    "headings",
    ["Nachname|Vorname|Vorgesetzter", "Name|Vorname|Führungskraft", "NOM|PRENOM|Responsable", "Nom|Prénom|N+1"],
)
def test_german_and_french_lists_are_understood(headings: str) -> None:
    plan = staff(headings, "Lee|Ann|", "Fox|Bo|Lee Ann")
    assert names(plan) == ["Ann Lee", "Bo Fox"]
    assert plan.people[1].manager_code == plan.people[0].person.code


def test_tenure_of_french_customers_is_read() -> None:
    plan = plan_import(table("Nom complet|Ancienneté|Entreprise|Accord", "Ann Lee|3 ans|Acme|oui"), Audience.CUSTOMERS)
    person = plan.people[0].person
    assert (person.tenure, person.company, person.consent) == ("3 ans", "Acme", True)


def test_needs_are_put_together_from_their_columns() -> None:
    plan = staff(
        "Name|Access needs|Wheelchair|Language",
        "Ann Lee|Hearing loop|yes|French",
        "Bo Fox|none|no|English",
        "Cy Day|yes||",
        "Di Kerr||uses a frame|",
    )
    assert [row.person.needs for row in plan.people] == [
        "Hearing loop, wheelchair, speaks French",
        "",
        "needs something; ask",
        "uses a frame",
    ]


def test_a_person_says_what_a_column_holds() -> None:
    lines = ("Who|Dept|Colour", "Ann Lee|Ops|red", "Bo Fox|Ops|blue")
    with pytest.raises(ColumnsWanted) as refused:
        staff(*lines)
    assert [(c.label, c.holds, c.samples) for c in refused.value.read.columns] == [
        ("Who", None, ("Ann Lee", "Bo Fox")),
        ("Dept", Column.DEPARTMENT, ("Ops", "Ops")),
        ("Colour", None, ("red", "blue")),
    ]
    plan = staff(*lines, choices=ReadingChoices(columns={"who": Column.NAME, "Colour": Column.SITE, "Dept": None}))
    assert names(plan) == ["Ann Lee", "Bo Fox"]
    assert [row.person.site for row in plan.people] == ["red", "blue"]
    assert {row.person.department for row in plan.people} == {""}
    assert plan.unused == ("Dept",)


def test_of_two_columns_with_one_heading_a_person_chooses() -> None:
    lines = ("Name|Name|Dept", "Ops team|Ann Lee|Ops")
    assert names(staff(*lines)) == ["Ops team"]
    chosen = ReadingChoices(columns={"Name": None, "Name (column 2)": Column.NAME})
    assert names(staff(*lines, choices=chosen)) == ["Ann Lee"]


def test_a_choice_for_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(ImportProblem, match=r"list\.csv has no column headed “Town”. It has: Name and Dept"):
        staff("Name|Dept", "Ann Lee|Ops", choices=ReadingChoices(columns={"Town": Column.SITE}))


def test_another_row_of_headings_can_be_chosen() -> None:
    lines = ("Name|Site|Department|Grade", "Name|Dept", "Ann Lee|Ops")
    assert [row.name for row in staff(*lines).people] == ["Name", "Ann Lee"]
    again = staff(*lines, choices=ReadingChoices(heading_rows=(2,)))
    assert [(row.name, row.person.department) for row in again.people] == [("Ann Lee", "Ops")]


def test_of_two_rows_of_headings_the_lower_one_says_more() -> None:
    lines = ("Person||Work|", "First name|Surname|Dept|Site", "Ann|Lee|Ops|Cork")
    plan = staff(*lines, choices=ReadingChoices(heading_rows=(1, 2)))
    assert plan.read.heading_rows == (1, 2)
    assert [(row.name, row.person.department, row.person.site) for row in plan.people] == [("Ann Lee", "Ops", "Cork")]


def test_a_list_without_headings_is_guessed_and_can_be_corrected() -> None:
    lines = ("Ann Lee|Ops|Cork", "Bo Fox|Ops|Cork", "Cy Day|IT|Lyon")
    bare = ReadingChoices(heading_rows=())
    plan = staff(*lines, choices=bare)
    first = plan.people[0]
    assert (first.number, first.person.department, first.person.site) == (1, "Ops", "Cork")
    other = replace(bare, columns={"Column 2": Column.SITE, "Column 3": Column.DEPARTMENT})
    assert [row.person.site for row in staff(*lines, choices=other).people] == ["Ops", "Ops", "IT"]


def test_a_row_without_a_name_keeps_what_it_says() -> None:
    note = staff("Name|Dept|Attendance", "|Sales|perhaps", "Ann Lee|Ops|").unreadable[0]
    assert note.person is not None
    assert (note.number, note.person.department) == (2, "Sales")
