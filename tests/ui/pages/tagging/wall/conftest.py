"""The wall with nine cards, in the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cxfacilitator.store.file import EngagementFile
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.tagging import TaggingPage
from cxfacilitator.ui.pages.tagging.wall import WallFace
from cxfacilitator.ui.pages.tagging.wall.view import WallView
from cxfacilitator.ui.workspace import Workspace
from tests.files import made
from tests.ui.pages.tagging.hands import two_sheets
from tests.ui.pages.tagging.wall.hands import LINES


def _nine_cards(path: Path) -> EngagementFile:
    return two_sheets(path, LINES)


@pytest.fixture
def opened(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> Workspace:
    """A workspace with nine answers."""
    with qtbot.waitSignal(workspace.opened):
        workspace.open(made(tmp_path / "engagement.cxfac", _nine_cards))
    return workspace


@pytest.fixture
def face(opened: Workspace, window_on: Callable[[str], MainWindow], qtbot: QtBot) -> WallFace:
    """The wall with nine cards, laid out."""
    page = window_on("tagging").pages["tagging"]
    assert isinstance(page, TaggingPage)
    page.show_face("wall")
    face = page.face
    assert isinstance(face, WallFace)
    qtbot.waitUntil(lambda: face.suggesting.tagger is not None and not opened.jobs.busy, timeout=30_000)
    qtbot.waitUntil(face.view.hasFocus)
    return face


@pytest.fixture
def view(face: WallFace) -> WallView:
    return face.view
