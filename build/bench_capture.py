"""What capture costs: keys and seconds per answer, from a key to the disk, and a day's typing in one go.

Each measurement runs in a process of its own, because a process has one application. The keys are real key events for
the real window; only the screen is not there.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import os
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import disk_shim
import setup_venv
from typist import SENTENCES, Heartbeat, Typist, apart, make_file, spread

if TYPE_CHECKING:
    from cxfacilitator.domain.groups import GroupId
    from cxfacilitator.domain.sheets import Box
    from cxfacilitator.domain.snapshot import Snapshot

KEY_S = 60 / 200
"""Forty words a minute are two hundred characters; any other key costs as much as a character."""
PAPER_S = 2.0
"""Until the eyes are on the next sheet of paper."""
KEYS_A_SECOND = 12
SLOW_SYNC_MS = 300
LINES_IN_A_BOX = 4
KEYS_OF_A_SHEET = 500
"""At least so many are pressed before the cursor goes on to the next one."""
DAY_SHEETS = 16


def bench(keys: int, saves: int) -> None:
    """Run all measurements and print what they found."""
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as folder:
        home = Path(folder)
        apart(__file__, "sample", home)
        make_file(home / "small.cxfac", 9)
        make_file(home / "large.cxfac", 300, lines=17)
        apart(__file__, "keys", home / "small.cxfac", keys, "9 sheets")
        apart(__file__, "keys", home / "large.cxfac", keys, "300 sheets of 17 lines")
        shim = disk_shim.build(home)
        if shim is None:
            print("fsync of 300 ms: not measured; it takes Linux and a C compiler (cc).")
        else:
            make_file(home / "slow.cxfac", 9)
            title = f"9 sheets, fsync {SLOW_SYNC_MS} ms longer"
            apart(
                __file__,
                "keys",
                home / "slow.cxfac",
                keys,
                title,
                environment=disk_shim.behind(shim, delay_ms=SLOW_SYNC_MS),
            )
        make_file(home / "day.cxfac", DAY_SHEETS)
        apart(__file__, "soak", home / "day.cxfac", saves)


def type_sample(home: Path) -> int:
    """Type the sample's answers into an empty copy of its engagement, compare, and say what it took."""
    from cxfacilitator.domain.sheets import Box
    from cxfacilitator.formats import answers as table
    from cxfacilitator.paths import resource
    from cxfacilitator.services import engagement

    sample, path = resource("sample"), home / "sample.cxfac"
    rows = table.read(sample / "answers.csv")
    found = engagement.read_folder(sample)
    with engagement.create(path, found.engagement) as file:
        engagement.import_sessions_and_groups(file, found)
    sheets: dict[str, list[tuple[Box, str]]] = defaultdict(list)
    for row in rows:
        sheets[row.group_code].append((row.box, row.text))
    typist = Typist(home)
    typist.open(path)
    seconds: list[float] = []
    minutes: list[float] = []
    for group in typist.snapshot.groups:
        lines = sheets[group.code]
        # A sheet with unmarked lines is not complete: the table is asked, whoever types does not decide.
        asked = any(box is Box.UNMARKED for box, _ in lines)
        before = typist.beyond
        typist.type_sheet(lines, last="Ctrl+Right" if asked else "F12")
        beyond = (typist.beyond - before) / len(lines)
        seconds += [(len(text) + beyond) * KEY_S for _, text in lines]
        minutes.append((statistics.mean(seconds[-len(lines) :]) * 17 + PAPER_S) / 60)
    typist.wait(typist.saved)
    typist.shut_down()
    with engagement.open_file(path) as file:
        typed = _by_box(file.snapshot())
    wrong = [code for code, lines in sheets.items() if typed.get(code) != _in_boxes(lines)]
    boxes = sum(len({box for box, _ in lines}) - 1 for lines in sheets.values())
    print(
        f"sample: {len(rows)} answers on {len(sheets)} sheets typed by {typist.keys} keys, {typist.beyond} beyond the "
        f"text: {typist.beyond / len(rows):.2f} for an answer (Enter twice in place of Tab: "
        f"{(typist.beyond + boxes) / len(rows):.2f}); "
        + ("the file equals the table" if not wrong else f"DIFFERENT from the table: {', '.join(wrong)}")
    )
    print(
        f"sample: at {60 / KEY_S / 5:.0f} words a minute {statistics.median(seconds):.1f} s for an answer (median), "
        f"a sheet of 17 in {statistics.median(minutes):.1f} minutes, {PAPER_S:.0f} s for the paper included."
    )
    return 1 if wrong else 0


