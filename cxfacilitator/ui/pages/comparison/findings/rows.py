"""The list of findings as rows: what is to decide, what was decided, and what is told word for word."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from cxfacilitator.domain.beside import Beside
from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.evidence import EvidenceWord
from cxfacilitator.domain.finding_list import Status, key_of
from cxfacilitator.domain.gap_order import Section
from cxfacilitator.domain.kept_findings import FindingKey
from cxfacilitator.services.findings import FindingCard, Which
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.comparison.compared import Compared
from cxfacilitator.ui.widgets.count_marks import count_marks
from cxfacilitator.ui.widgets.quote_list import answer_row
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedRow

TO_DECIDE: Mapping[Section, str] = {
    Section.GAPS: "To decide: gaps to close",
    Section.TO_ASK: "To decide: to ask, to tell and to show",
    Section.AGREEMENT: "To decide: agreement, to fix and to protect",
    Section.BESIDE: "To decide: beside these",
}
KEPT, GONE, DISMISSED = "Kept, in your order", "Kept, and no longer found", "Dismissed"
SERIOUS, PARKED = "Never averaged away, word for word", "Not about the customer experience"
FEW = "rests on few statements"
CHANGED: Mapping[Status, str] = {
    Status.CHANGED: "Changed since you kept it",
    Status.DISMISSED_CHANGED: "Changed since you dismissed it",
}
DIFFERENCE: Mapping[EvidenceWord, str] = {
    EvidenceWord.CLEAR: "A clear difference",
    EvidenceWord.LIKELY: "A likely difference",
    EvidenceWord.EARLY_SIGN: "Only an early sign",
}
MEANING: Mapping[str, str] = {
    EvidenceWord.CLEAR: (
        "Clear: at least three groups would have to answer differently before the difference goes away, and chance "
        "would rarely give it."
    ),
    EvidenceWord.LIKELY: (
        "Likely: at least two groups would have to answer differently before the difference goes away."
    ),
    EvidenceWord.EARLY_SIGN: "Early sign: a question to ask, not a finding.",
    FEW: "Rests on few statements: one answer read differently would change it. Read its quotes first.",
}


def which_of(card: FindingCard) -> Which:
    """Return what a finding is called: a rule's by kind and theme, kept or not; one's own by its number."""
    finding, kept = card.listed.finding, card.listed.kept
    if finding is not None:
        return key_of(finding)
    assert kept is not None
    return kept.key or kept.id


def decided(cards: Iterable[FindingCard]) -> tuple[int, int]:
    """Return how many of the findings that rules draft are decided on, and how many there are."""
    drafted = [card for card in cards if card.listed.kind is not None]
    return sum(card.listed.kept is not None for card in drafted), len(drafted)


def rows(compared: Compared, words: Sequence[str] = ()) -> tuple[WrappedRow, ...]:
    """Return the whole list, or what has all of some words; a part without rows has no heading."""
    sections = {key_of(finding): section for section, finding in compared.found}
    parts: dict[str, list[WrappedRow]] = {
        name: [] for name in (*TO_DECIDE.values(), KEPT, GONE, DISMISSED, SERIOUS, PARKED)
    }
    for card in compared.cards:
        text = f"{card.heading} {card.theme} {card.sentence}".casefold()
        if all(word in text for word in words):
            parts[_part(card, sections)].append(_row(card, compared.comparison, compared.beside))
    serious = (*compared.comparison.serious, *compared.beside.serious)
    for name, answers in ((SERIOUS, serious), (PARKED, compared.beside.parked)):
        wanted = [x for x in answers if all(word in x.wording.casefold() for word in words)]
        parts[name] += [replace(answer_row(compared.snapshot, x, marked=True), key=(name, x.id)) for x in wanted]
    return tuple(_under_headings(parts))


def _under_headings(parts: Mapping[str, Sequence[WrappedRow]]) -> Iterator[WrappedRow]:
    for name, found in parts.items():
        if found:
            yield WrappedRow((Line(f"{name} ({len(found)})", theme.LEAD, strong=True),), heading=True)
            yield from found


def _part(card: FindingCard, sections: Mapping[FindingKey, Section]) -> str:
    listed = card.listed
    if listed.kept is None:
        assert listed.finding is not None
        return TO_DECIDE[sections[key_of(listed.finding)]]
    if listed.kept.dismissed:
        return DISMISSED
    return GONE if listed.status is Status.GONE else KEPT


def _row(card: FindingCard, comparison: Comparison, beside: Beside) -> WrappedRow:
    listed, finding = card.listed, card.listed.finding
    kept = listed.kept
    head = [
        card.heading,
        finding.word.value if finding and finding.word else "",
        FEW if finding and finding.fragile else "",
        card.response_kind.lower() if listed.on_the_list else "",
    ]
    lines = [Line(" · ".join(filter(None, head)), theme.SMALL, "muted", strong=True), Line(card.sentence)]
    if listed.status in CHANGED:
        lines.append(Line(CHANGED[listed.status], theme.SMALL, "warning", strong=True))
    if kept and kept.dismissed:
        lines.append(Line(f"Because: {kept.reason}", theme.SMALL, "muted"))
    elif listed.theme_id is not None and listed.theme_id in comparison.by_id:
        lines.append(Line("", theme.SMALL, marks=count_marks(comparison.by_id[listed.theme_id].counts)))
        agreeing = beside.agreeing_in_words(listed.theme_id)
        if agreeing:
            lines.append(Line(f"And {agreeing}", theme.SMALL, "muted"))
    return WrappedRow(tuple(lines), which_of(card), card)
