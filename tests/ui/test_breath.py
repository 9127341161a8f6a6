from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.ui.breath import draw_breath
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.faces import FacedPage
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace


@pytest.fixture
def working(workspace: Workspace, settings: Settings, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    made = MainWindow(workspace, settings)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    with qtbot.waitSignal(workspace.opened):
        workspace.create(tmp_path / "e.cxfac", Engagement("HLF-R1", "Harbour Line Ferries"))
    return made


def test_what_was_due_has_its_turn(qtbot: QtBot) -> None:
    due: list[str] = []
    QTimer.singleShot(0, lambda: due.append("timer"))
    draw_breath()
    assert due == ["timer"]


def test_a_page_is_made_before_and_shown_after_a_breath(working: MainWindow) -> None:
    seen: list[tuple[str, bool]] = []
    QTimer.singleShot(0, lambda: seen.append((working.stage, working.pages["codebook"].isVisible())))
    working.show_stage("codebook")
    assert seen == [("engagement", False)]
    assert (working.stage, working.pages["codebook"].isVisible()) == ("codebook", True)


def test_a_face_is_made_before_and_shown_after_a_breath(working: MainWindow) -> None:
    working.show_stage("comparison")
    page = working.pages["comparison"]
    assert isinstance(page, FacedPage)
    first, wanted = page.face, page.kinds[-1].name
    seen: list[tuple[bool, bool]] = []
    QTimer.singleShot(0, lambda: seen.append((wanted in page.faces, page.face is first)))
    page.show_face(wanted)
    assert seen == [(True, True)]
    assert page.face is page.faces[wanted]


def test_an_engagement_that_is_closed_during_the_breath_leaves_home_in_front(working: MainWindow) -> None:
    QTimer.singleShot(0, working.workspace.close)
    working.show_stage("plan")
    assert working.stage == "home"
