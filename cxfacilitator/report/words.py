"""Numbers into sentences that a facilitator would say.

Past tense throughout: it needs no agreement of number, so "the leadership group named it" and
"3 of 5 customer groups named it" come from one pattern.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from cxfacilitator.domain.conflicts import Against
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.evidence import EvidenceWord
from cxfacilitator.domain.ideas import IdeaEvidence
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.priorities import Priority
from cxfacilitator.domain.text import MONTHS, amount, cardinal, joined, uncapitalised
from cxfacilitator.domain.weights import ScorePart, shares

NOUN = {Audience.LEADERSHIP: "leadership", Audience.STAFF: "staff", Audience.CUSTOMERS: "customer"}
"""The audience as it stands before "group"."""

NONE_FOUND = "None found in these sheets."
NOT_ASKED = "Customers have not been asked."

EVIDENCE = {
    EvidenceWord.CLEAR: "clear",
    EvidenceWord.LIKELY: "likely",
    EvidenceWord.EARLY_SIGN: "early sign",
}
IDEA_EVIDENCE = {
    IdeaEvidence.CUSTOMER_REQUESTED: "Customers asked for it",
    IdeaEvidence.INTERNAL_ENABLER: "Helps staff do their work",
    IdeaEvidence.AGAINST_CUSTOMER_EVIDENCE: "Runs against what customers said",
    IdeaEvidence.PROBLEM_RAISED_SOLUTION_UNTESTED: "Problem raised, answer untested",
    IdeaEvidence.NO_CUSTOMER_EVIDENCE: "No customer group raised it",
    IdeaEvidence.NO_CUSTOMERS_ASKED: "Customers have not been asked",
}
CONFLICT = {
    Against.CUSTOMERS_PRAISE: "customers named {} as done well",
    Against.CUSTOMERS_DO_NOT_VALUE: "customers said that what others do differently on {} does not matter to them",
    Against.TO_CONTINUE: "groups asked to continue {}",
}
BUY_IN = "Buy-in already there; protect"
DISPOSITION = {
    Disposition.DO_NOW: "Do now",
    Disposition.PLAN: "Plan",
    Disposition.ASK_CUSTOMERS: "Ask customers",
    Disposition.EXPLAIN: "Explain",
    Disposition.NOT_NOW: "Not now",
}

PART = {
    ScorePart.REACH: "how many groups ask for it",
    ScorePart.PAIN: "how many customer groups want improved what it is about",
    ScorePart.BREADTH: "how many audiences ask for it",
    ScorePart.RIVAL: "how many groups value what others do better there",
}

QUICK_WIN = (
    "A quick win is asked for by a customer group, by two audiences and by three groups, and people scored its impact "
    "3 or more and its effort 2 or less"
)


def ranked(priority: Priority) -> str:
    """Return where an idea stands, and between which ranks it moves when the weights do: `3 (2 to 4)`."""
    if priority.best == priority.worst:
        return str(priority.rank)
    return f"{priority.rank} ({priority.best} to {priority.worst})"


def weighed(weights: Mapping[ScorePart, float]) -> str:
    """Return what the parts of the score count for: `how many groups ask for it (40), …`."""
    counts = zip(ScorePart, shares(weights), strict=True)
    return joined(f"{PART[part]} ({100 * share:.0f})" for part, share in counts if share)


def some(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun, for example `1 idea`, `4 ideas`, `no ideas`.

    >>> some(0, "idea"), some(1, "idea"), some(2, "person", "people")
    ('no ideas', '1 idea', '2 people')
    """
    return amount(number, singular, plural) if number else f"no {plural or singular + 's'}"


def the_groups(groups: Mapping[Audience, int]) -> str:
    """Say how many groups of each audience there are.

    >>> the_groups({Audience.LEADERSHIP: 1, Audience.STAFF: 9, Audience.CUSTOMERS: 6})
    '1 leadership, 9 staff, 6 customer groups'
    """
    return ", ".join(f"{groups[audience]} {NOUN[audience]}" for audience in Audience) + " groups"


def counted(said: int, total: int, audience: Audience) -> str:
    """Return how many groups of an audience, as the subject of a sentence in the past tense.

    >>> counted(3, 5, Audience.CUSTOMERS), counted(5, 5, Audience.CUSTOMERS), counted(0, 5, Audience.STAFF)
    ('3 of 5 customer groups', 'all five customer groups', 'no staff group')
    >>> counted(2, 2, Audience.STAFF), counted(0, 2, Audience.STAFF), counted(1, 1, Audience.LEADERSHIP)
    ('both staff groups', 'neither staff group', 'the leadership group')
    >>> counted(0, 1, Audience.LEADERSHIP)
    'no leadership group'
    """
    noun = NOUN[audience]
    if total == 1:
        return f"the {noun} group" if said else f"no {noun} group"
    if not said:
        return f"neither {noun} group" if total == 2 else f"no {noun} group"
    if said == total:
        return f"both {noun} groups" if total == 2 else f"all {cardinal(total)} {noun} groups"
    return f"{said} of {total} {noun} groups"


def did(said: int, total: int, audience: Audience) -> str:
    """Return a short answer to "and the others?", for example `no staff group did`.

    >>> did(0, 1, Audience.LEADERSHIP), did(1, 9, Audience.STAFF), did(0, 6, Audience.CUSTOMERS)
    ('the leadership group did not', 'only 1 of 9 staff groups did', 'no customer group did')
    """
    if total == 1 and not said:
        return f"the {NOUN[audience]} group did not"
    few = "only " if 0 < 2 * said < total else ""
    return f"{few}{counted(said, total, audience)} did"


def quoted(theme: str) -> str:
    """Return a theme's name inside a sentence: in quotation marks, and small unless it starts with an abbreviation.

    >>> quoted("Keeping promises"), quoted("IT support")
    ('“keeping promises”', '“IT support”')
    """
    return f"“{uncapitalised(theme)}”"


def sentence(text: str) -> str:
    """Return the text with a capital first letter and a full stop.

    >>> sentence("all five staff groups named it")
    'All five staff groups named it.'
    """
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")


def headed(text: str) -> str:
    """Return the text as a title: a capital first letter and no full stop."""
    return sentence(text).removesuffix(".")


def the_days(days: Sequence[date]) -> str:
    """Return several dates in words, shared months and years written once.

    >>> the_days([date(2025, 9, 3), date(2025, 9, 16), date(2025, 10, 1)])
    '3 and 16 September and 1 October 2025'
    """
    ordered = sorted(set(days))
    parts: list[str] = []
    for year in sorted({day.year for day in ordered}):
        months = []
        for month in sorted({day.month for day in ordered if day.year == year}):
            numbers = [str(day.day) for day in ordered if (day.year, day.month) == (year, month)]
            months.append(f"{joined(numbers)} {MONTHS[month - 1]}")
        parts.append(f"{joined(months)} {year}")
    return joined(parts)
