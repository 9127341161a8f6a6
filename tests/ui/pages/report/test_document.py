"""The report on the screen: what it says, what is open, and a PDF that is read back."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.report_setup import Edition, Paper
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.paths import resource
from cxfacilitator.report.charts.style import STYLE
from cxfacilitator.services import plan, sheets
from cxfacilitator.ui import ask
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.report import ReportPage
from cxfacilitator.ui.pages.report.document import DocumentFace
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace
from tests.files import imported

Wait = Callable[[Workspace], None]
LONG = 30_000


class Desktop(QObject):
    """Takes the place of the programs that open files."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []

    @Slot(QUrl)
    def show_url(self, url: QUrl) -> None:
        self.shown.append(Path(url.toLocalFile()))


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    made = Desktop()
    QDesktopServices.setUrlHandler("file", made, "show_url")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def shown(window: MainWindow, qtbot: QtBot) -> ReportPage:
    window.resize(1366, 740)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    window.show_stage("report")
    page = window.pages["report"]
    assert isinstance(page, ReportPage)
    qtbot.waitUntil(page.isVisible)
    return page


@pytest.fixture
def sample(workspace: Workspace, settings: Settings, qtbot: QtBot, tmp_path: Path) -> DocumentFace:
    """The face with the sample engagement, once it knows what the report says."""
    window = MainWindow(workspace, settings)
    qtbot.addWidget(window)
    with qtbot.waitSignal(workspace.opened):
        workspace.open(imported(tmp_path / "s.cxfac", resource("sample"), resource("sample", "tags.json")))
    page = shown(window, qtbot).face
    assert isinstance(page, DocumentFace)
    qtbot.waitUntil(lambda: page.outline is not None)
    return page


