import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from cxfacilitator.ui.crash import CrashLog, describe

ANSWER = "Jane Example said the drivers are rude"


@pytest.fixture
def crashes(tmp_path: Path) -> Iterator[CrashLog]:
    hook = sys.excepthook
    log = CrashLog(tmp_path)
    yield log
    log.close()
    sys.excepthook = hook


def fall_over(answer: str) -> None:
    raise ValueError(answer)


def bug() -> BaseException:
    try:
        fall_over(ANSWER)
    except ValueError as error:
        return error
    raise AssertionError


def shown_boxes() -> list[QMessageBox]:
    return [box for box in QApplication.topLevelWidgets() if isinstance(box, QMessageBox) and box.isVisible()]


def press(words: str) -> None:
    """Press a button of the message box once it is on the screen."""

    def look() -> None:
        boxes = shown_boxes()
        if not boxes:
            QTimer.singleShot(5, look)
            return
        next(button for button in boxes[0].buttons() if button.text() == words).click()

    QTimer.singleShot(0, look)


def test_the_details_name_the_place_but_nobody_s_words() -> None:
    error = bug()
    details = describe(error)
    assert "fall_over" in details
    assert "ValueError" in details
    assert "Jane" not in details
    assert "rude" not in details


def test_a_bug_is_logged_and_told_and_the_details_can_be_copied(crashes: CrashLog, qtbot: QtBot) -> None:
    error = bug()
    press("Copy the details")
    crashes.handle(type(error), error, error.__traceback__)
    assert "fall_over" in QApplication.clipboard().text()
    log = crashes.path.read_text(encoding="utf-8")
    assert "fall_over" in log
    assert "Jane" not in log


def test_a_second_bug_is_logged_without_a_second_dialog(crashes: CrashLog, qtbot: QtBot) -> None:
    error = bug()
    seen: list[int] = []

    def again() -> None:
        if not shown_boxes():
            QTimer.singleShot(5, again)
            return
        crashes.handle(type(error), error, error.__traceback__)
        seen.append(len(shown_boxes()))
        press("Go on working")

    QTimer.singleShot(0, again)
    crashes.handle(type(error), error, error.__traceback__)
    assert seen == [1]
    assert crashes.path.read_text(encoding="utf-8").count("\nValueError\n") == 2


def test_the_log_does_not_grow_without_end(crashes: CrashLog, qtbot: QtBot) -> None:
    crashes.path.write_text("an older line\n" * 10_000, encoding="utf-8")
    error = bug()
    press("Go on working")
    crashes.handle(type(error), error, error.__traceback__)
    assert len(crashes.path.read_text(encoding="utf-8").splitlines()) < 2100


def test_a_fault_of_the_interpreter_is_known_at_the_next_start_and_only_then(tmp_path: Path) -> None:
    (tmp_path / "faults.log").write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    after = CrashLog(tmp_path)
    after.close()
    assert "Segmentation fault" in after.last_fault
    assert "Segmentation fault" in after.path.read_text(encoding="utf-8")
    later = CrashLog(tmp_path)
    later.close()
    assert later.last_fault == ""
