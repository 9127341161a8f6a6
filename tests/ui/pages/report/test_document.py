"""The report on the screen: choices that are kept, pages that follow, what is open, and a PDF that is read back."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.progress import silent
from cxfacilitator.domain.report_setup import LEVELS, Edition, Level, Logo, LogoOwner, Paper, Part, ReportSetup
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.paths import resource
from cxfacilitator.services import engagement, name_check, plan, report_setup, sheets
from cxfacilitator.services.other_process import OtherProcess
from cxfacilitator.store import report_setup as store
from cxfacilitator.store.file import EngagementFile
from cxfacilitator.ui import ask
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.report import ReportPage
from cxfacilitator.ui.pages.report.document import DocumentFace
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace
from tests import errands
from tests.files import imported

Wait = Callable[[Workspace], None]
LONG = 30_000
CTRL = Qt.KeyboardModifier.ControlModifier
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def shown(window: MainWindow, qtbot: QtBot) -> ReportPage:
    window.resize(1366, 740)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    window.show_stage("report")
    page = window.pages["report"]
    assert isinstance(page, ReportPage)
    qtbot.waitUntil(lambda: page.isAncestorOf(window.focusWidget()))
    return page


@pytest.fixture(scope="module")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with all of leadership at the table, and a report of one page, which is made in no time."""
    path = imported(tmp_path_factory.mktemp("short") / "s.cxfac", resource("sample"), resource("sample", "tags.json"))
    with engagement.open_file(path) as file:
        told = replace(file.snapshot().engagement, everybody=frozenset({Audience.LEADERSHIP}))
        engagement.update(file, told)
        report_setup.change(file, lambda now: replace(now, level=Level.ONE_PAGE))
    return path


