"""The underline of a line: below the right letters, never in the way of typing."""

import time

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.ui import theme
from cxfacilitator.ui.settings import SPELLING, Settings
from cxfacilitator.ui.spelling import Spelling
from cxfacilitator.ui.widgets import SpelledLine
from cxfacilitator.ui.workspace import Workspace

# The screenless platform says this of every menu that it pops up.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with a line, and below it another place to go to."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(SpelledLine())
    column.addWidget(QLineEdit())
    window.resize(500, 120)
    return window


@pytest.fixture
def spelling(window: QWidget, opened: Workspace, settings: Settings) -> Spelling:
    """What the window knows about spelling."""
    settings.set(SPELLING, "british")
    return Spelling(opened, settings, window)


@pytest.fixture
def line(window: QWidget, spelling: Spelling, qtbot: QtBot) -> SpelledLine:
    """An empty line for which the dictionary has been read."""
    found = window.findChild(SpelledLine)
    assert isinstance(found, SpelledLine)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    found.setText("wrold")
    qtbot.waitUntil(lambda: bool(found.misspelt))
    found.clear()
    found.setFocus()
    qtbot.waitUntil(found.hasFocus)
    return found


def words(line: SpelledLine, underlined: bool = False) -> list[str]:
    encoded = line.text().encode("utf-16-le")
    spans = line.underlined if underlined else line.misspelt
    return [encoded[2 * start : 2 * end].decode("utf-16-le") for start, end in spans]


def waves(line: SpelledLine) -> list[tuple[int, int]]:
    """Return from where to where the painted line differs from one that is not checked, left to right."""
    line.clearFocus()
    checked, line.spelled = line.grab().toImage(), False
    bare, line.spelled = line.grab().toImage(), True
    columns = [x for x in range(bare.width()) if any_differs(checked, bare, x)]
    found: list[tuple[int, int]] = []
    for x in columns:
        if found and x - found[-1][1] <= 3:
            found[-1] = (found[-1][0], x)
        else:
            found.append((x, x))
    return found


def any_differs(one: QImage, other: QImage, x: int) -> bool:
    return any(one.pixel(x, y) != other.pixel(x, y) for y in range(one.height()))


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def test_the_wave_is_below_the_word(line: SpelledLine) -> None:
    line.setText("the wrold is fine")
    [(left, right)] = waves(line)
    metrics = QFontMetrics(line.font())
    before, word = metrics.horizontalAdvance("the "), metrics.horizontalAdvance("wrold")
    begin = line.cursorRect().center().x() + 1 - metrics.horizontalAdvance("the wrold is fine")
    assert left == pytest.approx(begin + before, abs=2)
    assert right == pytest.approx(begin + before + word, abs=2)


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_wave_keeps_to_a_line_that_is_scrolled(
    line: SpelledLine, qapp: QApplication, name: str, percent: int
) -> None:
    theme.apply(qapp, theme.load(name, percent))
    line.setText("wrold " + "and so on " * 20 + "at the ennd")
    line.end(False)
    line.grab()
    [(left, right)] = waves(line)
    metrics = QFontMetrics(line.font())
    caret = line.cursorRect().center().x() + 1
    assert right == pytest.approx(caret, abs=3)
    assert left == pytest.approx(caret - metrics.horizontalAdvance("ennd"), abs=3)
    line.home(False)
    line.grab()
    [(left, right)] = waves(line)
    assert right - left == pytest.approx(metrics.horizontalAdvance("wrold"), abs=3)
    assert left < 30


def test_the_wave_is_below_the_word_in_a_line_that_reads_the_other_way(line: SpelledLine) -> None:
    line.setText("שלום wrold עולם")
    [(left, right)] = waves(line)
    metrics = QFontMetrics(line.font())
    assert right - left == pytest.approx(metrics.horizontalAdvance("wrold"), abs=3)
    # The line is flush right; its first word is at the right of the English one.
    assert line.width() - right > metrics.horizontalAdvance("שלום")
    assert left > line.width() / 2


def test_emoji_and_accents_shift_nothing(line: SpelledLine) -> None:
    line.setText("😀 café 👩‍👩‍👧 wrold 😀 recieve")
    assert words(line) == ["wrold", "recieve"]
    assert len(waves(line)) == 2


def test_the_word_that_is_typed_is_left_alone_until_the_cursor_has_left_it(line: SpelledLine) -> None:
    QTest.keyClicks(line, "the wrold")
    assert (words(line), words(line, underlined=True)) == (["wrold"], [])
    QTest.keyClicks(line, " ")
    assert words(line, underlined=True) == ["wrold"]
    QTest.keyClick(line, Key.Key_Left)
    assert words(line, underlined=True) == ["wrold"]
    QTest.keyClick(line, Key.Key_Backspace)
    assert words(line, underlined=True) == []
    QTest.keyClick(line, Key.Key_Home)
    assert words(line, underlined=True) == ["wrol"]
    QTest.keyClicks(line, "x")
    line.clearFocus()
    assert words(line, underlined=True) == ["xthe", "wrol"]


