"""Counting groups, and what is left of the counts when one answer loses its theme."""

from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.counts import count, without_one
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Direction, Value

ANSWERS = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from(Box), st.sampled_from(Direction), st.sampled_from(Value)), max_size=12
)


def _answers(rows: list[tuple[int, Box, Direction, Value]]) -> list[Answer]:
    return [
        Answer(AnswerId(f"a{n}"), f"a{n}", group, box, n, "words", direction=direction, value=value, reviewed=True)
        for n, (group, box, direction, value) in enumerate(rows)
    ]


@given(ANSWERS)
def test_what_one_answer_less_leaves_is_as_if_it_was_never_there(rows: list[tuple[int, Box, Direction, Value]]) -> None:
    """Counted once instead of once for every answer; nothing is found twice and nothing is left out."""
    answers = _answers(rows)
    counts = count(answers, 5)
    each = {count([*answers[:place], *answers[place + 1 :]], 5) for place in range(len(answers))}
    assert without_one(answers, counts) == each - {counts}


@given(ANSWERS, st.integers(1, 4))
def test_a_group_that_says_everything_twice_counts_once(
    rows: list[tuple[int, Box, Direction, Value]], loud: int
) -> None:
    """Groups, never mentions."""
    twice = [*rows, *(row for row in rows if row[0] == loud)]
    assert count(_answers(twice), 5) == count(_answers(rows), 5)
