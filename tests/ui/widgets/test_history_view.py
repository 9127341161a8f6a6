"""What a line was before can be seen beside it and put back with one key."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, Box
from cxfacilitator.services import groups, sheets
from cxfacilitator.services import history as service
from cxfacilitator.ui.widgets.history_view import HistoryView
from cxfacilitator.ui.workspace import Workspace

WaitSaved = Callable[[Workspace], None]


@pytest.fixture
def line(opened: Workspace, wait_saved: WaitSaved) -> Answer:
    """A line that was typed, and typed anew after another one."""
    opened.do(groups.add, Audience.CUSTOMERS, "Table 1")
    typed = Answer(sheets.new_id(), "", 1, Box.WELL, 1, "Freindly staff")
    for answer in (typed, replace(typed, id=sheets.new_id(), text="Quick", position=2)):
        opened.do(sheets.save, answer)
    wait_saved(opened)
    assert opened.snapshot is not None
    return opened.snapshot.answer[typed.id]


@pytest.fixture
def view(opened: Workspace, qtbot: QtBot) -> HistoryView:
    made = HistoryView(opened)
    qtbot.addWidget(made)
    made.show()
    return made


def words(view: HistoryView) -> list[str]:
    return [row.lines[0].text for row in view.list.rows]


def test_a_line_that_was_changed_shows_what_it_was_and_gets_it_back(
    view: HistoryView, line: Answer, opened: Workspace, wait_saved: WaitSaved, qtbot: QtBot
) -> None:
    view.show_answer(line)
    assert view.title.text() == "C1-Q1-01: earlier wordings"
    opened.do(sheets.save, replace(line, text="Friendly staff"))
    qtbot.waitUntil(lambda: words(view) == ["Freindly staff"])
    assert "Type an answer · Done well" in view.list.rows[0].lines[1].text
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: words(view) == ["Friendly staff", "Freindly staff"])
    assert opened.snapshot is not None
    assert opened.snapshot.answer[line.id].text == "Freindly staff"
    assert opened.undo_label == "Restore an earlier wording"
    wait_saved(opened)


def test_looking_comes_to_an_end(view: HistoryView, line: Answer, opened: Workspace, qtbot: QtBot) -> None:
    view.show_answer(line)
    qtbot.waitUntil(lambda: not opened.busy)
    with qtbot.assertNotEmitted(opened.saved, wait=100):
        assert not opened.busy


def test_removed_lines_come_back(view: HistoryView, line: Answer, opened: Workspace, qtbot: QtBot) -> None:
    view.show_removed(GroupId(1))
    opened.do(sheets.delete, line.id)
    qtbot.waitUntil(lambda: words(view) == ["Freindly staff"])
    qtbot.mouseClick(view.restore, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: words(view) == [])
    assert not view.restore.isVisible()
    assert opened.snapshot is not None
    assert opened.snapshot.answer[line.id].ref == line.ref


def test_words_that_were_given_up_are_not_brought_back(
    view: HistoryView, line: Answer, opened: Workspace, wait_saved: WaitSaved, qtbot: QtBot
) -> None:
    view.show_answer(line)
    opened.do(sheets.save, replace(line, text="Friendly staff"))
    opened.do(service.forget_words, line.id)
    qtbot.waitUntil(lambda: words(view) == ["(redacted)"])
    assert not view.restore.isEnabled()
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    wait_saved(opened)
    assert opened.snapshot is not None
    assert opened.snapshot.answer[line.id].text == "Friendly staff"


def test_nobody_looks_and_nothing_is_read(opened: Workspace, line: Answer, qtbot: QtBot) -> None:
    view = HistoryView(opened)
    qtbot.addWidget(view)
    view.show_answer(line)
    assert not opened.busy
    view.show()
    qtbot.waitUntil(lambda: not opened.busy)
    assert words(view) == []
    assert "only ever" in view.list.nothing
    view.show_answer(None)
    assert "Put the cursor" in view.list.nothing
