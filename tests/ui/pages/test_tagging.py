"""Answers tagged with real keys in a real file."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import NOT_CX, UNCLEAR, ThemeId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Rejection
from cxfacilitator.services import engagement as engagements
from cxfacilitator.services import groups, sheets
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.tagging import TaggingPage
from cxfacilitator.ui.pages.tagging.filters import NO_SUGGESTION, NOT_REVIEWED
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Wait = Callable[[Workspace], None]
Press = Callable[..., None]
LINES = (
    (1, Box.WELL, "polite crew who know the boats, expert advice"),
    (1, Box.IMPROVE, "invoices in <b>purple</b> ink"),
    (1, Box.START, "zzz"),
    (2, Box.WELL, "the crew are friendly"),
    (2, Box.IMPROVE, "the website"),
)


@pytest.fixture
def window(opened: Workspace, window_on: Callable[[str], MainWindow], qtbot: QtBot, wait_saved: Wait) -> MainWindow:
    """The window on the tagging page, with a few answers of staff and customers."""
    opened.do(groups.add, Audience.STAFF)
    opened.do(groups.add, Audience.CUSTOMERS)
    for number, (group, box, text) in enumerate(LINES):
        opened.do(sheets.save, Answer(AnswerId(f"a{number}"), "", GroupId(group), box, number, text))
    wait_saved(opened)
    window = window_on("tagging")
    page = window.pages["tagging"]
    assert isinstance(page, TaggingPage)
    qtbot.waitUntil(lambda: bool(page.suggestions))
    qtbot.waitUntil(page.list.hasFocus)
    return window


@pytest.fixture
def page(window: MainWindow) -> TaggingPage:
    found = window.pages["tagging"]
    assert isinstance(found, TaggingPage)
    return found


@pytest.fixture
def press(opened: Workspace, wait_saved: Wait) -> Press:
    """Press keys, or a named key, wherever the cursor is, and wait until the file has answered."""

    def press(keys: str | Qt.Key, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        if isinstance(keys, str):
            QTest.keyClicks(focused, keys)
        else:
            QTest.keyClick(focused, keys, modifiers)
        wait_saved(opened)

    return press


def shown(workspace: Workspace) -> Snapshot:
    """What the screens show."""
    assert workspace.snapshot is not None
    return workspace.snapshot


def in_file(workspace: Workspace) -> Snapshot:
    """Close the file and read it back from disk."""
    path = workspace.path
    assert path is not None
    workspace.close()
    with engagements.open_file(path) as file:
        return file.snapshot()


def themes(snapshot: Snapshot, number: int) -> tuple[str, ...]:
    return snapshot.themes_of.get(AnswerId(f"a{number}"), ())


def test_the_first_answer_is_shown_with_its_suggestions_and_their_words(page: TaggingPage) -> None:
    assert page.current == "a0"
    assert [s.theme_id for s in page.offered()] == ["PEO-CARE", "PEO-KNOW"]
    first, second = page.offers.rows[:2]
    assert first.name.text() == "Friendliness, courtesy & care"
    assert "“polite”" in first.reason.text()
    assert "“expert”" in second.reason.text()
    assert ">polite</span>" in page.card.text.text()
    assert "Q1: What do we do well for our customers?" in page.card.question.text()


def test_enter_accepts_the_first_suggestion_and_goes_on(page: TaggingPage, opened: Workspace, press: Press) -> None:
    press(Key.Key_Return)
    assert page.current == "a1"
    press(Key.Key_Return)
    assert page.reviewed.text().startswith("2 of 5 reviewed")
    stored = in_file(opened)
    assert themes(stored, 0) == ("PEO-CARE",)
    assert themes(stored, 1) == ("OFF-BILL",)
    assert [answer.reviewed for answer in stored.answers] == [True, True, False, False, False]


def test_enter_leaves_an_answer_without_suggestion_open(page: TaggingPage, opened: Workspace, press: Press) -> None:
    page.show_answer(AnswerId("a2"))
    press(Key.Key_Return)
    assert page.current == "a3"
    assert not in_file(opened).answer[AnswerId("a2")].reviewed


def test_enter_adds_nothing_to_what_was_reviewed(page: TaggingPage, opened: Workspace, press: Press) -> None:
    press("0")
    press(Key.Key_Up)
    assert page.current == "a0"
    press(Key.Key_Return)
    assert page.current == "a1"
    assert themes(in_file(opened), 0) == ()


def test_numbers_accept_and_the_first_is_the_main_theme(page: TaggingPage, opened: Workspace, press: Press) -> None:
    press("2")
    press("1")
    assert page.current == "a0"
    assert [chip.theme_id for chip in page.card.chips] == ["PEO-KNOW", "PEO-CARE"]
    press(Key.Key_Delete)
    assert [chip.theme_id for chip in page.card.chips] == ["PEO-KNOW"]
    assert themes(in_file(opened), 0) == ("PEO-KNOW",)


def test_a_rejected_suggestion_is_not_offered_again(
    page: TaggingPage, opened: Workspace, qtbot: QtBot, press: Press
) -> None:
    press("r")
    assert "1, 2 or 3" in page.hint.text()
    press("1")
    assert [s.theme_id for s in page.offered()] == ["PEO-KNOW"]
    press(Key.Key_Z, Modifier.ControlModifier)
    qtbot.waitUntil(lambda: [s.theme_id for s in page.offered()] == ["PEO-CARE", "PEO-KNOW"])
    press("r2")
    assert in_file(opened).rejections == (Rejection(AnswerId("a0"), ThemeId("PEO-KNOW")),)


def test_any_theme_is_found_by_typing(page: TaggingPage, opened: Workspace, press: Press) -> None:
    page.show_answer(AnswerId("a2"))
    press("w")
    assert page.search.line.hasFocus()
    press("ait")
    assert [theme.id for theme in page.search.model.rows] == ["ACC-WAIT"]
    press(Key.Key_Return)
    assert page.list.hasFocus()
    press("/")
    press("price")
    press(Key.Key_Return)
    assert [chip.theme_id for chip in page.card.chips] == ["ACC-WAIT", "OFF-PRICE"]
    assert themes(in_file(opened), 2) == ("ACC-WAIT", "OFF-PRICE")


def test_escape_ends_a_search(page: TaggingPage, opened: Workspace, press: Press) -> None:
    press("w")
    press(Key.Key_Escape)
    assert page.list.hasFocus()
    assert page.below.currentIndex() == 0
    assert in_file(opened).tags == ()


def test_residual_codes_and_reviewed_without_a_theme(page: TaggingPage, opened: Workspace, press: Press) -> None:
    press("n")
    press("?")
    press(" ")
    assert page.current == "a3"
    stored = in_file(opened)
    assert themes(stored, 0) == (NOT_CX,)
    assert themes(stored, 1) == (UNCLEAR,)
    assert themes(stored, 2) == ()
    assert stored.answer[AnswerId("a2")].reviewed


def test_flags_turn_on_and_off_by_key(page: TaggingPage, opened: Workspace, press: Press) -> None:
    for letter in ("e", "x", "b", "u", "!", "p"):
        press(letter)
    press("x")
    assert page.card.flags[Flag.SERIOUS].isChecked()
    answer = in_file(opened).answer[AnswerId("a0")]
    assert answer.flags == {Flag.EFFORT, Flag.BACKSTAGE, Flag.UNTESTED, Flag.SERIOUS, Flag.PERSON}
    assert answer.text == LINES[0][2]


def test_the_wording_is_shown_as_it_was_written(page: TaggingPage) -> None:
    page.show_answer(AnswerId("a1"))
    assert "&lt;b&gt;purple&lt;/b&gt;" in page.card.text.text()
    assert page.card.text.accessibleName() == LINES[1][2]


def test_a_tidied_wording_is_shown_marked_and_said_to_be_one(
    page: TaggingPage, opened: Workspace, wait_saved: Wait, qtbot: QtBot
) -> None:
    answer = shown(opened).answer[AnswerId("a0")]
    opened.do(sheets.set_tidy, answer.id, "The crew is polite")
    wait_saved(opened)
    page.show_answer(answer.id)
    qtbot.waitUntil(lambda: page.card.text.accessibleName() == "The crew is polite")
    qtbot.waitUntil(lambda: ">polite</span>" in page.card.text.text())
    assert page.card.paper.text() == f"Tidied; on the paper: “{answer.text}”"
    assert "The crew is polite" in {row.text for row in page.list.rows_model.rows}


def test_the_original_of_a_redacted_answer_is_not_shown(page: TaggingPage, opened: Workspace, wait_saved: Wait) -> None:
    answer = shown(opened).answer[AnswerId("a0")]
    opened.do(sheets.save, replace(answer, text="polite crew, as Dave says"))
    opened.do(sheets.set_tidy, answer.id, "polite crew, as [name] says")
    wait_saved(opened)
    page.show_answer(answer.id)
    assert not [widget for widget in page.findChildren(QLabel) if "Dave" in widget.text()]
    assert page.card.paper.isVisible()
    page.show_answer(AnswerId("a1"))
    assert not page.card.paper.isVisible()


def test_the_list_is_filtered_and_keeps_the_answer_at_hand(page: TaggingPage, press: Press) -> None:
    page.filters.left.setCurrentIndex(NOT_REVIEWED)
    page.filters.changed.emit()
    press("1")
    assert page.current == "a0"
    assert [row.id for row in page.list.rows_model.rows] == ["a0", "a1", "a2", "a3", "a4"]
    press(Key.Key_Down)
    assert page.current == "a1"
    press("0")
    assert [row.id for row in page.list.rows_model.rows] == ["a2", "a3", "a4"]
    page.filters.audience.setCurrentIndex(3)
    page.filters.changed.emit()
    assert [row.id for row in page.list.rows_model.rows] == ["a3", "a4"]
    page.filters.left.setCurrentIndex(NO_SUGGESTION)
    page.filters.audience.setCurrentIndex(0)
    page.filters.changed.emit()
    assert [row.id for row in page.list.rows_model.rows] == ["a2"]


def test_many_suggestions_are_listed_before_they_are_accepted_in_one_step(
    page: TaggingPage, opened: Workspace, press: Press
) -> None:
    assert page.bulk_button.text() == "Accept the best of all 4 …"
    QTest.mouseClick(page.bulk_button, Qt.MouseButton.LeftButton)
    assert [line.text for line in page.bulk.model.rows] == [LINES[row][2] for row in (0, 1, 3, 4)]
    page.bulk.table.selectRow(0)
    press(Key.Key_Delete)
    assert page.bulk.accept.text() == "Accept these 3 themes"
    QTest.mouseClick(page.bulk.accept, Qt.MouseButton.LeftButton)
    press(Key.Key_Shift)
    assert page.list.hasFocus()
    assert page.reviewed.text().startswith("3 of 5 reviewed")
    assert opened.undo_label == "Accept 3 suggestions"
    press(Key.Key_Z, Modifier.ControlModifier)
    stored = in_file(opened)
    assert stored.tags == ()
    assert not any(answer.reviewed for answer in stored.answers)


def test_every_decision_is_undone_and_redone(page: TaggingPage, opened: Workspace, press: Press) -> None:
    press("1")
    press("2")
    press("e")
    for _ in range(3):
        press(Key.Key_Z, Modifier.ControlModifier)
    assert page.card.chips == []
    assert not page.card.reviewed.isChecked()
    for _ in range(3):
        press(Key.Key_Y, Modifier.ControlModifier)
    assert [chip.theme_id for chip in page.card.chips] == ["PEO-CARE", "PEO-KNOW"]
    stored = in_file(opened)
    assert themes(stored, 0) == ("PEO-CARE", "PEO-KNOW")
    assert stored.answers[0].flags == {Flag.EFFORT}


def test_new_answers_get_suggestions(page: TaggingPage, opened: Workspace, qtbot: QtBot) -> None:
    opened.do(sheets.save, Answer(AnswerId("new"), "", GroupId(1), Box.IMPROVE, 9, "rude on the phone"))
    qtbot.waitUntil(lambda: AnswerId("new") in page.suggestions)


def test_without_answers_the_page_leads_to_the_sheets(
    opened: Workspace, settings: Settings, qtbot: QtBot, wait_saved: Wait
) -> None:
    wait_saved(opened)
    window = MainWindow(opened, settings)
    qtbot.addWidget(window)
    window.show()
    window.show_stage("tagging")
    page = window.pages["tagging"]
    assert isinstance(page, TaggingPage)
    assert page.empty.isVisible()
    QTest.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    assert window.stage == "sheets"
