"""What happens when there is a bug: a log without names or answers, and one dialog at a time."""

import faulthandler
import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtWidgets import QApplication

from cxfacilitator import __version__
from cxfacilitator.services.other_process import BugElsewhere
from cxfacilitator.ui import ask

_MOST_LINES = 2000


def describe(error: BaseException) -> str:
    """Describe a bug by its kind and place; its message is left out, for it may hold names or answers."""
    if isinstance(error, BugElsewhere):
        kind, frames = error.kind, error.frames
    else:
        kind, frames = type(error).__name__, "".join(traceback.format_tb(error.__traceback__))
    versions = f"cxfacilitator {__version__}, Python {platform.python_version()}, Qt {PySide6.__version__}"
    return f"{versions}, {platform.system()} {platform.release()}\n{frames}{kind}\n"


class CrashLog:
    """Writes bugs to a file and tells the user, one dialog at a time.

    Attributes:
        path: The log.
        last_fault: Where the interpreter itself broke down at the last run; usually empty.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "crashes.log"
        self._asking = False
        faults = folder / "faults.log"
        self.last_fault = faults.read_text(encoding="utf-8", errors="replace") if faults.exists() else ""
        if self.last_fault:
            self._log(self.last_fault)
        self._faults = faults.open("w", encoding="utf-8")

    def install(self) -> None:
        """Take over Python's last resort for errors and, for crashes of the interpreter, its fault log."""
        sys.excepthook = self.handle
        faulthandler.enable(self._faults)

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log a bug and show it, unless another one is being shown."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        details = describe(error)
        self._log(details)
        if self._asking or QApplication.instance() is None:
            return
        self._asking = True
        try:
            ask.tell_crash(QApplication.activeWindow(), details, self.path)
        finally:
            self._asking = False

    def close(self) -> None:
        """Give back what `install` took over."""
        sys.excepthook = sys.__excepthook__
        faulthandler.disable()
        self._faults.close()

    def _log(self, details: str) -> None:
        before = self.path.read_text(encoding="utf-8").splitlines(keepends=True) if self.path.exists() else []
        entry = f"{datetime.now().astimezone().isoformat(timespec='seconds')} {details}\n"
        self.path.write_text("".join(before[-_MOST_LINES:]) + entry, encoding="utf-8")
