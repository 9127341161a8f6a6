"""Ideas worked through by keys and by hand: put together, scored, decided on, each with what people said beside it."""

from datetime import date

from PySide6.QtCore import QDate, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.criteria import EFFORT, IMPACT
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.ideas import in_order, view_ideas
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Value
from cxfacilitator.services import groups, sheets
from cxfacilitator.services import plan as service
from cxfacilitator.ui.pages.plan import PlanPage
from cxfacilitator.ui.pages.plan.idea_list import IdeaList
from cxfacilitator.ui.pages.plan.rows import PlanRow, RowKind
from tests.ui.pages.plan.hands import Key, Modifier, Press, current, ideas_of, known


def kinds(rows: tuple[PlanRow, ...]) -> list[RowKind]:
    return [row.kind for row in rows]


def drop(table: IdeaList, target: int) -> None:
    """Drag the row under the cursor to another line and let go of it there, as Qt tells a drag."""
    middle = table.visualRect(table.model().index(target, 0)).center()
    held = table.model().mimeData([table.currentIndex()])
    how = (Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Modifier.NoModifier)
    for event in (QDragEnterEvent(middle, *how), QDragMoveEvent(middle, *how), QDropEvent(QPointF(middle), *how)):
        QApplication.sendEvent(table.viewport(), event)
        assert event.isAccepted()


def test_ideas_stand_in_the_order_of_the_report_with_what_is_known_of_each_beside(page: PlanPage, press: Press) -> None:
    face, snapshot = ideas_of(page), known(page)
    wanted = in_order(view_ideas(snapshot, compare(snapshot)))
    assert [row.idea_id for row in face.list.lines.rows] == [view.idea.id for view in wanted]
    assert face.detail.evidence.text() == "Quick win. Customers asked for it."
    assert not face.make.isVisible()
    for view in wanted:
        quoted = [row.value for row in face.detail.quotes.rows if not row.heading]
        against = [answer for conflict in view.against for answer in conflict.answers]
        assert {answer.id for answer in quoted} == {*view.idea.answer_ids, *(answer.id for answer in against)}
        headings = [row for row in face.detail.quotes.rows if row.heading]
        assert len(headings) == len(view.against)
        assert face.detail.conflict.isVisible() == bool(view.against or view.conflict)
        assert all(service.tell_conflict(each, snapshot) in face.detail.conflict.text() for each in view.against)
        assert face.detail.title.text() == view.idea.title
        for audience in Audience:
            assert face.detail.chips[audience].text == str(view.groups[audience])
        press(Key.Key_Down)
    assert any(view.against for view in wanted)
    assert any(view.conflict for view in wanted)


def test_digits_score_on_the_criterion_with_the_arrow(page: PlanPage, press: Press) -> None:
    face, before = ideas_of(page), current(page)
    assert face.detail.criteria.marked == known(page).criteria[0]
    press("1")
    press("C")
    press("5")
    assert (current(page).impact, current(page).effort) == (1, 5)
    assert [face.detail.criteria.choices[one].number for one in (IMPACT, EFFORT)] == [1, 5]
    press("c")
    cost = face.detail.criteria.marked
    assert cost is not None
    assert cost.name == "Cost"
    press("4")
    assert current(page).given == {IMPACT: 1, EFFORT: 5, cost.id: 4}
    press("0")
    assert cost.id not in current(page).given
    press("9")
    press("C", Modifier.NoModifier)
    press(Key.Key_C, Modifier.ShiftModifier)
    assert face.detail.criteria.marked == cost
    assert page.workspace.undo_label == f"Take back the score for the cost of {before.title}"
    for _ in range(4):
        page.workspace.undo()
    press(Key.Key_Shift)
    assert current(page) == before
    for criterion_id in (cost.id, IMPACT):
        face.detail.criteria.choices[criterion_id].buttons[1].click()
    press(Key.Key_Shift)
    assert current(page).given == {**before.given, cost.id: 2, IMPACT: 2}
    page.workspace.undo()
    page.workspace.undo()
    press(Key.Key_Shift)
    assert current(page) == before, "each press is one step, however fast they come"


