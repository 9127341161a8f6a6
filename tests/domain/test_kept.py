"""No Continue answer is lost, and agreement is what the findings call agreement."""

from dataclasses import replace

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.kept import kept
from cxfacilitator.domain.sheets import Box
from tests.builders import sample_snapshot


def test_every_reviewed_continue_answer_is_there() -> None:
    snapshot = sample_snapshot()
    found = {
        a.id for each in kept(snapshot, compare(snapshot)) for audience in Audience for a in each.answers[audience]
    }
    assert found == {answer.id for answer in snapshot.answers if answer.box is Box.CONTINUE}


def test_agreement_comes_first_and_is_that_of_the_findings() -> None:
    snapshot = sample_snapshot()
    comparison = compare(snapshot)
    listed = kept(snapshot, comparison)
    agreed = [each.theme.id for each in listed if each.agreed and each.theme]
    assert [each.theme.id for each in listed[: len(agreed)] if each.theme] == agreed
    wanted = {f.theme_id for f in find(comparison) if f.kind is FindingKind.CONTINUE_CONSENSUS}
    assert set(agreed) == wanted
    assert wanted


def test_groups_are_counted_and_not_lines() -> None:
    snapshot = sample_snapshot()
    comparison = compare(snapshot)
    for each in kept(snapshot, comparison):
        for audience in Audience:
            if each.theme:
                assert each.groups(audience) == comparison.by_id[each.theme.id].counts[audience].keeps


def test_answers_on_no_theme_stand_at_the_end() -> None:
    snapshot = sample_snapshot()
    bare = replace(snapshot, tags=())
    listed = kept(bare, compare(bare))
    assert [each.theme for each in listed] == [None]
    assert not listed[0].agreed
