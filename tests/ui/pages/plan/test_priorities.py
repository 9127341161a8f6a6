"""The ranks on the screen: weights that rank anew at once, criteria that are typed in, and the plot by keys."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.criteria import EFFORT, IMPACT
from cxfacilitator.domain.ideas import view_ideas
from cxfacilitator.domain.priorities import Priority, prioritise
from cxfacilitator.domain.weights import DEFAULT_WEIGHTS, ScorePart
from cxfacilitator.services import plan as service
from cxfacilitator.ui.pages.plan import PlanPage
from cxfacilitator.ui.pages.plan.priorities import PrioritiesFace
from tests.ui.pages.plan.hands import Key, Press, current, known, priorities_of


def ranked(page: PlanPage) -> tuple[Priority, ...]:
    snapshot = known(page)
    comparison = compare(snapshot)
    return prioritise(snapshot, comparison, view_ideas(snapshot, comparison))


def told(face: PrioritiesFace) -> list[tuple[str, int]]:
    return [(each.view.idea.code, each.rank) for each in face.table.priorities.rows]


def cell(face: PrioritiesFace, line: int, title: str) -> str:
    model = face.table.priorities
    column = [column.title for column in model.columns].index(title)
    return str(model.data(model.index(line, column)))


def test_ideas_are_ranked_with_their_range_and_anew_with_other_weights(page: PlanPage, press: Press) -> None:
    press(Key.Key_F3)
    face = priorities_of(page)
    before = ranked(page)
    assert told(face) == [(each.view.idea.code, each.rank) for each in before]
    moving = next(line for line, each in enumerate(before) if each.best != each.worst)
    assert cell(face, moving, "Rank") == service.tell_rank(before[moving])
    assert cell(face, 0, "Score") == f"{before[0].score:.0f}"
    face.table.choose(before[moving].view.idea.id)
    assert service.tell_rank(before[moving]) in face.told_rank.text()
    assert "tie" in face.told_rank.text()
    press("U")
    assert page.face.name == "ideas"
    assert current(page).disposition is None
    press(Key.Key_F3)
    press("W")
    reach = face.weights.numbers[ScorePart.REACH]
    assert reach.hasFocus()
    for part, number in face.weights.numbers.items():
        number.setFocus()
        number.selectAll()
        press("100" if part is ScorePart.RIVAL else "0")
    press(Key.Key_Return)
    assert known(page).weights == {ScorePart.REACH: 0, ScorePart.PAIN: 0, ScorePart.BREADTH: 0, ScorePart.RIVAL: 1}
    assert told(face) == [(each.view.idea.code, each.rank) for each in ranked(page)]
    assert told(face) != [(each.view.idea.code, each.rank) for each in before]
    assert page.workspace.undo_label == "Change the weights of the score"
    face.weights.usual.click()
    press(Key.Key_Shift)
    assert known(page).weights == DEFAULT_WEIGHTS
    assert told(face) == [(each.view.idea.code, each.rank) for each in before]


def test_weights_that_count_for_nothing_are_refused_and_shown_as_they_are(
    page: PlanPage, press: Press, qtbot: QtBot
) -> None:
    face = priorities_of(page)
    for part in (ScorePart.PAIN, ScorePart.BREADTH, ScorePart.RIVAL):
        page.workspace.do(service.set_weights, {part: 0})
    press(Key.Key_Shift)
    reach = face.weights.numbers[ScorePart.REACH]
    with qtbot.waitSignal(page.workspace.refused) as refused:
        reach.setValue(0)
    assert "has to count" in str(refused.args[0])
    assert reach.value() == 40


def test_criteria_are_added_turned_weighed_named_and_removed(page: PlanPage, press: Press, qtbot: QtBot) -> None:
    face = priorities_of(page)
    press("W")
    form, before = face.weights, known(page).criteria
    form.new.setFocus()
    press("Fun")
    press(Key.Key_Return)
    made = known(page).criteria[-1]
    assert (made.name, made.weight, made.more_is_better) == ("Fun", 1.0, True)
    form.table.setFocus()
    assert form.table.choose(made.id)
    press(Key.Key_Space)
    assert not known(page).criterion[made.id].more_is_better
    model = form.criteria
    line = len(before)
    assert model.setData(model.index(line, 1), "2,5")
    press(Key.Key_Shift)
    assert known(page).criterion[made.id].weight == 2.5
    with qtbot.waitSignal(page.workspace.refused) as refused:
        model.setData(model.index(line, 1), "much")
    assert "number from 0" in str(refused.args[0])
    assert model.setData(model.index(line, 0), "Joy")
    press(Key.Key_Shift)
    assert known(page).criterion[made.id].name == "Joy"
    press(Key.Key_Delete)
    assert known(page).criteria == before
    form.table.choose(IMPACT)
    with qtbot.waitSignal(page.workspace.refused) as refused:
        press(Key.Key_Delete)
    assert "stays" in str(refused.args[0])


def test_the_plot_holds_rated_ideas_only_and_the_list_says_the_same(page: PlanPage, press: Press) -> None:
    unrated = known(page).ideas[4].id
    page.workspace.do(service.score, unrated, EFFORT, None)
    press(Key.Key_Shift)
    face = priorities_of(page)
    plot = face.plot
    rated = {each.view.idea.id for each in face.table.priorities.rows} - {unrated}
    assert {idea_id for idea_id in rated if plot.dot_of(idea_id).width() > 0} == rated
    keys = [row.key for row in face.list.rows if not row.heading]
    assert sorted(map(int, keys)) == sorted(map(int, {*rated, unrated}))
    last = [row.lines[0].text for row in face.list.rows if row.heading][-1]
    assert (last, keys[-1]) == ("Not rated yet", unrated)
    face.table.choose(unrated)
    assert plot.current is None
    assert face.words.text().endswith("not rated yet.")
    for idea_id in rated:
        idea = known(page).idea[idea_id]
        dots = [plot.dot_of(other) for other in rated if other != idea_id]
        assert not any(plot.dot_of(idea_id).adjusted(1, 1, -1, -1).intersects(dot) for dot in dots), idea.title


def test_arrows_go_from_dot_to_dot_and_enter_shows_the_idea(page: PlanPage, press: Press) -> None:
    face = priorities_of(page)
    press("P")
    plot = face.plot
    assert plot.hasFocus()
    seen = set()
    for key in (Key.Key_Down, Key.Key_Left, Key.Key_Up, Key.Key_Right) * 4:
        before = plot.current
        press(key)
        assert plot.current is not None
        seen.add(plot.current)
        if before is not None and plot.current != before:
            by = plot.dot_of(plot.current).center() - plot.dot_of(before).center()
            along = {Key.Key_Down: by.y(), Key.Key_Up: -by.y(), Key.Key_Left: -by.x(), Key.Key_Right: by.x()}
            assert along[key] > 0
        idea = known(page).idea[plot.current]
        assert face.table.current_row().view.idea.id == idea.id, "the table follows"
        assert plot.accessibleDescription() == f"{idea.title}: impact {idea.impact}, effort {idea.effort}."
    assert len(seen) > 3
    other = next(idea.id for idea in known(page).ideas if idea.id != plot.current)
    place = plot.dot_of(other).center().toPoint()
    QTest.mouseClick(plot, Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert plot.current == other
    press(Key.Key_Return)
    assert page.face.name == "ideas"
    assert current(page).id == other


def test_the_cursor_leaves_the_plot_with_an_idea_that_is_rated_no_more(page: PlanPage, press: Press) -> None:
    face = priorities_of(page)
    press("P")
    press(Key.Key_Down)
    chosen = face.plot.current
    assert chosen is not None
    page.workspace.do(service.score, chosen, IMPACT, None)
    press(Key.Key_Shift)
    assert face.plot.current is None
    assert face.words.text() == f"{known(page).idea[chosen].title}: not rated yet."


def test_the_plot_calls_its_axes_as_people_do(page: PlanPage, press: Press) -> None:
    face = priorities_of(page)
    snapshot = known(page)
    page.workspace.do(service.change_criterion, replace(snapshot.criterion[IMPACT], name="Joy of guests"))
    page.workspace.do(service.change_criterion, replace(snapshot.criterion[EFFORT], name="IT days"))
    press(Key.Key_Shift)
    idea = next(idea for idea in snapshot.ideas if (idea.impact, idea.effort) == (5, 2))
    face.table.choose(idea.id)
    assert face.words.text() == f"{idea.title}: joy of guests 5, IT days 2."
    headings = [row.lines[0].text for row in face.list.rows if row.heading]
    assert headings[:2] == ["High joy of guests, low IT days", "High joy of guests, high IT days"]
    [said] = [row.lines[1].text for row in face.list.rows if row.value == idea.id]
    assert said == "Joy of guests 5, IT days 2"
