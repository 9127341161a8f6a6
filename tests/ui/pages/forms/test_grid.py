"""The grid by real keys: what is typed is in the file, and nothing moves under the cursor."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.forms import Kind
from cxfacilitator.domain.sheets import Box
from cxfacilitator.ui.pages.forms import FormsPage
from cxfacilitator.ui.pages.forms.cell import fitted
from cxfacilitator.ui.pages.forms.rows import COLUMNS, Fact
from tests.ui.pages.forms.conftest import CONTROL, Hands

Key = Qt.Key
YEAR = datetime.now(UTC).year


def at(hands: Hands) -> tuple[int, object]:
    """Row and column of the cursor."""
    here = hands.grid.currentIndex()
    return here.row(), COLUMNS[here.column()]


def editor_text() -> str:
    """What stands in the cell that is being typed in."""
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPlainTextEdit)
    return focus.toPlainText()


def test_an_empty_page_leads_to_the_first_form(page: FormsPage, hands: Hands) -> None:
    assert page.middle.currentWidget() is page.empty
    assert not page.type_button.isVisible()
    page.empty.button.click()
    hands.type("quick")
    assert hands.in_file == {"F1": {"well": ["quick"]}}
    assert page.type_button.isVisible()
    assert page.counts.text() == "1 form: counted by themselves, never with the groups"


def test_a_whole_form_by_keys_alone(page: FormsPage, hands: Hands) -> None:
    """One answer a line; Tab or Enter on an empty line goes on; Ctrl+Enter begins the next form."""
    page.begin()
    hands.type("quick\nclean\n\nlate")
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Tab)
    hands.type("ring first")
    hands.press(Key.Key_Tab)
    hands.type("an app")
    hands.press(Key.Key_Return, CONTROL)
    hands.type("nice")
    assert hands.in_file == {
        "F1": {"well": ["quick", "clean"], "improve": ["late"], "continue": ["ring first"], "start": ["an app"]},
        "F2": {"well": ["nice"]},
    }


def test_the_next_form_repeats_kind_segment_and_date(page: FormsPage, hands: Hands) -> None:
    page.begin()
    hands.type("quick")
    hands.press(Key.Key_Escape)
    hands.grid.go(0, COLUMNS.index(Fact.SEGMENT))
    hands.type("trade")
    hands.press(Key.Key_Tab)
    hands.type("3/5")
    hands.press(Key.Key_Return)
    hands.wait()
    hands.grid.go(0, COLUMNS.index(Box.WELL))
    hands.press(Key.Key_Return, CONTROL)
    hands.type("nice")
    hands.wait()
    snapshot = page.workspace.snapshot
    assert snapshot is not None
    assert [form.described for form in snapshot.forms] == ["Form F1 · trade · 3 May", "Form F2 · trade · 3 May"]
    assert snapshot.forms[0].held_on is not None
    assert snapshot.forms[0].held_on.year == YEAR


def test_tab_past_the_last_cell_begins_the_next_form(page: FormsPage, hands: Hands) -> None:
    page.begin()
    hands.type("quick")
    for _ in range(5):
        hands.press(Key.Key_Tab)
    assert at(hands) == (1, Box.WELL)
    hands.press(Key.Key_Backtab)
    assert at(hands) == (1, Fact.DAY)
    hands.type("nothing of this is a day")
    hands.grid.go(0, COLUMNS.index(Box.START))
    assert list(hands.in_file) == ["F1"]


def test_typing_in_a_cell_goes_on_where_it_ended(page: FormsPage, hands: Hands) -> None:
    """A letter on a filled cell adds to it; nothing is overwritten."""
    page.begin()
    hands.type("quick")
    hands.press(Key.Key_Escape)
    hands.wait()
    hands.type("er")
    assert editor_text() == "quicker"
    assert hands.in_file == {"F1": {"well": ["quicker"]}}


def test_the_cursor_leaves_through_the_first_and_last_line(page: FormsPage, hands: Hands) -> None:
    page.begin()
    hands.type("one\ntwo")
    hands.press(Key.Key_Return, CONTROL)
    hands.type("three")
    hands.press(Key.Key_Up)
    assert at(hands) == (0, Box.WELL)
    hands.press(Key.Key_Up)
    assert at(hands) == (0, Box.WELL)
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Down)
    assert at(hands) == (1, Box.WELL)


def test_undo_takes_back_a_cell_and_shows_it(page: FormsPage, hands: Hands) -> None:
    """What was typed into one cell in one go is one step, the form that it began with it."""
    page.begin()
    hands.type("quick")
    hands.press(Key.Key_Tab)
    hands.type("late")
    hands.wait()
    hands.undo()
    assert hands.in_file == {"F1": {"well": ["quick"]}}
    assert editor_text() == ""
    hands.undo()
    assert hands.in_file == {}
    assert page.rows.rowCount() == 1


def test_letters_on_the_kind_change_it(page: FormsPage, hands: Hands) -> None:
    """Also of the row that is empty; a kind has codes of its own."""
    page.begin()
    hands.type("quick")
    hands.press(Key.Key_Escape)
    hands.grid.go(0, COLUMNS.index(Fact.KIND), typing=False)
    hands.type("n")
    assert hands.in_file == {"N1": {"well": ["quick"]}}
    assert at(hands)[0] == 0
    assert not hands.grid.isColumnHidden(COLUMNS.index(Box.UNMARKED))
    hands.grid.go(1, COLUMNS.index(Fact.KIND), typing=False)
    hands.type("r")
    hands.grid.go(1, COLUMNS.index(Box.UNMARKED))
    hands.type("never again")
    assert hands.in_file == {"N1": {"well": ["quick"]}, "R1": {"unmarked": ["never again"]}}


def test_a_day_that_is_none_is_refused_in_words(page: FormsPage, hands: Hands, qtbot: QtBot) -> None:
    page.begin()
    hands.type("quick")
    hands.grid.go(0, COLUMNS.index(Fact.DAY))
    with qtbot.waitSignal(page.told) as told:
        hands.type("31/4\n")
    assert told.args[0].startswith("“31/4” is no day.")
    hands.wait()
    assert page.workspace.snapshot is not None
    assert page.workspace.snapshot.forms[0].held_on is None


def test_delete_empties_cells_and_removes_forms(page: FormsPage, hands: Hands) -> None:
    page.begin()
    hands.type("quick")
    hands.press(Key.Key_Tab)
    hands.type("late")
    hands.press(Key.Key_Return, CONTROL)
    hands.type("nice")
    hands.wait()
    hands.grid.go(0, COLUMNS.index(Box.WELL), typing=False)
    hands.press(Key.Key_Delete)
    assert hands.in_file == {"F1": {"improve": ["late"]}, "F2": {"well": ["nice"]}}
    hands.grid.go(0, COLUMNS.index(Fact.CODE), typing=False)
    hands.press(Key.Key_Delete)
    assert hands.in_file == {"F2": {"well": ["nice"]}}
    hands.undo()
    hands.undo()
    assert hands.in_file == {"F1": {"well": ["quick"], "improve": ["late"]}, "F2": {"well": ["nice"]}}


def test_rows_stay_where_they_were_typed_until_somebody_sorts(page: FormsPage, hands: Hands) -> None:
    """A note between forms stays between them on the screen; a click on the header puts things in order."""
    page.begin()
    hands.type("b")
    hands.press(Key.Key_Escape)
    hands.grid.go(1, COLUMNS.index(Fact.KIND), typing=False)
    hands.type("n")
    hands.grid.go(1, COLUMNS.index(Box.WELL))
    hands.type("c")
    hands.press(Key.Key_Escape)
    hands.grid.go(2, COLUMNS.index(Fact.KIND), typing=False)
    hands.type("f")
    hands.grid.go(2, COLUMNS.index(Box.WELL))
    hands.type("a")
    hands.wait()
    assert [form.code for form in page.rows.forms] == ["F1", "N1", "F2"]
    header = hands.grid.horizontalHeader()
    header.setSortIndicator(COLUMNS.index(Box.WELL), Qt.SortOrder.AscendingOrder)
    assert [form.code for form in page.rows.forms] == ["F2", "F1", "N1"]
    header.setSortIndicator(COLUMNS.index(Box.WELL), Qt.SortOrder.DescendingOrder)
    assert [form.code for form in page.rows.forms] == ["N1", "F1", "F2"]
    header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    assert [form.code for form in page.rows.forms] == ["F1", "F2", "N1"]


def test_find_and_filter(page: FormsPage, hands: Hands) -> None:
    """Words are found without accents, anywhere in the form; the empty row stays."""
    page.begin()
    hands.type("Cafe quick")
    hands.press(Key.Key_Return, CONTROL)
    hands.type("slow")
    hands.wait()
    page.search.setText("café QUICK")
    assert [form.code for form in page.rows.forms] == ["F1"]
    page.search.setText("nowhere")
    assert [form.code for form in page.rows.forms] == []
    page.search.clear()
    page.kinds[Kind.NOTE].click()
    assert [form.code for form in page.rows.forms] == []
    page.begin()
    hands.type("said")
    assert list(hands.in_file) == ["F1", "F2", "N1"]
    assert page.kinds[Kind.NOTE].text() == "Notes  1"


def test_what_the_file_refuses_stays_on_the_screen(page: FormsPage, hands: Hands, qtbot: QtBot) -> None:
    """Red, with the reason, and sent again with the next key."""
    page.begin()
    hands.type("quick")
    hands.wait()
    page.rows.type_cell(0, Box.WELL, "quick, and clean")
    page.rows.refuse("The disk is full.")
    form = page.rows.form(0)
    assert page.rows.text(form, Box.WELL) == "quick, and clean"
    assert page.rows.reason(form, Box.WELL) == "The disk is full."
    hands.press(Key.Key_Tab)
    hands.type("late")
    qtbot.waitUntil(lambda: hands.in_file == {"F1": {"well": ["quick, and clean"], "improve": ["late"]}})
    assert page.rows.reason(page.rows.form(0), Box.WELL) == ""


def test_choices_come_back_at_the_next_start(page: FormsPage, hands: Hands) -> None:
    page.begin()
    hands.type("quick")
    hands.wait()
    page.kinds[Kind.FORM].click()
    page.grid.take_widths(" ".join(str(60 + place) for place in range(len(COLUMNS))))
    page.grid.horizontalHeader().setSortIndicator(COLUMNS.index(Fact.SEGMENT), Qt.SortOrder.DescendingOrder)
    remembered = page.remembered()
    again = FormsPage(page.workspace)
    again.put_back(remembered)
    assert again.remembered()["sort"] == remembered["sort"] == f"{COLUMNS.index(Fact.SEGMENT)} 1"
    assert again.rows.kind is Kind.FORM
    assert again.grid.columnWidth(COLUMNS.index(Box.WELL)) == 60 + COLUMNS.index(Box.WELL)


def test_the_model_is_sound(page: FormsPage, hands: Hands, qtmodeltester: ModelTester) -> None:
    page.begin()
    hands.type("quick")
    hands.wait()
    qtmodeltester.check(page.rows)
    assert page.rows.rowCount(QModelIndex()) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [("one", ["one"]), ("one\ntwo", ["one", "two"]), ("one\ntwo\nthree\nfour", ["one", "two  +2"])],
)
def test_two_lines_of_a_cell_are_seen(page: FormsPage, text: str, shown: list[str]) -> None:
    assert fitted(text, 200, 2) == shown


def test_a_long_answer_is_broken_and_cut(page: FormsPage) -> None:
    first, second = fitted("word " * 60, 100, 2)
    assert first.startswith("word word")
    assert second.endswith("…")


def test_text_from_elsewhere_is_pasted_into_the_cell(page: FormsPage, hands: Hands) -> None:
    """Lines of text are answers of this cell; cells beside each other are a list."""
    page.begin()
    hands.type("one\n")
    QGuiApplication.clipboard().setText("two\nthree")
    hands.press(Key.Key_V, CONTROL)
    assert hands.in_file == {"F1": {"well": ["one", "two", "three"]}}
    assert not page.planning.active
