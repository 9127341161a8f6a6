"""The list of findings: nothing decided is ever dropped, and a decision says when what it rests on has changed."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.comparison import Comparison, compare
from cxfacilitator.domain.finding_list import Listed, Status, has_changed, key_of, list_findings, rests_on
from cxfacilitator.domain.findings import Finding, find
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId, RestsOn
from cxfacilitator.domain.snapshot import Snapshot
from tests.builders import sample_snapshot
from tests.engagements import random_engagement

SEEDS = st.integers(0, 2**32)


def kept_now(finding: Finding, comparison: Comparison, number: int) -> KeptFinding:
    """A finding kept as it stands."""
    now = rests_on(comparison.by_id[finding.theme_id], finding, "drafted")
    return KeptFinding(
        KeptFindingId(number), finding.kind, finding.theme_id, -number, dismissed=number % 3 == 0, rests_on=now
    )


def all_kept(snapshot: Snapshot) -> tuple[KeptFinding, ...]:
    """Everything decided on as it stands, and one finding of one's own."""
    comparison = compare(snapshot)
    found = [kept_now(finding, comparison, number) for number, finding in enumerate(find(comparison), 1)]
    return (*found, KeptFinding(KeptFindingId(0), sentence="Mine"))


@settings(max_examples=100)
@given(seed=SEEDS)
def test_what_is_kept_as_it_stands_has_not_changed(seed: int) -> None:
    snapshot = random_engagement(seed)
    comparison, kept = compare(snapshot), all_kept(random_engagement(seed))
    listed = list_findings(kept, comparison)
    assert {each.status for each in listed} <= {Status.KEPT, Status.DISMISSED}
    assert sorted(each.kept.id for each in listed if each.kept) == sorted(each.id for each in kept)


@settings(max_examples=100)
@given(seed=SEEDS, other=SEEDS)
def test_nothing_decided_and_nothing_found_is_left_out(seed: int, other: int) -> None:
    kept, comparison = all_kept(random_engagement(seed)), compare(random_engagement(other))
    listed = list_findings(kept, comparison)
    assert sorted(each.kept.id for each in listed if each.kept) == sorted(each.id for each in kept)
    found = [each.finding for each in listed if each.finding]
    assert sorted(map(key_of, found)) == sorted(map(key_of, find(comparison)))
    for each in listed:
        if each.kept and each.finding:
            assert each.kept.key == key_of(each.finding)
            assert (each.status in (Status.CHANGED, Status.DISMISSED_CHANGED)) == changed(each, comparison)
        elif each.kept and each.kept.kind:
            assert each.status is (Status.DISMISSED_CHANGED if each.kept.dismissed else Status.GONE)


def changed(each: Listed, comparison: Comparison) -> bool:
    """Whether anything that was noted of a finding is different now, but its words."""
    assert each.kept
    assert each.finding
    then, now = each.kept.rests_on, rests_on(comparison.by_id[each.finding.theme_id], each.finding)
    wordless = [replace(side, sentence="", theme="") for side in (then, now)]
    return wordless[0] != wordless[1]


def test_kept_ones_stand_in_a_persons_order_then_drafts_then_dismissed_ones() -> None:
    comparison = compare(sample_snapshot())
    one, two, three, *_ = (kept_now(f, comparison, n) for n, f in enumerate(find(comparison), 1))
    mine = KeptFinding(KeptFindingId(9), sentence="Mine", position=-7)
    listed = list_findings((one, two, three, mine), comparison)
    assert [each.kept for each in listed[:3]] == [mine, two, one]
    assert listed[-1].kept == three
    assert {each.status for each in listed[3:-1]} == {Status.DRAFT}
    assert (listed[0].kind, listed[0].theme_id, listed[0].status) == (None, None, Status.KEPT)
    assert [each.on_the_list for each in listed] == [True] * 3 + [False] * (len(listed) - 3)


def test_new_names_of_a_theme_and_of_answers_change_nothing() -> None:
    comparison = compare(sample_snapshot())
    finding = find(comparison)[0]
    now: RestsOn = rests_on(comparison.by_id[finding.theme_id], finding)
    renamed = replace(
        now,
        theme="Another name",
        sentence="Another sentence",
        answers={audience: dict.fromkeys(refs, "X-1") for audience, refs in now.answers.items()},
    )
    assert not has_changed(renamed, now)
    assert has_changed(replace(now, answers={key: {} for key in now.answers}), now)
    assert has_changed(RestsOn(), now)
