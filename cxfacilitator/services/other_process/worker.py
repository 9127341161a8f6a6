"""The worker as the app sees it."""

import os
import pickle
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

from cxfacilitator.domain.errors import Cancelled
from cxfacilitator.domain.progress import Progress
from cxfacilitator.services.other_process.messages import Answer, Ended, Result, Said, Scratch, Step

PATIENCE_S = 2.0
"""How long work that was stopped may take to its next progress report before its process is ended."""
_TURN_S = 0.1
_SERVE = "--worker"
"""The argument with which the program does nothing else."""


class Worker:
    """A process that does what it is told, and what has been heard of it."""

    def __init__(self) -> None:
        """Start the process."""
        frozen = getattr(sys, "frozen", False)
        command = [sys.executable, _SERVE] if frozen else [sys.executable, "-P", "-m", "cxfacilitator", _SERVE]
        # It finds what this process finds, wherever it was started from.
        environment = os.environ if frozen else {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, creationflags=flags
        )
        self._said: SimpleQueue[Said] = SimpleQueue()
        self._scratch: list[Path] = []
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._stdin = self._process.stdin
        self._ear = Thread(target=self._listen, args=(self._process.stdout,), name="other process", daemon=True)
        self._ear.start()

    @property
    def lives(self) -> bool:
        """Whether it can be given work."""
        return self._process.poll() is None

    def do(self, work: object, progress: Progress) -> Answer:
        """Have a piece of work done, and wait for what comes of it.

        Raises:
            Cancelled: From `progress`; the work has ended, if need be with the process.
        """
        self._tell(work)
        step = Step(0.0, "")
        try:
            while True:
                match self._hear(_TURN_S):
                    case Step() as step:
                        pass
                    case None:
                        pass
                    case answer:
                        return answer
                progress(step.share, step.note)
        except BaseException as error:
            last = self._stop()
            if isinstance(error, Cancelled) and isinstance(last, Result):  # it was done before it could be stopped
                return last
            raise

    def dismiss(self) -> None:
        """Let it end by itself, as it does when nobody can give it work any more."""
        with suppress(OSError):
            self._stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE_S)
        self.end()

    def end(self) -> Answer:
        """End the process now, with everything that its work made for a while, and return the last thing it said."""
        self._process.kill()
        self._process.wait()
        self._ear.join()
        last: Answer = Ended()
        while (said := self._hear(0)) is not None and not isinstance(said, Ended):
            last = last if isinstance(said, Step) else said
        with suppress(OSError):
            self._stdin.close()
        for path in self._scratch:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        return last

    def _tell(self, what: object) -> None:
        """Hand over a piece of work, or None to stop the one that it does."""
        try:
            with suppress(OSError):  # it is gone, which is heard
                pickle.dump(what, self._stdin)
                self._stdin.flush()
        except BaseException:  # nothing can follow what was handed over in half
            self.end()
            raise

    def _hear(self, patience_s: float) -> Step | Answer | None:
        """Wait for what it says next; None when it says nothing within that time."""
        until = time.monotonic() + patience_s
        while True:
            try:
                said = self._said.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                return None
            if not isinstance(said, Scratch):
                break
            self._scratch.append(said.path)
        if not isinstance(said, Step | Ended):
            self._scratch.clear()
        return said

    def _stop(self) -> Answer:
        """Stop what it does, in its own way if it soon comes to that, and say how it ended."""
        self._tell(None)
        until = time.monotonic() + PATIENCE_S
        while (left_s := until - time.monotonic()) > 0:
            said = self._hear(left_s)
            if said is not None and not isinstance(said, Step):
                return said
        return self.end()

    def _listen(self, stdout: IO[bytes]) -> None:
        try:
            with stdout, suppress(EOFError, pickle.UnpicklingError):  # it may be ended in the middle of a word
                while True:
                    self._said.put(pickle.load(stdout))
        finally:
            self._said.put(Ended())
