"""Starts the screens."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from cxfacilitator.ui import one_heap, theme
from cxfacilitator.ui import settings as preferences
from cxfacilitator.ui.collector import Collector
from cxfacilitator.ui.crash import CrashLog
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.stages import PageLoader
from cxfacilitator.ui.workspace import Workspace


class _FirstPaint(QObject):
    """For measuring the start: says when the window is first painted, and quits."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint, then end once it is on the screen."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        print("first paint", flush=True)
        QApplication.quit()


def start(arguments: Sequence[str] = ()) -> int:
    """Open the window; a path among the arguments is the engagement to open.

    Returns:
        The exit code of the program.
    """
    one_heap.share()
    app = QApplication([sys.argv[0], *arguments])
    app.setApplicationName("cxfacilitator")
    app.setApplicationDisplayName("CX facilitator")
    app.setStyle("Fusion")
    settings = preferences.Settings(preferences.default_path())
    crashes = CrashLog(settings.folder)
    crashes.install()
    theme.load_fonts()
    name = theme.chosen(settings.get(preferences.THEME))
    theme.apply(app, theme.load(name, settings.get(preferences.TEXT_SIZE)))
    Collector(app)
    workspace = Workspace()
    window = MainWindow(workspace, settings)
    watcher = _FirstPaint()
    if os.environ.get("CXF_BENCH_FIRST_PAINT"):
        window.bottom.installEventFilter(watcher)
    window.show()
    PageLoader(window, window.make_page, lambda: workspace.busy or workspace.jobs.busy)
    if crashes.last_fault:
        window.message.show_message(
            "The program stopped suddenly last time. Everything that was shown as saved is in its file.",
            "warning",
            "Copy the details",
            lambda: app.clipboard().setText(crashes.last_fault),
        )
    if arguments:
        workspace.open(Path(arguments[0]))
    code = app.exec()
    workspace.shut_down()
    crashes.close()
    return code
