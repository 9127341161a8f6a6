"""Measure what the app costs: its start, the sample engagement from roster to report, one edit and its undo.

The other measurements have files of their own, `bench_seating.py` and so on, which say how they measure.
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
    """Run the measurement that was asked for, or the first three, and print medians."""
    chosen = parser().parse_args()
    setup_venv.enter("test", "bench")
    chosen.measure(chosen)
    return 0


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line; without a command it is `start`, `demo` and `edit`."""
    arguments = argparse.ArgumentParser(description=__doc__)
    commands = arguments.add_subparsers(title="what is measured (default: the first three)", metavar="WHAT")

    def add(parser: argparse.ArgumentParser, measure: Callable[[argparse.Namespace], None]) -> argparse.ArgumentParser:
        parser.set_defaults(measure=measure)
        return parser

    for_processes = (
        add(arguments, all_of_the_app),
        add(commands.add_parser("start", help="until the window is painted"), start),
        add(commands.add_parser("demo", help="the sample from its roster to the report"), demo),
    )
    for command in for_processes:
        command.add_argument("--runs", type=int, default=7, help="runs of each process (default: 7)")
        command.add_argument("--frozen", action="store_true", help="measure the frozen app of build/app.py")
    add(commands.add_parser("edit", help="an edit and its undo"), edit)
    command = add(commands.add_parser("seating", help="how people are seated"), seating)
    command.add_argument("folder", type=folder, help="where the instances are")
    command.add_argument("--out", type=Path, help="where the solutions go (default: a new folder)")
    command = add(commands.add_parser("capture", help="typing the sheets"), capture)
    command.add_argument("--keys", type=int, default=600, help="keys of each typing test (default: 600)")
    command.add_argument("--saves", type=int, default=28_800, help="saves of the soak (default: 28,800)")
    command = add(commands.add_parser("tagging", help="suggested themes, on labelled feedback"), tagging)
    command.add_argument("folder", type=folder, help="CSV files with the columns id, text and labels")
    command.add_argument("--codebook", type=Path, help="the themes (default: codebook*.json in the folder)")
    command.add_argument(
        "--label-map", type=Path, help="labels of each file to themes (default: label_map*.json in the folder)"
    )
    command.add_argument("--orders", type=int, default=5, help="random orders of a curve (default: 5)")
    command.add_argument("--long", action="store_true", help="the speed at 10,000 and 100,000 too")
    command.add_argument("--vectors", type=Path, help="a file that keeps what was read for the next run")
    command.add_argument("--without", action="store_true", help="only what each part of the engine is worth")
    command = add(commands.add_parser("engagement", help="suggested themes, on answers with tags"), engagement)
    command.add_argument("folder", type=folder, help="where answers.csv and gold.json are")
    command.add_argument("--vectors", type=Path, help="a file that keeps what was read for the next run")
    command.add_argument("--without", action="store_true", help="what each part of the engine is worth")
    add(commands.add_parser("review", help="deciding on the sample's themes by keys"), review)
    command = add(commands.add_parser("compare", help="findings anew after one theme was given"), compare)
    command.add_argument("--times", type=int, default=20, help="how often (default: 20)")
    command = add(commands.add_parser("matrix", help="scrolling the matrix of 300 groups, and retagging in it"), matrix)
    command.add_argument("--times", type=int, default=20, help="how many answers are retagged (default: 20)")
    command = add(commands.add_parser("pages", help="how soon pages follow a retagged answer, and stand still"), pages)
    command.add_argument("--times", type=int, default=20, help="how many answers are retagged (default: 20)")
    add(commands.add_parser("report", help="writing the report of 12, 36 and 300 groups"), report)
    add(commands.add_parser("export", help="typing on while the report of 300 groups is written"), export)
    command = add(commands.add_parser("comments", help="many thousands of comments"), comments)
    command.add_argument("count", nargs="?", type=int, default=100_000, help="how many (default: 100,000)")
    return arguments


def folder(name: str) -> Path:
    """Read the name of a folder that is there.

    Raises:
        ArgumentTypeError: There is none.
    """
    path = Path(name)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {name}")
    return path


