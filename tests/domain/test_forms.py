"""Forms: their codes, their cells, and which answer a line of a cell is."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.forms import (
    Form,
    Kind,
    Separator,
    counted_in_words,
    form_after,
    lines_of,
    matched,
    next_code,
    split_cell,
)
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box

F12 = Form(GroupId(9), "F12", Kind.FORM, segment="trade", held_on=date(2026, 5, 3))


def answers(*texts: str) -> list[Answer]:
    """Answers of one cell."""
    return [Answer(AnswerId(text), f"F1-Q1-{n:02}", 1, Box.WELL, n, text) for n, text in enumerate(texts, 1)]


def test_described() -> None:
    """A form says where its answers come from, as far as somebody has noted it."""
    assert F12.described == "Form F12 · trade · 3 May"
    assert Form(GroupId(1), "R2", Kind.REVIEW, label="Trustpilot").described == "Review R2 · Trustpilot"
    assert Form(GroupId(1), "N1", Kind.NOTE).described == "Note N1"


def test_codes_follow_the_highest_of_their_kind() -> None:
    """A gap is not filled: somebody may have written the number on the paper."""
    assert next_code(Kind.NOTE, ["F3", "N2", "N10", "Nx", "N"]) == "N11"
    assert next_code(Kind.REVIEW, []) == "R1"


def test_the_next_form_repeats_what_stays_the_same() -> None:
    """Kind, segment and day are those of the form before; another kind has its own codes."""
    following = form_after(F12, ["F12", "N1"])
    assert (following.code, following.kind, following.segment, following.held_on) == (
        "F13", Kind.FORM, "trade", date(2026, 5, 3),
    )  # fmt: skip
    assert following.id == 0
    assert form_after(F12, ["F12", "N1"], Kind.NOTE).code == "N2"
    assert form_after(None, []).code == "F1"


def test_counted_by_kind() -> None:
    """Each kind has its own number; a kind that is not there is not named."""
    note = Form(GroupId(1), "N1", Kind.NOTE)
    assert counted_in_words([F12, note, F12]) == "2 forms, 1 note"
    assert counted_in_words([]) == ""


def test_a_changed_line_keeps_its_answer() -> None:
    """Typing in a line, before it or after it does not make it another answer."""
    first, second, third = answers("a", "b", "c")
    cell = [first, second, third]
    assert matched(cell, ["a", "bb", "c"]) == [first, second, third]
    assert matched(cell, ["a", "new", "b", "c"]) == [first, None, second, third]
    assert matched(cell, ["b", "c"]) == [second, third]
    assert matched(cell, ["a", "b", "c", "d"]) == [first, second, third, None]
    assert matched(cell, []) == []


@given(st.lists(st.sampled_from("abc"), max_size=6), st.lists(st.sampled_from("abcd"), max_size=6))
def test_no_answer_stands_for_two_lines(before: list[str], after: list[str]) -> None:
    """Each line has one answer or none, each answer one line or none, and a line that stays the same keeps one."""
    known = [Answer(AnswerId(f"{n}"), f"F1-Q1-{n}", 1, Box.WELL, n, text) for n, text in enumerate(before)]
    found = matched(known, after)
    ids = [answer.id for answer in found if answer]
    assert len(found) == len(after)
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids, key=int)
    if before == after:
        assert found == known


def test_cells_are_split_by_line_unless_somebody_says_more() -> None:
    """A slash or a semicolon may be part of what was said; bullets and numbers are not."""
    assert lines_of(" one \n\n two\r\nthree") == ("one", "two", "three")
    assert split_cell("• quick\n2) friendly / clean\n-") == ("quick", "friendly / clean")
    assert split_cell("quick / friendly\nw/o fuss", Separator.SLASH) == ("quick", "friendly", "w/o fuss")
    assert split_cell("quick; friendly;", Separator.SEMICOLON) == ("quick", "friendly")
    assert split_cell("n/a") == split_cell("-") == split_cell(" ") == ()
    assert split_cell("2 weeks late") == ("2 weeks late",)


@pytest.mark.parametrize("separator", Separator)
def test_a_cell_of_blanks_is_split_at_once(separator: Separator) -> None:
    begun = time.thread_time()
    split_cell(f"quick{' ' * 20_000}clean", separator)
    assert time.thread_time() - begun < 0.5
