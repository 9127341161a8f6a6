from dataclasses import replace

import pytest

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.plan import IdeaId
from cxfacilitator.store import plan, sheets
from cxfacilitator.store.file import EngagementFile
from tests.store.builders import full_snapshot

RING, SQL = full_snapshot().ideas


def test_answer_belongs_to_one_idea_and_an_idea_left_empty_goes(file: EngagementFile) -> None:
    with file.edit("Merge") as edit:
        plan.update(edit.db, replace(RING, answer_ids=(*SQL.answer_ids, *RING.answer_ids)))
    assert file.snapshot().ideas == (replace(RING, answer_ids=(*RING.answer_ids, *SQL.answer_ids)),)


def test_taken_answer_leaves_the_rest_of_its_idea(file: EngagementFile) -> None:
    with file.edit("Split") as edit:
        plan.insert(edit.db, replace(RING, code="TEXT", answer_ids=RING.answer_ids[1:]))
    ideas = {idea.code: idea.answer_ids for idea in file.snapshot().ideas}
    assert ideas == {"RING": ("d2",), "SQL": ("b4",), "TEXT": ("c3",)}


def test_idea_goes_with_its_last_answer_and_comes_back_with_it(file: EngagementFile) -> None:
    before = file.snapshot()
    file.take_steps()
    with file.edit("Delete the answer") as edit:
        sheets.delete(edit.db, SQL.answer_ids[0])
    assert file.snapshot().ideas == (RING,)
    file.reverse(*file.take_steps())
    assert file.snapshot() == before


def test_idea_without_answers_is_a_mistake(file: EngagementFile) -> None:
    with pytest.raises(ValueError, match="at least one answer"), file.edit("Add") as edit:
        plan.insert(edit.db, replace(RING, code="NONE", answer_ids=()))


def test_deleted_idea_leaves_its_answers(file: EngagementFile) -> None:
    with file.edit("Delete") as edit:
        plan.delete(edit.db, RING.id)
    assert file.snapshot().answers == full_snapshot().answers
    with pytest.raises(CxError, match="no longer"), file.edit("Change") as edit:
        plan.update(edit.db, replace(RING, id=IdeaId(1)))
