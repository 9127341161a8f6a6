"""Say what was found in sentences that a facilitator would say, and note what people decide on it."""

from cxfacilitator.report.debrief import RESPONSE_KIND
from cxfacilitator.services.findings.deciding import (
    Which,
    arrange,
    dismiss,
    edit,
    keep,
    own,
    set_question,
    set_quotes,
    set_response,
    settle,
    sort,
    take_back,
)
from cxfacilitator.services.findings.listing import ChosenQuote, FindingCard, cards, suggested_quotes
from cxfacilitator.services.findings.telling import ToldFinding, tell, tell_whole

__all__ = [
    "RESPONSE_KIND",
    "ChosenQuote",
    "FindingCard",
    "ToldFinding",
    "Which",
    "arrange",
    "cards",
    "dismiss",
    "edit",
    "keep",
    "own",
    "set_question",
    "set_quotes",
    "set_response",
    "settle",
    "sort",
    "suggested_quotes",
    "take_back",
    "tell",
    "tell_whole",
]
