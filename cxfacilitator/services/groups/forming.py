"""Propose a seating, and form its groups once somebody agrees."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import (
    Group,
    GroupId,
    GroupPlan,
    SplitChoice,
    split_choices,
)
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, free_code, joined
from cxfacilitator.services.groups.search import Asked, met_so_far
from cxfacilitator.services.groups.seats import called, homes, in_order, members, of_session, stays, to_seat
from cxfacilitator.store import groups as store
from cxfacilitator.store import roster as roster_store
from cxfacilitator.store import seating as seating_store
from cxfacilitator.store.file import EngagementFile


@dataclass(frozen=True)
class _Kept:
    """What of the earlier groups is in a new seating from the start.

    Attributes:
        whole: The people of each table that stays as it is.
        pinned: The people who stay, of each other table that has any.
    """

    whole: tuple[tuple[Group, tuple[Participant, ...]], ...]
    pinned: tuple[tuple[Group, tuple[Participant, ...]], ...]

    @property
    def count(self) -> int:
        """The number of people at tables that stay as they are."""
        return sum(len(people) for _, people in self.whole)


def splits(snapshot: Snapshot, audience: Audience, session_code: str = "") -> tuple[SplitChoice, ...]:
    """Return the splits to choose from, the proposed one first; tables that stay keep the size that they have."""
    people = to_seat(snapshot, audience, session_code)
    kept = _kept(snapshot, people, of_session(snapshot, audience, session_code))
    if not kept.whole:
        return split_choices(len(people)) if people else ()
    whole = tuple(len(seated) for _, seated in kept.whole)
    rest = split_choices(len(people) - kept.count)
    return tuple(SplitChoice(tuple(sorted((*whole, *choice.sizes), reverse=True))) for choice in rest)


def propose(
    snapshot: Snapshot,
    audience: Audience,
    session_code: str = "",
    sizes: Sequence[int] | None = None,
    seed: int = 1,
    new_mates: bool = False,
    progress: Progress = silent,
) -> GroupPlan:
    """Propose who sits with whom. Nothing is changed until the plan is applied.

    The people of a table that is locked, or whose sheet is typed, keep their seats, and so does whoever is pinned.

    Args:
        snapshot: Where the people are read from.
        audience: Whose groups to form.
        session_code: Only the people invited to this session; empty for the whole audience.
        sizes: Seats in each group, tables that stay among them; None for the split closest to seven.
        seed: The same seed and people give the same groups.
        new_mates: Seat people with others than they sit with now or sat with in earlier seatings.
        progress: Told the share done; may stop the search.

    Raises:
        CxError: Nobody is there to seat, the seats do not match the people, or the tables and people that
            stay do not fit into groups of these sizes.
    """
    people = to_seat(snapshot, audience, session_code)
    if not people:
        raise CxError(_nobody(snapshot, audience, session_code))
    kept = _kept(snapshot, people, of_session(snapshot, audience, session_code))
    if kept.count == len(people):
        raise CxError("Every table is locked or its sheet is typed, so nobody can change places. Unlock a table first.")
    if sizes is not None and sum(sizes) != len(people):
        raise CxError(f"The groups have {sum(sizes)} seats for {len(people)} people; choose sizes that fit.")
    asked = Asked(snapshot, people, audience, met_so_far(snapshot, people) if new_mates else None)
    if sizes is None and asked.rules.same is not None and not (kept.whole or kept.pinned):
        found = asked.find_alike(seed, progress)
    else:
        wanted = [tuple(sizes)] if sizes is not None else [c.sizes for c in splits(snapshot, audience, session_code)]
        chosen, pins = _places(kept, wanted)
        asked = replace(asked, pins=pins)
        found = asked.find(chosen, seed, progress)
    groups = in_order(snapshot, found, of_session(snapshot, audience, session_code))
    place = {one: number for number, group in enumerate(groups) for one in group}
    return replace(asked, pins={one: place[one] for one in asked.pins}).plan(groups, session_code, seed)


def adjusted(snapshot: Snapshot, plan: GroupPlan, groups: Sequence[Sequence[ParticipantId]]) -> GroupPlan:
    """Return a plan after somebody has moved people in it by hand: its scores, and what it leaves unmet.

    Raises:
        CxError: Somebody who is pinned, or a table that stays as it is, would be changed.
    """
    _refuse_to_part(snapshot, plan, groups)
    people = to_seat(snapshot, plan.audience, plan.session_code)
    return Asked(snapshot, people, plan.audience).plan(
        [group for group in groups if group], plan.session_code, plan.seed
    )


def standing(snapshot: Snapshot, audience: Audience, session_code: str = "") -> GroupPlan | None:
    """Return what the groups are worth as people sit now, in the order of the tables; None when nobody sits."""
    tables = of_session(snapshot, audience, session_code)
    seated = members(snapshot, to_seat(snapshot, audience))
    groups = [seated[table.id] for table in tables if seated[table.id]]
    people = tuple(person for group in groups for person in group)
    if not people:
        return None
    asked = Asked(snapshot, people, audience)
    return asked.plan([[person.id for person in group] for group in groups], session_code, 0)


@dataclass(frozen=True)
class Target:
    """The table that a proposed group gets; `group` is None for one that is opened."""

    code: str
    label: str
    group: Group | None = None


def targets(snapshot: Snapshot, plan: GroupPlan) -> tuple[Target, ...]:
    """Return which table each group of a plan gets, in the plan's order."""
    earlier = of_session(snapshot, plan.audience, plan.session_code)
    tables = homes(snapshot, plan.groups, earlier)
    kept = {table.id for table in tables if table is not None}
    taken = {group.code for group in snapshot.groups if group not in earlier or group.id in kept}
    found = []
    for table in tables:
        code = table.code if table is not None else free_code(plan.audience.letter, taken)
        taken.add(code)
        found.append(Target(code, table.label if table is not None else label_of(plan.audience, code), table))
    return tuple(found)


