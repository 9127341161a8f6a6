"""The grid with real keys in a real file: chosen, tagged, marked, found, put in order and handed out."""

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.review import Left
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.services import sheets, tagging
from cxfacilitator.ui import ask
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.tagging import TaggingPage
from cxfacilitator.ui.pages.tagging.grid import GridFace
from cxfacilitator.ui.pages.tagging.grid.rows import COLUMNS, SOURCE, WORDING, Grouping, Heading
from cxfacilitator.ui.pages.tagging.review import ReviewFace
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.tagging.hands import LINES, in_file, shown, themes

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Press = Callable[..., None]


@pytest.fixture
def grid(page: TaggingPage, qtbot: QtBot) -> GridFace:
    """The grid, with the cursor on its first answer."""
    page.show_face("grid")
    face = page.face
    assert isinstance(face, GridFace)
    qtbot.waitUntil(face.table.hasFocus)
    qtbot.waitUntil(lambda: bool(face.table.selected))
    return face


@pytest.fixture
def said(grid: GridFace) -> list[str]:
    """What the grid has told above the page."""
    found: list[str] = []
    grid.told.connect(lambda text, _kind: found.append(text))
    return found


def numbers(answer_ids: Iterable[AnswerId]) -> list[int]:
    return [int(answer[1:]) for answer in answer_ids]


def test_the_rows_are_a_proper_model(grid: GridFace, qtmodeltester: ModelTester) -> None:
    grid.grouping.setCurrentText(Grouping.AUDIENCE.value)
    grid.grouping.activated.emit(4)
    qtmodeltester.check(grid.rows)


def test_all_answers_are_listed_in_sheet_order(grid: GridFace) -> None:
    assert numbers(grid.table.shown) == list(range(len(LINES)))
    assert numbers(grid.table.selected) == [0]
    assert grid.foot.wording.text() == LINES[0][2]


def test_the_uncertain_ones_stand_first_and_what_is_decided_last(
    grid: GridFace, opened: Workspace, press: Press
) -> None:
    press(" ")
    grid.filters.choose(order=True)
    tagger = grid.suggesting.tagger
    assert tagger is not None
    waiting = tagger.order(tagging.decisions(shown(opened)))
    assert grid.table.shown == (*waiting, AnswerId("a0"))


def test_a_number_tags_all_chosen_answers_in_one_step(grid: GridFace, opened: Workspace, press: Press) -> None:
    theme = grid.legend.theme_of(2)
    press(Key.Key_Down, Modifier.ShiftModifier)
    press(Key.Key_Down, Modifier.ShiftModifier)
    press("2")
    assert [themes(shown(opened), number) for number in range(5)] == [(theme,)] * 3 + [()] * 2
    assert opened.undo_label.startswith("Tag 3 answers as ")
    assert numbers(grid.table.selected) == [0, 1, 2]
    press("z")
    assert not shown(opened).tags
    press(Key.Key_Z, Modifier.ShiftModifier)
    assert len(shown(opened).tags) == 3
    kept = in_file(opened)
    assert [themes(kept, number) for number in range(3)] == [(theme,)] * 3


def test_ctrl_a_chooses_all_and_shift_with_a_number_takes_the_theme_away(
    grid: GridFace, opened: Workspace, press: Press
) -> None:
    press(Key.Key_A, Modifier.ControlModifier)
    press("12")
    assert all(len(themes(shown(opened), number)) == 2 for number in range(5))
    press(Key.Key_1, Modifier.ShiftModifier)
    assert [themes(shown(opened), number) for number in range(5)] == [(grid.legend.theme_of(2),)] * 5
    press("1")
    press(Key.Key_1, Modifier.AltModifier)
    assert [themes(shown(opened), number) for number in range(5)] == [(grid.legend.theme_of(2),)] * 5
    press(Key.Key_Delete)
    assert not shown(opened).tags
    assert opened.undo_label == "Remove the last theme from 5 answers"


def test_a_fourth_theme_is_passed_over_and_said(
    grid: GridFace, opened: Workspace, press: Press, said: list[str]
) -> None:
    press("123")
    press(Key.Key_Down, Modifier.ShiftModifier)
    press("4")
    assert len(themes(shown(opened), 0)) == 3
    assert themes(shown(opened), 1) == (grid.legend.theme_of(4),)
    assert said[-1] == "1 answer has 3 themes already and was passed over: take a theme away there first."
    press(" ")
    assert said[-1] == ""


