"""Mend the groups on the day: people who did not come, people who came unasked, the best table for a late-comer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import (
    LARGEST,
    SMALLEST,
    Group,
    GroupId,
    GroupPlan,
    Repair,
    RepairKind,
    TableChoice,
    feasible_splits,
)
from cxfacilitator.domain.groups import best_tables as find_tables
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, free_code
from cxfacilitator.services.groups.forming import label_of
from cxfacilitator.services.groups.moves import MovedPerson
from cxfacilitator.services.groups.search import Asked
from cxfacilitator.services.groups.seats import called, empty_tables, full_names, members, of_session, stays, to_seat
from cxfacilitator.store import groups as store
from cxfacilitator.store import roster as roster_store
from cxfacilitator.store.file import EngagementFile


@dataclass(frozen=True)
class Rebalance:
    """One way to mend the groups, for a person to agree to.

    Attributes:
        tables: The table of each group of the plan; None for one that is opened.
        labels: What the room calls each of them.
        moves: Everybody who hears of another table; `before` is empty for those who had none.
        dissolved: The tables that are given up.
        closed: What the room calls them.
        words: What to know before agreeing, with the names of who moves.
    """

    kind: RepairKind
    plan: GroupPlan
    tables: tuple[GroupId | None, ...]
    labels: tuple[str, ...]
    moves: tuple[MovedPerson, ...]
    dissolved: tuple[GroupId, ...]
    closed: tuple[str, ...]
    words: tuple[str, ...]
    proven: bool = False

    @property
    def moved(self) -> int:
        """How many people leave a table that they had."""
        return sum(bool(move.before) for move in self.moves)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What no-shows and walk-ins have left: people without a seat, and tables that are too small or too large."""

    people: int
    tables: int

    def __bool__(self) -> bool:
        """Whether a re-balance is of use."""
        return bool(self.people or self.tables)


def unsettled(snapshot: Snapshot, audience: Audience, session_code: str = "") -> Unsettled:
    """Return what a re-balance would mend; nothing before groups are formed or after all sheets are typed."""
    tables = of_session(snapshot, audience, session_code)
    people = to_seat(snapshot, audience, session_code)
    seated = members(snapshot, people)
    used = [table for table in tables if seated[table.id]]
    if not used or all(stays(snapshot, table) for table in tables):
        return Unsettled(0, 0)
    waiting = [one for one in people if one.group_id is None]
    odd = [table for table in used if not stays(snapshot, table) and not SMALLEST <= len(seated[table.id]) <= LARGEST]
    # Where no split into 6-8 exists, odd tables are no reason to move anybody.
    return Unsettled(len(waiting), len(odd) if feasible_splits(len(people)) else 0)


@dataclass(frozen=True)
class BestTable:
    """A table with a free seat for a late-comer; `words` say what speaks for it and against it."""

    group: Group
    choice: TableChoice
    words: str


def best_tables(snapshot: Snapshot, participant_id: ParticipantId) -> tuple[BestTable, ...]:
    """Return the tables with a free seat for somebody who has none, the best first; locked ones are left out."""
    person = snapshot.participant[participant_id]
    tables = of_session(snapshot, person.audience, person.session_code) or snapshot.groups_of(person.audience)
    people = [one for one in to_seat(snapshot, person.audience) if one.id != person.id]
    place = {table.id: number for number, table in enumerate(tables) if not stays(snapshot, table)}
    seated = {one.id: place[GroupId(one.group_id)] for one in people if one.group_id in place}
    here = tuple(one for one in people if one.id in seated)
    names = {one.id: called(one) for one in here}
    asked = Asked(snapshot, (*here, person), person.audience)
    return tuple(
        BestTable(tables[choice.group], choice, choice.sentence(names))
        for choice in find_tables(asked.request, seated, person.id)
    )


