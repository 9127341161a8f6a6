"""Kill the app with signal 9 while sheets are typed, again and again, and count what was lost.

Typing: keys at the pace of a quick typist, each noted before it is pressed; what is missing in the file is lost. It
begins when the app has been open for a moment, because opening takes a backup and reads a dictionary.
Sheets: whole sheets, as fast as the app takes them, with lines moved and sheets completed; an answer counts as
acknowledged when the screens have heard that it is on disk. The next app finds what the kill before left behind; a
copy of that is opened and checked.

Everything is imported once, and each app is a fork of that.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn

import setup_venv
import typist as driver

if TYPE_CHECKING:
    from cxfacilitator.domain.snapshot import Snapshot

GROUPS = 20
ENOUGH_LEFT = 6
"""So many empty sheets the next app must find; else it gets a new file."""
KEYS_A_SECOND = 12
FAST_KEY_MS = 3
SETTLED_MS = 1000
WORDS = ("slow", "dear", "kind", "late")


@dataclass
class Tally:
    """What the kills did."""

    kills: int = 0
    answers: int = 0
    lost: int = 0
    damaged: int = 0
    lost_letters: list[int] = field(default_factory=list)
    reopened_s: list[float] = field(default_factory=list)


def main() -> int:
    """Run both kinds of kills, print a line for each, and return 0 if nothing was lost beyond what is promised."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--typing", type=int, default=200, help="kills in mid-typing (default: 200)")
    arguments.add_argument("--sheets", type=int, default=1000, help="kills while sheets are captured (default: 1000)")
    arguments.add_argument("--seed", type=int, default=1, help="for the moments of the kills (default: 1)")
    chosen = arguments.parse_args()
    setup_venv.enter("test")
    if not hasattr(os, "fork"):
        print("Not measured: this system cannot fork a process.")
        return 3
    prepare()
    chance = random.Random(chosen.seed)
    failed = False
    if chosen.typing:
        tally = kill(chosen.typing, type_steadily, 2.0, count_letters, chance)
        none = sum(lost == 0 for lost in tally.lost_letters)
        print(
            f"typing: {tally.kills} kills at {KEYS_A_SECOND} keys a second: no letter lost in {none} "
            f"({none / max(tally.kills, 1):.1%}), {max(tally.lost_letters, default=0)} at most; {tally.damaged} files "
            f"damaged, reopened in at most {max(tally.reopened_s, default=0):.2f} s."
        )
        failed |= bool(tally.damaged) or none < 0.95 * tally.kills or max(tally.lost_letters, default=0) > 5
    if chosen.sheets:
        tally = kill(chosen.sheets, capture_sheets, 0.6, count_answers, chance)
        print(
            f"sheets: {tally.kills} kills, {tally.answers} acknowledged answers and ticks: {tally.lost} lost, "
            f"{tally.damaged} files damaged; reopened in at most {max(tally.reopened_s, default=0):.2f} s."
        )
        failed |= bool(tally.lost or tally.damaged or not tally.answers)
    return 1 if failed else 0


