from dataclasses import replace

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.store import roster
from cxfacilitator.store.file import EngagementFile
from tests.store.builders import full_snapshot

ADA, BO, CY = full_snapshot().participants


def test_ids_come_back_in_order_and_managers_are_left_out(file: EngagementFile) -> None:
    people = [replace(BO, code="P9", audience=Audience.CUSTOMERS), replace(BO, code="P8", audience=Audience.LEADERSHIP)]
    with file.edit("Add") as edit:
        ids = roster.insert_all(edit.db, people)
    found = file.snapshot().participant
    assert [found[name].code for name in ids] == ["P9", "P8"]
    assert [found[name].manager_id for name in ids] == [None, None]
    assert [person.code for person in file.snapshot().participants] == ["P1", "P8", "P2", "P3", "P9"]


def test_whoever_loses_a_manager_has_none(file: EngagementFile) -> None:
    with file.edit("Delete") as edit:
        roster.delete(edit.db, ADA.id)
    assert file.snapshot().participants == (replace(BO, manager_id=None), CY)


def test_person_who_is_gone_cannot_be_changed(file: EngagementFile) -> None:
    with pytest.raises(CxError, match="no longer on the roster"), file.edit("Change") as edit:
        roster.update(edit.db, replace(BO, id=ParticipantId(77)))
