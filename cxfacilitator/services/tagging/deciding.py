"""What a person decides on one answer: themes, flags, notes, and that it has been looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from cxfacilitator.domain.codebook import Theme, ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import Answer, AnswerId, Direction, Flag, Mark, Value
from cxfacilitator.domain.tagging import MOST_THEMES, Rejection
from cxfacilitator.domain.text import amount
from cxfacilitator.store import codebook as codebook_store
from cxfacilitator.store import sheets as sheets_store
from cxfacilitator.store import tagging as store
from cxfacilitator.store.file import EngagementFile

_DIRECTION: Mapping[Direction, str] = {
    Direction.BETTER: "Note that {} is better elsewhere",
    Direction.WORSE: "Note that {} is worse elsewhere",
    Direction.DIFFERENT: "Note that {} is different elsewhere",
    Direction.UNSAID: "Forget whether {} is better elsewhere",
}
_VALUE: Mapping[Value, str] = {
    Value.YES: "Note that {} matters to customers",
    Value.NO: "Note that {} does not matter to customers",
    Value.UNSURE: "Note that nobody knows whether {} matters to customers",
    Value.UNSAID: "Forget whether {} matters to customers",
}


def accept(file: EngagementFile, answer_id: AnswerId, theme_id: ThemeId) -> None:
    """Give an answer a theme. The first theme given is the main one; the answer counts as reviewed.

    Raises:
        CxError: The answer or the theme is gone, or the answer has `MOST_THEMES` others; nothing was changed.
    """
    answer, theme = _answer(file, answer_id), _theme(file, theme_id)
    themes = _themes(file, answer_id)
    if theme_id in themes:
        return
    if len(themes) >= MOST_THEMES:
        raise CxError(f"An answer has at most {MOST_THEMES} themes. Remove one before adding {theme.name}.")
    with file.edit(f"Tag {answer.ref} as {theme.name}") as edit:
        store.unreject(edit.db, Rejection(answer_id, theme_id))
        store.set_themes(edit.db, answer_id, (*themes, theme_id))
        sheets_store.mark(edit.db, [answer_id], Mark.REVIEWED, True)


def accept_unless_decided(file: EngagementFile, answer_id: AnswerId, theme_id: ThemeId) -> None:
    """Give an answer a suggested theme, unless it was reviewed or the theme rejected since it was suggested."""
    if not _answer(file, answer_id).reviewed and Rejection(answer_id, theme_id) not in file.read(store.load_rejections):
        accept(file, answer_id, theme_id)


def accept_many(file: EngagementFile, pairs: Iterable[tuple[AnswerId, ThemeId]]) -> int:
    """Give several answers a theme each, in one step that undo takes back as one.

    Returns:
        How many tags were added; a theme that an answer already has, or has no room for, is passed over.
    """
    wanted = list(pairs)
    known = file.read(codebook_store.load).by_id
    themes_of = file.read(store.load_themes_of, {answer_id for answer_id, _ in wanted})
    added = []
    for answer_id, theme_id in wanted:
        before = themes_of[answer_id]
        if known[theme_id].id not in before and len(before) < MOST_THEMES:
            themes_of[answer_id] = (*before, theme_id)
            added.append(Rejection(answer_id, theme_id))
    with file.edit(f"Accept {amount(len(added), 'suggestion')}") as edit:
        for taken in added:
            store.unreject(edit.db, taken)
            store.set_themes(edit.db, taken.answer_id, themes_of[taken.answer_id])
        sheets_store.mark(edit.db, [taken.answer_id for taken in added], Mark.REVIEWED, True)
    return len(added)


def remove(file: EngagementFile, answer_id: AnswerId, theme_id: ThemeId) -> None:
    """Take a theme away from an answer."""
    answer, theme = _answer(file, answer_id), _theme(file, theme_id)
    with file.edit(f"Remove {theme.name} from {answer.ref}") as edit:
        store.set_themes(edit.db, answer_id, [other for other in _themes(file, answer_id) if other != theme_id])


def reject(file: EngagementFile, answer_id: AnswerId, theme_id: ThemeId) -> None:
    """Note that a suggested theme is wrong for an answer, so that it is not suggested there again."""
    answer, theme = _answer(file, answer_id), _theme(file, theme_id)
    with file.edit(f"Reject {theme.name} for {answer.ref}") as edit:
        store.reject(edit.db, Rejection(answer_id, theme_id))


def set_reviewed(file: EngagementFile, answer_id: AnswerId, reviewed: bool) -> None:
    """Note that a person has decided on an answer's themes (possibly on none), or has not yet."""
    answer = _answer(file, answer_id)
    label = f"Mark {answer.ref} as {'reviewed' if reviewed else 'not reviewed'}"
    _write(file, label, replace(answer, reviewed=reviewed))


def set_flag(file: EngagementFile, answer_id: AnswerId, flag: Flag, on: bool) -> None:
    """Set or clear a flag of an answer."""
    answer = _answer(file, answer_id)
    flags = answer.flags | {flag} if on else answer.flags - {flag}
    _write(file, f"{'Flag' if on else 'Unflag'} {answer.ref}: {flag.value}", replace(answer, flags=flags))


def set_memo(file: EngagementFile, answer_id: AnswerId, memo: str) -> None:
    """Write a note to oneself about an answer; empty takes it away."""
    answer = _answer(file, answer_id)
    written = replace(answer, memo=memo if memo.strip() else "")
    _write(file, f"Write a memo on {answer.ref}", written, f"memo {answer_id}")


def set_competitor(file: EngagementFile, answer_id: AnswerId, competitor: str) -> None:
    """Note who it is that an answer of Q3 speaks of."""
    answer = _answer(file, answer_id)
    label = f"Note who {answer.ref} speaks of"
    _write(file, label, replace(answer, competitor=competitor), f"competitor {answer_id}")


def set_direction(file: EngagementFile, answer_id: AnswerId, direction: Direction) -> None:
    """Note whether an answer of Q3 finds the others better, worse or just different."""
    answer = _answer(file, answer_id)
    _write(file, _DIRECTION[direction].format(answer.ref), replace(answer, direction=direction))


def set_value(file: EngagementFile, answer_id: AnswerId, value: Value) -> None:
    """Note whether what an answer of Q3 says matters to customers."""
    answer = _answer(file, answer_id)
    _write(file, _VALUE[value].format(answer.ref), replace(answer, value=value))


def _write(file: EngagementFile, label: str, answer: Answer, merge_key: str = "") -> None:
    with file.edit(label, merge_key=merge_key) as edit:
        sheets_store.upsert(edit.db, answer)


def _answer(file: EngagementFile, answer_id: AnswerId) -> Answer:
    found = file.read(sheets_store.load_one, answer_id)
    if found is None:
        raise CxError("This answer is no longer there. Nothing was changed.")
    return found


def _theme(file: EngagementFile, theme_id: ThemeId) -> Theme:
    return file.read(codebook_store.load).by_id[theme_id]


def _themes(file: EngagementFile, answer_id: AnswerId) -> tuple[ThemeId, ...]:
    return file.read(store.load_themes_of, [answer_id])[answer_id]
