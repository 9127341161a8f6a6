"""Parts behind tabs, where there is little room."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cxfacilitator.ui.pages.plan.side import Side


def test_each_tab_is_in_sight_however_narrow_the_side_is(qtbot: QtBot) -> None:
    side = Side(("Already running", QLabel("New portal")), ("Ask customers first (7)", QLabel("Share stock")))
    qtbot.addWidget(side)
    side.resize(200, 300)
    side.show()
    for chosen in (0, 1):
        side.tabs.setCurrentIndex(chosen)
        assert side.tabs.tabRect(0).left() == 0
        assert side.tabs.tabRect(1).right() <= side.tabs.width()
