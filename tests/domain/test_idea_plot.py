"""Impact against effort: every idea is in the plot once, or said not to be rated."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.idea_plot import Quarter, plot, quarter
from cxfacilitator.domain.ideas import view_ideas
from tests.builders import sample_snapshot

SNAPSHOT = sample_snapshot()
VIEWS = view_ideas(SNAPSHOT, compare(SNAPSHOT))
SCORE = st.none() | st.integers(1, 5)


@settings(max_examples=30)
@given(st.lists(st.tuples(SCORE, SCORE), min_size=len(VIEWS), max_size=len(VIEWS)))
def test_each_idea_stands_at_its_scores_or_among_the_unrated(scores: list[tuple[int | None, int | None]]) -> None:
    views = [
        replace(view, idea=replace(view.idea, impact=impact, effort=effort))
        for view, (impact, effort) in zip(VIEWS, scores, strict=True)
    ]
    found = plot(views)
    placed = {view.idea.id: place for place, there in found.places.items() for view in there}
    assert set(placed) | {view.idea.id for view in found.unrated} == {view.idea.id for view in views}
    assert len(placed) + len(found.unrated) == len(views)
    for view in views:
        scored = (view.idea.impact, view.idea.effort)
        assert placed.get(view.idea.id) == (None if None in scored else scored)
    for each, there in found.quarters.items():
        assert all(quarter(*placed[view.idea.id]) is each for view in there)
    assert sum(map(len, found.quarters.values())) == len(placed)


def test_the_first_quarter_is_where_quick_wins_are() -> None:
    best = {(impact, effort) for impact in range(1, 6) for effort in range(1, 6) if impact >= 3 and effort <= 2}
    places = [(impact, effort) for impact in range(1, 6) for effort in range(1, 6)]
    assert {place for place in places if quarter(*place) is Quarter.HIGH_FOR_LOW} == best
    assert quarter(5, 5) is Quarter.HIGH_FOR_HIGH
    assert quarter(1, 1) is Quarter.LOW_FOR_LOW
    assert quarter(2, 3) is Quarter.LOW_FOR_HIGH
