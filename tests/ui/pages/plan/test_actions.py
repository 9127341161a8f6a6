"""Actions and what runs already: typed in, ticked, moved, removed; and what customers were not asked about."""

from datetime import date

from PySide6.QtCore import QDate

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.ideas import not_yet_asked, view_ideas
from cxfacilitator.domain.sheets import Value
from cxfacilitator.services import plan as service
from cxfacilitator.ui.pages.plan import PlanPage
from tests.ui.full_disk import fill, free
from tests.ui.pages.plan.hands import Key, Modifier, Press, actions_of, current, ideas_of, known


def test_actions_are_typed_changed_ticked_moved_and_removed(page: PlanPage, press: Press) -> None:
    press(Key.Key_F4)
    face = actions_of(page)
    assert face.new.hasFocus(), "without actions the first one can be typed at once"
    assert face.nothing.isVisible()
    assert not face.form.isVisible()
    for text in ("Ring the largest customers", "Publish arrival windows"):
        press(text)
        press(Key.Key_Return)
    assert [action.text for action in known(page).actions] == ["Ring the largest customers", "Publish arrival windows"]
    assert face.table.current_row().action.text == "Publish arrival windows"
    press(Key.Key_Escape)
    press(Key.Key_Return)
    assert face.text.hasFocus()
    press("Publish windows")
    press(Key.Key_Tab)
    press("Transport")
    press(Key.Key_Tab)
    face.due_box.click()
    press(Key.Key_Shift)
    face.due.setDate(QDate(2027, 1, 15))
    face.due.editingFinished.emit()
    press(Key.Key_Escape)
    made = known(page).actions[1]
    assert (made.text, made.owner, made.due, made.done) == ("Publish windows", "Transport", date(2027, 1, 15), False)
    assert face.table.hasFocus()
    press(Key.Key_Space)
    assert known(page).action[made.id].done
    assert face.facts.text() == "1 of 2 actions done"
    press(Key.Key_Up, Modifier.AltModifier)
    assert known(page).actions[0].id == made.id
    assert face.table.current_row().action.id == made.id
    press(Key.Key_Delete)
    assert [action.text for action in known(page).actions] == ["Ring the largest customers"]
    assert page.workspace.undo_label == "Remove the action Publish windows"


def test_an_action_for_an_idea_takes_its_words_owner_and_day(page: PlanPage, press: Press) -> None:
    idea = current(page)
    page.workspace.do(service.decide, idea.id, None, "", "Depot manager", date(2027, 3, 1))
    press(Key.Key_Shift)
    ideas_of(page).detail.act.click()
    press(Key.Key_Shift)
    face = actions_of(page)
    (made,) = known(page).actions
    assert (made.text, made.owner, made.due, made.idea_id) == (idea.title, "Depot manager", date(2027, 3, 1), idea.id)
    assert face.table.current_row().action == made
    assert face.table.current_row().purpose == idea.title


def test_what_runs_already_is_noted_and_what_nobody_asked_about_is_listed(page: PlanPage, press: Press) -> None:
    face = actions_of(page)
    running = face.running
    running.new.setFocus()
    for title in ("Driver training", "Mystery shopping"):
        press(title)
        press(Key.Key_Return)
    assert running.table.current_row().title == "Mystery shopping"
    running.asked.activated.emit(list(Value).index(Value.NO))
    press(Key.Key_Shift)
    place = running.theme.findText("Friendliness, courtesy & care")
    running.theme.activated.emit(place)
    press(Key.Key_Shift)
    running.note.setFocus()
    press("since May")
    press(Key.Key_Return)
    noted = known(page).initiatives[1]
    assert (noted.customers_asked, noted.note) == (Value.NO, "since May")
    assert known(page).codebook.by_id[noted.theme_id].name == "Friendliness, courtesy & care"
    snapshot = known(page)
    to_ask = not_yet_asked(snapshot, view_ideas(snapshot, compare(snapshot)))
    assert face.side.tabs.tabText(1) == f"Ask customers first ({len(to_ask.ideas) + 1})"
    running.table.setFocus()
    press("K")
    rows = [row for row in face.ask.rows if not row.heading]
    assert rows[0].lines[0].text == "Mystery shopping"
    assert {row.value for row in rows[1:]} == {view.idea.id for view in to_ask.ideas}
    face.ask.setFocus()
    press(Key.Key_End)
    wanted = face.ask.current_value()
    press(Key.Key_Return)
    assert page.face.name == "ideas"
    assert current(page).id == wanted
    face = actions_of(page)
    face.side.show_part(0)
    running.table.setFocus()
    press(Key.Key_Delete)
    assert [each.title for each in known(page).initiatives] == ["Driver training"]


def test_an_action_that_the_file_does_not_take_is_still_there_to_be_given_again(page: PlanPage, press: Press) -> None:
    press(Key.Key_F4)
    face, words = actions_of(page), "Ring every customer " * 1500
    fill(page.workspace)
    face.new.setText(words)
    press(Key.Key_Return)
    assert known(page).actions == ()
    assert face.new.text() == words
    free(page.workspace)
    face.new.setFocus()
    press(Key.Key_Return)
    assert [action.text for action in known(page).actions] == [words.strip()]
    assert face.new.text() == ""
