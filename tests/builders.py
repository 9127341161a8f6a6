"""Builders of made-up snapshots, and of the sample engagement as a snapshot."""

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId, Visibility
from cxfacilitator.domain.engagement import Audience, Engagement, Question, Wording, read_question_set
from cxfacilitator.domain.forms import Form, Kind
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.plan import Idea, IdeaId
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.session import Session, SessionId, read_agenda
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Direction, Flag, Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Tag
from cxfacilitator.paths import resource

SAMPLE = Path(__file__).parent / "data" / "sample"
ROUND_2 = SAMPLE / "round2"
WORDING: Wording = {
    **{(Question.WELL, audience): "What does [Company] do well?" for audience in Audience},
    **{(Question.IMPROVE, audience): "What could be improved?" for audience in Audience},
    **{(Question.DIFFER, audience): "What do others do differently?" for audience in Audience},
    **{(Question.NEXT, audience): "What must [Company] continue? What should it start?" for audience in Audience},
}
_BOXES = {"Q1": Box.WELL, "Q2": Box.IMPROVE, "Q3": Box.DIFFER}
_FLAGS = {
    "eff": Flag.EFFORT,
    "exp": Flag.EXPLAIN,
    "back": Flag.BACKSTAGE,
    "unt": Flag.UNTESTED,
    "ill": Flag.ILLEGIBLE,
    **{flag.value: flag for flag in (Flag.SERIOUS, Flag.PERSON, Flag.THIN, Flag.CONFLICT)},
}
_DIRECTIONS = {"better": Direction.BETTER, "worse": Direction.WORSE, "diff": Direction.DIFFERENT}


def default_codebook() -> Codebook:
    """The codebook that ships."""
    data = json.loads(resource("codebooks", "default.json").read_text(encoding="utf-8"))
    themes = [
        Theme(
            ThemeId(row["id"]),
            row["family"],
            row["name"],
            row.get("definition", ""),
            visibility=Visibility(row.get("visible", "direct")),
        )
        for row in data["themes"]
    ]
    residual = [Theme(ThemeId(row["id"]), "", row["name"], residual=True) for row in data["residual"]]
    families = tuple(Family(row["id"], row["name"]) for row in data["families"])
    return Codebook(data["version"], families, (*themes, *residual))


def sample_snapshot(folder: Path = SAMPLE) -> Snapshot:
    """The sample engagement with its reviewed tags, without going through the file."""
    settings = {row["key"]: row["value"] for row in _rows(folder / "engagement.csv")}
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    engagement = Engagement(
        code=settings["id"],
        client=settings["client"],
        industry=settings["industry"],
        facilitator="Ines Marlowe",
        round=int(settings["round"]),
        everybody=frozenset({Audience.LEADERSHIP}),
    )
    sessions = tuple(
        Session(
            SessionId(number),
            row["session_id"],
            Audience(row["audience"]),
            date.fromisoformat(row["date"]),
            row.get("venue", ""),
        )
        for number, row in enumerate(_rows(folder / "sessions.csv"), 1)
    )
    session_ids = {session.code: session.id for session in sessions}
    groups = tuple(
        Group(
            GroupId(number),
            row["group_id"],
            Audience(row["audience"]),
            row["label"],
            session_ids.get(row["session_id"]),
            row.get("segment", ""),
            int(row["size"]) if row.get("size") else None,
            complete=True,
        )
        for number, row in enumerate(_rows(folder / "groups.csv"), 1)
    )
    group_ids = {group.code: group.id for group in groups}
    answers = tuple(
        _answer(row, group_ids[row["group_id"]], gold["items"][row["item_id"]]) for row in _rows(folder / "answers.csv")
    )
    tags = tuple(
        Tag(AnswerId(ref), ThemeId(theme), rank)
        for ref, item in gold["items"].items()
        for rank, theme in enumerate(item["themes"], 1)
    )
    ideas = tuple(
        Idea(
            IdeaId(number),
            row["idea"],
            next(answer.text for answer in answers if answer.ref == row["items"][0]),
            tuple(AnswerId(ref) for ref in row["items"]),
            row["impact"],
            row["effort"],
        )
        for number, row in enumerate(gold["ideas"], 1)
    )
    return Snapshot(
        engagement,
        WORDING,
        default_codebook(),
        _people(folder),
        sessions,
        groups=groups,
        answers=answers,
        tags=tags,
        ideas=ideas,
    )


