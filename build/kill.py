"""Kill the app with signal 9 while a sheet is being typed, again and again, and count what was lost.

A line counts as acknowledged when the screens have heard that it is on disk. All kills hit the same file, so that each
start also has to cope with what the kill before it left behind.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import setup_venv

SENTENCE = "staff say the queue on Monday is long but nobody calls back and the form asks for the same thing twice"


@dataclass
class Tally:
    """What the kills did."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    damaged: int = 0
    reopened_s: list[float] = field(default_factory=list)


def main() -> int:
    """Run the kills, print one line, and return 0 if nothing was lost and no file damaged."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--times", type=int, default=200, help="how many kills (default: 200)")
    arguments.add_argument("--seed", type=int, default=1, help="for the moments of the kills (default: 1)")
    arguments.add_argument("--type-into", type=Path, metavar="FILE.cxfac", help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    setup_venv.enter("test")
    if chosen.type_into:
        return type_into(chosen.type_into)
    tally = Tally()
    moments = random.Random(chosen.seed)
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as folder:
        path = make_file(Path(folder))
        for _ in range(chosen.times):
            heard = kill_once(path, moments.uniform(0.0, 0.6))
            if not check(path, heard, tally):
                break
    print(
        f"{tally.kills} kills while typing, {tally.acknowledged} acknowledged lines: {tally.lost} lost, "
        f"{tally.damaged} files damaged; reopened in at most {max(tally.reopened_s, default=0):.2f} s."
    )
    return 1 if tally.lost or tally.damaged or tally.kills < chosen.times else 0


def make_file(folder: Path) -> Path:
    """Make an engagement file with one staff group."""
    from cxfacilitator.domain.engagement import Audience, Engagement
    from cxfacilitator.services import engagement, groups

    path = folder / "typing.cxfac"
    with engagement.create(path, Engagement("KILL", "Kill test")) as file:
        groups.add(file, Audience.STAFF, "S1", people=7)
    return path


def kill_once(path: Path, after_s: float) -> dict[str, str]:
    """Let a child type, kill it some time after its first acknowledged line, and return what it had acknowledged.

    Raises:
        RuntimeError: The child acknowledged nothing, so that its kill would prove nothing.
    """
    command = [sys.executable, __file__, "--type-into", str(path)]
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
    return dict(json.loads(line) for line in heard if line.endswith("\n"))


def check(path: Path, heard: dict[str, str], tally: Tally) -> bool:
    """Open the file that the kill left, count what is missing from it, and return whether it could be opened."""
    from cxfacilitator.domain.errors import CxError
    from cxfacilitator.services import engagement

    tally.kills += 1
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
    tally.lost += sum(not stored.get(answer_id, "").startswith(text) for answer_id, text in heard.items())
    return True


def type_into(path: Path) -> int:
    """Type lines into the first sheet of a file for ever, and print each text that is on disk as `[id, text]`."""
    from PySide6.QtCore import QCoreApplication, QTimer

    from cxfacilitator.domain.sheets import Answer, Box
    from cxfacilitator.domain.snapshot import Snapshot
    from cxfacilitator.services import sheets
    from cxfacilitator.ui.workspace import Workspace

    app = QCoreApplication([])
    workspace = Workspace()
    typing = {"line": Answer(sheets.new_id(), "", 0, Box.WELL, 0, "")}

    def press_key() -> None:
        snapshot = workspace.snapshot
        assert snapshot is not None
        line = typing["line"]
        if len(line.text) > 80:
            line = Answer(sheets.new_id(), "", 0, Box.WELL, line.position + 1, "")
        text = f"{line.text} {random.choice(SENTENCE.split())}".strip()
        typing["line"] = replace(line, group_id=snapshot.groups[0].id, text=text)
        workspace.type_line(line.id, sheets.save, typing["line"])

    def acknowledge(snapshot: Snapshot) -> None:
        stored = snapshot.answer.get(typing["line"].id)
        if stored:
            print(json.dumps([stored.id, stored.text]), flush=True)

    keys = QTimer(app)
    keys.setInterval(4)
    keys.timeout.connect(press_key)
    workspace.opened.connect(lambda snapshot: keys.start())
    workspace.changed.connect(acknowledge)
    workspace.refused.connect(lambda problem: app.exit(3))
    workspace.open(path)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
