"""The fields of a theme: every key is in the file, and no key does anything else."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import Colour, ThemeId, Visibility
from cxfacilitator.services import codebook as service
from cxfacilitator.ui.pages.codebook.theme_form import VISIBILITY
from tests.ui.pages.codebook.hands import Hands

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def end(hands: Hands) -> None:
    hands.press(Key.Key_End, Modifier.ControlModifier)


def test_enter_leads_into_the_definition_and_escape_back(hands: Hands) -> None:
    hands.choose("ACC-WAIT")
    hands.press(Key.Key_Return)
    assert hands.form.definition.hasFocus()
    hands.press(Key.Key_Escape)
    assert hands.list.hasFocus()


def test_what_is_typed_is_in_the_file_and_undo_takes_all_of_it_back(hands: Hands) -> None:
    before = hands.theme("ACC-WAIT").definition
    hands.choose("ACC-WAIT")
    hands.press(Key.Key_Return)
    end(hands)
    hands.type(" Also trains.")
    assert hands.theme("ACC-WAIT").definition == f"{before} Also trains."
    assert "definition" in hands.page.workspace.undo_label
    hands.undo()
    assert hands.theme("ACC-WAIT").definition == before
    assert hands.form.definition.toPlainText() == before


def test_letters_that_are_keys_elsewhere_are_only_letters_in_a_field(hands: Hands) -> None:
    hands.choose("ACC-WAIT")
    before = hands.snapshot
    for field in (hands.form.definition, hands.form.include, hands.form.cues, hands.form.memo, hands.form.name):
        field.setFocus()
        end(hands)
        hands.type("mst")
        assert field.toPlainText().endswith("mst")
    assert hands.snapshot.tags == before.tags
    assert len(hands.snapshot.codebook.themes) == len(before.codebook.themes)
    assert hands.page.right.currentWidget() is hands.page.side
    assert hands.theme("ACC-WAIT").cues[-1].endswith("mst")


def test_two_fields_typed_in_a_hurry_both_reach_the_file(hands: Hands) -> None:
    hands.choose("ACC-WAIT")
    hands.form.memo.setFocus()
    QTest.keyClicks(hands.form.memo, "ask the depot")
    hands.form.include.setFocus()
    QTest.keyClicks(hands.form.include, "trains ")
    hands.wait()
    assert hands.theme("ACC-WAIT").memo == "ask the depot"
    assert hands.theme("ACC-WAIT").include[0].startswith("trains")


def test_a_blank_at_the_end_stays_on_the_screen_and_not_in_the_file(hands: Hands) -> None:
    hands.choose("ACC-WAIT")
    hands.form.memo.setFocus()
    hands.type("one ")
    assert hands.theme("ACC-WAIT").memo == "one"
    assert hands.form.memo.toPlainText() == "one "
    hands.type("two")
    assert hands.theme("ACC-WAIT").memo == "one two"


def test_a_line_is_an_entry(hands: Hands) -> None:
    before = hands.theme("ACC-WAIT").cues
    hands.choose("ACC-WAIT")
    hands.form.cues.setFocus()
    end(hands)
    hands.type("\nticket machine\n")
    assert hands.theme("ACC-WAIT").cues == (*before, "ticket machine")
    for _ in "\nticket machine\n":
        hands.press(Key.Key_Backspace)
    assert hands.theme("ACC-WAIT").cues == before


def test_the_name_of_another_theme_is_not_saved_and_it_says_why(hands: Hands, qtbot: QtBot) -> None:
    refused: list[object] = []
    hands.page.workspace.refused.connect(refused.append)
    hands.choose("ACC-WAIT")
    hands.press(Key.Key_F2)
    assert hands.form.name.hasFocus()
    hands.type("Reaching us")
    assert hands.theme("ACC-WAIT").name == "Reaching u"
    assert "already" in hands.form.refusal.text()
    assert hands.form.refusal.isVisible()
    hands.type(" all")
    assert hands.theme("ACC-WAIT").name == "Reaching us all"
    assert not hands.form.refusal.isVisible()
    assert not refused


@pytest.mark.parametrize("typed", ["", "Reaching us"])
def test_a_name_that_cannot_be_is_what_it_was_once_it_is_left(hands: Hands, typed: str) -> None:
    hands.choose("ACC-WAIT")
    hands.press(Key.Key_F2)
    hands.press(Key.Key_Delete)
    hands.type(typed)
    hands.press(Key.Key_Escape)
    assert hands.form.name.toPlainText() == hands.theme("ACC-WAIT").name != typed
    assert not hands.form.refusal.isVisible()


def test_enter_in_the_name_goes_to_the_next_field(hands: Hands) -> None:
    hands.choose("ACC-WAIT")
    hands.press(Key.Key_F2)
    hands.press(Key.Key_Return)
    assert QApplication.focusWidget() is hands.form.family
    assert "\n" not in hands.theme("ACC-WAIT").name


def test_who_can_speak_about_it_says_what_follows(hands: Hands) -> None:
    hands.choose("ACC-WAIT")
    assert hands.form.consequence.text() == VISIBILITY[Visibility.DIRECT][1]
    hands.form.visibility.setFocus()
    hands.press(Key.Key_Down)
    assert hands.theme("ACC-WAIT").visibility is Visibility.INDIRECT
    assert hands.form.consequence.text() == VISIBILITY[Visibility.INDIRECT][1]
    assert "is never a gap" in hands.form.consequence.text()


def test_colour_effort_and_family_are_chosen(hands: Hands) -> None:
    hands.choose("OFF-PRICE")
    hands.form.swatches.buttons[Colour.TEAL].setFocus()
    hands.press(Key.Key_Space)
    assert hands.theme("OFF-PRICE").colour is Colour.TEAL
    assert not hands.theme("OFF-PRICE").effort_linked
    hands.form.effort.setFocus()
    hands.press(Key.Key_Space)
    assert hands.theme("OFF-PRICE").effort_linked
    hands.form.family.setFocus()
    hands.press(Key.Key_Down)
    assert hands.theme("OFF-PRICE").family == "INT"
    assert hands.form.family.currentText() == "Inside the organisation"
    assert hands.current == "OFF-PRICE"
    for _ in range(3):
        hands.undo()
    assert hands.theme("OFF-PRICE") == service.default().by_id[ThemeId("OFF-PRICE")]


def test_an_example_belongs_to_its_question(hands: Hands) -> None:
    hands.choose("ACC-WAIT")
    hands.form.more.unfold()
    before = dict(hands.theme("ACC-WAIT").examples)
    text = next(text for question, text in hands.form.examples.items() if question.value == "Q2")
    text.setFocus()
    text.selectAll()
    hands.type("Three weeks for a slot")
    assert hands.theme("ACC-WAIT").examples == before | {"Q2": "Three weeks for a slot"}
    text.selectAll()
    hands.press(Key.Key_Delete)
    assert "Q2" not in hands.theme("ACC-WAIT").examples


def test_a_look_alike_is_told_with_the_names_that_the_themes_have_now(hands: Hands) -> None:
    hands.choose("PEO-KNOW")
    assert "“Friendliness, courtesy & care”" in hands.form.notes.text()
    hands.page.workspace.do(service.save_theme, replace(hands.theme("PEO-CARE"), name="Warmth"))
    hands.wait()
    assert "Then it is “Warmth”" in hands.form.notes.text()
    hands.choose("PEO-LISTEN")
    hands.choose("OFF-PRICE")
    assert not hands.form.notes.isVisible()


def test_a_residual_code_can_be_renamed_and_says_that_it_counts_for_nothing(hands: Hands) -> None:
    hands.choose("GEN-PRAISE")
    assert "never counted" in hands.form.notes.text()
    assert not hands.form.visibility.isVisible()
    assert not hands.form.cues.isVisible()
    hands.press(Key.Key_F2)
    hands.type("Just praise")
    assert hands.theme("GEN-PRAISE").name == "Just praise"
    assert hands.theme("GEN-PRAISE").residual


def test_a_change_from_elsewhere_is_shown_while_the_cursor_is_in_another_field(hands: Hands) -> None:
    hands.choose("ACC-WAIT")
    hands.form.memo.setFocus()
    hands.page.workspace.do(service.add_cue, "ACC-WAIT", "Stood There")
    hands.wait()
    assert hands.form.cues.entries[-1] == "stood there"
