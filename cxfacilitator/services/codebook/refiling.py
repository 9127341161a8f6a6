"""Merge and split themes, with the answers that have them; and take such changes back."""

from collections.abc import Collection, Sequence

from cxfacilitator.domain.codebook import Theme, ThemeId
from cxfacilitator.domain.codebook_editing import with_theme
from cxfacilitator.domain.codebook_history import (
    CodebookChange,
    CodebookChangeId,
    Refiled,
    RollBack,
    plan_roll_back,
)
from cxfacilitator.domain.codebook_merge import merged, refiled
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.domain.theme_use import used_elsewhere
from cxfacilitator.services.codebook.noting import changing
from cxfacilitator.store import codebook as store
from cxfacilitator.store import tagging as tagging_store
from cxfacilitator.store.file import EngagementFile

Themes = dict[AnswerId, tuple[ThemeId, ...]]


def merge(file: EngagementFile, gone: Sequence[ThemeId], kept: ThemeId) -> None:
    """Merge themes into one that is kept: their answers go there, and what they say stands behind its own words.

    No answer gets a theme twice, and its main theme stays its main theme. What was decided on findings goes along.

    Raises:
        CxError: A residual code would go, or there is nothing to merge; nothing was changed.
    """
    codebook = file.read(store.load)
    going = {theme_id for theme_id in gone if theme_id != kept}
    names = joined(codebook.by_id[theme_id].name for theme_id in dict.fromkeys(gone) if theme_id in going)
    themes = _themes(file)
    with changing(file, f"Merge {names} into {codebook.by_id[kept].name}") as revision:
        revision.codebook = merged(revision.codebook, gone, kept)
        revision.refiled = _moved(themes, themes, going, kept)
        revision.merged_into = kept


def split(file: EngagementFile, source: ThemeId, new: Theme, answer_ids: Sequence[AnswerId]) -> None:
    """Take some answers out of a theme into a new one, at the same rank; answers without it are passed over.

    Raises:
        CxError: None of them has it, or the new theme has no name, or its id or name is taken; nothing was changed.
    """
    codebook, themes = file.read(store.load), _themes(file)
    moving = _having(themes, answer_ids, source)
    if not moving:
        raise CxError(f"None of these answers has the theme “{codebook.by_id[source].name}”. Nothing was changed.")
    with changing(file, f"Split {new.name} from {codebook.by_id[source].name}") as revision:
        revision.codebook = with_theme(revision.codebook, new)
        revision.refiled = _moved(themes, moving, {source}, new.id)


def move(file: EngagementFile, source: ThemeId, to: ThemeId, answer_ids: Sequence[AnswerId]) -> int:
    """File answers under another theme of the codebook, at the same rank; answers without the first are passed over.

    Returns:
        How many answers were filed there.
    """
    codebook, themes = file.read(store.load), _themes(file)
    moving = _having(themes, answer_ids, source)
    label = f"Move {amount(len(moving), 'answer')} from {codebook.by_id[source].name} to {codebook.by_id[to].name}"
    with file.edit(label) as edit:
        for entry in _moved(themes, moving, {source}, to):
            tagging_store.refile(edit.db, entry)
    return len(moving)


def changes(file: EngagementFile) -> tuple[CodebookChange, ...]:
    """Return what the codebook was before each change, newest last."""
    return file.read(store.load_changes)


def plan_back(file: EngagementFile, change_id: CodebookChangeId) -> RollBack:
    """Say what taking back a change of the codebook, and all after it, would do; nothing is changed.

    Raises:
        CxError: The change is no longer in the history.
    """
    snapshot = file.snapshot()
    return plan_roll_back(snapshot.codebook, snapshot.themes_of, changes(file), change_id, used_elsewhere(snapshot))


def roll_back(file: EngagementFile, change_id: CodebookChangeId) -> RollBack:
    """Make the codebook what it was before a change, in one step that undo takes back.

    Answers that a merge or a split has re-filed since go back where they still have the later theme. A theme that
    was added since and that is in use stays, and so does all but answers where a merge has put it.

    Returns:
        What was done.

    Raises:
        CxError: The change is no longer in the history; nothing was changed.
    """
    plan = plan_back(file, change_id)
    with changing(file, f"Roll the codebook back to before: {plan.label}") as revision:
        revision.codebook = plan.codebook
        revision.refiled = plan.refiled
    return plan


def _themes(file: EngagementFile) -> Themes:
    found: Themes = {}
    for tag in file.read(tagging_store.load_tags):
        found[tag.answer_id] = (*found.get(tag.answer_id, ()), tag.theme_id)
    return found


def _having(themes: Themes, answer_ids: Sequence[AnswerId], source: ThemeId) -> list[AnswerId]:
    return [answer_id for answer_id in dict.fromkeys(answer_ids) if source in themes.get(answer_id, ())]


def _moved(themes: Themes, answer_ids: Collection[AnswerId], gone: Collection[ThemeId], to: ThemeId) -> list[Refiled]:
    after = {answer_id: refiled(themes[answer_id], gone, to) for answer_id in answer_ids}
    return [
        Refiled(answer_id, themes[answer_id], now, to) for answer_id, now in after.items() if now != themes[answer_id]
    ]