def test_d_and_a_letter_decide_and_u_goes_to_the_next_that_is_open(page: PlanPage, press: Press) -> None:
    face, first = ideas_of(page), current(page)
    letters = {
        "N": Disposition.DO_NOW,
        "P": Disposition.PLAN,
        "C": Disposition.ASK_CUSTOMERS,
        "E": Disposition.EXPLAIN,
    }
    for letter, disposition in letters.items():
        press("D")
        assert face.hint.text().startswith("Decision")
        press(letter)
        assert face.hint.text().startswith("F1 lists")
        assert current(page).disposition is disposition
        assert face.detail.decisions[disposition].isChecked()
    assert page.considered.text() == "1 of 19 considered"
    press("DQ")
    assert current(page).disposition is Disposition.EXPLAIN, "a letter that means nothing changes nothing"
    press("U")
    assert current(page).id != first.id
    press(Key.Key_End)
    assert face.list.currentIndex().row() == 18
    press("U")
    assert face.list.currentIndex().row() == 1, "after the last one comes the first that is open"
    press("D0")
    page.next.click()
    assert face.list.hasFocus()
    face.list.choose(first.id)
    press("D0")
    assert page.considered.text() == "0 of 19 considered"
    assert current(page) == first


def test_not_now_asks_for_its_reason_before_anything_is_changed(page: PlanPage, press: Press, qtbot: QtBot) -> None:
    face, first, before = ideas_of(page), current(page), known(page)
    press("DX")
    qtbot.waitUntil(face.detail.reason.hasFocus)
    assert face.detail.why.isVisible()
    assert known(page) is before
    press(Key.Key_Escape)
    press(Key.Key_Down)
    assert not face.detail.why.isVisible()
    press(Key.Key_Up)
    assert current(page) == first
    assert not any(button.isChecked() for button in face.detail.decisions.values())
    face.detail.decisions[Disposition.NOT_NOW].click()
    qtbot.waitUntil(face.detail.reason.hasFocus)
    press("Spent until April")
    press(Key.Key_Return)
    assert (current(page).disposition, current(page).reason) == (Disposition.NOT_NOW, "Spent until April")
    assert not face.detail.why.isVisible()


def test_what_is_said_of_an_idea_is_in_the_file_when_it_is_typed_or_left(page: PlanPage, press: Press) -> None:
    face, before = ideas_of(page), current(page)
    detail = face.detail
    detail.view.setFocus()
    press("I hear of it first ")
    assert current(page).customer_view.strip() == "I hear of it first"
    assert detail.view.toPlainText() == "I hear of it first ", "what is typed stays as it is typed"
    press(Key.Key_Tab)
    detail.work.setCurrentIndex(list(Value).index(Value.NO))
    detail.work.activated.emit(list(Value).index(Value.NO))
    detail.hours.setFocus()
    detail.hours.selectAll()
    press("12.5")
    press(Key.Key_Tab)
    detail.dots.setFocus()
    detail.dots.selectAll()
    press("7")
    press(Key.Key_Return)
    detail.owner.setFocus()
    press("Depot manager")
    press(Key.Key_Tab)
    detail.due_box.click()
    press(Key.Key_Shift)
    detail.due.setDate(QDate(2027, 3, 1))
    detail.due.editingFinished.emit()
    press(Key.Key_Shift)
    after = current(page)
    assert (after.customer_work, after.hours, after.dots) == (Value.NO, 12.5, 7)
    assert (after.owner, after.due) == ("Depot manager", date(2027, 3, 1))
    assert (after.title, after.given) == (before.title, before.given)
    detail.hours.setFocus()
    detail.hours.selectAll()
    press("0")
    press(Key.Key_Tab)
    assert current(page).hours is None


