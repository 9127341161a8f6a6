"""Cards pushed together with a real mouse and real keys; what they come to is in the file."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.review import Left
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.wall import ClusterId
from cxfacilitator.services import groups, parking, sheets, tagging
from cxfacilitator.ui import theme
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.tagging import TaggingPage
from cxfacilitator.ui.pages.tagging.review import ReviewFace
from cxfacilitator.ui.pages.tagging.wall import WallFace
from cxfacilitator.ui.pages.tagging.wall.view import WallView
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.tagging.hands import in_file, shown

Key, Modifier = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton
Press = Callable[..., None]
Wait = Callable[[Workspace], None]
LINES = (
    (1, Box.WELL, "the crew are friendly"),
    (1, Box.WELL, "friendly crew on every boat"),
    (1, Box.WELL, "a friendly crew"),
    (2, Box.WELL, "crew always friendly to us"),
    (1, Box.IMPROVE, "invoices come six weeks late"),
    (2, Box.IMPROVE, "late invoices"),
    (2, Box.IMPROVE, "the invoice is always late"),
    (2, Box.START, "a printed map of the harbour"),
    (1, Box.START, "sell soup in winter"),
)
A = [AnswerId(f"a{number}") for number in range(len(LINES))]


@pytest.fixture
def face(opened: Workspace, window_on: Callable[[str], MainWindow], qtbot: QtBot, wait_saved: Wait) -> WallFace:
    """The wall with nine cards, laid out."""
    opened.do(groups.add, Audience.STAFF)
    opened.do(groups.add, Audience.CUSTOMERS)
    for number, (group, box, text) in enumerate(LINES):
        opened.do(sheets.save, Answer(A[number], "", GroupId(group), box, number, text))
    wait_saved(opened)
    page = window_on("tagging").pages["tagging"]
    assert isinstance(page, TaggingPage)
    page.show_face("wall")
    face = page.face
    assert isinstance(face, WallFace)
    qtbot.waitUntil(lambda: face.suggesting.tagger is not None and not opened.jobs.busy, timeout=30_000)
    qtbot.waitUntil(face.view.hasFocus)
    return face


@pytest.fixture
def view(face: WallFace) -> WallView:
    return face.view


def spot(view: WallView, thing: AnswerId | ClusterId) -> QPoint:
    """Where a card, or the title of a cluster, is on the screen."""
    item = view.cards.get(thing) if isinstance(thing, str) else None
    if item is not None:
        return view.mapFromScene(item.mapToScene(item.boundingRect().center()))
    panel = view.panels[ClusterId(int(thing))]
    return view.mapFromScene(panel.mapToScene(panel.title_area().center()))


def drag(view: WallView, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    QTest.mousePress(view.viewport(), LEFT, held, start)
    for step in (1, 2, 3):
        QTest.mouseMove(view.viewport(), start + (end - start) * step / 3)
    QTest.mouseRelease(view.viewport(), LEFT, held, end)


def put_together(face: WallFace, wait_saved: Wait, *numbers: int) -> ClusterId:
    """Make a cluster by dragging; the first card is where it begins."""
    first, *others = numbers
    for number in others:
        drag(face.view, spot(face.view, A[number]), spot(face.view, A[first]))
        wait_saved(face.workspace)
    found = face.view.laid.cluster_of[A[first]]
    assert set(found.answer_ids) == {A[number] for number in numbers}
    return found.id


def test_a_card_that_is_dragged_on_another_makes_a_cluster_with_it(
    face: WallFace, opened: Workspace, wait_saved: Wait
) -> None:
    made = put_together(face, wait_saved, 0, 1)
    assert shown(opened).clusters[0].answer_ids == (A[0], A[1])
    assert opened.undo_label == "Make a cluster of 2 cards"
    assert face.view.cursor_on == made
    put_together(face, wait_saved, 0, 1, 2)
    assert opened.undo_label == "Put 1 card into a cluster without a name"
    assert in_file(opened).clusters[0].answer_ids == (A[0], A[1], A[2])


def test_a_card_that_is_dragged_out_lies_where_it_was_put(face: WallFace, opened: Workspace, wait_saved: Wait) -> None:
    made = put_together(face, wait_saved, 0, 1)
    view = face.view
    empty = QPoint(view.viewport().width() - 60, view.viewport().height() - 60)
    assert view.thing_at(empty) is None
    drag(view, spot(view, A[1]), empty)
    wait_saved(opened)
    assert shown(opened).clusters[0].answer_ids == (A[0],)
    assert A[1] in shown(opened).loners
    assert view.cards[A[1]].sceneBoundingRect().contains(view.mapToScene(empty))
    assert opened.undo_label == "Take 1 card out of a cluster without a name"
    assert made in view.panels


def test_a_cluster_is_dragged_by_its_title_and_takes_its_cards_along(
    face: WallFace, opened: Workspace, wait_saved: Wait
) -> None:
    made = put_together(face, wait_saved, 0, 1)
    view = face.view
    before = shown(opened).clusters[0].place
    drag(view, spot(view, made), QPoint(view.viewport().width() - 250, view.viewport().height() - 120))
    wait_saved(opened)
    assert shown(opened).clusters[0].place != before
    assert shown(opened).clusters[0].answer_ids == (A[0], A[1])
    assert opened.undo_label == "Move a cluster without a name"


def test_a_title_on_another_title_merges_the_clusters_and_undo_parts_them(
    face: WallFace, opened: Workspace, press: Press, wait_saved: Wait
) -> None:
    one = put_together(face, wait_saved, 0, 1)
    other = put_together(face, wait_saved, 4, 5)
    drag(face.view, spot(face.view, one), spot(face.view, other))
    wait_saved(opened)
    assert [cluster.answer_ids for cluster in shown(opened).clusters] == [(A[4], A[5], A[0], A[1])]
    press("z")
    assert [cluster.answer_ids for cluster in shown(opened).clusters] == [(A[0], A[1]), (A[4], A[5])]
    assert set(face.view.panels) == {one, other}


def test_several_are_chosen_by_shift_click_and_by_a_frame_and_move_together(
    face: WallFace, opened: Workspace, wait_saved: Wait
) -> None:
    view = face.view
    QTest.mouseClick(view.viewport(), LEFT, Modifier.NoModifier, spot(view, A[1]))
    QTest.mouseClick(view.viewport(), LEFT, Modifier.ShiftModifier, spot(view, A[2]))
    assert view.chosen == {A[1], A[2]}
    assert face.row.told_of.text() == "2 cards chosen"
    drag(view, spot(view, A[2]), spot(view, A[0]))
    wait_saved(opened)
    assert set(shown(opened).clusters[0].answer_ids) == {A[0], A[1], A[2]}
    drag(view, QPoint(1, 1), view.viewport().rect().bottomRight() - QPoint(2, 2), Modifier.ShiftModifier)
    assert view.chosen == set(A)
    QTest.mouseClick(view.viewport(), LEFT, Modifier.NoModifier, QPoint(1, 1))
    assert view.chosen == set()
    assert view.cursor_on is None


def test_all_of_it_by_keys(face: WallFace, opened: Workspace, press: Press, qtbot: QtBot) -> None:
    view = face.view
    press(" ")
    first = view.cursor_on
    assert first in A
    press(" ")
    assert "1 card in hand" in face.row.told_of.text()
    press(Key.Key_Right)
    second = view.cursor_on
    assert second in set(A) - {first}
    press(" ")
    [cluster] = shown(opened).clusters
    assert set(cluster.answer_ids) == {first, second}
    assert view.cursor_on == cluster.id
    press("n")
    qtbot.waitUntil(face.naming.hasFocus)
    press("Tell us before")
    press(Key.Key_Return)
    assert shown(opened).clusters[0].name == "Tell us before"
    assert view.hasFocus()
    press(Key.Key_Down)
    card = view.cursor_on
    assert card in cluster.answer_ids
    press("u")
    assert len(shown(opened).clusters[0].answer_ids) == 1
    assert card in shown(opened).loners
    assert opened.undo_label == "Take 1 card out of “Tell us before”"
    press("z")
    assert set(shown(opened).clusters[0].answer_ids) == {first, second}
    view.look(cluster.id)
    press(Key.Key_Delete)
    assert shown(opened).clusters == ()
    assert view.laid.cards.keys() == set(A)


def test_shift_and_an_arrow_choose_several_and_g_makes_a_cluster_of_them(
    face: WallFace, opened: Workspace, press: Press
) -> None:
    press(" ")
    press(Key.Key_Right, Modifier.ShiftModifier)
    chosen = face.view.chosen
    assert len(chosen) == 2
    press("g")
    assert set(shown(opened).clusters[0].answer_ids) == chosen


def test_escape_lets_go_then_chooses_nothing(face: WallFace, opened: Workspace, press: Press) -> None:
    press(" ")
    press(" ")
    assert face.view.carried
    press(Key.Key_Escape)
    assert not face.view.carried
    assert face.view.cursor_on is not None
    press(Key.Key_Escape)
    assert face.view.cursor_on is None
    assert not opened.undo_label.startswith(("Make", "Put"))


def test_an_escape_while_a_card_is_dragged_puts_it_back(face: WallFace, opened: Workspace, press: Press) -> None:
    view = face.view
    before = view.cards[A[3]].pos()
    start = spot(view, A[3])
    QTest.mousePress(view.viewport(), LEFT, Modifier.NoModifier, start)
    QTest.mouseMove(view.viewport(), start + QPoint(90, 50))
    assert view.cards[A[3]].pos() != before
    press(Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, Modifier.NoModifier, start + QPoint(90, 50))
    assert view.cards[A[3]].pos() == before
    assert not shown(opened).loners


def test_suggestions_come_on_request_are_only_shown_and_kept_by_a_person(
    face: WallFace, opened: Workspace, press: Press, qtbot: QtBot, wait_saved: Wait
) -> None:
    assert not face.suggested
    press("s")
    qtbot.waitUntil(lambda: bool(face.suggested) and not opened.jobs.busy)
    assert shown(opened).clusters == ()
    crew = next(cluster for cluster in face.suggested if A[0] in cluster.answer_ids)
    assert set(crew.answer_ids) == set(A[:4])
    assert not {A[7], A[8]} & {card for cluster in face.suggested for card in cluster.answer_ids}
    assert face.primary.text().startswith("Accept all ")
    face.view.look(crew.id)
    assert face.row.told_of.text().startswith("Suggested by the machine: 4 cards")
    press("a")
    [kept] = shown(opened).clusters
    assert set(kept.answer_ids) == set(A[:4])
    assert "crew" in kept.name.casefold()
    assert opened.undo_label == "Accept 1 suggested cluster"
    assert crew.answer_ids not in [cluster.answer_ids for cluster in face.suggested]
    face.view.look(None)
    press(Key.Key_Escape)
    assert not face.suggested
    assert face.primary.text() == "Suggest clusters"
    wait_saved(opened)
    assert len(shown(opened).clusters) == 1


def test_a_suggestion_that_is_turned_down_or_named_is_one_less(
    face: WallFace, opened: Workspace, press: Press, qtbot: QtBot
) -> None:
    press("s")
    qtbot.waitUntil(lambda: bool(face.suggested) and not opened.jobs.busy)
    before = len(face.suggested)
    face.view.look(face.suggested[0].id)
    press("n")
    press("Crew")
    press(Key.Key_Return)
    assert [cluster.name for cluster in shown(opened).clusters] == ["Crew"]
    assert len(face.suggested) == before - 1
    for cluster in face.suggested:
        face.view.look(cluster.id)
        press(Key.Key_Delete)
    assert not face.suggested
    assert len(shown(opened).clusters) == 1


def test_a_cluster_becomes_a_theme_and_its_cards_leave_the_wall(
    face: WallFace, opened: Workspace, press: Press, wait_saved: Wait
) -> None:
    put_together(face, wait_saved, 4, 5, 6)
    press("n")
    press("Late invoices")
    press(Key.Key_Return)
    press("t")
    assert face.themes.isVisible()
    assert face.themes.name.text() == "Late invoices"
    press(Key.Key_Return)
    snapshot = shown(opened)
    [made] = [found for found in snapshot.codebook.themes if found.name == "Late invoices"]
    assert [snapshot.themes_of[answer_id] for answer_id in A[4:7]] == [(made.id,)] * 3
    assert face.view.laid.cards.keys() == set(A) - set(A[4:7])
    assert face.view.hasFocus()
    press("z")
    assert face.view.laid.cards.keys() == set(A)
    assert len(face.view.panels) == 1


def test_clusters_can_be_suggested_again_when_the_answers_have_been_read_for_a_new_theme(
    face: WallFace, opened: Workspace, press: Press, wait_saved: Wait, qtbot: QtBot
) -> None:
    put_together(face, wait_saved, 4, 5)
    press("t")
    press("Late invoices")
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: not face.suggesting.waiting and not opened.jobs.busy)
    assert face.primary.isEnabled()


def test_a_cluster_gets_a_theme_of_the_codebook(
    face: WallFace, opened: Workspace, press: Press, wait_saved: Wait
) -> None:
    put_together(face, wait_saved, 4, 5)
    press("t")
    face.themes.search.line.setFocus()
    press("friendl")
    press(Key.Key_Return)
    assert {shown(opened).themes_of[answer_id] for answer_id in A[4:6]} == {("PEO-CARE",)}
    assert not face.themes.isVisible()


def test_cards_that_have_no_room_for_a_theme_are_passed_over_and_said(
    face: WallFace, opened: Workspace, press: Press, wait_saved: Wait, qtbot: QtBot
) -> None:
    said: list[str] = []
    face.told.connect(lambda text, _kind: said.append(text))
    for other in ("PEO-KNOW", "DEL-QUAL", "OFF-BILL"):
        opened.do(tagging.tag_many, A[4:5], ThemeId(other))
    wait_saved(opened)
    face.filters.choose(left=Left.ALL)
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    face.view.setFocus()
    put_together(face, wait_saved, 4, 5)
    press("t")
    face.themes.search.line.setFocus()
    press("friendl")
    press(Key.Key_Return)
    assert shown(opened).themes_of[A[5]] == ("PEO-CARE",)
    assert said[-1] == "1 answer has 3 themes already and was passed over: take a theme away there first."


def test_a_theme_is_split_when_its_answers_are_on_the_wall(
    face: WallFace, opened: Workspace, press: Press, wait_saved: Wait, qtbot: QtBot
) -> None:
    care = ThemeId("PEO-CARE")
    opened.do(tagging.tag_many, A[:6], care)
    wait_saved(opened)
    face.filters.choose(left=Left.ALL, theme=care)
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    assert face.view.laid.cards.keys() == set(A[:6])
    face.view.setFocus()
    put_together(face, wait_saved, 4, 5)
    press("t")
    assert face.themes.loses.isVisible()
    press("Invoices")
    press(Key.Key_Return)
    snapshot = shown(opened)
    new = next(found.id for found in snapshot.codebook.themes if found.name == "Invoices")
    assert {snapshot.themes_of[answer_id] for answer_id in A[4:6]} == {(new,)}
    assert {snapshot.themes_of[answer_id] for answer_id in A[:4]} == {(care,)}
    assert face.view.laid.cards.keys() == set(A[:4])


def test_what_is_tagged_parked_or_deleted_elsewhere_leaves_the_wall_and_comes_back_with_undo(
    face: WallFace, opened: Workspace, wait_saved: Wait, press: Press, qtbot: QtBot
) -> None:
    put_together(face, wait_saved, 0, 1)
    place = face.view.cards[A[8]].pos()
    others = {key: item.pos() for key, item in face.view.cards.items() if key != A[8]}
    opened.do(tagging.accept, A[8], ThemeId("PEO-CARE"))
    wait_saved(opened)
    assert A[8] not in face.view.cards
    assert {key: item.pos() for key, item in face.view.cards.items()} == others
    press("z")
    assert face.view.cards[A[8]].pos() == place
    opened.do(tagging.accept, A[0], ThemeId("PEO-CARE"))
    wait_saved(opened)
    assert face.view.cards[A[0]].card.themes == "Friendliness, courtesy & care"
    opened.do(parking.park, A[0])
    opened.do(sheets.delete, A[1])
    wait_saved(opened)
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    assert not {A[0], A[1]} & face.view.cards.keys()
    assert face.view.laid.clusters[0].answer_ids == ()


def test_an_empty_wall_says_why_and_leads_on(face: WallFace, opened: Workspace, wait_saved: Wait, qtbot: QtBot) -> None:
    opened.do(tagging.tag_many, A, ThemeId("PEO-CARE"))
    wait_saved(opened)
    assert face.empty.isVisible()
    assert face.empty.sentence.text() == "Every answer has a theme: nothing to sort here."
    face.empty.button.click()
    qtbot.waitUntil(lambda: face.view.laid.cards.keys() == set(A))
    assert face.view.isVisible()
    face.filters.choose(audience=Audience.LEADERSHIP)
    assert face.empty.sentence.text() == "No answer is like what you chose."


def test_keys_still_work_on_an_empty_wall(face: WallFace, press: Press, qtbot: QtBot) -> None:
    face.filters.choose(left=Left.STARRED)
    assert not face.view.isVisible()
    qtbot.waitUntil(face.empty.button.hasFocus)
    press(Key.Key_F3)
    qtbot.waitUntil(lambda: not face.isVisible())
    press(Key.Key_F4)
    qtbot.waitUntil(face.empty.button.hasFocus)
    press(" ")
    qtbot.waitUntil(face.view.hasFocus)
    assert face.view.cards


def test_the_wall_has_room_for_what_can_be_done_when_it_says_that_there_are_too_many_answers(
    face: WallFace, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    face.window().resize(1366, 736)
    monkeypatch.setattr("cxfacilitator.ui.pages.tagging.wall.MOST_CARDS", 5)
    face.filters.choose(left=Left.ALL)
    qtbot.waitUntil(lambda: len(face.view.cards) == 5)
    assert face.note.text().startswith("5 of 9 answers are on the wall")
    qtbot.waitUntil(lambda: face.row.visibleRegion().boundingRect() == face.row.rect())


def test_only_what_is_chosen_lies_on_the_wall(face: WallFace, qtbot: QtBot, opened: Workspace) -> None:
    face.filters.choose(question=Question.IMPROVE)
    qtbot.waitUntil(lambda: not opened.jobs.busy)
    assert face.view.laid.cards.keys() == set(A[4:7])
    face.filters.choose(audience=Audience.STAFF)
    assert face.view.laid.cards.keys() == {A[4]}


def test_words_are_found_on_the_wall(face: WallFace, press: Press) -> None:
    press("/")
    press("LÄTE invo")
    assert {key for key, item in face.view.cards.items() if item.found} == {A[4], A[5], A[6]}
    assert face.row.told_of.text() == "3 cards have these words"
    face.search.clear()
    assert not any(item.found for item in face.view.cards.values())


def test_nearer_farther_and_everything(view: WallView, press: Press) -> None:
    start = view.zoom
    press("+")
    press("+")
    assert view.zoom > start
    about = QPointF(spot(view, A[0]))
    before = view.mapToScene(about.toPoint())
    turn = QWheelEvent(
        about, about, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Modifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), turn)
    after = view.mapToScene(about.toPoint())
    assert (after - before).manhattanLength() < 4
    press("0")
    seen = view.mapToScene(view.viewport().rect()).boundingRect()
    assert all(seen.contains(item.sceneBoundingRect().center()) for item in view.cards.values())


def test_the_background_and_arrows_move_the_wall(view: WallView, press: Press) -> None:
    press("+")
    press("+")
    press("+")
    before = view.mapToScene(QPoint(0, 0))
    press(Key.Key_Right)
    moved = view.mapToScene(QPoint(0, 0))
    assert moved.x() > before.x()
    empty = next(
        point for x in range(5, view.viewport().width(), 7) for y in range(5, view.viewport().height(), 7)
        if view.thing_at(point := QPoint(x, y)) is None
    )  # fmt: skip
    drag(view, empty, empty + QPoint(60, 40))
    assert view.mapToScene(QPoint(0, 0)).x() < moved.x()


def test_enter_leads_to_the_answer_in_the_review(face: WallFace, press: Press) -> None:
    page = face.window().findChild(TaggingPage)
    assert page is not None
    press(" ")
    card = face.view.cursor_on
    press(Key.Key_Return)
    assert isinstance(page.face, ReviewFace)
    assert page.face.current == card


@pytest.mark.parametrize("percent", [100, 150])
def test_short_answers_are_read_whole_at_the_first_zoom(
    face: WallFace, qapp: QApplication, percent: int, qtbot: QtBot
) -> None:
    theme.apply(qapp, theme.load("dark", percent))
    qtbot.waitUntil(lambda: len(face.view.cards) == len(A))
    face.view.viewport().grab()
    painted = [item for item in face.view.cards.values() if item._lines]
    assert len(painted) >= 3
    for item in painted:
        for lines in item._lines.values():
            assert " ".join(" ".join(lines).split()) == item.card.wording


def test_another_engagement_begins_with_an_empty_hand(face: WallFace, press: Press) -> None:
    press(" ")
    press(" ")
    face.forget()
    assert not face.themes.isVisible()
    assert face.search.text() == ""
