"""The underline of a text of several lines: below the right letters, never in the way of typing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.ui.settings import SPELLING, Settings
from cxfacilitator.ui.spelling import Spelling
from cxfacilitator.ui.widgets import SpelledText
from cxfacilitator.ui.workspace import Workspace

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with a text, and below it another place to go to."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(SpelledText())
    column.addWidget(QLineEdit())
    window.resize(400, 160)
    return window


@pytest.fixture
def text(window: QWidget, opened: Workspace, settings: Settings, qtbot: QtBot) -> SpelledText:
    """An empty text for which the dictionary has been read."""
    settings.set(SPELLING, "british")
    Spelling(opened, settings, window)
    found = window.findChild(SpelledText)
    assert isinstance(found, SpelledText)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    found.setPlainText("wrold")
    qtbot.waitUntil(lambda: bool(found.misspelt))
    found.clear()
    found.setFocus()
    qtbot.waitUntil(found.hasFocus)
    return found


def words(text: SpelledText, underlined: bool = False) -> list[str]:
    encoded = text.toPlainText().encode("utf-16-le")
    spans = text.underlined if underlined else text.misspelt
    return [encoded[2 * start : 2 * end].decode("utf-16-le") for start, end in spans]


def wave(text: SpelledText) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of where the painted text differs from one in which it is no mistake."""
    text.clearFocus()
    with_wave = text.viewport().grab().toImage()
    known, text._spelling = text._spelling, None
    without = text.viewport().grab().toImage()
    text._spelling = known
    places = [
        (x, y)
        for x in range(without.width())
        for y in range(without.height())
        if with_wave.pixel(x, y) != without.pixel(x, y)
    ]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return min(xs), min(ys), max(xs), max(ys)


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def test_the_wave_is_below_the_word_on_its_line(text: SpelledText) -> None:
    text.setPlainText("fine\n😀 the wrold is\nfine")
    left, top, right, bottom = wave(text)
    cursor = QTextCursor(text.document())
    place = text.toPlainText().index("wrold") + 1  # one more for the emoji
    cursor.setPosition(place)
    begin = text.cursorRect(cursor)
    assert left == pytest.approx(begin.center().x(), abs=3)
    assert right - left == pytest.approx(QFontMetrics(text.font()).horizontalAdvance("wrold"), abs=3)
    assert begin.top() + begin.height() / 2 < top < bottom <= begin.bottom() + 2


def test_the_wave_goes_with_a_word_that_is_wrapped_to_another_line_and_scrolled(text: SpelledText) -> None:
    text.setPlainText("and so on " * 60 + "the ennd")
    text.moveCursor(QTextCursor.MoveOperation.End)
    text.viewport().repaint()
    _, top, right, bottom = wave(text)
    caret = text.cursorRect()
    assert right == pytest.approx(caret.center().x(), abs=3)
    assert caret.top() < top < bottom <= caret.bottom() + 2


def test_the_word_that_is_typed_is_left_alone_until_the_cursor_has_left_it(text: SpelledText) -> None:
    QTest.keyClicks(text, "the wrold")
    assert (words(text), words(text, underlined=True)) == (["wrold"], [])
    QTest.keyClick(text, Key.Key_Return)
    assert words(text, underlined=True) == ["wrold"]
    QTest.keyClicks(text, "teh")
    assert words(text, underlined=True) == ["wrold"]
    text.clearFocus()
    assert words(text, underlined=True) == ["wrold", "teh"]


def test_a_better_word_is_typed_by_two_keys_and_undone_by_one(text: SpelledText) -> None:
    text.setPlainText("😀 fine\nthe custmer was rude")
    text.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(text, Key.Key_Semicolon, Modifier.ControlModifier)
    assert menu().actions()[0].text() == "customer"
    QTest.keyClick(menu(), Key.Key_Return)
    assert text.toPlainText() == "😀 fine\nthe customer was rude"
    text.undo()
    assert text.toPlainText() == "😀 fine\nthe custmer was rude"


@pytest.mark.parametrize("keeps_its_own", [True, False])
def test_undo_is_the_window_s_where_the_text_keeps_none(text: SpelledText, keeps_its_own: bool) -> None:
    undone: list[bool] = []
    action = QAction(text.window())
    action.setShortcut(QKeySequence.StandardKey.Undo)
    action.triggered.connect(lambda: undone.append(True))
    text.window().addAction(action)
    text.setUndoRedoEnabled(keeps_its_own)
    QTest.keyClicks(text, "fine")
    QTest.keyClick(text, Key.Key_Z, Modifier.ControlModifier)
    assert (text.toPlainText(), len(undone)) == (("", 0) if keeps_its_own else ("fine", 1))


def test_a_word_is_learned_from_the_menu(text: SpelledText, opened: Workspace, qtbot: QtBot) -> None:
    text.setPlainText("a Strimmerz")
    QTest.keyClick(text, Key.Key_Semicolon, Modifier.ControlModifier)
    menu().actions()[-1].trigger()
    menu().close()
    qtbot.waitUntil(lambda: not words(text))
    assert opened.snapshot is not None
    assert opened.snapshot.learned_words == ("Strimmerz",)


def test_underlining_changes_neither_the_text_nor_its_undo(text: SpelledText, qtbot: QtBot) -> None:
    QTest.keyClicks(text, "the wrold ")
    revision = text.document().revision()
    with qtbot.assertNotEmitted(text.textChanged):
        text.viewport().repaint()
        text.clearFocus()
        text.viewport().repaint()
    assert text.document().revision() == revision