def test_undo_and_redo_know_of_the_text_only(line: SpelledLine) -> None:
    QTest.keyClicks(line, "the wrold ")
    before = line.text()
    line.undo()
    assert line.text() != before
    line.redo()
    assert line.text() == before
    assert words(line) == ["wrold"]


def test_nothing_is_painted_while_a_word_is_composed(line: SpelledLine, qapp: QApplication) -> None:
    line.setText("wrold")
    line.end(False)
    composing = QInputMethodEvent("ka", [])
    QCoreApplication.sendEvent(line, composing)
    checked, line.spelled = line.grab().toImage(), False
    bare, line.spelled = line.grab().toImage(), True
    assert checked == bare
    done = QInputMethodEvent()
    done.setCommitString(" か")
    QCoreApplication.sendEvent(line, done)
    assert line.text() == "wrold か"
    assert len(waves(line)) == 1


def test_a_better_word_is_typed_by_two_keys(line: SpelledLine) -> None:
    typed: list[str] = []
    line.textEdited.connect(typed.append)
    line.setText("😀 the custmer was rude")
    line.setCursorPosition(3)
    QTest.keyClick(line, Key.Key_Semicolon, Modifier.ControlModifier)
    assert menu().actions()[0].text() == "customer"
    QTest.keyClick(menu(), Key.Key_Return)
    assert line.text() == "😀 the customer was rude"
    assert typed == ["😀 the customer was rude"]


def test_escape_changes_nothing_and_leaves_the_cursor_where_it_was(line: SpelledLine) -> None:
    line.setText("the custmer was rude")
    line.setCursorPosition(6)
    QTest.keyClick(line, Key.Key_Semicolon, Modifier.ControlModifier)
    QTest.keyClick(menu(), Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert (line.text(), line.cursorPosition(), line.selectedText()) == ("the custmer was rude", 6, "")


def test_the_key_does_nothing_on_a_line_without_a_mistake(line: SpelledLine) -> None:
    line.setText("the customer was rude")
    QTest.keyClick(line, Key.Key_Semicolon, Modifier.ControlModifier)
    assert QApplication.activePopupWidget() is None
    assert line.text() == "the customer was rude"


def test_a_curly_apostrophe_stays_curly(line: SpelledLine) -> None:
    line.setText("they dond’t")
    line.end(False)
    QTest.keyClick(line, Key.Key_Semicolon, Modifier.ControlModifier)
    better = [action for action in menu().actions() if action.text() == "don’t"]
    better[0].trigger()
    menu().close()
    assert line.text() == "they don’t"


def test_a_word_is_learned_from_the_menu_and_by_undo_unlearned(
    line: SpelledLine, opened: Workspace, qtbot: QtBot
) -> None:
    line.setText("a Strimmerz")
    line.end(False)
    QTest.keyClick(line, Key.Key_Semicolon, Modifier.ControlModifier)
    next(action for action in menu().actions() if action.text().startswith("Add “Strimmerz”")).trigger()
    menu().close()
    qtbot.waitUntil(lambda: not words(line))
    assert opened.snapshot is not None
    assert opened.snapshot.learned_words == ("Strimmerz",)
    opened.undo()
    qtbot.waitUntil(lambda: words(line) == ["Strimmerz"])


def test_another_language_or_none_is_taken_at_once(
    line: SpelledLine, spelling: Spelling, settings: Settings, qtbot: QtBot
) -> None:
    line.setText("colour color")
    assert words(line) == ["color"]
    spelling.set_language("american")
    qtbot.waitUntil(lambda: words(line) == ["colour"])
    spelling.set_language("off")
    assert words(line) == []
    assert waves(line) == []
    assert settings.get(SPELLING) == "off"


def test_a_line_outside_of_any_window_that_knows_is_a_plain_line(qtbot: QtBot) -> None:
    line = SpelledLine("wrold")
    qtbot.addWidget(line)
    line.show()
    assert line.misspelt == ()


def test_a_key_costs_no_time(line: SpelledLine) -> None:
    text = "Approachable, the cust can talk to a real persn at the depot about recieved invoices"
    line.setText(text)
    line.end(False)
    line.grab()
    line.spelled = False
    plain = typing_s(line)
    line.setText(text)
    line.spelled = True
    # Not more than 2 ms a key over a plain line, on a machine that is busy with other things.
    assert (typing_s(line) - plain) / 60 < 0.002


def typing_s(line: SpelledLine) -> float:
    began = time.process_time()
    for key in "it was rudde and so was the othr person who recieved it all":
        QTest.keyClicks(line, key)
        line.repaint()
    return time.process_time() - began