@pytest.fixture
def sample(workspace: Workspace, settings: Settings, qtbot: QtBot, tmp_path: Path, short: Path) -> DocumentFace:
    """The face with the sample engagement, once its pages are there."""
    window = MainWindow(workspace, settings)
    qtbot.addWidget(window)
    copy = tmp_path / "s.cxfac"
    copy.write_bytes(short.read_bytes())
    with qtbot.waitSignal(workspace.opened):
        workspace.open(copy)
    face = shown(window, qtbot).face
    assert isinstance(face, DocumentFace)
    made(face, qtbot)
    return face


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the file picker answers that the report goes."""
    chosen = tmp_path / "report.pdf"
    monkeypatch.setattr(ask, "file_to_write", lambda *_args, **_kwargs: chosen)
    return chosen


def known(face: DocumentFace) -> Snapshot:
    assert face.workspace.snapshot is not None
    return face.workspace.snapshot


def setup(face: DocumentFace) -> ReportSetup:
    return known(face).report


def made(face: DocumentFace, qtbot: QtBot, pages: int | None = None) -> None:
    """Wait until the pages are those of the newest state of the file."""

    def up_to_date() -> bool:
        idle = not face.workspace.busy and not face.workspace.jobs.busy
        return idle and face.drafting.up_to_date and (pages is None or face.view.pages == pages)

    qtbot.waitUntil(up_to_date, timeout=LONG)


def points(face: DocumentFace) -> list[str]:
    """The sentences below "before you hand it over"."""
    found = [face.open_list.rows.itemAt(place) for place in range(face.open_list.rows.count())]
    texts = (item.widget().property("text") for item in found if item is not None)
    return [str(text) for text in texts]


def read(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def _says_something(sentence: str, _kind: str) -> bool:
    return bool(sentence)


def choose(box: QWidget, qtbot: QtBot, *keys: Qt.Key) -> None:
    """Choose with the keys alone."""
    box.setFocus()
    for key in keys:
        QTest.keyClick(box, key)


def test_every_choice_is_kept_in_the_file_and_the_pages_follow(sample: DocumentFace, qtbot: QtBot) -> None:
    assert sample.view.pages == 1
    assert sample.choices.level.currentText() == "One page"
    choose(sample.choices.level, qtbot, Qt.Key.Key_Down)
    made(sample, qtbot)
    assert setup(sample).level is Level.SUMMARY
    assert sample.view.pages > 3
    assert sample.workspace.undo_label == "Choose how much the report says"
    sample.workspace.undo()
    made(sample, qtbot, pages=1)
    assert sample.choices.level.currentText() == "One page"
    choose(sample.choices.paper, qtbot, Qt.Key.Key_Down)
    choose(sample.choices.quotes, qtbot, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: setup(sample).quotes == 1)
    assert setup(sample).paper is Paper.LETTER

    QTest.keyClick(sample.window(), Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    ticks = sample.parts.list
    qtbot.waitUntil(ticks.hasFocus)
    assert [row.id for row in ticks.rows_model.rows] == list(Part)
    assert [row.id for row in ticks.rows_model.rows if row.ticked] == ["summary"]
    silent = {row.id for row in ticks.rows_model.rows if not row.usable}
    assert silent == {"rounds", "note", "serious"}
    qtbot.waitUntil(lambda: sample.left.verticalScrollBar().maximum() > ticks.height() // 2)
    QTest.keyClick(ticks, Qt.Key.Key_End)
    last = ticks.viewport().mapTo(sample.left.viewport(), ticks.visualRect(ticks.currentIndex()).center())
    assert sample.left.viewport().rect().contains(last), "the row with the cursor is in sight"
    ticks.setCurrentIndex(ticks.rows_model.index(list(Part).index(Part.ROUNDS), 0))
    assert sample.parts.says.text() == "Left out: no earlier round is known."
    ticks.setCurrentIndex(ticks.rows_model.index(0, 0))
    QTest.keyClick(ticks, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: setup(sample).parts == (Part.COVER, Part.SUMMARY))
    assert sample.choices.level.currentText() == ""
    QTest.keyClick(ticks, Qt.Key.Key_Down, CTRL)
    qtbot.waitUntil(lambda: setup(sample).parts == (Part.SUMMARY, Part.COVER))
    assert ticks.current_id == "cover"
    made(sample, qtbot, pages=2)
    sample.parts.usual.click()
    qtbot.waitUntil(lambda: setup(sample).parts == ())
    assert not sample.parts.usual.isEnabled()
    assert setup(sample).choices.parts == LEVELS[Level.ONE_PAGE]

    sample.choices.pick.click()
    window = sample.window()
    assert isinstance(window, MainWindow)
    assert window.stage == "comparison"
    assert window.pages["comparison"].face.name == "findings"  # type: ignore[attr-defined]
    window.show_stage("report")

    choose(sample.choices.edition, qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: setup(sample).edition is Edition.PARTICIPANTS)
    made(sample, qtbot)
    assert sample.view.pages == 0
    assert sample.view.sentence.text().startswith("Nothing has been decided yet")
    assert sample.view.lead.text() == "Decide on the ideas"
    sample.view.lead.click()
    assert window.stage == "plan"
    window.show_stage("report")
    assert not sample.folds["parts"].isVisible()
    assert not sample.choices.level.isEnabled()


def test_the_headline_is_confirmed_chosen_or_typed_and_what_is_open_leads_on(
    sample: DocumentFace, qtbot: QtBot, wait_saved: Wait
) -> None:
    assert points(sample)[0].startswith("0 of 19 ideas have been considered")
    assert points(sample)[-1].endswith("knows who wrote what is quoted.")
    sample.open_list.buttons["report", "headline"].click()
    form = sample.headline
    assert form.gap.isVisible()
    assert form.confirm.isVisible()
    first = form.now.text()
    assert "the widest gap is" in first
    form.confirm.click()
    made(sample, qtbot)
    assert not form.confirm.isVisible()
    assert ("report", "headline") not in sample.open_list.buttons
    assert form.now.text() == first
    choose(form.gap, qtbot, Qt.Key.Key_Down)
    made(sample, qtbot)
    assert "the gap to look at first is" in form.now.text()
    QTest.keyClick(sample.window(), Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(form.own, "Significant: 7 of 97 wait")
    made(sample, qtbot)
    assert setup(sample).headline == "Significant: 7 of 97 wait"
    assert "“7 of 97” stands nowhere in this report." in form.remarks.text()
    assert "“significant”" in form.remarks.text()
    QTest.keyClicks(form.own, "x" * 200)
    assert len(form.own.toPlainText()) == 160
    form.drafted.click()
    made(sample, qtbot)
    assert setup(sample).headline == ""
    assert form.own.toPlainText() == ""
    assert "the gap to look at first is" in form.now.text()

    sample.open_list.buttons["plan", ""].click()
    window = sample.window()
    assert isinstance(window, MainWindow)
    assert window.stage == "plan"
    for idea in known(sample).ideas:
        sample.workspace.do(plan.decide, idea.id, Disposition.PLAN)
    wait_saved(sample.workspace)
    window.show_stage("report")
    made(sample, qtbot)
    assert points(sample)[0] == "2 people may be named: Brightl and Pk."
    sample.open_list.buttons["report", "names"].click()
    page = window.pages["report"]
    assert isinstance(page, ReportPage)
    assert page.face.name == "names"
    sample.workspace.do(name_check.keep, name_check.look(known(sample), Edition.LEADERSHIP))
    wait_saved(sample.workspace)
    page.show_face("report")
    made(sample, qtbot)
    assert points(sample)[0].startswith("Nothing is open.")
    assert not sample.open_list.buttons
    assert ReportPage.next_step(known(sample)).startswith("Export the report")


def test_ctrl_e_writes_what_was_chosen_and_it_is_known_again_at_the_next_start(
    sample: DocumentFace,
    settings: Settings,
    desktop: list[Path],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place, asked = tmp_path / "report.pdf", []

    def pick(_parent: object, _title: str, _kinds: str, proposal: Path, may_replace: bool = True) -> Path:
        asked.append(proposal)
        assert not may_replace
        return place

    monkeypatch.setattr(ask, "file_to_write", pick)
    sample.workspace.do(report_setup.change, lambda now: replace(now, edition=Edition.FACILITATOR, paper=Paper.LETTER))
    qtbot.waitUntil(lambda: setup(sample).paper is Paper.LETTER)
    card = sample.exporting.card
    QTest.keyClick(sample.window(), Qt.Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: not sample.export.isEnabled())
    qtbot.waitUntil(lambda: card.written, timeout=LONG)
    assert asked == [tmp_path / "TRH-2025-R1 facilitator report.pdf"]
    (page,) = pypdf.PdfReader(place).pages
    assert round(page.mediabox.width) == 612
    assert card.done.text() == "1 page written."
    assert card.where.text().startswith("Facilitator’s edition · one page · US Letter · ")
    assert card.where.text().endswith(f"\n{place}")
    assert sample.export.isEnabled()
    card.open.click()
    card.folder.click()
    assert desktop == [place, place.parent]

    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "report.pdf").write_bytes(b"%PDF-older")
    monkeypatch.setattr(ask, "folder_to_use", lambda *_args: stick)
    with qtbot.waitSignal(sample.told) as told:
        card.copy.click()
    assert told.args[0] == f"A copy is in {stick / 'report 2.pdf'}."
    assert (stick / "report 2.pdf").read_bytes() == place.read_bytes()
    assert (stick / "report.pdf").read_bytes() == b"%PDF-older"

    assert not card.changed.isVisible()
    sample.workspace.do(sheets.delete, known(sample).answers[0].id)
    qtbot.waitUntil(card.changed.isVisible)

    path, where = sample.workspace.path, card.where.text()
    assert path is not None
    sample.window().close()
    again = MainWindow(sample.workspace, settings)
    qtbot.addWidget(again)
    with qtbot.waitSignal(sample.workspace.opened):
        sample.workspace.open(path)
    face = shown(again, qtbot).face
    assert isinstance(face, DocumentFace)
    assert face.exporting.card.written
    assert face.exporting.card.where.text() == where
    assert face.exporting.card.changed.isVisible()
    place.unlink()
    with qtbot.waitSignal(face.told) as gone:
        face.exporting.card.open.click()
    assert "no longer there" in gone.args[0]


def test_nothing_is_lost_where_a_name_is_taken_or_the_export_is_stopped_or_refused(
    sample: DocumentFace, place: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with qtbot.waitSignal(sample.told, timeout=LONG, check_params_cb=_says_something) as told:
        sample.export.click()
        assert sample.workspace.jobs.unfinished == "The report is still being written."
        assert sample.exporting.card.stop.isVisible()
        sample.exporting.card.stop.click()
    assert told.args[0] == "Stopped. No report was written."
    assert not place.exists()
    assert not sample.exporting.card.isVisible()
    assert sample.export.isEnabled()

    card = sample.exporting.card
    place.write_bytes(b"%PDF-older")
    sample.export.click()
    assert card.taken.isVisible()
    assert card.beside.text() == "Save as “report 2.pdf”"
    assert place.read_bytes() == b"%PDF-older"
    with qtbot.waitSignal(sample.workspace.changed):
        sample.workspace.do(report_setup.change, lambda now: replace(now, quotes=3))
    assert card.asking, "whatever else changes, the question stays"
    card.beside.click()
    qtbot.waitUntil(lambda: card.written, timeout=LONG)
    assert place.read_bytes() == b"%PDF-older"
    assert place.with_name("report 2.pdf").read_bytes().startswith(b"%PDF")
    sample.export.click()
    card.replace.click()
    qtbot.waitUntil(lambda: card.written, timeout=LONG)
    assert len(pypdf.PdfReader(place).pages) == 1

    QTest.keyClick(sample.window(), Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    keeping = sample.keeping
    qtbot.waitUntil(keeping.archive.hasFocus)
    QTest.keyClicks(keeping.password, "quarry 12")
    with qtbot.waitSignal(sample.told) as told:
        sample.export.click()
    assert "not the same" in told.args[0]
    QTest.keyClicks(keeping.again, "quarry 12")
    sample.export.click()
    sample.exporting.card.replace.click()
    qtbot.waitUntil(lambda: sample.exporting.card.written, timeout=LONG)
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        pypdfium2.PdfDocument(place)
    pypdfium2.PdfDocument(place, password="quarry 12").close()
    assert keeping.password.text() == keeping.again.text() == ""
    assert "quarry" not in str(sample.remembered())
    keeping.archive.click()
    assert not keeping.password.isEnabled()
    sample.export.click()
    sample.exporting.card.replace.click()
    qtbot.waitUntil(lambda: sample.exporting.card.written, timeout=LONG)
    assert "/OutputIntents" in pypdf.PdfReader(place).trailer["/Root"]
    assert "Tolland Reeve Hire" in read(place)

    monkeypatch.setattr(ask, "file_to_write", lambda *_args, **_kwargs: tmp_path / "nowhere" / "report.pdf")
    with qtbot.waitSignal(sample.told, timeout=LONG, check_params_cb=_says_something) as refused:
        sample.export.click()
    assert "does not exist" in refused.args[0]
    assert refused.args[1] == "error"


def test_without_answers_there_is_nothing_to_export(opened: Workspace, settings: Settings, qtbot: QtBot) -> None:
    window = MainWindow(opened, settings)
    qtbot.addWidget(window)
    page = shown(window, qtbot)
    assert page.empty.isVisible()
    assert page.primary_action() is None
    wanted: list[str] = []
    page.stage_wanted.connect(wanted.append)
    page.empty.button.click()
    assert wanted == ["sheets"]


def test_an_export_leaves_the_cursor_where_somebody_types(sample: DocumentFace, place: Path, qtbot: QtBot) -> None:
    card, own = sample.exporting.card, sample.headline.own
    told: list[str] = []
    sample.told.connect(lambda sentence, _kind: told.append(sentence))
    sample.keeping.password.setText("quarry 12")
    sample.export.click()
    assert "not the same" in told[-1]
    sample.keeping.forget()
    sample.choices.level.setFocus()
    sample.export.click()
    assert told[-1] == "", "what was mended is not told any more"
    qtbot.waitUntil(lambda: card.written, timeout=LONG)
    assert card.open.hasFocus()

    sample.export.click()
    card.replace.click()
    QTest.keyClick(sample.window(), Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(own, "Invoices first")
    qtbot.waitUntil(lambda: card.written, timeout=LONG)
    assert own.hasFocus(), "written while somebody typed"

    sample.export.click()
    card.replace.click()
    card.stop.click()
    qtbot.waitUntil(lambda: not card.isVisible())
    own.setFocus()
    QTest.keyClicks(own, ", please")
    qtbot.waitUntil(lambda: card.written, timeout=LONG)
    assert own.hasFocus(), "the last report is shown again while somebody types"

    own.selectAll()
    QTest.keyClicks(own, "ab" * 80)
    QTest.keyClick(own, Qt.Key.Key_Home, CTRL)
    QTest.keyClicks(own, "xyz")
    assert own.toPlainText() == "ab" * 80, "what finds no room takes nothing away"
    assert own.textCursor().position() <= 3


def test_another_engagement_hears_nothing_of_the_last_one(
    sample: DocumentFace, place: Path, short: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    window, ticks = sample.window(), sample.parts.list
    assert isinstance(window, MainWindow)
    sample.folds["parts"].unfold()
    sample.folds["headline"].unfold()
    window.look.set_text_size(150)
    qtbot.waitUntil(lambda: ticks.visualRect(ticks.rows_model.index(0, 0)).height() > 40)
    assert ticks.verticalScrollBar().maximum() == 0
    window.look.set_text_size(100)
    assert ticks.verticalScrollBar().maximum() == 0
    assert ticks.height() < 16 * 40

    buttons = list(sample.open_list.buttons.values())
    at: QWidget = sample.keeping.again
    assert len(buttons) == 3
    for button in buttons:
        assert at.nextInFocusChain() is button, "reached before the pages are"
        at = button

    assert sample.headline.now.text() and sample.headline.gap.count() and sample.parts.says.text()
    other = tmp_path / "other.cxfac"
    other.write_bytes(short.read_bytes())
    told: list[str] = []
    sample.told.connect(lambda sentence, _kind: told.append(sentence))
    sample.export.click()
    with qtbot.waitSignal(sample.workspace.opened):
        sample.workspace.open(other)
    assert not sample.headline.now.text()
    assert not sample.headline.gap.count() and not sample.headline.confirm.isVisible()
    assert not sample.headline.no_gap.isVisible()
    assert not sample.parts.says.text()
    qtbot.waitUntil(lambda: not sample.exporting.running, timeout=LONG)
    assert told == ["", f"{place} is written."], "the report of the engagement that was open before"
    assert not sample.exporting.card.isVisible()


def test_pages_that_could_not_be_made_are_made_again(
    sample: DocumentFace, other_process: OtherProcess, qtbot: QtBot
) -> None:
    process = other_process.run(errands.own_id, progress=silent)
    choose(sample.choices.paper, qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: sample.workspace.jobs.busy)
    os.kill(process, signal.SIGTERM)
    qtbot.waitUntil(sample.view.lead.isVisible)
    assert sample.view.sentence.text().startswith("The work ended before it was done")
    assert sample.view.lead.text() == "Try again"
    sample.view.lead.click()
    made(sample, qtbot, pages=1)


def test_a_damaged_sign_is_told_and_its_button_leads_to_where_another_is_chosen(
    sample: DocumentFace, qtbot: QtBot
) -> None:
    def damage(file: EngagementFile) -> None:
        with file.edit("Damage") as edit:
            store.save_logo(edit.db, Logo(LogoOwner.CLIENT, "ours.png", b"half a PNG"))
            store.save(edit.db, replace(file.snapshot().report, parts=(Part.COVER, Part.SUMMARY)))

    sample.workspace.do(damage)
    where = ("report", "look")
    qtbot.waitUntil(lambda: where in sample.open_list.buttons, timeout=LONG)
    assert any("sign is damaged" in point.sentence for point in sample.open_list.points)
    QTest.mouseClick(sample.open_list.buttons[where], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(sample.look.signs[LogoOwner.CLIENT].choose.hasFocus)
    assert sample.folds["look"].shown
