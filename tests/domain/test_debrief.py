"""The running order of the debrief: what is kept in a person's order, guesses first, and quotes that may be shown."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.comparison import Comparison, compare
from cxfacilitator.domain.counts import State
from cxfacilitator.domain.debrief import (
    THEMES_ON_A_SLIDE,
    DebriefPart,
    Step,
    Withheld,
    guesses,
    offered,
    place_to_go_on,
    running_order,
    to_sort,
    waiting,
    withheld,
)
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.evidence import EvidenceWord
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.finding_list import key_of, list_findings, rests_on
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId, Sorting
from cxfacilitator.domain.quotes import few_people, safe_to_show
from cxfacilitator.domain.responses import Response
from cxfacilitator.domain.sheets import AnswerId, Concern
from cxfacilitator.domain.snapshot import Snapshot
from tests.builders import sample_snapshot
from tests.engagements import random_engagement


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return sample_snapshot()


@pytest.fixture(scope="module")
def comparison(sample: Snapshot) -> Comparison:
    return compare(sample)


def kept_as_found(comparison: Comparison) -> tuple[KeptFinding, ...]:
    """Everything that is found, kept in the order of the codebook; every third one dismissed."""
    return tuple(
        KeptFinding(
            KeptFindingId(number),
            *key_of(finding),
            position=number,
            dismissed=number % 3 == 0,
            sorting=Sorting.EXPLAIN if number % 2 else None,
            rests_on=rests_on(comparison.by_id[finding.theme_id], finding, "drafted"),
        )
        for number, finding in enumerate(find(comparison), 1)
    )


def order_of(kept: tuple[KeptFinding, ...], comparison: Comparison) -> tuple[Step, ...]:
    return running_order(comparison, list_findings(kept, comparison))


@settings(max_examples=30)
@given(seed=st.integers(0, 2**32), other=st.integers(0, 2**32))
def test_a_slide_is_of_what_was_kept_and_is_still_found(seed: int, other: int) -> None:
    now = compare(random_engagement(other))
    kept = kept_as_found(compare(random_engagement(seed)))
    steps = order_of(kept, now)
    still = {key_of(finding) for finding in find(now)}
    shown = {step.finding_id for step in steps if step.listed}
    assert shown == {each.id for each in kept if not each.dismissed and each.key in still}
    assert [step.part for step in steps] == sorted((step.part for step in steps), key=list(DebriefPart).index)
    assert len({step.key for step in steps}) == len(steps)
    assert steps[-1].part is DebriefPart.ACTIONS
    assert any(step.part is DebriefPart.BOARD for step in steps) == bool(to_sort(steps))


def test_findings_come_in_a_persons_order_and_strengths_before_gaps(comparison: Comparison) -> None:
    found = {finding.kind: finding for finding in find(comparison)}
    wanted = (FindingKind.LEADERSHIP_BLIND_SPOT, FindingKind.SHARED_STRENGTH, FindingKind.OVER_CLAIMED_STRENGTH)
    kept = [
        KeptFinding(KeptFindingId(number), *key_of(found[kind]), position=-number)
        for number, kind in enumerate(wanted, 1)
    ]
    kept.append(KeptFinding(KeptFindingId(4), position=9, sentence="We answer", response=Response.PROTECT))
    kept.append(KeptFinding(KeptFindingId(5), position=8, sentence="Nobody owns the depot"))
    steps = order_of(tuple(kept), comparison)
    assert [(step.part, step.finding_id) for step in steps if step.listed] == [
        (DebriefPart.STRENGTHS, 2),
        (DebriefPart.STRENGTHS, 4),
        (DebriefPart.GAPS, 3),
        (DebriefPart.GAPS, 1),
        (DebriefPart.GAPS, 5),
    ]
    assert list(to_sort(steps)) == [3, 1, 5]
    assert waiting(kept) == (3, 3)
    assert waiting([replace(kept[0], sorting=Sorting.ASK), replace(kept[2], dismissed=True), *kept[3:]]) == (1, 2)


def test_what_is_guessed_is_what_customers_hold_a_clear_view_on(comparison: Comparison) -> None:
    guessed = guesses(comparison)
    said = [comparison.by_id[theme].counts[Audience.CUSTOMERS] for theme in guessed]
    assert [counts.mentions for counts in said] == sorted((counts.mentions for counts in said), reverse=True)
    clear = {view.theme.id for view in comparison.themes if view.alignment is not None}
    divided = {view.theme.id for view in comparison.themes if view.state(Audience.CUSTOMERS) is State.DIVIDED}
    assert clear <= set(guessed) <= clear | divided
    pages = [step.themes for step in order_of((), comparison) if step.part is DebriefPart.GUESSES]
    assert [theme for page in pages for theme in page] == list(guessed)
    assert {len(page) for page in pages[:-1]} == {THEMES_ON_A_SLIDE}


@pytest.mark.parametrize("missing", [Audience.LEADERSHIP, Audience.CUSTOMERS])
def test_without_leadership_or_customers_nothing_is_guessed(sample: Snapshot, missing: Audience) -> None:
    left = tuple(answer for answer in sample.answers if sample.audience_of(answer) is not missing)
    assert guesses(compare(sample.with_fields(answers=left))) == ()


def test_only_clear_and_likely_drafts_are_offered(comparison: Comparison) -> None:
    kept = kept_as_found(comparison)[:1]
    found = offered(list_findings(kept, comparison))
    assert {each.finding.word for each in found if each.finding} <= {EvidenceWord.CLEAR, EvidenceWord.LIKELY}
    assert not any(each.kept for each in found)
    sure = [each for each in find(comparison) if each.word in (EvidenceWord.CLEAR, EvidenceWord.LIKELY)]
    assert len(found) == len(sure) - sum(key_of(each) == kept[0].key for each in sure)


def test_it_goes_on_where_it_was_or_at_what_is_not_sorted(comparison: Comparison) -> None:
    plain = tuple(replace(each, sorting=None, dismissed=False) for each in kept_as_found(comparison))
    steps = order_of(plain, comparison)
    gaps = [step for step in steps if step.part is DebriefPart.GAPS]
    assert place_to_go_on(steps, "") == 0
    assert steps[place_to_go_on(steps, gaps[2].key)] == gaps[2]
    first = tuple(replace(each, sorting=Sorting.ASK) if each.id == gaps[0].finding_id else each for each in plain)
    steps = order_of(first, comparison)
    assert steps[place_to_go_on(steps, "finding 999")].key == gaps[1].key
    steps = order_of(tuple(replace(each, sorting=Sorting.ASK) for each in plain), comparison)
    assert steps[place_to_go_on(steps, "")].part is DebriefPart.BOARD


def test_a_picked_quote_is_shown_only_while_it_may_be(sample: Snapshot) -> None:
    def why(snapshot: Snapshot, answer_id: AnswerId) -> Withheld | None:
        return withheld(snapshot, answer_id, None, safe_to_show(snapshot), few_people(snapshot))

    answer = next(each for each in sample.answers if sample.audience_of(each) is Audience.CUSTOMERS)
    others = tuple(each for each in sample.answers if each is not answer)
    person = next(each for each in sample.participants if each.last_name)
    named = replace(answer, text=f"{person.first_name} {person.last_name} never calls")
    assert why(sample, answer.id) is None
    assert why(sample.with_fields(answers=others), answer.id) is Withheld.GONE
    assert why(sample.with_fields(answers=others, set_aside=(answer,)), answer.id) is Withheld.GONE
    unreviewed = sample.with_fields(answers=(*others, replace(answer, reviewed=False)))
    assert why(unreviewed, answer.id) is Withheld.UNREVIEWED
    naming = sample.with_fields(answers=(*others, named))
    assert why(naming, answer.id) is Withheld.NAMES
    assert why(naming.with_fields(confirmed=frozenset({(answer.id, Concern.NAME)})), answer.id) is None
    few = tuple(replace(g, people=1 if g.audience is Audience.LEADERSHIP else g.people) for g in sample.groups)
    leader = next(each for each in sample.answers if sample.audience_of(each) is Audience.LEADERSHIP)
    assert why(sample.with_fields(groups=few), leader.id) is Withheld.FEW_PEOPLE
    theme = next(iter(set(sample.codebook.by_id) - set(sample.themes_of[answer.id])))
    assert withheld(sample, answer.id, theme, safe_to_show(sample), frozenset()) is Withheld.ELSEWHERE
