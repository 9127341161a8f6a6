"""Parts of an audience: what is shown never tells of fewer than was promised, by any sum or difference."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.actions import Action, ActionId
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.cuts import By, Limits, Why, cut, cuts, narrowed
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.forms import Kind
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.ideas import view_ideas
from cxfacilitator.domain.matrix import matrix
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.session import Session, SessionId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from tests.builders import sample_snapshot, with_forms

SAMPLE = sample_snapshot()
CUSTOMERS = Audience.CUSTOMERS


def _engagement(
    groups: list[tuple[str, str, str, int | None]], *, few_groups: int = 2, few_people: int = 8
) -> Snapshot:
    """Customer groups by segment, site, session and people, each with one reviewed answer."""
    codes = sorted({session for _, _, session, _ in groups})
    sessions = tuple(Session(SessionId(number), code, CUSTOMERS) for number, code in enumerate(codes, 1))
    made = [
        Group(GroupId(n), f"C{n}", CUSTOMERS, f"Table {n}", SessionId(codes.index(session) + 1), segment, people)
        for n, (segment, _, session, people) in enumerate(groups, 1)
    ]
    people = [
        Participant(ParticipantId(n), CUSTOMERS, f"P{n}", "A", "B", site=site, group_id=n)
        for n, (_, site, _, _) in enumerate(groups, 1)
    ]
    answers = [
        Answer(AnswerId(f"a{n}"), f"C{n}-Q1-01", n, Box.WELL, 1, "kind", reviewed=True)
        for n in range(1, len(groups) + 1)
    ]
    return replace(
        SAMPLE,
        engagement=replace(SAMPLE.engagement, threshold_groups=few_groups, threshold_people=few_people),
        participants=tuple(people),
        sessions=sessions,
        groups=tuple(made),
        answers=tuple(answers),
        tags=(),
        ideas=(),
    )


def _segments(*named: tuple[str, int], people: int | None = 7) -> list[tuple[str, str, str, int | None]]:
    return [(name, "", "C", people) for name, number in named for _ in range(number)]


def _hidden(snapshot: Snapshot, by: By = By.SEGMENT) -> dict[str, Why | None]:
    return {cell.name: cell.hidden for cell in cut(snapshot, CUSTOMERS, by).cells}


def test_parts_that_are_large_enough_are_shown() -> None:
    """Nothing is hidden where nobody is singled out."""
    found = cut(_engagement(_segments(("trade", 2), ("home", 3))), CUSTOMERS, By.SEGMENT)
    assert [(cell.name, len(cell.groups), cell.people, cell.quotable) for cell in found.shown] == [
        ("home", 3, 21, True),
        ("trade", 2, 14, True),
    ]


def test_the_next_smallest_is_hidden_with_the_one_that_is_too_small() -> None:
    """Otherwise the total less the two others is the one table that was to be hidden."""
    assert _hidden(_engagement(_segments(("trade", 3), ("home", 2), ("boats", 1)))) == {
        "boats": Why.FEW_GROUPS,
        "home": Why.SUBTRACTION,
        "trade": None,
    }


def test_two_that_are_too_small_even_together_take_a_third_with_them() -> None:
    """Two hidden cells are no protection where both together are fewer people than promised."""
    groups = [*_segments(("trade", 3), ("home", 2)), *_segments(("boats", 1), ("vans", 1), people=3)]
    assert _hidden(_engagement(groups)) == {
        "boats": Why.FEW_GROUPS,
        "vans": Why.FEW_GROUPS,
        "home": Why.SUBTRACTION,
        "trade": None,
    }


def test_people_count_as_well_as_groups() -> None:
    """Two groups of three are six people; five is the least, whatever was promised."""
    assert _hidden(_engagement(_segments(("trade", 2), ("home", 2), people=3)))["trade"] is Why.FEW_PEOPLE
    low = _engagement(_segments(("trade", 2), ("home", 2), people=2), few_people=0)
    assert set(_hidden(low).values()) == {Why.FEW_PEOPLE}
    assert set(_hidden(_engagement(_segments(("trade", 2), ("home", 2), people=3), few_people=0)).values()) == {None}


def test_how_many_sat_there_is_not_made_up() -> None:
    """A group of which nobody noted it may have been one person; its seats on the roster count when they are known."""
    snapshot = _engagement(_segments(("trade", 2), ("home", 2), people=None))
    assert set(_hidden(snapshot).values()) == {Why.FEW_PEOPLE}
    assert set(_hidden(replace(snapshot, participants=())).values()) == {Why.NOT_NOTED}
    away = tuple(replace(person, attendance=Attendance.NO_SHOW) for person in snapshot.participants)
    assert set(_hidden(replace(snapshot, participants=away)).values()) == {Why.NOT_NOTED}


def test_words_of_their_own_need_more_people_than_counts() -> None:
    """Eight people are enough for a count and too few for quotes that are told apart from the others."""
    groups = [*_segments(("trade", 2), people=4), *_segments(("home", 3)), *_segments(("vans", 4))]
    found = {cell.name: cell for cell in cut(_engagement(groups), CUSTOMERS, By.SEGMENT).cells}
    assert found["trade"].hidden is None
    assert not found["trade"].quotable
    assert not found["home"].quotable, "all quotes less those of home and vans would be the ones of trade"
    assert found["vans"].quotable


def test_a_second_way_to_cut_shows_only_what_the_first_does_not_give_away() -> None:
    """Trade is C1 to C3, the first session is C1 and C2: together they would tell of C3 alone."""
    groups: list[tuple[str, str, str, int | None]] = [
        ("trade", "", "C-A", 7),
        ("trade", "", "C-A", 7),
        ("trade", "", "C-B", 7),
        ("home", "", "C-B", 7),
        ("home", "", "C-B", 7),
    ]
    snapshot = _engagement(groups)
    assert set(_hidden(snapshot).values()) == {None}
    assert _hidden(snapshot, By.SESSION) == {"C-A": Why.SUBTRACTION, "C-B": Why.SUBTRACTION}


GROUPS = st.lists(
    st.tuples(
        st.sampled_from(["", "a", "b", "c"]),
        st.sampled_from(["", "x", "y"]),
        st.sampled_from(["C-A", "C-B"]),
        st.one_of(st.none(), st.integers(1, 9)),
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=150, deadline=None)
@given(GROUPS, st.integers(0, 3), st.integers(0, 12))
def test_no_sum_or_difference_tells_of_too_few(
    groups: list[tuple[str, str, str, int | None]], few_groups: int, few_people: int
) -> None:
    """Every set of groups whose count follows from all that is shown, of all cuts and the whole, is large enough."""
    snapshot = _engagement(groups, few_groups=few_groups, few_people=few_people)
    people = [sat or 1 for _, _, _, sat in groups]
    for quotes in (False, True):
        cells = [cell for found in cuts(snapshot, CUSTOMERS).values() for cell in found.cells]
        told = [cell for cell in cells if (cell.quotable if quotes else cell.hidden is None)]
        enough = Limits(max(1, few_groups), max(10 if quotes else 5, few_people))
        rows = [[True] * len(groups)] + [
            [g + 1 in {x.id for x in cell.groups} for g in range(len(groups))] for cell in told
        ]
        known = np.array(rows, float)
        _, sizes, axes = np.linalg.svd(known)
        axes = axes[: int((sizes > 1e-9).sum())]
        for number in range(1, len(groups)):
            for few in combinations(range(len(groups)), number):
                if number < enough.groups or sum(people[group] for group in few) < enough.people:
                    wanted = np.array([group in few for group in range(len(groups))], float)
                    follows = np.abs(axes.T @ (axes @ wanted) - wanted).max() < 1e-7
                    assert not follows, (few, [cell.name for cell in told])


@given(GROUPS)
def test_no_total_has_exactly_one_hidden_cell(groups: list[tuple[str, str, str, int | None]]) -> None:
    """Whoever is quoted is shown, and every group is in one cell of every cut."""
    for found in cuts(_engagement(groups), CUSTOMERS).values():
        hidden = [cell for cell in found.cells if cell.hidden is not None]
        assert len(hidden) != 1 or len(found.cells) == 1
        assert all(cell.hidden is None for cell in found.cells if cell.quotable)
        assert sorted(group.id for cell in found.cells for group in cell.groups) == list(range(1, len(groups) + 1))


def test_why_a_part_is_hidden_is_said_in_a_sentence() -> None:
    """With the number that was promised."""
    found = cut(_engagement(_segments(("trade", 3), ("home", 2), ("boats", 1))), CUSTOMERS, By.SEGMENT)
    with pytest.raises(CxError, match=r"^boats is hidden: it is 1 group, and no part below 2 is shown\.$"):
        found.cell("Boats")
    with pytest.raises(CxError, match=r"^home is hidden: a part that is hidden could be worked out from it\.$"):
        found.cell("home")
    with pytest.raises(CxError, match=r"has the segment lorries\. There are boats, home and trade\.$"):
        found.cell("lorries")


def test_a_part_is_compared_with_the_whole_of_the_others() -> None:
    """The sample's second customer session: 4 of its 6 groups; nothing else of it is left, and the rest works on it."""
    snapshot = with_forms(SAMPLE, (Kind.FORM, [(Box.WELL, [], True)]))
    snapshot = replace(snapshot, actions=(Action(ActionId(1), "Ring them", idea_id=snapshot.ideas[0].id),))
    part, cell = narrowed(snapshot, CUSTOMERS, By.SESSION, "c-b")
    assert (cell.name, cell.people, cell.quotable) == ("C-B", 27, True)
    comparison = compare(part)
    assert comparison.groups == {Audience.LEADERSHIP: 1, Audience.STAFF: 9, CUSTOMERS: 4}
    mine = {group.id for group in cell.groups}
    whole = {answer.id for answer in SAMPLE.answers if answer.group_id in mine}
    assert {answer.id for answer in part.answers if part.audience_of(answer) is CUSTOMERS} == whole
    assert part.forms == part.form_answers == part.actions == ()
    assert find(comparison)
    assert matrix(part, comparison).groups[CUSTOMERS] == cell.groups
    assert all(part.answer[answer].group_id for view in view_ideas(part, comparison) for answer in view.idea.answer_ids)


def test_a_table_of_its_own_segment_is_never_singled_out() -> None:
    """Each customer table of the sample is another kind of customer; none of them may be asked for."""
    with pytest.raises(CxError, match=r"Landscapers is hidden: it is 1 group"):
        narrowed(SAMPLE, CUSTOMERS, By.SEGMENT, "Landscapers")
