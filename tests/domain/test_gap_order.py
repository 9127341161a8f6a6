"""The list of findings begins with what matters most, and loses none."""

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.gap_order import Section, in_order
from tests.builders import sample_snapshot


def test_gaps_come_first_and_agreement_after() -> None:
    comparison = compare(sample_snapshot())
    ordered = in_order(find(comparison), comparison)
    kinds = [finding.kind for _, finding in ordered if finding.primary]
    assert kinds[:2] == [FindingKind.OVER_CLAIMED_STRENGTH, FindingKind.OVER_CLAIMED_STRENGTH]
    assert kinds[-1] is FindingKind.INTERNAL_SHARED_STRENGTH
    assert kinds.index(FindingKind.SHARED_CONCERN) > kinds.index(FindingKind.INVISIBLE_WORK)
    sections = [section for section, _ in ordered]
    assert sections == sorted(sections, key=list(Section).index)


def test_the_gap_that_most_customer_groups_speak_of_is_first() -> None:
    comparison = compare(sample_snapshot())
    _, first = in_order(find(comparison), comparison)[0]
    assert comparison.by_id[first.theme_id].theme.name == "Billing, invoicing & payment"


def test_what_is_beside_a_theme_follows_its_pattern_and_nothing_is_lost() -> None:
    comparison = compare(sample_snapshot())
    found = find(comparison)
    ordered = [finding for _, finding in in_order(found, comparison)]
    assert len(ordered) == len(found)
    for number, finding in enumerate(ordered):
        themes = [other.theme_id for other in ordered]
        assert number == 0 or finding.theme_id not in themes[:number] or themes[number - 1] == finding.theme_id
        if finding.primary:
            assert finding.theme_id not in themes[:number]


def test_a_theme_with_overlays_alone_stands_at_the_end() -> None:
    comparison = compare(sample_snapshot())
    found = find(comparison)
    primary = {finding.theme_id for finding in found if finding.primary}
    beside = [finding for section, finding in in_order(found, comparison) if section is Section.BESIDE]
    assert beside
    assert all(finding.theme_id not in primary for finding in beside)
