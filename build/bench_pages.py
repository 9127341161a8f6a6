"""How soon pages that compare show that an answer has another theme, and how long the screen stands still for it.

A change is timed on the screen: from the call until the page is painted anew. Meanwhile a timer of a millisecond ticks;
the longest time between two ticks is how long the screen stood still.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench_compare import ALLOWED_MS, grow
from bench_matrix import report, settle, shown

if TYPE_CHECKING:
    from cxfacilitator.domain.snapshot import Snapshot
    from cxfacilitator.store.file import EngagementFile
    from cxfacilitator.ui.pages.page import Page

FACES = {
    "comparison": ("matrix", "side by side", "findings"),
    "plan": ("ideas", "priorities", "actions"),
    "rounds": ("",),
}


def bench(times: int) -> None:
    """Retag so many answers before each page, in a small and in a large engagement that has an earlier round."""
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
                have_an_earlier_round(file)
            with shown(path, Path(home)) as window:
                print(f"{name} in {window.width()} x {window.height()}")
                for stage, faces in FACES.items():
                    window.show_stage(stage)
                    for face in faces:
                        retag(window.pages[stage], face, times, allowed)


def have_an_earlier_round(file: EngagementFile) -> None:
    """Make this the second round, after one with the same figures."""
    from cxfacilitator.domain.trends import rounds_of
    from cxfacilitator.services import engagement, rounds

    snapshot = file.snapshot()
    [first] = rounds_of(snapshot)
    engagement.update(file, replace(snapshot.engagement, round=2))
    rounds.keep(file, first)


def retag(page: Page, face: str, times: int, allowed: int) -> None:
    """Give answers another theme and print how soon the page shows it, and how long nothing else could be done."""
    from PySide6.QtWidgets import QApplication

    from cxfacilitator.services import tagging
    from cxfacilitator.ui.pages.faces import FacedPage

    workspace = page.workspace
    if isinstance(page, FacedPage):
        page.show_face(face)
    settle(lambda: seen(page) is workspace.snapshot and not workspace.jobs.busy)
    chance, spent, blocks = random.Random(1), [], []
    assert workspace.snapshot is not None
    for answer in chance.sample(workspace.snapshot.answers, times):
        before = workspace.snapshot
        themes = before.themes_of.get(answer.id, ())
        change, theme = (tagging.remove, themes[0]) if themes else (tagging.accept, before.codebook.counted[0].id)
        with standing_still() as stood:
            started, worked = time.perf_counter(), time.process_time()
            workspace.do(change, answer.id, theme)
            settle(lambda: workspace.snapshot is not before and seen(page) is workspace.snapshot)  # noqa: B023
            QApplication.processEvents()
            spent.append((time.perf_counter() - started, time.process_time() - worked))
        blocks.append(max(stood))
        settle(lambda: not workspace.busy and not workspace.jobs.busy)
    report(f"{page.title}, {face}".rstrip(", ") + ": painted", spent, allowed)
    report("  the screen stood still", blocks, allowed)


def seen(page: Page) -> Snapshot | None:
    """The snapshot that a page shows."""
    from cxfacilitator.ui.pages.comparison import ComparisonPage
    from cxfacilitator.ui.pages.plan import PlanPage
    from cxfacilitator.ui.pages.rounds import RoundsPage

    match page:
        case ComparisonPage():
            return page.compared.snapshot if page.compared else None
        case PlanPage():
            return page.planned.snapshot if page.planned else None
        case RoundsPage():
            return page.seen.snapshot if page.seen else None
    raise AssertionError(f"{page.title} compares nothing")


@contextmanager
def standing_still() -> Iterator[list[tuple[float, float]]]:
    """Yield a list that grows by how long each turn of the screen's loop took, by the clock and of a processor."""
    from PySide6.QtCore import Qt, QTimer

    turns: list[tuple[float, float]] = []
    last = (time.perf_counter(), time.thread_time())

    def tick() -> None:
        nonlocal last
        now = (time.perf_counter(), time.thread_time())
        turns.append((now[0] - last[0], now[1] - last[1]))
        last = now

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(1)
    yield turns
    timer.stop()
    tick()
