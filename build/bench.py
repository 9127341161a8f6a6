"""Measure what the app costs: its start, the sample engagement from roster to report, one edit and its undo.

With `seating`, how well and how fast it seats people: see `bench_seating.py`. With `capture`, what it costs to type the
sheets: see `bench_capture.py`. With `tagging` and `engagement`, how well and how fast it suggests themes: see
`bench_tagging.py`. With `review`, what it costs a person to decide on them: see `bench_review.py`. With `comments`, how
it bears many thousands of comments: see `bench_comments.py`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import setup_venv

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

APP = [sys.executable, "-P", "-m", "cxfacilitator"]
PATIENCE_S = 120


@dataclass(frozen=True)
class Cost:
    """What one run of a process took; `first_s` is the time until it said its first line."""

    first_s: float
    wall_s: float
    cpu_s: float
    peak_mb: float
    said: str


def main() -> int:
    """Run the measurement that was asked for, or all of them, and print medians."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument(
        "what",
        nargs="?",
        choices=["start", "demo", "edit", "seating", "capture", "tagging", "engagement", "review", "comments"],
        help="(default: the first three)",
    )
    arguments.add_argument(
        "folder",
        nargs="?",
        type=Path,
        help="seating: where the instances are; tagging: labelled feedback; engagement: answers with tags",
    )
    arguments.add_argument("--codebook", type=Path, help="tagging: the themes (default: codebook*.json in the folder)")
    arguments.add_argument(
        "--label-map", type=Path, help="tagging: labels of each file to themes (default: label_map*.json in the folder)"
    )
    arguments.add_argument("--orders", type=int, default=5, help="tagging: random orders of a curve (default: 5)")
    arguments.add_argument("--long", action="store_true", help="tagging: the speed at 10,000 and 100,000 too")
    arguments.add_argument("--vectors", type=Path, help="tagging: a file that keeps what was read for the next run")
    arguments.add_argument("--out", type=Path, help="seating: where the solutions go (default: a new folder)")
    arguments.add_argument("--runs", type=int, default=7, help="runs of each process (default: 7)")
    arguments.add_argument("--keys", type=int, default=600, help="capture: keys of each typing test (default: 600)")
    arguments.add_argument("--saves", type=int, default=28_800, help="capture: saves of the soak (default: 28,800)")
    arguments.add_argument("--comments", type=int, default=100_000, help="comments: how many (default: 100,000)")
    arguments.add_argument("--frozen", action="store_true", help="measure the frozen app of build/app.py")
    chosen = arguments.parse_args()
    if chosen.folder is not None and chosen.what not in ("seating", "tagging", "engagement"):
        arguments.error(f"{chosen.what} takes no folder")
    setup_venv.enter("test")
    command = APP
    if chosen.frozen:
        command = [str(setup_venv.ROOT / ".work" / "dist" / "cxfacilitator" / "cxfacilitator")]
    if chosen.what == "seating":
        if chosen.folder is None or not chosen.folder.is_dir():
            arguments.error("seating needs a folder with instances")
        import bench_seating

        out = chosen.out or Path(tempfile.mkdtemp(prefix="cxfacilitator-seating-"))
        out.mkdir(parents=True, exist_ok=True)
        bench_seating.bench(chosen.folder, out)
    if chosen.what in ("tagging", "engagement"):
        if chosen.folder is None or not chosen.folder.is_dir():
            arguments.error(f"{chosen.what} needs a folder with data")
        import bench_tagging

        bench_tagging.bench(chosen)
    if chosen.what == "capture":
        import bench_capture

        bench_capture.bench(chosen.keys, chosen.saves)
    if chosen.what == "review":
        import bench_review

        bench_review.bench()
    if chosen.what == "comments":
        import bench_comments

        bench_comments.bench(chosen.comments)
    if chosen.what in (None, "start"):
        start(command, chosen.runs)
    if chosen.what in (None, "demo"):
        demo(command, chosen.runs)
    if chosen.what in (None, "edit"):
        edit()
    return 0


def start(command: list[str], runs: int) -> None:
    """Measure from the start of the process to the window's first paint; the first run warms the disk."""
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as home:
        places = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), home)
        environment = dict(os.environ, CXF_BENCH_FIRST_PAINT="1", **places)
        if not environment.get("DISPLAY"):
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        costs = [run(command, environment) for _ in range(runs + 1)][1:]
    print(f"start: {median(costs, 'first_s'):.2f} s to first paint, {resources(costs)}")


def demo(command: list[str], runs: int) -> None:
    """Measure the sample engagement from its roster to the report; its own lines tell the time of each stage."""
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as folder:
        report = str(Path(folder, "report.pdf"))
        costs = [run([*command, "demo", report], dict(os.environ)) for _ in range(runs + 1)][1:]
    print(costs[-1].said)
    print(f"demo: {median(costs, 'wall_s'):.2f} s, {resources(costs)}")


def run(command: list[str], environment: dict[str, str]) -> Cost:
    """Run a process to its end and measure it.

    Raises:
        RuntimeError: It failed.
    """
    started = time.monotonic()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout is not None
    # A window that never opens, or a question that nobody answers, must not hold the measurement up for ever.
    patience = threading.Timer(PATIENCE_S, process.kill)
    patience.start()
    said = process.stdout.readline()
    first_s = time.monotonic() - started
    said += process.stdout.read()
    patience.cancel()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    # Linux counts in kilobytes, macOS in bytes.
    peak_mb = usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    return Cost(first_s, time.monotonic() - started, usage.ru_utime + usage.ru_stime, peak_mb, said)


def median(costs: list[Cost], name: str) -> float:
    """Return the median of one figure."""
    figures: list[float] = [getattr(cost, name) for cost in costs]
    return statistics.median(figures)


def resources(costs: list[Cost]) -> str:
    """Say what a process used: medians of processor time and of peak memory."""
    return (
        f"{median(costs, 'cpu_s'):.2f} CPU s, {median(costs, 'peak_mb'):.0f} MB peak (median of {len(costs)} warm runs)"
    )


def edit(times: int = 60) -> None:
    """Measure one edit of the sample, and its undo: from the call until the screens have heard of it."""
    from PySide6.QtCore import QCoreApplication

    from cxfacilitator.paths import resource
    from cxfacilitator.services import tagging
    from cxfacilitator.ui.workspace import Workspace

    QCoreApplication([])
    workspace = Workspace()
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as folder:
        workspace.import_folder(resource("sample"), Path(folder, "sample.cxfac"))
        heard(workspace.opened, lambda: None)
        snapshot = workspace.snapshot
        assert snapshot is not None
        theme = snapshot.codebook.themes[0].id
        answers = snapshot.answers[:times]
        edits = [heard(workspace.changed, partial(workspace.do, tagging.accept, one.id, theme)) for one in answers]
        undos = [heard(workspace.changed, workspace.undo) for _ in answers]
        workspace.shut_down()
    for name, seconds in (("edit", edits), ("undo", undos)):
        slowest = sorted(seconds)[int(0.95 * len(seconds))]
        print(f"{name}: {statistics.median(seconds) * 1e3:.0f} ms, 95 in 100 within {slowest * 1e3:.0f} ms")


def heard(signal: SignalInstance, act: Callable[[], object]) -> float:
    """Do something and return the seconds until a signal tells that it has been done."""
    from PySide6.QtCore import QEventLoop

    loop = QEventLoop()
    connection = signal.connect(loop.quit)
    started = time.perf_counter()
    act()
    loop.exec()
    elapsed = time.perf_counter() - started
    signal.disconnect(connection)
    return elapsed


if __name__ == "__main__":
    sys.exit(main())
