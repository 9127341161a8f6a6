"""Say what was found in sentences that a facilitator would say."""

from dataclasses import dataclass

from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.findings import Finding, find
from cxfacilitator.report.sentences import RESPONSE, finding_sentence


@dataclass(frozen=True)
class ToldFinding:
    """A finding with its words.

    Attributes:
        sentence: What the audiences said, with counts.
        response: The kind of answer that usually fits; the decision stays with people.
    """

    finding: Finding
    sentence: str
    response: str


def tell(comparison: Comparison) -> tuple[ToldFinding, ...]:
    """Return every finding with its words, in the order in which they were found."""
    return tuple(
        ToldFinding(finding, finding_sentence(finding, comparison.by_id[finding.theme_id]), RESPONSE[finding.kind])
        for finding in find(comparison)
    )
