"""The tables of an audience as cards, with what a facilitator should know of them."""

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import (
    LARGEST,
    SMALLEST,
    Attribute,
    Group,
    GroupId,
    GroupPlan,
    feasible_splits,
    sitting_with_manager,
)
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import groups as service
from cxfacilitator.ui.widgets.seating_view import Card, Seat


@dataclass(frozen=True)
class Seen:
    """Who is to be seated and who sits where; `loose` are those without a seat."""

    audience: Audience = Audience.STAFF
    session_code: str = ""
    people: tuple[Participant, ...] = ()
    groups: tuple[Group, ...] = ()
    loose: tuple[Participant, ...] = ()
    members: Mapping[GroupId, tuple[Participant, ...]] = field(default_factory=dict)


def see(snapshot: Snapshot, audience: Audience, session_code: str) -> Seen:
    """Look at one audience, or at one session of it."""
    members: dict[GroupId, list[Participant]] = {}
    for person in snapshot.participants:
        if person.group_id is not None:
            members.setdefault(GroupId(person.group_id), []).append(person)
    people = service.to_seat(snapshot, audience, session_code)
    waiting = {person.id for person in service.loose(snapshot, audience)}
    return Seen(
        audience,
        session_code,
        people,
        service.of_session(snapshot, audience, session_code),
        tuple(person for person in people if person.id in waiting),
        {group: tuple(people) for group, people in members.items()},
    )


def fits(plan: GroupPlan, seen: Seen) -> bool:
    """Whether a plan seats exactly those who are to be seated now."""
    return sorted(person for group in plan.groups for person in group) == sorted(person.id for person in seen.people)


def headcount_words(seen: Seen, snapshot: Snapshot | None) -> str:
    """Say where the number of people to seat comes from."""
    everybody = snapshot.participants if snapshot is not None else ()
    absent = sum(
        person.audience is seen.audience
        and not person.attendance.may_sit
        and (not seen.session_code or person.session_code == seen.session_code)
        for person in everybody
    )
    where = f"invited to {seen.session_code}" if seen.session_code else "on the roster"
    if not absent:
        return f"Everybody {where} who is not marked as missing."
    return f"{len(seen.people) + absent} {where}; {absent} marked as not here."


def other_headcounts(people: int) -> str:
    """Say how many people more or fewer could be split.

    >>> other_headcounts(11)
    'This comes nearest. It works with 1 more, or with 3 fewer.'
    """
    more = next(n for n in itertools.count(1) if feasible_splits(people + n))
    fewer = next((n for n in range(1, people) if feasible_splits(people - n)), 0)
    return f"This comes nearest. It works with {more} more{f', or with {fewer} fewer' if fewer else ''}."


def warnings(seen: Seen) -> tuple[str, ...]:
    """Say what the groups still leave undone."""
    found = []
    if seen.groups and seen.loose:
        found.append(f"{len(seen.loose)} {'person has' if len(seen.loose) == 1 else 'people have'} no seat yet.")
    sizes = [len(seen.members.get(group.id, ())) for group in seen.groups]
    for odd, words in (
        (sum(0 < n < SMALLEST for n in sizes), "too few"),
        (sum(n > LARGEST for n in sizes), "too many"),
    ):
        if odd:
            found.append(f"{amount(odd, 'table')} {'has' if odd == 1 else 'have'} {words} people.")
    pairs = sum(len(sitting_with_manager(seen.members.get(group.id, ()))) for group in seen.groups)
    if pairs:
        found.append(f"{pairs} {'person sits' if pairs == 1 else 'people sit'} with their own line manager.")
    return tuple(found)


def table_number(code: str, audience: Audience, place: int) -> int:
    """Return the number that is typed for a group: the one in its code, else its place."""
    digits = code.removeprefix(audience.letter)
    return int(digits) if digits.isdigit() else place


def group_of_number(seen: Seen, number: int) -> Group | None:
    """Return the group whose card has this number; None for those who have no seat."""
    for place, group in enumerate(seen.groups, 1):
        if table_number(group.code, seen.audience, place) == number:
            return group
    return None


