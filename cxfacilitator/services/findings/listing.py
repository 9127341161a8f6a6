"""The list of findings in words: what is found, what was decided on it, and what has changed in between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from cxfacilitator.domain.comparison import Comparison, ThemeView, compare
from cxfacilitator.domain.finding_list import Listed, list_findings
from cxfacilitator.domain.findings import Finding
from cxfacilitator.domain.quotes import safe_to_show, suggest_quotes, trouble
from cxfacilitator.domain.responses import SUGGESTED, Response
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.debrief import RESPONSE_KIND, TROUBLE, changes, heading, kept_question, kept_theme
from cxfacilitator.report.sentences import RESPONSE, Number, finding_numbers, finding_sentence


@dataclass(frozen=True)
class ChosenQuote:
    """An answer that was chosen to speak for a finding.

    Attributes:
        answer: None where it has been deleted since.
        trouble: Why it needs another look, in words; empty where it does not.
    """

    answer_id: AnswerId
    answer: Answer | None
    trouble: str


@dataclass(frozen=True)
class FindingCard:
    """A finding with all its words.

    Attributes:
        theme: What its theme is called, or was called when it was kept; empty for one's own on no theme.
        sentence: A person's words, or the drafted ones as they were when it was kept.
        view: Its theme as the audiences see it now; None where the rule finds nothing, and for one's own.
        draft: What the rule says now; empty where it finds nothing, and for one's own.
        response: None for one's own for which nobody has chosen.
        response_kind: What the response is called; empty for none.
        advice: The response in a sentence; empty for one's own.
        question: For the debrief; empty for one's own until somebody words it.
        changes: What has changed since it was decided on, in sentences.
    """

    listed: Listed
    heading: str
    theme: str
    sentence: str
    view: ThemeView | None
    draft: str
    response: Response | None
    response_kind: str
    advice: str
    question: str
    changes: tuple[str, ...]
    quotes: tuple[ChosenQuote, ...]

    @cached_property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of groups in the draft, each with the answers that it is counted from."""
        finding = self.listed.finding
        return finding_numbers(finding, self.view) if finding and self.view else ()


def cards(
    snapshot: Snapshot, comparison: Comparison | None = None, found: Iterable[Finding] | None = None
) -> tuple[FindingCard, ...]:
    """Return every finding with its words: the kept ones in a person's order, then drafts, then dismissed ones.

    Args:
        snapshot: The engagement.
        comparison: Where it is known already.
        found: What the rules find in it, where that is known already.
    """
    comparison = comparison or compare(snapshot)
    listed = list_findings(snapshot.kept_findings, comparison, found)
    return tuple(_card(each, snapshot, comparison) for each in listed)


def suggested_quotes(snapshot: Snapshot, cards: Sequence[FindingCard]) -> tuple[tuple[Answer, ...], ...]:
    """Return for each finding the answers that could speak for it, the best first, one of each group.

    There are none for one's own, and where the rule finds nothing any more.
    """
    safe = safe_to_show(snapshot)
    return tuple(suggest_quotes(card.listed.finding, safe) if card.listed.finding else () for card in cards)


def _card(each: Listed, snapshot: Snapshot, comparison: Comparison) -> FindingCard:
    kept, finding = each.kept, each.finding
    view = comparison.by_id[finding.theme_id] if finding else None
    draft = finding_sentence(finding, view) if finding and view else ""
    response = (kept.response if kept else None) or (SUGGESTED[each.kind] if each.kind else None)
    return FindingCard(
        each,
        heading(each.kind),
        kept_theme(each, snapshot.codebook),
        (kept.sentence or kept.rests_on.sentence) if kept else draft,
        view,
        draft,
        response,
        RESPONSE_KIND[response] if response else "",
        RESPONSE[each.kind] if each.kind else "",
        kept_question(each, snapshot.codebook),
        changes(each, comparison),
        tuple(_chosen(snapshot, answer_id, each) for answer_id in kept.quotes) if kept else (),
    )


def _chosen(snapshot: Snapshot, answer_id: AnswerId, each: Listed) -> ChosenQuote:
    found = trouble(snapshot, answer_id, each.theme_id)
    return ChosenQuote(answer_id, snapshot.answer.get(answer_id), TROUBLE[found] if found else "")
