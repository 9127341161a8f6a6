from dataclasses import replace

from cxfacilitator.domain.sheets import AnswerId, Box, Flag
from cxfacilitator.store import sheets, tagging
from cxfacilitator.store.file import EngagementFile
from tests.store.builders import full_snapshot

START = full_snapshot().answers[2]
NEW = replace(START, id=AnswerId("new"), ref="")


def test_next_reference_counts_on_from_the_highest_in_its_question(file: EngagementFile) -> None:
    with file.edit("Look") as edit:
        assert sheets.next_ref(edit.db, replace(NEW, box=Box.START)) == "S2-Q4-03"
        assert sheets.next_ref(edit.db, replace(NEW, box=Box.CONTINUE)) == "S2-Q4-03"
        assert sheets.next_ref(edit.db, replace(NEW, box=Box.WELL)) == "S2-Q1-01"
        assert sheets.next_ref(edit.db, START) == START.ref


def test_reference_of_an_answer_that_was_moved_is_not_given_again(file: EngagementFile) -> None:
    with file.edit("Move") as edit:
        sheets.upsert(edit.db, replace(START, group_id=3))
        assert sheets.next_ref(edit.db, NEW) == "S2-Q4-03"


def test_flags_are_replaced_and_themes_stay_when_an_answer_is_written_again(file: EngagementFile) -> None:
    answer = full_snapshot().answers[1]
    with file.edit("Type") as edit:
        sheets.upsert(edit.db, replace(answer, flags=frozenset({Flag.EFFORT}), text="Cleaner vans"))
    after = file.snapshot()
    assert after.answer[answer.id].flags == {Flag.EFFORT}
    assert after.themes_of[answer.id] == ("ACC-1", "ZED-1")


def test_themes_of_an_answer_change_places(file: EngagementFile) -> None:
    name = AnswerId("e1")
    with file.edit("Tag") as edit:
        tagging.set_themes(edit.db, name, full_snapshot().themes_of[name][::-1])
    assert file.snapshot().themes_of[name] == ("ZED-1", "ACC-1")
    with file.edit("Untag") as edit:
        tagging.set_themes(edit.db, name, ())
    assert name not in file.snapshot().themes_of


def test_rejecting_twice_is_rejecting_once(file: EngagementFile) -> None:
    rejection = full_snapshot().rejections[0]
    file.take_steps()
    with file.edit("Reject") as edit:
        tagging.reject(edit.db, rejection)
    assert file.take_steps() == ()
    with file.edit("Think again") as edit:
        tagging.unreject(edit.db, rejection)
    assert rejection not in file.snapshot().rejections