def seated_snapshot() -> Snapshot:
    """The sample engagement before its sessions: agendas, the questions as they ship, and a table for everybody."""
    snapshot = sample_snapshot()
    next_table: dict[tuple[Audience, str], int] = {}
    people = []
    for person in snapshot.participants:
        session = next((s for s in snapshot.sessions if s.code == person.session_code), None)
        tables = [
            group
            for group in snapshot.groups_of(person.audience)
            if session is None or group.session_id in (None, session.id)
        ]
        key = (person.audience, person.session_code)
        next_table[key] = next_table.get(key, -1) + 1
        table = tables[next_table[key] % len(tables)]
        people.append(replace(person, attendance=Attendance.INVITED, group_id=table.id))
    agenda = read_agenda(resource("agendas", "staff-half-day.toml").read_text(encoding="utf-8"))
    questions = resource("question_sets", "four-questions.toml").read_text(encoding="utf-8")
    return replace(
        snapshot,
        participants=tuple(people),
        sessions=tuple(replace(session, agenda=agenda) for session in snapshot.sessions),
        wording=read_question_set(questions).wording,
    )


Lines = Sequence[tuple[Box, Sequence[ThemeId], bool]]
"""The answers of a form: box, themes, and whether somebody has reviewed it."""


def with_forms(snapshot: Snapshot, *forms: tuple[Kind, Lines]) -> Snapshot:
    """A snapshot with forms, notes and reviews beside its groups."""
    first = max((group.id for group in snapshot.groups), default=0) + 1
    made, answers, tags = [], [], []
    for number, (kind, lines) in enumerate(forms):
        form = Form(GroupId(first + number), f"{kind.letter}{number + 1}", kind, held_on=date(2026, 5, 3))
        made.append(form)
        for place, (box, themes, reviewed) in enumerate(lines, 1):
            answer_id = AnswerId(f"{form.code}-{place}")
            text = f"what was said in line {place}"
            answers.append(Answer(answer_id, answer_id, form.id, box, place, text, reviewed=reviewed))
            tags += [Tag(answer_id, theme, rank) for rank, theme in enumerate(themes, 1)]
    return replace(snapshot, forms=tuple(made), form_answers=tuple(answers), tags=snapshot.tags + tuple(tags))


def _answer(row: Mapping[str, str], group_id: GroupId, item: Mapping[str, Any]) -> Answer:
    box = _BOXES.get(row["question"]) or Box(item.get("slot") or row["slot"] or "unmarked")
    q3 = item.get("q3", {})
    return Answer(
        AnswerId(row["item_id"]),
        row["item_id"],
        group_id,
        box,
        int(row["seq"]),
        row["text"],
        competitor=item.get("competitor", ""),
        direction=_DIRECTIONS.get(q3.get("direction", ""), Direction.UNSAID),
        value=Value(q3.get("value", "")),
        flags=frozenset(_FLAGS[flag] for flag in item.get("flags", ())),
        reviewed=True,
    )


def _people(folder: Path) -> tuple[Participant, ...]:
    paths = [(audience, folder / f"roster_{audience.value}.csv") for audience in Audience]
    rows = [(audience, row) for audience, path in paths if path.exists() for row in _rows(path)]
    ids = {row["person_id"]: ParticipantId(number) for number, (_, row) in enumerate(rows, start=1)}
    return tuple(
        Participant(
            ids[row["person_id"]],
            audience,
            row["person_id"],
            row["first_name"],
            row["last_name"],
            row.get("department", ""),
            row.get("site", ""),
            row.get("seniority", ""),
            manager_id=ids.get(row.get("line_manager_id", "")),
            session_code=row.get("invited_session", ""),
            attendance=_attendance(row["attendance"]),
        )
        for audience, row in rows
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _attendance(word: str) -> Attendance:
    return Attendance(word) if word in set(Attendance) else Attendance.NO_SHOW
