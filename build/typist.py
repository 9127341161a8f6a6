"""Types sheets into the real window by key events, as a facilitator does; what the measurements have in common."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from cxfacilitator.domain.sheets import Box
    from cxfacilitator.domain.snapshot import Snapshot

PATIENCE_S = 60
PROBE_MS = 5
SENTENCES = (
    "nobody calls back on Monday",
    "the drivers know every site by name",
    "invoices arrive before the kit does",
    "portal shows stock that is not there",
    "they ask once and remember it",
    "too many forms for one small hire",
)


class Typist:
    """The app with its window, and somebody at the keyboard. One per process: there can be only one application.

    Attributes:
        keys: How many keys were pressed; a chord is one.
        beyond: Those of them that are no character of an answer.
    """

    def __init__(self, home: Path, size: tuple[int, int] = (1366, 736)) -> None:
        """Dress the application and show its window as `app.start` does.

        Args:
            home: Where the settings are kept.
            size: Width and height of the window.
        """
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from PySide6.QtCore import QEventLoop, Qt, QTimer
        from PySide6.QtWidgets import QApplication

        from cxfacilitator.ui import one_heap, theme
        from cxfacilitator.ui.collector import Collector
        from cxfacilitator.ui.main_window import MainWindow
        from cxfacilitator.ui.settings import Settings
        from cxfacilitator.ui.stages import PageLoader
        from cxfacilitator.ui.workspace import Workspace

        one_heap.share()
        self.app = QApplication([])
        self.app.setStyle("Fusion")
        theme.load_fonts()
        theme.apply(self.app, theme.load("light"))
        Collector(self.app)
        self.workspace = Workspace()
        self.window = MainWindow(self.workspace, Settings(home / "settings.ini"))
        self.window.resize(*size)
        self.window.show()
        PageLoader(self.window, self.window.make_page, lambda: self.workspace.busy or self.workspace.jobs.busy)
        self.window.activateWindow()
        self.keys = self.beyond = 0
        # One for all pauses: each connection costs a few bytes for ever, and a soak is to find such things.
        self._loop, self._pause = QEventLoop(), QTimer(self.app)
        self._pause.setSingleShot(True)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._loop.quit)

    @property
    def snapshot(self) -> Snapshot:
        """The newest news of the open engagement."""
        assert self.workspace.snapshot is not None
        return self.workspace.snapshot

    def open(self, path: Path) -> None:
        """Open an engagement and go to its sheets; the cursor is where typing went on last, or on the first one."""
        from cxfacilitator.ui.stages import KEYS

        self.workspace.open(path)
        self.wait(lambda: self.workspace.path == path and not self.workspace.busy)
        self.press(KEYS["sheets"])
        self.keys = self.beyond = 0

    def sheet_shown(self) -> int:
        """Return the place of the sheet that is shown; after a crash it is the one that was typed last."""
        from cxfacilitator.ui.pages.sheets import SheetsPage

        page = self.window.pages["sheets"]
        assert isinstance(page, SheetsPage)
        assert page.group is not None
        return self.snapshot.groups.index(page.group)

    def write(self, text: str) -> None:
        """Type characters where the cursor is."""
        from PySide6.QtTest import QTest

        for character in text:
            QTest.keyClicks(self._cursor(), character)
            self.keys += 1
            self.app.processEvents()

    def type_key(self, key: str) -> None:
        r"""Type one character, where `\n` and `\t` stand for Enter and Tab; or press a chord."""
        named = {"\n": "Return", "\t": "Tab"}.get(key, key)
        if len(named) == 1:
            self.write(named)
        else:
            self.press(named)

    def press(self, keys: str) -> None:
        """Press a key or a chord, for example `Tab` or `Alt+Shift+4`."""
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest

        chord = QKeySequence(keys)[0]  # type: ignore[index]
        QTest.keyClick(self._cursor(), chord.key(), chord.keyboardModifiers())
        self.keys += 1
        self.beyond += 1
        self.app.processEvents()

    def type_sheet(self, lines: Sequence[tuple[Box, str]], last: str = "F12") -> None:
        """Type a group's lines in the order of the paper, from the first box on, and leave the sheet by a key."""
        from cxfacilitator.domain.sheets import SHEET_BOXES, Box

        boxes = (*SHEET_BOXES, Box.UNMARKED)
        here = Box.WELL
        for number, (box, text) in enumerate(lines):
            if box is not here:
                follows = box in SHEET_BOXES and boxes.index(box) == boxes.index(here) + 1
                self.press("Tab" if follows else f"Alt+{boxes.index(box) + 1}")
            elif number:
                self.press("Return")
            self.write(text)
            here = box
        self.press(last)

    def wait(self, condition: Callable[[], bool], patience_s: float = PATIENCE_S) -> float:
        """Let the app go on until something is so, and return the seconds that it took.

        Raises:
            TimeoutError: It did not become so.
        """
        started = time.perf_counter()
        while not condition():
            if time.perf_counter() - started > patience_s:
                raise TimeoutError("the app did not do within time what was waited for")
            self.pause(2)
        return time.perf_counter() - started

    def pause(self, milliseconds: int) -> None:
        """Let the app go on for a while."""
        self._pause.start(milliseconds)
        self._loop.exec()

    def saved(self) -> bool:
        """Whether everything is in the file, and the screens have heard of it."""
        return not self.workspace.busy and not self.workspace.unsaved

    def shut_down(self) -> None:
        """Close the window, the engagement and the threads, as the app does when it ends."""
        self.window.close()
        self.workspace.shut_down()

    def _cursor(self) -> QWidget:
        return self.app.activePopupWidget() or self.app.focusWidget() or self.window


