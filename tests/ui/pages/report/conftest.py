"""What the tests of the report's page share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices


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
