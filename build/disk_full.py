"""Fill the disk while sheets are typed, again and again: does a person notice in time, and is nothing lost?

The disk is a small one in memory (tmpfs), and the keys are real key events for the real window. On every second run
there is no room for the reserve that the app keeps beside the file. With it, the disk is filled twice: the first time
the reserve must be given up and everything saved, the second time there is nothing left to give up.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, cycle
from pathlib import Path
from typing import TYPE_CHECKING

import setup_venv
from typist import SENTENCES, Typist, make_file

if TYPE_CHECKING:
    from cxfacilitator.domain.snapshot import Snapshot

DISK_MB = 32
NO_ROOM_FOR_RESERVE_MB = 6
KEY_EVERY_MS = 83
MESSAGE_WITHIN_S = 1.0
RESUMES_WITHIN_S = 2.0
KEYS_WHILE_FULL = 12


@dataclass
class Tally:
    """What the runs showed; each fault in words."""

    runs: int = 0
    acknowledged: int = 0
    message_s: list[float] = field(default_factory=list)
    reserve_s: list[float] = field(default_factory=list)
    resumed_s: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def main() -> int:
    """Do the runs, print what was found, and return 0 if nothing was lost and everything was in time."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--times", type=int, default=50, help="how many runs (default: 50)")
    arguments.add_argument("--seed", type=int, default=1, help="for the moments at which it is full (default: 1)")
    chosen = arguments.parse_args()
    setup_venv.enter("test")
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as folder, small_disk(Path(folder, "disk")) as disk:
        if disk is None:
            print("Not measured: a small disk could be mounted neither as root nor in a namespace of our own.")
            return 3
        tally, chance, typist = Tally(), random.Random(chosen.seed), Typist(Path(folder))
        for number in range(chosen.times):
            run = Run(typist, disk, f"run {number}", tally)
            try:
                run.go(reserve=number % 2 == 0, after_keys=chance.randint(5, 150))
            except TimeoutError as error:
                tally.faults.append(f"{run.name}: {run.doing}: {error}")
        typist.shut_down()
    print(
        f"{tally.runs} runs on a full disk, {tally.acknowledged} acknowledged answers: message within "
        f"{_most(tally.message_s)} s, reserve in use and told within {_most(tally.reserve_s)} s, everything saved "
        f"within {_most(tally.resumed_s)} s of free space; {len(tally.faults)} faults."
    )
    for fault in tally.faults:
        print(f"  {fault}")
    return 1 if tally.faults or not tally.runs else 0


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """Mount a disk of a few megabytes; None where that is not allowed."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False, capture_output=True).returncode:
        if shutil.which("unshare") and not os.environ.get("CXF_OWN_NAMESPACE"):
            command = ["unshare", "--user", "--map-root-user", "--mount", sys.executable, *sys.argv]
            done = subprocess.run(command, check=False, env=dict(os.environ, CXF_OWN_NAMESPACE="1"))
            sys.exit(done.returncode)
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=False)


class Run:
    """One engagement that is being typed when the disk fills up."""

    def __init__(self, typist: Typist, disk: Path, name: str, tally: Tally) -> None:
        self.typist, self.disk, self.name, self.tally = typist, disk, name, tally
        self.doing = "opening"
        self.filler = disk / "filler"
        self.path = disk / f"{name}.cxfac"
        self.lines = [""]
        self.pressed: list[float] = []
        self.acknowledged: dict[str, str] = {}
        self._keys = chain.from_iterable(cycle(f"{sentence}\n" for sentence in SENTENCES))

    def go(self, reserve: bool, after_keys: int) -> None:
        """Type, fill the disk at a moment, look at everything, give the space back and look again."""
        for left in self.disk.iterdir():
            left.unlink() if left.is_file() else shutil.rmtree(left)
        make_file(self.path, groups=1)
        if not reserve:
            self._fill(leave_mb=NO_ROOM_FOR_RESERVE_MB)
        self.typist.open(self.path)
        self.typist.workspace.changed.connect(self._hear)
        try:
            self._type(after_keys)
            self.typist.wait(self._all_saved)
            if reserve:
                self._use_reserve()
            self._be_full()
            self._get_space_back()
        finally:
            self.typist.workspace.changed.disconnect(self._hear)
            self.filler.unlink(missing_ok=True)
            self.typist.workspace.close()
        self.tally.runs += 1
        self.tally.acknowledged += len(self.acknowledged)

    def _use_reserve(self) -> None:
        self.doing = "using the reserve"
        if not self.path.with_name(f"{self.path.name}-reserve").exists():
            self._fault("there is no reserve")
        self._fill()
        self.tally.reserve_s.append(self._type_until_told("reserve"))
        self.typist.wait(self._all_saved)

    def _be_full(self) -> None:
        self.doing = "being full"
        self._fill()
        late = self._type_until_told("is full")
        self.tally.message_s.append(late)
        if late > MESSAGE_WITHIN_S:
            self._fault(f"the message came after {late:.1f} s")
        self._type(KEYS_WHILE_FULL)
        shown = self._shown()
        missing = [line for line in self.lines if line and line not in shown]
        if missing:
            self._fault(f"not on the screen any more: {missing}")
        self._compare("while the disk was full")

    def _get_space_back(self) -> None:
        self.doing = "waiting for what was typed to be saved"
        self.filler.unlink()
        took = self.typist.wait(self._all_saved, patience_s=10)
        self.tally.resumed_s.append(took)
        if took > RESUMES_WITHIN_S:
            self._fault(f"saving went on only after {took:.1f} s")
        self._compare("in the end", complete=True)

    def _type(self, keys: int) -> None:
        for _ in range(keys):
            key = next(self._keys)
            if key == "\n":
                self.lines.append("")
            else:
                self.lines[-1] += key
            if not key.isspace():
                self.pressed.append(time.monotonic())
            self.typist.type_key(key)
            self.typist.pause(KEY_EVERY_MS)

    def _type_until_told(self, word: str) -> float:
        """Go on typing until the window says a word; return how old the oldest unsaved letter is then."""
        started = time.monotonic()
        while not self._told(word):
            if time.monotonic() - started > 10:
                raise TimeoutError(f"the window does not say “{word}”")
            self._type(1)
        # Looked at only after every key, so that the true age is up to one key less.
        return time.monotonic() - self.pressed[min(self._saved_letters(), len(self.pressed) - 1)]

    def _told(self, word: str) -> bool:
        from PySide6.QtWidgets import QLabel

        return any(word in label.text() for label in self.typist.window.findChildren(QLabel) if label.isVisible())

    def _shown(self) -> set[str]:
        from PySide6.QtWidgets import QLineEdit

        return {
            edit.text() for edit in self.typist.window.findChildren(QLineEdit) if edit.isVisibleTo(self.typist.window)
        }

    def _hear(self, snapshot: Snapshot) -> None:
        self.acknowledged |= {answer.id: answer.text for answer in snapshot.answers}

    def _saved_letters(self) -> int:
        return sum(len(answer.text) - answer.text.count(" ") for answer in self.typist.snapshot.answers)

    def _all_saved(self) -> bool:
        return self._saved_letters() == len(self.pressed) and self.typist.saved()

    def _fill(self, leave_mb: int = 0) -> None:
        """Write until nothing more fits, or until so much is left."""
        with self.filler.open("ab", buffering=0) as file:
            try:
                while shutil.disk_usage(self.disk).free > leave_mb * 2**20:
                    file.write(bytes(4096))
            except OSError:
                return

    def _compare(self, when: str, complete: bool = False) -> None:
        """Open a copy of what is on the disk as the app would after a crash, and look for what was acknowledged."""
        from cxfacilitator.domain.errors import CxError
        from cxfacilitator.services import engagement

        acknowledged = dict(self.acknowledged)
        with tempfile.TemporaryDirectory() as where:
            # Another process must read it: closing a file that is open here too would give up its lock.
            found = [path for end in ("", "-wal") if (path := self.path.with_name(self.path.name + end)).exists()]
            subprocess.run(["cp", *map(str, found), where], check=True)
            try:
                with engagement.open_file(Path(where, self.path.name)) as file:
                    stored: dict[str, str] = {answer.id: answer.text for answer in file.snapshot().answers}
            except CxError as problem:
                self._fault(f"{when}: {problem}")
                return
        lost = [text for key, text in acknowledged.items() if not stored.get(key, "").startswith(text)]
        if lost:
            self._fault(f"{when}: acknowledged and not in the file: {lost}")
        if complete and sorted(stored.values()) != sorted(line for line in self.lines if line):
            self._fault(f"{when}: the file is not what was typed")

    def _fault(self, what: str) -> None:
        self.tally.faults.append(f"{self.name}: {what}")


def _most(seconds: list[float]) -> str:
    return f"{max(seconds):.2f}" if seconds else "-"


if __name__ == "__main__":
    sys.exit(main())
