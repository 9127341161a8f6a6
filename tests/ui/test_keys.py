"""Keys: what is done on them where the cursor is, and what they write."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.ui.keys import letter, on_key, writes

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, KEYPAD = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.KeypadModifier


def pressed(key: Qt.Key, held: Qt.KeyboardModifier, text: str) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, text)


@pytest.mark.parametrize(
    ("key", "held", "text", "meant"),
    [
        (Qt.Key.Key_U, NONE, "u", "U"),
        (Qt.Key.Key_U, SHIFT, "U", "U"),
        (Qt.Key.Key_3, KEYPAD, "3", "3"),
        (Qt.Key.Key_U, CONTROL, "u", ""),
        (Qt.Key.Key_Delete, NONE, "\x7f", ""),
        (Qt.Key.Key_Space, NONE, " ", ""),
        (Qt.Key.Key_Down, NONE, "", ""),
    ],
)
def test_letters_and_digits_are_told_from_other_keys(
    key: Qt.Key, held: Qt.KeyboardModifier, text: str, meant: str
) -> None:
    assert letter(pressed(key, held, text)) == meant


def test_a_sign_writes_and_enter_does_not() -> None:
    assert writes(pressed(Qt.Key.Key_Plus, NONE, "+"))
    assert not writes(pressed(Qt.Key.Key_Return, NONE, "\r"))


def test_a_key_acts_inside_a_widget_and_nowhere_else(qtbot: QtBot) -> None:
    window, part, inside, outside = QWidget(), QWidget(), QLineEdit(), QLineEdit()
    qtbot.addWidget(window)
    QVBoxLayout(part).addWidget(inside)
    column = QVBoxLayout(window)
    column.addWidget(part)
    column.addWidget(outside)
    heard: list[str] = []
    on_key(part, "Ctrl+F", lambda: heard.append("found"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for line, times in ((inside, 1), (outside, 1), (inside, 2)):
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_F, CONTROL)
        assert len(heard) == times
