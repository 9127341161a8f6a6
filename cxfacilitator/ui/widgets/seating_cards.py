"""The tables of an audience as cards, with what a facilitator should know of them."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import (
    LARGEST,
    SMALLEST,
    Group,
    GroupId,
    GroupPlan,
    feasible_splits,
    sitting_with_manager,
)
from cxfacilitator.domain.roster import Participant
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
    loose = tuple(
        person
        for person in service.loose(snapshot, audience)
        if not session_code or person.session_code in ("", session_code)
    )
    return Seen(
        audience,
        session_code,
        service.to_seat(snapshot, audience, session_code),
        service.of_session(snapshot, audience, session_code),
        loose,
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
    if not absent:
        return "Everybody on the roster who is not marked as missing."
    return f"{len(seen.people) + absent} on the roster; {absent} marked as not here."


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
    pairs = sum(len(sitting_with_manager(seen.members.get(group.id, ()))) for group in seen.groups)
    if pairs:
        found.append(f"{pairs} {'person sits' if pairs == 1 else 'people sit'} with their own line manager.")
    return tuple(found)


def table_number(group: Group, place: int) -> int:
    """Return the number that is typed for a group: the one in its code, else its place."""
    digits = group.code.lstrip(group.audience.letter)
    return int(digits) if digits.isdigit() else place


def proposed_cards(plan: GroupPlan, seen: Seen) -> list[Card]:
    """Return the cards of a seating that nobody has agreed to yet."""
    by_id = {person.id: person for person in seen.people}
    return [
        _card(number, f"Group {number}", [by_id[person] for person in group])
        for number, group in enumerate(plan.groups, 1)
    ]


def formed_cards(seen: Seen) -> list[Card]:
    """Return the cards of the groups, first of all those who have no seat."""
    cards = []
    if seen.loose and seen.groups:
        cards.append(
            Card(0, "No seat yet", amount(len(seen.loose), "person", "people"), tuple(map(_seat, seen.loose)), odd=True)
        )
    for place, group in enumerate(seen.groups, 1):
        cards.append(_card(table_number(group, place), group.label, seen.members.get(group.id, ()), group))
    return cards


def _card(number: int, title: str, people: Sequence[Participant], group: Group | None = None) -> Card:
    pairs = sitting_with_manager(people)
    flagged = {person.id for pair in pairs for person in pair}
    count = len(people) or (group.people if group is not None else None) or 0
    warning = " ".join(f"{_name(report)} sits with line manager {_name(manager)}." for report, manager in pairs)
    return Card(
        number,
        title,
        f"{amount(count, 'person', 'people')}, {'too few' if count < SMALLEST else 'too many'}"
        if people and not SMALLEST <= count <= LARGEST
        else amount(count, "person", "people"),
        tuple(_seat(person, person.id in flagged) for person in people),
        bool(people) and not SMALLEST <= count <= LARGEST,
        warning,
    )


def _seat(person: Participant, flagged: bool = False) -> Seat:
    parts = (person.department, person.company, person.segment, person.site, person.grade or person.job_title)
    return Seat(person.id, _name(person), " · ".join(filter(None, parts)), flagged)


def _name(person: Participant) -> str:
    return person.full_name or person.code
