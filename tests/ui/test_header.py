"""The head of the window: the buttons of the page that is shown, and of the face that it shows."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton
from pytestqt.qtbot import QtBot

from cxfacilitator.ui.header import Header
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.workspace import Workspace


class TwoFaces(Page):
    """A page whose first button is there on both of its faces."""

    title = "Two faces"

    def build(self) -> None:
        """Make the buttons."""
        self.export, self.suggest, self.add = (QPushButton(name) for name in ("Export", "Suggest", "Add"))
        self.second = False

    def primary_action(self) -> QPushButton:
        """Return the button of the face alone."""
        return self.add if self.second else self.suggest

    def other_actions(self) -> tuple[QPushButton, ...]:
        """Return the button of both faces."""
        return (self.export,)


def test_a_button_that_faces_share_is_there_on_each_of_them(workspace: Workspace, qtbot: QtBot) -> None:
    header, page = Header(), TwoFaces(workspace)
    for widget in (header, page):
        qtbot.addWidget(widget)
    header.show()
    for second in (False, True, False, True):
        page.second = second
        header.show_page(page)
        row = page.export.parentWidget()
        layout = row.layout()
        assert isinstance(layout, QHBoxLayout)
        assert [layout.itemAt(place).widget() for place in range(layout.count())] == [
            page.export,
            page.add if second else page.suggest,
        ]
        assert page.export.isVisible()
        assert row.isVisible()
    assert page.add.property("primary") is True
    assert page.export.property("primary") is False
