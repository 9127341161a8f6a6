"""Forms, notes and reviews stand beside the groups: they have their own numbers and change none of the others."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.cli.comparison import as_json
from cxfacilitator.domain.beside import beside
from cxfacilitator.domain.codebook import NOT_CX, UNCLEAR, ThemeId
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.endorsements import Endorsement
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.forms import CELLS, Kind
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.ideas import in_order, view_ideas
from cxfacilitator.domain.matrix import matrix
from cxfacilitator.domain.sheets import Box, Direction, Flag, Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from tests.builders import Lines, sample_snapshot, with_forms

SAMPLE = sample_snapshot()
THEMES = [theme.id for theme in SAMPLE.codebook.counted]
DELIVERY, STAFF = THEMES[0], THEMES[1]
BESIDE = {"beside_groups", "serious_beside_groups", "agreeing_beside_groups", "parked"}


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


def _agreed(*pairs: tuple[str, str]) -> Snapshot:
    """The sample with a group, by its code, saying us too to the first answer of another on `PEO-KNOW`."""
    codes = {group.code: group.id for group in SAMPLE.groups}
    known = [answer for answer in SAMPLE.answers if KNOW in SAMPLE.themes_of.get(answer.id, ())]
    first = {group: next(answer.id for answer in known if answer.group_id == codes[group]) for group, _ in pairs}
    return replace(SAMPLE, endorsements=tuple(Endorsement(first[one], codes[other]) for one, other in pairs))


KNOW = ThemeId("PEO-KNOW")
WROTE = {
    SAMPLE.group[GroupId(answer.group_id)].code
    for answer in SAMPLE.answers
    if KNOW in SAMPLE.themes_of.get(answer.id, ())
}
SILENT = [group.code for group in SAMPLE.groups_of(Audience.STAFF) if group.code not in WROTE]
SPOKE = sorted(group.code for group in SAMPLE.groups_of(Audience.STAFF) if group.code in WROTE)


def test_who_agrees_is_shown_beside_and_counted_with_nobody() -> None:
    """A group that wrote of the theme itself adds nothing, and one that agrees twice is one."""
    snapshot = _agreed((SPOKE[0], SILENT[0]), (SPOKE[1], SILENT[0]), (SPOKE[0], SPOKE[1]))
    found = beside(snapshot)
    assert found.agreeing == {KNOW: {Audience.STAFF: 1}}
    assert found.agreeing_in_words(KNOW) == "1 more staff group said “us too” when it was read out"
    assert found.agreeing_in_words(DELIVERY) == ""
    assert compare(snapshot) == compare(SAMPLE)
    two = beside(_agreed((SPOKE[0], SILENT[0]), (SPOKE[0], SILENT[1])))
    assert two.agreeing_in_words(KNOW) == "2 more staff groups said “us too” when it was read out"


def test_agreeing_with_what_does_not_count_is_nothing() -> None:
    """Not reviewed, unclear, or in the parking lot."""
    snapshot = _agreed((SPOKE[0], SILENT[0]))
    [endorsement] = snapshot.endorsements
    waiting = tuple(replace(x, reviewed=x.reviewed and x.id != endorsement.answer_id) for x in snapshot.answers)
    assert beside(replace(snapshot, answers=waiting)).agreeing == {}
    gone = tuple(answer for answer in snapshot.answers if answer.id != endorsement.answer_id)
    assert beside(replace(snapshot, answers=gone)).agreeing == {}
    unclear = (*snapshot.tags, Tag(endorsement.answer_id, UNCLEAR, 3))
    assert beside(replace(snapshot, tags=unclear)).agreeing == {}


def test_serious_forms_and_what_is_not_about_customers_have_their_lists() -> None:
    """A serious form is told before anybody has reviewed it; what a person coded as off the subject is parked."""
    snapshot = with_forms(SAMPLE, (Kind.FORM, [(Box.IMPROVE, [], False), (Box.IMPROVE, [NOT_CX], True)]))
    first, second = snapshot.form_answers
    snapshot = replace(snapshot, form_answers=(replace(first, flags=frozenset({Flag.SERIOUS})), second))
    aside, *left = snapshot.answers
    snapshot = replace(snapshot, answers=tuple(left), set_aside=(aside,))
    found = beside(snapshot)
    assert [answer.id for answer in found.serious] == [first.id]
    coded = [answer.id for answer in left if NOT_CX in SAMPLE.themes_of.get(answer.id, ())]
    assert len(coded) >= 3, "pay, the canteen and debtor days"
    assert [answer.id for answer in found.parked] == [aside.id, *coded, second.id]


LINES = st.lists(
    st.tuples(
        st.sampled_from(CELLS), st.lists(st.sampled_from([*THEMES, UNCLEAR]), max_size=3, unique=True), st.booleans()
    ),
    max_size=4,
)


@settings(max_examples=20)
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
    assert {key: part for key, part in told.items() if key not in BESIDE} == {
        key: part for key, part in plain.items() if key not in BESIDE
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
