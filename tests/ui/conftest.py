"""What every screen test needs: the look, settings of its own, and a workspace that is shut down."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.services.other_process import OtherProcess
from cxfacilitator.ui import theme
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace

CLIENT = "Harbour Line Ferries"


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Destroy what a test leaves behind on the thread of the screens.

    Python's collector runs on whichever thread happens to allocate; a widget that dies on the
    file thread takes the whole process with it.
    """
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(scope="module", autouse=True)
def settled() -> Iterator[None]:
    """Leave alone what stays for good after a file of tests: collecting would look at all of it after each test."""
    yield
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> None:
    """Dress the application as `app.start` does."""
    qapp.setStyle("Fusion")
    theme.load_fonts()
    # What is there before the first test never becomes garbage; collecting after each need not look at it.
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def light_theme() -> theme.Theme:
    """The light theme and text at 100 %, read once."""
    return theme.load("light")


@pytest.fixture(autouse=True)
def light(qapp: QApplication, light_theme: theme.Theme) -> None:
    """Begin each test with the light theme and text at 100 %."""
    theme.apply(qapp, light_theme)


def _is_so(condition: Callable[[], bool | None], *, last: bool) -> bool:
    try:
        found = condition()
        assert found is None or found, "waited in vain"
    except AssertionError:
        if last:
            raise
        return False
    return True


def _wait_until(condition: Callable[[], bool | None], *, timeout: int = 5000) -> None:
    """Look again after whatever happens on the screen's thread; looking every 10 ms costs thousands of such waits."""
    if _is_so(condition, last=False):
        return
    loop, end = QEventLoop(), QDeadlineTimer(timeout)
    # What another thread or process does to a file is heard by nobody.
    pulse = QTimer(interval=10)
    pulse.start()
    while not _is_so(condition, last=end.hasExpired()):
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    # Nobody presses a key before what has just happened is laid out.
    loop.processEvents()


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """Dress every widget that a test shows by itself, as the window does that it belongs into; wait for events."""
    add = qtbot.addWidget

    def add_dressed(widget: QWidget, **rest: Any) -> None:
        if not widget.styleSheet():
            theme.dress(widget)
        add(widget, **rest)

    monkeypatch.setattr(qtbot, "addWidget", add_dressed)
    monkeypatch.setattr(qtbot, "waitUntil", _wait_until)
    return qtbot


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Preferences that nobody else reads."""
    return Settings(tmp_path / "config" / "cxfacilitator.ini")


@pytest.fixture(scope="session")
def other_process() -> Iterator[OtherProcess]:
    """Where long jobs are done; one for all tests, because it takes a second to start."""
    made = OtherProcess()
    yield made
    made.shut_down()


@pytest.fixture
def workspace(qapp: QApplication, other_process: OtherProcess) -> Iterator[Workspace]:
    """A workspace without an engagement."""
    made = Workspace(other=other_process)
    yield made
    made.shut_down()


@pytest.fixture
def opened(workspace: Workspace, qtbot: QtBot, tmp_path: Path) -> Workspace:
    """A workspace with a new engagement."""
    with qtbot.waitSignal(workspace.opened):
        workspace.create(tmp_path / "engagement.cxfac", Engagement("HLF-2025-R1", CLIENT))
    return workspace


@pytest.fixture
def window_on(opened: Workspace, settings: Settings, qtbot: QtBot) -> Callable[[str], MainWindow]:
    """Show the window of the open engagement on a stage, and wait until keys reach it."""

    def show(stage: str) -> MainWindow:
        window = MainWindow(opened, settings)
        qtbot.addWidget(window)
        window.resize(1366, 736)
        window.show()
        window.activateWindow()
        qtbot.waitExposed(window)
        window.show_stage(stage)
        return window

    return show


@pytest.fixture
def wait_saved(qtbot: QtBot) -> Callable[[Workspace], None]:
    """Wait until everything that was handed over is in the file and on the screen."""
    return lambda workspace: qtbot.waitUntil(lambda: not workspace.busy)
