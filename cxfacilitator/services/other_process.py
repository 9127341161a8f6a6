"""Long work in a process of its own: in a thread it would take its turns from the screens, and they would stutter.

Both sides are here. They talk through the worker's standard input and output: no sockets and no files, the same on
every system, and each side notices when the other is gone. The worker knows nothing of screens.
"""

import os
import pickle
import shutil
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import IO, Any, TypeVar

from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.domain.progress import Progress

T = TypeVar("T")
_SERVE = "--worker"
"""The argument with which the program does nothing but this."""
PATIENCE_S = 1.5
"""How long work that was stopped may take to its next progress report before its process is ended."""
_TURN_S = 0.1
_TELL_EVERY_S = 0.05
_NICENESS = 5
_SCRATCH = frozenset({"tempfile.mkstemp", "tempfile.mkdtemp"})
_ENDED = (
    "The work ended before it was done: its process was stopped, perhaps because the computer is short of memory. "
    "Nothing was changed. Close other programs and try again."
)


class BugElsewhere(Exception):
    """A bug in the other process.

    Attributes:
        kind: The name of its class; its message stays where it is, for it may hold names or answers.
        frames: Where it happened.
    """

    def __init__(self, kind: str, frames: str) -> None:
        super().__init__(f"{kind} in another process\n{frames}")
        self.kind, self.frames = kind, frames


@dataclass(frozen=True, slots=True)
class _Step:
    share: float
    note: str


@dataclass(frozen=True, slots=True)
class _Scratch:
    """A temporary file or folder that is about to be made."""

    path: Path


@dataclass(frozen=True, slots=True)
class _Result:
    value: Any


@dataclass(frozen=True, slots=True)
class _Refusal:
    problem: CxError


@dataclass(frozen=True, slots=True)
class _Bug:
    kind: str
    frames: str


@dataclass(frozen=True, slots=True)
class _Ended:
    """The worker says nothing any more."""


_Answer = _Result | _Refusal | _Bug | _Ended
_Said = _Step | _Scratch | _Answer


class OtherProcess:
    """Does one piece of work after the other in a process that starts with the first and stays for the next ones."""

    def __init__(self) -> None:
        self._worker: _Worker | None = None

    def run(self, function: Callable[..., T], *args: Any, progress: Progress, **kwargs: Any) -> T:
        """Do a piece of work there and wait for it.

        Args:
            function: A module's function that takes `args`, `kwargs` and `progress`.
            args: Values for the function; like its result they are pickled.
            progress: Told what the function tells, and asked every moment whether to stop.
            kwargs: Values for the function.

        Raises:
            CxError: The function's, or the process came to an end.
            Cancelled: From `progress`; nothing that the function made for a while is left.
            BugElsewhere: The function has a bug.
        """
        progress(0.0, "")
        worker = self._worker = self._worker if self._worker and self._worker.lives else _Worker()
        worker.tell((function, args, kwargs))
        match _wait(worker, progress):
            case _Result(value):
                found: T = value
                return found
            case _Refusal(problem):
                raise problem
            case _Bug(kind, frames):
                worker.end()
                raise BugElsewhere(kind, frames)
            case _Ended():
                worker.end()
                raise CxError(_ENDED)

    def shut_down(self) -> None:
        """End the process; another piece of work would start a new one."""
        if self._worker is not None:
            self._worker.dismiss()
            self._worker = None


def _wait(worker: "_Worker", progress: Progress) -> _Answer:
    told = _Step(0.0, "")
    try:
        while True:
            match worker.hear(_TURN_S):
                case _Step() as told:
                    pass
                case None:
                    pass
                case answer:
                    return answer
            progress(told.share, told.note)
    except BaseException:
        stopped = worker.stop()
        if isinstance(stopped, _Result):  # it was done before it could be stopped
            return stopped
        raise


