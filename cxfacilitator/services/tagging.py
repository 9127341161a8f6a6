"""Tag the answers: the machine suggests, a person decides, and only what was decided counts."""

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError, ImportProblem
from cxfacilitator.domain.plan import Idea, IdeaId
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.sheets import Answer, AnswerId, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import LIKELY, MOST_THEMES, Decision, Rejection, Suggestion
from cxfacilitator.formats import tags as format_tags
from cxfacilitator.formats.tags import ItemTags, TagSet
from cxfacilitator.store import plan as plan_store
from cxfacilitator.store import sheets as sheets_store
from cxfacilitator.store import tagging as store
from cxfacilitator.store.file import Edit, EngagementFile

if TYPE_CHECKING:
    from cxfacilitator.engines.suggest import Suggester as Suggester


def suggest(snapshot: Snapshot, progress: Progress = silent) -> Mapping[AnswerId, tuple[Suggestion, ...]]:
    """Suggest themes for every answer, the best first, without those that a person has rejected.

    What has been decided on the other answers is taken into account.

    Returns:
        Suggestions by answer; an answer without any is not a key.
    """
    return tagger(snapshot, progress=progress).suggest(decisions(snapshot))


def tagger(
    snapshot: Snapshot, cache: MutableMapping[bytes, bytes] | None = None, progress: Progress = silent
) -> "Suggester":
    """Read every answer, and return what suggests, orders and groups them; it stays good while no text changes.

    Args:
        cache: What was read before, by text; what is new is put in.
    """
    from cxfacilitator.engines.suggest import suggester

    customers = {a.id for a in snapshot.to_review if snapshot.audience_of(a) is Audience.CUSTOMERS}
    return suggester(snapshot.codebook, snapshot.to_review, customers, cache, progress=progress)


def has_model() -> bool:
    """Tell whether suggestions understand meaning here; without the sentence encoder they go by words alone."""
    from cxfacilitator.engines import suggest

    return suggest.has_model()


def decisions(snapshot: Snapshot) -> tuple[Decision, ...]:
    """Return what people have decided on the answers: what suggestions learn from."""
    rejected: dict[AnswerId, set[ThemeId]] = {}
    for rejection in snapshot.rejections:
        rejected.setdefault(rejection.answer_id, set()).add(rejection.theme_id)
    return tuple(
        Decision(
            answer.id,
            frozenset(snapshot.themes_of.get(answer.id, ())),
            frozenset(rejected.get(answer.id, ())),
            answer.reviewed,
        )
        for answer in snapshot.to_review
        if answer.reviewed or answer.id in rejected
    )


def likely(snapshot: Snapshot, suggestions: Mapping[AnswerId, tuple[Suggestion, ...]]) -> tuple[Suggestion, ...]:
    """Return the best suggestion of each answer that nobody has reviewed, where it scores at least `LIKELY`."""
    rejected = {(rejection.answer_id, rejection.theme_id) for rejection in snapshot.rejections}
    found: list[Suggestion] = []
    for answer in snapshot.to_review:
        if answer.reviewed:
            continue
        left = [s for s in suggestions.get(answer.id, ()) if (s.answer_id, s.theme_id) not in rejected]
        found.extend(s for s in left[:1] if s.score >= LIKELY)
    return tuple(found)


def accept(file: EngagementFile, answer_id: AnswerId, theme_id: ThemeId) -> None:
    """Give an answer a theme. The first theme given is the main one; the answer counts as reviewed."""
    snapshot = file.snapshot()
    answer = snapshot.answer[answer_id]
    theme = snapshot.codebook.by_id[theme_id]
    themes = snapshot.themes_of.get(answer_id, ())
    if theme_id in themes:
        return
    if len(themes) >= MOST_THEMES:
        raise CxError(f"An answer has at most {MOST_THEMES} themes. Remove one before adding {theme.name}.")
    with file.edit(f"Tag {answer.ref} as {theme.name}") as edit:
        store.unreject(edit.db, Rejection(answer_id, theme_id))
        store.set_themes(edit.db, answer_id, (*themes, theme_id))
        _mark_reviewed(edit, answer)


def accept_many(file: EngagementFile, pairs: Iterable[tuple[AnswerId, ThemeId]]) -> int:
    """Give several answers a theme each, in one step that undo takes back as one.

    Returns:
        How many tags were added; a theme that an answer already has, or has no room for, is passed over.
    """
    snapshot = file.snapshot()
    themes = dict(snapshot.themes_of)
    added = 0
    wanted = list(pairs)
    with file.edit(f"Accept {len(wanted)} suggestions") as edit:
        for answer_id, theme_id in wanted:
            before = themes.get(answer_id, ())
            if theme_id in before or len(before) >= MOST_THEMES:
                continue
            themes[answer_id] = (*before, theme_id)
            store.set_themes(edit.db, answer_id, themes[answer_id])
            _mark_reviewed(edit, snapshot.answer[answer_id])
            added += 1
    return added


def remove(file: EngagementFile, answer_id: AnswerId, theme_id: ThemeId) -> None:
    """Take a theme away from an answer."""
    snapshot = file.snapshot()
    themes = tuple(theme for theme in snapshot.themes_of.get(answer_id, ()) if theme != theme_id)
    with file.edit(f"Remove {snapshot.codebook.by_id[theme_id].name} from {snapshot.answer[answer_id].ref}") as edit:
        store.set_themes(edit.db, answer_id, themes)


