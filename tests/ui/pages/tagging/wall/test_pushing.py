"""Cards pushed together with a real mouse and real keys; what they come to is in the file."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxfacilitator.ui.pages.tagging.wall import WallFace
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.tagging.hands import in_file, shown
from tests.ui.pages.tagging.wall.hands import A, Press, Wait, drag, put_together, spot

Key, Modifier = Qt.Key, Qt.KeyboardModifier
LEFT = Qt.MouseButton.LeftButton


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
