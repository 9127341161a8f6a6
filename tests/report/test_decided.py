"""What was decided on findings is what the report says: in a person's order and words, the dismissed ones counted."""

from dataclasses import replace

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.content import ReportContent, build
from tests.builders import sample_snapshot

BLIND = FindingKind.LEADERSHIP_BLIND_SPOT


def decided(*kept: KeptFinding) -> Snapshot:
    """The sample with some findings decided on, in this order."""
    numbered = (replace(each, id=KeptFindingId(n), position=n) for n, each in enumerate(kept, 1))
    return replace(sample_snapshot(), kept_findings=tuple(numbered))


def on(kind: FindingKind | None, theme: str, sentence: str = "", reason: str = "") -> KeptFinding:
    """What was decided on one finding."""
    return KeptFinding(KeptFindingId(0), kind, ThemeId(theme), dismissed=bool(reason), reason=reason, sentence=sentence)


def cards(content: ReportContent) -> list[tuple[str, str]]:
    """Themes and sentences of the gaps, section by section."""
    return [(card.theme, card.sentence) for section in content.gaps.sections for card in section.cards]


def counted(content: ReportContent) -> tuple[str, ...]:
    """What Method says of the counting."""
    (part,) = (part for part in content.method if part.heading == "What is counted")
    return part.lines


def test_kept_ones_come_first_inside_their_section_in_a_persons_words() -> None:
    before = build(sample_snapshot(), Edition.LEADERSHIP)
    blind = [card for section in before.gaps.sections if "Blind" in section.heading for card in section.cards]
    assert len(blind) > 2
    last = blind[-1].theme
    found = find(compare(sample_snapshot()))
    names = {theme.id: theme.name for theme in sample_snapshot().codebook.themes}
    finding = next(each for each in found if each.primary and names[each.theme_id] == last)
    after = build(decided(on(finding.kind, finding.theme_id, "Look here first.")), Edition.LEADERSHIP)
    (section,) = (section for section in after.gaps.sections if "Blind" in section.heading)
    assert (section.cards[0].theme, section.cards[0].sentence) == (last, "Look here first.")
    assert sorted(theme for theme, _ in cards(after)) == sorted(theme for theme, _ in cards(before))


def test_leadership_does_not_read_what_was_dismissed_and_method_counts_it() -> None:
    snapshot = decided(on(BLIND, "COM-PROACT", reason="Known"), on(None, "OFF-BILL", "Mine", reason="Not mine"))
    leadership, facilitator = (build(snapshot, edition) for edition in (Edition.LEADERSHIP, Edition.FACILITATOR))
    name = snapshot.codebook.by_id[ThemeId("COM-PROACT")].name
    assert name not in dict(cards(leadership))
    assert name in dict(cards(facilitator))
    assert "1 drafted finding was dismissed by the facilitator." in counted(leadership)
    two = decided(on(BLIND, "COM-PROACT", reason="Known"), on(BLIND, "NO-MORE", reason="Known"))
    assert "2 drafted findings were dismissed by the facilitator." in counted(build(two, Edition.LEADERSHIP))
    assert not any("dismissed" in line for line in counted(build(decided(), Edition.LEADERSHIP)))


def test_ones_own_findings_stand_on_a_list_of_their_own_without_names() -> None:
    snapshot = decided(on(None, "OFF-BILL", "Ask Quillan Abernathy who owns it."))
    somebody = replace(snapshot.participants[0], first_name="Quillan", last_name="Abernathy")
    known = replace(snapshot, participants=(*snapshot.participants, somebody))
    (own,) = (part for part in build(known, Edition.LEADERSHIP).keep.lists if "facilitator" in part.heading)
    assert own.lines == ("Ask [name] who owns it.",)
    assert not any("facilitator" in part.heading for part in build(decided(), Edition.LEADERSHIP).keep.lists)


def test_keeping_a_draft_as_it_is_changes_no_word() -> None:
    before = build(sample_snapshot(), Edition.FACILITATOR)
    after = build(decided(on(BLIND, "COM-PROACT")), Edition.FACILITATOR)
    assert dict(cards(after)) == dict(cards(before))
