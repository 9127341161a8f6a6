"""What each further group adds, in sheet order and over all orders, against every order tried out."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.saturation import brought_in_words, mean_themes, saturation
from tests.builders import sample_snapshot

SAMPLE = sample_snapshot()
COMPARISON = compare(SAMPLE)


@pytest.mark.parametrize("audience", Audience)
def test_every_theme_is_new_once(audience: Audience) -> None:
    """With the last group all themes of the audience are there, in either way of counting."""
    found = saturation(SAMPLE, COMPARISON, audience)
    assert [added.group for added in found] == list(SAMPLE.groups_of(audience))
    new = [theme for added in found for theme in added.new]
    spoken_of = {view.theme.id for view in COMPARISON.themes if view.answers[audience]}
    assert len(new) == len(set(new))
    assert set(new) == spoken_of
    assert found[-1].so_far == pytest.approx(found[-1].mean_so_far) == len(spoken_of)


def test_the_first_group_brings_all_of_its_themes() -> None:
    """Mentions do not matter, nor do answers that nobody has reviewed."""
    first = saturation(SAMPLE, COMPARISON, Audience.CUSTOMERS)[0]
    mine = {
        view.theme.id
        for view in COMPARISON.themes
        if any(answer.group_id == first.group.id for answer in view.answers[Audience.CUSTOMERS])
    }
    assert set(first.new) == mine
    waiting = tuple(replace(x, reviewed=x.group_id != first.group.id) for x in SAMPLE.answers)
    snapshot = replace(SAMPLE, answers=waiting)
    left = saturation(snapshot, compare(snapshot), Audience.CUSTOMERS)
    assert first.group not in [added.group for added in left]


@given(st.lists(st.sets(st.integers(0, 5)), min_size=1, max_size=6))
def test_the_mean_is_that_of_all_orders(groups: list[set[int]]) -> None:
    """By formula as by trying out every set of so many groups."""
    times = [sum(theme in group for group in groups) for theme in range(6)]
    for drawn, found in enumerate(mean_themes(len(groups), [number for number in times if number]), 1):
        tried = [len(set().union(*chosen)) for chosen in combinations(groups, drawn)]
        assert found == pytest.approx(float(Fraction(sum(tried), len(tried))))


def test_nobody_asked_nothing_added() -> None:
    """An audience without sheets."""
    empty = replace(SAMPLE, answers=())
    assert saturation(empty, compare(empty), Audience.STAFF) == ()


def test_what_the_last_groups_brought_is_said_only_where_there_were_groups_before_them() -> None:
    """One sentence, in sheet order and over all orders."""
    staff = saturation(SAMPLE, COMPARISON, Audience.STAFF)
    new = sum(len(added.new) for added in staff[-3:])
    mean = staff[-1].mean_so_far - staff[-4].mean_so_far
    assert new == 1
    assert (
        brought_in_words(staff)
        == f"The last 3 of 9 groups brought 1 new theme ({mean:.1f} on average over all orders)."
    )
    assert brought_in_words(staff[:4]).startswith("The last 3 of 4 groups brought ")
    assert brought_in_words(staff[:3]) == ""
    quiet = [replace(added, new=()) for added in staff]
    assert "brought no new theme (" in brought_in_words(quiet)
