"""The session page, its clock and the window for the audience, through widgets and a real file."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.session import EventKind, Slide
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import session
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.session import SessionPage
from cxfacilitator.ui.workspace import Workspace

Key = Qt.Key
Wait = Callable[[Workspace], None]
Host = Callable[[Page], QWidget]
NINE = datetime(2025, 9, 16, 9, 0, tzinfo=UTC)


class Watch:
    """A wall clock that is set by hand."""

    def __init__(self) -> None:
        self.at = NINE

    def __call__(self) -> datetime:
        return self.at

    def wait(self, minutes: float = 0, seconds: float = 0) -> None:
        self.at += timedelta(minutes=minutes, seconds=seconds)


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(opened: Workspace, host: Host, watch: Watch) -> SessionPage:
    made = SessionPage(opened)
    made.clock.now = watch
    host(made)
    return made


@pytest.fixture
def ready(page: SessionPage, wait_saved: Wait) -> SessionPage:
    page.workspace.do(session.add, "S-AM", Audience.STAFF, date(2025, 9, 16), "Town hall")
    wait_saved(page.workspace)
    return page


@pytest.fixture
def press(ready: SessionPage, wait_saved: Wait) -> Callable[[Key], None]:
    def key(which: Key) -> None:
        QTest.keyClick(ready, which)
        wait_saved(ready.workspace)

    return key


def snapshot(page: SessionPage) -> Snapshot:
    assert page.workspace.snapshot is not None
    return page.workspace.snapshot


def log(page: SessionPage) -> list[tuple[EventKind, int]]:
    return [(event.kind, event.number) for event in snapshot(page).events]


def test_a_session_is_set_up_in_the_page(page: SessionPage, qtbot: QtBot, wait_saved: Wait) -> None:
    assert page.middle.currentWidget() is page.empty
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert page.bar.code.text() == "S-1"
    page.bar.code.clear()
    QTest.keyClicks(page.bar.code, "S-AM")
    QTest.keyClicks(page.bar.venue, "Town hall")
    QTest.keyClick(page.bar.venue, Key.Key_Return)
    wait_saved(page.workspace)
    [made] = snapshot(page).sessions
    assert (made.code, made.audience, made.venue, made.held_on) == ("S-AM", Audience.STAFF, "Town hall", NINE.date())
    assert made.agenda == session.agenda("staff-half-day")
    assert page.middle.currentWidget() is page.cockpit
    assert page.bar.isHidden()


def test_another_agenda_is_chosen_before_the_start(ready: SessionPage, wait_saved: Wait) -> None:
    place = ready.agenda.findData("short")
    ready.agenda.setCurrentIndex(place)
    ready.agenda.activated.emit(place)
    wait_saved(ready.workspace)
    assert snapshot(ready).sessions[0].agenda == session.agenda("short")
    assert len(ready.cockpit.steps.rows) == 8


def test_space_starts_pauses_and_goes_on(ready: SessionPage, press: Callable[[Key], None], watch: Watch) -> None:
    assert ready.cockpit.face.text == "8:00"
    press(Key.Key_Space)
    watch.wait(minutes=3)
    press(Key.Key_Space)
    watch.wait(minutes=10)
    ready.clock.tick()
    assert (ready.cockpit.face.text, ready.cockpit.face.word) == ("5:00", "Paused")
    press(Key.Key_Space)
    watch.wait(minutes=1)
    ready.clock.tick()
    assert (ready.cockpit.face.text, ready.cockpit.face.word) == ("4:00", "left of 8 minutes")
    assert [kind for kind, _ in log(ready)] == [EventKind.STARTED, EventKind.PAUSED, EventKind.RESUMED]
    assert all(event.at.tzinfo is not None for event in snapshot(ready).events)


def test_right_and_left_go_through_the_steps_and_stop_at_the_ends(
    ready: SessionPage, press: Callable[[Key], None]
) -> None:
    press(Key.Key_Right)
    assert log(ready) == [], "nothing moves before the start"
    press(Key.Key_Space)
    press(Key.Key_Left)
    for _ in range(15):
        press(Key.Key_Right)
    press(Key.Key_Left)
    moves = [number for kind, number in log(ready) if kind is EventKind.MOVED]
    assert moves == [*range(1, 12), 10]
    assert ready.cockpit.step_table.current_row().number == 10


def test_plus_and_minus_change_the_step_by_a_minute(ready: SessionPage, press: Callable[[Key], None]) -> None:
    press(Key.Key_Space)
    for key in (Key.Key_Plus, Key.Key_Plus, Key.Key_Minus):
        press(key)
    assert ready.cockpit.face.text == "9:00"
    assert ready.cockpit.ends.text() == "Ends 11:31, 1 min later than planned"


def test_enter_on_a_step_goes_there(ready: SessionPage, press: Callable[[Key], None], wait_saved: Wait) -> None:
    press(Key.Key_Space)
    ready.cockpit.step_table.choose(4)
    QTest.keyClick(ready.cockpit.step_table, Key.Key_Return)
    wait_saved(ready.workspace)
    assert log(ready)[-1] == (EventKind.MOVED, 4)
    assert ready.cockpit.title.text() == "What could be improved?"


def test_the_projected_end_follows_an_overrun(ready: SessionPage, press: Callable[[Key], None], watch: Watch) -> None:
    assert ready.cockpit.ends.text() == "Ends 11:30 if started now"
    press(Key.Key_Space)
    assert ready.cockpit.ends.text() == "Ends 11:30, as planned"
    watch.wait(minutes=12, seconds=10)
    ready.clock.tick()
    assert (ready.cockpit.face.text, ready.cockpit.face.word) == ("+4:10", "Time is up")
    assert ready.cockpit.ends.text() == "Ends 11:34, 4 min later than planned"
    assert [line.ends for line in ready.cockpit.steps.rows][:2] == ["09:12", "09:18"]


def test_a_session_is_closed_only_when_it_rests_or_is_at_its_last_step(
    ready: SessionPage, press: Callable[[Key], None], qtbot: QtBot, wait_saved: Wait
) -> None:
    press(Key.Key_Space)
    assert not ready.close_session.isEnabled()
    press(Key.Key_Space)
    qtbot.mouseClick(ready.close_session, Qt.MouseButton.LeftButton)
    wait_saved(ready.workspace)
    press(Key.Key_Space)
    assert [kind for kind, _ in log(ready)][-1] is EventKind.CLOSED
    assert SessionPage.progress(snapshot(ready)) == 1.0
    assert ready.cockpit.ends.text() == "Closed"


def test_the_clock_is_not_taken_back_by_undo(
    ready: SessionPage, press: Callable[[Key], None], wait_saved: Wait, qtbot: QtBot
) -> None:
    press(Key.Key_Space)
    assert ready.workspace.undo_label == "Add session S-AM"
    with qtbot.waitSignal(ready.workspace.refused):
        ready.workspace.undo()
    wait_saved(ready.workspace)
    assert len(snapshot(ready).events) == 1


def test_after_a_restart_the_session_stands_where_the_wall_clock_says(
    opened: Workspace, host: Host, qtbot: QtBot, watch: Watch, wait_saved: Wait
) -> None:
    opened.do(session.add, "S-AM", Audience.STAFF)
    opened.do(session.add, "S-PM", Audience.STAFF)
    wait_saved(opened)
    assert opened.snapshot is not None
    running = opened.snapshot.sessions[1].id
    opened.do(session.record, running, EventKind.STARTED, NINE)
    opened.do(session.record, running, EventKind.MOVED, NINE + timedelta(minutes=8), 3)
    wait_saved(opened)
    path = opened.path
    assert path is not None
    opened.close()
    with qtbot.waitSignal(opened.opened):
        opened.open(path)
    watch.wait(minutes=20)
    page = SessionPage(opened)
    page.clock.now = watch
    host(page)
    assert page.choice.currentData() == running
    assert (page.cockpit.title.text(), page.cockpit.face.text) == ("What do we do well?", "3:00")


def test_keys_typed_into_the_bar_do_not_start_the_clock(ready: SessionPage, wait_saved: Wait) -> None:
    QTest.keyClick(ready, Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert ready.bar.isVisible()
    QTest.keyClicks(ready.bar.venue, "Old mill - hall +1")
    assert ready.bar.venue.text() == "Old mill - hall +1"
    wait_saved(ready.workspace)
    assert log(ready) == []


def test_with_one_screen_the_audience_window_leaves_the_clock_in_sight(ready: SessionPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ready.told) as told:
        QTest.keyClick(ready, Key.Key_F11)
    audience = ready.window_for_audience
    assert audience.isVisible()
    assert not audience.isFullScreen()
    assert "no second screen" in told.args[0]
    face = ready.cockpit.face
    shown = QRect(face.mapToGlobal(face.rect().topLeft()), face.size())
    assert not shown.intersects(audience.geometry())
    assert ready.cockpit.audience.isChecked()
    QTest.keyClick(ready, Key.Key_F11)
    assert not audience.isVisible()
    assert not ready.cockpit.audience.isChecked()


def test_the_audience_sees_the_question_and_the_time_left(
    ready: SessionPage, press: Callable[[Key], None], watch: Watch
) -> None:
    audience = ready.window_for_audience
    press(Key.Key_Space)
    assert audience.text.title == session.room_words().slides[Slide.TITLE].title
    assert audience.countdown == ("", "")
    for _ in range(3):
        press(Key.Key_Right)
    assert audience.text.title == "What do we do well for our customers?"
    assert audience.countdown == ("15", "minutes left")
    for seconds, countdown in ((13 * 60, ("2:00", "Last two minutes")), (150, ("+0:30", "Time is up"))):
        watch.wait(seconds=seconds)
        ready.clock.tick()
        assert audience.countdown == countdown


def test_blank_shows_the_audience_nothing(ready: SessionPage, press: Callable[[Key], None]) -> None:
    press(Key.Key_Space)
    audience = ready.window_for_audience
    audience.resize(640, 360)
    shown = audience.grab().toImage()
    press(Key.Key_F8)
    blank = audience.grab().toImage()
    assert ready.cockpit.blank.isChecked()
    assert blank != shown
    assert {blank.pixel(x, y) for x in range(0, 640, 8) for y in range(0, 360, 8)} == {blank.pixel(0, 0)}
    press(Key.Key_F8)
    assert audience.grab().toImage() == shown


def test_nothing_stays_on_the_projector_when_the_engagement_is_closed(
    ready: SessionPage, press: Callable[[Key], None]
) -> None:
    press(Key.Key_Space)
    press(Key.Key_F11)
    ready.workspace.close()
    assert not ready.window_for_audience.isVisible()
