"""A PDF on the screen: turned, zoomed, searched and replaced by a newer one, with real keys."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.ui.jobs import Jobs
from cxfacilitator.ui.widgets.document_view import DocumentView
from cxfacilitator.ui.widgets.document_view.column import GAP, Column
from tests.papers import LINKED, paper

Key = Qt.Key
Settle = Callable[[], None]
PDF = paper()
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.shut_down()


@pytest.fixture
def view(jobs: Jobs, qtbot: QtBot) -> DocumentView:
    """The view with a document of twelve pages, and the keys on its pages."""
    made = DocumentView(jobs)
    qtbot.addWidget(made)
    made.resize(760, 620)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    with qtbot.waitSignal(made.shown):
        made.show_document(PDF, "twelve")
    made.setFocus()
    return made


@pytest.fixture
def settle(view: DocumentView, jobs: Jobs, qtbot: QtBot) -> Settle:
    """Wait until everything that is in view has been drawn, and everything that is looked for has been found."""

    def drawn() -> bool:
        view.grab()  # what is painted asks for what is missing
        return not jobs.busy

    return lambda: qtbot.waitUntil(drawn)


def press(widget: QWidget, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(widget, key, held)


def type_in(view: DocumentView, words: str, settle: Settle) -> str:
    """Look for words, and return what is said about how many places there are."""
    press(view.paper, Key.Key_F, held=CTRL)
    assert view.find_bar.line.hasFocus()
    QTest.keyClicks(view.find_bar.line, words)
    settle()
    return view.find_bar.count.text()


def small(view: DocumentView, page: int) -> str:
    return str(view.thumbnails.pages.index(page, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def ink(view: DocumentView) -> set[str]:
    """Return the colours of what stands on the pages in view."""
    image = view.paper.viewport().grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}


@given(
    st.lists(st.tuples(st.floats(2, 20), st.floats(2, 20)), min_size=1, max_size=9), st.floats(10, 400), st.floats(0, 1)
)
def test_every_height_is_a_place_and_the_place_is_at_that_height(
    sizes: list[tuple[float, float]], scale: float, share: float
) -> None:
    column = Column(sizes, scale)
    down = GAP + share * (column.height - GAP)
    page, part = column.place_at(down)
    assert column.top(page) <= down <= column.top(page) + column.size(page)[1] + GAP + 1e-6
    assert column.down_to((page, part)) == pytest.approx(down)
    assert column.down_to((len(sizes) + 3, 1.0)) == pytest.approx(column.height - GAP)


def test_pages_are_turned_with_keys_and_the_small_ones_follow(view: DocumentView, settle: Settle) -> None:
    heard: list[int] = []
    view.page_changed.connect(heard.append)
    assert view.bar.where.text() == "Page 1 of 12"
    assert not view.bar.back.isEnabled()
    press(view.paper, Key.Key_PageDown, Key.Key_PageDown)
    assert (view.page, view.bar.where.text(), view.thumbnails.currentIndex().row()) == (2, "Page 3 of 12", 2)
    settle()
    assert view.paper.accessibleName() == "Page 3 of 12"
    assert "Café au lait" in view.paper.accessibleDescription()
    press(view.paper, Key.Key_End, Key.Key_PageDown)
    assert view.page == 11
    assert not view.bar.on.isEnabled()
    press(view.thumbnails, Key.Key_Up)
    assert view.page == 10
    press(view.thumbnails, Key.Key_PageUp, Key.Key_Home, Key.Key_PageUp)
    assert view.page == 0
    press(view.paper, Key.Key_Space, Key.Key_Space)
    assert view.page in (1, 2)
    assert heard[:6] == [1, 2, 11, 10, 9, 0]


def test_a_page_is_fitted_and_brought_nearer(view: DocumentView, settle: Settle) -> None:
    across, down = view.paper.horizontalScrollBar(), view.paper.verticalScrollBar()
    press(view.paper, Key.Key_PageDown)
    fitted, room = view.paper.percent, view.paper.viewport().height()
    assert 0.85 * room < 842 / 72 * 96 * fitted / 100 <= room
    assert not across.maximum()
    press(view.paper, Key.Key_W)
    wide = view.paper.percent
    assert wide > fitted
    assert not across.maximum()
    assert view.bar.wide.isChecked()
    press(view.paper, Key.Key_Plus, Key.Key_Plus, Key.Key_Plus)
    assert view.paper.percent > wide
    assert across.maximum() > 0
    assert abs(across.value() - across.maximum() / 2) <= 1
    assert view.page == 1
    assert view.bar.size_label.text() == f"{view.paper.percent} %"
    press(view.paper, Key.Key_Down, Key.Key_Right)
    assert view.page == 1
    notch = QPointF(200, 200)
    before = view.paper.percent
    QApplication.sendEvent(
        view.paper.viewport(),
        QWheelEvent(
            notch, notch, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False
        ),
    )
    assert view.paper.percent > before
    for _ in range(20):
        press(view.paper, Key.Key_Minus)
    assert (view.paper.percent, view.bar.smaller.isEnabled(), view.bar.larger.isEnabled()) == (25, False, True)
    press(view.paper, Key.Key_0)
    assert (view.page, view.paper.percent) == (1, fitted)
    at = down.value()
    view.resize(760, 500)
    assert view.page == 1
    view.resize(760, 620)
    assert down.value() == at


def test_a_page_on_its_side_is_no_larger_than_the_room(jobs: Jobs, view: DocumentView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.shown):
        view.show_document(paper(4, wide=(1, 2)), "wide")
    for zoom in (view.fit_page, view.fit_width):
        zoom()
        assert not view.paper.horizontalScrollBar().maximum()
        assert 842 / 72 * 96 * view.paper.percent / 100 <= view.paper.viewport().width()


def test_words_are_found_and_gone_through(view: DocumentView, settle: Settle) -> None:
    assert type_in(view, "cafe", settle) == "1 of 3"
    assert view.page == 2
    assert small(view, 2) == "Page 3, 2 places found"
    assert small(view, 8) == "Page 9, 1 place found"
    assert small(view, 5) == "Page 6"
    line = view.find_bar.line
    assert {"#ffc24a", "#ffe58a"} <= ink(view)
    press(line, Key.Key_Return)
    assert (view.find_bar.count.text(), view.page) == ("2 of 3", 2)
    press(line, Key.Key_Return)
    assert (view.find_bar.count.text(), view.page) == ("3 of 3", 8)
    press(line, Key.Key_Return)
    assert (view.find_bar.count.text(), view.page) == ("1 of 3", 2)
    press(line, Key.Key_Return, held=Qt.KeyboardModifier.ShiftModifier)
    assert (view.find_bar.count.text(), view.page) == ("3 of 3", 8)
    press(line, Key.Key_PageUp)
    assert view.page == 7
    QTest.keyClicks(line, "xx")
    settle()
    assert view.find_bar.count.text() == "Not found"
    assert not view.find_bar.next.isEnabled()
    press(line, Key.Key_Escape)
    assert not view.find_bar.isVisible()
    assert view.paper.hasFocus()
    assert small(view, 2) == "Page 3"
    view.go_to(2)
    assert not {"#ffc24a", "#ffe58a"} & ink(view)


def test_a_place_that_is_far_down_a_near_page_comes_into_view(view: DocumentView, settle: Settle) -> None:
    view.zoom(8)
    assert type_in(view, "page 12", settle) == "1 of 1"
    assert view.page == 11
    assert "#ffc24a" in ink(view)


def test_a_newer_document_stays_at_its_place_and_another_one_begins(
    view: DocumentView, settle: Settle, qtbot: QtBot
) -> None:
    press(view.paper, Key.Key_W, Key.Key_PageDown, Key.Key_PageDown, Key.Key_Down)
    assert type_in(view, "page 1", settle) == "2 of 4"
    press(view.find_bar.line, Key.Key_Home)
    view.go_to(3)
    down, percent = view.paper.verticalScrollBar().value(), view.paper.percent
    view.show_note("Being made again…")
    with qtbot.waitSignal(view.shown):
        view.show_document(paper(title="Newer page"), "twelve")
    assert (view.page, view.paper.verticalScrollBar().value(), view.paper.percent) == (3, down, percent)
    settle()
    assert view.paper.accessibleDescription().split() == ["Newer", "page", "4"]
    assert view.find_bar.count.text() == "2 of 4"
    with qtbot.waitSignal(view.shown):
        view.show_document(paper(2), "twelve")
    assert (view.page, view.bar.where.text()) == (1, "Page 2 of 2")
    with qtbot.waitSignal(view.shown):
        view.show_document(PDF, "another")
    assert (view.page, view.paper.percent) == (0, percent)


def test_of_documents_that_follow_each_other_only_the_last_one_is_shown(
    view: DocumentView, jobs: Jobs, qtbot: QtBot
) -> None:
    heard: list[int] = []
    view.shown.connect(heard.append)
    for pages in (3, 4, 5):
        view.show_document(paper(pages), "twelve")
    qtbot.waitUntil(lambda: view.pages == 5)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert heard == [5]


def test_what_cannot_be_shown_is_a_sentence_and_the_next_document_is_shown(view: DocumentView, qtbot: QtBot) -> None:
    view.show_document(paper(2, password="secret"), "twelve")
    qtbot.waitUntil(lambda: view.sentence.text() == "The PDF is protected by a password.")
    assert view.sentence.isVisible()
    assert (view.pages, view.bar.where.text(), view.paper.isVisible()) == (0, "", False)
    assert not any(
        button.isEnabled() for button in (view.bar.back, view.bar.on, view.bar.finder, view.bar.larger, view.bar.whole)
    )
    press(view, Key.Key_PageDown, Key.Key_Plus, Key.Key_0)
    press(view, Key.Key_F, held=CTRL)
    assert not view.find_bar.isVisible()
    view.show_sentence("There are no groups yet.", "Go to the groups")
    assert view.lead.isVisible()
    with qtbot.waitSignal(view.shown):
        view.show_document(PDF, "twelve")
    assert view.paper.isVisible()
    assert view.page == 0


def test_a_link_leads_on(view: DocumentView, settle: Settle) -> None:
    view.fit_width()
    view.go_to(0)
    settle()
    scale = 96 * view.paper.percent / 100 / 72
    sheet = view.paper.viewport().width() / 2 - 595 / 2 * scale
    place = QPoint(round(sheet + 200 * scale), round(12 + (842 - 520) * scale)) - QPoint(
        0, view.paper.verticalScrollBar().value()
    )
    QTest.mouseMove(view.paper.viewport(), place)
    assert view.paper.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseClick(view.paper.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.page == LINKED
    there = view.paper.verticalScrollBar().value()
    view.go_to(LINKED)
    assert there - view.paper.verticalScrollBar().value() == pytest.approx(200 * scale, abs=2)
    QTest.mouseClick(view.paper.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.page == LINKED


def test_only_what_is_in_view_is_drawn(jobs: Jobs, view: DocumentView, qtbot: QtBot, settle: Settle) -> None:
    settle()
    begun: list[object] = []
    jobs.started.connect(begun.append)
    with qtbot.waitSignal(view.shown):
        view.show_document(paper(60), "sixty")
    settle()
    first = len(begun)
    assert 4 < first < 12
    for _ in range(30):
        view.turn(1)
    settle()
    # One was under way, and then only what is in view where the turning ended.
    assert len(begun) - first < 20
    known = len(begun)
    view.grab()
    settle()
    assert len(begun) == known


def test_small_pages_are_left_out_where_there_is_no_room(view: DocumentView, settle: Settle) -> None:
    assert view.thumbnails.isVisible()
    view.resize(420, 620)
    assert not view.thumbnails.isVisible()
    view.resize(760, 620)
    assert view.thumbnails.isVisible()
    settle()
    assert QColor("white").name() in ink(view)


def test_how_large_the_pages_are_is_remembered(view: DocumentView, jobs: Jobs, qtbot: QtBot) -> None:
    for key, kept in ((Key.Key_W, "width"), (Key.Key_0, "page")):
        press(view.paper, key)
        assert view.remembered() == {"zoom": kept}
    press(view.paper, Key.Key_Plus)
    other = DocumentView(jobs)
    qtbot.addWidget(other)
    other.put_back(view.remembered())
    assert other.remembered() == view.remembered() != {"zoom": "page"}
    other.put_back({"zoom": "enormous"})
    assert other.remembered() == view.remembered()
