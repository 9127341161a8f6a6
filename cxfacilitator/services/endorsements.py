"""Note which groups said "us too" when an answer was read out."""

import re
from collections.abc import Collection

from cxfacilitator.domain.endorsements import Endorsement
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.store import endorsements as store
from cxfacilitator.store.file import EngagementFile


def read_codes(snapshot: Snapshot, answer: Answer, text: str) -> tuple[GroupId, ...]:
    """Return the groups that somebody typed, as those that agree with an answer.

    Args:
        text: Codes of groups, with commas or blanks between them.

    Raises:
        CxError: One is no group, or cannot have heard the answer.
    """
    groups = tuple(snapshot.group_called(code).id for code in re.findall(r"[^\s,;]+", text))
    _check(snapshot, answer, groups)
    return groups


def endorse(file: EngagementFile, answer_id: AnswerId, group_ids: Collection[GroupId]) -> int:
    """Note that groups agree with an answer of another group; they do not count as having said it.

    Returns:
        How many are new.

    Raises:
        CxError: The answer is no group's, or a group is its own or of another audience; nothing was changed.
    """
    before = _agreeing(file.snapshot(), answer_id)
    set_endorsers(file, answer_id, before | set(group_ids))
    return len(set(group_ids) - before)


def set_endorsers(file: EngagementFile, answer_id: AnswerId, group_ids: Collection[GroupId]) -> None:
    """Note that these groups agree with an answer, and no others.

    Raises:
        CxError: As for `endorse`.
    """
    snapshot = file.snapshot()
    answer = snapshot.answer[answer_id]
    _check(snapshot, answer, group_ids)
    _write(file, f"Note who agrees with {answer.ref}", answer_id, _agreeing(snapshot, answer_id), set(group_ids))


def take_back(file: EngagementFile, answer_id: AnswerId, group_ids: Collection[GroupId]) -> int:
    """Forget that groups agree with an answer.

    Returns:
        How many there were.
    """
    snapshot = file.snapshot()
    before = _agreeing(snapshot, answer_id)
    label = f"Forget who agrees with {snapshot.answer[answer_id].ref}"
    _write(file, label, answer_id, before, before - set(group_ids))
    return len(before & set(group_ids))


def _agreeing(snapshot: Snapshot, answer_id: AnswerId) -> set[GroupId]:
    return set(snapshot.endorsers.get(answer_id, ()))


def _check(snapshot: Snapshot, answer: Answer, group_ids: Collection[GroupId]) -> None:
    if GroupId(answer.group_id) in snapshot.form:
        raise CxError(f"{answer.ref} is no answer of a group, so that no group heard it. Nothing was changed.")
    author = snapshot.group[GroupId(answer.group_id)]
    for group_id in group_ids:
        group = snapshot.group[group_id]
        if group == author:
            raise CxError(f"{answer.ref} is {group.code}'s own answer. Nothing was changed.")
        if group.audience is not author.audience:
            raise CxError(f"{group.code} did not sit with {author.audience.value}. Nothing was changed.")


def _write(file: EngagementFile, label: str, answer_id: AnswerId, before: set[GroupId], after: set[GroupId]) -> None:
    if before == after:
        return
    with file.edit(label) as edit:
        for group_id in sorted(before - after):
            store.delete(edit.db, Endorsement(answer_id, group_id))
        for group_id in sorted(after - before):
            store.insert(edit.db, Endorsement(answer_id, group_id))
