from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.errors import CxError
from cxfacilitator.ui import ask


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("report", "report.pdf"),
        ("report.pdf", "report.pdf"),
        ("report.PDF", "report.PDF"),
        ("St. Anna Ltd", "St. Anna Ltd.pdf"),
        ("notes.txt", "notes.txt.pdf"),
    ],
)
def test_a_name_without_a_known_ending_gets_one(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, written: str
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: (str(tmp_path / typed), ""))
    path = ask.file_to_write(window, "Where to keep the report?", "Reports (*.pdf)", tmp_path / "proposal.pdf")
    assert path == tmp_path / written


@pytest.mark.parametrize(("pressed", "answer"), [("Delete the roster", True), ("Cancel", False)])
def test_a_decision_is_a_verb_or_stays_as_it_is(qtbot: QtBot, pressed: str, answer: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)

    def press() -> None:
        boxes = [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]
        if not boxes:
            QTimer.singleShot(5, press)
            return
        assert [button.text() for button in boxes[0].buttons()].count("OK") == 0
        next(button for button in boxes[0].buttons() if button.text() == pressed).click()

    QTimer.singleShot(0, press)
    decided = ask.decide(window, "Delete the roster?", "Groups and answers stay.", "Delete the roster")
    assert decided is answer


def test_without_a_printer_nothing_is_asked(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    with pytest.raises(CxError, match="No printer is set up on this computer"):
        ask.printer(window, "Print pack", 3)


@pytest.mark.parametrize("agreed", [True, False])
def test_a_printer_is_chosen_in_the_dialog_of_the_desktop(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, agreed: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    asked: list[tuple[str, int, int]] = []

    def answer(dialog: QPrintDialog) -> int:
        asked.append((dialog.windowTitle(), dialog.minPage(), dialog.maxPage()))
        return int(agreed)

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Copy room"])
    monkeypatch.setattr(QPrintDialog, "exec", answer)
    chosen = ask.printer(window, "Print pack TRH", 3)
    assert asked == [("Print pack TRH", 1, 3)]
    assert (chosen is not None) == agreed
