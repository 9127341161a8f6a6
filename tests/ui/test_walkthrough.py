"""One engagement through the window, from the messy roster to leadership's PDF, by clicks and keys."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.session import EventKind
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui import ask
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.comparison import ComparisonPage
from cxfacilitator.ui.pages.engagement import EngagementPage
from cxfacilitator.ui.pages.groups import GroupsPage
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.plan import PlanPage
from cxfacilitator.ui.pages.plan.ideas import IdeasFace
from cxfacilitator.ui.pages.report import ReportPage
from cxfacilitator.ui.pages.roster import RosterPage
from cxfacilitator.ui.pages.session import SessionPage
from cxfacilitator.ui.pages.sheets import SheetsPage
from cxfacilitator.ui.pages.tagging import TaggingPage
from cxfacilitator.ui.pages.tagging.review import ReviewFace
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.stages import STAGES
from cxfacilitator.ui.workspace import Workspace
from tests.pdfs import texts

Key = Qt.Key
P = TypeVar("P", bound=Page)


class Facilitator:
    """Somebody at the window: clicks, types, and waits until what was done is in the file."""

    def __init__(self, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
        self.window = window
        self._qtbot = qtbot
        self._monkeypatch = monkeypatch

    @property
    def snapshot(self) -> Snapshot:
        """The newest news of the file."""
        assert self.window.workspace.snapshot is not None
        return self.window.workspace.snapshot

    def will_choose(self, path: Path) -> None:
        """Answer the next file pickers, which no test can click."""
        for picker in ("file_to_open", "file_to_write"):
            self._monkeypatch.setattr(ask, picker, lambda *_, **__: path)

    def go(self, kind: type[P]) -> P:
        """Click a stage on the rail."""
        self.click(self.window.rail.entries[kind.stage])
        page = self.window.pages[kind.stage]
        assert isinstance(page, kind)
        assert page.isVisible()
        return page

    def click(self, button: QAbstractButton) -> None:
        """Click a button that can be seen."""
        assert button.isVisible()
        assert button.isEnabled()
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is on its way to the file."""
        self._qtbot.waitUntil(lambda: not self.window.workspace.busy, timeout=20_000)

    def wait(self, until: Callable[[], object]) -> None:
        """Wait until something is so."""
        self._qtbot.waitUntil(until, timeout=30_000)

    def type_line(self, text: str) -> None:
        """Type a line where the cursor is, and Enter."""
        for send in (lambda w: QTest.keyClicks(w, text), lambda w: QTest.keyClick(w, Key.Key_Return)):
            focused = QApplication.focusWidget()
            assert focused is not None
            send(focused)
        self.settle()


@pytest.fixture
def facilitator(workspace: Workspace, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Facilitator:
    window = MainWindow(workspace, settings)
    qtbot.addWidget(window)
    window.resize(1366, 740)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    return Facilitator(window, qtbot, monkeypatch)


def test_from_the_roster_to_the_pdf(
    facilitator: Facilitator, qtbot: QtBot, sample_folder: Path, tmp_path: Path
) -> None:
    assert len(STAGES) == 15
    _prepare(facilitator, qtbot, sample_folder, tmp_path)
    _run_and_capture(facilitator, sample_folder)
    _analyse(facilitator)

    page = facilitator.go(ReportPage)
    report = tmp_path / "report.pdf"
    facilitator.will_choose(report)
    primary = page.primary_action()
    assert primary is not None
    facilitator.click(primary)
    facilitator.wait(report.exists)
    text = "".join(texts(report))
    assert "Tolland Reeve Hire" in text
    for person in facilitator.snapshot.participants:
        assert person.full_name not in text


def _prepare(facilitator: Facilitator, qtbot: QtBot, sample_folder: Path, tmp_path: Path) -> None:
    home = facilitator.window.pages["home"]
    facilitator.will_choose(tmp_path / "Tolland Reeve Hire.cxfac")
    with qtbot.waitSignal(facilitator.window.workspace.opened):
        home.new_engagement()
    facilitator.go(EngagementPage)
    assert facilitator.snapshot.engagement.client == "Tolland Reeve Hire"

    roster = facilitator.go(RosterPage)
    facilitator.click(roster.audience.buttons[Audience.STAFF])
    facilitator.will_choose(sample_folder / "roster_staff_messy.csv")
    facilitator.click(roster.empty.button)
    facilitator.wait(lambda: roster.middle.currentWidget() is roster.plan_view)
    assert roster.plan_view.apply.text() == "Import 66 people"
    facilitator.click(roster.plan_view.apply)
    assert len(facilitator.snapshot.participants) == 66

    groups = facilitator.go(GroupsPage)
    facilitator.click(groups.audience.buttons[Audience.STAFF])
    QTest.keyClick(groups, Key.Key_G)
    facilitator.wait(lambda: groups.proposal is not None)
    facilitator.click(groups.buttons.form)
    assert [group.code for group in facilitator.snapshot.groups] == [f"S{n}" for n in range(1, 10)]


def _run_and_capture(facilitator: Facilitator, sample_folder: Path) -> None:
    session = facilitator.go(SessionPage)
    facilitator.click(session.empty.button)
    session.bar.audience.setCurrentIndex(list(Audience).index(Audience.STAFF))
    facilitator.click(session.bar.add)
    facilitator.click(session.cockpit.press)
    facilitator.click(session.cockpit.forward)
    facilitator.click(session.cockpit.press)
    kinds = [event.kind for event in facilitator.snapshot.events]
    assert kinds == [EventKind.STARTED, EventKind.MOVED, EventKind.PAUSED]

    sheets = facilitator.go(SheetsPage)
    facilitator.will_choose(sample_folder / "answers.csv")
    facilitator.click(sheets.import_button)
    assert len(facilitator.snapshot.answers) == 271
    sheets.sheet.boxes[Box.WELL].rows[-1].take_cursor()
    facilitator.type_line("They rang before the lorry came")
    assert facilitator.snapshot.answers_of[sheets.group.id][-1].group_id == sheets.group.id
    typed = [answer for answer in facilitator.snapshot.answers if answer.text == "They rang before the lorry came"]
    assert [answer.box for answer in typed] == [Box.WELL]
    facilitator.window.undo()
    facilitator.settle()
    assert len(facilitator.snapshot.answers) == 271


def _analyse(facilitator: Facilitator) -> None:
    tagging = facilitator.go(TaggingPage)
    facilitator.wait(lambda: bool(tagging.suggesting.suggestions))
    review = tagging.face
    assert isinstance(review, ReviewFace)
    facilitator.click(review.bulk_button)
    promised = review.bulk.accept.text()
    facilitator.click(review.bulk.accept)
    reviewed = sum(answer.reviewed for answer in facilitator.snapshot.answers)
    assert promised == f"Accept these {reviewed} themes"
    assert 100 < reviewed < 271, "an answer without a good suggestion waits for a person"

    comparison = facilitator.go(ComparisonPage)
    facilitator.wait(lambda: comparison.compared is not None)
    assert len(compare(facilitator.snapshot).unreviewed) == 271 - reviewed

    ideas = facilitator.go(PlanPage).face
    assert isinstance(ideas, IdeasFace)
    facilitator.click(ideas.make)
    starts = [answer for answer in facilitator.snapshot.answers if answer.box is Box.START]
    assert sum(len(idea.answer_ids) for idea in facilitator.snapshot.ideas) == len(starts) > 0
