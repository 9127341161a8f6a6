"""Capture: a line is on disk as it is typed, and keeps its wording."""

from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.errors import CxError, ImportProblem
from cxfacilitator.domain.sheets import ILLEGIBLE, Answer, AnswerId, Box, BoxState, Flag
from cxfacilitator.services import engagement, groups, parking, sheets, tagging
from cxfacilitator.store.file import EngagementFile


@pytest.fixture
def empty(tmp_path: Path) -> EngagementFile:
    file = engagement.create(tmp_path / "new.cxfac", Engagement("NB-R1", "Northbank"))
    groups.add(file, Audience.STAFF)
    return file


def _line(file: EngagementFile, box: Box, text: str, position: int = 1) -> Answer:
    return Answer(sheets.new_id(), "", file.snapshot().groups[0].id, box, position, text)


def test_typed_lines_get_readable_references_in_order(empty: EngagementFile) -> None:
    with empty as file:
        for box, text in [(Box.WELL, "Friendly"), (Box.WELL, "Quick"), (Box.CONTINUE, "Tea"), (Box.START, "Texts")]:
            sheets.save(file, _line(file, box, text))
        refs = {answer.text: answer.ref for answer in file.snapshot().answers}
    assert refs == {"Friendly": "S1-Q1-01", "Quick": "S1-Q1-02", "Tea": "S1-Q4-01", "Texts": "S1-Q4-02"}


def test_typing_on_changes_the_same_line_and_merges_into_one_step(empty: EngagementFile) -> None:
    with empty as file:
        file.take_steps()
        line = _line(file, Box.WELL, "F")
        for text in ("F", "Fr", "Fri"):
            sheets.save(file, replace(line, text=text))
        (answer,) = file.snapshot().answers
        assert (answer.text, answer.ref) == ("Fri", "S1-Q1-01")
        first, second, third = file.take_steps()
        assert first.merge_key == third.merge_key
        file.reverse(first.merged(second).merged(third))
        assert file.snapshot().answers == ()


def test_what_was_typed_is_there_word_for_word_after_opening_again(empty: EngagementFile) -> None:
    text = "  =1+1 <b>“quoted”</b> \u0645\u062d\u0645\u062f 👩‍🔧 100 %  "
    with empty as file:
        sheets.save(file, _line(file, Box.IMPROVE, text))
        path = file.path
    with engagement.open_file(path) as file:
        assert file.snapshot().answers[0].text == text


def test_importing_the_same_answers_twice_is_refused_and_changes_nothing(
    empty: EngagementFile, sample_folder: Path
) -> None:
    with empty as file:
        assert sheets.import_answers(file, sample_folder / "answers.csv") == 271
        before = file.snapshot()
        assert len(before.groups) == 16
        with pytest.raises(ImportProblem, match="L1-Q1-01 is already"):
            sheets.import_answers(file, sample_folder / "answers.csv")
        assert file.snapshot() == before


