"""Split an audience into waves, and make sessions of the short names that the roster speaks of."""

from collections.abc import Sequence
from dataclasses import replace

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.session import Session, SessionId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, free_code
from cxfacilitator.domain.waves import WavePlan
from cxfacilitator.domain.waves import plan_waves as plan_people
from cxfacilitator.services.session import agenda, default_agenda
from cxfacilitator.store import roster as store
from cxfacilitator.store import session as session_store
from cxfacilitator.store.file import Edit, EngagementFile

_FORM_AGAIN = "The tables were formed for everybody at once; form them again for each session"


def proposed_codes(snapshot: Snapshot, audience: Audience, into: int) -> tuple[str, ...]:
    """Return short names for so many waves: the audience's sessions, what its roster speaks of, then free ones."""
    codes = [session.code for session in snapshot.sessions if session.audience is audience]
    codes += [code for code in named_only(snapshot, audience) if code not in codes]
    taken = {session.code for session in snapshot.sessions} | {*codes}
    while len(codes) < into:
        codes.append(free_code(f"{audience.letter}-", taken))
        taken.add(codes[-1])
    return tuple(codes[:into])


def named_only(snapshot: Snapshot, audience: Audience) -> tuple[str, ...]:
    """Return the sessions that people are invited to and that are not set up yet."""
    there = {session.code for session in snapshot.sessions}
    named = {p.session_code for p in snapshot.participants if p.audience is audience and p.session_code}
    return tuple(sorted(named - there))


def plan_waves(snapshot: Snapshot, audience: Audience, codes: Sequence[str], *, keep: bool = False) -> WavePlan:
    """Propose who comes in which session. Nothing is changed until the plan is applied.

    Args:
        snapshot: Where the people are read from; who has said no is left out, and so is whoever
            has taken part already: their table's sheet is typed.
        audience: Whom to split.
        codes: Short names of the sessions, two to four.
        keep: Leave whoever is invited to one of them there.

    Raises:
        CxError: Too few people, or the names make no sense or belong to another audience.
    """
    names = [code.strip() for code in codes]
    for session in snapshot.sessions:
        if session.code in names and session.audience is not audience:
            raise CxError(f"{session.code} is a session of {session.audience.value}. Choose another short name.")
    people = [
        person
        for person in snapshot.participants
        if person.audience is audience and person.attendance.may_sit and person.group_id not in snapshot.answers_of
    ]
    plan = plan_people(people, audience, names, keep=keep)
    seats = {person.group_id for person in people}
    mixed = [group for group in snapshot.groups_of(audience) if group.session_id is None and group.id in seats]
    return replace(plan, notes=(_FORM_AGAIN,)) if mixed else plan


def set_waves(file: EngagementFile, plan: WavePlan) -> None:
    """Invite people to the sessions of an agreed plan; sessions that are missing are set up with an agenda.

    Whoever sits in a group of another session gives that seat back.
    """
    snapshot = file.snapshot()
    with file.edit(f"Set {amount(len(plan.codes), 'wave')} of {plan.audience.value}") as edit:
        _add_sessions(edit, snapshot, plan.audience, plan.codes)
        session_ids = {session.code: session.id for session in session_store.load_all(edit.db)}
        for code, wave in zip(plan.codes, plan.waves, strict=True):
            for person_id in wave:
                person = snapshot.participant[person_id]
                group = snapshot.group.get(GroupId(person.group_id)) if person.group_id is not None else None
                elsewhere = group is not None and group.session_id not in (None, session_ids[code])
                seat = None if elsewhere else person.group_id
                store.update(edit.db, replace(person, session_code=code, group_id=seat))


def add_named_sessions(file: EngagementFile, audience: Audience) -> None:
    """Set up the sessions that people are invited to and that are missing, each with the usual agenda."""
    snapshot = file.snapshot()
    codes = named_only(snapshot, audience)
    if codes:
        with file.edit(f"Set up {amount(len(codes), 'session')}") as edit:
            _add_sessions(edit, snapshot, audience, codes)


def _add_sessions(edit: Edit, snapshot: Snapshot, audience: Audience, codes: Sequence[str]) -> None:
    there = {session.code for session in snapshot.sessions}
    steps = agenda(default_agenda(audience))
    for code in codes:
        if code not in there:
            session_store.insert(edit.db, Session(SessionId(0), code, audience, agenda=steps))
