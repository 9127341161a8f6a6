"""The matrix on the screen, from a real file with the sample in it, by keys and by clicks."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.cuts import By
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.forms import Form, Kind
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.matrix_layout import RowKind
from cxfacilitator.domain.sheets import Box, Mark
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.paths import resource
from cxfacilitator.services import codebook, forms, tagging
from cxfacilitator.services.matrix import AudiencePart
from cxfacilitator.ui import ask, theme
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.comparison import ComparisonPage
from cxfacilitator.ui.pages.comparison.matrix import MatrixFace
from cxfacilitator.ui.pages.comparison.matrix.cells import Look
from cxfacilitator.ui.pages.comparison.matrix.wrapping import pitch, wrapped
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace

Key = Qt.Key
Wait = Callable[[Workspace], None]
NO_KEY = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def page(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ComparisonPage]:
    """The comparison of the sample with its reviewed tags; one window for all tests."""
    folder, workspace = tmp_path_factory.mktemp("matrix"), Workspace()
    window = MainWindow(workspace, Settings(folder / "settings.ini"))
    loop = QEventLoop()
    workspace.opened.connect(loop.quit)
    workspace.import_folder(resource("sample"), folder / "s.cxfac", resource("sample", "tags.json"))
    loop.exec()
    window.show()
    window.show_stage("comparison")
    found = window.pages["comparison"]
    assert isinstance(found, ComparisonPage)
    yield found
    window.close()
    workspace.shut_down()
    window.deleteLater()


@pytest.fixture
def face(page: ComparisonPage, qtbot: QtBot, wait_saved: Wait) -> Iterator[MatrixFace]:
    """Its matrix as at the first start, with the keys in the table; what a test changed in the file is undone."""
    window, workspace = page.window(), page.workspace
    window.resize(1366, 736)
    window.activateWindow()
    found = page.show_face("matrix")
    assert isinstance(found, MatrixFace)
    qtbot.waitUntil(found.table.hasFocus)
    press(found, Key.Key_Home, held=CTRL)
    yield found
    while workspace.undo_label:
        workspace.undo()
        wait_saved(workspace)
    assert isinstance(window, MainWindow)
    window.show_stage("comparison")
    found.show_part(None)
    found.table.focus_column("")
    found.close_side()
    found.put_back({})


def known(face: MatrixFace) -> Snapshot:
    assert face.workspace.snapshot is not None
    return face.workspace.snapshot


def press(face: MatrixFace, *keys: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or face.table, key, held)


def row_of(face: MatrixFace, kind: RowKind, audience: Audience | None) -> int:
    return next(n for n, row in enumerate(face.table.matrix_model.rows) if (row.kind, row.audience) == (kind, audience))


def test_totals_are_the_counts_and_every_place_opens_as_many_groups_as_it_says(face: MatrixFace) -> None:
    model, comparison = face.table.matrix_model, compare(known(face))
    assert [view.theme.id for view in comparison.themes] == [column.key for column in model.columns]
    press(face, Key.Key_Return, Key.Key_Escape)
    for audience in Audience:
        row = row_of(face, RowKind.TOTAL, audience)
        for column, view in enumerate(comparison.themes):
            counts = view.counts[audience]
            text = model.data(model.index(row, column))
            assert text == (f"{counts.mentions} of {counts.groups}" if counts.mentions else "")
            face.table.setCurrentIndex(model.index(row, column))
            assert len({answer.group_id for answer in face.side.quotes.answers}) == counts.mentions
    press(face, Key.Key_Home)
    press(face, Key.Key_Return, held=SHIFT)
    assert {a.id for a in face.side.quotes.answers} == {
        a.id for answers in comparison.themes[0].answers.values() for a in answers
    }


def test_enter_opens_the_quotes_then_the_answer_in_tagging_and_escape_leads_back(
    face: MatrixFace, page: ComparisonPage, qtbot: QtBot
) -> None:
    model, side = face.table.matrix_model, face.side
    assert model.rows[face.table.place[0]].name == "L1 Leadership team"
    assert not side.isVisible()
    press(face, Key.Key_Down, Key.Key_Return)
    qtbot.waitUntil(side.quotes.hasFocus)
    assert side.title.text() == model.columns[0].name
    assert side.where.text().startswith("S1 Table 1")
    assert [answer.ref for answer in side.quotes.answers] == ["S1-Q1-01", "S1-Q4-01"]
    press(face, Key.Key_Escape)
    qtbot.waitUntil(face.table.hasFocus)
    press(face, Key.Key_Right)
    assert side.title.text() == model.columns[1].name
    press(face, Key.Key_Return, held=SHIFT)
    assert "Leadership 1 of 1 group; Staff 4 of 9 groups" in side.where.text()
    with qtbot.waitSignal(page.answer_wanted) as wanted:
        press(face, Key.Key_Return)
    assert wanted.args == [side.quotes.answers[0].id]
    window = page.window()
    assert isinstance(window, MainWindow)
    window.show_stage("comparison")
    press(face, Key.Key_Escape, Key.Key_Escape)
    assert not side.isVisible()


def test_a_click_opens_the_quotes_of_a_cell_a_total_and_a_column_and_folds_a_family(
    face: MatrixFace, qtbot: QtBot
) -> None:
    table, model, left = face.table, face.table.matrix_model, Qt.MouseButton.LeftButton
    QTest.mouseClick(table.viewport(), left, NO_KEY, table.visualRect(model.index(1, 0)).center())
    assert {answer.ref[:2] for answer in face.side.quotes.answers} == {"L1"}
    row = row_of(face, RowKind.TOTAL, Audience.CUSTOMERS)
    QTest.mouseClick(table.viewport(), left, NO_KEY, table.visualRect(model.index(row, 1)).center())
    assert face.side.where.text() == "Customers, 5 of 6 groups: strength"
    head = table.across
    name = QPoint(head.sectionViewportPosition(2) + 10, head.height() - 10)
    QTest.mouseClick(head.viewport(), left, NO_KEY, name)
    assert face.side.title.text() == model.columns[2].name
    QTest.mouseClick(head.viewport(), left, NO_KEY, QPoint(name.x(), 4))
    assert model.columns[0].folded
    assert model.columns[0].name == "People & relationships"


def test_the_keys_move_over_heads_of_bands_and_jump_by_audience_and_family(face: MatrixFace) -> None:
    table, model = face.table, face.table.matrix_model
    seen = []
    for keys, held in (
        (Key.Key_Down, CTRL),
        (Key.Key_Down, CTRL),
        (Key.Key_Down, CTRL),
        (Key.Key_Up, CTRL),
        (Key.Key_Home, CTRL),
        (Key.Key_End, CTRL),
    ):
        press(face, keys, held=held)
        row = model.rows[table.place[0]]
        seen.append((row.kind.value, row.name))
    assert seen == [
        ("group", "S1 Table 1"),
        ("group", "C1 Small builders"),
        ("total", "Leadership"),
        ("group", "C1 Small builders"),
        ("group", "L1 Leadership team"),
        ("total", "Customers"),
    ]
    press(face, Key.Key_Home)
    press(face, Key.Key_Right, Key.Key_Right, held=CTRL)
    assert model.columns[table.place[1]].family.id != model.columns[table.place[1] - 1].family.id
    assert table.place[1] == 8
    assert table.viewport().rect().contains(table.visualRect(table.currentIndex()))


def names_read_whole(face: MatrixFace) -> None:
    """Every line of a theme's name has room along it and across it, in every look."""
    head, metrics = face.table.across, QFontMetrics(theme.font(theme.SMALL))
    for look in Look:
        face.show_look(look)
        below_family = head.height() - theme.px(24) - 12
        for number, column in enumerate(face.table.matrix_model.columns):
            width = head.sectionSize(number)
            along, across = (width - 12, below_family) if head.is_flat else (below_family, width)
            lines = wrapped(metrics, column.name, along)
            assert max(metrics.horizontalAdvance(line) for line in lines) <= along, column.name
            assert len(lines) * pitch(metrics) <= across, column.name
        assert head.is_flat or look is not Look.WORDS
    face.show_look(Look.MARKS)