def reject(file: EngagementFile, answer_id: AnswerId, theme_id: ThemeId) -> None:
    """Note that a suggested theme is wrong for an answer, so that it is not suggested there again."""
    snapshot = file.snapshot()
    name = snapshot.codebook.by_id[theme_id].name
    with file.edit(f"Reject {name} for {snapshot.answer[answer_id].ref}") as edit:
        store.reject(edit.db, Rejection(answer_id, theme_id))


def set_reviewed(file: EngagementFile, answer_id: AnswerId, reviewed: bool) -> None:
    """Note that a person has decided on an answer's themes (possibly on none), or has not yet."""
    answer = file.snapshot().answer[answer_id]
    with file.edit(f"Mark {answer.ref} as {'reviewed' if reviewed else 'not reviewed'}") as edit:
        sheets_store.upsert(edit.db, replace(answer, reviewed=reviewed))


def set_flag(file: EngagementFile, answer_id: AnswerId, flag: Flag, on: bool) -> None:
    """Set or clear a flag of an answer."""
    answer = file.snapshot().answer[answer_id]
    flags = answer.flags | {flag} if on else answer.flags - {flag}
    with file.edit(f"{'Flag' if on else 'Unflag'} {answer.ref}: {flag.value}") as edit:
        sheets_store.upsert(edit.db, replace(answer, flags=flags))


@dataclass(frozen=True, slots=True)
class LoadedTags:
    """What came out of a file of reviewed tags.

    Attributes:
        answers: Answers that were reviewed.
        tags: Themes given to them, residual codes included.
        ideas: Ideas made or changed.
        unknown: References in the file that no answer in the engagement has.
    """

    answers: int
    tags: int
    ideas: int
    unknown: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What was loaded, in words."""
        text = f"{self.tags} accepted tags on {self.answers} reviewed answers, {self.ideas} ideas."
        if self.unknown:
            named = ", ".join(self.unknown[:3]) + (" and others" if len(self.unknown) > 3 else "")
            text += f" {len(self.unknown)} entries belong to no answer here and were passed over: {named}."
        return text


def load_tags(file: EngagementFile, path: Path) -> LoadedTags:
    """Load themes, flags, Q3 particulars and ideas that people decided on elsewhere.

    They replace what was decided here on the same answers, which count as reviewed afterwards.

    Raises:
        ImportProblem: The file is no list of tags, or names a theme that the codebook lacks; nothing was changed.
    """
    found = format_tags.read(path)
    snapshot = file.snapshot()
    for ref, item in found.items.items():
        for theme in item.themes:
            if theme not in snapshot.codebook.by_id:
                raise ImportProblem(
                    f"{path.name}: {ref} has the theme {theme}, which is not in this engagement's codebook. "
                    "Nothing was loaded."
                )
    answers = {answer.ref: answer for answer in snapshot.to_review}
    known = {ref: item for ref, item in found.items.items() if ref in answers}
    with file.edit(f"Load reviewed tags of {len(known)} answers") as edit:
        for ref, item in known.items():
            sheets_store.upsert(edit.db, _decided(answers[ref], item))
            store.set_themes(edit.db, answers[ref].id, item.themes)
        ideas = _write_ideas(edit, snapshot, found, answers)
    return LoadedTags(
        len(known),
        sum(len(item.themes) for item in known.values()),
        ideas,
        tuple(ref for ref in found.items if ref not in answers),
    )


def _decided(answer: Answer, item: ItemTags) -> Answer:
    return replace(
        answer,
        box=item.box if item.box and answer.box.question is item.box.question else answer.box,
        flags=item.flags,
        direction=item.direction,
        value=item.value,
        competitor=item.competitor,
        reviewed=True,
    )


def _write_ideas(edit: Edit, snapshot: Snapshot, found: TagSet, answers: Mapping[str, Answer]) -> int:
    """Make the ideas that the file names, or change those of the same code; an answer is in one idea only."""
    before = {idea.code: idea for idea in snapshot.ideas}
    placed = {answers[ref].id for ref, item in found.items.items() if item.idea and ref in answers}
    for idea in snapshot.ideas:
        left = tuple(answer for answer in idea.answer_ids if answer not in placed)
        if not left:
            plan_store.delete(edit.db, idea.id)
        elif left != idea.answer_ids:
            plan_store.update(edit.db, replace(idea, answer_ids=left))
    written = 0
    for row in found.ideas:
        mine = [answers[ref] for ref, item in found.items.items() if item.idea == row.code and ref in answers]
        if not mine:
            continue
        title = row.title or mine[0].wording
        idea = Idea(IdeaId(0), row.code, title, tuple(answer.id for answer in mine), row.impact, row.effort)
        earlier = before.get(row.code)
        if earlier and any(answer not in placed for answer in earlier.answer_ids):
            rest = tuple(answer for answer in earlier.answer_ids if answer not in placed)
            plan_store.update(edit.db, replace(idea, id=earlier.id, answer_ids=rest + idea.answer_ids))
        else:
            plan_store.insert(edit.db, idea)
        written += 1
    return written


def _mark_reviewed(edit: Edit, answer: Answer) -> None:
    if not answer.reviewed:
        sheets_store.upsert(edit.db, replace(answer, reviewed=True))
