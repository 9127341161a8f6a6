"""A text that gives way."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.elided import Elided


def test_letters_of_another_size_get_the_height_that_they_need(qapp: QApplication, qtbot: QtBot) -> None:
    text = Elided("The Worshipful Company of North Yorkshire Agricultural Machinery", "heading", lines=2)
    qtbot.addWidget(text)
    text.resize(250, 100)
    text.show()
    small = text.height()
    assert small == 2 * text.fontMetrics().height()
    theme.apply(qapp, theme.load("light", 150))
    assert text.height() == 2 * text.fontMetrics().height() > small
