"""What the printed papers are made from: who sits where in which sitting, and the words of the room."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cxfacilitator.domain.checklist import ChecklistPhase
from cxfacilitator.domain.engagement import Audience, Question, asked
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.roster import Participant
from cxfacilitator.domain.session import RoomWords, Session, deleted_when, promise
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import the_day

SPARE_SHARE = 0.2
"""Spare sheets for each group's one: scribes spoil some, and late-comers fill another table."""


def name_of(person: Participant) -> str:
    """Return how somebody is called on paper; people without a name have their code."""
    return person.full_name or person.code


def listed_name(person: Participant) -> str:
    """Return the name with the surname first, as a list that is sorted by it shows it."""
    if person.last_name.strip() and person.first_name.strip():
        return f"{person.last_name.strip()}, {person.first_name.strip()}"
    return name_of(person)


def by_surname(person: Participant) -> tuple[str, str, str, int]:
    """The sort key of a list by surname: accents and case do not count, and P2 comes before P10."""

    def plain(text: str) -> str:
        letters = unicodedata.normalize("NFKD", text.strip().casefold())
        bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
        return re.sub(r"[0-9]+", lambda number: number[0].zfill(8), bare)

    last, first = plain(person.last_name), plain(person.first_name)
    return (last or first or "\uffff", first, plain(person.code), person.id)


@dataclass(frozen=True, slots=True)
class Table:
    """A group with the people who sit there, by surname."""

    group: Group
    people: tuple[Participant, ...]


@dataclass(frozen=True)
class Sitting:
    """One audience in one session, or outside of any.

    Attributes:
        people: Everybody who may come, by surname, with or without a table.
    """

    audience: Audience
    session: Session | None
    tables: tuple[Table, ...]
    people: tuple[Participant, ...]

    @property
    def day(self) -> str:
        """The day in words; empty while it is not known."""
        return the_day(self.session.held_on) if self.session and self.session.held_on else ""

    @property
    def when(self) -> str:
        """The day and the place, as far as they are known."""
        return " · ".join(part for part in (self.day, self.session.venue if self.session else "") if part)

    @property
    def title(self) -> str:
        """The audience, the session, the day and the place."""
        code = self.session.code if self.session else ""
        return " · ".join(part for part in (self.audience.label, code, self.when) if part)

    @cached_property
    def table_of(self) -> Mapping[int, Group]:
        """The table of everybody who has one, by the person's id."""
        return {person.id: table.group for table in self.tables for person in table.people}


@dataclass(frozen=True)
class Pack:
    """What is to be printed.

    Attributes:
        words: The texts of the room.
        audience: Only this audience; None for all.
        session_code: Only this session; empty for all.
        spare_share: Spare sheets as a share of the groups, 0 or more.
        names: The papers that are printed together.
        long_mm: The longer edge of the paper.
        short_mm: The shorter edge of the paper.
        checklist: What the facilitator does for each session.
    """

    snapshot: Snapshot
    words: RoomWords
    audience: Audience | None = None
    session_code: str = ""
    spare_share: float = SPARE_SHARE
    names: Collection[str] = field(default=frozenset())
    long_mm: float = 297.0
    short_mm: float = 210.0
    checklist: tuple[ChecklistPhase, ...] = ()

    @property
    def client(self) -> str:
        """The client's name."""
        return self.snapshot.engagement.client

    @property
    def code(self) -> str:
        """The engagement's short name."""
        return self.snapshot.engagement.code

    @property
    def promise(self) -> str:
        """The confidentiality statement with what this engagement promises."""
        return promise(self.words, self.snapshot.engagement)

    @property
    def deleted(self) -> str:
        """By when the roster is deleted."""
        return deleted_when(self.snapshot.engagement)

    def question(self, question: Question, audience: Audience) -> str:
        """The question as this audience is asked it."""
        return asked(self.snapshot.wording, question, audience, self.client)

    @cached_property
    def audiences(self) -> tuple[Audience, ...]:
        """The audiences that papers are printed for."""
        asked_for = self.snapshot.engagement.audiences
        if self.audience is not None:
            return (self.audience,)
        if self.session_code:
            return tuple(dict.fromkeys(s.audience for s in self.snapshot.sessions if s.code == self.session_code))
        seated = {group.audience for group in self.snapshot.groups} | {p.audience for p in self.snapshot.participants}
        return tuple(audience for audience in Audience if audience in asked_for or audience in seated)

    @cached_property
    def sittings(self) -> tuple[Sitting, ...]:
        """Every sitting with its tables and people, in the order of the audiences and sessions."""
        return tuple(
            sitting
            for audience in self.audiences
            for sitting in self._sittings_of(audience)
            if not self.session_code or (sitting.session is not None and sitting.session.code == self.session_code)
        )

    @cached_property
    def tables(self) -> tuple[tuple[Sitting, Table], ...]:
        """Every table with its sitting."""
        return tuple((sitting, table) for sitting in self.sittings for table in sitting.tables)

    def _sittings_of(self, audience: Audience) -> list[Sitting]:
        sessions = [session for session in self.snapshot.sessions if session.audience is audience]
        of_code = {session.code: session for session in sessions}
        people = sorted(
            (p for p in self.snapshot.participants if p.audience is audience and p.attendance.may_sit), key=by_surname
        )
        seated: dict[int, list[Participant]] = {}
        for person in people:
            if person.group_id is not None:
                seated.setdefault(person.group_id, []).append(person)
        groups = self.snapshot.groups_of(audience)
        session_of: dict[GroupId, Session | None] = {
            group.id: of_code.get(self.snapshot.session_code_of[group.id]) for group in groups
        }
        only = sessions[0] if len(sessions) == 1 else None
        found = []
        for session in (*sessions, None):
            tables = tuple(
                Table(group, tuple(seated.get(group.id, ()))) for group in groups if session_of[group.id] is session
            )
            here = {group.group.id for group in tables}
            coming = tuple(
                person
                for person in people
                if (
                    person.group_id in here
                    if person.group_id in session_of
                    else (of_code.get(person.session_code) or only) is session
                )
            )
            if tables or coming or session is not None:
                found.append(Sitting(audience, session, tables, coming))
        return found


def first_day(snapshot: Snapshot) -> date | None:
    """Return the day of the first session, for the date that stands in the file."""
    return min((session.held_on for session in snapshot.sessions if session.held_on), default=None)
