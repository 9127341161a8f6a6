"""Kill the app with signal 9 while a sheet is being typed, again and again, and count what was lost.

A line counts as acknowledged when the screens have heard that it is on disk. All kills hit the same file, so that each
start also has to cope with what the kill before it left behind.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import setup_venv

SENTENCE = "nobody calls back on Monday"
LINES_IN_A_BOX = 4
KEY_EVERY_MS = 3


@dataclass
class Tally:
    """What the kills did."""

    kills: int = 0
    lines: int = 0
    acknowledged: int = 0
    lost: int = 0
    damaged: int = 0
    reopened_s: list[float] = field(default_factory=list)


def main() -> int:
    """Run the kills, print one line, and return 0 if nothing was lost and no file damaged."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--times", type=int, default=200, help="how many kills (default: 200)")
    arguments.add_argument("--seed", type=int, default=1, help="for the moments of the kills (default: 1)")
    arguments.add_argument("--type-into", nargs=2, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    setup_venv.enter("test")
    if chosen.type_into:
        return type_into(Path(chosen.type_into[0]), int(chosen.type_into[1]))
    tally = Tally()
    moments = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as folder:
        path = make_file(Path(folder), chosen.times)
        for place in range(chosen.times):
            heard = kill_once(path, place, moments.uniform(0.0, 1.5))
            if not check(path, heard, tally):
                break
    print(
        f"{tally.kills} kills while typing, {tally.lines} lines acknowledged {tally.acknowledged} times: {tally.lost} "
        f"lost, {tally.damaged} files damaged; reopened in at most {max(tally.reopened_s, default=0):.2f} s."
    )
    return 1 if tally.lost or tally.damaged or tally.kills < chosen.times else 0


def make_file(folder: Path, sheets: int) -> Path:
    """Make an engagement file with a staff group for each sheet that will be typed."""
    from cxfacilitator.domain.engagement import Audience, Engagement
    from cxfacilitator.services import engagement, groups

    path = folder / "typing.cxfac"
    with engagement.create(path, Engagement("KILL", "Kill test")) as file:
        for _ in range(sheets):
            groups.add(file, Audience.STAFF, people=7)
    return path


def kill_once(path: Path, place: int, after_s: float) -> list[tuple[str, str]]:
    """Let a child type, kill it some time after its first acknowledged line, and return what it had acknowledged.

    Raises:
        RuntimeError: The child acknowledged nothing, so that its kill would prove nothing.
    """
    command = [sys.executable, __file__, "--type-into", str(path), str(place)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert child.stdout is not None
    heard = [child.stdout.readline()]
    time.sleep(after_s)
    child.kill()
    heard += child.stdout.readlines()
    child.wait()
    if not heard[0]:
        raise RuntimeError("the child ended before it had typed a line")
    # The last line may be torn by the kill; only what ends in a line break was said.
    return [tuple(json.loads(line)) for line in heard if line.endswith("\n")]


def check(path: Path, heard: list[tuple[str, str]], tally: Tally) -> bool:
    """Open the file that the kill left, count what is missing from it, and return whether it could be opened."""
    from cxfacilitator.domain.errors import CxError
    from cxfacilitator.services import engagement

    tally.kills += 1
    newest = dict(heard)
    tally.lines += len(newest)
    tally.acknowledged += len(heard)
    started = time.monotonic()
    try:
        file = engagement.open_file(path)
    except CxError as problem:
        tally.damaged += 1
        print(problem, file=sys.stderr)
        return False
    with file:
        tally.reopened_s.append(time.monotonic() - started)
        stored: dict[str, str] = {answer.id: answer.text for answer in file.snapshot().answers}
    # A newer text than the one acknowledged is longer: the child only ever appends.
    tally.lost += sum(not stored.get(answer_id, "").startswith(text) for answer_id, text in newest.items())
    return True


def type_into(path: Path, place: int) -> int:
    """Type key by key into one group's sheet for ever, and print each text that is on disk as `[id, text]`."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from cxfacilitator.domain.snapshot import Snapshot
    from cxfacilitator.ui.main_window import MainWindow
    from cxfacilitator.ui.pages.sheets import SheetsPage
    from cxfacilitator.ui.settings import Settings
    from cxfacilitator.ui.workspace import Workspace

    app = QApplication([])
    workspace = Workspace()
    window = MainWindow(workspace, Settings(path.with_name("settings.ini")))
    keys = QTimer(app)
    typed: Iterator[str] = itertools.cycle(f"{SENTENCE}\n" * LINES_IN_A_BOX + "\n")
    said: dict[str, str] = {}

    def begin(snapshot: Snapshot) -> None:
        window.show_stage("sheets")
        page = window.pages["sheets"]
        assert isinstance(page, SheetsPage)
        page.show_group(snapshot.groups[place].id)
        page.sheet.take_cursor()
        keys.start(KEY_EVERY_MS)

    def press() -> None:
        cursor, key = QApplication.focusWidget(), next(typed)
        assert cursor is not None
        if key == "\n":
            QTest.keyClick(cursor, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(cursor, key)

    def acknowledge(snapshot: Snapshot) -> None:
        for answer in snapshot.answers_of.get(snapshot.groups[place].id, ()):
            if said.get(answer.id) != answer.text:
                said[answer.id] = answer.text
                print(json.dumps([answer.id, answer.text]), flush=True)

    keys.timeout.connect(press)
    workspace.opened.connect(begin)
    workspace.changed.connect(acknowledge)
    workspace.refused.connect(lambda problem: app.exit(3))
    window.show()
    window.activateWindow()
    workspace.open(path)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
