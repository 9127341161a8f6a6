"""A whole engagement as a folder of lists: what the sample is, and what other tools can write."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cxfacilitator.domain.engagement import Audience, Engagement, Formality
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.roster_columns import KNOWN_HEADINGS
from cxfacilitator.domain.table import Table
from cxfacilitator.formats import answers, read_table
from cxfacilitator.formats.answers import AnswerRow
from cxfacilitator.formats.records import Record, read_records

_SESSION_COLUMNS = ("session_id", "audience", "date", "venue")
_GROUP_COLUMNS = ("group_id", "audience", "label", "session_id", "segment", "size")


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One sitting as the folder describes it."""

    code: str
    audience: Audience
    held_on: date | None
    venue: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group; `session_code` is empty when the folder does not say where it sat."""

    code: str
    audience: Audience
    label: str
    session_code: str
    segment: str
    people: int | None


@dataclass(frozen=True, slots=True)
class EngagementFolder:
    """All that a folder holds; `rosters` are tables still to be planned, in the audiences' order."""

    engagement: Engagement
    sessions: tuple[SessionRow, ...]
    groups: tuple[GroupRow, ...]
    answers: tuple[AnswerRow, ...]
    rosters: Mapping[Audience, Table]


def read(folder: Path) -> EngagementFolder:
    """Read an engagement from a folder; files that are not known are ignored.

    Without sessions.csv, groups belong to no session.

    Raises:
        ImportProblem: The folder or a required file or column is missing, or a row is wrong; names
            file, row and reason.
    """
    if not folder.is_dir():
        raise ImportProblem(f"{folder.name} is not a folder with an engagement in it.")
    sessions = _sessions(folder / "sessions.csv")
    groups = _groups(folder / "groups.csv", sessions)
    rosters = {
        audience: read_table(path, known=KNOWN_HEADINGS)
        for audience in Audience
        if (path := folder / f"roster_{audience.value}.csv").exists()
    }
    engagement = _engagement(folder / "engagement.csv")
    return EngagementFolder(engagement, sessions, groups, _answers(folder / "answers.csv", groups), rosters)


def _engagement(path: Path) -> Engagement:
    records: dict[str, Record] = {}
    for record in read_records(path, ("key", "value"), ("key", "value")):
        key = record.needed("key").casefold()
        if key in records:
            record.refuse(f"{key} is in row {records[key].number} already")
        records[key] = record
    for key in ("id", "client"):
        if key not in records or not records[key].text("value"):
            raise ImportProblem(f"{path.name}: the row {key} is missing or blank.")

    def text(key: str) -> str:
        return records[key].text("value") if key in records else ""

    def whole(key: str, default: int) -> int:
        found = records[key].whole("value", least=1) if key in records else None
        return default if found is None else found

    formality = text("formality").casefold() or Formality.FORMAL.value
    if formality not in set(Formality):
        records["formality"].refuse(f"“{formality}” is not a formality; use formal or informal")
    everybody = frozenset(_audiences(records["everybody"])) if "everybody" in records else frozenset[Audience]()
    return Engagement(
        code=text("id"),
        client=text("client"),
        industry=text("industry"),
        sponsor=text("sponsor"),
        purpose=text("purpose"),
        facilitator=text("facilitator"),
        formality=Formality(formality),
        round=whole("round", 1),
        previous=text("previous"),
        competitors=tuple(name.strip() for name in text("competitors").split(";") if name.strip()),
        everybody=everybody,
        threshold_groups=whole("min_reporting_groups", 2),
    )


def _audiences(record: Record) -> list[Audience]:
    found = []
    for name in re.split(r"[;,\s]+", record.text("value").casefold()):
        if name and name not in set(Audience):
            record.refuse(f"“{name}” is not an audience; use leadership, staff or customers")
        if name:
            found.append(Audience(name))
    return found


def _sessions(path: Path) -> tuple[SessionRow, ...]:
    rows: dict[str, SessionRow] = {}
    if not path.exists():
        return ()
    for record in read_records(path, ("session_id", "audience"), _SESSION_COLUMNS):
        code = record.needed("session_id")
        if code in rows:
            record.refuse(f"the session {code} is listed twice")
        rows[code] = SessionRow(code, record.audience(), _date(record), record.text("venue"))
    return tuple(rows.values())


def _date(record: Record) -> date | None:
    text = record.text("date")
    if not text:
        return None
    # Only year-month-day is sure: 03/04 is March to some and April to others.
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        record.refuse(f"“{text}” is not a date; write it as 2025-09-16")
    try:
        return date.fromisoformat(text)
    except ValueError:
        record.refuse(f"“{text}” is not a day of the calendar")


def _groups(path: Path, sessions: Sequence[SessionRow]) -> tuple[GroupRow, ...]:
    known = {session.code: session for session in sessions}
    rows: dict[str, GroupRow] = {}
    for record in read_records(path, ("group_id", "audience"), _GROUP_COLUMNS):
        code, audience, session = record.needed("group_id"), record.audience(), record.text("session_id")
        if code in rows:
            record.refuse(f"the group {code} is listed twice")
        if not known:
            session = ""
        if session and session not in known:
            record.refuse(f"the session {session} is not in sessions.csv")
        if session and known[session].audience is not audience:
            record.refuse(f"the session {session} is one of {known[session].audience.value}, not {audience.value}")
        label = record.text("label") or code
        rows[code] = GroupRow(
            code, audience, label, session, record.text("segment"), record.whole("size", least=0) or None
        )
    return tuple(rows.values())


def _answers(path: Path, groups: Sequence[GroupRow]) -> tuple[AnswerRow, ...]:
    known = {group.code: group for group in groups}
    rows = answers.read(path)
    for row in rows:
        group = known.get(row.group_code)
        if group is None:
            raise ImportProblem(f"{path.name}, row {row.number}: the group {row.group_code} is not in groups.csv.")
        if row.audience not in (None, group.audience):
            raise ImportProblem(
                f"{path.name}, row {row.number}: the group {row.group_code} is one of {group.audience.value}, "
                f"not {row.audience.value}."
            )
    return rows
