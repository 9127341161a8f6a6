"""The states of a theme for no to twelve groups, against the rule written out a second time, case by case."""

from collections.abc import Iterator
from itertools import product

import pytest

from cxfacilitator.domain.counts import Counts, State, count, threshold
from cxfacilitator.domain.sheets import Answer, AnswerId, Box

NEEDED = dict(enumerate((1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4)))
"""How many groups make a strength or a concern, by how many there are, worked out by hand."""


@pytest.mark.parametrize("groups", NEEDED)
def test_how_many_groups_are_needed(groups: int) -> None:
    """One sheet speaks for itself, up to six groups two, then a third of them."""
    assert threshold(groups) == NEEDED[groups]


def _expected(groups: int, well: int, improve: int, raises: int, any_mention: bool) -> State:
    needed = NEEDED[groups]
    praised, complained = well >= needed, improve >= needed
    echoed = improve > 0 and raises >= needed
    table = {
        (True, True): State.DIVIDED,
        (True, False): State.STRENGTH,
        (False, True): State.CONCERN,
    }
    found = table.get((praised, complained))
    if found is not None:
        return found
    if echoed:
        return State.CONCERN
    return State.MENTIONED if any_mention else State.SILENT


def _said(groups: int) -> Iterator[tuple[int, int, int]]:
    """All numbers of groups that praise, complain, and raise it in either way; who complains raises it."""
    for well, improve in product(range(groups + 1), repeat=2):
        for raises in range(improve, groups + 1):
            yield well, improve, raises


@pytest.mark.parametrize("groups", NEEDED)
def test_every_state(groups: int) -> None:
    """From answers, so that the counting is proven too: the first groups praise, the first complain, the rest want."""
    for well, improve, raises in _said(groups):
        answers = [
            *(_answer(group, Box.WELL if group % 2 else Box.CONTINUE) for group in range(well)),
            *(_answer(group, Box.IMPROVE) for group in range(improve)),
            *(_answer(group, Box.START) for group in range(improve, raises)),
        ]
        found = count(answers, groups)
        assert (found.well, found.improve, found.raises, found.wants) == (well, improve, raises, raises - improve)
        assert found.state is _expected(groups, well, improve, raises, bool(answers))


@pytest.mark.parametrize("groups", NEEDED)
def test_a_word_under_the_third_question_is_no_more_than_a_mention(groups: int) -> None:
    """However many groups see others do it differently."""
    for differ in range(groups + 1):
        found = count([_answer(group, Box.DIFFER) for group in range(differ)], groups)
        assert found.state is (State.MENTIONED if differ else State.SILENT)


def test_an_audience_that_was_not_asked_is_silent() -> None:
    """No groups, no state."""
    none: Counts = count([], 0)
    assert (none.state, none.asked) == (State.SILENT, False)


def _answer(group: int, box: Box) -> Answer:
    ref = f"g{group}-{box}"
    return Answer(AnswerId(ref), ref, group, box, 1, "words", reviewed=True)
