"""Lines that seem to say the same."""

from time import process_time

import pytest

from cxfacilitator.domain.near import are_near, find_near
from cxfacilitator.domain.sheets import Answer, AnswerId, Box


def _lines(*texts: str) -> list[Answer]:
    return [Answer(AnswerId(str(n)), "", 1, Box.WELL, n, text) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Test certs always with the machine", "test certs w every machine"),
        ("friendly crews", "The crew is friendly!"),
        ("café on the quay", "Cafe on quay"),
        ("the queue for the ramp", "queue for the ramps"),
        ("the queue for the rmap on Fridays", "queue for the ramp on fridays"),
    ],
)
def test_the_same_thing_in_other_words_order_or_spelling_is_near(one: str, other: str) -> None:
    assert are_near(one, other)
    assert are_near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("customers trust us", "honesty with customers"),
        ("early sailings", "late sailings are never announced"),
        ("the queue for the ramp", "the queue for the tea and the toilets"),
        ("", "free coffee"),
        ("!!!", "???"),
    ],
)
def test_a_word_in_common_is_not_enough(one: str, other: str) -> None:
    assert not are_near(one, other)


def test_a_line_is_like_the_first_that_it_resembles_and_never_like_a_later_one() -> None:
    found = find_near(_lines("free coffee", "early sailings", "coffee is free", "Free coffee"))
    assert found == {"2": "0", "3": "0"}


def test_thirty_lines_take_less_than_five_milliseconds() -> None:
    lines = _lines(*(f"a line about the {n * 37 % 11} o'clock boat and {n * 7919} other things" for n in range(30)))
    find_near(lines)
    best = min(_seconds(lines) for _ in range(5))
    assert best < 0.005


def _seconds(lines: list[Answer]) -> float:
    before = process_time()
    find_near(lines)
    return process_time() - before
