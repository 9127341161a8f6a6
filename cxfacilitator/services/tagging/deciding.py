"""What a person decides: themes, flags, and that an answer has been looked at."""

from collections.abc import Iterable
from dataclasses import replace

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import Answer, AnswerId, Flag
from cxfacilitator.domain.tagging import MOST_THEMES, Rejection
from cxfacilitator.store import sheets as sheets_store
from cxfacilitator.store import tagging as store
from cxfacilitator.store.file import Edit, EngagementFile


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


def _mark_reviewed(edit: Edit, answer: Answer) -> None:
    if not answer.reviewed:
        sheets_store.upsert(edit.db, replace(answer, reviewed=True))
