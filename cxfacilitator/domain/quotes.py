"""Which answers may speak for a finding: words that say what it says, safe to show, a group at a time.

Quotes are suggested and never chosen: which words stand for many is a person's decision.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, zip_longest

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.counts import roles
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.findings import Finding
from cxfacilitator.domain.names import EMAIL, PHONE, flagged_names, full_names, places, single_names
from cxfacilitator.domain.redaction import has_gap
from cxfacilitator.domain.sheets import PRAISE, WISHES, Answer, AnswerId, Box, Concern, Flag
from cxfacilitator.domain.snapshot import Snapshot

LONGEST, SHORTEST, TELLING = 150, 12, 60
"""Letters of a quote that may stand alone on a page, and of one that is read at a glance."""
MOST_SUGGESTED = 12
FEWEST_QUOTED = 5
"""An audience with fewer people behind it is not quoted to others (report minimum of the common tools)."""
LEADERSHIP, STAFF, CUSTOMERS = Audience.LEADERSHIP, Audience.STAFF, Audience.CUSTOMERS


@dataclass(frozen=True, slots=True)
class Side:
    """Where the words of one side of a finding are taken from, so that no quote contradicts it.

    Attributes:
        boxes: The first one is preferred.
        flag: Only answers with this flag.
        role: Only answers that add their group to this count, by the name that `Counts` has.
    """

    audience: Audience
    boxes: tuple[Box, ...]
    flag: Flag | None = None
    role: str = ""

    def takes(self, answer: Answer) -> bool:
        """Whether an answer of this audience says what this side says."""
        return (
            answer.box in self.boxes
            and (self.flag is None or self.flag in answer.flags)
            and (self.role in ("", "mentions") or self.role in roles(answer))
        )


_DIFFER = (Box.DIFFER,)


def _sides(company: tuple[Box, ...], customers: tuple[Box, ...]) -> tuple[Side, ...]:
    return Side(LEADERSHIP, company), Side(STAFF, company), Side(CUSTOMERS, customers)


SIDES: Mapping[FindingKind, tuple[Side, ...]] = {
    FindingKind.SHARED_STRENGTH: _sides(PRAISE, PRAISE),
    FindingKind.UNRECOGNISED_STRENGTH: _sides((Box.START, *PRAISE), PRAISE),
    FindingKind.WORRY_NOT_SHARED: _sides(WISHES, (*PRAISE, Box.DIFFER)),
    FindingKind.SHARED_CONCERN: _sides(WISHES, WISHES),
    FindingKind.LEADERSHIP_BLIND_SPOT: _sides(WISHES, WISHES),
    FindingKind.STAFF_BLIND_SPOT: _sides(WISHES, WISHES),
    FindingKind.COMPANY_BLIND_SPOT: _sides(WISHES, WISHES),
    FindingKind.OVER_CLAIMED_STRENGTH: _sides(PRAISE, WISHES),
    FindingKind.CUSTOMERS_DIVIDED: (Side(CUSTOMERS, PRAISE), Side(CUSTOMERS, (Box.IMPROVE,))),
    FindingKind.UNCONFIRMED_STRENGTH: _sides(PRAISE, PRAISE),
    FindingKind.INVISIBLE_WORK: _sides(PRAISE, (Box.IMPROVE, Box.DIFFER)),
    FindingKind.UNVALUED_WORK: _sides(PRAISE, WISHES),
    FindingKind.INTERNAL_OVER_CLAIM: (Side(LEADERSHIP, PRAISE), Side(STAFF, WISHES)),
    FindingKind.INTERNAL_BLIND_SPOT: (Side(LEADERSHIP, WISHES), Side(STAFF, WISHES)),
    FindingKind.INTERNAL_SHARED_CONCERN: (Side(LEADERSHIP, WISHES), Side(STAFF, WISHES)),
    FindingKind.INTERNAL_SHARED_STRENGTH: (Side(LEADERSHIP, PRAISE), Side(STAFF, PRAISE)),
    FindingKind.COMPETITOR_EDGE_VALUED: (
        Side(CUSTOMERS, _DIFFER, role="valued"),
        Side(LEADERSHIP, _DIFFER),
        Side(STAFF, _DIFFER),
    ),
    FindingKind.COMPETITOR_DIFFERENCE_NOT_VALUED: (
        Side(CUSTOMERS, _DIFFER, role="not_valued"),
        Side(LEADERSHIP, _DIFFER),
        Side(STAFF, _DIFFER),
    ),
    FindingKind.COMPETITOR_CLAIM_UNTESTED: (Side(LEADERSHIP, _DIFFER), Side(STAFF, _DIFFER)),
    FindingKind.CONTINUE_CONSENSUS: _sides((Box.CONTINUE,), (Box.CONTINUE,)),
    FindingKind.PROTECT_BEFORE_CHANGING: (
        *(Side(audience, (Box.START, Box.UNMARKED), flag=Flag.CONFLICT) for audience in Audience),
        Side(CUSTOMERS, (*PRAISE, *WISHES)),
    ),
    FindingKind.NEEDS_EXPLAINING: (Side(CUSTOMERS, (Box.IMPROVE,), flag=Flag.EXPLAIN),),
    FindingKind.EFFORT_HOT_SPOT: (Side(CUSTOMERS, (Box.IMPROVE, *(b for b in Box)), flag=Flag.EFFORT),),
}
"""For each kind of finding, whose words from which boxes say what it says."""


class Trouble(StrEnum):
    """Why a chosen quote needs another look."""

    DELETED = "deleted"
    PARKED = "parked"
    UNREVIEWED = "unreviewed"
    REDACTED = "redacted"
    ELSEWHERE = "elsewhere"
    """It is on another theme now."""


def trouble(snapshot: Snapshot, answer_id: AnswerId, theme_id: ThemeId | None) -> Trouble | None:
    """Return why a quote that was chosen for a finding needs another look; None where it does not.

    Args:
        snapshot: The engagement.
        answer_id: The answer, which may be gone.
        theme_id: The finding's theme, where it has one.
    """
    answer = snapshot.answer.get(answer_id)
    if answer is None:
        return Trouble.DELETED
    if answer in snapshot.set_aside:
        return Trouble.PARKED
    if not answer.reviewed:
        return Trouble.UNREVIEWED
    if theme_id is not None and theme_id not in snapshot.themes_of.get(answer_id, ()):
        return Trouble.ELSEWHERE
    return Trouble.REDACTED if has_gap(answer.wording) else None


def few_people(snapshot: Snapshot) -> frozenset[Audience]:
    """Return the audiences of which it is known that too few people stand behind all their groups."""
    found = set()
    for audience in Audience:
        people = [group.people for group in snapshot.groups_of(audience)]
        known = [count for count in people if count is not None]
        if people and len(known) == len(people) and sum(known) < FEWEST_QUOTED:
            found.add(audience)
    return frozenset(found)


def quotable(answers: Iterable[Answer]) -> list[Answer]:
    """Return the answers that may stand alone on a page: starred ones first, then those of the most telling length."""
    fine = [
        answer
        for answer in answers
        if not answer.flags & {Flag.ILLEGIBLE, Flag.THIN} and SHORTEST <= len(answer.wording) <= LONGEST
    ]
    return sorted(fine, key=lambda answer: (not answer.starred, abs(len(answer.wording) - TELLING), answer.ref))


def safe_to_show(snapshot: Snapshot, names: Sequence[re.Pattern[str] | None] | None = None) -> Callable[[Answer], bool]:
    """Return a test of whether an answer is reviewed and, as far as anybody knows, names nobody.

    What a person has looked at and found right is safe, and so is what words were taken out of.

    Args:
        snapshot: The engagement.
        names: What matches all names in it, where that is known already.
    """
    patterns = names or (full_names(snapshot.participants), single_names(snapshot), flagged_names(snapshot))

    def safe(answer: Answer) -> bool:
        if not answer.reviewed or answer.id not in snapshot.counted:
            return False
        if (answer.id, Concern.NAME) in snapshot.confirmed:
            return True
        if any(places(pattern, answer.wording) for pattern in patterns):
            return False
        if EMAIL.search(answer.wording) or PHONE.search(answer.wording):
            return False
        return Flag.PERSON not in answer.flags or has_gap(answer.wording)

    return safe


def suggest_quotes(finding: Finding, safe: Callable[[Answer], bool]) -> tuple[Answer, ...]:
    """Return answers that could speak for a finding: the sides in turn, one answer of each group, the best first.

    Args:
        finding: The finding.
        safe: What `safe_to_show` returns.
    """
    sides = [_best(finding, side, safe) for side in SIDES[finding.kind]]
    found: dict[int, Answer] = {}
    for answer in chain.from_iterable(zip_longest(*sides)):
        if answer is not None:
            found.setdefault(answer.group_id, answer)
        if len(found) == MOST_SUGGESTED:
            break
    return tuple(found.values())


def _best(finding: Finding, side: Side, safe: Callable[[Answer], bool]) -> Iterator[Answer]:
    fine = quotable(answer for answer in finding.evidence[side.audience] if side.takes(answer))
    seen: set[int] = set()
    for answer in sorted(fine, key=lambda answer: (not answer.starred, answer.box is not side.boxes[0])):
        # Looking for names is slow, so only what would be suggested is looked through.
        if answer.group_id not in seen and safe(answer):
            seen.add(answer.group_id)
            yield answer
