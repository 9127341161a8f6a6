"""The spelling check in the window: read late, on disk like any key, off when it cannot be used."""

import sys
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.sheets import Box
from cxfacilitator.services import groups, roster, spelling
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.sheets import SheetsPage
from cxfacilitator.ui.settings import SPELLING, Settings
from cxfacilitator.ui.widgets import SpelledLine
from cxfacilitator.ui.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Wait = Callable[[Workspace], None]


@pytest.fixture
def window(opened: Workspace, settings: Settings, qtbot: QtBot, wait_saved: Wait) -> MainWindow:
    """The window on the sheets page with one group."""
    settings.set(SPELLING, "british")
    opened.do(groups.add, Audience.STAFF)
    wait_saved(opened)
    window = MainWindow(opened, settings)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    window.show_stage("sheets")
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), SpelledLine))
    return window


@pytest.fixture
def without_library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another installation, in which nobody has read a dictionary yet and the library is missing."""
    spelling._dictionary.cache_clear()
    monkeypatch.setitem(sys.modules, "hunspell", None)
    yield
    spelling._dictionary.cache_clear()


def line() -> SpelledLine:
    found = QApplication.focusWidget()
    assert isinstance(found, SpelledLine)
    return found


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def texts(workspace: Workspace) -> list[str]:
    assert workspace.snapshot is not None
    return [answer.text for answer in workspace.snapshot.answers]


def test_a_better_word_is_on_disk_like_any_key_and_undone_like_any_key(
    window: MainWindow, opened: Workspace, qtbot: QtBot, wait_saved: Wait
) -> None:
    QTest.keyClicks(line(), "the custmer waits")
    qtbot.waitUntil(lambda: len(line().misspelt) == 1)
    wait_saved(opened)
    QTest.keyClick(line(), Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(menu(), Qt.Key.Key_Return)
    wait_saved(opened)
    assert texts(opened) == ["the customer waits"]
    assert opened.undo_label == "Type an answer"
    window.undo()
    wait_saved(opened)
    assert texts(opened) == []


def test_nothing_is_ever_changed_by_itself(
    window: MainWindow, opened: Workspace, qtbot: QtBot, wait_saved: Wait
) -> None:
    typed = "teh custmer dont recieve adn thats alot"
    QTest.keyClicks(line(), typed)
    qtbot.waitUntil(lambda: len(line().misspelt) == 7)
    QTest.keyClick(line(), Qt.Key.Key_Return)
    wait_saved(opened)
    assert texts(opened) == [typed]


def test_people_of_the_roster_are_no_mistakes(window: MainWindow, opened: Workspace, qtbot: QtBot) -> None:
    QTest.keyClicks(line(), "Penwarden helps, and qwrtz ")
    qtbot.waitUntil(lambda: len(line().misspelt) == 2)
    opened.do(roster.add_person, Participant(ParticipantId(0), Audience.STAFF, "P1", "", "Penwarden"))
    qtbot.waitUntil(lambda: len(line().misspelt) == 1)


def test_the_menu_of_the_bottom_bar_has_the_languages_and_the_off_switch(
    window: MainWindow, settings: Settings, qtbot: QtBot
) -> None:
    QTest.keyClicks(line(), "the colour of teh ")
    qtbot.waitUntil(lambda: len(line().misspelt) == 1)

    def choose(name: str) -> None:
        actions = [action for action in window.bottom.look.menu().actions() if action.text() == name]
        actions[0].trigger()
        assert actions[0].isChecked()

    choose("American")
    qtbot.waitUntil(lambda: len(line().misspelt) == 2)
    assert settings.get(SPELLING) == "american"
    choose("Off")
    assert line().misspelt == ()
    QTest.keyClicks(line(), "adn")
    line().repaint()
    assert not window.workspace.jobs.busy
    assert settings.get(SPELLING) == "off"


def test_names_of_competitors_are_not_looked_at(window: MainWindow) -> None:
    page = window.pages["sheets"]
    assert isinstance(page, SheetsPage)
    fields = [row.fields for row in page.sheet.boxes[Box.DIFFER].rows]
    assert fields
    assert all(field is not None and not field.who.spelled for field in fields)


def test_without_the_library_one_sentence_is_said_and_typing_goes_on(
    without_library: None, window: MainWindow, opened: Workspace, qtbot: QtBot, wait_saved: Wait
) -> None:
    QTest.keyClicks(line(), "the custmer")
    qtbot.waitUntil(lambda: "spelling check is off" in window.message.text)
    QTest.keyClicks(line(), " waits")
    QTest.keyClick(line(), Qt.Key.Key_Semicolon, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activePopupWidget() is None
    wait_saved(opened)
    assert texts(opened) == ["the custmer waits"]


def test_closing_before_the_dictionary_is_read_is_no_matter(window: MainWindow, qtbot: QtBot) -> None:
    spelling._dictionary.cache_clear()
    QTest.keyClicks(line(), "the custmer")
    window.close()
    qtbot.wait(400)  # longer than a dictionary that is wanted is waited for