def prepare() -> None:
    """Import all that an app needs, so that its forks need not.

    Raises:
        RuntimeError: Something has started a thread, which a fork would not have.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6 import QtTest, QtWidgets  # noqa: F401

    from cxfacilitator.ui.stages import STAGES

    for stage in STAGES:
        stage.page_class()
    importlib.import_module("cxfacilitator.services.engagement")
    tasks = Path("/proc/self/task")
    if tasks.exists() and len(list(tasks.iterdir())) > 1:
        raise RuntimeError("there is more than one thread before the first fork")


Act = Callable[[driver.Typist, int], None]
Count = Callable[[str, "Snapshot", int, Tally], None]


def kill(times: int, act: Act, longest_s: float, count: Count, chance: random.Random) -> Tally:
    """Let an app act, kill it some time after its first note, check what it left, and begin again."""
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as where:
        folder = Path(where)
        path = folder / "client.cxfac"
        driver.make_file(folder / "empty.cxfac", GROUPS)
        empty = 0
        for _ in range(times):
            if empty < ENOUGH_LEFT:
                for left in leftovers(path):
                    left.unlink()
                shutil.copyfile(folder / "empty.cxfac", path)
                empty = GROUPS
            place = GROUPS - empty
            with tempfile.TemporaryFile(buffering=0) as notes:
                kill_once(notes, partial(run_app, path, place, act, notes.fileno()), longest_s, chance)
                notes.seek(0)
                noted = notes.read().decode()
            tally.kills += 1
            snapshot = open_copy(path, folder / "copy", tally)
            if snapshot is None:
                empty = 0
                continue
            count(noted, snapshot, place, tally)
            empty = sum(not snapshot.answers_of.get(group.id) for group in snapshot.groups)
    return tally


def kill_once(notes: IO[bytes], app: Callable[[], NoReturn], longest_s: float, chance: random.Random) -> None:
    """Fork an app, and kill it some time after its first note.

    Raises:
        RuntimeError: It ended by itself, so that its kill would prove nothing.
    """
    child = os.fork()
    if child == 0:
        app()
    moment: float | None = None
    while moment is None or time.monotonic() < moment:
        if os.waitpid(child, os.WNOHANG)[0]:
            raise RuntimeError("the app ended before it was killed")
        if moment is None and os.fstat(notes.fileno()).st_size:
            moment = time.monotonic() + chance.uniform(0.0, longest_s)
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def run_app(path: Path, place: int, act: Act, notes: int) -> NoReturn:
    """Be the app: open the file, go to a sheet, and type until the end; ends the process if that fails."""
    try:
        typist = driver.Typist(path.parent)
        typist.workspace.refused.connect(lambda problem: os._exit(3))
        typist.open(path)
        here = typist.sheet_shown()
        for _ in range(abs(place - here)):
            typist.press("Ctrl+Right" if place > here else "Ctrl+Left")
        act(typist, notes)
        typist.app.exec()
    finally:
        os._exit(4)


def type_steadily(typist: driver.Typist, notes: int) -> None:
    """Type lines key by key, and note each key before it is pressed."""
    script = itertools.cycle(f"{sentence}\n" for sentence in driver.SENTENCES)
    keys: Iterator[str] = itertools.chain.from_iterable(script)

    def press() -> None:
        key = next(keys)
        os.write(notes, key.encode())
        typist.type_key(key)

    typist.pause(SETTLED_MS)
    _every(1000 // KEYS_A_SECOND, typist, press)


def count_letters(noted: str, snapshot: Snapshot, place: int, tally: Tally) -> None:
    """Count the letters that were pressed on a sheet and are not in the file."""
    lines = snapshot.answers_of.get(snapshot.groups[place].id, ())
    stored = "".join(line.text for line in sorted(lines, key=lambda line: line.position))
    wanted, found = "".join(noted.split()), "".join(stored.split())
    tally.answers += len(lines)
    # What is there but was not typed would be as bad.
    tally.lost_letters.append(len(wanted) - len(found) if wanted.startswith(found) else len(wanted))


def capture_sheets(typist: driver.Typist, notes: int) -> None:
    """Type sheet after sheet, two lines in a box, move some, complete each; note what the screens hear is on disk."""
    sheet = [key for box in range(5) for key in _box(box)]
    script = itertools.cycle([*sheet, "F12"])
    said: dict[str, list[str]] = {}

    def hear(snapshot: Snapshot) -> None:
        states: dict[str, list[str]] = {answer.id: [answer.box.value, answer.text] for answer in snapshot.answers}
        states.update({group.code: ["complete", ""] for group in snapshot.groups if group.complete})
        fresh = {key: state for key, state in states.items() if said.get(key) != state}
        said.update(fresh)
        if fresh:
            os.write(notes, json.dumps(fresh).encode() + b"\n")

    typist.workspace.changed.connect(hear)
    _every(FAST_KEY_MS, typist, lambda: typist.type_key(next(script)))


def count_answers(noted: str, snapshot: Snapshot, _place: int, tally: Tally) -> None:
    """Count what had been acknowledged and is not in the file: a line only grows, and only moves to a later box."""
    from cxfacilitator.domain.sheets import SHEET_BOXES, Box

    newest: dict[str, list[str]] = {}
    for line in noted.splitlines(keepends=True):
        if line.endswith("\n"):
            newest |= json.loads(line)
    tally.answers += len(newest)
    complete = {group.code for group in snapshot.groups if group.complete}
    for key, (box, text) in newest.items():
        answer = next((answer for answer in snapshot.answers if answer.id == key), None)
        if box == "complete":
            tally.lost += key not in complete
        elif answer is None or not answer.text.startswith(text):
            tally.lost += 1
        else:
            tally.lost += SHEET_BOXES.index(answer.box) < SHEET_BOXES.index(Box(box))


def leftovers(path: Path) -> list[Path]:
    """Return the file and what a kill leaves of it beside it; the reserve of free space is not part of it."""
    return [left for end in ("", "-wal", "-journal") if (left := path.with_name(path.name + end)).exists()]


def open_copy(path: Path, folder: Path, tally: Tally) -> Snapshot | None:
    """Open a copy of what the kill left, as the app would; None when it is refused."""
    from cxfacilitator.domain.errors import CxError
    from cxfacilitator.services import engagement

    with suppress(FileNotFoundError):
        shutil.rmtree(folder)
    folder.mkdir()
    for left in leftovers(path):
        shutil.copyfile(left, folder / left.name)
    started = time.monotonic()
    try:
        with engagement.open_file(folder / path.name) as file:
            tally.reopened_s.append(time.monotonic() - started)
            return file.snapshot()
    except CxError as problem:
        tally.damaged += 1
        print(problem, file=sys.stderr)
        return None


def _box(number: int) -> list[str]:
    first, second = WORDS[number % 4], WORDS[(number + 1) % 4]
    moved = ["Alt+Shift+5"] if number == 1 else []
    return [*first, *moved, "\n", *second, *(["\t"] if number < 4 else [])]


def _every(milliseconds: int, typist: driver.Typist, act: Callable[[], None]) -> None:
    from PySide6.QtCore import Qt, QTimer

    timer = QTimer(typist.app)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(act)
    timer.start(milliseconds)


if __name__ == "__main__":
    sys.exit(main())
