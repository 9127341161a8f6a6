"""The list of themes: what it shows, and themes and families that are found, added, moved and removed in it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import Family, Theme, ThemeId
from cxfacilitator.services import codebook as service
from cxfacilitator.services import tagging
from cxfacilitator.ui.pages.codebook.places import Place, after_drop
from tests.ui.pages.codebook.hands import Hands

Key, Modifier = Qt.Key, Qt.KeyboardModifier
NEW = (Key.Key_N, Modifier.ControlModifier | Modifier.ShiftModifier)


def drop(hands: Hands, line: int, share: float) -> None:
    """Let the selected themes go on a row, so far down it."""
    hands.list.scrollTo(hands.list.model().index(line, 0))
    area = QRectF(hands.list.visualRect(hands.list.model().index(line, 0)))
    at = QPointF(area.left() + 40, area.top() + area.height() * share)
    actions, buttons = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    hands.list.dropEvent(QDropEvent(at, actions, QMimeData(), buttons, Modifier.NoModifier))
    hands.wait()


def test_each_family_stands_above_its_themes_and_the_residual_codes_at_the_end(hands: Hands) -> None:
    book = hands.snapshot.codebook
    wanted = []
    for family in book.families:
        wanted += [family.name, *(theme.name for theme in book.counted if theme.family == family.id)]
    wanted += ["Codes for what has no theme", *(theme.name for theme in book.themes if theme.residual)]
    assert hands.shown == wanted


def test_a_theme_is_counted_by_groups_and_by_reviewed_answers(hands: Hands) -> None:
    answers = [hands.snapshot.answer[answer_id] for answer_id in hands.having("ACC-WAIT")]
    assert [row.note for row in hands.list.rows if row.text == "Waiting, booking & lead times"] == [
        f"{len({answer.group_id for answer in answers})} groups · {len(answers)} answers"
    ]
    hands.page.workspace.do(tagging.set_reviewed, answers[0].id, False)
    hands.wait()
    note = next(row.note for row in hands.list.rows if row.text == "Waiting, booking & lead times")
    assert note.endswith(f" · {len(answers) - 1} answers")


def test_the_answers_of_a_theme_that_nobody_reviewed_are_not_listed(hands: Hands) -> None:
    hands.choose("ACC-WAIT")
    before = {answer.id for answer in hands.answers.list.answers}
    first = hands.answers.list.answers[0]
    hands.page.workspace.do(tagging.set_reviewed, first.id, False)
    hands.wait()
    assert {answer.id for answer in hands.answers.list.answers} == before - {first.id}


def test_words_narrow_the_list_and_enter_leads_back_to_it(hands: Hands) -> None:
    hands.press(Key.Key_F, Modifier.ControlModifier)
    hands.type("bill")
    assert hands.shown == ["Ease, price & offer", "Billing, invoicing & payment"]
    hands.press(Key.Key_Return)
    assert hands.list.hasFocus()
    hands.page.left.search.clear()
    assert len(hands.shown) > 30


def test_alt_and_an_arrow_move_a_theme_within_its_family_and_into_the_next(hands: Hands) -> None:
    before = hands.family("ACC")
    hands.choose(before[-2])
    hands.press(Key.Key_Down, Modifier.AltModifier)
    assert hands.family("ACC") == [*before[:-2], before[-1], before[-2]]
    hands.press(Key.Key_Down, Modifier.AltModifier)
    assert hands.family("ACC") == [*before[:-2], before[-1]]
    assert hands.family("DEL")[0] == before[-2]
    assert hands.current == before[-2]
    hands.press(Key.Key_Up, Modifier.AltModifier)
    assert hands.family("ACC") == [*before[:-2], before[-1], before[-2]]
    hands.undo()
    assert hands.family("ACC") == before, "moving one theme again and again is one step"


def test_at_either_end_of_the_codebook_a_theme_stays(hands: Hands) -> None:
    before = hands.snapshot.codebook
    hands.choose(hands.family("PEO")[0])
    hands.press(Key.Key_Up, Modifier.AltModifier)
    hands.choose(hands.family("INT")[-1])
    hands.press(Key.Key_Down, Modifier.AltModifier)
    assert hands.snapshot.codebook is before


def test_several_themes_move_together(hands: Hands) -> None:
    before = hands.family("PEO")
    hands.choose(before[1])
    hands.press(Key.Key_Down, Modifier.ShiftModifier)
    hands.press(Key.Key_Up, Modifier.AltModifier)
    assert hands.family("PEO") == [before[1], before[2], before[0], *before[3:]]


def test_a_family_moves_with_its_themes(hands: Hands) -> None:
    hands.choose("ACC")
    hands.press(Key.Key_Up, Modifier.AltModifier)
    assert [family.id for family in hands.snapshot.codebook.families][:2] == ["ACC", "PEO"]
    assert hands.shown[0] == "Access & responsiveness"
    assert hands.current == "ACC"


def test_a_dragged_theme_comes_before_the_one_it_is_let_go_on_or_to_the_end_of_the_family_above(hands: Hands) -> None:
    rows = hands.list.rows
    theme = next(row for row in rows if isinstance(row.of, Theme) and row.of.id == "ACC-WAIT")
    family = next(row for row in rows if isinstance(row.of, Family) and row.of.id == "DEL")
    assert after_drop(rows, theme) == Place("ACC", ThemeId("ACC-WAIT"))
    assert after_drop(rows, family) == Place("ACC")
    assert after_drop(rows, None) == Place("INT"), "no theme stands among the residual codes"
    assert after_drop(rows, rows[0]) is None
    hands.choose("PEO-CARE")
    drop(hands, rows.index(theme), 0.25)
    assert hands.family("ACC").index("PEO-CARE") == hands.family("ACC").index("ACC-WAIT") - 1
    drop(hands, len(hands.list.rows) - 1, 0.75)
    assert hands.family("INT")[-1] == "PEO-CARE"
    assert hands.current == "PEO-CARE"


def test_a_theme_is_added_by_name_in_the_family_where_the_cursor_is(hands: Hands) -> None:
    hands.choose("OFF-PRICE")
    hands.press(*NEW)
    hands.type("Loyalty scheme\n")
    assert hands.family("OFF")[-1] == "OFF-LOYALTY"
    assert hands.theme("OFF-LOYALTY").name == "Loyalty scheme"
    assert hands.current == "OFF-LOYALTY"
    assert not hands.page.left.new_bar.isVisible()
    assert hands.list.hasFocus()
    hands.undo()
    assert "OFF-LOYALTY" not in hands.snapshot.codebook.by_id


def test_a_name_that_is_taken_is_refused_and_what_was_typed_stays(hands: Hands, qtbot: QtBot) -> None:
    hands.press(*NEW)
    with qtbot.waitSignal(hands.page.workspace.refused) as refused:
        hands.type("reaching US\n")
    assert "“Reaching us”" in str(refused.args[0])
    assert hands.page.left.new_bar.isVisible()
    assert hands.page.left.new_bar.name.text() == "reaching US"
    hands.press(Key.Key_Escape)
    assert not hands.page.left.new_bar.isVisible()
    assert hands.list.hasFocus()


def test_a_family_is_added_renamed_and_removed(hands: Hands, qtbot: QtBot) -> None:
    hands.page.left.family_button.click()
    hands.type("Safety\n")
    assert hands.snapshot.codebook.families[-1] == Family("SAF", "Safety")
    assert hands.current == "SAF"
    hands.press(Key.Key_F2)
    hands.type("Health and safety")
    assert hands.snapshot.codebook.families[-1].name == "Health and safety"
    hands.choose("SAF")
    hands.press(Key.Key_Delete)
    assert "SAF" not in hands.snapshot.codebook.families_by_id
    hands.choose("ACC")
    with qtbot.waitSignal(hands.page.workspace.refused) as refused:
        hands.press(Key.Key_Delete)
    assert "still has “Reaching us”" in str(refused.args[0])


def test_a_theme_that_no_answer_has_is_removed_and_one_in_use_is_to_be_merged(hands: Hands) -> None:
    hands.press(*NEW)
    hands.type("Nobody says this\n")
    hands.press(Key.Key_Delete)
    assert "Nobody says this" not in hands.shown
    told: list[str] = []
    hands.page.told.connect(lambda text, _kind: told.append(text))
    hands.choose("ACC-WAIT")
    before = hands.snapshot
    hands.press(Key.Key_Delete)
    assert hands.snapshot is before
    assert hands.page.right.currentWidget() is hands.page.merge
    assert f"{len(hands.having('ACC-WAIT'))} answers have “Waiting, booking & lead times”" in told[-1]
    assert hands.page.merge.heading.text().startswith("Merge “Waiting, booking & lead times” into")


def test_after_a_theme_is_gone_the_cursor_is_near_where_it_was(hands: Hands) -> None:
    hands.choose("OFF-PRICE")
    hands.press(*NEW)
    hands.type("Refunds\n")
    neighbours = {"OFF-PLACE", "INT", "INT-EMPOWER"}
    hands.undo()
    assert hands.current in neighbours


def test_single_letters_in_the_list_do_nothing_to_residual_codes(hands: Hands) -> None:
    hands.choose("NOT-CX")
    before = hands.snapshot
    for key in (Key.Key_M, Key.Key_Delete):
        hands.press(key)
    hands.press(Key.Key_Up, Modifier.AltModifier)
    assert hands.snapshot is before
    assert hands.page.right.currentWidget() is hands.page.side


@pytest.mark.parametrize("start", ["default", "empty"])
def test_while_nothing_is_tagged_another_codebook_can_be_begun_with(hands: Hands, tmp_path: Path, start: str) -> None:
    assert not hands.page.left.start.isVisible()
    for theme_id in {tag.theme_id for tag in hands.snapshot.tags}:
        hands.page.workspace.do(tagging.untag_many, tuple(hands.having(theme_id)), theme_id)
        hands.wait()
    assert hands.page.left.start.isVisible()
    assert not hands.page.left.start.default.isEnabled(), "it is the default codebook already"
    hands.page.left.start.empty.click()
    hands.wait()
    assert hands.shown[0] == "Codes for what has no theme"
    assert hands.page.middle.currentWidget() is hands.page.empty
    if start == "default":
        hands.page.empty.button.click()
        hands.wait()
        assert hands.snapshot.codebook == service.default()
        assert hands.page.book.isVisible()
    else:
        hands.page.empty.own.click()
        hands.type("Waiting\n")
        assert [theme.name for theme in hands.snapshot.codebook.counted] == ["Waiting"]
        assert hands.page.book.isVisible()
        assert hands.theme(hands.current).name == "Waiting"
