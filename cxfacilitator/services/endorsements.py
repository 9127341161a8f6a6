"""Note which groups said "us too" when an answer was read out."""

from collections.abc import Collection

from cxfacilitator.domain.endorsements import Endorsement
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.store import endorsements as store
from cxfacilitator.store.file import EngagementFile


def endorse(file: EngagementFile, answer_id: AnswerId, group_ids: Collection[GroupId]) -> int:
    """Note that groups agree with an answer of another group; they do not count as having said it.

    Returns:
        How many are new.

    Raises:
        CxError: The answer is no group's, or a group is its own or of another audience; nothing was changed.
    """
    snapshot = file.snapshot()
    answer = snapshot.answer[answer_id]
    if GroupId(answer.group_id) in snapshot.form:
        raise CxError(f"{answer.ref} is no answer of a group, so that no group heard it. Nothing was changed.")
    author = snapshot.group[GroupId(answer.group_id)]
    for group_id in group_ids:
        group = snapshot.group[group_id]
        if group == author:
            raise CxError(f"{answer.ref} is {group.code}'s own answer. Nothing was changed.")
        if group.audience is not author.audience:
            raise CxError(f"{group.code} did not sit with {author.audience.value}. Nothing was changed.")
    new = {Endorsement(answer_id, group_id) for group_id in group_ids} - set(snapshot.endorsements)
    with file.edit(f"Note who agrees with {answer.ref}") as edit:
        for endorsement in new:
            store.insert(edit.db, endorsement)
    return len(new)


def take_back(file: EngagementFile, answer_id: AnswerId, group_ids: Collection[GroupId]) -> int:
    """Forget that groups agree with an answer.

    Returns:
        How many there were.
    """
    snapshot = file.snapshot()
    noted = {Endorsement(answer_id, group_id) for group_id in group_ids} & set(snapshot.endorsements)
    with file.edit(f"Forget who agrees with {snapshot.answer[answer_id].ref}") as edit:
        for endorsement in noted:
            store.delete(edit.db, endorsement)
    return len(noted)