@pytest.mark.parametrize(("key", "mark"), [("*", "starred"), ("w", "second_look"), (" ", "reviewed")])
def test_marks_are_set_for_all_and_cleared_when_all_have_them(
    grid: GridFace, opened: Workspace, press: Press, key: str, mark: str
) -> None:
    def marked() -> list[bool]:
        return [getattr(answer, mark) for answer in shown(opened).answers]

    press(key)
    assert marked() == [True, False, False, False, False]
    press(Key.Key_Down, Modifier.ShiftModifier)
    press(key)
    assert marked() == [True, True, False, False, False]
    press(key)
    assert not any(marked())


def test_a_letter_finds_another_theme_and_gives_it_a_number(grid: GridFace, opened: Workspace, press: Press) -> None:
    theme = shown(opened).codebook.themes[20]
    before = grid.legend.themes
    press("/")
    assert grid.legend.search.list.isVisible()
    press(theme.id)
    press(Key.Key_Return)
    assert themes(shown(opened), 0) == (theme.id,)
    assert not grid.legend.search.list.isVisible()
    assert grid.table.hasFocus()
    assert grid.legend.themes == (*before[:-1], theme.id)
    press("i")
    assert grid.legend.search.line.text() == "i"
    press(Key.Key_Escape)
    assert grid.table.hasFocus()
    assert numbers(grid.table.selected) == [0]


def test_the_list_of_found_themes_is_as_high_as_they_are_and_says_when_there_are_none(
    grid: GridFace, press: Press
) -> None:
    found = grid.legend.search.list
    press("/")
    high = found.height()
    press("invoic")
    assert [theme.name for theme in grid.legend.search.model.rows] == ["Billing, invoicing & payment", "invoic"]
    few = found.height()
    assert few < high / 2
    assert found.sizeHintForRow(0) <= found.viewport().height()
    assert not found.verticalScrollBar().isVisible()
    assert not found.horizontalScrollBar().isVisible()
    press(Key.Key_Escape)
    press("/")
    press("zzqq")
    assert [theme.name for theme in grid.legend.search.model.rows] == ["zzqq"]
    assert found.height() < few


def test_a_theme_that_is_made_of_chosen_answers_has_a_number_at_once(
    grid: GridFace, opened: Workspace, press: Press, said: list[str]
) -> None:
    press(Key.Key_Down, Modifier.ShiftModifier)
    press("/")
    press("Boat lore")
    press(Key.Key_Return)
    [made] = themes(shown(opened), 0)
    assert themes(shown(opened), 1) == (made,)
    assert said[-1].startswith("“Boat lore” is a new theme in “People & relationships”.")
    assert grid.table.hasFocus()
    number = grid.legend.themes.index(ThemeId(made)) + 1
    press(Key.Key_Down)
    press(str(number))
    assert themes(shown(opened), 2) == (made,)
    assert said[-1] == ""
    press("zz")
    assert made not in in_file(opened).codebook.by_id


def test_the_suggestion_of_one_answer_is_accepted_at_once(grid: GridFace, opened: Workspace, press: Press) -> None:
    found = grid.suggesting.suggestions[AnswerId("a0")][0].theme_id
    press("a")
    assert themes(shown(opened), 0) == (found,)
    assert shown(opened).answer[AnswerId("a0")].reviewed


def test_the_suggestions_of_many_are_listed_before_they_are_accepted(
    grid: GridFace, opened: Workspace, press: Press
) -> None:
    press(Key.Key_A, Modifier.ControlModifier)
    press("a")
    assert grid.stack.currentWidget() is grid.bulk
    assert not shown(opened).tags
    listed = [line.suggestion.answer_id for line in grid.bulk.model.rows]
    assert set(listed) == set(grid.suggesting.suggestions) & set(grid.table.shown)
    press(Key.Key_Escape)
    assert grid.table.hasFocus()
    assert not shown(opened).tags
    press("a")
    grid.bulk.accept.click()
    press(Key.Key_Down)
    assert {tag.answer_id for tag in shown(opened).tags} == set(listed)


def test_nothing_to_accept_is_said(grid: GridFace, opened: Workspace, press: Press, said: list[str]) -> None:
    press(" ")
    press("a")
    assert said[-1] == "No answer that is chosen has a suggestion left to accept."


def test_words_and_filters_choose_the_rows(grid: GridFace, opened: Workspace, press: Press) -> None:
    press(Key.Key_F, Modifier.ControlModifier)
    press("crew")
    assert numbers(grid.table.shown) == [0, 3]
    assert grid.foot.count.text() == "2 of 5 answers"
    press(Key.Key_Return)
    assert QApplication.focusWidget() is grid.table
    press("*")
    assert [answer.starred for answer in shown(opened).answers] == [True, False, False, False, False]
    grid.filters.choose(audience=shown(opened).audience_of(shown(opened).answers[-1]))
    assert numbers(grid.table.shown) == [3]
    grid.line.setText("xylophone")
    assert grid.table.isHidden()
    assert not grid.nothing.isHidden()
    grid.line.clear()
    grid.filters.show_all()
    assert numbers(grid.table.shown) == [0, 1, 2, 3, 4]


