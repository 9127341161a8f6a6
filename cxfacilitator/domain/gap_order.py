"""The order in which findings are discussed: gaps first, agreement last, what is beside a theme right under it.

The whole list is long. A facilitator who reads only its beginning must have read what matters most.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import Finding


class Section(StrEnum):
    """A part of the list of findings."""

    GAPS = "gaps"
    TO_ASK = "to_ask"
    AGREEMENT = "agreement"
    BESIDE = "beside"


_ORDER: Mapping[Section, tuple[FindingKind, ...]] = {
    Section.GAPS: (
        FindingKind.OVER_CLAIMED_STRENGTH,
        FindingKind.LEADERSHIP_BLIND_SPOT,
        FindingKind.COMPANY_BLIND_SPOT,
        FindingKind.STAFF_BLIND_SPOT,
        FindingKind.INTERNAL_OVER_CLAIM,
        FindingKind.INTERNAL_BLIND_SPOT,
    ),
    Section.TO_ASK: (
        FindingKind.CUSTOMERS_DIVIDED,
        FindingKind.WORRY_NOT_SHARED,
        FindingKind.UNRECOGNISED_STRENGTH,
        FindingKind.UNCONFIRMED_STRENGTH,
        FindingKind.INVISIBLE_WORK,
        FindingKind.UNVALUED_WORK,
    ),
    Section.AGREEMENT: (
        FindingKind.SHARED_CONCERN,
        FindingKind.INTERNAL_SHARED_CONCERN,
        FindingKind.SHARED_STRENGTH,
        FindingKind.INTERNAL_SHARED_STRENGTH,
    ),
}
_KINDS = [kind for kinds in _ORDER.values() for kind in kinds]
_SECTION = {kind: section for section, kinds in _ORDER.items() for kind in kinds}


def in_order(findings: Iterable[Finding], comparison: Comparison) -> tuple[tuple[Section, Finding], ...]:
    """Return the findings in the order in which to discuss them, each with its section.

    A theme's overlays follow its primary finding and share its section; overlays of a theme that
    makes no pattern of its own come last. Inside a kind the themes that most customer groups
    speak of come first, then those of most staff groups.
    """
    listed = list(findings)
    primary = {finding.theme_id: finding.kind for finding in listed if finding.primary}
    places = {view.theme.id: place for place, view in enumerate(comparison.themes)}

    def key(finding: Finding) -> tuple[int, int, int, int, bool]:
        kind = primary.get(finding.theme_id)
        counts = comparison.by_id[finding.theme_id].counts
        return (
            _KINDS.index(kind) if kind else len(_KINDS),
            -counts[Audience.CUSTOMERS].mentions,
            -counts[Audience.STAFF].mentions,
            places[finding.theme_id],
            not finding.primary,
        )

    def section(finding: Finding) -> Section:
        kind = primary.get(finding.theme_id)
        return _SECTION[kind] if kind else Section.BESIDE

    return tuple((section(finding), finding) for finding in sorted(listed, key=key))
