"""The findings equal the gold answers; the rules hold where audiences are missing."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.evidence import EvidenceWord
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import Finding, find
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from tests.builders import ROUND_2, SAMPLE, sample_snapshot

NOT_USED = {"type", "theme", "pattern", "fragile", "strength_of_evidence", "evidence"}
"""Compared by name below, or (the strength) not used by the rules."""


def _found(snapshot: Snapshot) -> tuple[Finding, ...]:
    return find(compare(snapshot))


def _without(snapshot: Snapshot, *audiences: Audience) -> Snapshot:
    return replace(
        snapshot,
        answers=tuple(answer for answer in snapshot.answers if snapshot.audience_of(answer) not in audiences),
        ideas=(),
    )


@pytest.mark.parametrize(("folder", "number"), [(SAMPLE, 46), (ROUND_2, 19)], ids=("sample", "round 2"))
def test_findings_equal_gold(folder: Path, number: int) -> None:
    gold = {(row["type"], row["theme"]): row for row in json.loads((folder / "gold.json").read_text())["findings"]}
    found = {(finding.kind.value, finding.theme_id): finding for finding in _found(sample_snapshot(folder))}
    assert len(found) == number
    assert set(found) == set(gold)
    for key, finding in found.items():
        row = gold[key]
        assert "/".join(finding.states[audience] for audience in Audience) == row["pattern"]
        facts = {name: list(fact) if isinstance(fact, tuple) else fact for name, fact in finding.facts.items()}
        assert facts == {name: fact for name, fact in row.items() if name not in NOT_USED}
        assert finding.primary == ("fragile" in row)
        assert finding.fragile == row.get("fragile", False)
        assert {a.value: [x.ref for x in finding.evidence[a]] for a in Audience} == row["evidence"]


@pytest.mark.parametrize(("folder", "fragile", "primary"), [(SAMPLE, 7, 26), (ROUND_2, 6, 13)])
def test_how_many_rest_on_few_statements(folder: Path, fragile: int, primary: int) -> None:
    found = [finding for finding in _found(sample_snapshot(folder)) if finding.primary]
    assert (sum(finding.fragile for finding in found), len(found)) == (fragile, primary)


def test_without_customers_only_leadership_and_staff_are_compared_and_it_says_so() -> None:
    found = [finding for finding in _found(_without(sample_snapshot(), Audience.CUSTOMERS)) if finding.primary]
    assert found
    assert all(finding.kind.value.startswith("internal_") for finding in found)
    assert all(finding.facts["customers_not_asked"] is True for finding in found)
    assert all(finding.not_asked == (Audience.CUSTOMERS,) for finding in found)


def test_an_audience_that_was_not_asked_has_no_blind_spot() -> None:
    without_leadership = _found(_without(sample_snapshot(), Audience.LEADERSHIP))
    kinds = {finding.kind for finding in without_leadership}
    assert FindingKind.LEADERSHIP_BLIND_SPOT not in kinds
    assert FindingKind.COMPANY_BLIND_SPOT not in kinds
    assert not any("leadership" in str(finding.facts.get("by", "")) for finding in without_leadership)
    without_staff = _found(_without(sample_snapshot(), Audience.STAFF))
    assert FindingKind.STAFF_BLIND_SPOT not in {finding.kind for finding in without_staff}
    assert not any(finding.facts.get("staff_know") for finding in without_staff)


def test_one_leadership_sheet_alone_finds_nothing() -> None:
    assert _found(_without(sample_snapshot(), Audience.STAFF, Audience.CUSTOMERS)) == ()


def test_groups_that_answered_different_questions_are_all_in_the_denominator() -> None:
    # One leadership group praises under Q1, the other under Q4, and neither wrote under both.
    snapshot = sample_snapshot()
    first, second = snapshot.groups[0], replace(snapshot.groups[0], id=GroupId(99), code="L2")
    theme = ThemeId("PEO-KNOW")
    praise = [
        Answer(AnswerId(f"p{box}"), f"L-{box}", group, box, 1, "they know", reviewed=True)
        for group, box in ((first.id, Box.WELL), (second.id, Box.CONTINUE))
    ]
    silent = tuple(
        answer
        for answer in snapshot.answers
        if snapshot.audience_of(answer) is Audience.CUSTOMERS and theme not in snapshot.themes_of.get(answer.id, ())
    )
    half_typed = replace(
        snapshot,
        engagement=replace(snapshot.engagement, everybody=frozenset()),
        groups=(*snapshot.groups, second),
        answers=(*praise, *silent),
        tags=(*snapshot.tags, *(Tag(answer.id, theme) for answer in praise)),
        ideas=(),
    )
    (finding,) = [f for f in _found(half_typed) if f.theme_id == theme]
    assert finding.kind is FindingKind.UNCONFIRMED_STRENGTH
    assert finding.word is EvidenceWord.LIKELY, "2 of 2 against 0 of 6: p = 1/28, but two flips undo it"


def test_one_line_of_backstage_pride_is_found_where_the_theme_itself_makes_no_pattern() -> None:
    snapshot = sample_snapshot()
    theme = ThemeId("INT-BACK")
    proud = [a for a in snapshot.answers if theme in snapshot.themes_of.get(a.id, ()) and a.box is Box.WELL]
    staff = [a for a in proud if snapshot.audience_of(a) is Audience.STAFF]
    rest = tuple(a for a in snapshot.answers if a not in proud or a == staff[0])
    (finding,) = [f for f in _found(replace(snapshot, answers=rest, ideas=())) if f.theme_id == theme]
    assert (finding.kind, finding.primary) == (FindingKind.INVISIBLE_WORK, False)
    assert finding.facts["items"] == (staff[0].ref,)


@pytest.mark.parametrize(("proud", "kind"), [(True, FindingKind.INVISIBLE_WORK), (False, FindingKind.UNVALUED_WORK)])
def test_work_behind_the_scenes_that_customers_complain_of(proud: bool, kind: FindingKind) -> None:
    snapshot = sample_snapshot()
    theme = ThemeId("INT-BACK")
    complaints = [
        Answer(
            AnswerId(f"c{group.code}"), f"{group.code}-x", group.id, Box.IMPROVE, 9, "nobody reads it", reviewed=True
        )
        for group in snapshot.groups_of(Audience.CUSTOMERS)[:3]
    ]
    kept = tuple(a for a in snapshot.answers if proud or theme not in snapshot.themes_of.get(a.id, ()))
    changed = replace(
        snapshot,
        answers=(*kept, *complaints),
        tags=(*snapshot.tags, *(Tag(answer.id, theme) for answer in complaints)),
        ideas=(),
    )
    (finding,) = [f for f in _found(changed) if f.theme_id == theme and f.primary]
    assert finding.kind is kind
    assert finding.states[Audience.CUSTOMERS] == "concern"


def test_a_flagged_line_that_the_group_did_not_mark_still_protects() -> None:
    snapshot = sample_snapshot()
    unmarked = tuple(replace(a, box=Box.UNMARKED) if Flag.CONFLICT in a.flags else a for a in snapshot.answers)
    found = _found(replace(snapshot, answers=unmarked, ideas=()))
    (finding,) = [f for f in found if f.kind is FindingKind.PROTECT_BEFORE_CHANGING]
    assert (finding.theme_id, finding.facts["idea"]) == ("PEO-REL", ("L1-Q4-04",))


def test_a_want_of_leadership_never_becomes_its_concern() -> None:
    # OFF-PRICE would have to be a shared concern if the wish for a loyalty scheme were read as a complaint.
    view = compare(sample_snapshot()).by_id[ThemeId("PEO-REL")]
    assert view.counts[Audience.LEADERSHIP].wants == 1
    assert view.state(Audience.LEADERSHIP) == "mentioned"


def test_the_word_follows_the_number_of_groups() -> None:
    words = {f.theme_id: f.word for f in _found(sample_snapshot()) if f.primary}
    assert words[ThemeId("OFF-BILL")] is EvidenceWord.CLEAR
    assert words[ThemeId("COM-PROACT")] is EvidenceWord.CLEAR
    assert words[ThemeId("DEL-JOIN")] is EvidenceWord.EARLY_SIGN
    assert words[ThemeId("PEO-CARE")] is None, "agreement is no difference"


def test_without_the_everybody_mark_one_leadership_sheet_is_never_more_than_an_early_sign() -> None:
    snapshot = sample_snapshot()
    sampled = replace(snapshot, engagement=replace(snapshot.engagement, everybody=frozenset()))
    against_leadership = {
        finding.word
        for finding in _found(sampled)
        if finding.kind in (FindingKind.LEADERSHIP_BLIND_SPOT, FindingKind.COMPANY_BLIND_SPOT)
    }
    assert against_leadership == {EvidenceWord.EARLY_SIGN}


def test_pride_in_backstage_work_that_no_customer_praises_is_found_on_a_visible_theme() -> None:
    snapshot = sample_snapshot()
    theme = ThemeId("ACC-DIGI")
    marked = tuple(
        replace(a, flags=a.flags | {Flag.BACKSTAGE})
        if a.box is Box.WELL and theme in snapshot.themes_of.get(a.id, ())
        else a
        for a in snapshot.answers
    )
    found = [f for f in _found(replace(snapshot, answers=marked)) if f.theme_id == theme]
    assert FindingKind.INVISIBLE_WORK in {finding.kind for finding in found}
    assert sum(finding.primary for finding in found) == 1


def test_a_serious_answer_is_listed_even_when_nobody_has_tagged_it() -> None:
    snapshot = sample_snapshot()
    assert compare(snapshot).serious == ()
    first, *rest = snapshot.answers
    flagged = replace(first, flags=frozenset({Flag.SERIOUS}), reviewed=False)
    assert compare(replace(snapshot, answers=(flagged, *rest))).serious == (flagged,)


def _told(snapshot: Snapshot) -> list[object]:
    return [
        (finding.kind, finding.theme_id, finding.states, finding.facts, finding.word)
        for finding in _found(snapshot)
        if finding.primary
    ]


@pytest.mark.parametrize("code", ["L1", "S3", "C2"])
def test_a_group_that_says_everything_twice_changes_no_pattern(code: str) -> None:
    """Groups, never mentions; only what rests on single answers may rest on more of them."""
    snapshot = sample_snapshot()
    group = next(group.id for group in snapshot.groups if group.code == code)
    again = [replace(x, id=AnswerId(f"{x.id}-2"), ref=f"{x.ref}-2") for x in snapshot.answers if x.group_id == group]
    tags = [Tag(AnswerId(f"{tag.answer_id}-2"), tag.theme_id, tag.rank) for tag in snapshot.tags]
    loud = replace(snapshot, answers=(*snapshot.answers, *again), tags=(*snapshot.tags, *tags))
    assert _told(loud) == _told(snapshot)


def test_the_order_of_the_answers_changes_no_finding() -> None:
    """Nor does that of groups and tags."""
    snapshot = sample_snapshot()
    turned = replace(snapshot, answers=snapshot.answers[::-1], tags=snapshot.tags[::-1], groups=snapshot.groups[::-1])
    assert _told(turned) == _told(snapshot)
    fragile = [(finding.kind, finding.theme_id, finding.fragile) for finding in _found(snapshot)]
    assert [(finding.kind, finding.theme_id, finding.fragile) for finding in _found(turned)] == fragile
