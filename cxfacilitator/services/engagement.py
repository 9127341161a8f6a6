"""Make, open and set up an engagement."""

import re
import unicodedata
from dataclasses import replace
from pathlib import Path

from cxfacilitator.domain.engagement import Audience, Engagement, Question, QuestionSet, read_question_set
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.formats import codebook as format_codebook
from cxfacilitator.paths import resource
from cxfacilitator.store import engagement as store
from cxfacilitator.store.file import EngagementFile


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
    codebook = format_codebook.read(resource("codebooks", "default.json"))
    return EngagementFile.create(path, engagement, question_set().wording, codebook)


def open_file(path: Path) -> EngagementFile:
    """Open an engagement file.

    Raises:
        FileProblem: It is missing, foreign, newer, empty, read-only, open elsewhere or damaged; nothing was changed.
    """
    return EngagementFile.open(path)


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
    if not engagement.client.strip():
        raise CxError("Give the client's name; it stands on every page of the report.")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", engagement.code):
        raise CxError(
            f"The short name {engagement.code!r} must have 1-40 letters, digits, dots and dashes, and no blanks: "
            "it goes into file names and onto the printed sheets."
        )
