"""How the matrix bears 300 groups: frames while it scrolls, and how soon it shows that one answer has another theme.

A frame is everything from the move of a scroll bar until the window is painted. A change is timed on the screen: from
the call until the table is painted anew.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxfacilitator.ui.main_window import MainWindow
    from cxfacilitator.ui.pages.comparison.matrix import MatrixFace

FRAME_MS = 16
STEP = 37
"""Pixels of one frame: a fast turn of the wheel."""


def bench(times: int) -> None:
    """Scroll down and across in every look, then retag so many answers, in a small and in a large engagement."""
    from bench_compare import ALLOWED_MS, grow
    from cxfacilitator.paths import resource
    from cxfacilitator.services import engagement, tagging

    for name, allowed in ALLOWED_MS.items():
        with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as home:
            path = Path(home, "sample.cxfac")
            engagement.import_engagement(resource("sample"), path).close()
            with engagement.open_file(path) as file:
                tagging.load_tags(file, resource("sample", "tags.json"))
                if name != "the sample":
                    grow(file)
            with shown(path, Path(home)) as window:
                face = matrix_of(window)
                rows, columns = len(face.table.matrix_model.rows), len(face.table.matrix_model.columns)
                print(f"{name}: {rows} rows, {columns} columns in {window.width()} x {window.height()}")
                if face.table.verticalScrollBar().maximum() > window.height():
                    scroll(face)
                retag(face, times, allowed)


@contextmanager
def shown(path: Path, home: Path) -> Iterator[MainWindow]:
    """Show a file in the window for as long as the block runs."""
    from PySide6.QtWidgets import QApplication

    from cxfacilitator.ui import theme
    from cxfacilitator.ui.main_window import MainWindow
    from cxfacilitator.ui.settings import Settings
    from cxfacilitator.ui.workspace import Workspace

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    theme.load_fonts()
    theme.apply(app, theme.load("light"))
    workspace = Workspace()
    window = MainWindow(workspace, Settings(home / "settings.ini"))
    window.resize(1920, 1048)
    window.show()
    workspace.open(path)
    settle(lambda: workspace.snapshot is not None and not workspace.busy)
    yield window
    window.close()
    workspace.shut_down()


def matrix_of(window: MainWindow) -> MatrixFace:
    """Go to the matrix, and wait until it is there."""
    from cxfacilitator.ui.pages.comparison import ComparisonPage
    from cxfacilitator.ui.pages.comparison.matrix import MatrixFace

    window.show_stage("comparison")
    page = window.pages["comparison"]
    assert isinstance(page, ComparisonPage)
    face = page.show_face("matrix")
    assert isinstance(face, MatrixFace)
    settle(lambda: bool(face.table.matrix_model.rows))
    return face


def scroll(face: MatrixFace) -> None:
    """Scroll to the end and back, down and across, and print how long frames take."""
    from PySide6.QtWidgets import QApplication

    from cxfacilitator.ui.pages.comparison.matrix.cells import Look

    for look in Look:
        face.show_look(look)
        QApplication.processEvents()
        frames = []
        for bar in (face.table.verticalScrollBar(), face.table.horizontalScrollBar()):
            for value in (*range(0, bar.maximum(), STEP), *range(bar.maximum(), 0, -STEP)):
                started, worked = time.perf_counter(), time.thread_time()
                bar.setValue(value)
                QApplication.processEvents()
                frames.append((time.perf_counter() - started, time.thread_time() - worked))
        report(f"scrolled, {look.value.lower()}", frames, FRAME_MS)


def retag(face: MatrixFace, times: int, allowed: int) -> None:
    """Give answers another theme and print how soon the table shows it."""
    from PySide6.QtWidgets import QApplication

    from cxfacilitator.services import tagging

    chance, spent, workspace = random.Random(1), [], face.workspace
    assert workspace.snapshot is not None
    for answer in chance.sample(workspace.snapshot.answers, times):
        snapshot = workspace.snapshot
        assert snapshot is not None
        themes = snapshot.themes_of.get(answer.id, ())
        change, theme = (tagging.remove, themes[0]) if themes else (tagging.accept, snapshot.codebook.counted[0].id)
        before = face.table.matrix_model.layout_shown
        started, worked = time.perf_counter(), time.process_time()
        workspace.do(change, answer.id, theme)
        settle(lambda: face.table.matrix_model.layout_shown is not before)  # noqa: B023
        QApplication.processEvents()
        spent.append((time.perf_counter() - started, time.process_time() - worked))
        settle(lambda: not workspace.busy and not workspace.jobs.busy)
    report("retagged until it is painted", spent, allowed)


def settle(ready: Callable[[], bool]) -> None:
    """Let the app work until something is so, and paint it."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    def look() -> None:
        if ready():
            loop.quit()

    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(look)
    timer.start(5)
    loop.exec()
    timer.stop()
    QApplication.processEvents()


def report(what: str, spent: Sequence[tuple[float, float]], allowed: int) -> None:
    """Print the middle, the slowest one in a hundred, and the slowest; by the clock, and of a processor."""
    walls, cpus = (sorted(second * 1e3 for second in seconds) for seconds in zip(*spent, strict=True))
    late = int(0.99 * (len(walls) - 1))
    print(
        f"  {what}: {walls[len(walls) // 2]:.1f} ms, 99 in 100 within {walls[late]:.1f}, at most {walls[-1]:.1f} "
        f"(processor {cpus[len(cpus) // 2]:.1f}, {cpus[late]:.1f}, {cpus[-1]:.1f}); {allowed} ms allowed"
    )