class Heartbeat:
    """Notes how long the screen stood still, from now on: how much later than it should a fast timer comes.

    Attributes:
        stalls: Seconds, one for each beat.
        own: The same without the time for which the computer's other programs had all processors.
    """

    def __init__(self, typist: Typist) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.stalls: list[float] = []
        self.own: list[float] = []
        self._timer = QTimer(typist.app)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(PROBE_MS)
        self._last, self._queued = time.perf_counter(), queued_s()

    def stop(self) -> None:
        """Note the time since the last beat, and no more."""
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        now, queued = time.perf_counter(), queued_s()
        stall = max(0.0, now - self._last - PROBE_MS / 1e3)
        self.stalls.append(stall)
        self.own.append(max(0.0, stall - (queued - self._queued)))
        self._last, self._queued = now, queued


def queued_s() -> float:
    """Return for how long this thread could have run, and had no processor; 0 where the system does not say."""
    if not sys.platform.startswith("linux"):
        return 0.0
    return int(Path("/proc/thread-self/schedstat").read_text(encoding="ascii").split()[1]) / 1e9


def spread(seconds: Sequence[float]) -> str:
    """Say how seconds are spread, in milliseconds: the middle, what few exceed, and the most."""
    ordered = sorted(seconds)
    shown = ((f"p{percent}", ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]) for percent in (50, 95, 99))
    return ", ".join(f"{name} {value * 1e3:.1f}" for name, value in (*shown, ("most", ordered[-1]))) + " ms"


def apart(script: str, *words: object, environment: dict[str, str] | None = None) -> None:
    """Run one measurement of a script in a process of its own, because a process has one application."""
    if subprocess.run([sys.executable, script, *map(str, words)], check=False, env=environment).returncode:
        print(f"{words[0]}: the measurement failed.")


def make_file(path: Path, groups: int, lines: int = 0) -> None:
    """Make an engagement of staff groups whose sheets have so many lines."""
    from cxfacilitator.domain.engagement import Audience, Engagement
    from cxfacilitator.domain.sheets import SHEET_BOXES, Answer
    from cxfacilitator.services import engagement, sheets
    from cxfacilitator.services import groups as groups_service

    with engagement.create(path, Engagement("TYPING", "Typing test")) as file:
        for _ in range(groups):
            groups_service.add(file, Audience.STAFF, people=7)
        for group in file.snapshot().groups if lines else ():
            typed = [
                Answer(sheets.new_id(), "", group.id, SHEET_BOXES[n % 5], n // 5 + 1, SENTENCES[n % len(SENTENCES)])
                for n in range(lines)
            ]
            sheets.save_all(file, typed)
