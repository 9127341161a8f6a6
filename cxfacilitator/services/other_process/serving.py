"""The worker's own side: it does what the app hands over until the app is gone."""

import os
import pickle
import sys
import time
import traceback
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.services.other_process.messages import Bug, Ended, Refusal, Result, Said, Scratch, Step

_TELL_EVERY_S = 0.05
_NICENESS = 5
_SCRATCH = frozenset({"tempfile.mkstemp", "tempfile.mkdtemp"})


def serve() -> int:
    """Be the other process, and return the exit code."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    app = _App()
    for function, args, kwargs in iter(app.next_work, None):
        try:
            app.tell(Result(function(*args, progress=app.progress, **kwargs)))
        except CxError as problem:
            app.tell(Refusal(problem))
        except MemoryError:
            app.tell(Ended())
        except BaseException as error:  # a bug is for the app to log
            app.tell(_bug(error))
    return 0


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

    def tell(self, what: Said) -> None:
        """Tell the app; when it is gone, so is the reason to be here."""
        try:
            self._stdout.write(pickle.dumps(what))
            self._stdout.flush()
        except OSError:
            os._exit(1)

    def progress(self, share: float, note: str) -> None:
        """Tell how far the work is, or stop it."""
        if self._stopped.is_set():
            raise Cancelled("Stopped.")
        now = time.monotonic()
        if now - self._told_at >= _TELL_EVERY_S:
            self._told_at = now
            self.tell(Step(share, note))

    def _note_scratch(self, event: str, details: tuple[object, ...]) -> None:
        if event in _SCRATCH:
            self.tell(Scratch(Path(str(details[0])).absolute()))

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


def _bug(error: BaseException) -> Bug:
    return Bug(type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