def test_n_names_an_idea_and_an_empty_name_is_refused_in_words(page: PlanPage, press: Press, qtbot: QtBot) -> None:
    face, before = ideas_of(page), current(page)
    press("N")
    assert face.detail.title.hasFocus()
    press("Say when we arrive")
    press(Key.Key_Return)
    assert current(page).title == "Say when we arrive"
    with qtbot.waitSignal(page.workspace.refused) as refused:
        face.detail.title.selectAll()
        QTest.keyClick(face.detail.title, Key.Key_Delete)
        QTest.keyClick(face.detail.title, Key.Key_Escape)
    assert "needs a title" in str(refused.args[0])
    qtbot.waitUntil(lambda: face.detail.title.text() == "Say when we arrive")
    page.workspace.undo()
    press(Key.Key_Shift)
    assert current(page).title == before.title


def test_m_puts_what_is_marked_together_and_s_takes_it_apart(page: PlanPage, press: Press) -> None:
    face = ideas_of(page)
    first, second = (row.view.idea for row in face.list.lines.rows[4:6] if row.view is not None)
    face.list.choose(first.id)
    press("M")
    assert "Mark two or more" in face.hint.text()
    press(Key.Key_Space)
    press(Key.Key_Down)
    press(Key.Key_Space)
    assert face.together.text() == "Put 2 together"
    spoken = face.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"{second.title}, marked"
    press("M")
    assert len(known(page).ideas) == 18
    joined = known(page).idea[first.id]
    assert set(joined.answer_ids) == {*first.answer_ids, *second.answer_ids}
    assert joined.title == first.title
    assert current(page) == joined, "the next key is for the idea that was just made"
    assert not face.list.marks
    press("S")
    assert len(known(page).ideas) == 18 + len(joined.answer_ids) - 1
    page.workspace.undo()
    page.workspace.undo()
    press(Key.Key_Shift)
    assert len(known(page).ideas) == 19


def test_the_cards_of_an_idea_are_shown_and_one_is_taken_out(page: PlanPage, press: Press) -> None:
    face, first = ideas_of(page), current(page)
    press(Key.Key_Right)
    shown = face.list.lines.rows[1 : 1 + len(first.answer_ids)]
    assert kinds(shown) == [RowKind.CARD] * len(first.answer_ids)
    assert {row.cards[0].id for row in shown} == set(first.answer_ids)
    press(Key.Key_Down)
    press(Key.Key_Down)
    taken = face.list.current_row().cards[0].id
    press("S")
    assert taken not in known(page).idea[first.id].answer_ids
    assert any(idea.answer_ids == (taken,) for idea in known(page).ideas)
    face.list.choose(first.id)
    press(Key.Key_Down)
    press(Key.Key_Left)
    assert face.list.current_row().idea_id == first.id
    press(Key.Key_Left)
    assert kinds(face.list.lines.rows) == [RowKind.IDEA] * 20


def test_a_card_and_an_idea_are_dragged_into_another(page: PlanPage, press: Press) -> None:
    face, first = ideas_of(page), current(page)
    press(Key.Key_Right)
    press(Key.Key_Down)
    card = face.list.current_row().cards[0].id
    line = len(first.answer_ids) + 2
    target = face.list.lines.rows[line].idea_id
    assert target is not None
    drop(face.list, line)
    press(Key.Key_Shift)
    assert card in known(page).idea[target].answer_ids
    assert card not in known(page).idea[first.id].answer_ids
    assert page.workspace.undo_label == f"Put 1 answer into {known(page).idea[target].title}"
    face.list.choose(target)
    drop(face.list, 0)
    press(Key.Key_Shift)
    assert all(idea.id != target for idea in known(page).ideas)
    assert len(known(page).ideas) == 18
    before = known(page)
    face.list.choose(first.id)
    drop(face.list, 0)
    press(Key.Key_Shift)
    assert known(page) is before, "an idea let go on itself stays"


