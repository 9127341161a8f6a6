"""A window around a page, because a page's main buttons live in the head of the window."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.ui.header import Header
from cxfacilitator.ui.pages.page import Page


@pytest.fixture
def host(qtbot: QtBot) -> Callable[[Page], QWidget]:
    """Show a page below a head, as the window does, and wait until keys reach it."""
    kept: list[QWidget] = []

    def show(page: Page) -> QWidget:
        window, header = QWidget(), Header()
        kept.append(window)
        header.add_page(page)
        header.show_page(page)
        column = QVBoxLayout(window)
        column.addWidget(header)
        column.addWidget(page, 1)
        window.resize(1100, 680)
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
        return window

    return show
