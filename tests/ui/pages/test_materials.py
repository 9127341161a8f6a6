"""The print pack on the screen: papers chosen with keys, pages looked at, a PDF and a printer."""

from collections.abc import Callable
from pathlib import Path

import pypdf
import pypdfium2
import pytest
import zxingcpp
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.paths import resource
from cxfacilitator.services import groups, roster
from cxfacilitator.ui import ask
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.materials import MaterialsPage
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace
from tests.files import imported

Wait = Callable[[Workspace], None]
LONG = 30_000


def shown(window: MainWindow, qtbot: QtBot) -> MaterialsPage:
    window.resize(1366, 740)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    window.show_stage("materials")
    page = window.pages["materials"]
    assert isinstance(page, MaterialsPage)
    qtbot.waitUntil(page.isVisible)
    return page


@pytest.fixture
def window(workspace: Workspace, settings: Settings, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    made = MainWindow(workspace, settings)
    qtbot.addWidget(made)
    with qtbot.waitSignal(workspace.opened):
        workspace.open(imported(tmp_path / "s.cxfac", resource("sample"), resource("sample", "tags.json")))
    return made


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> MaterialsPage:
    """The page with the sample engagement, once its first paper is drawn."""
    made = shown(window, qtbot)
    qtbot.waitUntil(lambda: made.preview.pages > 0, timeout=LONG)
    return made


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the file picker answers that the pack goes."""
    chosen = tmp_path / "pack.pdf"
    monkeypatch.setattr(ask, "file_to_write", lambda *_args, **_kwargs: chosen)
    return chosen


def notes(page: MaterialsPage) -> dict[str, str]:
    return {row.id: row.note for row in page.list.rows_model.rows}


def go_to(page: MaterialsPage, name: str) -> None:
    page.list.setFocus()
    while page.list.current_id != name:
        before = page.list.current_id
        QTest.keyClick(page.list, Qt.Key.Key_Down)
        assert page.list.current_id != before, f"{name} is not in the list"


def choose_only(page: MaterialsPage, *names: str) -> None:
    page.left_out = {offer.name for offer in page.offers} - set(names)
    page.show_snapshot(page.workspace.snapshot)  # type: ignore[arg-type]


def test_every_paper_is_listed_with_its_pages(page: MaterialsPage) -> None:
    assert notes(page)["table-tents"] == "16 pages"
    assert notes(page)["ground-rules-poster"] == "1 page"
    assert notes(page)["moves"] == "nothing yet"
    pages = sum(offer.pages for offer in page.offers)
    assert page.save.text() == f"Save {pages} pages as PDF"


def test_space_leaves_a_paper_out(page: MaterialsPage) -> None:
    before = sum(offer.pages for offer in page.offers)
    go_to(page, "table-tents")
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.save.text() == f"Save {before - 16} pages as PDF"
    assert page.list.current_id == "table-tents"
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    assert page.save.text() == f"Save {before} pages as PDF"


def test_none_and_all_with_one_key(page: MaterialsPage) -> None:
    QTest.keyClick(page.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert not page.save.isEnabled()
    assert not page.to_printer.isEnabled()
    QTest.keyClick(page.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.save.isEnabled()


def test_none_is_none_where_two_papers_share_the_sheets_of_leadership(page: MaterialsPage) -> None:
    page.whom.setCurrentText("For leadership")
    page.whom.activated.emit(page.whom.currentIndex())
    QTest.keyClick(page.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.list.ticked == frozenset()
    assert not page.save.isEnabled()
    QTest.keyClick(page.list, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.left_out == set()


def test_the_pages_of_the_chosen_paper_are_shown_and_turned(page: MaterialsPage, qtbot: QtBot) -> None:
    go_to(page, "table-tents")
    qtbot.waitUntil(lambda: page.preview.bar.where.text() == "Page 1 of 16", timeout=LONG)
    qtbot.waitUntil(lambda: bool(page.preview.paper.accessibleDescription()), timeout=LONG)
    assert page.preview.paper.accessibleName() == "Page 1 of 16"
    fitted = page.preview.paper.percent
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert page.preview.bar.where.text() == "Page 2 of 16"
    QTest.keyClick(page, Qt.Key.Key_Plus)
    assert page.preview.paper.percent > fitted
    QTest.keyClick(page, Qt.Key.Key_0)
    assert page.preview.paper.percent == fitted
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    assert page.preview.page == 0


def test_a_paper_without_pages_leads_to_where_it_gets_them(opened: Workspace, settings: Settings, qtbot: QtBot) -> None:
    window = MainWindow(opened, settings)
    qtbot.addWidget(window)
    page = shown(window, qtbot)
    assert notes(page)["ground-rules-poster"] == "1 page"
    go_to(page, "table-tents")
    assert page.preview.sentence.text() == "There are no groups yet."
    qtbot.mouseClick(page.preview.lead, Qt.MouseButton.LeftButton)
    assert window.stage == "groups"


def test_p_saves_the_chosen_papers(page: MaterialsPage, qtbot: QtBot, place: Path) -> None:
    choose_only(page, "table-tents", "answer-sheet")
    QTest.keyClick(page, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: page.card.written, timeout=LONG)
    assert page.card.done.text() == "37 pages written."
    assert len(pypdf.PdfReader(place).pages) == 37
    assert page.save.isEnabled()
    before = place.read_bytes()
    QTest.keyClick(page, Qt.Key.Key_P)
    qtbot.waitUntil(page.card.beside.isVisible)
    qtbot.mouseClick(page.card.beside, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: place.with_name("pack 2.pdf").exists() and page.card.written, timeout=LONG)
    assert place.read_bytes() == before


def test_a_refusal_goes_when_the_next_pack_is_written(
    page: MaterialsPage, window: MainWindow, qtbot: QtBot, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_only(page, "ground-rules-poster")
    monkeypatch.setattr(ask, "file_to_write", lambda *_args, **_kwargs: place.parent / "nowhere" / "pack.pdf")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_P)
    qtbot.waitUntil(window.message.isVisible, timeout=LONG)
    assert "does not exist" in window.message.text
    monkeypatch.setattr(ask, "file_to_write", lambda *_args, **_kwargs: place)
    QTest.keyClick(page.list, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: page.card.written, timeout=LONG)
    assert window.message.isHidden()


def test_the_keys_stay_with_the_list_when_a_taken_name_cannot_be_replaced(
    page: MaterialsPage, qtbot: QtBot, place: Path
) -> None:
    choose_only(page, "ground-rules-poster")
    place.write_text("a letter and no PDF")
    QTest.keyClick(page.list, Qt.Key.Key_P)
    qtbot.waitUntil(page.card.replace.isVisible)
    with qtbot.waitSignal(page.told, timeout=LONG) as heard:
        qtbot.mouseClick(page.card.replace, Qt.MouseButton.LeftButton)
    assert "is not a PDF and was not changed" in heard.args[0]
    qtbot.waitUntil(page.save.isEnabled, timeout=LONG)
    assert page.list.hasFocus()


def test_one_session_and_one_paper_size(page: MaterialsPage, qtbot: QtBot, place: Path) -> None:
    choose_only(page, "lists-by-group")
    page.whom.setCurrentText("For session S-AM")
    page.whom.activated.emit(page.whom.currentIndex())
    page.paper.setCurrentText("US Letter")
    page.paper.activated.emit(1)
    assert page.save.text() == "Save 1 page as PDF"
    QTest.keyClick(page, Qt.Key.Key_P)
    qtbot.waitUntil(lambda: page.card.written, timeout=LONG)
    (only,) = pypdf.PdfReader(place).pages
    assert float(only.mediabox.height) == 792
    assert "S-AM" in only.extract_text()


def test_printing_goes_to_the_chosen_printer(
    page: MaterialsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "paper.pdf"

    def printer(*_args: object) -> QPrinter:
        made = QPrinter()
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(paper))
        made.setResolution(150)
        made.setFullPage(True)
        return made

    monkeypatch.setattr(ask, "printer", printer)
    choose_only(page, "customer-form", "ground-rules-poster")
    said: list[str] = []
    page.told.connect(lambda text, _kind: said.append(text))
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: said == ["2 pages sent to the printer."], timeout=LONG)
    upright, wide = pypdf.PdfReader(paper).pages
    assert float(upright.mediabox.height) > float(upright.mediabox.width)
    assert float(wide.mediabox.height) < float(wide.mediabox.width)
    # The page fills the paper as it was laid out: a camera reads the codes where the form has them.
    picture = pypdfium2.PdfDocument(paper)[1].render(scale=150 / 72).to_pil().convert("RGB")
    found = sorted(zxingcpp.read_barcodes(picture), key=lambda code: code.position.top_left.x)
    assert [code.text for code in found] == ["CXF1|TRH-2025-R1|C-FORM"] * 2
    left_mm, top_mm = (edge / 150 * 25.4 for edge in (found[0].position.top_left.x, found[0].position.top_left.y))
    assert abs(left_mm - (297 / 2 - 12 - 18)) < 1
    assert abs(top_mm - 13) < 1
    assert page.to_printer.isEnabled()


def test_without_a_printer_the_pdf_is_offered(
    page: MaterialsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_args: object) -> QPrinter:
        raise CxError("No printer is set up on this computer. Save the pages as a PDF instead.")

    monkeypatch.setattr(ask, "printer", none)
    with qtbot.waitSignal(page.told) as heard:
        QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert heard.args == ["No printer is set up on this computer. Save the pages as a PDF instead.", "error"]
    assert page.save.isEnabled()


def test_after_the_session_nobody_needs_to_be_told(page: MaterialsPage) -> None:
    assert page.mark_told.isHidden()
    assert page.next_step(page.workspace.snapshot) == ""  # type: ignore[arg-type]


def test_tables_that_were_told_become_the_list_of_moves(
    opened: Workspace, settings: Settings, qtbot: QtBot, wait_saved: Wait, sample_folder: Path
) -> None:
    window = MainWindow(opened, settings)
    qtbot.addWidget(window)
    page = shown(window, qtbot)
    assert opened.snapshot is not None
    people = roster.plan_import(sample_folder / "roster_staff.csv", Audience.STAFF, opened.snapshot)
    opened.do(roster.apply, people)
    wait_saved(opened)
    opened.do(groups.apply, groups.propose(opened.snapshot, Audience.STAFF))
    wait_saved(opened)
    page.whom.setCurrentText("For staff")
    page.whom.activated.emit(page.whom.currentIndex())
    assert page.told_note.text() == "Nobody has been told a table yet."
    qtbot.mouseClick(page.mark_told, Qt.MouseButton.LeftButton)
    wait_saved(page.workspace)
    assert page.mark_told.isHidden()
    assert page.workspace.undo_label == "Tell staff their tables"
    snapshot = page.workspace.snapshot
    assert snapshot is not None
    mover = next(p for p in snapshot.participants if p.audience is Audience.STAFF and p.group_id is not None)
    table = next(group for group in snapshot.groups_of(Audience.STAFF) if group.id != mover.group_id)
    page.workspace.do(groups.move, mover.id, table.id)
    wait_saved(page.workspace)
    assert notes(page)["moves"] == "1 page"
    assert page.told_note.text() == "1 person has not been told the table where they sit now."


def test_choices_are_there_at_the_next_start(
    page: MaterialsPage, window: MainWindow, workspace: Workspace, settings: Settings, qtbot: QtBot
) -> None:
    page.paper.setCurrentText("US Letter")
    go_to(page, "sign-in")
    QTest.keyClick(page.list, Qt.Key.Key_Space)
    window.close()
    again = MainWindow(workspace, settings)
    qtbot.addWidget(again)
    again.show()
    again._show("materials")
    other = again.pages["materials"]
    assert isinstance(other, MaterialsPage)
    assert other.paper.currentText() == "US Letter"
    assert other.left_out == {"sign-in"}
