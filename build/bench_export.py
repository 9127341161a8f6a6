"""How long the screen stands still while the report of 300 groups is written and somebody types on.

Keys come at a steady pace into the sheet page for as long as two reports take, one after the other: in a thread of the
app, and in the process for long work, which the first report starts. Beside them the same typing with nothing else.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import setup_venv
from bench_compare import grow
from typist import SENTENCES, Heartbeat, Typist, apart, spread

KEYS_A_SECOND = 12
ALONE_S = 10
ALLOWED_MS = 50
REPORTS = 2
WAYS = ("nothing else", "in a thread", "in its own process")


def bench() -> None:
    """Measure every way and print it with what is allowed."""
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as home:
        path = Path(home, "large.cxfac")
        make_file(path)
        print(
            f"{KEYS_A_SECOND} keys a second; allowed: the screen stands still for {ALLOWED_MS} ms at most", flush=True
        )
        for way in WAYS:
            apart(__file__, path, way)


def make_file(path: Path) -> None:
    """Make an engagement of 300 groups, and one more whose sheet is empty."""
    from cxfacilitator.domain.engagement import Audience
    from cxfacilitator.paths import resource
    from cxfacilitator.services import engagement, groups, tagging

    engagement.import_engagement(resource("sample"), path).close()
    with engagement.open_file(path) as file:
        tagging.load_tags(file, resource("sample", "tags.json"))
        grow(file)
        groups.add(file, Audience.STAFF, people=7)


def measure(path: Path, way: str) -> None:
    """Type while reports are written in one way; say how long a key took until it was painted, and the stalls."""
    from PySide6.QtCore import Qt, QTimer

    from cxfacilitator.domain.report_setup import Edition
    from cxfacilitator.services import report
    from cxfacilitator.services.report import ReportSummary

    typist = Typist(path.parent)
    typist.open(path)
    typist.wait(lambda: typist.saved() and not typist.workspace.jobs.busy)
    typist.pause(2000)  # the pages are loaded one after the other
    jobs, pdf = typist.workspace.jobs, path.with_suffix(".pdf")
    run = jobs.run if way == WAYS[1] else jobs.run_apart
    painted: list[float] = []
    written: list[tuple[float, int]] = []
    began = time.perf_counter()
    script = typing()

    def press() -> None:
        started = time.perf_counter()
        typist.type_key(next(script))
        painted.append(time.perf_counter() - started)

    def write() -> None:
        nonlocal began
        began = time.perf_counter()
        title = f"Writing {pdf.name}"
        run(report.write, typist.snapshot, pdf, Edition.FACILITATOR, replace=True, title=title, done=hear)

    def hear(summary: ReportSummary) -> None:
        written.append((time.perf_counter() - began, summary.pages))
        if len(written) < REPORTS:
            write()

    timer = QTimer(typist.app)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(press)
    timer.start(1000 // KEYS_A_SECOND)
    heart = Heartbeat(typist)
    if way == WAYS[0]:
        typist.pause(ALONE_S * 1000)
    else:
        write()
        typist.wait(lambda: len(written) == REPORTS, patience_s=300)
    timer.stop()
    heart.stop()
    typist.wait(typist.saved)
    typist.shut_down()
    reports = ", ".join(f"{pages} pages in {seconds:.1f} s" for seconds, pages in written)
    print(f"{way}: {reports or f'{ALONE_S} s'}")
    print(f"  the screen stood still for {spread(heart.stalls)}")
    print(f"    without what other programs took {spread(heart.own)}")
    print(f"  {len(painted)} keys until they were painted: {spread(painted)}")


def typing() -> Iterator[str]:
    """The keys of line after line."""
    return itertools.chain.from_iterable(f"{sentence}\n" for sentence in itertools.cycle(SENTENCES))


if __name__ == "__main__":
    setup_venv.enter("test")
    measure(Path(sys.argv[1]), sys.argv[2])
