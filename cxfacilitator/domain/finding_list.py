"""The list of findings: what the rules find now beside what people decided, and what has changed in between."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import Comparison, ThemeView
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import Finding, find
from cxfacilitator.domain.gap_order import in_order
from cxfacilitator.domain.kept_findings import FindingKey, KeptFinding, RestsOn

COUNTED = ("well", "improve", "raises", "wants", "keeps", "differ", "valued", "not_valued", "mentions")
"""The counts of a theme that a finding may rest on."""


class Status(StrEnum):
    """How a finding stands between the rule and the person."""

    DRAFT = "draft"
    KEPT = "kept"
    CHANGED = "changed"
    DISMISSED = "dismissed"
    DISMISSED_CHANGED = "dismissed_changed"
    GONE = "gone"
    """Kept, and the rule does not find it any more."""


@dataclass(frozen=True)
class Listed:
    """A finding on the list: what the rule finds now, what was decided, or both.

    Attributes:
        finding: None for one's own, and where the rule does not find it any more.
        kept: None for a draft.
    """

    finding: Finding | None
    kept: KeptFinding | None
    status: Status

    @property
    def kind(self) -> FindingKind | None:
        """None for a finding of one's own."""
        return self.finding.kind if self.finding else self.kept.kind if self.kept else None

    @property
    def theme_id(self) -> ThemeId | None:
        """None for one's own that is on no theme, and where the theme has left the codebook."""
        return self.finding.theme_id if self.finding else self.kept.theme_id if self.kept else None

    @property
    def on_the_list(self) -> bool:
        """Whether it is kept, whatever has become of it."""
        return self.kept is not None and not self.kept.dismissed


def key_of(finding: Finding) -> FindingKey:
    """Return what makes the finding the same one tomorrow."""
    return FindingKey(finding.kind, finding.theme_id)


def rests_on(view: ThemeView, finding: Finding | None = None, sentence: str = "") -> RestsOn:
    """Return what a finding on a theme rests on now.

    Args:
        view: The theme.
        finding: None where the rule finds it no more.
        sentence: The drafted sentence.
    """
    return RestsOn(
        sentence,
        view.theme.name,
        {audience: view.counts[audience].groups for audience in Audience},
        {a: {name: getattr(view.counts[a], name) for name in COUNTED} for a in Audience},
        {audience: view.state(audience) for audience in Audience},
        {audience: {answer.id: answer.ref for answer in view.answers[audience]} for audience in Audience},
        finding.word if finding else None,
        finding.fragile if finding else False,
    )


def has_changed(then: RestsOn, now: RestsOn) -> bool:
    """Whether a finding rests on other answers or counts; a theme's new name, or an answer's, changes nothing."""
    return any(
        then.groups.get(audience) != now.groups[audience]
        or then.counts.get(audience) != now.counts[audience]
        or then.states.get(audience) is not now.states[audience]
        or set(then.answers.get(audience, {})) != set(now.answers[audience])
        for audience in Audience
    ) or (then.word, then.fragile) != (now.word, now.fragile)


def status(kept: KeptFinding | None, finding: Finding | None, comparison: Comparison) -> Status:
    """Return how a finding stands.

    Args:
        kept: What was decided; None for a draft.
        finding: What the rule finds now; None for one's own, and where it finds nothing any more.
    """
    if kept is None:
        return Status.DRAFT
    if finding is None:
        if kept.dismissed:
            return Status.DISMISSED_CHANGED if kept.kind else Status.DISMISSED
        return Status.GONE if kept.kind else Status.KEPT
    changed = has_changed(kept.rests_on, rests_on(comparison.by_id[finding.theme_id], finding))
    if kept.dismissed:
        return Status.DISMISSED_CHANGED if changed else Status.DISMISSED
    return Status.CHANGED if changed else Status.KEPT


def list_findings(
    kept: Iterable[KeptFinding], comparison: Comparison, found: Iterable[Finding] | None = None
) -> tuple[Listed, ...]:
    """Return every finding with what was decided on it: the kept ones in a person's order, drafts, dismissed ones.

    Drafts stand in the order in which to discuss them. Nothing that somebody decided on is ever left out.

    Args:
        kept: What was decided.
        comparison: The comparison.
        found: What the rule finds in it, where that is known already.
    """
    drafts = [finding for _, finding in in_order(find(comparison) if found is None else found, comparison)]
    by_key = {key_of(finding): finding for finding in drafts}
    decided = []
    for each in sorted(kept, key=lambda one: (one.dismissed, one.position, one.id)):
        finding = by_key.pop(each.key, None) if each.key else None
        decided.append(Listed(finding, each, status(each, finding, comparison)))
    still_drafts = [Listed(finding, None, Status.DRAFT) for finding in drafts if key_of(finding) in by_key]
    return (
        *(each for each in decided if each.on_the_list),
        *still_drafts,
        *(each for each in decided if not each.on_the_list),
    )