def cursor_is_never_hidden(face: MatrixFace) -> None:
    """From the first row to the last: the head of its band, or its total, is in view, and neither lies above it."""
    table, model = face.table, face.table.matrix_model
    press(face, Key.Key_Home, held=CTRL)
    for _ in model.rows:
        row = model.rows[table.place[0]]
        area = table.visualRect(table.currentIndex())
        pinned = [QRect(0, top, 10_000, tall) for number, top, tall in table._pinned() if number != table.place[0]]
        assert table.viewport().rect().contains(area.adjusted(0, 0, -1, -1))
        assert not any(other.intersects(area) for other in pinned), row.name
        assert table.indexAt(area.center()) == table.currentIndex()
        assert row.audience in {model.rows[number].audience for number, *_ in table._pinned()}
        press(face, Key.Key_Down)
    assert model.rows[table.place[0]].kind is RowKind.TOTAL


def test_names_read_whole_and_heads_and_totals_stay_in_view_without_hiding_the_cursor(face: MatrixFace) -> None:
    names_read_whole(face)
    for height in (736, 1048):
        face.window().resize(1366, height)
        QApplication.processEvents()
        cursor_is_never_hidden(face)


@pytest.mark.parametrize("name", ["w" * 500, " ".join(["and so on"] * 50)], ids=["a word", "words"])
def test_a_name_as_long_as_a_page_leaves_room_for_the_others(face: MatrixFace, wait_saved: Wait, name: str) -> None:
    face.workspace.do(codebook.save_theme, replace(known(face).codebook.counted[0], name=name))
    wait_saved(face.workspace)
    table = face.table
    assert table.matrix_model.columns[0].name == name
    assert table.across.sectionSize(0) * 3 < table.viewport().width()
    assert table.across.height() * 2 < table.height()


