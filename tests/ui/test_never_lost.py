"""What happens to typed lines when the disk is slow, full or gone."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import Answer, Box
from cxfacilitator.services import engagement, groups, safekeeping, sheets
from cxfacilitator.store import ballast
from cxfacilitator.store.file import EngagementFile
from cxfacilitator.ui import bottom_bar
from cxfacilitator.ui import workspace as workspace_module
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace
from tests.ui.full_disk import fill, free

WaitSaved = Callable[[Workspace], None]
LONG = "long words " * 4_000


@pytest.fixture
def sheet(opened: Workspace, wait_saved: WaitSaved) -> Workspace:
    """A workspace with one group, whose ids begin at 1."""
    opened.do(groups.add, Audience.CUSTOMERS, "Table 1")
    wait_saved(opened)
    return opened


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again and be worried within moments."""
    monkeypatch.setattr(workspace_module, "TRY_AGAIN_EVERY_S", 0.05)
    monkeypatch.setattr(workspace_module, "RESCUE_AFTER_S", 0.1)


@pytest.fixture
def told(sheet: Workspace) -> list[str]:
    """The refusals, as they are told."""
    heard: list[str] = []
    sheet.refused.connect(lambda problem: heard.append(str(problem)))
    return heard


def line(text: str = LONG, number: int = 1) -> Answer:
    return Answer(sheets.new_id(), f"C1-Q1-{number:02}", 1, Box.WELL, number, text)


def texts(workspace: Workspace) -> list[str]:
    assert workspace.snapshot is not None
    return [answer.text for answer in workspace.snapshot.answers]


@contextmanager
def hanging(workspace: Workspace) -> Iterator[None]:
    """Keep the file thread busy as a disk does that does not answer."""
    answers = threading.Event()
    workspace.do(lambda _file: answers.wait())
    try:
        yield
    finally:
        answers.set()


def test_a_refused_line_stays_queued_and_is_written_when_there_is_space(
    sheet: Workspace, soon: None, told: list[str], qtbot: QtBot
) -> None:
    fill(sheet)
    typed = line()
    sheet.type_line(typed.id, sheets.save, typed)
    qtbot.waitUntil(lambda: sheet.unsaved == 1)
    qtbot.waitUntil(lambda: len(told) == 1)
    with qtbot.assertNotEmitted(sheet.refused, wait=300):
        pass
    assert "full" in told[0]
    with qtbot.waitSignals([sheet.changed, sheet.saved], order="strict"):
        free(sheet)
    assert texts(sheet) == [LONG]
    assert sheet.unsaved == 0


def test_while_lines_are_refused_nothing_is_said_to_be_saved_and_nothing_overtakes_them(
    sheet: Workspace, soon: None, told: list[str], qtbot: QtBot
) -> None:
    fill(sheet)
    first, second = line(), line("Short", 2)
    heard = []
    sheet.saved.connect(heard.append)
    sheet.type_line(first.id, sheets.save, first)
    sheet.type_line(second.id, sheets.save, second)
    sheet.do(sheets.delete, first.id)
    qtbot.waitUntil(lambda: len(told) == 3)
    assert heard == []
    assert texts(sheet) == []
    free(sheet)
    qtbot.waitUntil(lambda: sheet.unsaved == 0 and bool(heard))
    assert texts(sheet) == [LONG, "Short"], "what was refused as a whole is not done behind anybody's back"


def test_a_newer_wording_takes_the_place_of_the_refused_one(
    sheet: Workspace, soon: None, told: list[str], qtbot: QtBot
) -> None:
    fill(sheet)
    typed = line()
    for text in (LONG, f"{LONG} and", f"{LONG} and more"):
        sheet.type_line(typed.id, sheets.save, replace(typed, text=text))
        qtbot.waitUntil(lambda: not sheet.busy)
    assert sheet.unsaved == 1
    free(sheet)
    qtbot.waitUntil(lambda: sheet.unsaved == 0)
    assert texts(sheet) == [f"{LONG} and more"]


def test_a_line_that_can_never_be_saved_stops_nobody(sheet: Workspace, soon: None, qtbot: QtBot) -> None:
    fill(sheet)
    lost, other = replace(line(), group_id=99), line("Kind", 2)
    sheet.type_line("lost", sheets.save, replace(lost, ref=""))
    with qtbot.waitSignal(sheet.saved):
        sheet.type_line(other.id, sheets.save, other)
    assert sheet.unsaved == 0
    assert texts(sheet) == ["Kind"]


