"""Turn Start answers into ideas, and ideas into decisions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.ideas import IdeaEvidence
from cxfacilitator.domain.plan import Disposition, Idea, IdeaId
from cxfacilitator.domain.sheets import Answer, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import free_code
from cxfacilitator.report.words import DISPOSITION, IDEA_EVIDENCE, QUICK_WIN
from cxfacilitator.store import plan as store
from cxfacilitator.store.file import EngagementFile


def tell_evidence(evidence: IdeaEvidence) -> str:
    """Say what customers' evidence says of an idea."""
    return IDEA_EVIDENCE[evidence]


def tell_quick_win() -> str:
    """Say what makes an idea a quick win."""
    return f"{QUICK_WIN}."


def tell_disposition(disposition: Disposition | None) -> str:
    """Say what was decided on an idea; empty when nothing was yet."""
    return DISPOSITION[disposition] if disposition else ""


def unclustered(snapshot: Snapshot) -> tuple[Answer, ...]:
    """Return the Start answers that belong to no idea yet."""
    placed = {answer_id for idea in snapshot.ideas for answer_id in idea.answer_ids}
    return tuple(answer for answer in snapshot.answers if answer.box is Box.START and answer.id not in placed)


def make_ideas(file: EngagementFile) -> int:
    """Make one idea of each Start answer that belongs to none; ideas are merged by people.

    Returns:
        How many ideas were made.
    """
    snapshot = file.snapshot()
    waiting = unclustered(snapshot)
    if not waiting:
        return 0
    taken = {idea.code for idea in snapshot.ideas}
    with file.edit(f"Make {len(waiting)} ideas") as edit:
        for answer in waiting:
            code = free_code("I", taken)
            taken.add(code)
            store.insert(edit.db, Idea(IdeaId(0), code, answer.wording, (answer.id,)))
    return len(waiting)


def merge(file: EngagementFile, idea_ids: Sequence[IdeaId]) -> None:
    """Put several ideas together under the first one's name, scores and decision."""
    snapshot = file.snapshot()
    first, *others = (snapshot.idea[idea_id] for idea_id in idea_ids)
    if not others:
        raise CxError("Choose at least two ideas to put together.")
    answers = tuple(dict.fromkeys(answer for idea in (first, *others) for answer in idea.answer_ids))
    with file.edit(f"Put {len(idea_ids)} ideas together") as edit:
        for idea in others:
            store.delete(edit.db, idea.id)
        store.update(edit.db, replace(first, answer_ids=answers))


def split(file: EngagementFile, idea_id: IdeaId) -> None:
    """Make an idea of its own of each answer but the first."""
    snapshot = file.snapshot()
    idea = snapshot.idea[idea_id]
    if len(idea.answer_ids) < 2:
        raise CxError("This idea rests on a single answer; there is nothing to take apart.")
    taken = {other.code for other in snapshot.ideas}
    with file.edit(f"Take apart {idea.title}") as edit:
        store.update(edit.db, replace(idea, answer_ids=idea.answer_ids[:1]))
        for answer_id in idea.answer_ids[1:]:
            code = free_code("I", taken)
            taken.add(code)
            store.insert(edit.db, Idea(IdeaId(0), code, snapshot.answer[answer_id].wording, (answer_id,)))


def rename(file: EngagementFile, idea_id: IdeaId, title: str) -> None:
    """Give an idea a title."""
    if not title.strip():
        raise CxError("An idea needs a title. The old one was kept.")
    idea = file.snapshot().idea[idea_id]
    with file.edit(f"Name idea {title.strip()}") as edit:
        store.update(edit.db, replace(idea, title=title.strip()))


def score(file: EngagementFile, idea_id: IdeaId, impact: int | None, effort: int | None) -> None:
    """Score an idea: impact on customers and effort, each 1-5 or None for not scored."""
    for number in (impact, effort):
        if number is not None and not 1 <= number <= 5:
            raise CxError("Impact and effort are scored from 1 to 5.")
    idea = file.snapshot().idea[idea_id]
    with file.edit(f"Score {idea.title}") as edit:
        store.update(edit.db, replace(idea, impact=impact, effort=effort))


def decide(
    file: EngagementFile,
    idea_id: IdeaId,
    disposition: Disposition | None,
    reason: str = "",
    owner: str = "",
    due: date | None = None,
) -> None:
    """Note what was decided on an idea, by whom it is done and by when; an idea put off needs a reason."""
    if disposition is Disposition.NOT_NOW and not reason.strip():
        raise CxError("Say why this idea is not taken up now: whoever proposed it will ask.")
    idea = file.snapshot().idea[idea_id]
    with file.edit(f"Decide on {idea.title}") as edit:
        store.update(
            edit.db, replace(idea, disposition=disposition, reason=reason.strip(), owner=owner.strip(), due=due)
        )