def rebalance(
    snapshot: Snapshot,
    audience: Audience,
    session_code: str = "",
    seed: int = 1,
    progress: Progress = silent,
    kinds: Collection[RepairKind] = tuple(RepairKind),
) -> tuple[Rebalance, ...]:
    """Propose ways to mend the groups: with the fewest moves, balanced, and a fresh start.

    A table that everybody has left is used before another is opened, and closes otherwise. People at tables
    that are locked or whose sheet is typed, and pinned people, stay in all of them.

    Args:
        snapshot: Where the people are read from.
        audience: Whose groups to mend.
        session_code: Only the groups of this session; empty for the whole audience.
        seed: Decides between answers of about the same quality.
        progress: Told the share done; may stop the search.
        kinds: The answers wanted.

    Returns:
        One answer for each kind, in the order of `RepairKind`.

    Raises:
        CxError: There are no groups to mend, or nobody is there.
    """
    from cxfacilitator.engines.seating.repair import repair

    tables = of_session(snapshot, audience, session_code)
    people = to_seat(snapshot, audience, session_code)
    here = members(snapshot, people)
    used = [table for table in tables if here[table.id]]
    if not used:
        raise CxError("There are no groups to mend yet. Form them first.")
    place = {table.id: number for number, table in enumerate(used)}
    seated = {one.id: place[GroupId(one.group_id)] for one in people if one.group_id in place}
    locked = {place[table.id] for table in used if stays(snapshot, table)}
    pins = {one.id: seated[one.id] for one in people if one.pinned and one.id in seated}
    asked = Asked(snapshot, people, audience, pins=pins)
    found = repair(asked.request, seated, seed, progress, locked, kinds)
    spare = empty_tables(snapshot, audience, session_code)
    return tuple(_answer(asked, session_code, seed, used, spare, answer) for answer in found)


def apply_rebalance(file: EngagementFile, answer: Rebalance) -> None:
    """Seat everybody as an answer says; from then on the moves are told against what was said before.

    Raises:
        CxError: The people or the tables are no longer the same, or a table that would be given up has a
            typed sheet. Nothing was changed.
    """
    snapshot = file.snapshot()
    audience, session_code = answer.plan.audience, answer.plan.session_code
    people = to_seat(snapshot, audience, session_code)
    tables = of_session(snapshot, audience, session_code)
    label = {table.id: table.label for table in tables}
    gone = {table for table in answer.tables if table is not None} - label.keys()
    if gone or {person.id for person in people} != {one for group in answer.plan.groups for one in group}:
        raise CxError("Other people or tables are here than when this was proposed. Re-balance again.")
    given_up = [table for table in tables if table.id in answer.dissolved]
    typed = [table.label for table in given_up if table.id in snapshot.answers_of]
    if typed:
        raise CxError(f"{typed[0]} has answers on its sheet and cannot be given up. Lock it, and re-balance again.")
    session = next((one for one in snapshot.sessions if one.code == session_code), None)
    taken = {group.code for group in snapshot.groups}
    seat: dict[ParticipantId, GroupId] = {}
    with file.edit(f"Re-balance {amount(len(answer.plan.groups), 'group')}") as edit:
        for group, table, name in zip(answer.plan.groups, answer.tables, answer.labels, strict=True):
            group_id = table
            if group_id is None:
                code = free_code(audience.letter, taken)
                taken.add(code)
                fresh = Group(GroupId(0), code, audience, name, session.id if session else None)
                group_id = store.insert(edit.db, fresh)
            seat.update(dict.fromkeys(group, group_id))
        for person in people:
            here = label.get(GroupId(person.group_id), "") if person.group_id is not None else ""
            after = replace(person, group_id=seat[person.id], announced=person.announced or here)
            if after != person:
                roster_store.update(edit.db, after)
        for old in given_up:
            store.delete(edit.db, old.id)


def _answer(
    asked: Asked, session_code: str, seed: int, used: Sequence[Group], spare: Sequence[Group], repair: Repair
) -> Rebalance:
    """Return what a repair means for the room; `spare` are the tables where nobody sits."""
    table = dict(enumerate((*used, *spare)))
    # What the engine opens has the numbers after all used tables: the spare ones, then new ones.
    opened = tuple(number for number in repair.opened if number not in table)
    left = tuple(number for number in table if number >= len(used) and number not in repair.opened)
    label = {number: one.label for number, one in table.items()}
    taken = {group.code for group in asked.snapshot.groups}
    for number in opened:
        code = free_code(asked.audience.letter, taken)
        taken.add(code)
        label[number] = label_of(asked.audience, code)
    repair = replace(repair, opened=opened, dissolved=(*repair.dissolved, *left))
    numbers = list(repair.groups)
    moves = [MovedPerson(move.person, label[move.origin], label[move.target]) for move in repair.moves]
    moves += [MovedPerson(person, "", label[group]) for person, group in repair.arrivals.items()]
    places = {one: place for place, number in enumerate(numbers) for one in repair.groups[number]}
    pinned = replace(asked, pins={one: places[one] for one in asked.pins})
    return Rebalance(
        repair.kind,
        pinned.plan([repair.groups[number] for number in numbers], session_code, seed),
        tuple(table[number].id if number in table else None for number in numbers),
        tuple(label[number] for number in numbers),
        tuple(moves),
        tuple(table[number].id for number in repair.dissolved),
        tuple(table[number].label for number in repair.dissolved),
        repair.sentences(full_names(asked.people), label),
        repair.proven,
    )
