"""The codebook's page with the sample engagement."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.paths import resource
from cxfacilitator.services import engagement
from cxfacilitator.ui.pages.codebook import CodebookPage
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.codebook.hands import Hands


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample engagement with its reviewed tags, in a file that nobody opens."""
    path = tmp_path_factory.mktemp("sample") / "sample.cxfac"
    engagement.import_engagement(resource("sample"), path, resource("sample", "tags.json")).close()
    return path


@pytest.fixture
def page(
    workspace: Workspace, host: Callable[[Page], QWidget], qtbot: QtBot, tmp_path: Path, sample_file: Path
) -> CodebookPage:
    """The page with the sample engagement."""
    made = CodebookPage(workspace)
    host(made)
    shutil.copy(sample_file, tmp_path / "e.cxfac")
    workspace.open(tmp_path / "e.cxfac")
    qtbot.waitUntil(lambda: workspace.snapshot is not None and not workspace.busy)
    made.list.setFocus()
    return made


@pytest.fixture
def hands(page: CodebookPage, qtbot: QtBot) -> Hands:
    """Somebody at the keyboard."""
    return Hands(page, qtbot)
