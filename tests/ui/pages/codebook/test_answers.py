"""The answers of a theme: led to, split off, moved, and mined for cues."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.tagging import TaggingPage
from cxfacilitator.ui.pages.tagging.review import ReviewFace
from cxfacilitator.ui.settings import Settings
from tests.ui.pages.codebook.hands import Hands

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def select(hands: Hands, theme_id: str, count: int) -> tuple[AnswerId, ...]:
    """Select the first answers of a theme by keys."""
    hands.choose(theme_id)
    hands.answers.list.setFocus()
    hands.press(Key.Key_Home)
    for _ in range(count - 1):
        hands.press(Key.Key_Down, Modifier.ShiftModifier)
    return tuple(answer.id for answer in hands.answers.list.answers[:count])


def test_the_selected_answers_become_a_new_theme_and_keep_their_rank(hands: Hands) -> None:
    chosen = select(hands, "ACC-WAIT", 3)
    before = {answer: hands.snapshot.themes_of[answer] for answer in chosen}
    others = hands.having("ACC-WAIT") - set(chosen)
    assert hands.answers.split.text() == "Split 3 off"
    hands.press(Key.Key_S)
    hands.type("Queues at the desk\n")
    assert hands.having("ACC-QUEUES") == set(chosen)
    assert hands.having("ACC-WAIT") == others
    for answer in chosen:
        wanted = tuple(ThemeId("ACC-QUEUES") if theme == "ACC-WAIT" else theme for theme in before[answer])
        assert hands.snapshot.themes_of[answer] == wanted
    assert hands.current == "ACC-QUEUES"
    assert {answer.id for answer in hands.answers.list.answers} == set(chosen)
    assert hands.answers.selected == (), "nothing of the old theme's selection is left"
    hands.undo()
    assert {answer: hands.snapshot.themes_of[answer] for answer in chosen} == before
    assert "ACC-QUEUES" not in hands.snapshot.codebook.by_id


def test_the_selected_answers_get_another_theme_in_its_place(hands: Hands) -> None:
    chosen = select(hands, "ACC-WAIT", 2)
    before = {answer: hands.snapshot.themes_of[answer] for answer in chosen}
    hands.press(Key.Key_T)
    assert hands.answers.bar.theme.hasFocus()
    assert hands.answers.bar.theme.findData("ACC-WAIT") < 0, "that is the theme that they have"
    hands.type("prem")
    assert hands.answers.bar.theme.currentText() == "Premises, equipment & presentation"
    hands.press(Key.Key_Return)
    for answer in chosen:
        wanted = tuple(ThemeId("OFF-PLACE") if theme == "ACC-WAIT" else theme for theme in before[answer])
        assert hands.snapshot.themes_of[answer] == wanted
    assert not set(chosen) & {answer.id for answer in hands.answers.list.answers}
    assert hands.answers.list.hasFocus()
    assert "Move 2 answers" in hands.page.workspace.undo_label
    hands.undo()
    assert {answer: hands.snapshot.themes_of[answer] for answer in chosen} == before


def test_without_a_selection_nothing_can_be_split_or_moved(hands: Hands) -> None:
    hands.choose("ACC-WAIT")
    assert not hands.answers.split.isEnabled()
    assert not hands.answers.move_button.isEnabled()
    assert not hands.answers.words.isVisible()


def test_the_list_begins_at_its_first_answer_and_that_is_selected(hands: Hands) -> None:
    hands.choose("ACC-WAIT")
    hands.answers.list.setFocus()
    first = hands.answers.list.answers[0]
    assert hands.answers.selected == (first.id,)
    assert hands.answers.words.toPlainText() == first.wording


def test_escape_closes_the_question_and_nothing_has_changed(hands: Hands) -> None:
    select(hands, "ACC-WAIT", 1)
    before = hands.snapshot
    hands.press(Key.Key_T)
    hands.press(Key.Key_Escape)
    assert not hands.answers.bar.isVisible()
    hands.press(Key.Key_S)
    hands.press(Key.Key_Escape)
    assert not hands.page.left.new_bar.isVisible()
    assert hands.snapshot is before


def test_selected_words_become_a_cue_and_it_is_told_what_else_they_hint_at(hands: Hands) -> None:
    told: list[str] = []
    hands.page.told.connect(lambda text, _kind: told.append(text))
    hands.choose("ACC-WAIT")
    answers = hands.answers.list
    answers.setFocus()
    assert answers.choose(next(a.id for a in answers.answers if a.wording == "Mon morning queue out the door"))
    hands.press(Key.Key_K, Modifier.ControlModifier)
    assert hands.answers.words.hasFocus(), "the words are where words are selected"
    for _ in "Mon morning":
        hands.press(Key.Key_Right, Modifier.ShiftModifier)
    hands.press(Key.Key_K, Modifier.ControlModifier)
    assert hands.theme("ACC-WAIT").cues[-1] == "mon morning"
    assert hands.form.cues.entries[-1] == "mon morning"
    assert told[-1] == "“mon morning” is now a cue of “Waiting, booking & lead times”."
    hands.choose("OFF-PRICE")
    hands.page.side.answers.cue_wanted.emit(" Mon Morning ")
    hands.wait()
    assert told[-1].endswith("It hints at “Waiting, booking & lead times” as well.")
    hands.undo()
    hands.undo()
    assert "mon morning" not in hands.theme("ACC-WAIT").cues


def test_words_that_are_a_cue_already_are_refused_and_blanks_are_told_of(hands: Hands, qtbot: QtBot) -> None:
    hands.choose("ACC-WAIT")
    with qtbot.waitSignal(hands.page.workspace.refused) as refused:
        hands.answers.cue_wanted.emit("Queue*")
    assert "already" in str(refused.args[0])
    with qtbot.waitSignal(hands.page.told) as told:
        hands.answers.cue_wanted.emit(" ... ")
    assert told.args[1] == "warning"


def test_the_word_at_the_cursor_is_enough(hands: Hands) -> None:
    hands.choose("ACC-WAIT")
    answers = hands.answers.list
    answers.setFocus()
    assert answers.choose(next(a.id for a in answers.answers if a.wording == "Mon morning queue out the door"))
    hands.answers.words.setFocus()
    hands.press(Key.Key_End)
    hands.press(Key.Key_K, Modifier.ControlModifier)
    assert hands.theme("ACC-WAIT").cues[-1] == "door"


def test_a_selection_stays_while_the_theme_is_changed(hands: Hands) -> None:
    chosen = select(hands, "ACC-WAIT", 2)
    hands.form.memo.setFocus()
    hands.type("ask")
    assert hands.answers.selected == chosen


def test_enter_asks_for_the_answer_where_it_is_tagged(hands: Hands, qtbot: QtBot) -> None:
    (first,) = select(hands, "ACC-WAIT", 1)
    with qtbot.waitSignal(hands.page.answer_wanted) as wanted:
        hands.press(Key.Key_Return)
    assert wanted.args == [first]


def test_the_window_leads_to_the_answer(hands: Hands, settings: Settings, qtbot: QtBot) -> None:
    window = MainWindow(hands.page.workspace, settings)
    qtbot.addWidget(window)
    window.show()
    window.show_stage("codebook")
    answer_id = max(hands.having("ACC-WAIT"))
    window.pages["codebook"].answer_wanted.emit(answer_id)
    assert window.stage == "tagging"
    tagging = window.pages["tagging"]
    assert isinstance(tagging, TaggingPage)
    assert isinstance(tagging.face, ReviewFace)
    assert tagging.face.current == answer_id


def test_below_the_fields_an_empty_list_of_answers_leaves_its_room_to_them(hands: Hands) -> None:
    side = hands.page.side
    assert side.orientation() == Qt.Orientation.Vertical
    hands.choose("ACC-WAIT")
    assert hands.answers.isVisible()
    hands.press(Key.Key_N, Modifier.ControlModifier | Modifier.ShiftModifier)
    hands.type("Boat lore\n")
    assert hands.current == "ACC-BOAT"
    assert not hands.answers.isVisible()
    hands.choose("ACC-WAIT")
    assert hands.answers.isVisible()
