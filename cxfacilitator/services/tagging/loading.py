"""Themes, flags and ideas that people decided on elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.plan import Idea, IdeaId
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.formats import tags as format_tags
from cxfacilitator.formats.tags import ItemTags, TagSet
from cxfacilitator.store import plan as plan_store
from cxfacilitator.store import sheets as sheets_store
from cxfacilitator.store import tagging as store
from cxfacilitator.store.file import Edit, EngagementFile


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
    """Make the ideas that the file names; of those of the same code only what it says of them is changed."""
    before = {idea.code: idea for idea in snapshot.ideas}
    code_of = {answers[ref].id: item.idea for ref, item in found.items.items() if item.idea and ref in answers}
    wording = {answer.id: answer.wording for answer in answers.values()}
    made, changed = [], []
    for row in found.ideas:
        mine = tuple(answer_id for answer_id, code in code_of.items() if code == row.code)
        if mine and (idea := before.get(row.code)):
            stay = tuple(answer_id for answer_id in idea.answer_ids if answer_id not in code_of)
            changed.append(
                replace(
                    idea,
                    title=row.title or idea.title,
                    answer_ids=stay + mine,
                    impact=idea.impact if row.impact is None else row.impact,
                    effort=idea.effort if row.effort is None else row.effort,
                )
            )
        elif mine:
            made.append(Idea(IdeaId(0), row.code, row.title or wording[mine[0]], mine, row.impact, row.effort))
    plan_store.update(edit.db, *changed)
    for idea in made:
        plan_store.insert(edit.db, idea)
    return len(made) + len(changed)
