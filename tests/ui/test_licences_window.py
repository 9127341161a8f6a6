from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxfacilitator.ui.licences_window import LicencesWindow
from cxfacilitator.ui.pages.home import HomePage
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace


def test_home_opens_the_licences_which_are_read_with_the_arrows_and_closed_with_escape(
    workspace: Workspace, settings: Settings, qtbot: QtBot
) -> None:
    home = HomePage(workspace, settings)
    qtbot.addWidget(home)
    home.show_licences()
    [window] = home.findChildren(LicencesWindow)
    assert window.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.list.hasFocus)
    assert window.words.toPlainText().startswith("Licences\n\nCX facilitator itself is under the MIT licence.")
    qtbot.keyClick(window.list, Qt.Key.Key_Down)
    assert "Apache License" in window.words.toPlainText()
    assert window.words.isReadOnly()
    with qtbot.waitSignal(window.destroyed):
        qtbot.keyClick(window.list, Qt.Key.Key_Escape)
