"""Cut the power of a simulated disk, again and again, while sheets are captured, and count what was lost.

A child types lines through the services and says, into the same log as its writes, what it is about to change and what
has been acknowledged. Then crash points are drawn, and for each an image of the disk is built: what was synced is
there; of what was not, each write is kept, dropped or torn into 512-byte sectors, in any combination, so that later
writes may be there without earlier ones. Each image is opened as the app opens a file, and must hold every answer that
had been acknowledged, in the wording that was acknowledged or the one that was just being written.

Assumed of the disk: an fsync that has returned is true, and names and sizes change in order and are durable after any
later fsync, as on ext4. The log is proved whole: replayed without loss, it gives the files that the child left. The
test is proved by its control: with `synchronous=OFF`, acknowledged answers must be lost.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import disk_shim
import setup_venv
from simulated_disk import Change, Disk, read_log

MARKS = "said"
"""The file whose writes are not data but what the child says."""
GROUPS = 8
LINES_IN_A_BOX = 3
KEYS_IN_A_SAVE = 6
"""The newest text is written when the disk is ready for it, so that a save holds a few keys."""
SENTENCE = "nobody calls back on Monday, {}"

State = tuple[str, str] | None
"""An answer's box and text; None: it is not in the file."""


@dataclass
class Promise:
    """What had been acknowledged at a crash point, and what was just being changed."""

    acknowledged: dict[str, State]
    tried: dict[str, State]
    phase: str = "opening"

    def hear(self, line: str) -> None:
        """Take in something that the child said."""
        said = json.loads(line)
        self.phase = said.get("phase", self.phase)
        if "try" in said:
            self.tried = {key: _state(value) for key, value in said["try"].items()}
        if said.get("done"):
            self.acknowledged |= self.tried
            self.tried = {}

    def hear_change(self, change: Change) -> None:
        """Take in what a change of the disk says, if it is something that the child said."""
        if change.name == MARKS and change.data:
            self.hear(change.data.decode())

    def broken_by(self, found: dict[str, State]) -> list[str]:
        """Return the answers of a file that are neither as acknowledged nor as they were about to become."""
        keys = found.keys() | self.acknowledged.keys()
        return [
            key
            for key in keys
            if found.get(key) != self.acknowledged.get(key)
            and not (key in self.tried and found.get(key) == self.tried[key])
        ]


@dataclass
class Tally:
    """What the images of one run showed."""

    images: int = 0
    lossy: int = 0
    lost: int = 0
    damaged: int = 0