@pytest.fixture
def empty(opened: Workspace, settings: Settings, qtbot: QtBot) -> ReportPage:
    """The page of a new engagement."""
    window = MainWindow(opened, settings)
    qtbot.addWidget(window)
    return shown(window, qtbot)


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the file picker answers that the report goes."""
    chosen = tmp_path / "report.pdf"
    monkeypatch.setattr(ask, "file_to_write", lambda *_args, **_kwargs: chosen)
    return chosen


def known(page: DocumentFace) -> Snapshot:
    assert page.workspace.snapshot is not None
    return page.workspace.snapshot


def warned(page: DocumentFace) -> list[str]:
    """The sentences below "before you hand it over"."""
    found = [page.warnings.itemAt(place) for place in range(page.warnings.count())]
    return [item.widget().text() for item in found if item is not None]  # type: ignore[union-attr]


def read(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def test_the_page_says_what_the_report_says(sample: DocumentFace) -> None:
    assert sample.outline is not None
    assert [row.lines[0].text for row in sample.parts.rows] == [part.name for part in sample.outline.parts]
    assert len(sample.parts.rows) >= 12
    assert sample.facts.text() == "271 answers · 16 sheets · 19 ideas"
    assert sample.outline.headline == sample.parts.rows[0].lines[1].text


def test_what_is_open_is_said_before_anything_is_handed_over(sample: DocumentFace, qtbot: QtBot) -> None:
    assert warned(sample)[0].startswith("0 of 19 ideas have been considered")
    assert "3 answers" in warned(sample)[-1]
    assert "takes the names out" in warned(sample)[-1]
    sample.editions[Edition.FACILITATOR].click()
    qtbot.waitUntil(lambda: "not for handing over" in warned(sample)[-1])
    wanted: list[str] = []
    sample.stage_wanted.connect(wanted.append)
    assert not sample.to_review.isVisible()
    sample.to_decide.click()
    assert wanted == ["plan"]


def test_when_nothing_is_open_it_says_so_and_leads_to_the_export(
    sample: DocumentFace, qtbot: QtBot, wait_saved: Wait
) -> None:
    for idea in known(sample).ideas:
        sample.workspace.do(plan.decide, idea.id, Disposition.PLAN)
    wait_saved(sample.workspace)
    qtbot.waitUntil(lambda: len(warned(sample)) == 1)
    assert not sample.to_decide.isVisible()
    assert ReportPage.next_step(known(sample)).startswith("Export the report")


def test_ctrl_e_writes_the_report_and_shows_where_it_is(
    sample: DocumentFace, place: Path, desktop: Desktop, qtbot: QtBot
) -> None:
    QTest.keyClick(sample.window(), Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not sample.export.isEnabled())
    qtbot.waitUntil(lambda: sample.card.written, timeout=LONG)
    pages = len(pypdf.PdfReader(place).pages)
    assert sample.card.done.text() == f"{pages} pages written."
    assert sample.card.where.text() == str(place)
    assert sample.facts.text().startswith(f"{pages} pages · 271 answers")
    assert sample.export.isEnabled()
    assert sample.outline is not None
    assert " ".join(sample.outline.headline.split()) in " ".join(read(place).split())
    sample.card.open.click()
    sample.card.folder.click()
    assert desktop.shown == [place, place.parent]


def test_the_chosen_edition_and_paper_are_written(sample: DocumentFace, place: Path, qtbot: QtBot) -> None:
    sample.editions[Edition.FACILITATOR].click()
    sample.papers[Paper.LETTER].click()
    sample.export.click()
    qtbot.waitUntil(lambda: sample.card.written, timeout=LONG)
    box = pypdf.PdfReader(place).pages[0].mediabox
    assert (round(box.width), round(box.height)) == (612, 792)
    text = " ".join(read(place).split())
    assert "Priya" in text
    assert "Facilitator" in text


def test_the_picker_begins_beside_the_engagement_with_a_name_that_says_what_it_is(
    sample: DocumentFace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def pick(_parent: object, _title: str, _kinds: str, proposal: Path, may_replace: bool = True) -> None:
        asked.append(proposal)
        assert not may_replace

    monkeypatch.setattr(ask, "file_to_write", pick)
    sample.export.click()
    assert sample.workspace.path is not None
    assert asked == [sample.workspace.path.parent / "TRH-2025-R1 leadership report.pdf"]
    assert sample.card.isHidden()


def test_a_name_that_is_taken_is_never_lost_without_a_word(sample: DocumentFace, place: Path, qtbot: QtBot) -> None:
    place.write_bytes(b"%PDF-older")
    sample.export.click()
    assert sample.card.taken.isVisible()
    assert sample.card.taken.text().endswith("save this one as report 2.pdf.")
    assert place.read_bytes() == b"%PDF-older"
    sample.card.beside.click()
    qtbot.waitUntil(lambda: sample.card.written, timeout=LONG)
    assert place.read_bytes() == b"%PDF-older"
    assert place.with_name("report 2.pdf").read_bytes().startswith(b"%PDF")
    sample.export.click()
    sample.card.replace.click()
    qtbot.waitUntil(lambda: sample.card.written, timeout=LONG)
    assert len(pypdf.PdfReader(place).pages) > 10


def test_an_export_that_is_stopped_writes_nothing_and_says_so(sample: DocumentFace, place: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sample.told, timeout=LONG) as told:
        sample.export.click()
        assert sample.card.stop.isVisible()
        sample.card.stop.click()
    assert told.args[0] == "Stopped. No report was written."
    assert not place.exists()
    assert sample.card.isHidden()
    assert sample.export.isEnabled()


def test_a_place_that_cannot_be_written_is_refused_in_words(
    sample: DocumentFace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    monkeypatch.setattr(ask, "file_to_write", lambda *_args, **_kwargs: tmp_path / "nowhere" / "report.pdf")
    with qtbot.waitSignal(sample.told, timeout=LONG) as told:
        sample.export.click()
    assert "does not exist" in told.args[0]
    assert told.args[1] == "error"
    assert sample.export.isEnabled()
    assert not sample.card.written


def test_a_report_older_than_the_last_change_says_so(
    sample: DocumentFace, place: Path, qtbot: QtBot, wait_saved: Wait
) -> None:
    sample.export.click()
    qtbot.waitUntil(lambda: sample.card.written, timeout=LONG)
    assert not sample.card.changed.isVisible()
    sample.workspace.do(sheets.delete, known(sample).answers[0].id)
    wait_saved(sample.workspace)
    assert sample.card.changed.isVisible()
    assert sample.facts.text().startswith("270 answers")


def test_a_report_that_was_moved_away_is_said_to_be_gone(
    sample: DocumentFace, place: Path, desktop: Desktop, qtbot: QtBot
) -> None:
    sample.export.click()
    qtbot.waitUntil(lambda: sample.card.written, timeout=LONG)
    place.unlink()
    with qtbot.waitSignal(sample.told) as told:
        sample.card.open.click()
    assert "no longer there" in told.args[0]
    assert desktop.shown == []


def test_the_picture_is_painted_in_the_colours_of_the_report_on_the_chosen_paper(
    sample: DocumentFace, qtbot: QtBot
) -> None:
    def colours() -> set[str]:
        image = sample.picture.grab().toImage()
        return {
            image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(0, image.height(), 2)
        }

    found = colours()
    for audience in Audience:
        assert STYLE[audience].mark in found
    assert "#FFFFFF" in found
    tall = sample.picture.grab().toImage()
    sample.papers[Paper.LETTER].click()
    qtbot.waitUntil(lambda: sample.picture._paper is Paper.LETTER)
    assert sample.picture.grab().toImage() != tall


def test_without_answers_there_is_nothing_to_export(empty: ReportPage) -> None:
    assert empty.empty.isVisible()
    assert empty.primary_action() is None
    wanted: list[str] = []
    empty.stage_wanted.connect(wanted.append)
    empty.empty.button.click()
    assert wanted == ["sheets"]