def seating(asked: argparse.Namespace) -> None:
    """Measure how well and how fast people are seated."""
    import bench_seating

    out = asked.out or Path(tempfile.mkdtemp(prefix="cxfacilitator-seating-"))
    out.mkdir(parents=True, exist_ok=True)
    bench_seating.bench(asked.folder, out)


def capture(asked: argparse.Namespace) -> None:
    """Measure what it costs to type the sheets."""
    import bench_capture

    bench_capture.bench(asked.keys, asked.saves)


def tagging(asked: argparse.Namespace) -> None:
    """Measure how well and how fast themes are suggested for labelled feedback."""
    import bench_tagging

    bench_tagging.run_tagging(
        asked.folder,
        asked.codebook,
        asked.label_map,
        asked.vectors,
        asked.orders,
        asked.long,
        asked.without,
    )


def engagement(asked: argparse.Namespace) -> None:
    """Measure how well themes are suggested for answers whose themes are known."""
    import bench_tagging

    bench_tagging.run_engagement(asked.folder, asked.vectors, asked.without)


def review(_asked: argparse.Namespace) -> None:
    """Measure what it costs to decide on the sample's themes."""
    import bench_review

    bench_review.bench()


def compare(asked: argparse.Namespace) -> None:
    """Measure how soon the findings follow a change of one theme."""
    import bench_compare

    bench_compare.bench(asked.times)


def matrix(asked: argparse.Namespace) -> None:
    """Measure how the matrix of 300 groups scrolls and follows a change."""
    import bench_matrix

    bench_matrix.bench(asked.times)


def pages(asked: argparse.Namespace) -> None:
    """Measure how soon the pages that compare follow a change, and how long the screen stands still for it."""
    import bench_pages

    bench_pages.bench(asked.times)


def report(_asked: argparse.Namespace) -> None:
    """Measure what the report costs, beside a plain document."""
    import bench_report

    bench_report.bench(run)


def export(_asked: argparse.Namespace) -> None:
    """Measure how long the screen stands still while a report is written."""
    import bench_export

    bench_export.bench()


def comments(asked: argparse.Namespace) -> None:
    """Measure how many thousands of comments are borne."""
    import bench_comments

    bench_comments.bench(asked.count)


def all_of_the_app(asked: argparse.Namespace) -> None:
    """Measure the start, the sample and one edit."""
    start(asked)
    demo(asked)
    edit(asked)


def program(asked: argparse.Namespace) -> list[str]:
    """Return the command that starts the app."""
    frozen = setup_venv.ROOT / ".work" / "dist" / "cxfacilitator" / "cxfacilitator"
    return [str(frozen)] if asked.frozen else APP


def start(asked: argparse.Namespace) -> None:
    """Measure from the start of the process to the window's first paint; the first run warms the disk."""
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as home:
        places = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), home)
        environment = dict(os.environ, CXF_BENCH_FIRST_PAINT="1", **places)
        if not environment.get("DISPLAY"):
            environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        costs = [run(program(asked), environment) for _ in range(asked.runs + 1)][1:]
    print(f"start: {median(costs, 'first_s'):.2f} s to first paint, {resources(costs)}")


def demo(asked: argparse.Namespace) -> None:
    """Measure the sample engagement from its roster to the report; its own lines tell the time of each stage."""
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as home:
        report = str(Path(home, "report.pdf"))
        costs = [run([*program(asked), "demo", report], dict(os.environ)) for _ in range(asked.runs + 1)][1:]
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


def edit(_asked: argparse.Namespace, times: int = 60) -> None:
    """Measure one edit of the sample, and its undo: from the call until the screens have heard of it."""
    from PySide6.QtCore import QCoreApplication

    from cxfacilitator.paths import resource
    from cxfacilitator.services import tagging
    from cxfacilitator.ui.workspace import Workspace

    QCoreApplication([])
    workspace = Workspace()
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as home:
        workspace.import_folder(resource("sample"), Path(home, "sample.cxfac"))
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
