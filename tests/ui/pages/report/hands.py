"""What the tests of the report's document share: how it is shown, waited for, chosen in and read."""

from dataclasses import replace
from pathlib import Path

import pypdf
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.report_setup import Level, ReportSetup
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.paths import resource
from cxfacilitator.services import engagement, report_setup
from cxfacilitator.store.file import EngagementFile
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.report import ReportPage
from cxfacilitator.ui.pages.report.document import DocumentFace
from tests.files import imported

LONG = 30_000
CTRL = Qt.KeyboardModifier.ControlModifier


def short_report(path: Path) -> EngagementFile:
    """Make the sample with all of leadership at the table, and a report of one page, which is made in no time."""
    file = engagement.open_file(imported(path, resource("sample"), resource("sample", "tags.json")))
    told = replace(file.snapshot().engagement, everybody=frozenset({Audience.LEADERSHIP}))
    engagement.update(file, told)
    report_setup.change(file, lambda now: replace(now, level=Level.ONE_PAGE))
    return file


def shown(window: MainWindow, qtbot: QtBot) -> ReportPage:
    window.resize(1366, 740)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    window.show_stage("report")
    page = window.pages["report"]
    assert isinstance(page, ReportPage)
    qtbot.waitUntil(lambda: page.isAncestorOf(window.focusWidget()))
    return page


def known(face: DocumentFace) -> Snapshot:
    assert face.workspace.snapshot is not None
    return face.workspace.snapshot


def setup(face: DocumentFace) -> ReportSetup:
    return known(face).report


def made(face: DocumentFace, qtbot: QtBot, pages: int | None = None) -> None:
    """Wait until the pages are those of the newest state of the file."""

    def up_to_date() -> bool:
        idle = not face.workspace.busy and not face.workspace.jobs.busy
        return idle and face.drafting.up_to_date and (pages is None or face.view.pages == pages)

    qtbot.waitUntil(up_to_date, timeout=LONG)


def read(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def says_something(sentence: str, _kind: str) -> bool:
    return bool(sentence)


def choose(box: QWidget, qtbot: QtBot, *keys: Qt.Key) -> None:
    """Choose with the keys alone."""
    box.setFocus()
    for key in keys:
        QTest.keyClick(box, key)
