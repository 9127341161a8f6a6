"""The board over the sheets: what is there, what is missing, what to ask."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, BoxState
from cxfacilitator.services import groups, sheets
from cxfacilitator.ui.pages.sheets.board import Board
from cxfacilitator.ui.workspace import Workspace

LINES = ((Box.WELL, "kind"), (Box.WELL, "[illegible] vans"), (Box.DIFFER, "text an ETA"), (Box.UNMARKED, "texts"))


@pytest.fixture
def board(opened: Workspace, qtbot: QtBot, wait_saved: Callable[[Workspace], None]) -> Board:
    """The board of two sheets, of which one is typed."""
    for _ in range(2):
        opened.do(groups.add, Audience.STAFF)
    for number, (box, text) in enumerate(LINES):
        opened.do(sheets.save, Answer(AnswerId(f"a{number}"), "", GroupId(1), box, number, text))
    wait_saved(opened)
    assert opened.snapshot is not None
    opened.do(sheets.set_box_state, opened.snapshot.groups[0], Box.IMPROVE, BoxState.BLANK)
    wait_saved(opened)
    board = Board(opened)
    qtbot.addWidget(board)
    board.resize(1000, 500)
    with qtbot.waitActive(board):
        board.show()
    board.show_snapshot(opened.snapshot)
    board.setFocus()
    return board


def cells(board: Board, line: int) -> list[str]:
    model = board.table.model()
    return [str(model.index(line, column).data()) for column in range(model.columnCount())]


def test_every_box_says_how_many_lines_it_has_or_why_it_has_none(board: Board) -> None:
    assert cells(board, 0)[1:6] == ["2", "blank", "1", "·", "·"]
    assert cells(board, 0)[6] == "1 of Q4 unmarked, 1 illegible, not marked as complete"
    assert cells(board, 1)[1:] == ["·", "·", "·", "·", "·", "not typed"]
    assert board.missing.text() == (
        "1 sheet not typed, 1 line of question 4 not marked and 1 typed sheet not marked as complete."
    )


def test_the_table_has_its_width_for_itself_where_there_is_little(board: Board) -> None:
    assert board.list.mapTo(board, QPoint()).x() > board.table.width()
    board.resize(800, 500)
    assert board.list.mapTo(board, QPoint()).y() > board.table.height()
    assert board.table.width() > 760


def test_the_list_for_the_scribes_can_be_copied(board: Board) -> None:
    board.copy_button.click()
    copied = QApplication.clipboard().text()
    assert copied == board.list.toPlainText()
    assert "S1-Q1-02: what does it say? “[illegible] vans”" in copied
    assert "S1-Q3-01: who does this? “text an ETA”" in copied
    assert "S1-Q4-01: continue or start? “texts”" in copied


def test_nothing_is_claimed_about_speed_before_enough_was_typed(board: Board) -> None:
    assert not board.pace.isVisible()


def test_enter_opens_the_sheet_under_the_cursor(board: Board, qtbot: QtBot) -> None:
    QTest.keyClick(board.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(board.sheet_wanted) as wanted:
        QTest.keyClick(board.table, Qt.Key.Key_Return)
    assert wanted.args == [GroupId(2)]


def test_with_nothing_to_ask_it_says_so(board: Board) -> None:
    snapshot = board.workspace.snapshot
    assert snapshot is not None
    board.show_snapshot(replace(snapshot, answers=()))
    assert board.list.toPlainText().startswith("Nothing to ask")
    assert not board.copy_button.isEnabled()
