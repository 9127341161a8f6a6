"""The codebook's page with the sample engagement."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.paths import resource
from cxfacilitator.ui.pages.codebook import CodebookPage
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.workspace import Workspace
from tests.files import imported
from tests.ui.pages.codebook.hands import Hands


@pytest.fixture
def page(workspace: Workspace, host: Callable[[Page], QWidget], qtbot: QtBot, tmp_path: Path) -> CodebookPage:
    """The page with the sample engagement."""
    made = CodebookPage(workspace)
    host(made)
    workspace.open(imported(tmp_path / "e.cxfac", resource("sample"), resource("sample", "tags.json")))
    qtbot.waitUntil(lambda: workspace.snapshot is not None and not workspace.busy)
    made.list.setFocus()
    return made


@pytest.fixture
def hands(page: CodebookPage, qtbot: QtBot) -> Hands:
    """Somebody at the keyboard."""
    return Hands(page, qtbot)