class _Worker:
    """The process as the app sees it."""

    def __init__(self) -> None:
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
        self._said: SimpleQueue[_Said] = SimpleQueue()
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

    def tell(self, what: object) -> None:
        """Hand over a piece of work, or None to stop the one that it does."""
        try:
            with suppress(BrokenPipeError):  # it is gone, which is heard
                pickle.dump(what, self._stdin)
                self._stdin.flush()
        except BaseException:  # nothing can follow what was handed over in half
            self.end()
            raise

    def hear(self, patience_s: float) -> _Step | _Answer | None:
        """Wait for what it says next; None when it says nothing within that time."""
        until = time.monotonic() + patience_s
        while True:
            try:
                said = self._said.get(timeout=max(0.0, until - time.monotonic()))
            except Empty:
                return None
            if not isinstance(said, _Scratch):
                break
            self._scratch.append(said.path)
        if not isinstance(said, _Step | _Ended):
            self._scratch.clear()
        return said

    def stop(self) -> _Answer:
        """Stop what it does, in its own way if it soon comes to that, and say how it ended."""
        self.tell(None)
        until = time.monotonic() + PATIENCE_S
        while (left_s := until - time.monotonic()) > 0:
            said = self.hear(left_s)
            if said is not None and not isinstance(said, _Step):
                return said
        return self.end()

    def dismiss(self) -> None:
        """Let it end by itself, as it does when nobody can give it work any more."""
        with suppress(BrokenPipeError):
            self._stdin.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE_S)
        self.end()

    def end(self) -> _Answer:
        """End the process now, with everything that its work made for a while, and return the last thing it said."""
        self._process.kill()
        self._process.wait()
        self._ear.join()
        last: _Answer = _Ended()
        while (said := self.hear(0)) is not None and not isinstance(said, _Ended):
            last = last if isinstance(said, _Step) else said
        with suppress(BrokenPipeError):
            self._stdin.close()
        for path in self._scratch:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        return last

    def _listen(self, stdout: IO[bytes]) -> None:
        try:
            with stdout, suppress(EOFError, pickle.UnpicklingError):  # it may be ended in the middle of a word
                while True:
                    self._said.put(pickle.load(stdout))
        finally:
            self._said.put(_Ended())


def serve() -> int:
    """Be the other process: do what the app hands over until the app is gone."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    app = _App()
    for function, args, kwargs in iter(app.next_work, None):
        try:
            app.tell(_Result(function(*args, progress=app.progress, **kwargs)))
        except CxError as problem:
            app.tell(_Refusal(problem))
        except MemoryError:
            app.tell(_Ended())
        except BaseException as error:  # a bug is for the app to log
            app.tell(_bug(error))
    return 0


def _bug(error: BaseException) -> _Bug:
    return _Bug(type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))


class _App:
    """The app as its worker sees it."""

    def __init__(self) -> None:
        # What a library prints must not come between the answers.
        self._stdout = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)
        self._told_at = 0.0
        self._work: SimpleQueue[Any] = SimpleQueue()
        self._stopped = Event()
        sys.addaudithook(self._note_scratch)
        Thread(target=self._listen, name="app", daemon=True).start()

    def next_work(self) -> Any:
        """Wait for what there is to do next; None when the app is gone."""
        work = self._work.get()
        self._told_at = 0.0
        return work

    def tell(self, what: _Said) -> None:
        """Tell the app; when it is gone, so is the reason to be here."""
        try:
            self._stdout.write(pickle.dumps(what))
            self._stdout.flush()
        except BrokenPipeError:
            os._exit(1)

    def progress(self, share: float, note: str) -> None:
        """Tell how far the work is, or stop it."""
        if self._stopped.is_set():
            raise Cancelled("Stopped.")
        now = time.monotonic()
        if now - self._told_at >= _TELL_EVERY_S:
            self._told_at = now
            self.tell(_Step(share, note))

    def _note_scratch(self, event: str, details: tuple[object, ...]) -> None:
        if event in _SCRATCH:
            self.tell(_Scratch(Path(str(details[0])).absolute()))

    def _listen(self) -> None:
        try:
            while True:
                work = pickle.load(sys.stdin.buffer)
                if work is None:
                    self._stopped.set()
                else:  # the app hands over nothing before the last work has ended
                    self._stopped.clear()
                    self._work.put(work)
        except EOFError:
            self._stopped.set()
        except BaseException as error:  # what cannot be read is a bug, and nothing can follow it
            self.tell(_bug(error))
        finally:
            self._work.put(None)
