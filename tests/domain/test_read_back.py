"""What is looked at again before it is quoted."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.codebook import NOT_CX
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.forms import Form, Kind
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.read_back import doubts, empty_boxes
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, AnswerId, Box, BoxState, Concern, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from tests.builders import sample_snapshot

STAFF, CUSTOMERS = Group(GroupId(1), "S1", Audience.STAFF, "Table 1"), Group(GroupId(2), "C1", Audience.CUSTOMERS, "")


@pytest.fixture(scope="module")
def base() -> Snapshot:
    return replace(sample_snapshot(), participants=(), groups=(STAFF, CUSTOMERS), answers=(), tags=(), ideas=())


def line(number: int, text: str, box: Box = Box.WELL, group: int = 1, **fields: object) -> Answer:
    answer = Answer(AnswerId(f"a{number}"), f"X-{number}", group, box, number, text)
    return replace(answer, **fields)  # type: ignore[arg-type]


def full(group: int = 1, without: tuple[Box, ...] = ()) -> tuple[Answer, ...]:
    """One harmless line in every box but some."""
    boxes = [box for box in SHEET_BOXES if box not in without]
    return tuple(line(100 * group + number, "fine", box, group) for number, box in enumerate(boxes))


def concerns(snapshot: Snapshot) -> list[tuple[str, str]]:
    """The answers with their concerns, in order."""
    return [(snapshot.answer[d.answer_id].text, str(d.concern)) for d in doubts(snapshot) if d.answer_id is not None]


def test_every_concern_is_found_in_the_order_of_the_sheet(base: Snapshot) -> None:
    lines = (
        line(1, "ring ring [Illegible]", Box.IMPROVE),
        line(2, "no guard on the saw", flags=frozenset({Flag.SERIOUS})),
        line(3, "ask Siobhan"),
        line(4, "canteen is grim", Box.START),
        line(5, "scrawl", flags=frozenset({Flag.ILLEGIBLE})),
    )
    assert concerns(replace(base, answers=(*lines, *full()))) == [
        ("no guard on the saw", "serious"),
        ("ask Siobhan", "name"),
        ("scrawl", "illegible"),
        ("ring ring [Illegible]", "illegible"),
        ("canteen is grim", "elsewhere"),
    ]


def test_a_doubt_points_at_the_words_that_are_shown(base: Snapshot) -> None:
    shown = line(1, "ask her", tidy="Please ask Siobhan, [illegible]")
    found = doubts(replace(base, answers=(shown, *full())))
    assert [shown.wording[slice(*span)] for doubt in found for span in doubt.spans] == ["[illegible]", "Siobhan"]


def test_a_redacted_name_is_no_doubt_any_more(base: Snapshot) -> None:
    flags = frozenset({Flag.PERSON})
    assert concerns(replace(base, answers=(line(1, "ask her", flags=flags), *full()))) == [("ask her", "name")]
    taken_out = line(1, "ask Siobhan", tidy="ask [name]", flags=flags)
    assert concerns(replace(base, answers=(taken_out, *full()))) == []


def test_who_does_it_differently_may_be_a_person_too(base: Snapshot) -> None:
    differ = line(1, "texts an ETA", Box.DIFFER, competitor="ring 01234 567 890")
    assert concerns(replace(base, answers=(differ, *full()))) == [("texts an ETA", "name")]


def test_what_was_confirmed_is_not_there(base: Snapshot) -> None:
    lines = (line(1, "ask Siobhan [illegible]"), *full())
    confirmed = frozenset({(AnswerId("a1"), Concern.NAME)})
    assert concerns(replace(base, answers=lines, confirmed=confirmed)) == [("ask Siobhan [illegible]", "illegible")]


@pytest.mark.parametrize(
    ("text", "told"),
    [("pay", True), ("Pay!", True), ("pay by card", False), ("wages too low", True), ("debtor days over 60", True)],
)
def test_only_words_that_are_surely_not_about_customers_are_asked_about(base: Snapshot, text: str, told: bool) -> None:
    assert bool(concerns(replace(base, answers=(line(1, text), *full())))) is told
    assert concerns(replace(base, answers=(line(1, text, group=2), *full(2)))) == []


def test_once_a_person_has_decided_only_the_theme_counts(base: Snapshot) -> None:
    reviewed = replace(base, answers=(line(1, "canteen is grim", reviewed=True), *full()))
    assert concerns(reviewed) == []
    tagged = replace(reviewed, tags=(Tag(AnswerId("a1"), NOT_CX, 1),))
    assert concerns(tagged) == [("canteen is grim", "elsewhere")]


def test_what_is_parked_is_not_asked_about_and_fills_its_box(base: Snapshot) -> None:
    parked = line(1, "ask Siobhan", Box.START)
    snapshot = replace(base, answers=full(without=(Box.START,)), set_aside=(parked,))
    assert doubts(snapshot) == ()


def test_forms_come_after_the_sheets_and_have_no_empty_boxes(base: Snapshot) -> None:
    form = Form(GroupId(9), "F1", Kind.FORM)
    snapshot = replace(
        base, forms=(form,), form_answers=(line(9, "ask Siobhan", group=9),), answers=(line(1, "ask Idris"), *full())
    )
    assert concerns(snapshot) == [("ask Idris", "name"), ("ask Siobhan", "name")]


def test_an_empty_box_of_a_typed_sheet_is_asked_about_until_somebody_says_why(base: Snapshot) -> None:
    snapshot = replace(base, answers=full(without=(Box.IMPROVE, Box.DIFFER)))
    assert [(d.box, d.answer_id) for d in doubts(snapshot)] == [(Box.IMPROVE, None), (Box.DIFFER, None)]
    said = replace(snapshot, box_states={(GroupId(1), Box.IMPROVE): BoxState.BLANK})
    assert empty_boxes(said, GroupId(1)) == (Box.DIFFER,)
    assert empty_boxes(said, GroupId(2)) == ()


def test_while_lines_of_question_4_are_unmarked_its_boxes_are_not_asked_about(base: Snapshot) -> None:
    lines = (line(1, "texts", Box.UNMARKED), *full(without=(Box.CONTINUE, Box.START, Box.WELL)))
    assert empty_boxes(replace(base, answers=lines), GroupId(1)) == (Box.WELL,)