def measure_keys(path: Path, keys: int, title: str) -> int:
    """Type at a steady pace; say how long each letter took to the disk, and how long the screen stood still."""
    from PySide6.QtCore import Qt, QTimer

    typist = Typist(path.parent)
    typist.open(path)
    sheets = [group.id for group in typist.snapshot.groups[: 1 + keys // KEYS_OF_A_SHEET]]
    start = _letters(typist.snapshot, sheets)
    pressed: list[float] = []
    waits: list[float] = []
    script = _typing(DAY_SHEETS)
    syncs = disk_shim.syncs()

    def press() -> None:
        key = next(script)
        if len(key) == 1 and not key.isspace():
            pressed.append(time.perf_counter())
        typist.type_key(key)

    def hear(snapshot: Snapshot) -> None:
        now = time.perf_counter()
        for number in range(len(waits), min(_letters(snapshot, sheets) - start, len(pressed))):
            waits.append(now - pressed[number])

    timer = QTimer(typist.app)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(press)
    timer.start(1000 // KEYS_A_SECOND)
    typist.workspace.changed.connect(hear)
    heart = Heartbeat(typist)
    typist.wait(lambda: typist.keys >= keys, patience_s=keys)
    timer.stop()
    typist.wait(lambda: typist.saved() and len(waits) == len(pressed))
    heart.stop()
    typist.shut_down()
    print(f"keys, {title}: {len(waits)} letters at {KEYS_A_SECOND} a second, key to disk and read back {spread(waits)}")
    print(f"keys, {title}: the screen stood still for {spread(heart.stalls)}")
    after = disk_shim.syncs()
    if syncs is not None and after is not None:
        print(
            f"keys, {title}: {after - syncs} fsyncs were held up"
            + ("" if after > syncs else ": the shim does NOT bite")
        )
    return 0


def soak(path: Path, saves: int) -> int:
    """Type a day's sheets; then correct them so often, with a look at another page after each 41 saves and 96 backups.

    What the app needs for more answers, or for a page that it shows for the first time, is no growth: it counts only
    what comes while the answers stay as many.
    """
    from cxfacilitator.ui.stages import KEYS

    typist = Typist(path.parent)
    typist.open(path)
    heard = 0

    def hear(_snapshot: object) -> None:
        nonlocal heard
        heard += 1

    typist.workspace.changed.connect(hear)
    for key in _typing(DAY_SHEETS):
        typist.type_key(key)
    typist.wait(typist.saved)
    for key in (*KEYS.values(), KEYS["sheets"]):
        typist.press(key)
        typist.wait(lambda: typist.saved() and not typist.workspace.jobs.busy)
    script = _correcting(DAY_SHEETS)
    answers = len(typist.snapshot.answers)
    heard = 0
    pages = itertools.cycle(key for name, key in KEYS.items() if name != "sheets")
    backups = max(1, saves // 96)
    marks = {0: "start", saves // 10: "a tenth", saves: "end"}
    memory: dict[str, float] = {}
    started = time.monotonic()
    for number in range(saves + 1):
        if number in marks:
            gc.collect()
            memory[marks[number]] = _memory_mb()
            print(f"soak, {marks[number]}: {_resources(path)}", flush=True)
        while heard < number:
            typist.type_key(next(script))
            typist.wait(typist.saved)
        if number % 41 == 40:  # an odd number, so that a line was just changed
            typist.press(next(pages))
            typist.press(KEYS["sheets"])
        if number % backups == backups - 1:
            typist.workspace.back_up()
    typist.shut_down()
    growth = memory["end"] - memory["a tenth"]
    print(
        f"soak: {heard} saves of {answers} answers in {time.monotonic() - started:.0f} s; after the first tenth the "
        f"memory grew by {growth:.1f} MB."
    )
    return 1 if growth >= 30 else 0


def _typing(sheets: int) -> Iterator[str]:
    """The keys of so many sheets: four lines in a box, twenty on a sheet."""
    lines = range(1, sheets * LINES_IN_A_BOX * 5 + 1)
    for number, sentence in zip(lines, itertools.cycle(SENTENCES)):
        yield from sentence
        boxes = number // LINES_IN_A_BOX % 5
        if number % LINES_IN_A_BOX:
            yield "\n"
        else:
            yield f"Alt+{boxes + 1}" if boxes else "Ctrl+Right"


def _correcting(sheets: int) -> Iterator[str]:
    """The keys of somebody who changes the last line of Q1 on sheet after sheet, to and fro, for ever."""
    for key in itertools.cycle([*["Ctrl+Left"] * (sheets - 1), *["Ctrl+Right"] * (sheets - 1)]):
        yield from (key, "Alt+1", "Up", *["x", "Backspace"] * 20)


def _letters(snapshot: Snapshot, sheets: Sequence[GroupId]) -> int:
    answers = itertools.chain.from_iterable(snapshot.answers_of.get(group, ()) for group in sheets)
    return sum(len(answer.text) - answer.text.count(" ") for answer in answers)


def _by_box(snapshot: Snapshot) -> dict[str, dict[Box, list[str]]]:
    from cxfacilitator.domain.groups import GroupId

    found: dict[str, list[tuple[Box, str]]] = defaultdict(list)
    for answer in sorted(snapshot.answers, key=lambda answer: answer.position):
        found[snapshot.group[GroupId(answer.group_id)].code].append((answer.box, answer.text))
    return {code: _in_boxes(lines) for code, lines in found.items()}


def _in_boxes(lines: Sequence[tuple[Box, str]]) -> dict[Box, list[str]]:
    boxes: dict[Box, list[str]] = defaultdict(list)
    for box, text in lines:
        boxes[box].append(text)
    return boxes


def _resources(path: Path) -> str:
    log = path.with_name(f"{path.name}-wal")
    log_mb = log.stat().st_size / 1e6 if log.exists() else 0.0
    handles = len(list(Path("/proc/self/fd").iterdir()))
    return f"{_memory_mb():.1f} MB, {handles} handles, {sys.getrefcount(None)} references to None, log {log_mb:.1f} MB"


def _memory_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> int:
    """Run one measurement in this process."""
    arguments = argparse.ArgumentParser(description=__doc__)
    parts = arguments.add_subparsers(dest="part", required=True)
    parts.add_parser("sample").add_argument("folder", type=Path)
    keys = parts.add_parser("keys")
    keys.add_argument("file", type=Path)
    keys.add_argument("keys", type=int)
    keys.add_argument("title")
    day = parts.add_parser("soak")
    day.add_argument("file", type=Path)
    day.add_argument("saves", type=int)
    chosen = arguments.parse_args()
    setup_venv.enter("test")
    if chosen.part == "sample":
        return type_sample(chosen.folder)
    if chosen.part == "keys":
        return measure_keys(chosen.file, chosen.keys, chosen.title)
    return soak(chosen.file, chosen.saves)


if __name__ == "__main__":
    sys.exit(main())
