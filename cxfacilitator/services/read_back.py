"""Read the sheets back: confirm what is right, take words out, say that a sheet has been compared with the paper."""

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.redaction import NAME, bracketed, says, without
from cxfacilitator.domain.sheets import Answer, AnswerId, Concern
from cxfacilitator.domain.text import amount
from cxfacilitator.store import actions as actions_store
from cxfacilitator.store import backup, history, vectors
from cxfacilitator.store import groups as groups_store
from cxfacilitator.store import plan as plan_store
from cxfacilitator.store import sheets as store
from cxfacilitator.store import wall as wall_store
from cxfacilitator.store.file import Edit, EngagementFile


def confirm(file: EngagementFile, answer_id: AnswerId, concern: Concern) -> None:
    """Note that an answer is right as it stands, as far as one concern goes; new words are looked at again."""
    answer = file.snapshot().answer[answer_id]
    with file.edit(f"Confirm {answer.ref}") as edit:
        store.confirm(edit.db, answer_id, concern)


def redact(
    file: EngagementFile,
    answer_ids: Sequence[AnswerId],
    words: Collection[str],
    replacement: str = NAME,
    keep_original: bool = True,
) -> int:
    """Take words out of some answers, their memos, the titles of their ideas and the names of their clusters.

    With the original kept, what is on the paper stays with the sheet and is shown nowhere else. Without it, the
    words are overwritten here, in the history of the answers, and in that of the lines of their sheets that they were
    split from or joined with; that cannot be undone, and nor can what was done before. Backups that were taken
    earlier still hold them.

    Args:
        file: The open engagement.
        answer_ids: Where to take them out.
        words: Names or phrases; each wherever it stands in the wording, however it is written.
        replacement: What stands there instead; it gets square brackets.
        keep_original: Whether the original stays with its sheet.

    Returns:
        The number of answers that were changed.

    Raises:
        CxError: The words are in none of these answers; nothing was changed.
    """
    snapshot = file.snapshot()
    mark = bracketed(replacement)
    before = [snapshot.answer[answer_id] for answer_id in answer_ids]
    changed = [after for answer in before if (after := _redacted(answer, words, mark, keep_original)) != answer]
    if not changed:
        raise CxError(f"“{', '.join(words)}” is not in what is shown of these lines. Nothing was changed.")
    what = changed[0].ref if len(changed) == 1 else amount(len(changed), "answer")
    with file.edit(f"Redact {what}") as edit:
        for answer in changed:
            store.upsert(edit.db, answer)
            if not keep_original:
                history.forget_words(edit.db, answer.id)
        sheets = () if keep_original else {GroupId(answer.group_id) for answer in changed}
        _forget_elsewhere(edit, sheets, words)
        _redact_ideas(edit, {answer.id for answer in changed}, sheets, words, mark)
        _redact_clusters(edit, {answer.id for answer in changed}, words, mark)
        vectors.drop(edit.db, vectors.gone(edit.db))
    return len(changed)


def set_read_back(file: EngagementFile, group: Group, done: bool) -> None:
    """Note that a sheet has been compared with the paper, or that it is to be looked at again."""
    newest = file.snapshot().group[group.id]
    with file.edit(f"Mark sheet {group.code} as {'read back' if done else 'not read back'}") as edit:
        groups_store.update(edit.db, replace(newest, read_back=done))


def tell_what_remains(file: EngagementFile) -> str:
    """Say where words that are overwritten in this file can still be read."""
    copies = backup.all_of(file.path)
    here = "The words leave the file itself when it is closed. The codebook and notes on groups are not searched."
    if not copies:
        return f"{here} No earlier backup holds them; the photo may."
    named = f"“{copies[0].path.name}”" + (f" and {len(copies) - 1} more" if len(copies) > 1 else "")
    return (
        f"{here} Earlier backups may still hold them: {named}, in the "
        f"folder “{backup.folder_of(file.path)}”; delete those when you no longer need them. So may the photo."
    )


def _redacted(answer: Answer, words: Collection[str], mark: str, keep_original: bool) -> Answer:
    wording = without(answer.wording, words, mark)
    text = answer.text if keep_original else without(answer.text, words, mark)
    tidy = wording if wording != text else ""
    competitor, memo = without(answer.competitor, words, mark), without(answer.memo, words, mark)
    return replace(answer, text=text, tidy=tidy, competitor=competitor, memo=memo)


def _forget_elsewhere(edit: Edit, sheets: Collection[GroupId], words: Collection[str]) -> None:
    """Give up what lines of these sheets were that are gone, or do not say the words any more."""
    for group_id in sheets:
        still = {line.id for line in store.load_from(edit.db, group_id, parked=True) if says(line, words)}
        for version in history.of_sheet(edit.db, group_id):
            if version.answer_id not in still and says(version, words):
                history.forget_words(edit.db, version.answer_id)


def _redact_ideas(
    edit: Edit,
    answer_ids: AbstractSet[AnswerId],
    sheets: Collection[GroupId],
    words: Collection[str],
    mark: str,
) -> None:
    """Take the words out of ideas and their actions: a title, and so an action, often begins as an answer's wording.

    That answer may have been split since: on these sheets a title that no line of the idea bears out loses them too.
    """
    actions = actions_store.load_all(edit.db)
    lines = {line.id: line for group_id in sheets for line in store.load_from(edit.db, group_id, parked=True)}
    for idea in plan_store.load_all(edit.db):
        made = replace(
            idea,
            title=without(idea.title, words, mark),
            customer_view=without(idea.customer_view, words, mark),
            reason=without(idea.reason, words, mark),
        )
        here = [lines[each] for each in idea.answer_ids if each in lines]
        redacted = not answer_ids.isdisjoint(idea.answer_ids)
        if redacted or (here and not any(says(line, words) for line in here)):
            if made != idea:
                plan_store.update(edit.db, made)
            for action in actions:
                text = without(action.text, words, mark)
                if action.idea_id == idea.id and text != action.text:
                    actions_store.update(edit.db, replace(action, text=text))


def _redact_clusters(edit: Edit, answer_ids: AbstractSet[AnswerId], words: Collection[str], mark: str) -> None:
    """Take the words out of what clusters are called that hold one of these answers."""
    for cluster in wall_store.load_clusters(edit.db):
        if not answer_ids.isdisjoint(cluster.answer_ids):
            wall_store.update(edit.db, cluster.id, without(cluster.name, words, mark), cluster.place)
