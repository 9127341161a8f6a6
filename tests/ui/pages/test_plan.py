"""The plan on the screen: ideas made, scored, decided, put together, by keys and by mouse, in a real file."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.criteria import IMPACT
from cxfacilitator.domain.ideas import in_order, view_ideas
from cxfacilitator.domain.plan import Disposition, Idea
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.paths import resource
from cxfacilitator.services import groups, sheets
from cxfacilitator.services import plan as service
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.plan import PlanPage
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Wait = Callable[[Workspace], None]


def shown(window: MainWindow, qtbot: QtBot) -> PlanPage:
    window.resize(1366, 740)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    window.show_stage("plan")
    page = window.pages["plan"]
    assert isinstance(page, PlanPage)
    qtbot.waitUntil(page.isVisible)
    return page


@pytest.fixture
def sample(workspace: Workspace, settings: Settings, qtbot: QtBot, tmp_path: Path) -> PlanPage:
    """The page with the sample engagement: 19 ideas, scored, none decided."""
    window = MainWindow(workspace, settings)
    qtbot.addWidget(window)
    with qtbot.waitSignal(workspace.opened):
        workspace.import_folder(resource("sample"), tmp_path / "s.cxfac", resource("sample", "tags.json"))
    page = shown(window, qtbot)
    qtbot.waitUntil(page.table.hasFocus)
    return page


@pytest.fixture
def empty(opened: Workspace, settings: Settings, qtbot: QtBot) -> PlanPage:
    """The page of a new engagement."""
    window = MainWindow(opened, settings)
    qtbot.addWidget(window)
    return shown(window, qtbot)


def known(page: PlanPage) -> Snapshot:
    assert page.workspace.snapshot is not None
    return page.workspace.snapshot


def current(page: PlanPage) -> Idea:
    """The idea under the cursor, as it is in the newest snapshot."""
    chosen = page.table.current_row().idea.id
    return next(idea for idea in known(page).ideas if idea.id == chosen)


def test_the_ideas_stand_in_the_order_of_the_report_with_quick_wins_first(sample: PlanPage) -> None:
    snapshot = known(sample)
    wanted = in_order(view_ideas(snapshot, compare(snapshot)))
    assert [view.idea for view in sample.table.ideas.rows] == [view.idea for view in wanted]
    assert sample.table.current_row().quick_win
    assert sample.considered.text() == "0 of 19 considered"
    assert sample.wins.text() == "3 quick wins"
    assert sample.detail.evidence.text() == "Quick win. Customers asked for it."
    assert not sample.make.isVisible()


def test_the_words_behind_an_idea_stand_beside_it(sample: PlanPage) -> None:
    for _ in range(5):
        view = sample.table.current_row()
        assert {answer.id for answer in sample.detail.quotes.answers} == set(view.idea.answer_ids)
        assert sample.detail.title.text() == view.idea.title
        for audience in Audience:
            assert sample.detail.chips[audience].text == str(view.groups[audience])
        QTest.keyClick(sample.table, Key.Key_Down)


def test_two_keys_score_an_idea_and_undo_takes_it_back(sample: PlanPage, wait_saved: Wait) -> None:
    before = current(sample)
    QTest.keyClick(sample.table, Key.Key_I)
    assert sample.hint.text().startswith("Impact")
    QTest.keyClick(sample.table, Key.Key_1)
    wait_saved(sample.workspace)
    assert (current(sample).id, current(sample).impact, current(sample).effort) == (before.id, 1, before.effort)
    assert sample.detail.impact.number == 1
    QTest.keyClick(sample.table, Key.Key_E)
    QTest.keyClick(sample.table, Key.Key_0)
    wait_saved(sample.workspace)
    assert current(sample).effort is None
    assert sample.wins.text() == "2 quick wins · 1 not scored"
    assert sample.workspace.undo_label == f"Score {before.title}"
    sample.workspace.undo()
    sample.workspace.undo()
    wait_saved(sample.workspace)
    assert current(sample) == before


def test_a_key_that_means_nothing_after_the_first_changes_nothing(sample: PlanPage, wait_saved: Wait) -> None:
    before = known(sample)
    for first, second in ((Key.Key_I, Key.Key_9), (Key.Key_D, Key.Key_Q), (Key.Key_E, Key.Key_Escape)):
        QTest.keyClick(sample.table, first)
        QTest.keyClick(sample.table, second)
        assert sample.hint.text().startswith("F1 lists")
    wait_saved(sample.workspace)
    assert known(sample) is before


def test_d_and_a_letter_decide_and_the_idea_counts_as_considered(sample: PlanPage, wait_saved: Wait) -> None:
    keys = {
        Key.Key_N: Disposition.DO_NOW,
        Key.Key_P: Disposition.PLAN,
        Key.Key_C: Disposition.ASK_CUSTOMERS,
        Key.Key_E: Disposition.EXPLAIN,
    }
    for key, disposition in keys.items():
        QTest.keyClick(sample.table, Key.Key_D)
        QTest.keyClick(sample.table, key)
        wait_saved(sample.workspace)
        assert current(sample).disposition is disposition
        assert sample.detail.decisions[disposition].isChecked()
    assert sample.considered.text() == "1 of 19 considered"
    QTest.keyClick(sample.table, Key.Key_D)
    QTest.keyClick(sample.table, Key.Key_0)
    wait_saved(sample.workspace)
    assert current(sample).disposition is None
    assert sample.considered.text() == "0 of 19 considered"


def test_not_now_asks_for_its_reason_beside_the_idea_before_anything_is_changed(
    sample: PlanPage, qtbot: QtBot, wait_saved: Wait
) -> None:
    before = known(sample)
    QTest.keyClick(sample.table, Key.Key_D)
    QTest.keyClick(sample.table, Key.Key_X)
    qtbot.waitUntil(sample.detail.reason.hasFocus)
    assert sample.detail.why.isVisible()
    wait_saved(sample.workspace)
    assert known(sample) is before
    QTest.keyClicks(sample.detail.reason, "The budget is spent until April")
    QTest.keyClick(sample.detail.reason, Key.Key_Return)
    wait_saved(sample.workspace)
    assert current(sample).disposition is Disposition.NOT_NOW
    assert current(sample).reason == "The budget is spent until April"
    assert not sample.detail.why.isVisible()
    assert sample.considered.text() == "1 of 19 considered"


def test_an_idea_put_off_without_a_reason_is_left_as_it_was(sample: PlanPage, qtbot: QtBot, wait_saved: Wait) -> None:
    first = current(sample)
    sample.detail.decisions[Disposition.NOT_NOW].click()
    qtbot.waitUntil(sample.detail.reason.hasFocus)
    sample.table.setFocus()
    QTest.keyClick(sample.table, Key.Key_Down)
    assert not sample.detail.why.isVisible()
    QTest.keyClick(sample.table, Key.Key_Up)
    wait_saved(sample.workspace)
    assert current(sample) == first
    assert not any(button.isChecked() for button in sample.detail.decisions.values())


def test_owner_and_day_are_saved_when_they_are_left(sample: PlanPage, wait_saved: Wait) -> None:
    sample.detail.owner.setFocus()
    QTest.keyClicks(sample.detail.owner, "Depot manager")
    QTest.keyClick(sample.detail.owner, Key.Key_Tab)
    wait_saved(sample.workspace)
    assert current(sample).owner == "Depot manager"
    sample.detail.due_box.click()
    wait_saved(sample.workspace)
    sample.detail.due.setDate(QDate(2027, 3, 1))
    sample.detail.due.editingFinished.emit()
    wait_saved(sample.workspace)
    assert current(sample).due == date(2027, 3, 1)
    assert current(sample).owner == "Depot manager"


def test_n_names_an_idea_and_an_empty_name_is_refused_in_words(
    sample: PlanPage, qtbot: QtBot, wait_saved: Wait
) -> None:
    before = current(sample)
    QTest.keyClick(sample.table, Key.Key_N)
    qtbot.waitUntil(sample.detail.title.hasFocus)
    QTest.keyClicks(sample.detail.title, "Say when we arrive")
    QTest.keyClick(sample.detail.title, Key.Key_Return)
    wait_saved(sample.workspace)
    assert current(sample).title == "Say when we arrive"
    with qtbot.waitSignal(sample.workspace.refused) as refused:
        sample.detail.title.selectAll()
        QTest.keyClick(sample.detail.title, Key.Key_Delete)
        sample.table.setFocus()
    assert "needs a title" in str(refused.args[0])
    qtbot.waitUntil(lambda: sample.detail.title.text() == "Say when we arrive")
    sample.workspace.undo()
    wait_saved(sample.workspace)
    assert current(sample).title == before.title


def test_m_puts_the_selected_ideas_together_and_take_apart_undoes_it(sample: PlanPage, wait_saved: Wait) -> None:
    first, second = (view.idea for view in sample.table.ideas.rows[4:6])
    sample.table.choose(first.id)
    QTest.keyClick(sample.table, Key.Key_M)
    assert "Select two or more" in sample.hint.text()
    QTest.keyClick(sample.table, Key.Key_Down, Modifier.ShiftModifier)
    assert sample.together.text() == "Put 2 together"
    QTest.keyClick(sample.table, Key.Key_M)
    wait_saved(sample.workspace)
    assert len(known(sample).ideas) == 18
    joined = next(idea for idea in known(sample).ideas if idea.id == first.id)
    assert set(joined.answer_ids) == {*first.answer_ids, *second.answer_ids}
    assert joined.title == first.title
    assert sample.table.current_row().idea.id == first.id, "the next key is for the idea that was just made"
    assert sample.workspace.undo_label == "Put 2 ideas together"
    sample.workspace.undo()
    wait_saved(sample.workspace)
    assert len(known(sample).ideas) == 19


def test_take_apart_makes_an_idea_of_each_answer(sample: PlanPage, wait_saved: Wait) -> None:
    first = current(sample)
    assert sample.detail.apart.isVisible()
    sample.detail.apart.click()
    wait_saved(sample.workspace)
    assert len(known(sample).ideas) == 19 + len(first.answer_ids) - 1
    assert current(sample).answer_ids == first.answer_ids[:1]
    assert not sample.detail.apart.isVisible()


def test_the_continue_list_shows_groups_and_words(sample: PlanPage) -> None:
    sample.tabs.setCurrentIndex(1)
    rows = sample.kept.themes.rows
    assert sum(each.agreed for each in rows) == 5
    assert all(each.agreed for each in rows[:5])
    first = [sample.kept.themes.data(sample.kept.themes.index(0, column)) for column in range(5)]
    assert first == ["Friendliness, courtesy & care", "1 of 1", "4 of 9", "3 of 6", "yes"]
    quoted = sample.kept.quotes.answers
    assert {answer.box for answer in quoted} == {Box.CONTINUE}
    assert len({answer.group_id for answer in quoted}) == 8
    assert "protect" in sample.kept_note.text()


def test_without_start_answers_the_page_leads_to_the_sheets(empty: PlanPage) -> None:
    assert empty.empty.isVisible()
    wanted: list[str] = []
    empty.stage_wanted.connect(wanted.append)
    empty.empty.button.click()
    assert wanted == ["sheets"]


def test_start_answers_become_ideas_with_one_press_and_later_ones_too(empty: PlanPage, wait_saved: Wait) -> None:
    workspace = empty.workspace
    workspace.do(groups.add, Audience.STAFF)
    for number in (1, 2):
        workspace.do(sheets.save, Answer(AnswerId(str(number)), "", 1, Box.START, number, f"Idea {number}"))
    wait_saved(workspace)
    assert empty.empty.button.text() == "Make 2 ideas"
    assert not empty.make.isVisible()
    empty.empty.button.click()
    wait_saved(workspace)
    assert [view.idea.title for view in empty.table.ideas.rows] == ["Idea 1", "Idea 2"]
    assert empty.detail.evidence.text() == "Customers have not been asked."
    workspace.do(sheets.save, Answer(AnswerId("3"), "", 1, Box.START, 3, "Idea 3"))
    wait_saved(workspace)
    assert empty.make.isVisible()
    assert empty.make.text() == "Make 1 idea"
    empty.make.click()
    wait_saved(workspace)
    assert len(empty.table.ideas.rows) == 3
    assert PlanPage.next_step(known(empty)).startswith("Decide on 3 ideas")


def test_scores_and_decisions_do_not_compare_anew(sample: PlanPage, wait_saved: Wait) -> None:
    before = sample._comparison
    sample.workspace.do(service.score, current(sample).id, IMPACT, 2)
    wait_saved(sample.workspace)
    assert sample._comparison is before
    sample.workspace.do(sheets.delete, known(sample).answers[0].id)
    wait_saved(sample.workspace)
    assert sample._comparison is not before


def test_progress_is_the_share_of_ideas_with_an_answer(sample: PlanPage, wait_saved: Wait) -> None:
    assert PlanPage.progress(known(sample)) == 0
    for view in sample.table.ideas.rows:
        sample.workspace.do(service.decide, view.idea.id, Disposition.PLAN)
    wait_saved(sample.workspace)
    assert PlanPage.progress(known(sample)) == 1
    assert PlanPage.next_step(known(sample)) == ""
    assert sample.considered.text() == "19 of 19 considered"
    assert QApplication.focusWidget() is sample.table
