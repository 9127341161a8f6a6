"""The groups page without people, with people, and with groups."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.services import roster
from cxfacilitator.ui.pages.groups import GroupsPage
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.groups.hands import Host, Wait, propose, snapshot


@pytest.fixture
def page(opened: Workspace, host: Host) -> GroupsPage:
    made = GroupsPage(opened)
    host(made)
    return made


@pytest.fixture
def staffed(page: GroupsPage, sample_folder: Path, wait_saved: Wait) -> GroupsPage:
    plan = roster.plan_import(sample_folder / "roster_staff_messy.csv", Audience.STAFF, snapshot(page))
    page.workspace.do(roster.apply, plan)
    wait_saved(page.workspace)
    return page


@pytest.fixture
def formed(staffed: GroupsPage, qtbot: QtBot, wait_saved: Wait) -> GroupsPage:
    propose(staffed, qtbot)
    qtbot.mouseClick(staffed.buttons.form, Qt.MouseButton.LeftButton)
    wait_saved(staffed.workspace)
    return staffed