def test_with_large_text_it_is_the_same(face: MatrixFace, qapp: QApplication) -> None:
    for percent in (200, 150):
        theme.apply(qapp, theme.load("light", percent))
        QApplication.processEvents()
        names_read_whole(face)
    cursor_is_never_hidden(face)


def test_folding_marking_and_dimming_by_keys(face: MatrixFace) -> None:
    table, model = face.table, face.table.matrix_model
    press(face, Key.Key_Right, Key.Key_Space)
    folded = model.columns[0]
    assert folded.folded
    assert table.place == (1, 0)
    boxes = model.layout_shown.boxes[1, 0]
    assert set(boxes) == {answer.box for view in folded.views for answer in view.answers[Audience.LEADERSHIP]}
    press(face, Key.Key_Space)
    assert not model.columns[0].folded
    press(face, Key.Key_Space, held=SHIFT)
    assert [column.folded for column in model.columns] == [True] * 6
    press(face, Key.Key_Space, held=SHIFT)
    assert len(model.columns) == 28
    press(face, Key.Key_F)
    assert table.focused == model.columns[table.place[1]].key
    press(face, Key.Key_F)
    assert table.focused == ""
    seen = []
    for _ in Look:
        press(face, Key.Key_H)
        seen.append(face.look)
        assert face.looks[face.look].isChecked()
        assert not table.grab().isNull()
    assert seen == [Look.HEAT, Look.WORDS, Look.MARKS]


def test_the_table_is_copied_and_exported_as_it_is_folded(
    face: MatrixFace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    press(face, Key.Key_Space, held=SHIFT)
    press(face, Key.Key_C, held=CTRL)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0][:3] == ["Audience", "Group", "People & relationships"]
    assert lines[1][:3] == ["Leadership", "L1 Leadership team", "Q1, Q4 Continue, Q4 Start"]
    assert lines[-1][:3] == ["Customers", "All 6 groups", "6 of 6"]
    out = tmp_path / "matrix.csv"
    monkeypatch.setattr(ask, "file_to_write", lambda *_args, **_named: out)
    with qtbot.waitSignal(face.told) as told:
        press(face, Key.Key_E, held=CTRL | SHIFT)
    assert told.args == [f"16 groups and 6 columns written to {out}", "notice"]
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == lines


