"""The charts of the report, looked at, saved and copied with real keys."""

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.progress import silent
from cxfacilitator.domain.report_setup import Edition, ReportSetup
from cxfacilitator.paths import resource
from cxfacilitator.services import report_setup
from cxfacilitator.services.other_process import OtherProcess
from cxfacilitator.ui import ask
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.report import ReportPage
from cxfacilitator.ui.pages.report.charts import ChartsFace
from cxfacilitator.ui.workspace import Workspace
from tests import errands
from tests.files import imported

Key, Modifier = Qt.Key, Qt.KeyboardModifier
BOTH = Modifier.ControlModifier | Modifier.ShiftModifier
LONG = 30_000


class _Charts(ReportPage):
    """The report with this face alone: the others make a PDF as soon as they are shown."""

    kinds = (ChartsFace,)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The themes of the first question alone: few charts are drawn sooner than many."""
    known = json.loads(resource("sample", "tags.json").read_text(encoding="utf-8"))
    items = {ref: item for ref, item in known["items"].items() if item["question"] == "Q1"}
    path = tmp_path_factory.mktemp("tags") / "tags.json"
    path.write_text(json.dumps({**known, "items": items, "ideas": []}), encoding="utf-8")
    return path


@pytest.fixture
def face(
    workspace: Workspace, host: Callable[[Page], QWidget], qtbot: QtBot, tmp_path: Path, first: Path
) -> ChartsFace:
    with qtbot.waitSignal(workspace.opened):
        workspace.open(imported(tmp_path / "e.cxfac", resource("sample"), first))
    page = _Charts(workspace)
    host(page)
    page.begin()
    assert workspace.snapshot is not None
    page.show_snapshot(workspace.snapshot)
    workspace.changed.connect(page.show_snapshot)
    face = page.face
    assert isinstance(face, ChartsFace)
    qtbot.waitUntil(lambda: not face.paper.picture.isNull(), timeout=LONG)
    return face


def press(face: ChartsFace, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    """Press a key where the cursor is, and wait until everything that it asked for is there."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)
    qtbot.waitUntil(lambda: not face.workspace.busy and not face.workspace.jobs.busy, timeout=LONG)


def test_a_chart_is_looked_at_saved_and_copied(
    face: ChartsFace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    face.told.connect(lambda text, _kind: told.append(text))
    assert [offer.name for offer in face.offers] == ["gaps", "whole", "well"]
    assert face.paper.accessibleName().startswith(f"{face.offers[0].title}. ")
    first = face.paper.picture
    press(face, qtbot, Key.Key_Down)
    assert face.paper.accessibleName() == f"{face.offers[1].title}. {face.offers[1].told}"
    assert face.paper.picture.height() > first.height()
    press(face, qtbot, Key.Key_Tab)
    assert face.paper.hasFocus()
    press(face, qtbot, Key.Key_Down)
    assert face.room.verticalScrollBar().value() > 0
    face.list.setFocus()

    proposed: list[str] = []

    def place(_parent: QWidget, _title: str, _kinds: str, proposal: Path) -> Path:
        proposed.append(proposal.name)
        return tmp_path / f"taken{proposal.suffix}"

    monkeypatch.setattr(ask, "file_to_write", place)
    press(face, qtbot, Key.Key_E, Modifier.ControlModifier)
    press(face, qtbot, Key.Key_E, BOTH)
    assert proposed == ["TRH-2025-R1 the whole picture.png", "TRH-2025-R1 the whole picture.csv"]
    assert (tmp_path / "taken.png").read_bytes().startswith(b"\x89PNG")
    assert "Groups that said it" in (tmp_path / "taken.csv").read_text(encoding="utf-8-sig")
    press(face, qtbot, Key.Key_C, BOTH)
    assert QApplication.clipboard().image().size() == face.paper.picture.size()
    assert told == [
        f"The whole picture written to {tmp_path / 'taken.png'}",
        f"The whole picture written to {tmp_path / 'taken.csv'}",
        "The whole picture: the picture is copied.",
    ]

    (tmp_path / "TRH-2025-R1 charts").mkdir()
    monkeypatch.setattr(ask, "folder_to_use", lambda *_args: tmp_path)
    press(face, qtbot, Key.Key_A, BOTH)
    new = tmp_path / "TRH-2025-R1 charts 2"
    assert told[-1] == f"9 files written to {new}"
    assert sorted(path.name for path in new.glob("*.png")) == [
        f"TRH-2025-R1 {name}.png" for name in ("gaps", "well", "whole")
    ]


def test_an_edition_without_charts_says_so_and_has_no_buttons(face: ChartsFace, qtbot: QtBot) -> None:
    assert face.primary_action() is face.save
    assert face.list.hasFocus()
    face.workspace.do(report_setup.change, lambda _now: ReportSetup(Edition.PARTICIPANTS))
    qtbot.waitUntil(lambda: not face.offers, timeout=LONG)
    assert face.empty.sentence.text() == "The note to participants has no charts. Choose leadership or facilitator."
    assert face.empty.isVisible() and face.primary_action() is None and not face.other_actions()
    face.workspace.undo()
    qtbot.waitUntil(lambda: bool(face.offers) and not face.paper.picture.isNull(), timeout=LONG)
    assert face.primary_action() is face.save


def test_a_chart_that_could_not_be_drawn_is_drawn_when_it_is_chosen_again(
    face: ChartsFace, other_process: OtherProcess, qtbot: QtBot
) -> None:
    process = other_process.run(errands.own_id, progress=silent)
    with qtbot.waitSignal(face.told, timeout=LONG) as told:
        QTest.keyClick(face.list, Key.Key_Down)
        os.kill(process, signal.SIGTERM)
    assert "ended before it was done" in told.args[0]
    press(face, qtbot, Key.Key_Up)
    press(face, qtbot, Key.Key_Down)
    assert face.paper.accessibleName().startswith(f"{face.offers[1].title}. ")
