"""What the tests of the report's page share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from cxfacilitator.ui import ask
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.report.document import DocumentFace
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace
from tests import files
from tests.ui.pages.report.hands import made, short_report, shown


class Desktop(QObject):
    """Takes the place of the programs that open files."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def show_url(self, url: QUrl) -> None:
        self.shown.append(Path(url.toLocalFile()))


@pytest.fixture
def desktop() -> Iterator[list[Path]]:
    """The files and folders that were opened."""
    made = Desktop()
    QDesktopServices.setUrlHandler("file", made, "show_url")
    yield made.shown
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def sample(workspace: Workspace, settings: Settings, qtbot: QtBot, tmp_path: Path) -> DocumentFace:
    """The face with the sample engagement, once its pages are there."""
    window = MainWindow(workspace, settings)
    qtbot.addWidget(window)
    with qtbot.waitSignal(workspace.opened):
        workspace.open(files.made(tmp_path / "s.cxfac", short_report))
    face = shown(window, qtbot).face
    assert isinstance(face, DocumentFace)
    made(face, qtbot)
    return face


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the file picker answers that the report goes."""
    chosen = tmp_path / "report.pdf"
    monkeypatch.setattr(ask, "file_to_write", lambda *_args, **_kwargs: chosen)
    return chosen
