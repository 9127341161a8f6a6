from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience, Engagement, Question
from cxfacilitator.domain.session import EventKind
from cxfacilitator.services import session
from cxfacilitator.ui.pages.engagement import EngagementPage
from cxfacilitator.ui.workspace import Workspace


@pytest.fixture
def page(opened: Workspace, qtbot: QtBot) -> EngagementPage:
    made = EngagementPage(opened)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.client.hasFocus)
    return made


def stored(page: EngagementPage) -> Engagement:
    assert page.workspace.snapshot is not None
    return page.workspace.snapshot.engagement


def settle(page: EngagementPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.workspace.busy)


def test_tab_order_is_the_order_of_the_conversation_and_each_field_is_saved_when_it_is_left(
    page: EngagementPage, qtbot: QtBot
) -> None:
    for text in ("Northern Ferries", "NF-2025-R1", "Managing director", "A. Facilitator", "Choose what to fix first"):
        focused = page.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(focused, text)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    settle(page, qtbot)
    known = stored(page)
    assert (known.client, known.code) == ("Northern Ferries", "NF-2025-R1")
    assert (known.sponsor, known.facilitator) == ("Managing director", "A. Facilitator")
    assert known.purpose == "Choose what to fix first"


def test_competitors_are_names_between_commas(page: EngagementPage, qtbot: QtBot) -> None:
    page.promise.findChild(type(page.client)).setText("Acme,  Bolt & Co , ")
    page.promise.findChild(type(page.client)).editingFinished.emit()
    settle(page, qtbot)
    assert stored(page).competitors == ("Acme", "Bolt & Co")


def test_a_refused_field_keeps_its_text_and_does_not_spoil_the_next(page: EngagementPage, qtbot: QtBot) -> None:
    page.code.setFocus()
    page.code.selectAll()
    qtbot.keyClicks(page.code, "no blanks please")
    with qtbot.waitSignal(page.workspace.refused):
        page.sponsor.setFocus()
    assert page.code.text() == "no blanks please"
    qtbot.keyClicks(page.sponsor, "Managing director")
    with qtbot.waitSignal(page.workspace.changed):
        page.purpose.setFocus()
    assert stored(page).code == "HLF-2025-R1"
    assert stored(page).sponsor == "Managing director"


def test_what_is_being_typed_is_not_overwritten_by_news(page: EngagementPage, qtbot: QtBot) -> None:
    page.client.selectAll()
    qtbot.keyClicks(page.client, "Half a na")
    with qtbot.waitSignal(page.workspace.changed):
        page.about.change(lambda e: Engagement(e.code, e.client, sponsor="Somebody else"))
    assert page.client.text() == "Half a na"
    assert page.sponsor.text() == "Somebody else"


def test_audiences_and_those_who_all_take_part(page: EngagementPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.everybody[Audience.LEADERSHIP], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.asked[Audience.STAFF], Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert stored(page).audiences == (Audience.LEADERSHIP, Audience.CUSTOMERS)
    assert stored(page).everybody == frozenset({Audience.LEADERSHIP})
    assert not page.everybody[Audience.STAFF].isEnabled()
    assert not page.wording[Question.WELL, Audience.STAFF].isEnabled()


def test_the_day_of_deletion_can_be_promised_and_taken_back(page: EngagementPage, qtbot: QtBot) -> None:
    assert not page.delete_day.isEnabled()
    with qtbot.waitSignal(page.workspace.changed):
        page.delete_box.click()
    assert stored(page).delete_by is not None
    page.delete_day.setDate(QDate(2026, 3, 31))
    with qtbot.waitSignal(page.workspace.changed):
        page.delete_day.editingFinished.emit()
    assert stored(page).delete_by == date(2026, 3, 31)
    with qtbot.waitSignal(page.workspace.changed):
        page.delete_box.click()
    assert stored(page).delete_by is None


def test_the_threshold_is_fixed_once_a_session_has_started(page: EngagementPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.workspace.changed):
        page.threshold_people.setValue(9)
    assert stored(page).threshold_people == 9
    page.workspace.do(session.add, "S-AM", Audience.STAFF)
    settle(page, qtbot)
    assert page.workspace.snapshot is not None
    started = page.workspace.snapshot.sessions[0].id
    page.workspace.do(session.record, started, EventKind.STARTED, datetime(2025, 5, 6, 9, 0, tzinfo=UTC))
    settle(page, qtbot)
    assert not page.threshold_people.isEnabled()
    assert not page.threshold_groups.isEnabled()
    assert "promised in the room" in page.threshold_note.text()


def test_questions_are_worded_per_audience_and_previewed_with_the_client_s_name(
    page: EngagementPage, qtbot: QtBot
) -> None:
    cell = (Question.IMPROVE, Audience.CUSTOMERS)
    editor, preview = page.wording[cell], page.previews[cell]
    assert preview.text() == "Reads: What could Harbour Line Ferries improve?"
    usual = editor.toPlainText()
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClicks(editor, "What should [Company] mend?")
    with qtbot.waitSignal(page.workspace.changed):
        page.client.setFocus()
    assert page.workspace.snapshot is not None
    assert page.workspace.snapshot.wording[cell] == "What should [Company] mend?"
    assert preview.text() == "Reads: What should Harbour Line Ferries mend?"
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    with qtbot.waitSignal(page.workspace.changed):
        page.client.setFocus()
    assert editor.toPlainText() == usual


def test_progress_and_next_step_follow_what_is_agreed(page: EngagementPage, qtbot: QtBot) -> None:
    snapshot = page.workspace.snapshot
    assert snapshot is not None
    before = EngagementPage.progress(snapshot)
    assert before is not None
    assert 0 < before < 1
    assert EngagementPage.next_step(snapshot).startswith("Note who asks")
    agreed = Engagement(
        "A-R1", "A", sponsor="B", purpose="C", facilitator="D", competitors=("E",), delete_by=date(2026, 1, 1)
    )
    with qtbot.waitSignal(page.workspace.changed):
        page.about.change(lambda _: agreed)
    assert page.workspace.snapshot is not None
    assert EngagementPage.progress(page.workspace.snapshot) == 1
    assert EngagementPage.next_step(page.workspace.snapshot) == ""


def test_undo_brings_the_field_back(page: EngagementPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.sponsor.setFocus()
    qtbot.keyClicks(page.sponsor, "Managing director")
    with qtbot.waitSignal(page.workspace.changed):
        page.client.setFocus()
    with qtbot.waitSignal(page.workspace.changed):
        page.workspace.undo()
    assert page.sponsor.text() == ""
