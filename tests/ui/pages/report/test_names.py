"""Names looked for and taken out with real keys in a real file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.paths import resource
from cxfacilitator.services import plan
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.report import ReportPage
from cxfacilitator.ui.pages.report.names import NamesFace
from cxfacilitator.ui.workspace import Workspace
from tests.files import imported

Key, Modifier = Qt.Key, Qt.KeyboardModifier


class _Names(ReportPage):
    """The report with this face alone: the others make a PDF as soon as they are shown."""

    kinds = (NamesFace,)


@pytest.fixture
def page(workspace: Workspace, host: Callable[[Page], QWidget], qtbot: QtBot, tmp_path: Path) -> ReportPage:
    with qtbot.waitSignal(workspace.opened):
        workspace.open(imported(tmp_path / "e.cxfac", resource("sample"), resource("sample", "tags.json")))
    assert workspace.snapshot is not None
    idea = workspace.snapshot.ideas[0]
    workspace.do(plan.rename, idea.id, "Ask Priya, priya.s@example.org")
    workspace.do(plan.decide, workspace.snapshot.ideas[1].id, None, "", "Yusuf")
    qtbot.waitUntil(lambda: not workspace.busy)
    page = _Names(workspace)
    host(page)
    page.show_snapshot(workspace.snapshot)
    page.begin()
    workspace.changed.connect(page.show_snapshot)
    return page


@pytest.fixture
def face(page: ReportPage, qtbot: QtBot) -> NamesFace:
    face = page.face
    assert isinstance(face, NamesFace)
    qtbot.waitUntil(lambda: bool(face.found))
    return face


@pytest.fixture
def press(workspace: Workspace, face: NamesFace, qtbot: QtBot) -> Callable[..., None]:
    """Press keys where the cursor is, and wait until names were looked for again."""

    def press(*keys: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        for key in keys:
            focused = QApplication.focusWidget()
            assert focused is not None
            QTest.keyClick(focused, key, modifier)
            qtbot.waitUntil(lambda: not workspace.busy and not workspace.jobs.busy)

    return press


def listed(face: NamesFace) -> list[str]:
    return [row.lines[0].text for row in face.words.rows]


def test_the_list_says_what_this_edition_prints_and_where(face: NamesFace) -> None:
    assert face.words.hasFocus(), "as soon as there is something to choose"
    assert listed(face) == [
        "This edition prints · 2",
        "Brightl",
        "Pk",
        "Not in this edition, but in the file · 4",
        "Priya",
        "Yusuf",
        "priya.s@example.org",
        "Dave",
    ]
    assert face.state.text() == "Leadership edition: 2 people may be named: Brightl and Pk."
    QTest.keyClick(face.words, Key.Key_End)
    assert face.words.current_value().words == "Dave"
    QTest.keyClick(face.words, Key.Key_Home)
    (row,) = face.places.rows
    assert row.lines[0].text[slice(*row.lines[0].underlined[0])] == "Brightl"
    QTest.keyClick(face.words, Key.Key_End)
    QTest.keyClick(face.words, Key.Key_PageUp)
    assert face.words.current_value().words == "Brightl"


def test_names_are_taken_out_one_by_one_and_kept(
    face: NamesFace, page: ReportPage, press: Callable[..., None], workspace: Workspace
) -> None:
    press(Key.Key_N)  # Brightl is nobody's name
    assert listed(face)[:2] == ["This edition prints · 1", "Pk"]
    press(Key.Key_Delete)
    assert face.state.text().startswith("Leadership edition: This edition names nobody.")
    assert face.words.current_value().words == "Priya"
    assert [row.lines[1].text for row in face.places.rows][-1] == "Idea CHATBOT · this edition prints [name]"
    press(Key.Key_Down, Key.Key_Down, modifier=Modifier.ShiftModifier)  # Priya, Yusuf and the address
    press(Key.Key_W)
    QTest.keyClicks(face.instead, "somebody")
    press(Key.Key_Return)
    assert workspace.snapshot is not None
    assert workspace.snapshot.ideas[0].title == "Ask [somebody], [somebody]"
    assert workspace.undo_label == "Take “Priya”, “Yusuf” and “priya.s@example.org” out"
    assert listed(face)[1:] == ["Yusuf", "Dave"]
    assert page.primary_action() is None  # an owner is changed in the plan
    workspace.undo()
    press(Key.Key_Escape)
    assert len(listed(face)) == 5


def test_all_that_is_certain_goes_after_its_list_was_shown(
    face: NamesFace, page: ReportPage, press: Callable[..., None], workspace: Workspace
) -> None:
    press(Key.Key_A)
    assert page.primary_action() is face.agree
    assert face.agree.text() == "Take names out of 3 places"
    assert [row.lines[0].text for row in face.planned.rows][-1] == "Ask [name], [contact]"
    press(Key.Key_Escape)
    assert page.primary_action() is face.all
    assert listed(face)[4] == "Priya"
    press(Key.Key_A)
    face.agree.click()
    press(Key.Key_Escape)
    assert [words.words for words in face.found] == ["Yusuf", "Dave", "Brightl", "Pk"]
    press(Key.Key_A)
    assert page.primary_action() is None


def test_what_was_found_leads_to_where_it_was_typed(
    face: NamesFace, page: ReportPage, press: Callable[..., None], qtbot: QtBot, workspace: Workspace
) -> None:
    assert workspace.snapshot is not None
    with qtbot.waitSignal(page.answer_wanted) as wanted:
        press(Key.Key_Return, Key.Key_Return)
    assert wanted.args == [workspace.snapshot.answer_called("S8-Q3-03").id]
    face.words.choose("Yusuf")
    with qtbot.waitSignal(page.stage_wanted) as wanted:
        face.look.click()
    assert wanted.args == ["plan"]


def test_in_the_end_nobody_is_named_any_more(face: NamesFace, press: Callable[..., None], workspace: Workspace) -> None:
    assert workspace.snapshot is not None
    workspace.do(plan.decide, workspace.snapshot.ideas[1].id, None, "", "")
    press(Key.Key_A, Key.Key_Escape)
    face.words.selectAll()
    press(Key.Key_Delete)
    assert face.nobody.isVisible()
    assert face.nobody.sentence.text() == "Nobody is named any more."


def test_another_engagement_hears_no_name_of_the_last_one(face: NamesFace) -> None:
    face.instead.setText("Priya’s deputy")
    face.forget()
    assert not face.state.isVisible()
    assert not face.instead.text()
