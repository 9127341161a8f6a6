"""Quotes are suggested: they say what the finding says, name nobody, and come from a group at a time."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import Finding, find
from cxfacilitator.domain.quotes import SIDES, safe_to_show, suggest_quotes
from cxfacilitator.domain.sheets import Answer, Box, Concern, Flag
from cxfacilitator.domain.snapshot import Snapshot
from tests.builders import sample_snapshot
from tests.engagements import random_engagement


def over_claimed(snapshot: Snapshot) -> Finding:
    """The finding on invoices."""
    found = find(compare(snapshot))
    return next(f for f in found if (f.kind, f.theme_id) == (FindingKind.OVER_CLAIMED_STRENGTH, "OFF-BILL"))


def changed(snapshot: Snapshot, answer: Answer, **fields: object) -> Snapshot:
    """The snapshot with one answer changed."""
    new = replace(answer, **fields)  # type: ignore[arg-type]
    return replace(snapshot, answers=tuple(new if each.id == answer.id else each for each in snapshot.answers))


def suggested(snapshot: Snapshot) -> tuple[Answer, ...]:
    """What is suggested for the finding on invoices."""
    return suggest_quotes(over_claimed(snapshot), safe_to_show(snapshot))


def test_every_kind_says_whose_words_speak_for_it() -> None:
    assert set(SIDES) == set(FindingKind)


def test_both_sides_speak_in_turn_and_each_group_once() -> None:
    snapshot = sample_snapshot()
    found = suggested(snapshot)
    assert [snapshot.audience_of(answer) for answer in found[:2]] == [Audience.LEADERSHIP, Audience.CUSTOMERS]
    assert found[0].box is Box.WELL
    assert all(answer.box in (Box.IMPROVE, Box.START) for answer in found[1:])
    groups = [answer.group_id for answer in found]
    assert len(groups) == len(set(groups)) == 7


def test_a_starred_answer_goes_before_a_telling_one() -> None:
    snapshot = sample_snapshot()
    last = suggested(snapshot)[-1]
    assert suggested(changed(snapshot, last, starred=True))[1].id == last.id


@pytest.mark.parametrize(
    "fields",
    [
        {"flags": frozenset({Flag.PERSON})},
        {"flags": frozenset({Flag.ILLEGIBLE})},
        {"flags": frozenset({Flag.THIN})},
        {"tidy": "Ask Quillan about the invoice"},
        {"tidy": "mail me: jo@example.com about it"},
        {"tidy": "call 01632 960 123 about it"},
        {"tidy": "invoices"},
        {"reviewed": False},
    ],
)
def test_what_may_name_somebody_or_tells_nothing_is_not_suggested(fields: dict[str, object]) -> None:
    snapshot = sample_snapshot()
    somebody = replace(snapshot.participants[0], first_name="Quillan", last_name="Abernathy")
    snapshot = replace(snapshot, participants=(somebody, *snapshot.participants))
    answer = suggested(snapshot)[1]
    assert answer.id not in {each.id for each in suggested(changed(snapshot, answer, **fields))}


def test_what_a_person_has_looked_at_is_suggested_again() -> None:
    snapshot = sample_snapshot()
    answer = suggested(snapshot)[1]
    flagged = changed(snapshot, answer, flags=frozenset({Flag.PERSON}))
    looked_at = replace(flagged, confirmed=frozenset({(answer.id, Concern.NAME)}))
    assert answer.id in {each.id for each in suggested(looked_at)}


@settings(max_examples=100)
@given(seed=st.integers(0, 2**32))
def test_every_suggestion_is_evidence_of_its_finding(seed: int) -> None:
    snapshot = random_engagement(seed)
    safe = safe_to_show(snapshot)
    for finding in find(compare(snapshot)):
        found = suggest_quotes(finding, safe)
        assert len({answer.group_id for answer in found}) == len(found)
        for answer in found:
            assert answer in finding.evidence[snapshot.audience_of(answer)]
            assert safe(answer)


def test_a_valued_difference_is_told_by_those_who_value_it() -> None:
    snapshot = sample_snapshot()
    found = find(compare(snapshot))
    edge = next(f for f in found if (f.kind, f.theme_id) == (FindingKind.COMPETITOR_EDGE_VALUED, ThemeId("OFF-BILL")))
    quotes = suggest_quotes(edge, safe_to_show(snapshot))
    customers = [answer for answer in quotes if snapshot.audience_of(answer) is Audience.CUSTOMERS]
    assert customers
    assert all(answer.value == "yes" for answer in customers)