def apply(file: EngagementFile, plan: GroupPlan, new_mates: bool = False) -> tuple[str, ...]:
    """Form the groups of a plan in place of the earlier ones of the same audience and session.

    A group that takes the place of an earlier one keeps its code and its sheet.

    Args:
        file: The open engagement.
        plan: What somebody has agreed to.
        new_mates: Remember who has sat together until now, so that they get other company from now on.

    Returns:
        The codes of the groups.

    Raises:
        CxError: People who are to stay would leave: their table is locked, or its sheet has answers;
            or the people are no longer the same. Nothing was changed.
    """
    snapshot = file.snapshot()
    people = to_seat(snapshot, plan.audience, plan.session_code)
    if {person.id for person in people} != {one for group in plan.groups for one in group}:
        raise CxError("Other people are here than when these groups were proposed. Propose the groups again.")
    earlier = of_session(snapshot, plan.audience, plan.session_code)
    found = targets(snapshot, plan)
    _refuse_to_disturb(snapshot, plan, earlier, [target.group for target in found])
    session = next((s for s in snapshot.sessions if s.code == plan.session_code), None)
    kept = {target.group.id for target in found if target.group is not None}
    seat: dict[ParticipantId, GroupId] = {}
    with file.edit(f"Form {amount(len(plan.groups), 'group')}") as edit:
        if new_mates:
            seating_store.add_met(edit.db, _together(snapshot, people, earlier))
        for group in earlier:
            if group.id not in kept:
                store.delete(edit.db, group.id)
        for group_people, target in zip(plan.groups, found, strict=True):
            if target.group is None:
                fresh = Group(GroupId(0), target.code, plan.audience, target.label, session.id if session else None)
                group_id = store.insert(edit.db, fresh)
            else:
                group_id = target.group.id
            seat.update(dict.fromkeys(group_people, group_id))
        for person in people:
            if person.group_id != seat[person.id]:
                roster_store.update(edit.db, replace(person, group_id=seat[person.id]))
    return tuple(target.code for target in found)


def label_of(audience: Audience, code: str) -> str:
    """Return what the room calls a new group."""
    return f"Table {code.removeprefix(audience.letter)}"