def test_keys_still_work_where_no_row_is_left(
    grid: GridFace, page: TaggingPage, opened: Workspace, press: Press, qtbot: QtBot
) -> None:
    grid.filters.choose(left=Left.NOT_REVIEWED)
    press(Key.Key_A, Modifier.ControlModifier)
    press(" ")
    press(Key.Key_F7)
    assert grid.nothing.isVisible()
    qtbot.waitUntil(grid.line.hasFocus)
    press(Key.Key_F2)
    assert page.face.name == "review"
    press(Key.Key_F3)
    qtbot.waitUntil(grid.line.hasFocus)
    press("crew")
    assert grid.line.text() == "crew"


def test_rows_stay_where_they_are_until_they_are_put_in_order_again(
    grid: GridFace, opened: Workspace, press: Press
) -> None:
    grid.grouping.setCurrentText(Grouping.THEME.value)
    grid.grouping.activated.emit(1)
    before = list(grid.rows.lines)
    press("1")
    assert list(grid.rows.lines) == before
    press(Key.Key_F7)
    first, second = grid.rows.lines[:2]
    assert isinstance(first, Heading)
    assert (first.title, first.count) == (shown(opened).codebook.by_id[grid.legend.themes[0]].name, 1)
    assert second == "a0"
    assert numbers(grid.table.selected) == [0]


def test_the_arrows_pass_over_headings(grid: GridFace, press: Press) -> None:
    grid.grouping.setCurrentText(Grouping.AUDIENCE.value)
    grid.grouping.activated.emit(4)
    grid.table.choose([AnswerId("a2")])
    press(Key.Key_Down)
    assert numbers(grid.table.selected) == [3]
    press(Key.Key_Home)
    assert numbers(grid.table.selected) == [0]
    press(Key.Key_End, Modifier.ShiftModifier)
    assert numbers(grid.table.selected) == [0, 1, 2, 3, 4]


def test_an_answer_that_comes_or_goes_is_seen(grid: GridFace, opened: Workspace, press: Press, qtbot: QtBot) -> None:
    press("*")
    opened.do(sheets.delete, AnswerId("a1"))
    qtbot.waitUntil(lambda: numbers(grid.table.shown) == [0, 2, 3, 4])
    assert numbers(grid.table.selected) == [0]
    opened.undo()
    qtbot.waitUntil(lambda: numbers(grid.table.shown) == [0, 1, 2, 3, 4])


def test_columns_sort_both_ways_by_mouse_and_by_key(grid: GridFace, opened: Workspace, press: Press) -> None:
    header = grid.table.horizontalHeader()
    place = COLUMNS.index(WORDING)
    middle = header.sectionViewportPosition(place) + header.sectionSize(place) // 2
    at = header.viewport().rect().center()
    at.setX(middle)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    texts = [shown(opened).answer[answer].wording.casefold() for answer in grid.table.shown]
    assert texts == sorted(texts)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert [shown(opened).answer[answer].wording.casefold() for answer in grid.table.shown] == texts[::-1]
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert numbers(grid.table.shown) == [0, 1, 2, 3, 4]
    for _ in range(4):
        press(Key.Key_F6)
    assert [shown(opened).answer[answer].wording.casefold() for answer in grid.table.shown] == texts
    press(Key.Key_F6, Modifier.ShiftModifier)
    assert header.sortIndicatorSection() < place


def test_more_like_this_puts_the_most_alike_first_and_escape_leads_back(
    grid: GridFace, opened: Workspace, press: Press
) -> None:
    tagger = grid.suggesting.tagger
    assert tagger is not None
    press("l")
    assert grid.table.shown == ("a0", *tagger.alike(AnswerId("a0"), 200))
    assert numbers(grid.table.shown)[:2] == [0, 3]
    assert "like S1-Q1-01" in grid.foot.count.text()
    press("*")
    press(Key.Key_Escape)
    assert numbers(grid.table.shown) == [0, 1, 2, 3, 4]
    assert shown(opened).answers[0].starred


def test_who_filters_what_is_like_an_answer_has_all_answers_in_their_order_again(grid: GridFace, press: Press) -> None:
    press(Key.Key_F6)
    sorted_by = grid.remembered()["sort"]
    press("l")
    assert "like S1-Q1-01" in grid.foot.count.text()
    grid.line.setText("e")
    assert "like" not in grid.foot.count.text()
    assert grid.table.horizontalHeader().sortIndicatorSection() == 0
    assert sorted_by == grid.remembered()["sort"] == "ref"


