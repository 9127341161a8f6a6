"""Say what was found in sentences that a facilitator would say."""

from dataclasses import dataclass

from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.findings import Finding, find
from cxfacilitator.report.sentences import HEADING, RESPONSE, alignment_sentence, finding_sentence, missing_sentence


@dataclass(frozen=True)
class ToldFinding:
    """A finding with its words.

    Attributes:
        heading: What this kind of finding is called.
        sentence: What the audiences said, with counts.
        response: The kind of answer that usually fits; the decision stays with people.
    """

    finding: Finding
    heading: str
    sentence: str
    response: str


def tell(comparison: Comparison) -> tuple[ToldFinding, ...]:
    """Return every finding with its words, in the order in which they were found."""
    return tuple(_told(finding, comparison) for finding in find(comparison))


def tell_whole(comparison: Comparison) -> str:
    """Say in one or two sentences how leadership stands to customers, and which comparison is missing."""
    return " ".join(filter(None, (alignment_sentence(comparison.alignment), missing_sentence(comparison))))


def _told(finding: Finding, comparison: Comparison) -> ToldFinding:
    sentence = finding_sentence(finding, comparison.by_id[finding.theme_id])
    return ToldFinding(finding, HEADING[finding.kind], sentence, RESPONSE[finding.kind])
