"""The report as a PDF on disk: written, known again, stopped, refused, and nothing lost."""

from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.report_setup import Edition, Paper
from cxfacilitator.services import report_setup, sheets
from cxfacilitator.ui import ask
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.report.document import DocumentFace
from cxfacilitator.ui.settings import Settings
from tests.ui.pages.report.hands import CTRL, LONG, known, read, says_something, setup, shown


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
    with qtbot.waitSignal(sample.told, timeout=LONG, check_params_cb=says_something) as told:
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
    with qtbot.waitSignal(sample.told, timeout=LONG, check_params_cb=says_something) as refused:
        sample.export.click()
    assert "does not exist" in refused.args[0]
    assert refused.args[1] == "error"


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