def _nobody(snapshot: Snapshot, audience: Audience, session_code: str) -> str:
    codes = {person.session_code for person in snapshot.participants if person.audience is audience}
    if session_code and session_code not in codes and any(codes):
        invited = joined(sorted(filter(None, codes)))
        return f"Nobody on the {audience.value} roster is invited to {session_code}; people are invited to {invited}."
    if session_code and session_code not in codes and to_seat(snapshot, audience):
        return f"Nobody on the {audience.value} roster is invited to {session_code}. Split it over sessions first."
    return f"There is nobody to seat yet. Import the {audience.value} roster, or say how many people come."


def _kept(snapshot: Snapshot, people: Sequence[Participant], tables: Sequence[Group]) -> _Kept:
    seated = members(snapshot, people)
    whole = tuple((table, seated[table.id]) for table in tables if seated[table.id] and stays(snapshot, table))
    pinned = tuple(
        (table, tuple(person for person in seated[table.id] if person.pinned))
        for table in tables
        if not stays(snapshot, table)
    )
    return _Kept(whole, tuple((table, some) for table, some in pinned if some))


def _places(kept: _Kept, wanted: Sequence[tuple[int, ...]]) -> tuple[tuple[int, ...], dict[ParticipantId, int]]:
    """Return the first of the splits into which everything that stays fits, and the group of everybody who stays."""
    problem = ""
    for sizes in wanted:
        free = list(range(len(sizes)))
        pins: dict[ParticipantId, int] = {}
        problem = ""
        for table, some in kept.whole:
            place = next((n for n in free if sizes[n] == len(some)), None)
            if place is None:
                problem = (
                    f"{table.label} stays as it is with {amount(len(some), 'person', 'people')}, and "
                    f"{SplitChoice(sizes).words} {'have' if len(sizes) > 1 else 'has'} no place for it. "
                    "Unlock it, or choose another split."
                )
                break
            free.remove(place)
            pins.update(dict.fromkeys((person.id for person in some), place))
        for table, some in kept.pinned if not problem else ():
            place = next((n for n in free if sizes[n] >= len(some)), None)
            if place is None:
                problem = (
                    f"{amount(len(some), 'person is', 'people are')} pinned to {table.label}, and "
                    f"{SplitChoice(sizes).words} {'have' if len(sizes) > 1 else 'has'} no table left for them. "
                    "Unpin somebody, or choose another split."
                )
                break
            free.remove(place)
            pins.update(dict.fromkeys((person.id for person in some), place))
        if not problem:
            return sizes, pins
    raise CxError(problem)


def _refuse_to_disturb(
    snapshot: Snapshot, plan: GroupPlan, earlier: Sequence[Group], tables: Sequence[Group | None]
) -> None:
    after = {table.id: set(group) for group, table in zip(plan.groups, tables, strict=True) if table is not None}
    here = members(snapshot, to_seat(snapshot, plan.audience))
    disturbed = [
        group
        for group in earlier
        if stays(snapshot, group) and after.get(group.id, set()) != {person.id for person in here[group.id]}
    ]
    typed = [group.code for group in disturbed if group.id in snapshot.answers_of]
    if typed:
        raise CxError(
            f"Sheets have already been typed for {', '.join(typed)}, so these groups stay as they are. "
            "Move people one by one instead."
        )
    if disturbed:
        raise CxError(f"{disturbed[0].label} is locked, so its people stay. Unlock it, or propose the groups again.")


def _refuse_to_part(snapshot: Snapshot, plan: GroupPlan, groups: Sequence[Sequence[ParticipantId]]) -> None:
    for target, before, after in zip(targets(snapshot, plan), plan.groups, groups, strict=True):
        table = target.group
        if table is None or set(before) == set(after):
            continue
        if stays(snapshot, table):
            why = "has a typed sheet" if table.id in snapshot.answers_of else "is locked"
            raise CxError(f"{table.label} {why} and stays as it is. Discard the proposal to move people there by hand.")
        for person_id in set(before) - set(after):
            person = snapshot.participant[person_id]
            if person.pinned and person.group_id == table.id:
                raise CxError(
                    f"{called(person)} is pinned to {table.label}. Discard the proposal to move them by hand."
                )


def _together(
    snapshot: Snapshot, people: Sequence[Participant], tables: Sequence[Group]
) -> tuple[tuple[ParticipantId, ...], ...]:
    seated = members(snapshot, people)
    return tuple(tuple(person.id for person in seated[table.id]) for table in tables)
