"""Make, open and set up an engagement."""

import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from cxfacilitator.domain.engagement import Audience, Engagement, Question, QuestionSet, read_question_set
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.roster_import import plan_import
from cxfacilitator.domain.session import Session, SessionId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.formats import engagement_folder
from cxfacilitator.formats.engagement_folder import EngagementFolder
from cxfacilitator.paths import resource
from cxfacilitator.services import codebook, roster, session, sheets, tagging
from cxfacilitator.store import engagement as store
from cxfacilitator.store import groups as groups_store
from cxfacilitator.store import roster as roster_store
from cxfacilitator.store import session as session_store
from cxfacilitator.store.file import Edit, EngagementFile, all_or_nothing


def question_set(name: str = "four-questions") -> QuestionSet:
    """Return one of the question sets that come with the app."""
    return read_question_set(resource("question_sets", f"{name}.toml").read_text(encoding="utf-8"), f"{name}.toml")


def code_for(client: str, round_number: int = 1) -> str:
    """Make a short name for an engagement from the client's name.

    >>> code_for("Tolland Reeve Hire Ltd")
    'TRHL-R1'
    """
    plain = unicodedata.normalize("NFKD", client).encode("ascii", "ignore").decode()
    words = re.findall(r"[A-Za-z0-9]+", plain)
    letters = "".join(word[0] for word in words) if len(words) > 1 else "".join(words)[:6]
    return f"{letters.upper()[:8] or 'CX'}-R{round_number}"


def create(path: Path, engagement: Engagement) -> EngagementFile:
    """Make a new engagement file with the four questions and the default codebook, and open it.

    Raises:
        FileProblem: There is a file of that name already, or the folder cannot be written.
        CxError: The client's name is missing.
    """
    _check(engagement)
    return EngagementFile.create(path, engagement, question_set().wording, codebook.default())


def open_file(path: Path) -> EngagementFile:
    """Open an engagement file.

    Raises:
        FileProblem: It is missing, foreign, newer, empty, read-only, open elsewhere or damaged; nothing was changed.
    """
    return EngagementFile.open(path)


def open_other(path: Path, before: Path | None) -> EngagementFile | None:
    """Open a file as `open_file` does; None when it is the one that has been opened before."""
    return None if same_file(path, before) else open_file(path)


def same_file(one: Path, other: Path | None) -> bool:
    """Whether both are one file; when either has vanished with its disk, they are not."""
    with suppress(OSError):
        return other is not None and one.samefile(other)
    return False


def read_folder(folder: Path) -> EngagementFolder:
    """Read a whole engagement from a folder of tables shaped like the sample; nothing is changed.

    Raises:
        ImportProblem: Names the file, the row and the reason.
    """
    return engagement_folder.read(folder)


def import_engagement(
    folder: Path, path: Path, tags: Path | None = None, say: Callable[[str], None] = lambda line: None
) -> EngagementFile:
    """Make an engagement file from a folder of tables, and open it.

    A short name that cannot go into file names is spelled with dashes.

    Args:
        folder: engagement.csv, sessions.csv, groups.csv, answers.csv, and rosters if there are any.
        path: The file to make.
        tags: Reviewed themes, flags and ideas for the answers.
        say: Told, line by line, what deserves a second look.

    Raises:
        ImportProblem: Names the file, the row and the reason; no engagement file is left behind.
    """
    found = read_folder(folder)
    code = re.sub(r"[^A-Za-z0-9._-]+", "-", found.engagement.code).strip("-._")[:40]
    engagement = replace(found.engagement, code=code or code_for(found.engagement.client))
    with all_or_nothing(create(path, engagement)) as file:
        with file.edit(f"Import {found.engagement.client}") as edit:
            write_sessions_and_groups(edit, found, file.snapshot())
            groups = {group.code: group for group in groups_store.load_all(edit.db)}
            for audience, table in found.rosters.items():
                plan = plan_import(table, audience, roster_store.load_all(edit.db))
                for line in roster.without_group(plan, groups):
                    say(f"{table.name}: {line}")
                roster.insert_rows(edit, plan, groups)
            sheets.insert_rows(edit, found.answers, groups)
        if tags is not None:
            loaded = tagging.load_tags(file, tags)
            if loaded.unknown:
                say(f"{tags.name}: {loaded.sentence}")
    return file


def import_sessions_and_groups(file: EngagementFile, found: EngagementFolder) -> None:
    """Add the sessions and groups of a folder; a group that is there already learns its label and head count."""
    snapshot = file.snapshot()
    with file.edit(f"Import {len(found.sessions)} sessions and {len(found.groups)} groups") as edit:
        write_sessions_and_groups(edit, found, snapshot)


def write_sessions_and_groups(edit: Edit, found: EngagementFolder, snapshot: Snapshot) -> None:
    """Write the sessions and groups of a folder inside an open edit."""
    sessions = {sitting.code: sitting.id for sitting in snapshot.sessions}
    for row in found.sessions:
        if row.code not in sessions:
            steps = session.agenda(session.default_agenda(row.audience))
            sitting = Session(SessionId(0), row.code, row.audience, row.held_on, row.venue, steps)
            sessions[row.code] = session_store.insert(edit.db, sitting)
    groups = {group.code: group for group in snapshot.groups}
    for entry in found.groups:
        earlier = groups.get(entry.code)
        group = Group(
            earlier.id if earlier else GroupId(0),
            entry.code,
            entry.audience,
            entry.label,
            sessions.get(entry.session_code),
            entry.segment,
            entry.people,
            complete=earlier is not None and earlier.complete,
        )
        if earlier:
            groups_store.update(edit.db, group)
        else:
            groups_store.insert(edit.db, group)


def update(file: EngagementFile, engagement: Engagement) -> None:
    """Change what is known of the engagement.

    Raises:
        CxError: The client's name is missing, or a promise would be changed after a session has started.
    """
    _check(engagement)
    snapshot = file.snapshot()
    before = snapshot.engagement
    promised = (before.threshold_groups, before.threshold_people)
    if promised != (engagement.threshold_groups, engagement.threshold_people) and promise_made(snapshot):
        raise CxError(
            "The smallest numbers to report were promised to the people in the room, so they stay as they are "
            "once a session has started."
        )
    with file.edit("Change the engagement") as edit:
        store.save(edit.db, engagement)


def promise_made(snapshot: Snapshot) -> bool:
    """Whether a session has started, so that what was promised in the room can no longer be changed."""
    return bool(snapshot.events)


def set_wording(file: EngagementFile, question: Question, audience: Audience, text: str) -> None:
    """Change how one audience is asked one question; an empty text brings the usual wording back."""
    wording = dict(file.snapshot().wording)
    wording[question, audience] = text.strip() or question_set().wording[question, audience]
    with file.edit(f"Word {question.value} for {audience.value}") as edit:
        store.save_wording(edit.db, wording)


def _check(engagement: Engagement) -> None:
    if engagement.round < 1:
        raise CxError("Rounds are counted from 1: the first time is round 1, a re-run is round 2.")
    if not engagement.client.strip():
        raise CxError("Give the client's name; it stands on every page of the report.")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", engagement.code):
        raise CxError(
            f"The short name {engagement.code!r} must have 1-40 letters, digits, dots and dashes, and no blanks: "
            "it goes into file names and onto the printed sheets."
        )
