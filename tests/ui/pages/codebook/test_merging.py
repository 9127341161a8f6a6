"""Merging: what will happen is shown first, and undo takes it back in one step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from cxfacilitator.domain.codebook_merge import merged
from tests.ui.pages.codebook.hands import Hands

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def begin(hands: Hands) -> None:
    """Select two themes of a family and press M."""
    hands.choose("COM-PROACT")
    hands.press(Key.Key_Down, Modifier.ShiftModifier)
    assert hands.page.left.merge_button.text() == "Merge 2"
    hands.press(Key.Key_M)


def test_it_shows_what_will_happen_and_what_the_theme_will_say(hands: Hands) -> None:
    begin(hands)
    view = hands.page.merge
    gone, kept = hands.having("COM-CLEAR"), hands.having("COM-PROACT")
    assert view.kept.currentText() == "Keeping customers informed"
    assert view.answers.text().startswith(f"{len(gone)} answers will have “Keeping customers informed” instead, ")
    assert ("both now" in view.answers.text()) == bool(gone & kept)
    after = merged(hands.snapshot.codebook, ["COM-CLEAR"], "COM-PROACT").by_id["COM-PROACT"]  # type: ignore[list-item,arg-type,index]
    texts = [words.text() for words in view.findChildren(QLabel) if words.isVisible()]
    assert after.definition in texts
    assert ", ".join(after.cues) in texts
    assert not hands.page.add_button.isVisible(), "one primary button is enough"


def test_enter_merges_in_one_step_that_undo_takes_back(hands: Hands) -> None:
    before = hands.snapshot
    both = hands.having("COM-CLEAR") | hands.having("COM-PROACT")
    begin(hands)
    hands.press(Key.Key_Return)
    assert hands.having("COM-PROACT") == both
    assert "COM-CLEAR" not in hands.snapshot.codebook.by_id
    assert hands.current == "COM-PROACT"
    assert hands.page.right.currentWidget() is hands.page.side
    assert hands.list.hasFocus()
    hands.undo()
    assert hands.snapshot.codebook == before.codebook
    assert hands.snapshot.tags == before.tags


def test_another_theme_can_be_kept(hands: Hands) -> None:
    begin(hands)
    hands.press(Key.Key_Down)
    view = hands.page.merge
    assert view.heading.text() == "Merge “Keeping customers informed” into “Clear information & expectations”"
    hands.press(Key.Key_Return)
    assert "COM-PROACT" not in hands.snapshot.codebook.by_id
    assert hands.current == "COM-CLEAR"


def test_escape_changes_nothing(hands: Hands) -> None:
    before = hands.snapshot
    begin(hands)
    hands.press(Key.Key_Escape)
    assert hands.snapshot is before
    assert hands.page.right.currentWidget() is hands.page.side
    assert hands.page.add_button.isVisible()


def test_a_single_theme_is_merged_into_any_other(hands: Hands) -> None:
    hands.choose("ACC-WAIT")
    hands.press(Key.Key_M)
    view = hands.page.merge
    assert view.kept.count() == len(hands.snapshot.codebook.counted) - 1
    assert hands.theme(view.kept.currentData()).family == "ACC", "its own family is likely"
    view.kept.setCurrentIndex(view.kept.findData("OFF-RANGE"))
    view.kept.activated.emit(view.kept.currentIndex())
    wanted = hands.having("ACC-WAIT") | hands.having("OFF-RANGE")
    hands.press(Key.Key_Return)
    assert hands.having("OFF-RANGE") == wanted


def test_it_closes_when_undo_takes_one_of_the_themes_away(hands: Hands) -> None:
    hands.choose("ACC-WAIT")
    hands.press(Key.Key_N, Modifier.ControlModifier | Modifier.ShiftModifier)
    hands.type("Queues\n")
    hands.press(Key.Key_M)
    assert hands.page.right.currentWidget() is hands.page.merge
    hands.undo()
    assert hands.page.right.currentWidget() is not hands.page.merge
    assert hands.page.add_button.isVisible()
