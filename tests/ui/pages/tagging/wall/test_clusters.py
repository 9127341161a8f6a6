"""Clusters that the machine suggests, and clusters that become themes."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.review import Left
from cxfacilitator.services import tagging
from cxfacilitator.ui.pages.tagging.wall import WallFace
from cxfacilitator.ui.workspace import Workspace
from tests.ui.pages.tagging.hands import shown
from tests.ui.pages.tagging.wall.hands import A, Press, Wait, put_together

Key, Modifier = Qt.Key, Qt.KeyboardModifier


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
