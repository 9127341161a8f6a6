from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from cxfacilitator.ui import theme
from cxfacilitator.ui.models import RIGHT, Column, SortFilter, TableModel
from cxfacilitator.ui.widgets import TableView


@dataclass(frozen=True)
class Ferry:
    number: int
    name: str
    seats: int
    harbour: str = ""


FERRIES = (Ferry(1, "Tern", 120, "North"), Ferry(2, "Gannet", 80), Ferry(3, "Eider", 1000, "South"))


def model(edits: list[tuple[Ferry, str]] | None = None, rows: tuple[Ferry, ...] = FERRIES) -> TableModel[Ferry]:
    def keep(ferry: Ferry, text: str) -> None:
        assert edits is not None
        edits.append((ferry, text))

    columns = (
        Column[Ferry]("Name", lambda f: f.name, edit=keep if edits is not None else None),
        Column[Ferry]("Seats", lambda f: str(f.seats), RIGHT, None, lambda f: f"{f.seats} seats", lambda f: f.seats),
        Column[Ferry]("Harbour", lambda f: f.harbour),
    )
    return TableModel(columns, row_id=lambda f: f.number, rows=rows)


def shown(proxy: SortFilter) -> list[str]:
    return [str(proxy.index(row, 0).data()) for row in range(proxy.rowCount())]


def test_the_model_keeps_qt_s_rules(qtmodeltester: ModelTester) -> None:
    edits: list[tuple[Ferry, str]] = []
    tested = model(edits)
    qtmodeltester.check(tested)
    tested.set_rows(FERRIES[:1])
    qtmodeltester.check(tested)
    tested.set_rows(())
    qtmodeltester.check(tested)


def test_cells_show_text_and_the_empty_one_a_dot() -> None:
    table = model()
    assert table.index(0, 0).data() == "Tern"
    assert table.index(1, 2).data() == "·"
    assert table.index(1, 2).data(Qt.ItemDataRole.EditRole) == ""
    assert table.index(2, 1).data(Qt.ItemDataRole.ToolTipRole) == "1000 seats"
    assert table.headerData(1, Qt.Orientation.Horizontal) == "Seats"
    assert table.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


def test_an_edit_is_handed_over_and_the_cell_waits_for_the_file() -> None:
    edits: list[tuple[Ferry, str]] = []
    table = model(edits)
    assert table.setData(table.index(1, 0), "Guillemot")
    assert edits == [(FERRIES[1], "Guillemot")]
    assert table.index(1, 0).data() == "Gannet"
    assert not table.setData(table.index(1, 0), "Gannet")
    assert not table.setData(table.index(1, 1), "12")
    assert table.flags(table.index(0, 0)) & Qt.ItemFlag.ItemIsEditable
    assert not table.flags(table.index(0, 1)) & Qt.ItemFlag.ItemIsEditable


def test_numbers_sort_as_numbers_and_words_without_regard_to_case() -> None:
    proxy = SortFilter(model(rows=(*FERRIES, Ferry(4, "auk", 9))))
    proxy.sort(1, Qt.SortOrder.AscendingOrder)
    assert shown(proxy) == ["auk", "Gannet", "Tern", "Eider"]
    proxy.sort(0, Qt.SortOrder.AscendingOrder)
    assert shown(proxy) == ["auk", "Eider", "Gannet", "Tern"]


def test_a_filter_wants_every_word_in_some_cell() -> None:
    proxy = SortFilter(model())
    proxy.set_filter("south EID")
    assert shown(proxy) == ["Eider"]
    proxy.set_filter("")
    assert len(shown(proxy)) == 3


def test_the_cursor_stays_on_its_row_when_rows_come_and_go(qtbot: QtBot) -> None:
    table = model()
    view = TableView(table)
    qtbot.addWidget(view)
    assert view.choose(3)
    table.set_rows((Ferry(7, "Skua", 5), FERRIES[0], Ferry(3, "Eider Duck", 1001)))
    assert view.current_row() == Ferry(3, "Eider Duck", 1001)
    assert view.selected_rows() == [Ferry(3, "Eider Duck", 1001)]
    assert not view.choose(99)


def test_a_row_stays_selected_when_rows_change_while_ctrl_is_held(qtbot: QtBot) -> None:
    table = model()
    view = TableView(table)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    assert view.choose(3)
    QTest.keyPress(view, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        assert QApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
        table.set_rows((Ferry(7, "Skua", 5), Ferry(3, "Eider Duck", 1001)))
        assert view.selected_rows() == [Ferry(3, "Eider Duck", 1001)]
        view.choose_line(0)
        assert view.selected_rows() == [Ferry(7, "Skua", 5)]
    finally:
        QTest.keyRelease(view, Qt.Key.Key_Control)


def test_enter_on_a_row_opens_it(qtbot: QtBot) -> None:
    view = TableView(model())
    qtbot.addWidget(view)
    view.show()
    view.choose(2)
    with qtbot.waitSignal(view.row_activated) as activated:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert activated.args == [FERRIES[1]]


def test_rows_are_as_tall_as_the_design_says(qtbot: QtBot) -> None:
    view = TableView(model())
    qtbot.addWidget(view)
    view.show()
    assert 28 <= view.rowHeight(0) <= 32


def test_widths_and_sorting_are_put_back(qtbot: QtBot) -> None:
    first, second = TableView(model()), TableView(model())
    for view in (first, second):
        qtbot.addWidget(view)
        view.resize(600, 200)
        view.show()
    first.setColumnWidth(0, 173)
    first.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    second.put_back(first.place())
    second.fit_columns()
    assert second.columnWidth(0) == 173
    assert second.model().index(0, 0).data() == "Eider"


def test_a_table_of_so_many_rows_shows_them_whole_in_every_text_size(qtbot: QtBot, qapp: QApplication) -> None:
    view = TableView(model())
    view.horizontalHeader().hide()
    view.be_as_tall_as(3)
    qtbot.addWidget(view)
    view.show()
    for percent in (100, 200, 150):
        theme.apply(qapp, theme.load("light", percent))
        qapp.processEvents()
        assert view.height() == 3 * view.rowHeight(0) + 2
