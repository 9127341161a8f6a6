"""Forms: what somebody is typing is never overwritten by news from the file."""

from dataclasses import dataclass, replace

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.ui.forms import Form


@dataclass(frozen=True)
class _Table:
    seats: int = 7


def test_digits_that_are_being_typed_survive_news_and_are_handed_over(qtbot: QtBot) -> None:
    form = Form[_Table]()
    editor = form.number("Seats", lambda t: t.seats, lambda t, seats: replace(t, seats=seats), 1, 99)
    edited: list[_Table] = []
    form.edited.connect(edited.append)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
    form.show_value(_Table())
    editor.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is editor)
    editor.selectAll()
    QTest.keyClicks(editor, "12")
    form.show_value(_Table())
    assert editor.text() == "12"
    editor.clearFocus()
    assert edited == [_Table(12)]
    form.show_value(_Table(9))
    assert editor.value() == 9