def test_a_part_is_named_and_left_again_and_what_is_too_small_says_why(face: MatrixFace) -> None:
    model = face.table.matrix_model
    face.menu.fill()
    told = [action.text() for menu in face.menu.findChildren(QMenu) for action in menu.actions()]
    assert any("is hidden: it is" in text for text in told)
    face.show_part(AudiencePart(Audience.STAFF, By.SESSION, "S-AM"))
    assert face.bar.isVisible()
    assert "Of staff only the session S-AM: 5 groups" in face.bar.text
    assert row_of(face, RowKind.TOTAL, Audience.STAFF)
    assert sum(row.audience is Audience.STAFF and row.kind is RowKind.GROUP for row in model.rows) == 5
    assert sum(row.audience is Audience.CUSTOMERS and row.kind is RowKind.GROUP for row in model.rows) == 6
    assert not face.strip.isVisible()
    press(face, Key.Key_Escape)
    assert not face.bar.isVisible()
    assert sum(row.kind is RowKind.GROUP for row in model.rows) == 16
    told_of = []
    face.told.connect(lambda text, _kind: told_of.append(text))
    face.show_part(AudiencePart(Audience.CUSTOMERS, By.SEGMENT, "Nobody"))
    assert "has the segment Nobody" in told_of[0]
    assert sum(row.kind is RowKind.GROUP for row in model.rows) == 16


