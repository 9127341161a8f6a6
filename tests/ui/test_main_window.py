from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.services import engagement, groups, roster, sheets
from cxfacilitator.ui import ask, theme
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.settings import TEXT_SIZE, THEME, Settings
from cxfacilitator.ui.stages import STAGES
from cxfacilitator.ui.workspace import Workspace
from tests.errands import go_on


@pytest.fixture
def window(workspace: Workspace, settings: Settings, qtbot: QtBot) -> MainWindow:
    made = MainWindow(workspace, settings)
    qtbot.addWidget(made)
    made.resize(1366, 740)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def working(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    with qtbot.waitSignal(window.workspace.opened):
        window.workspace.create(tmp_path / "e.cxfac", Engagement("HLF-R1", "Harbour Line Ferries"))
    return window


def change(window: MainWindow, qtbot: QtBot, **fields: object) -> None:
    snapshot = window.workspace.snapshot
    assert snapshot is not None
    with qtbot.waitSignal(window.workspace.saved):
        window.workspace.do(engagement.update, replace(snapshot.engagement, **fields))


def test_without_an_engagement_there_is_home_and_no_rail(window: MainWindow) -> None:
    assert window.stage == "home"
    assert not window.rail.isVisible()
    assert window.header.title.text() == "Engagements"
    window.show_stage("engagement")
    assert window.stage == "home"


def test_the_rail_lists_the_stages_in_their_order(working: MainWindow) -> None:
    assert working.rail.isVisible()
    before = "engagement roster groups materials session sheets forms read_back"
    after = "tagging codebook comparison plan rounds debrief report"
    assert list(working.rail.entries) == [*before.split(), *after.split()]


def test_every_stage_opens_with_its_title_and_sentence(working: MainWindow, qtbot: QtBot) -> None:
    for stage in [stage.name for stage in STAGES]:
        qtbot.mouseClick(working.rail.entries[stage], Qt.MouseButton.LeftButton)
        page = working.pages[stage]
        assert working.stage == stage
        assert page.isVisible()
        assert working.header.title.text() == page.title != ""
        assert working.header.sentence.text() == page.sentence != ""
        assert [name for name, entry in working.rail.entries.items() if entry.isChecked()] == [stage]


def test_a_page_that_is_made_ahead_is_not_seen_and_leaves_the_cursor(working: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: working.pages["engagement"].isAncestorOf(QApplication.focusWidget()))
    cursor = QApplication.focusWidget()
    working.make_page("tagging")
    made = working.pages["tagging"]
    QApplication.sendPostedEvents()
    assert (working.stage, made.isVisible(), QApplication.focusWidget() is cursor) == ("engagement", False, True)
    working.show_stage("tagging")
    assert working.pages["tagging"] is made
    assert made.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_the_window_fits_a_small_screen_on_every_stage(working: MainWindow, percent: int) -> None:
    working.look.set_text_size(percent)
    for stage in [stage.name for stage in STAGES]:
        working.show_stage(stage)
        working.resize(1280, 720)
        QApplication.sendPostedEvents()
        assert (working.stage, working.width() <= 1280, working.height() <= 720) == (stage, True, True)


def test_a_low_window_leaves_the_sentence_to_the_title(working: MainWindow) -> None:
    working.show_stage("groups")
    working.resize(1366, 736)
    QApplication.sendPostedEvents()
    assert working.header.sentence.isVisible()
    assert working.header.title.toolTip() == ""
    working.look.set_text_size(150)
    assert not working.header.sentence.isVisible()
    assert working.header.title.toolTip() == working.pages["groups"].sentence
    working.show_stage("roster")
    assert working.header.title.toolTip() == working.pages["roster"].sentence
    working.resize(1366, 1048)
    QApplication.sendPostedEvents()
    assert working.header.sentence.isVisible()


def step_is_beside(window: MainWindow) -> bool:
    """Return whether the next step stands beside the title and not below it."""
    for _ in range(3):
        QApplication.sendPostedEvents()
    header = window.header
    return header.step.mapTo(header, QPoint()).y() < header.title.mapTo(header, QPoint(0, header.title.height())).y()


def test_in_a_low_window_the_next_step_stands_beside_the_title_where_it_fits(working: MainWindow) -> None:
    working.show_stage("roster")
    working.resize(1366, 736)
    assert not step_is_beside(working)
    working.look.set_text_size(150)
    assert step_is_beside(working)
    assert working.header.step.visibleRegion().boundingRect() == working.header.step.rect()
    working.header.show_step("There are more words in this step than there is room for beside the title. " * 3)
    assert not step_is_beside(working)
    working.header.show_step("Import the list of invited people.")
    assert step_is_beside(working)
    working.resize(1366, 1048)
    assert not step_is_beside(working)


def test_what_fits_beside_the_title_is_measured_with_the_buttons_of_the_page(working: MainWindow) -> None:
    working.look.set_text_size(150)
    working.resize(1366, 736)
    for stage in ("rounds", "roster"):
        working.show_stage(stage)
    working.header.show_step(
        "Compare what they said with the paper, and mark each of the sheets as complete when all of it is typed."
    )
    for stage, beside in (("roster", False), ("rounds", True), ("roster", False)):
        working.header.show_page(working.pages[stage])
        assert step_is_beside(working) == beside, stage


def test_a_new_engagement_opens_with_the_client_s_name_ready_to_type(working: MainWindow, qtbot: QtBot) -> None:
    assert working.stage == "engagement"
    qtbot.waitUntil(lambda: working.focusWidget() is not None)
    focused = working.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Client"


def test_name_chips_and_meters_follow_the_file(working: MainWindow, qtbot: QtBot) -> None:
    workspace = working.workspace
    before = working.rail.entries["engagement"].share
    change(working, qtbot, client="Brunnen & Söhne", sponsor="Managing director")
    assert working.rail.name.text() == "Brunnen & Söhne"
    after = working.rail.entries["engagement"].share
    assert before is not None
    assert after is not None
    assert after > before
    workspace.do(groups.add, Audience.CUSTOMERS, "Table 1")
    with qtbot.waitSignal(workspace.saved):
        workspace.do(groups.add, Audience.CUSTOMERS, "Table 2")
    assert workspace.snapshot is not None
    with qtbot.waitSignal(workspace.saved):
        workspace.do(sheets.set_complete, workspace.snapshot.groups[0], True)
    qtbot.waitUntil(lambda: working.rail.chips[Audience.CUSTOMERS].text == "1/2")
    assert working.rail.chips[Audience.CUSTOMERS].accessibleName() == "Customers: 1 of 2 groups captured"
    assert working.rail.chips[Audience.STAFF].text == "–"


def test_the_bottom_bar_says_what_is_saved(working: MainWindow, qtbot: QtBot) -> None:
    change(working, qtbot, sponsor="Managing director")
    at = working.workspace.saved_at
    assert at is not None
    assert working.bottom.state.text() == f"Saved {at:%H:%M:%S}"


def test_a_refusal_is_told_above_the_page_and_in_the_bar(working: MainWindow, qtbot: QtBot) -> None:
    snapshot = working.workspace.snapshot
    assert snapshot is not None
    with qtbot.waitSignal(working.workspace.refused):
        working.workspace.do(engagement.update, replace(snapshot.engagement, client=""))
    assert working.message.isVisible()
    assert working.message.kind == "error"
    assert "client's name" in working.message.text
    assert working.bottom.state.text().startswith("Not saved")
    qtbot.mouseClick(working.message.cross, Qt.MouseButton.LeftButton)
    assert not working.message.isVisible()


def test_undo_and_redo_by_key_and_named_in_the_tooltip(working: MainWindow, qtbot: QtBot) -> None:
    assert not working.bottom.undo.isEnabled()
    change(working, qtbot, sponsor="Managing director")
    assert working.bottom.undo.toolTip() == "Undo changing the engagement (Ctrl+Z)"
    working.setFocus()
    with qtbot.waitSignal(working.workspace.changed):
        qtbot.keyClick(working, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert working.workspace.snapshot is not None
    assert working.workspace.snapshot.engagement.sponsor == ""
    for key, modifier in (
        (Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier),
    ):
        with qtbot.waitSignal(working.workspace.changed):
            qtbot.keyClick(working, key, modifier)
        assert working.workspace.snapshot.engagement.sponsor == "Managing director"
        with qtbot.waitSignal(working.workspace.changed):
            working.undo()


def test_what_a_page_has_said_goes_with_another_page_and_with_undo(working: MainWindow, qtbot: QtBot) -> None:
    working.show_stage("roster")
    for leave in (partial(working.show_stage, "groups"), working.undo):
        working.pages["roster"].tell("2 people left the roster. Ctrl+Z brings them back.")
        assert working.message.isVisible()
        leave()
        assert not working.message.isVisible()
    with qtbot.waitSignal(working.workspace.refused):
        working.workspace.do(roster.add_people, Audience.STAFF, 0)
    working.show_stage("session")
    assert working.message.isVisible(), "a refusal stays until it is read"


def test_ctrl_z_in_a_field_without_typing_undoes_in_the_file(working: MainWindow, qtbot: QtBot) -> None:
    change(working, qtbot, sponsor="Managing director")
    field = working.focusWidget()
    assert field is not None
    with qtbot.waitSignal(working.workspace.changed):
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert working.workspace.snapshot is not None
    assert working.workspace.snapshot.engagement.sponsor == ""


class _WindowsShown(QObject):
    """Notes which widgets are shown as windows."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched)
        return False


def test_f1_shows_the_keys_of_this_page_and_hides_them_again(
    working: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    shown = _WindowsShown()
    qapp.installEventFilter(shown)
    qtbot.keyClick(working, Qt.Key.Key_F1)
    qapp.removeEventFilter(shown)
    assert working.keys_panel.isVisible()
    assert not shown.seen, "a window of its own, if only for a moment, takes the keys"
    texts = working.keys_panel.texts()
    assert any(text.startswith("One engagement is one undertaking") for text in texts)
    for key, meaning in working.pages["engagement"].keys:
        assert key in texts
        assert meaning in texts
    assert "Ctrl+Z" in texts
    qtbot.keyClick(working, Qt.Key.Key_F1)
    assert not working.keys_panel.isVisible()


def test_ctrl_digit_leads_to_a_stage(working: MainWindow, qtbot: QtBot) -> None:
    working.show_home()
    qtbot.keyClick(working, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert working.stage == "engagement"
    qtbot.keyClick(working, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert working.stage == "report"
    qtbot.keyClick(working, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert working.stage == "materials"
    qtbot.keyClick(working, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert working.stage == "home"


def test_text_size_and_theme_change_at_once_and_are_remembered(
    working: MainWindow, qtbot: QtBot, settings: Settings
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    height = working.rail.entries["engagement"].sizeHint().height()
    qtbot.keyClick(working, Qt.Key.Key_Plus, control)
    assert theme.current().percent == 125
    assert working.rail.entries["engagement"].sizeHint().height() > height
    for _ in range(5):
        qtbot.keyClick(working, Qt.Key.Key_Equal, control)
    assert settings.get(TEXT_SIZE) == 200
    qtbot.keyClick(working, Qt.Key.Key_Minus, control)
    assert settings.get(TEXT_SIZE) == 150
    qtbot.keyClick(working, Qt.Key.Key_0, control)
    assert settings.get(TEXT_SIZE) == 100
    working.look.set_theme("dark")
    working.look.aboutToShow.emit()
    assert {"100 %", "Dark"} <= {action.text() for action in working.look.actions() if action.isChecked()}
    assert settings.get(THEME) == "dark"
    assert theme.current().name == "dark"


def test_the_next_start_shows_the_page_shown_last(
    working: MainWindow, qtbot: QtBot, settings: Settings, tmp_path: Path
) -> None:
    with qtbot.waitSignal(working.workspace.saved):
        working.workspace.do(roster.add_people, Audience.STAFF, 14)
    working.show_stage("groups")
    working.close()
    assert working.workspace.snapshot is None
    again = MainWindow(working.workspace, settings)
    qtbot.addWidget(again)
    with qtbot.waitSignal(again.workspace.opened):
        again.workspace.open(tmp_path / "e.cxfac")
    assert again.stage == "groups"


def test_what_is_being_typed_is_saved_when_the_window_closes(working: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    field = working.focusWidget()
    assert field is not None
    qtbot.keyClicks(field, "Northern Ferries")
    working.close()
    with engagement.open_file(tmp_path / "e.cxfac") as file:
        assert file.snapshot().engagement.client == "Northern Ferries"


def test_the_window_is_gone_before_the_last_copy_is_made(working: MainWindow) -> None:
    seen: list[bool] = []
    working.workspace.leaving.connect(lambda: seen.append(working.isVisible()))
    working.close()
    assert seen == [False]


@pytest.mark.parametrize("stage", ["plan", "engagement"])
def test_the_keys_work_at_once_in_another_engagement_that_is_opened(
    working: MainWindow, qtbot: QtBot, settings: Settings, tmp_path: Path, stage: str
) -> None:
    path = tmp_path / "other.cxfac"
    engagement.create(path, Engagement("BS-R1", "Brunnen & Söhne")).close()
    settings.set_last_stage(path, stage)
    working.show_stage("codebook")
    working.show_stage("plan")
    with qtbot.waitSignal(working.workspace.opened):
        working.workspace.open(path)
    qtbot.waitUntil(lambda: working.stage == stage)

    def focused() -> bool:
        cursor = QApplication.focusWidget()
        return cursor is not None and cursor.isVisible() and working.pages[stage].isAncestorOf(cursor)

    qtbot.waitUntil(focused)


def test_enter_presses_the_button_that_has_the_cursor(working: MainWindow, qtbot: QtBot) -> None:
    working.show_stage("plan")

    def on_a_button() -> bool:
        return isinstance(QApplication.focusWidget(), QPushButton)

    qtbot.waitUntil(on_a_button)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert working.stage == "sheets", "an empty plan leads to the sheets"


def test_a_dropped_file_is_opened(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "dropped.cxfac"
    engagement.create(path, Engagement("BS-R1", "Brunnen & Söhne")).close()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none)
    with qtbot.waitSignal(window.workspace.opened):
        window.dropEvent(event)
    assert window.rail.name.text() == "Brunnen & Söhne"
    assert window.windowTitle() == "Brunnen & Söhne - CX facilitator"


def test_a_running_job_is_shown_and_can_be_stopped(working: MainWindow, qtbot: QtBot) -> None:
    def endless(progress: object) -> None:
        assert callable(progress)
        while True:
            progress(0.4, "Seating 66 people")

    jobs = working.workspace.jobs
    with qtbot.waitSignal(jobs.advanced):
        jobs.run(endless, title="Seating", done=lambda _: None)
    assert working.bottom.note.text() == "Seating 66 people"
    assert working.bottom.bar.value() == 40
    with qtbot.waitSignal(jobs.ended):
        qtbot.mouseClick(working.bottom.stop, Qt.MouseButton.LeftButton)
    assert not working.bottom.bar.isVisible()


def test_who_closes_while_something_is_written_is_asked_once_for_each(working: MainWindow, qtbot: QtBot) -> None:
    jobs, message = working.workspace.jobs, working.message
    told = "The report is still being written. Close once more to stop it; nothing else is lost."

    def write() -> Job:
        sentence = "The report is still being written."
        return jobs.run(go_on, title="Writing", unfinished=sentence, done=lambda _: None)

    report = write()
    working.close()
    assert working.isVisible(), "the first attempt to leave says what would be missing"
    assert (message.text, message.kind, message.isVisible()) == (told, "warning", True)
    with qtbot.waitSignal(jobs.ended):
        report.cancel()
    assert not message.isVisible(), "it is over, so there is nothing to ask"
    report = write()
    assert not report.cancelled
    working.showMinimized()
    working.close()
    assert (message.text, message.isVisible(), working.isMinimized()) == (told, True, False)
    working.close()
    assert not working.isVisible()


def test_what_loses_nothing_is_stopped_without_a_question(working: MainWindow) -> None:
    working.workspace.jobs.run(go_on, title="Reading the answers for suggestions", done=lambda _: None)
    working.close()
    assert not working.isVisible()


def test_the_next_best_step_names_what_is_missing(working: MainWindow, qtbot: QtBot) -> None:
    assert working.header.step.text().startswith("Note who asks for this")
    change(working, qtbot, sponsor="Managing director")
    assert working.header.step.text().startswith("Agree with the sponsor")


def test_a_stage_that_is_done_leads_to_the_next_one(working: MainWindow, qtbot: QtBot) -> None:
    agreed = Engagement(
        "A-R1", "A", sponsor="B", purpose="C", facilitator="D", competitors=("E",), delete_by=date(2026, 1, 1)
    )
    with qtbot.waitSignal(working.workspace.saved):
        working.workspace.do(engagement.update, agreed)
    assert working.header.step.text().startswith("Nothing is left to do here.")
    assert working.header.go.text() == "Go to roster"
    qtbot.mouseClick(working.header.go, Qt.MouseButton.LeftButton)
    assert working.stage == "roster"


def test_each_engagement_comes_back_where_it_was_left(working: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    working.show_stage("groups")
    first = working.workspace.path
    assert first is not None
    with qtbot.waitSignal(working.workspace.opened):
        working.workspace.create(tmp_path / "other.cxfac", Engagement("NB-R1", "Northbank"))
    assert working.stage == "engagement"
    with qtbot.waitSignal(working.workspace.opened):
        working.workspace.open(first)
    assert working.stage == "groups"


def test_a_damaged_file_is_answered_with_its_newest_backup(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "e.cxfac"
    with qtbot.waitSignal(window.workspace.opened):
        window.workspace.create(path, Engagement("HLF-R1", "Harbour Line Ferries"))
    with qtbot.waitSignal(window.workspace.saved):
        window.workspace.do(roster.add_people, Audience.STAFF, 3)
    window.workspace.close()
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 3] = bytes(4096 * 2)
    path.write_bytes(content)
    with qtbot.waitSignal(window.workspace.refused):
        window.workspace.open(path)
    assert "A whole backup is there, 0 minutes old" in window.message.text
    with qtbot.waitSignal(window.workspace.opened):
        qtbot.mouseClick(window.message.button, Qt.MouseButton.LeftButton)
    assert window.workspace.snapshot is not None
    assert len(window.workspace.snapshot.participants) == 3
    assert path.with_name("e.replaced.cxfac").read_bytes() == content


def test_the_backups_are_listed_and_one_is_put_back(
    working: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(working.workspace.backed_up, check_params_cb=lambda backup: backup is not None):
        working.workspace.back_up()
    assert working.bottom.backups.text().startswith("Backup ")
    with qtbot.waitSignal(working.workspace.saved):
        working.workspace.do(roster.add_people, Audience.STAFF, 3)
    asked: list[str] = []
    monkeypatch.setattr(ask, "decide", lambda parent, question, consequence, verb: asked.append(consequence) or True)
    working.backups.fill()
    [*_, newest] = working.backups.actions()
    with qtbot.waitSignal(working.workspace.opened):
        newest.trigger()
    assert "3 people fewer" in asked[0]
    assert working.workspace.snapshot is not None
    assert working.workspace.snapshot.participants == ()
