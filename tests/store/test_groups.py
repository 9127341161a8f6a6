from dataclasses import replace

import pytest

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.session import SessionId
from cxfacilitator.store import groups
from cxfacilitator.store.file import EngagementFile
from tests.store.builders import full_snapshot


def test_numbers_in_codes_sort_as_numbers(file: EngagementFile) -> None:
    new = full_snapshot().groups[1]
    with file.edit("Add groups") as edit:
        for code in ("S11", "S1", "S9", "S3b"):
            groups.insert(edit.db, replace(new, code=code))
    assert [group.code for group in file.snapshot().groups] == ["L1", "S1", "S2", "S9", "S10", "S11", "S3b", "C1"]


def test_group_with_answers_is_not_deleted(file: EngagementFile) -> None:
    before = file.snapshot()
    words = r"Group S2 cannot be deleted, because its sheet has answers \(4\)"
    with pytest.raises(CxError, match=words), file.edit("Delete") as edit:
        groups.delete(edit.db, GroupId(2))
    assert file.snapshot() == before


def test_people_of_a_deleted_group_stay_without_a_group(file: EngagementFile) -> None:
    with file.edit("Make and delete") as edit:
        added = groups.insert(edit.db, Group(GroupId(0), "L2", full_snapshot().groups[0].audience, "Side table"))
        edit.db.execute("UPDATE participant SET group_id = ?", [added])
        groups.delete(edit.db, added)
    assert [person.group_id for person in file.snapshot().participants] == [None, None, None]


def test_group_that_is_gone_cannot_be_changed(file: EngagementFile) -> None:
    with pytest.raises(CxError, match="no longer"), file.edit("Change") as edit:
        groups.update(edit.db, replace(full_snapshot().groups[0], id=GroupId(99), session_id=SessionId(1)))
