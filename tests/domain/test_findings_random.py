"""Whatever engagement: findings rest on reviewed answers, on groups and not on mentions, in no order."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import Finding, find
from cxfacilitator.domain.matrix import matrix
from cxfacilitator.domain.saturation import saturation
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from tests.builders import sample_snapshot
from tests.engagements import random_engagement

SEEDS = st.integers(0, 2**32)


def without_refs(finding: Finding) -> tuple[object, ...]:
    """A finding without the names of the lines it rests on."""
    facts = {name: fact for name, fact in finding.facts.items() if name == "by" or not isinstance(fact, tuple)}
    return finding.kind, finding.theme_id, finding.states, facts, finding.primary, finding.word, finding.not_asked


def said(findings: Sequence[Finding]) -> list[tuple[object, ...]]:
    """Findings without the names of the lines they rest on."""
    return [without_refs(finding) for finding in findings]


def test_every_kind_turns_up() -> None:
    found = Counter(finding.kind for seed in range(200) for finding in find(compare(random_engagement(seed))))
    assert set(found) == set(FindingKind)


@settings(max_examples=150)
@given(seed=SEEDS)
def test_what_is_not_reviewed_counts_for_nothing(seed: int) -> None:
    snapshot = random_engagement(seed)
    unread = {answer.id for answer in snapshot.answers if not answer.reviewed}
    found = find(compare(snapshot))
    resting_on = {answer.id for finding in found for audience in Audience for answer in finding.evidence[audience]}
    assert not resting_on & unread
    bare = replace(
        snapshot,
        answers=tuple(answer for answer in snapshot.answers if answer.id not in unread),
        tags=tuple(tag for tag in snapshot.tags if tag.answer_id not in unread),
    )
    assert find(compare(bare)) == found


@settings(max_examples=150)
@given(seed=SEEDS)
def test_evidence_is_all_that_has_the_theme_and_nothing_else(seed: int) -> None:
    snapshot = random_engagement(seed)
    for finding in find(compare(snapshot)):
        for audience in Audience:
            for answer in finding.evidence[audience]:
                assert finding.theme_id in snapshot.themes_of[answer.id]
                assert snapshot.audience_of(answer) is audience


@settings(max_examples=150)
@given(seed=SEEDS, whose=st.integers(0, 20))
def test_a_group_that_writes_everything_twice_changes_nothing(seed: int, whose: int) -> None:
    snapshot = random_engagement(seed)
    if not snapshot.groups:
        return
    loud = snapshot.groups[whose % len(snapshot.groups)].id
    again = {answer.id: AnswerId(f"{answer.id}-again") for answer in snapshot.answers if answer.group_id == loud}

    def twice(answer: Answer) -> tuple[Answer, ...]:
        if answer.id not in again:
            return (answer,)
        return answer, replace(answer, id=again[answer.id], ref=again[answer.id], position=answer.position + 100)

    doubled = replace(
        snapshot,
        answers=tuple(copy for answer in snapshot.answers for copy in twice(answer)),
        tags=(
            *snapshot.tags,
            *(replace(tag, answer_id=again[tag.answer_id]) for tag in snapshot.tags if tag.answer_id in again),
        ),
    )
    before, after = find(compare(snapshot)), find(compare(doubled))
    assert said(after) == said(before)
    for one, other in zip(before, after, strict=True):
        assert one.fragile or not other.fragile, "more lines never make it rest on fewer statements"


@settings(max_examples=150)
@given(seed=SEEDS)
def test_the_order_of_what_was_typed_changes_nothing(seed: int) -> None:
    snapshot = random_engagement(seed)
    chance = random.Random(seed)
    shuffled = replace(
        snapshot,
        answers=tuple(chance.sample(snapshot.answers, len(snapshot.answers))),
        groups=tuple(chance.sample(snapshot.groups, len(snapshot.groups))),
        tags=tuple(chance.sample(snapshot.tags, len(snapshot.tags))),
    )
    before, after = find(compare(snapshot)), find(compare(shuffled))
    assert said(after) == said(before)
    assert [finding.fragile for finding in after] == [finding.fragile for finding in before]
    assert evidence(after) == evidence(before)


@settings(max_examples=25)
@given(SEEDS, SEEDS)
def test_what_was_compared_before_spares_work_and_changes_nothing(seed: int, other: int) -> None:
    """Nothing at all need be the same: it may even have been another engagement."""
    snapshot, chance, before = random_engagement(seed), random.Random(seed), compare(random_engagement(other))
    for _ in range(4):
        again, anew = compare(snapshot, before), compare(snapshot)
        assert again == anew
        assert find(again) == find(anew)
        assert matrix(snapshot, again) == matrix(snapshot, anew)
        assert {a: saturation(snapshot, again, a) for a in Audience} == {
            a: saturation(snapshot, anew, a) for a in Audience
        }
        snapshot, before = changed(snapshot, chance), again


def test_a_theme_that_nothing_was_said_of_since_is_not_worked_out_again() -> None:
    """One theme taken from one answer, which keeps another."""
    snapshot = sample_snapshot()
    before = compare(snapshot)
    gone = next(tag for tag in snapshot.tags if tag.rank == 2)
    after = compare(replace(snapshot, tags=tuple(tag for tag in snapshot.tags if tag is not gone)), before)
    anew = [view.theme.id for view, known in zip(after.themes, before.themes, strict=True) if view is not known]
    assert anew == [gone.theme_id]


def changed(snapshot: Snapshot, chance: random.Random) -> Snapshot:
    """The engagement after one answer was decided on in another way, or moved, or a theme was renamed."""
    if not snapshot.answers:
        return snapshot
    answer = chance.choice(snapshot.answers)
    theme = chance.choice(snapshot.codebook.themes)
    match chance.randrange(4):
        case 0:
            tags = [tag for tag in snapshot.tags if tag.answer_id != answer.id or chance.random() < 0.5]
            return replace(snapshot, tags=(*tags, Tag(answer.id, theme.id, 3)))
        case 1:
            other = replace(answer, reviewed=not answer.reviewed)
        case 2:
            other = replace(answer, box=chance.choice(list(Box)), group_id=chance.choice(snapshot.groups).id)
        case _:
            named = tuple(replace(t, name=f"{t.name}!") if t is theme else t for t in snapshot.codebook.themes)
            return replace(snapshot, codebook=replace(snapshot.codebook, themes=named))
    return replace(snapshot, answers=tuple(other if each is answer else each for each in snapshot.answers))


def evidence(findings: Sequence[Finding]) -> list[dict[Audience, set[AnswerId]]]:
    """The answers behind findings, in no order."""
    return [{a: {answer.id for answer in finding.evidence[a]} for a in Audience} for finding in findings]


def test_the_same_seed_gives_the_same_engagement() -> None:
    first: Snapshot = random_engagement(7)
    assert first == random_engagement(7)