def test_suggested_clusters_wait_for_a_yes_and_a_no_is_remembered(page: PlanPage, press: Press, qtbot: QtBot) -> None:
    for idea in known(page).ideas:
        if len(idea.answer_ids) > 1:
            page.workspace.do(service.split, idea.id)
    press(Key.Key_Shift)
    face, before = ideas_of(page), known(page)
    press("G")
    qtbot.waitUntil(lambda: RowKind.SUGGESTED in kinds(face.list.lines.rows), timeout=20_000)
    assert known(page) is before, "nothing is put together unasked"
    suggested = face.list.current_row()
    assert suggested.kind is RowKind.SUGGESTED
    assert face.cluster.reason.text() == service.tell_proposal(suggested.proposal, known(page))
    assert {answer.id for answer in face.cluster.quotes.answers} == set(suggested.proposal.answer_ids)
    press(Key.Key_Down)
    press("A")
    wanted = set(suggested.proposal.answer_ids)
    assert any(set(idea.answer_ids) == wanted for idea in known(page).ideas)
    assert face.list.current_row().kind is RowKind.SUGGESTED, "the next one is asked at once"
    assert suggested.key not in {row.key for row in face.list.lines.rows}
    left = next((row for row in face.list.lines.rows if row.kind is RowKind.SUGGESTED), None)
    assert left is not None
    face.list.choose(left.key)
    after = known(page)
    press(Key.Key_Delete)
    press("G")
    qtbot.waitUntil(lambda: not face.proposing.is_looking)
    assert left.key not in {row.key for row in face.list.lines.rows}
    assert known(page) is after
    while len(face.proposing.open) > 1:
        face.list.choose(face.proposing.open[0].answer_ids)
        press(Key.Key_Delete)
    last = face.list.current_row().proposal
    assert last is not None
    press("A")
    assert set(current(page).answer_ids) == set(last.answer_ids), "after the last one, the next key is for its idea"


def test_the_continue_list_stands_beside_with_groups_and_words(page: PlanPage, press: Press) -> None:
    face = ideas_of(page)
    press("K")
    assert face.kept.isVisible()
    assert sum(each.agreed for each in face.kept.themes) == 5
    rows = face.kept.rows
    assert [mark.text for mark in rows[0].lines[1].marks] == ["1 of 1", "4 of 9", "3 of 6"]
    assert rows[0].lines[0].text == "Friendliness, courtesy & care"
    assert "protect" in rows[0].lines[2].text
    face.kept.setFocus()
    press(Key.Key_Return)
    quoted = [row for row in face.kept.rows if row.indent]
    assert len(quoted) == sum(len(answers) for answers in face.kept.themes[0].answers.values())
    press(Key.Key_Return)
    assert not any(row.indent for row in face.kept.rows)
    press(Key.Key_Escape)
    press("K")
    assert face.detail.isVisible()


def test_start_answers_wait_as_cards_until_they_are_ideas(empty: PlanPage, press: Press) -> None:
    page, workspace = empty, empty.workspace
    face = ideas_of(page)
    workspace.do(groups.add, Audience.STAFF)
    for number in (1, 2, 3):
        workspace.do(sheets.save, Answer(AnswerId(str(number)), "", 1, Box.START, number, f"Idea {number}"))
    face.list.setFocus()
    press(Key.Key_Shift)
    assert kinds(face.list.lines.rows) == [RowKind.WAITING, *[RowKind.CARD] * 3]
    assert face.make.text() == "Make 3 ideas"
    face.list.setFocus()
    press(Key.Key_Home)
    press(Key.Key_Left)
    assert kinds(face.list.lines.rows) == [RowKind.WAITING]
    press(Key.Key_Right)
    for _ in range(2):
        press(Key.Key_Down)
        press(Key.Key_Space)
    press("M")
    assert [idea.answer_ids for idea in known(page).ideas] == [("1", "2")]
    assert current(page).title == "Idea 1"
    assert face.detail.evidence.text() == "Customers have not been asked."
    assert PlanPage.next_step(known(page)) == "Make an idea of the Start answer that belongs to none."
    face.make.click()
    press(Key.Key_Shift)
    assert len(known(page).ideas) == 2
    assert not face.make.isVisible()
    assert PlanPage.next_step(known(page)).startswith("Decide on 2 ideas")
