"""Make ideas of Start answers, and put together those that propose the same; each answer stays in one idea."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.ideas import startable, unclustered
from cxfacilitator.domain.plan import Idea, IdeaId, together
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, free_code
from cxfacilitator.services.plan import reading
from cxfacilitator.store import actions as actions_store
from cxfacilitator.store import plan as store
from cxfacilitator.store.file import Edit, EngagementFile


def make_ideas(file: EngagementFile) -> int:
    """Make one idea of each Start answer that belongs to none; ideas are merged by people.

    Returns:
        How many ideas were made.
    """
    snapshot = file.snapshot()
    waiting = unclustered(snapshot)
    if not waiting:
        return 0
    with file.edit(f"Make {amount(len(waiting), 'idea')}") as edit:
        _make_each(edit, snapshot, [answer.id for answer in waiting])
    return len(waiting)


def put_together(file: EngagementFile, answer_ids: Iterable[AnswerId], into: IdeaId | None = None) -> IdeaId:
    """Put Start answers into one idea, wherever they were before.

    An idea of which nothing is left goes, and what people gave it stays with the idea that has its answers now.

    Args:
        into: The idea that they join. By default the oldest idea of which all answers are among them, which has no
            others, or else a new one.

    Returns:
        The idea that they are in.

    Raises:
        CxError: There are none, one is no Start answer, or is in the parking lot; nothing was changed.
    """
    snapshot = file.snapshot()
    moving = _starts(snapshot, answer_ids)
    whole = [idea for idea in snapshot.ideas if idea.id != into and _goes(snapshot, idea, moving)]
    if into is not None:
        kept: Idea | None = snapshot.idea[into]
    else:
        kept = whole.pop(0) if whole else None
    with file.edit(_put(kept, moving)) as edit:
        if kept is None:
            return _make(edit, snapshot, moving)
        _join(edit, replace(kept, answer_ids=tuple(dict.fromkeys((*kept.answer_ids, *moving)))), whole)
    return kept.id


def merge(file: EngagementFile, idea_ids: Sequence[IdeaId]) -> None:
    """Put several ideas together under the first one's name.

    Its scores and decision stay; what it has none of comes from the others, and dots are added up.

    Raises:
        CxError: There are fewer than two; nothing was changed.
    """
    known = reading.ideas(file)
    first, *others = (known[idea_id] for idea_id in dict.fromkeys(idea_ids))
    if not others:
        raise CxError("Choose at least two ideas to put together.")
    with file.edit(f"Put {amount(1 + len(others), 'idea')} together") as edit:
        _join(edit, first, others)


def split(file: EngagementFile, idea_id: IdeaId) -> None:
    """Make an idea of its own of each answer but one; what people gave the idea stays with that one.

    It is the answer whose wording is the idea's title, or else the first.

    Raises:
        CxError: It has a single answer; nothing was changed.
    """
    snapshot = file.snapshot()
    here = startable(snapshot, snapshot.idea[idea_id].answer_ids)
    if len(here) < 2:
        raise CxError("This idea rests on a single answer; there is nothing to take apart.")
    take_out(file, here)


def take_out(file: EngagementFile, answer_ids: Iterable[AnswerId]) -> None:
    """Make an idea of its own of each of these answers; an idea of which all would go keeps one, as for `split`.

    Raises:
        CxError: One is no Start answer, or each is alone in its idea already; nothing was changed.
    """
    snapshot = file.snapshot()
    moving = _starts(snapshot, answer_ids)
    stay = {_namesake(snapshot, idea) for idea in snapshot.ideas if _goes(snapshot, idea, moving)}
    leaving = [answer_id for answer_id in moving if answer_id not in stay]
    if not leaving:
        raise CxError("Each of these answers is an idea of its own already.")
    from_ideas = [idea.title for idea in snapshot.ideas if not set(idea.answer_ids).isdisjoint(leaving)]
    label = f"Take apart {from_ideas[0]}" if len(from_ideas) == 1 else f"Make {amount(len(leaving), 'idea')}"
    with file.edit(label) as edit:
        _make_each(edit, snapshot, leaving)


def rename(file: EngagementFile, idea_id: IdeaId, title: str) -> None:
    """Give an idea a title.

    Raises:
        CxError: It is empty; nothing was changed.
    """
    title = " ".join(title.split())
    if not title:
        raise CxError("An idea needs a title. The old one was kept.")
    idea = reading.ideas(file)[idea_id]
    with file.edit(f"Name idea {title}") as edit:
        store.update(edit.db, replace(idea, title=title))


def _starts(snapshot: Snapshot, answer_ids: Iterable[AnswerId]) -> tuple[AnswerId, ...]:
    """The answers in sheet order, once each."""
    wanted = list(dict.fromkeys(answer_ids))
    if not wanted:
        raise CxError("Choose the answers that propose the same first.")
    for answer_id in wanted:
        if not startable(snapshot, [answer_id]):
            ref = snapshot.answer[answer_id].ref
            raise CxError(
                f"{ref} is no Start answer that counts with the groups, so it is no idea. Nothing was changed."
            )
    return tuple(answer.id for answer in snapshot.answers if answer.id in set(wanted))


def _goes(snapshot: Snapshot, idea: Idea, moving: Collection[AnswerId]) -> bool:
    """Whether all that still counts of an idea is moved."""
    here = startable(snapshot, idea.answer_ids)
    return bool(here) and set(here) <= set(moving)


def _namesake(snapshot: Snapshot, idea: Idea) -> AnswerId:
    here = startable(snapshot, idea.answer_ids)
    return next((answer_id for answer_id in here if snapshot.answer[answer_id].wording == idea.title), here[0])


def _join(edit: Edit, kept: Idea, gone: Sequence[Idea]) -> None:
    """Write an idea with all that others had, which go."""
    for idea in gone:
        actions_store.carry_out(edit.db, idea.id, kept.id)
        store.delete(edit.db, idea.id)
    store.update(edit.db, together(kept, gone))


def _make_each(edit: Edit, snapshot: Snapshot, answer_ids: Iterable[AnswerId]) -> None:
    taken = {idea.code for idea in snapshot.ideas}
    for answer_id in answer_ids:
        code = free_code("I", taken)
        taken.add(code)
        store.insert(edit.db, Idea(IdeaId(0), code, snapshot.answer[answer_id].wording, (answer_id,)))


def _make(edit: Edit, snapshot: Snapshot, answer_ids: tuple[AnswerId, ...]) -> IdeaId:
    code = free_code("I", {idea.code for idea in snapshot.ideas})
    return store.insert(edit.db, Idea(IdeaId(0), code, snapshot.answer[answer_ids[0]].wording, answer_ids))


def _put(kept: Idea | None, moving: Sequence[AnswerId]) -> str:
    answers = amount(len(moving), "answer")
    return f"Put {answers} into {kept.title}" if kept else f"Make an idea of {answers}"
