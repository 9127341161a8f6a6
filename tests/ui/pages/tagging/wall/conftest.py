"""The wall with nine cards, in the window."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.services import groups, sheets
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.tagging import TaggingPage
from cxfacilitator.ui.pages.tagging.wall import WallFace
from cxfacilitator.ui.pages.tagging.wall.view import WallView
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.tagging.wall.hands import LINES, A, Wait


@pytest.fixture
def face(opened: Workspace, window_on: Callable[[str], MainWindow], qtbot: QtBot, wait_saved: Wait) -> WallFace:
    """The wall with nine cards, laid out."""
    opened.do(groups.add, Audience.STAFF)
    opened.do(groups.add, Audience.CUSTOMERS)
    for number, (group, box, text) in enumerate(LINES):
        opened.do(sheets.save, Answer(A[number], "", GroupId(group), box, number, text))
    wait_saved(opened)
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