def test_the_review_leads_to_what_is_like_its_answer(page: TaggingPage, review: ReviewFace, press: Press) -> None:
    review.show_answer(AnswerId("a3"))
    page.show_like("a3")
    face = page.face
    assert isinstance(face, GridFace)
    assert numbers(face.table.shown)[:2] == [3, 0]
    assert numbers(face.table.selected) == [3]


def test_enter_and_double_click_open_the_answer_in_the_review(grid: GridFace, page: TaggingPage, press: Press) -> None:
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert isinstance(page.face, ReviewFace)
    assert page.face.current == "a1"
    page.show_face("grid")
    assert numbers(grid.table.selected) == [1]


def test_copied_rows_are_lines_with_tabs_and_no_formula(grid: GridFace, opened: Workspace, press: Press) -> None:
    opened.do(sheets.set_tidy, AnswerId("a1"), '=HYPERLINK("x")')
    press(Key.Key_Down, Modifier.ShiftModifier)
    press(Key.Key_C, Modifier.ControlModifier)
    one, other = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert (one[0], one[3]) == ("S1-Q1-01", LINES[0][2])
    assert other[3] == '\'=HYPERLINK("x")'


def test_the_rows_shown_are_exported_in_their_order(
    grid: GridFace, press: Press, said: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(ask, "file_to_write", lambda *_args, **_kwargs: tmp_path / "out.csv")
    grid.line.setText("crew")
    grid.export_menu.with_machine.setChecked(True)
    press(Key.Key_E, Modifier.ControlModifier | Modifier.ShiftModifier)
    qtbot.waitUntil(lambda: bool(said) and said[-1].startswith("2 answers written to "))
    text = (tmp_path / "out.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["Wording"] for row in rows] == [LINES[0][2], LINES[3][2]]
    assert all(row["Theme 1"] == "" and row["Machine theme 1"] for row in rows)


def test_columns_and_order_are_remembered(grid: GridFace, opened: Workspace) -> None:
    grid.table.show_column(SOURCE, True)
    grid.table.setColumnWidth(0, 123)
    grid.table.horizontalHeader().setSortIndicator(COLUMNS.index(WORDING), Qt.SortOrder.DescendingOrder)
    kept = grid.remembered()
    other = GridFace(opened)
    other.put_back(kept)
    other.show_snapshot(shown(opened))
    places = [column for place, column in enumerate(COLUMNS) if not other.table.isColumnHidden(place)]
    assert SOURCE in places
    assert other.table.columnWidth(0) == 123
    assert other.table.shown == grid.table.shown
    assert other.remembered() == kept


def test_the_grid_needs_no_more_room_than_its_own(grid: GridFace, page: TaggingPage) -> None:
    assert page.stack.minimumSizeHint().height() == grid.minimumSizeHint().height()
    page.show_face("review")
    assert page.stack.minimumSizeHint().height() == page.face.minimumSizeHint().height()


def test_no_more_suggestions_are_listed_than_anybody_would_look_through(
    grid: GridFace, press: Press, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cxfacilitator.ui.pages.tagging.grid.AT_ONCE", 2)
    press(Key.Key_A, Modifier.ControlModifier)
    assert grid.primary.text() == "Accept 2+ suggestions"
    press("a")
    assert len(grid.bulk.model.rows) == 2
    assert said[-1].startswith("The first 2 are listed")


def test_another_engagement_begins_anew(
    grid: GridFace, window: MainWindow, opened: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    grid.legend.note_use(shown(opened), shown(opened).codebook.themes[20].id)
    with qtbot.waitSignal(opened.opened):
        opened.create(tmp_path / "other.cxfac", shown(opened).engagement)
    assert grid.table.shown == ()
    assert grid.current is None


def test_every_key_that_the_panel_lists_does_not_touch_an_empty_grid(
    grid: GridFace, opened: Workspace, press: Press, qtbot: QtBot
) -> None:
    for number in range(5):
        opened.do(sheets.delete, AnswerId(f"a{number}"))
    qtbot.waitUntil(lambda: not opened.busy)
    grid.table.show_lines(())
    before = opened.undo_label
    for keys in ("1", "a", "*", "w", " ", "l"):
        QTest.keyClicks(grid.table, keys)
    QTest.keyClick(grid.table, Key.Key_Delete)
    qtbot.waitUntil(lambda: not opened.busy)
    assert opened.undo_label == before
