"""The history of the codebook on the screen, and the way back."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxfacilitator.services import codebook as service
from tests.ui.pages.codebook.hands import Hands

Key, Modifier = Qt.Key, Qt.KeyboardModifier
OPEN = (Key.Key_H, Modifier.ControlModifier | Modifier.ShiftModifier)


def changed(hands: Hands, qtbot: QtBot) -> None:
    """Rename a theme, then merge it away, and open the history."""
    hands.choose("COM-CLEAR")
    hands.press(Key.Key_F2)
    hands.type("Plain words")
    hands.page.workspace.do(service.merge, ["COM-CLEAR"], "COM-PROACT")
    hands.wait()
    hands.press(*OPEN)
    qtbot.waitUntil(lambda: len(hands.page.history.list.rows) == 2)


def test_a_codebook_that_nobody_changed_says_so(hands: Hands) -> None:
    hands.press(*OPEN)
    assert hands.page.history.isVisible()
    assert hands.page.history.list.rows == ()
    assert not hands.page.history.right.isVisible()
    assert not hands.page.history.roll.isVisible()
    assert not hands.page.add_button.isVisible()
    hands.press(Key.Key_Escape)
    assert hands.list.hasFocus()


def test_changes_stand_newest_first_with_what_the_codebook_was(hands: Hands, qtbot: QtBot) -> None:
    changed(hands, qtbot)
    view = hands.page.history
    first, second = (row.spoken for row in view.list.rows)
    assert first.startswith("Merge Plain words into Keeping customers informed\n")
    assert second.startswith("Rename")
    was = [row.spoken for row in view.was.rows]
    assert any(text.startswith("Plain words\n") and text.endswith("Gone since") for text in was)
    kept = next(text for text in was if text.startswith("Keeping customers informed\n"))
    assert kept.endswith("Changed since: definition, included cases, excluded cases, cues and examples")
    assert view.was.current_value().startswith("Changed since"), "it is shown where it begins to differ"
    hands.press(Key.Key_Down)
    assert any(row.spoken.startswith("Clear information & expectations\n") for row in view.was.rows)
    assert view.will.text().startswith(
        "Rolling back takes this and 1 later change back. The themes of 12 answers go back."
    )


def test_rolling_back_is_a_step_that_undo_takes_back(hands: Hands, qtbot: QtBot) -> None:
    before = hands.snapshot
    changed(hands, qtbot)
    after = hands.snapshot
    hands.press(Key.Key_Down)
    hands.page.history.roll.click()
    qtbot.waitUntil(lambda: len(hands.page.history.list.rows) == 3)
    assert hands.snapshot.codebook == before.codebook
    assert hands.snapshot.tags == before.tags
    hands.undo()
    assert hands.snapshot.codebook == after.codebook
    qtbot.waitUntil(lambda: len(hands.page.history.list.rows) == 2)