def test_a_row_that_gives_a_group_another_audience_is_refused(empty: EngagementFile, tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text("group_id,audience,question,text\nS1,staff,Q1,Friendly\nS1,customers,Q1,Quick\n")
    with empty as file:
        with pytest.raises(ImportProblem, match=r"answers\.csv, row 3: the group S1 is one of staff, not customers"):
            sheets.import_answers(file, table)
        assert file.snapshot().answers == ()


def test_an_unknown_group_without_an_audience_is_refused(empty: EngagementFile, tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text("group_id,question,text\nZ1,Q1,Friendly\n")
    with empty as file:
        with pytest.raises(ImportProblem, match="Z1"):
            sheets.import_answers(file, table)
        assert file.snapshot().answers == ()


def test_a_line_keeps_its_reference_while_it_is_typed_and_gets_another_under_another_question(
    empty: EngagementFile,
) -> None:
    with empty as file:
        line, other = _line(file, Box.WELL, "Qu"), _line(file, Box.WELL, "Friendly", 2)
        for answer in (line, other, replace(line, text="Quick")):
            sheets.save(file, answer)
        assert {a.text: a.ref for a in file.snapshot().answers} == {"Quick": "S1-Q1-01", "Friendly": "S1-Q1-02"}
        sheets.move(file, file.snapshot().answer[line.id], Box.START)
        assert file.snapshot().answer[line.id].ref == "S1-Q4-01"
        sheets.move(file, file.snapshot().answer[line.id], Box.CONTINUE)
        moved = file.snapshot().answer[line.id]
        assert (moved.ref, moved.box, moved.text) == ("S1-Q4-01", Box.CONTINUE, "Quick")


def test_a_moved_line_goes_to_the_end_of_its_new_box(empty: EngagementFile) -> None:
    with empty as file:
        lines = [_line(file, Box.START, "Texts", 3), _line(file, Box.WELL, "More buses")]
        sheets.save_all(file, lines)
        sheets.move(file, file.snapshot().answer[lines[1].id], Box.START)
        assert [answer.text for answer in file.snapshot().answers] == ["Texts", "More buses"]


def test_notes_about_a_sheet_do_not_overwrite_each_other(empty: EngagementFile) -> None:
    with empty as file:
        (group,) = file.snapshot().groups
        sheets.set_people(file, group, 7)
        sheets.set_complete(file, group, True)
        (after,) = file.snapshot().groups
        assert (after.people, after.complete) == (7, True)


def test_a_line_of_a_group_that_is_gone_is_refused_in_words(empty: EngagementFile) -> None:
    with empty as file:
        line = _line(file, Box.WELL, "Friendly")
        groups.delete(file, file.snapshot().groups[0])
        with pytest.raises(CxError, match="no longer in the file"):
            sheets.save(file, line)


def test_rows_with_and_without_a_reference_do_not_take_each_others(empty: EngagementFile, tmp_path: Path) -> None:
    table = tmp_path / "answers.csv"
    table.write_text(
        "group_id,question,seq,text,item_id\nS1,Q1,1,Friendly,\nS1,Q1,2,Quick,S1-Q1-01\n", encoding="utf-8"
    )
    with empty as file:
        assert sheets.import_answers(file, table) == 2
        assert {a.text: a.ref for a in file.snapshot().answers} == {"Friendly": "S1-Q1-02", "Quick": "S1-Q1-01"}


def test_typing_on_keeps_what_was_decided_about_the_line_meanwhile(empty: EngagementFile) -> None:
    with empty as file:
        line = _line(file, Box.WELL, "Friendl")
        sheets.save(file, line)
        theme = file.snapshot().codebook.themes[0].id
        tagging.accept(file, line.id, theme)
        tagging.set_flag(file, line.id, Flag.EFFORT, True)
        sheets.set_tidy(file, line.id, "Friendly crews")
        sheets.save(file, replace(line, text="Friendly"))
        after = file.snapshot().answer[line.id]
        assert (after.text, after.tidy, after.flags, after.reviewed) == (
            "Friendly",
            "Friendly crews",
            {Flag.EFFORT},
            True,
        )
        assert file.snapshot().themes_of[line.id] == (theme,)
        tagging.set_flag(file, line.id, Flag.EFFORT, False)
        assert file.snapshot().answer[line.id].text == "Friendly"


def test_a_star_is_typed_and_taken_back(empty: EngagementFile) -> None:
    with empty as file:
        line = _line(file, Box.WELL, "Friendly")
        for starred in (True, False):
            sheets.save(file, replace(line, starred=starred))
            assert file.snapshot().answer[line.id].starred is starred


def test_a_marker_that_is_typed_flags_the_line(empty: EngagementFile) -> None:
    with empty as file:
        line = _line(file, Box.WELL, f"Friendly {ILLEGIBLE}")
        sheets.save(file, line)
        assert file.snapshot().answer[line.id].flags == {Flag.ILLEGIBLE}
        sheets.save(file, replace(line, text="Friendly crews"))
        assert file.snapshot().answer[line.id].flags == frozenset()


def test_lines_are_split_where_the_cursor_is_and_joined_again(empty: EngagementFile) -> None:
    with empty as file:
        line, last = _line(file, Box.WELL, "Friendly and quick", 1), _line(file, Box.WELL, "Cheap", 2)
        sheets.save_all(file, [line, last])
        theme, other = (theme.id for theme in file.snapshot().codebook.themes[:2])
        tagging.accept(file, line.id, theme)
        before, other_id = file.snapshot(), sheets.new_id()
        file.take_steps()
        sheets.split(file, line, len("Friendly "), other_id)
        after = file.snapshot()
        assert [a.text for a in after.answers] == ["Friendly", "and quick", "Cheap"]
        assert after.themes_of == {line.id: (theme,)}
        assert after.answer[other_id].ref == "S1-Q1-03"
        [step] = file.take_steps()
        back = file.reverse(step)
        assert file.snapshot() == before
        file.reverse(back)
        tagging.accept(file, other_id, other)
        sheets.join(file, after.answer[line.id], after.answer[other_id])
        one = file.snapshot()
        assert [a.text for a in one.answers] == ["Friendly and quick", "Cheap"]
        assert one.themes_of == {line.id: (theme, other)}


def test_lines_are_put_in_another_order_in_one_step(empty: EngagementFile) -> None:
    with empty as file:
        lines = [_line(file, Box.WELL, text, n) for n, text in enumerate(("one", "two", "three"), 1)]
        sheets.save_all(file, lines)
        file.take_steps()
        group = file.snapshot().groups[0].id
        sheets.reorder(file, group, Box.WELL, [lines[n].id for n in (1, 0, 2)])
        sheets.reorder(file, group, Box.WELL, [lines[n].id for n in (1, 2, 0)])
        assert [a.text for a in file.snapshot().answers] == ["two", "three", "one"]
        first, second = file.take_steps()
        file.reverse(first.merged(second))
        assert [a.text for a in file.snapshot().answers] == ["one", "two", "three"]


def test_an_empty_box_says_why_until_a_line_is_typed_into_it(empty: EngagementFile) -> None:
    with empty as file:
        [group] = file.snapshot().groups
        sheets.set_box_state(file, group, Box.WELL, BoxState.NOT_ASKED)
        sheets.set_box_state(file, group, Box.START, BoxState.BLANK)
        line = _line(file, Box.WELL, "Friendly")
        sheets.save(file, line)
        assert file.snapshot().box_states == {(group.id, Box.START): BoxState.BLANK}
        sheets.move(file, line, Box.START)
        assert file.snapshot().box_states == {}
        with pytest.raises(CxError, match="Q4 Start of S1 has lines"):
            sheets.set_box_state(file, group, Box.START, BoxState.BLANK)
        sheets.set_box_state(file, group, Box.WELL, BoxState.BLANK)
        sheets.set_box_state(file, group, Box.WELL, None)
        assert file.snapshot().box_states == {}


def test_a_sheet_is_completed_with_its_empty_boxes_in_one_step(empty: EngagementFile) -> None:
    with empty as file:
        [group] = file.snapshot().groups
        file.take_steps()
        sheets.set_complete(file, group, True, (Box.WELL, Box.START))
        after = file.snapshot()
        assert after.groups[0].complete
        assert set(after.box_states.values()) == {BoxState.BLANK}
        [step] = file.take_steps()
        file.reverse(step)
        assert (file.snapshot().groups[0].complete, file.snapshot().box_states) == (False, {})


def test_the_head_of_a_sheet_is_noted_field_by_field(empty: EngagementFile) -> None:
    with empty as file:
        [group] = file.snapshot().groups
        sheets.set_scribe(file, group, "Mo")
        sheets.set_note(file, group, "two spoke, five listened")
        sheets.set_people(file, group, 7)
        [after] = file.snapshot().groups
        assert (after.scribe, after.note, after.people) == ("Mo", "two spoke, five listened", 7)


def test_a_line_in_the_parking_lot_is_typed_on_and_stays_there(empty: EngagementFile) -> None:
    with empty as file:
        line = _line(file, Box.WELL, "The vans")
        sheets.save(file, line)
        parking.park(file, line.id, "Jo")
        sheets.save(file, replace(line, text="The vans are old"))
        after = file.snapshot()
        assert [a.text for a in after.set_aside] == ["The vans are old"]
        assert after.answers == ()


def test_a_line_that_is_gone_is_not_split_joined_or_tidied(empty: EngagementFile) -> None:
    with empty as file:
        gone, there = _line(file, Box.WELL, "Friendly crews"), _line(file, Box.WELL, "Quick", 2)
        sheets.save(file, there)
        before = file.snapshot()
        for attempt in (
            lambda: sheets.split(file, gone, 8, AnswerId("new")),
            lambda: sheets.join(file, there, gone),
            lambda: sheets.set_tidy(file, gone.id, "Friendly"),
        ):
            with pytest.raises(CxError, match="no longer there"):
                attempt()
        assert file.snapshot() == before


def test_what_is_noted_about_a_sheet_costs_no_reading_of_answers(sample: EngagementFile) -> None:
    before = sample.snapshot()
    sheets.set_scribe(sample, before.groups[0], "Bo")
    step = sample.take_steps()[-1]
    after = sample.snapshot(before, step.tables, step.sheets)
    assert after == sample.snapshot() != before
    assert after.answers is before.answers
