"""Forms, notes and reviews stand beside the groups: they have their own numbers and change none of the others."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.cli.comparison import as_json
from cxfacilitator.domain.beside import beside
from cxfacilitator.domain.codebook import UNCLEAR
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.forms import CELLS, Kind
from cxfacilitator.domain.ideas import in_order, view_ideas
from cxfacilitator.domain.matrix import matrix
from cxfacilitator.domain.sheets import Box, Direction, Flag, Value
from tests.builders import Lines, sample_snapshot, with_forms

SAMPLE = sample_snapshot()
THEMES = [theme.id for theme in SAMPLE.codebook.counted]
DELIVERY, STAFF = THEMES[0], THEMES[1]


def test_each_kind_has_its_own_number() -> None:
    """Forms are counted, never lines; a form without a reviewed answer is not counted at all."""
    found = beside(
        with_forms(
            SAMPLE,
            (Kind.FORM, [(Box.WELL, [DELIVERY], True), (Box.START, [DELIVERY, STAFF], True)]),
            (Kind.FORM, [(Box.IMPROVE, [STAFF], True)]),
            (Kind.FORM, [(Box.IMPROVE, [DELIVERY], False)]),
            (Kind.FORM, [(Box.IMPROVE, [UNCLEAR], True)]),
            (Kind.NOTE, [(Box.UNMARKED, [DELIVERY], True)]),
        )
    )
    assert found.forms == {Kind.FORM: 2, Kind.NOTE: 1}
    assert found.said(DELIVERY) == {Kind.FORM: 1, Kind.NOTE: 1}
    assert found.in_words(DELIVERY) == "also on 1 of 2 forms and 1 of 1 note"
    assert found.in_words(STAFF) == "also on 2 of 2 forms"
    assert found.in_words(STAFF, Box.IMPROVE) == "also on 1 of 2 forms"
    assert found.in_words(THEMES[2]) == "on none of 2 forms and 1 note"
    assert found.most(Kind.FORM, THEMES) == [(STAFF, 2), (DELIVERY, 1)]


def test_without_forms_there_is_nothing_to_say() -> None:
    """No sentence speaks of forms where there are none."""
    assert beside(SAMPLE).in_words(DELIVERY) == ""
    assert beside(SAMPLE).forms == {}


LINES = st.lists(
    st.tuples(
        st.sampled_from(CELLS), st.lists(st.sampled_from([*THEMES, UNCLEAR]), max_size=3, unique=True), st.booleans()
    ),
    max_size=4,
)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.sampled_from(Kind), LINES), min_size=1, max_size=8),
    st.sets(st.sampled_from(Flag)),
    st.sampled_from(Direction),
    st.sampled_from(Value),
)
def test_forms_change_no_figure_of_the_groups(
    forms: list[tuple[Kind, Lines]],
    flags: set[Flag],
    direction: Direction,
    value: Value,
) -> None:
    """Whatever is on them: comparison, findings, matrix, ideas with their evidence, and what other programs read."""
    snapshot = with_forms(SAMPLE, *forms)
    marked = tuple(
        replace(answer, flags=frozenset(flags), direction=direction, value=value) for answer in snapshot.form_answers
    )
    snapshot = replace(snapshot, form_answers=marked)
    before, after = compare(SAMPLE), compare(snapshot)
    assert after == before
    assert find(after) == find(before)
    assert matrix(snapshot, after) == matrix(SAMPLE, before)
    assert in_order(view_ideas(snapshot, after)) == in_order(view_ideas(SAMPLE, before))
    plain, told = as_json(SAMPLE), as_json(snapshot)
    assert {key: part for key, part in told.items() if key != "beside_groups"} == {
        key: part for key, part in plain.items() if key != "beside_groups"
    }


def test_an_idea_with_a_form_in_it_has_the_evidence_of_its_groups() -> None:
    """A form that asks for the same is no customer group that asks for it."""
    [idea, *others] = SAMPLE.ideas
    snapshot = with_forms(SAMPLE, (Kind.FORM, [(Box.START, [DELIVERY], True)]))
    joined = replace(idea, answer_ids=(*idea.answer_ids, snapshot.form_answers[0].id))
    snapshot = replace(snapshot, ideas=(joined, *others))
    [before, *_], [after, *_] = view_ideas(SAMPLE, compare(SAMPLE)), view_ideas(snapshot, compare(snapshot))
    assert (after.groups, after.evidence, after.themes) == (before.groups, before.evidence, before.themes)


@pytest.mark.parametrize("kind", Kind)
def test_other_programs_read_the_denominator(kind: Kind) -> None:
    """`of` and the forms that name each theme, by kind."""
    told = as_json(with_forms(SAMPLE, (kind, [(Box.WELL, [DELIVERY], True)]), (kind, [(Box.WELL, [STAFF], True)])))
    assert told["beside_groups"] == {kind.value: {"of": 2, "themes": {DELIVERY: 1, STAFF: 1}}}