def test_the_reserve_is_given_up_before_anything_is_refused(
    sheet: Workspace, soon: None, told: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sheet.path is not None
    reserve = ballast.beside(sheet.path)
    qtbot.waitUntil(reserve.exists)
    fill(sheet)
    release = EngagementFile.release_reserve

    def give_up(file: EngagementFile) -> bool:
        file._db.execute("PRAGMA max_page_count = 1000000").fetchall()
        return release(file)

    monkeypatch.setattr(EngagementFile, "release_reserve", give_up)
    typed = line()
    warnings: list[str] = []
    sheet.warned.connect(warnings.append)
    with qtbot.waitSignal(sheet.saved):
        sheet.type_line(typed.id, sheets.save, typed)
    assert "reserve is in use" in warnings[0]
    assert texts(sheet) == [LONG]
    assert told == []
    qtbot.waitUntil(reserve.exists)
    sheet.close()
    assert not reserve.exists()


def test_undo_may_use_the_reserve_too(sheet: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    given_up = []

    def give_up(file: EngagementFile) -> bool:
        file._db.execute("PRAGMA max_page_count = 1000000").fetchall()
        given_up.append(file)
        return True

    typed = line()
    sheet.do(sheets.save, typed)
    sheet.do(sheets.delete, typed.id)
    sheet.fetch(lambda file: file._db.execute("VACUUM"), lambda _nothing: None)
    fill(sheet)
    monkeypatch.setattr(EngagementFile, "release_reserve", give_up)
    with qtbot.waitSignal(sheet.changed):
        sheet.undo()
    qtbot.waitUntil(lambda: texts(sheet) == [LONG])
    assert given_up


def test_only_what_was_not_done_at_all_is_done_again_with_the_reserve(
    sheet: Workspace, told: list[str], qtbot: QtBot
) -> None:
    assert sheet.path is not None
    qtbot.waitUntil(ballast.beside(sheet.path).exists)
    fill(sheet)
    short, long = line("Short"), line(number=2)

    def both(file: EngagementFile) -> None:
        sheets.save(file, replace(short, id=sheets.new_id(), ref=""))
        sheets.save(file, long)

    sheet.do(both)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert texts(sheet) == ["Short"]


def test_what_is_refused_for_long_is_kept_as_plain_text_until_it_is_saved(
    sheet: Workspace, soon: None, qtbot: QtBot
) -> None:
    assert sheet.path is not None
    fill(sheet)
    typed = line(f"{LONG} Łódź")
    with qtbot.waitSignal(sheet.rescued) as heard:
        sheet.type_line(typed.id, sheets.save, typed)
    [text] = heard.args
    assert text.parent == sheet.path.parent
    written = text.read_text(encoding="utf-8")
    assert "C1 Table 1" in written
    assert f"{LONG} Łódź" in written
    second = line("One more", 2)
    sheet.type_line(second.id, sheets.save, second)
    qtbot.waitUntil(lambda: "One more" in text.read_text(encoding="utf-8"))
    with qtbot.waitSignal(sheet.rescued, check_params_cb=lambda found: found is None):
        free(sheet)
    assert not text.exists()


def test_closing_when_all_is_saved_leaves_no_text(sheet: Workspace, soon: None, qtbot: QtBot) -> None:
    assert sheet.path is not None
    folder = sheet.path.parent
    fill(sheet)
    typed = line()
    with qtbot.waitSignal(sheet.rescued):
        sheet.type_line(typed.id, sheets.save, typed)
    sheet._pulse.stop()
    free(sheet)
    sheet.close()
    qtbot.waitUntil(lambda: not list(folder.glob("Not saved *")))
    with EngagementFile.open(folder / "engagement.cxfac") as file:
        assert [answer.text for answer in file.snapshot().answers] == [LONG]


def test_closing_keeps_what_could_not_be_saved(sheet: Workspace, qtbot: QtBot) -> None:
    assert sheet.path is not None
    folder = sheet.path.parent
    fill(sheet)
    typed = line()
    sheet.type_line(typed.id, sheets.save, typed)
    qtbot.waitUntil(lambda: sheet.unsaved == 1)
    with qtbot.waitSignal(sheet.rescued):
        sheet.close()
    [text] = folder.glob("Not saved *.txt")
    assert LONG in text.read_text(encoding="utf-8")
    assert sheet.unsaved == 0


def test_a_backup_is_put_back_while_a_line_is_refused(sheet: Workspace, qtbot: QtBot) -> None:
    assert sheet.path is not None
    path = sheet.path
    with qtbot.waitSignal(sheet.backed_up, check_params_cb=lambda backup: backup is not None) as heard:
        sheet.back_up()
    fill(sheet)
    typed = line()
    sheet.type_line(typed.id, sheets.save, typed)
    qtbot.waitUntil(lambda: sheet.unsaved == 1)
    with qtbot.waitSignals([sheet.rescued, sheet.opened]):
        sheet.restore(path, heard.args[0])
    [text] = path.parent.glob("Not saved *.txt")
    assert LONG in text.read_text(encoding="utf-8")
    assert sheet.unsaved == 0
    with qtbot.waitSignal(sheet.saved):
        sheet.type_line("next", sheets.save, line("Quick", 2))
    assert texts(sheet) == ["Quick"], "what was put back is as it was"
    assert text.exists()


def test_what_the_disk_does_not_answer_for_is_late_and_then_kept_as_text(
    sheet: Workspace, soon: None, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace_module, "LATE_AFTER_S", 0.05)
    with hanging(sheet):
        typed = line("Kind")
        with qtbot.waitSignals([sheet.late, sheet.rescued]):
            sheet.type_line(typed.id, sheets.save, typed)
        assert texts(sheet) == []
    qtbot.waitUntil(lambda: texts(sheet) == ["Kind"])
    qtbot.waitUntil(lambda: not list(Path(sheet.path or "").parent.glob("Not saved *")))


def test_it_is_looked_after_however_fast_somebody_types(
    sheet: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace_module, "LATE_AFTER_S", 0.3)
    late: list[float] = []
    sheet.late.connect(late.append)
    typing = QTimer()
    typed = line("Kind")
    typing.timeout.connect(lambda: sheet.do(sheets.save, typed))
    with hanging(sheet):
        typing.start(20)
        qtbot.waitUntil(lambda: bool(late))
        typing.stop()


def test_a_disk_with_little_room_is_told_when_the_file_is_opened(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safekeeping, "_PLENTY_BYTES", 2**62)
    with qtbot.waitSignal(workspace.warned) as heard:
        workspace.create(tmp_path / "a.cxfac", Engagement("HLF-R1", "Harbour Line Ferries"))
    assert "MB are free" in heard.args[0]


def test_a_file_that_was_closed_is_not_copied_again_when_it_is_opened(
    sheet: Workspace, qtbot: QtBot, wait_saved: WaitSaved
) -> None:
    path = sheet.path
    assert path is not None
    sheet.close()
    assert len(safekeeping.listed(path)) == 1
    with qtbot.waitSignal(sheet.backed_up):
        sheet.open(path)
    assert len(safekeeping.listed(path)) == 1
    sheet.close()
    with EngagementFile.open(path) as file:
        engagement.update(file, replace(file.snapshot().engagement, sponsor="Managing director"))
    assert safekeeping.is_due(path)


@pytest.fixture
def window(sheet: Workspace, settings: Settings, qtbot: QtBot) -> MainWindow:
    made = MainWindow(sheet, settings)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_window_says_why_and_where_and_when_it_is_over(
    window: MainWindow, sheet: Workspace, soon: None, qtbot: QtBot
) -> None:
    fill(sheet)
    typed = line()
    sheet.type_line(typed.id, sheets.save, typed)
    qtbot.waitUntil(lambda: window.bottom.state.text().startswith("Not saved: The disk"))
    assert window.bottom.state.property("role") == "danger"
    assert "full" in window.message.text
    qtbot.waitUntil(lambda: "plain text in" in window.message.text)
    assert "kept in" in window.bottom.state.text()
    window.close()
    assert window.isVisible(), "the first attempt to leave says what would be left behind"
    assert "Close once more" in window.message.text
    free(sheet)
    qtbot.waitUntil(lambda: window.bottom.state.text().startswith("Saved "))
    assert "is in the file now" in window.message.text
    assert window.bottom.state.property("role") == "muted"


def test_a_reason_that_was_read_is_not_told_again_at_every_key(
    window: MainWindow, sheet: Workspace, told: list[str], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # That the words are kept elsewhere is told beside the reason; on a slow machine it would be told meanwhile.
    monkeypatch.setattr(workspace_module, "RESCUE_AFTER_S", 60)
    fill(sheet)
    typed = line()
    sheet.type_line(typed.id, sheets.save, typed)
    qtbot.waitUntil(window.message.isVisible)
    window.message.cross.click()
    sheet.type_line(typed.id, sheets.save, replace(typed, text=f"{LONG}!"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert not window.message.isVisible()
    free(sheet)


def test_a_slow_disk_is_amber_and_one_that_does_not_answer_is_red(
    window: MainWindow, sheet: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace_module, "LATE_AFTER_S", 0.05)
    monkeypatch.setattr(bottom_bar, "STUCK_AFTER_S", 0.7)
    state = window.bottom.state
    with hanging(sheet):
        assert state.text() == "Saving…"
        qtbot.waitUntil(lambda: state.property("role") == "warning")
        assert state.text() == "Still saving…"
        qtbot.waitUntil(lambda: state.property("role") == "danger")
        assert "the file has been busy for 1 s" in state.text()
    qtbot.waitUntil(lambda: state.property("role") == "muted")


def test_a_refusal_of_another_kind_is_told_each_time(window: MainWindow, sheet: Workspace, qtbot: QtBot) -> None:
    def refuse(_file: EngagementFile) -> None:
        raise CxError("Give the client's name.")

    for _ in range(2):
        with qtbot.waitSignal(sheet.refused):
            sheet.do(refuse)
        assert window.message.isVisible()
        window.message.cross.click()
