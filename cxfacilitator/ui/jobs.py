"""Long work away from the screen: pure functions on an executor, heard again on the main thread.

Of five ways to bring results back from a worker thread only this one, one permanent hub with one
argument-less signal, survived every stressed run; a `QObject` must never be born or die around a worker.
"""

import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from cxfacilitator.domain.errors import Cancelled, CxError
from cxfacilitator.services.other_process import OtherProcess

T = TypeVar("T")
_REPORT_EVERY_S = 0.05
_TURN_S = 0.0005


def report_crash(error: BaseException) -> None:
    """Hand a bug that was caught on a worker thread to the crash hook."""
    sys.excepthook(type(error), error, error.__traceback__)


class Hub(QObject):
    """Runs on the main thread what other threads post, in the order in which it was posted."""

    _posted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._letters: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._posted.connect(self.look, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Have a call made on the main thread; may be used from any thread."""
        self._letters.put(call)
        self._posted.emit()

    @Slot()
    def look(self) -> None:
        """Make all calls that were posted so far."""
        while True:
            try:
                call = self._letters.get_nowait()
            except Empty:
                return
            call()

    def drop(self) -> None:
        """Make none of the calls that were posted and not made yet."""
        self._letters = SimpleQueue()


class Job:
    """One run of a function: what it is called, how far it is, and a way to stop it.

    Attributes:
        title: What the bottom bar shows.
        unfinished: What is missing if it is stopped now, as a sentence; empty when stopping it loses nothing.
        share: How much of it is done, in 0-1.
        note: What it does at the moment.
    """

    def __init__(self, title: str, unfinished: str = "") -> None:
        self.title, self.unfinished = title, unfinished
        self.share = 0.0
        self.note = ""
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the job to stop at its next progress report."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked the job to stop."""
        return self._stop.is_set()


class Jobs(QObject):
    """Runs functions of the shape `f(values…, *, progress)` and reports on the main thread."""

    started = Signal(object)
    advanced = Signal(object)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None, other: OtherProcess | None = None) -> None:
        """Begin without jobs.

        Args:
            parent: Whose they are.
            other: Where the jobs apart are done; one that ends with this if none is given.
        """
        super().__init__(parent)
        self._hub = Hub(self)
        self._pool = ThreadPoolExecutor(2, "job")
        self._other, self._is_own = other or OtherProcess(), other is None
        self._queue = ThreadPoolExecutor(1, "job apart")
        # A job that counts in Python gives way to the screen after this time; with the usual 5 ms, a picture that is
        # painted in fifty small steps waits fifty times as long.
        sys.setswitchinterval(_TURN_S)
        self._running: list[Job] = []

    @property
    def busy(self) -> bool:
        """Whether any job is running."""
        return bool(self._running)

    @property
    def unfinished(self) -> str:
        """What is missing if all jobs are stopped now, in sentences; empty when nothing is."""
        return " ".join(job.unfinished for job in self._running if job.unfinished and not job.cancelled)

    def run(
        self,
        function: Callable[..., T],
        *args: Any,
        title: str,
        done: Callable[[T], None],
        failed: Callable[[CxError], None] | None = None,
        unfinished: str = "",
        **kwargs: Any,
    ) -> Job:
        """Start a job.

        Args:
            function: Takes `args`, `kwargs` and `progress`; must touch neither widgets nor the file.
            args: Values for the function.
            title: What the bottom bar shows, for example `Seating 66 people`; nothing for what is over in a moment.
            done: Called on the main thread with the result; not called when the job was cancelled.
            failed: Called on the main thread with the refusal; without it, the `failed` signal tells it.
            unfinished: For what somebody gets outside the app, such as a file: what is missing if the job is stopped,
                for example `The report is still being written.`; who closes the app is then asked first.
            kwargs: Values for the function.

        Returns:
            The job, with which it can be cancelled.
        """
        return self._start(self._pool, Job(title, unfinished), function, args, kwargs, done, failed)

    def run_apart(
        self,
        function: Callable[..., T],
        *args: Any,
        title: str,
        done: Callable[[T], None],
        failed: Callable[[CxError], None] | None = None,
        unfinished: str = "",
        **kwargs: Any,
    ) -> Job:
        """Start a job in a process of its own, when those before it are done: seconds of it never hold up the screens.

        It takes what `run` takes, where the function is a module's, and it and all values can be pickled. A cancelled
        job that does not come to a progress report is ended with its process.
        """
        job = Job(title, unfinished)
        return self._start(self._queue, job, partial(self._other.run, function), args, kwargs, done, failed)

    def shut_down(self) -> None:
        """Cancel everything and wait for it; afterwards no job can be started, and nothing more is told."""
        for job in self._running:
            job.cancel()
        for pool in (self._pool, self._queue):
            pool.shutdown(wait=True, cancel_futures=True)
        self._hub.drop()
        if self._is_own:
            self._other.shut_down()

    def _start(
        self,
        pool: Executor,
        job: Job,
        function: Callable[..., T],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        done: Callable[[T], None],
        failed: Callable[[CxError], None] | None,
    ) -> Job:
        self._running.append(job)
        self.started.emit(job)
        pool.submit(self._work, job, function, args, kwargs, done, failed or self.failed.emit)
        return job

    def _work(
        self,
        job: Job,
        function: Callable[..., T],
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        done: Callable[[T], None],
        failed: Callable[[CxError], None],
    ) -> None:
        told = 0.0

        def progress(share: float, note: str) -> None:
            nonlocal told
            if job.cancelled:
                raise Cancelled(f"Stopped: {job.title}.")
            job.share, job.note = share, note
            now = time.monotonic()
            if now - told >= _REPORT_EVERY_S:
                told = now
                self._hub.post(lambda: self.advanced.emit(job))

        try:
            result = function(*args, progress=progress, **kwargs)
        except Cancelled:
            self._hub.post(lambda: self._finish(job))
        except CxError as problem:
            refusal = problem
            self._hub.post(lambda: self._finish(job, failed, refusal))
        except BaseException as error:  # a bug in a worker would otherwise vanish with its future
            bug = error
            self._hub.post(lambda: self._finish(job, report_crash, bug))
        else:
            self._hub.post(lambda: self._finish(job, done, result))

    def _finish(self, job: Job, call: Callable[[Any], None] | None = None, value: object = None) -> None:
        self._running.remove(job)
        self.ended.emit(job)
        if call is not None:
            call(value)