def test_a_part_of_a_large_engagement_is_a_job_and_one_that_is_no_longer_wanted_is_not_shown(
    face: MatrixFace, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("cxfacilitator.ui.looking.AT_ONCE", 0)
    jobs = face.workspace.jobs
    face.show_part(AudiencePart(Audience.STAFF, By.SESSION, "S-AM"))
    face.show_part(AudiencePart(Audience.STAFF, By.SESSION, "S-PM"))
    qtbot.waitUntil(lambda: not jobs.busy and face.bar.isVisible())
    assert "S-PM: 4 groups" in face.bar.text
    face.show_part(AudiencePart(Audience.STAFF, By.SESSION, "S-AM"))
    face.show_part(None)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not face.bar.isVisible()
    assert face.parts.text() == "Everybody"
    with qtbot.waitSignal(face.told) as told:
        face.show_part(AudiencePart(Audience.CUSTOMERS, By.SEGMENT, "Nobody"))
    assert "has the segment Nobody" in told.args[0]
    qtbot.waitUntil(lambda: not jobs.busy)


def test_answers_without_a_theme_are_listed_by_group_and_enter_leads_to_them(
    face: MatrixFace, page: ComparisonPage, qtbot: QtBot
) -> None:
    comparison = compare(known(face))
    assert face.unthemed.text() == f"Without a theme: {len(comparison.unthemed)}"
    press(face, Key.Key_U)
    qtbot.waitUntil(face.side.quotes.hasFocus)
    assert [answer.id for answer in face.side.quotes.answers] == [answer.id for answer in comparison.unthemed]
    assert any(row.heading for row in face.side.quotes.rows)
    with qtbot.waitSignal(page.answer_wanted) as wanted:
        press(face, Key.Key_Return)
    assert wanted.args == [comparison.unthemed[0].id]


def test_what_stands_beside_follows_a_change_and_a_star_is_told(face: MatrixFace, wait_saved: Wait) -> None:
    press(face, Key.Key_Return, held=SHIFT)
    first, number = face.side.quotes.answers[0], len(face.side.quotes.answers)
    face.workspace.do(tagging.mark_many, [first.id], Mark.STARRED, True)
    wait_saved(face.workspace)
    assert "starred" in face.side.quotes.rows[0].spoken
    face.workspace.do(tagging.remove, first.id, ThemeId(face.table.matrix_model.columns[0].key))
    wait_saved(face.workspace)
    assert len(face.side.quotes.answers) == number - 1, "the whole column is still shown"
    press(face, Key.Key_U)
    before = len(face.side.quotes.answers)
    face.workspace.do(tagging.accept, face.side.quotes.answers[0].id, ThemeId(face.table.matrix_model.columns[0].key))
    wait_saved(face.workspace)
    assert len(face.side.quotes.answers) == before - 1
    assert face.unthemed.text() == f"Without a theme: {before - 1}"


def test_a_retagged_answer_changes_the_place_and_the_quotes_that_are_open(face: MatrixFace, wait_saved: Wait) -> None:
    model = face.table.matrix_model
    press(face, Key.Key_Down, Key.Key_Return)
    answer = face.side.quotes.answers[0]
    before = model.data(model.index(2 + 1, 0))
    assert before == "Done well, Continue"
    face.workspace.do(tagging.remove, answer.id, known(face).themes_of[answer.id][0])
    wait_saved(face.workspace)
    assert model.data(model.index(2 + 1, 0)) == "Continue"
    assert answer.id not in [each.id for each in face.side.quotes.answers]


def test_forms_have_rows_and_a_denominator_of_their_own(face: MatrixFace, wait_saved: Wait) -> None:
    model = face.table.matrix_model
    totals = [model.data(model.index(row_of(face, RowKind.TOTAL, a), 0)) for a in Audience]
    theme_id = model.columns[0].views[0].theme.id
    workspace = face.workspace
    for number in (901, 902):
        form = Form(GroupId(number), f"F{number}", Kind.FORM)
        workspace.do(forms.type_cell, form, Box.WELL, "Lovely people", datetime(2026, 3, 2, tzinfo=UTC))
    wait_saved(workspace)
    on_theme, on_none = (answer.id for answer in known(face).form_answers)
    workspace.do(tagging.accept, on_theme, theme_id)
    workspace.do(tagging.set_reviewed, on_none, True)
    wait_saved(workspace)
    row = row_of(face, RowKind.FORMS, None)
    assert model.rows[row].name == "Customer forms · 2"
    assert model.data(model.index(row, 0)) == "1 of 2"
    assert "never counted with the groups" in model.sentence(row, 0)
    assert [model.data(model.index(row_of(face, RowKind.TOTAL, a), 0)) for a in Audience] == totals


def test_cells_and_heads_say_in_words_what_they_paint(face: MatrixFace) -> None:
    model = face.table.matrix_model
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(3, 0), spoken) == "S1 Table 1, Friendliness, courtesy & care: done well, continue"
    staff = row_of(face, RowKind.TOTAL, Audience.STAFF)
    assert "8 of 9 groups speak of it" in model.data(model.index(staff, 0), spoken)
    assert "A strength or a concern from 3 of 9" in model.data(model.index(staff, 0), spoken)
    assert "People & relationships" in model.headerData(0, Qt.Orientation.Horizontal, spoken)
    assert model.headerData(2, Qt.Orientation.Vertical, spoken) == "Staff · 9 groups"


def test_saturation_is_shown_on_demand_and_says_what_the_last_groups_brought(face: MatrixFace) -> None:
    assert not face.strip.isVisible()
    press(face, Key.Key_S)
    assert face.strip.isVisible()
    said = {audience: sentence.text() for audience, sentence in face.strip.sentences.items()}
    assert said[Audience.LEADERSHIP] == ""
    assert said[Audience.STAFF] == "The last 3 of 9 groups brought 1 new theme (1.2 on average over all orders)."
    press(face, Key.Key_S)
    assert not face.strip.isVisible()


def test_choices_are_there_at_the_next_start(face: MatrixFace) -> None:
    press(face, Key.Key_Space, Key.Key_H, Key.Key_S)
    kept = face.remembered()
    face.put_back({})
    assert face.remembered()["look"] == Look.MARKS.name
    face.put_back(kept)
    assert face.remembered() == kept
    assert kept["look"] == Look.HEAT.name
    press(face, Key.Key_Right, Key.Key_Space)
    assert [column.folded for column in face.table.matrix_model.columns[:2]] == [True, True]
