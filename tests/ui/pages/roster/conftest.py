"""A roster page, empty and with the staff of the sample."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.services import roster
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.roster import RosterPage
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.roster.steps import snapshot

Wait = Callable[[Workspace], None]
Host = Callable[[Page], QWidget]


@pytest.fixture
def page(opened: Workspace, host: Host) -> RosterPage:
    made = RosterPage(opened)
    host(made)
    return made


@pytest.fixture
def staffed(page: RosterPage, sample_folder: Path, wait_saved: Wait) -> RosterPage:
    plan = roster.plan_import(sample_folder / "roster_staff_messy.csv", Audience.STAFF, snapshot(page))
    page.workspace.do(roster.apply, plan)
    wait_saved(page.workspace)
    return page
