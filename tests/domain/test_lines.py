"""What becomes of a line while its sheet is typed."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.lines import as_new, joined_lines, retyped, split_line
from cxfacilitator.domain.sheets import ILLEGIBLE, Answer, AnswerId, Box, Direction, Flag, Value

NOON = datetime(2025, 9, 3, 12, tzinfo=UTC)
LINE = Answer(
    AnswerId("a"),
    "S1-Q3-01",
    1,
    Box.DIFFER,
    4,
    "they answer the phone",
    competitor="Skerry Line",
    direction=Direction.BETTER,
    value=Value.YES,
    flags=frozenset({Flag.UNTESTED}),
    reviewed=True,
    starred=True,
    typed_at=NOON,
)


def test_newer_words_leave_everything_else_as_it_was_decided_elsewhere() -> None:
    stale = replace(LINE, text="they answer", flags=frozenset(), reviewed=False, tidy="", position=9, typed_at=None)
    known = replace(LINE, tidy="They answer the telephone")
    assert retyped(known, stale) == replace(known, text="they answer")


def test_the_illegible_flag_comes_and_goes_with_its_marker() -> None:
    marked = retyped(LINE, replace(LINE, text=f"they {ILLEGIBLE} the phone"))
    assert marked.flags == {Flag.UNTESTED, Flag.ILLEGIBLE}
    assert retyped(marked, LINE).flags == {Flag.UNTESTED}
    assert as_new(replace(LINE, text=ILLEGIBLE, flags=frozenset())).flags == {Flag.ILLEGIBLE}


def test_an_illegible_flag_that_a_person_set_without_the_marker_stays() -> None:
    flagged = replace(LINE, flags=frozenset({Flag.ILLEGIBLE}))
    assert retyped(flagged, replace(LINE, text="they call back")).flags == {Flag.ILLEGIBLE}


def test_the_first_half_keeps_what_is_known_of_the_line() -> None:
    first, second = split_line(LINE, len("they answer"), AnswerId("b"))
    assert first == replace(LINE, text="they answer")
    assert second == Answer(AnswerId("b"), "", 1, Box.DIFFER, 4, "the phone", typed_at=NOON)


def test_the_illegible_flag_goes_with_the_half_that_has_the_marker() -> None:
    first, second = split_line(as_new(replace(LINE, text=f"crews {ILLEGIBLE}")), 5, AnswerId("b"))
    assert Flag.ILLEGIBLE not in first.flags
    assert second.flags == {Flag.ILLEGIBLE}


@pytest.mark.parametrize("at", [0, 4, 99])
def test_a_half_without_words_is_no_line(at: int) -> None:
    with pytest.raises(CxError, match="nothing to split"):
        split_line(replace(LINE, text="they    "), at, AnswerId("b"))


def test_a_line_with_a_tidied_wording_is_not_split_because_the_wording_may_hide_a_name() -> None:
    with pytest.raises(CxError, match="tidied"):
        split_line(replace(LINE, tidy="They answer"), 4, AnswerId("b"))


@given(st.text("ab é", min_size=1), st.integers(0, 8))
def test_what_is_split_and_joined_again_has_the_same_words(text: str, at: int) -> None:
    line = replace(LINE, text=text)
    if text[:at].strip() and text[at:].strip():
        assert joined_lines(*split_line(line, at, AnswerId("b"))).text.split() == (f"{text[:at]} {text[at:]}".split())


def test_a_joined_line_has_the_marks_of_both_and_hides_what_either_hid() -> None:
    upper = replace(LINE, competitor="", flags=frozenset({Flag.SERIOUS}), starred=False, text="Priya answers")
    lower = replace(LINE, id=AnswerId("b"), text="Dave does not", tidy="[a colleague] does not")
    one = joined_lines(upper, lower)
    assert (one.id, one.text, one.wording) == (
        "a",
        "Priya answers Dave does not",
        "Priya answers [a colleague] does not",
    )
    assert (one.flags, one.starred, one.competitor) == ({Flag.SERIOUS, Flag.UNTESTED}, True, "Skerry Line")
