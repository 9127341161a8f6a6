"""A list on its way to the forms: shown, corrected, agreed, and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.forms import Kind, Separator
from cxfacilitator.domain.reading import ReadingChoices
from cxfacilitator.ui import ask
from cxfacilitator.ui.pages.forms import FormsPage
from tests.ui.pages.forms.conftest import CONTROL, Hands

ROWS = "Segment\tDate\tGood\tBad\ntrade\t3/5/2026\tquick / clean\tlate\nhome\tsoon\tnice\t\n"


def pasted(page: FormsPage, qtbot: QtBot, text: str = ROWS) -> None:
    QGuiApplication.clipboard().setText(text)
    page.paste()
    qtbot.waitUntil(lambda: page.planning.active)


def test_pasted_rows_are_shown_before_anything_is_added(page: FormsPage, hands: Hands, qtbot: QtBot) -> None:
    pasted(page, qtbot)
    assert page.middle.currentWidget() is page.plan_view
    assert page.plan_view.apply.text() == "Add 2 forms"
    assert not page.type_button.isVisible()
    assert hands.in_file == {}
    page.plan_view.apply.click()
    qtbot.waitUntil(lambda: len(hands.in_file) == 2)
    assert hands.in_file == {"F1": {"well": ["quick / clean"], "improve": ["late"]}, "F2": {"well": ["nice"]}}
    assert page.middle.currentWidget() is page.grid
    hands.undo()
    assert hands.in_file == {}


def test_cells_pasted_while_a_cell_is_typed_in_are_a_list(page: FormsPage, hands: Hands, qtbot: QtBot) -> None:
    page.begin()
    hands.type("one")
    QGuiApplication.clipboard().setText(ROWS)
    hands.press(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: page.planning.active)
    assert hands.in_file == {"F1": {"well": ["one"]}}


def test_what_the_list_does_not_say(page: FormsPage, hands: Hands, qtbot: QtBot) -> None:
    """Kind, segment, day and what stands between answers; the plan follows each choice."""
    pasted(page, qtbot)
    view = page.plan_view
    view.kind.setCurrentIndex(list(Kind).index(Kind.REVIEW))
    view.kind.activated.emit(view.kind.currentIndex())
    qtbot.waitUntil(lambda: view.apply.text() == "Add 2 reviews")
    view.separator.setCurrentIndex(list(Separator).index(Separator.SLASH))
    view.separator.activated.emit(view.separator.currentIndex())
    qtbot.waitUntil(lambda: view.plan is not None and view.plan.answers == 4)
    view.apply.click()
    qtbot.waitUntil(lambda: len(hands.in_file) == 2)
    assert hands.in_file["R1"] == {"well": ["quick", "clean"], "improve": ["late"]}


def test_a_list_without_known_columns_asks_which_they_are(page: FormsPage, hands: Hands, qtbot: QtBot) -> None:
    pasted(page, qtbot, "Name\tWords\tMore\nAnna\tquick\tx\n")
    view = page.plan_view
    assert not view.apply.isEnabled()
    choice = view.reading.columns["Column 2"]
    choice.setCurrentIndex([str(value) for value in choice.values].index("Q2"))
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: view.plan is not None)
    assert isinstance(view.choices.reading, ReadingChoices)
    view.apply.click()
    qtbot.waitUntil(lambda: bool(hands.in_file))
    assert hands.in_file["F2"] == {"improve": ["quick"]}


def test_rows_that_are_here_already_can_be_added_once_more(page: FormsPage, hands: Hands, qtbot: QtBot) -> None:
    pasted(page, qtbot)
    page.plan_view.apply.click()
    qtbot.waitUntil(lambda: len(hands.in_file) == 2)
    pasted(page, qtbot)
    assert not page.plan_view.apply.isEnabled()
    once_more = next(button for button in page.plan_view.findChildren(QPushButton) if "once more" in button.text())
    once_more.click()
    qtbot.waitUntil(page.plan_view.apply.isEnabled)
    page.plan_view.apply.click()
    qtbot.waitUntil(lambda: len(hands.in_file) == 4)


def test_escape_leaves_everything_as_it_was(page: FormsPage, hands: Hands, qtbot: QtBot) -> None:
    pasted(page, qtbot)
    hands.press(Qt.Key.Key_Escape)
    assert not page.planning.active
    assert hands.in_file == {}


def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    page: FormsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = tmp_path / "forms.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 40)
    monkeypatch.setattr(ask, "file_to_open", lambda *_: picture)
    with qtbot.waitSignal(page.told) as told:
        page.import_button.click()
    assert told.args[0].startswith("forms.csv is an image")
    assert not page.planning.active


def test_an_empty_clipboard_says_so(page: FormsPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(page.told) as told:
        page.paste()
    assert "no text to paste" in told.args[0]