def main() -> int:
    """Run the test and its control, print what was found, and return 0 if the one held and the other did not."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--images", type=int, default=2500, help="how many crash images (default: 2500)")
    arguments.add_argument("--control", type=int, default=300, help="how many of the control (default: 300)")
    arguments.add_argument("--seed", type=int, default=1, help="for the crash points and losses (default: 1)")
    arguments.add_argument("--capture", nargs=3, help=argparse.SUPPRESS)
    chosen = arguments.parse_args()
    setup_venv.enter("test")
    if chosen.capture:
        return capture(Path(chosen.capture[0]), chosen.capture[1], chosen.capture[2] == "close")
    held = run("FULL", chosen.images, random.Random(chosen.seed))
    control = run("OFF", chosen.control, random.Random(chosen.seed))
    if held is None or control is None:
        print("Not measured: the disk can be watched only under Linux, with a C compiler (cc).")
        return 3
    void = not (control.lost or control.damaged)
    if void:
        print("The control lost nothing, so this proves nothing.")
    return 1 if held.lossy or held.damaged or void else 0


def run(synchronous: str, images: int, chance: random.Random) -> Tally | None:
    """Capture once, cut the power at many points of it, and print what was found; None where that is not possible."""
    memory = "/dev/shm" if Path("/dev/shm").exists() else None
    with tempfile.TemporaryDirectory() as where, tempfile.TemporaryDirectory(dir=memory) as target:
        shim = disk_shim.build(Path(where))
        if shim is None:
            return None
        folder = Path(where, "client")
        folder.mkdir()
        path = make_file(folder)
        before = {path.name: path.read_bytes()}
        log = watch(path, synchronous, disk_shim.behind(shim, folder=folder, log=Path(where, "log")))
        prove_whole(log, before, folder)
        points = draw_points(log, path.name, images, chance)
        tally = Tally()
        started = time.monotonic()
        for disk, promise in crashes(log, before, points):
            check(disk.image(chance), Path(target), path.name, promise, tally)
        elapsed = time.monotonic() - started
    phases = sum(points.values(), Counter())
    print(
        f"synchronous={synchronous}: {tally.images} power cuts over {len(log)} changes "
        f"({', '.join(f'{count} in {phase}' for phase, count in sorted(phases.items()))}): acknowledged answers lost "
        f"in {tally.lossy} ({tally.lost} answers), {tally.damaged} files refused; "
        f"{elapsed / max(tally.images, 1) * 1e3:.0f} ms each.",
        flush=True,
    )
    return tally


def watch(path: Path, synchronous: str, environment: dict[str, str]) -> list[Change]:
    """Capture in two processes, the first of which ends without closing the file, and return what they changed."""
    for last in ("leave", "close"):
        command = [sys.executable, __file__, "--capture", str(path), synchronous, last]
        subprocess.run(command, check=True, env=environment)
    return [change for change in read_log(Path(environment["CXF_DISK_LOG"])) if matters(change.name)]


def make_file(folder: Path) -> Path:
    """Make an engagement file with the groups whose sheets will be typed."""
    from cxfacilitator.domain.engagement import Audience, Engagement
    from cxfacilitator.services import engagement, groups

    path = folder / "client.cxfac"
    with engagement.create(path, Engagement("POWER", "Power test")) as file:
        for _ in range(GROUPS):
            groups.add(file, Audience.STAFF, people=7)
    return path


def capture(path: Path, synchronous: str, close: bool) -> int:
    """Type the sheets of half of the groups, and say each change before it is made and after it is acknowledged."""
    from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, AnswerId, Box
    from cxfacilitator.services import engagement, safekeeping, sheets
    from cxfacilitator.store.file import EngagementFile

    marks = os.open(path.with_name(MARKS), os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def say(**words: object) -> None:
        os.write(marks, json.dumps(words).encode())

    def change(answer: Answer, state: tuple[str, str] | None, act: str, *args: object) -> None:
        say(**{"try": {answer.id: state}})
        getattr(sheets, act)(*args)
        say(done=True)

    def line(file: EngagementFile, answer: Answer, text: str) -> Answer:
        for end in range(KEYS_IN_A_SAVE, len(text) + KEYS_IN_A_SAVE, KEYS_IN_A_SAVE):
            answer = replace(answer, text=text[:end].rstrip())
            change(answer, (answer.box, answer.text), "save", file, answer)
        return answer

    say(phase="opening")
    file = engagement.open_file(path)
    # The control is a switch of this tool, not of the product.
    file._db.execute(f"PRAGMA synchronous = {synchronous}")
    say(phase="typing")
    groups = file.snapshot().groups
    for group in groups[GROUPS // 2 :] if close else groups[: GROUPS // 2]:
        for box in SHEET_BOXES:
            for place in range(1, LINES_IN_A_BOX + 1):
                name = AnswerId(f"{group.code}-{box}-{place}")
                answer = line(file, Answer(name, "", group.id, box, place, ""), SENTENCE.format(name))
            if box is Box.IMPROVE:
                change(answer, (Box.START, answer.text), "move", file, answer, Box.START)
            if box is Box.DIFFER:
                change(answer, None, "delete", file, answer.id)
        sheets.set_complete(file, group, True)
    say(phase="backup")
    safekeeping.back_up(file, datetime.now().astimezone())
    say(phase="closing" if close else "left open")
    if not close:
        os._exit(0)
    file.close()
    say(phase="closed")
    return 0


def matters(name: str) -> bool:
    """Whether a file is more than scratch: not that of a rehearsal, nor shared memory, which is made anew."""
    return not name.startswith(".") and not name.endswith("-shm")


def prove_whole(log: list[Change], before: dict[str, bytes], folder: Path) -> None:
    """Make sure that the log holds every change.

    Raises:
        RuntimeError: A file is not as the log says.
    """
    disk = Disk(before)
    for change in log:
        disk.take(change)
    for name, data in disk.written().items():
        if (folder / name).read_bytes() != data:
            raise RuntimeError(f"the log does not give the {name} that is there")
    for name in (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()):
        if matters(name) and name not in disk.written():
            raise RuntimeError(f"the log knows nothing of {name}")


def draw_points(log: list[Change], name: str, images: int, chance: random.Random) -> dict[int, Counter[str]]:
    """Draw crash points, equally many from each phase of the capture.

    Returns:
        The number of a change to how often, and in which phase, the power is cut just before it.
    """
    phases: dict[str, list[int]] = defaultdict(list)
    promise = Promise({}, {})
    for number, change in enumerate(log):
        promise.hear_change(change)
        if change.name != MARKS:
            # While lines are typed, the file itself is written only when the log beside it is brought in.
            checkpoint = promise.phase == "typing" and change.name == name
            phases["checkpoint" if checkpoint else promise.phase].append(number)
    kinds = sorted(phases)
    points: dict[int, Counter[str]] = defaultdict(Counter)
    for turn in range(images):
        kind = kinds[turn % len(kinds)]
        points[chance.choice(phases[kind])][kind] += 1
    return points


def crashes(
    log: list[Change], before: dict[str, bytes], points: dict[int, Counter[str]]
) -> Iterator[tuple[Disk, Promise]]:
    """Replay the log and stop before the change of each crash point, as often as it was drawn."""
    disk, promise = Disk(before), Promise({}, {})
    for number, change in enumerate(log):
        for _ in range(points[number].total() if number in points else 0):
            yield disk, promise
        disk.take(change)
        promise.hear_change(change)


def check(image: dict[str, bytes], folder: Path, name: str, promise: Promise, tally: Tally) -> None:
    """Open what a power cut left as the app would, and count what is missing from it."""
    from cxfacilitator.domain.errors import CxError
    from cxfacilitator.services import engagement
    from cxfacilitator.store import backup

    tally.images += 1
    shutil.rmtree(folder)
    for place, data in image.items():
        # A backup is looked at while it is made; later nothing touches it any more.
        if "/" not in place or promise.phase == "backup":
            target = folder / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    try:
        with engagement.open_file(folder / name) as file:
            found: dict[str, State] = {a.id: (a.box.value, a.text) for a in file.snapshot().answers}
        refused = next((copy.path.name for copy in backup.all_of(folder / name) if not backup.is_whole(copy)), "")
    except CxError as problem:
        refused, found = str(problem), promise.acknowledged
    broken = promise.broken_by(found)
    if (refused and not tally.damaged) or (broken and not tally.lossy):
        print(f"first, while {promise.phase}: {refused or sorted(broken)[:3]}", file=sys.stderr)
    tally.damaged += bool(refused)
    tally.lossy += bool(broken)
    tally.lost += len(broken)


def _state(said: list[str] | None) -> State:
    return None if said is None else (said[0], said[1])


if __name__ == "__main__":
    sys.exit(main())