def proposed_cards(plan: GroupPlan, seen: Seen, targets: Sequence[service.Target]) -> list[Card]:
    """Return the cards of a seating that nobody has agreed to yet, marking who would leave a table."""
    by_id = {person.id: person for person in seen.people}
    cards = []
    for place, (target, group) in enumerate(zip(targets, plan.groups, strict=True), 1):
        here = target.group.id if target.group is not None else None
        people = [by_id[person] for person in sorted(group)]
        moved = {person.id for person in people if person.group_id is not None and person.group_id != here}
        number = table_number(target.code, plan.audience, place)
        cards.append(_card(number, target.label, people, target.group, moved))
    return sorted(cards, key=lambda card: card.number)


def side_by_side(one: GroupPlan, other: GroupPlan, seen: Seen) -> tuple[list[Card], list[Card]]:
    """Return the cards of two proposals, group beside group, marking who sits with mostly other people."""
    by_id = {person.id: person for person in seen.people}
    order = _paired(one.groups, other.groups)
    first: list[Card] = []
    second: list[Card] = []
    for number, (mine, theirs) in enumerate(order, 1):
        for cards, group, beside in ((first, mine, theirs), (second, theirs, mine)):
            if group:
                people = [by_id[person] for person in sorted(group)]
                cards.append(_card(number, f"Group {number}", people, changed=set(group) - set(beside)))
    return first, second


def _paired(
    mine: Sequence[Sequence[ParticipantId]], theirs: Sequence[Sequence[ParticipantId]]
) -> list[tuple[Sequence[ParticipantId], Sequence[ParticipantId]]]:
    """Put groups beside those with whom they share most people; what is left over stands alone."""
    shared = sorted(
        (-len(set(one) & set(other)), here, there)
        for here, one in enumerate(mine)
        for there, other in enumerate(theirs)
    )
    found: dict[int, int] = {}
    for _, here, there in shared:
        if here not in found and there not in found.values():
            found[here] = there
    pairs = [(one, theirs[found[here]] if here in found else ()) for here, one in enumerate(mine)]
    return pairs + [((), other) for there, other in enumerate(theirs) if there not in found.values()]


def formed_cards(seen: Seen) -> list[Card]:
    """Return the cards of the groups, first of all those who have no seat."""
    cards = []
    if seen.loose and seen.groups:
        waiting = amount(len(seen.loose), "person", "people")
        cards.append(Card(0, "No seat yet", waiting, tuple(map(_seat, seen.loose)), odd=True))
    for place, group in enumerate(seen.groups, 1):
        people = seen.members.get(group.id, ())
        changed = {person.id for person in people if person.announced and person.announced != group.label}
        cards.append(_card(table_number(group.code, seen.audience, place), group.label, people, group, changed))
    return cards


def _card(
    number: int,
    title: str,
    people: Sequence[Participant],
    group: Group | None = None,
    changed: Collection[ParticipantId] = (),
) -> Card:
    pairs = sitting_with_manager(people)
    flagged = {person.id for pair in pairs for person in pair}
    count = len(people) or (group.people if group is not None else None) or 0
    odd = bool(people) and not SMALLEST <= count <= LARGEST
    words = amount(count, "person", "people")
    return Card(
        number,
        title,
        f"{words}, {'too few' if count < SMALLEST else 'too many'}" if odd else words,
        tuple(_seat(person, person.id in flagged, person.id in changed) for person in people),
        odd,
        " ".join(f"{_name(report)} sits with line manager {_name(manager)}." for report, manager in pairs),
        variety(people),
        group is not None and group.locked,
    )


def variety(people: Sequence[Participant]) -> str:
    """Say how many different kinds of people sit together; empty where nothing is known of them."""
    found = []
    for attribute in (Attribute.DEPARTMENT, Attribute.SEGMENT, Attribute.SITE, Attribute.GRADE):
        kinds = {attribute.of(person) for person in people} - {""}
        if kinds:
            found.append(amount(len(kinds), attribute.value, attribute.plural))
    return " · ".join(found)


def _seat(person: Participant, flagged: bool = False, changed: bool = False) -> Seat:
    parts = (person.department, person.company, person.segment, person.site, person.grade or person.job_title)
    detail = " · ".join(filter(None, parts))
    return Seat(person.id, _name(person), detail, flagged, changed, person.table_role, person.needs, person.pinned)


def _name(person: Participant) -> str:
    return person.full_name or person.code
