"""The open engagement as the screens see it: one file thread, the newest snapshot, undo and redo.

The file lives on its own thread, so that no commit ever makes the screen wait. What can be undone
is kept on that thread too: undo acts on the file first, and the screen hears of it only when it is done.
"""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.domain.errors import CxError, FileProblem
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import engagement as engagements
from cxfacilitator.services import safekeeping
from cxfacilitator.services.safekeeping import Backup
from cxfacilitator.store.file import EngagementFile, Step
from cxfacilitator.ui.jobs import Hub, Jobs, report_crash

Service = Callable[..., Any]
T = TypeVar("T")

BACK_UP_EVERY_S = 300
"""While something has been changed since the last one; the file itself is on disk after every line."""


@dataclass
class _History:
    """The steps that can be undone and redone; used on the file thread only."""

    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)

    def push(self, step: Step) -> None:
        """Keep a step; a later one of the same line replaces it, so that typing is undone at once.

        After one that gave words up for good nothing before it can be taken back, or the words would be.
        """
        if step.forgotten:
            self.done.clear()
            self.undone.clear()
            return
        if not step.inverse:
            return
        last = self.done[-1] if self.done and not self.undone else None
        if last is not None and step.merge_key and last.merge_key == step.merge_key:
            self.done[-1] = last.merged(step)
        else:
            self.done.append(step)
        self.undone.clear()

    @property
    def labels(self) -> tuple[str, str]:
        """What undo and redo would do; empty when there is nothing."""
        return (self.done[-1].label if self.done else "", self.undone[-1].label if self.undone else "")


@dataclass
class _Open:
    """The open file with what belongs to it; used on the file thread only."""

    file: EngagementFile
    snapshot: Snapshot
    history: _History = field(default_factory=_History)
    unsaved: bool = False
    """Something was changed since the last backup."""


@dataclass
class _Slot:
    """A place in the queue whose call may be replaced by a newer one until its turn comes."""

    call: Callable[[EngagementFile], object]


class Workspace(QObject):
    """Hands edits to the file thread and tells everybody what became of them.

    Signals:
        opened, changed: Carry the new `Snapshot`; `changed` comes after a commit, undo or redo.
        refused: Carries a `CxError`; nothing was changed.
        closed: No engagement is open any more.
        saving: An edit was handed over.
        saved: The queue is empty; carries the instant of the last commit.
        backed_up: Carries the newest `Backup`, or None when there is none yet.
        not_backed_up: Carries a `CxError`; the engagement itself is safe.
    """

    changed = Signal(object)
    refused = Signal(object)
    opened = Signal(object)
    closed = Signal()
    saving = Signal()
    saved = Signal(object)
    backed_up = Signal(object)
    not_backed_up = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs = Jobs(self)
        self._hub = Hub(self)
        self._pool = ThreadPoolExecutor(1, "file")
        self._lock = threading.Lock()
        self._slots: dict[Hashable, _Slot] = {}
        self._open: _Open | None = None
        self._waiting = 0
        self._snapshot: Snapshot | None = None
        self._path: Path | None = None
        self._saved_at: datetime | None = None
        self._labels = ("", "")
        self._backup_timer = QTimer(self)
        self._backup_timer.setInterval(BACK_UP_EVERY_S * 1000)
        self._backup_timer.timeout.connect(self._back_up_if_changed)

    @property
    def snapshot(self) -> Snapshot | None:
        """The newest news of the file; None while no engagement is open."""
        return self._snapshot

    @property
    def path(self) -> Path | None:
        """The open file; None while no engagement is open."""
        return self._path

    @property
    def busy(self) -> bool:
        """Whether anything is still on its way to the file or back."""
        return self._waiting > 0

    @property
    def saved_at(self) -> datetime | None:
        """The instant of the last commit."""
        return self._saved_at

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty when nothing."""
        return self._labels[0]

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty when nothing."""
        return self._labels[1]

    def create(self, path: Path, engagement: Engagement) -> None:
        """Start a new engagement in a new file and open it."""
        self._bring(lambda: engagements.create(path, engagement), path, is_new=True)

    def open(self, path: Path) -> None:
        """Open a file; the one that is open is closed only when that has succeeded."""
        if self._path is not None and path.exists() and path.samefile(self._path):
            return
        self._bring(lambda: engagements.open_file(path), path)

    def import_folder(self, folder: Path, path: Path, tags: Path | None = None) -> None:
        """Fill a new file from a folder of lists and answers, with reviewed tags if there are any, and open it."""
        self._bring(lambda: engagements.import_engagement(folder, path, tags), path)

    def restore(self, path: Path, backup: Backup) -> None:
        """Put a backup in the place of a file, open or not, and open it; what was there is kept beside it."""
        self._bring(lambda: self._restored(path, backup), path)

    def back_up(self) -> None:
        """Take a backup now."""
        self._pool.submit(self._guard_backup, True)

    def do(self, service: Service, *args: Any, **kwargs: Any) -> None:
        """Hand an edit, `service(file, *args, **kwargs)`, to the file thread and return at once."""
        with self._lock:
            self._slots.clear()
        self._submit(lambda: self._edit(lambda file: service(file, *args, **kwargs)))

    def type_line(self, key: Hashable, service: Service, *args: Any, **kwargs: Any) -> None:
        """Hand over a line as it is typed; while it waits, a newer call with the same key replaces it."""

        def call(file: EngagementFile) -> object:
            return service(file, *args, **kwargs)

        with self._lock:
            waiting = self._slots.get(key)
            if waiting is not None:
                waiting.call = call
                return
            slot = self._slots[key] = _Slot(call)
        self._submit(lambda: self._edit(self._take(key, slot)))

    def fetch(self, service: Callable[..., T], then: Callable[[T], None], *args: Any) -> None:
        """Read something that no snapshot holds, `service(file, *args)`, on the file thread; `then` hears it here."""

        def work() -> None:
            found = service(self._needed().file, *args)
            self._hub.post(lambda: then(found))
            self._hub.post(self._land)

        self._submit(work)

    def undo(self) -> None:
        """Take back the last step."""
        self._submit(lambda: self._reverse(back=True))

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._submit(lambda: self._reverse(back=False))

    def close(self) -> None:
        """Wait until everything is in the file, then close it."""
        problem = self._pool.submit(self._shut).result()
        self._hub.look()
        if problem is not None:
            self.refused.emit(problem)
        if self._snapshot is not None:
            self._forget()
            self.closed.emit()

    def shut_down(self) -> None:
        """Close the file and end all threads; afterwards the workspace is of no more use."""
        self.jobs.shut_down()
        self.close()
        self._pool.shutdown(wait=True)

    def _bring(self, make: Callable[[], EngagementFile], path: Path, is_new: bool = False) -> None:
        def work() -> None:
            try:
                self._switch(make, path, is_new)
            except CxError as problem:  # nothing of the open engagement was lost, so it is still saved
                refusal = problem
                self._hub.post(lambda: self.refused.emit(refusal))
                self._hub.post(self._land)

        self._submit(work)

    def _submit(self, work: Callable[[], None]) -> None:
        self._waiting += 1
        if self._waiting == 1:
            self.saving.emit()
        self._pool.submit(self._guard, work)

    def _guard(self, work: Callable[[], None]) -> None:
        try:
            work()
        except CxError as problem:
            refusal = problem
            self._hub.post(lambda: self._land_badly(lambda: self.refused.emit(refusal)))
        except BaseException as error:  # a bug on the file thread would otherwise vanish with its future
            bug = error
            self._hub.post(lambda: self._land_badly(lambda: report_crash(bug)))

    def _switch(self, make: Callable[[], EngagementFile], path: Path, is_new: bool) -> None:
        written = _last_written(path)
        file = make()
        try:
            snapshot = file.snapshot()
        except BaseException:
            file.close()
            raise
        self._back_up_before_leaving()
        before, self._open = self._open, _Open(file, snapshot)
        if before is not None:
            before.file.close()
        file.take_steps()
        self._hub.post(lambda: self._hear_opened(snapshot, file.path, written))
        self._hub.post(self._land)
        self._open.unsaved = not is_new and safekeeping.is_due(file.path)
        self._guard_backup()

    def _edit(self, work: Callable[[EngagementFile], object]) -> None:
        opened = self._needed()
        try:
            work(opened.file)
        finally:
            steps = opened.file.take_steps()
            for step in steps:
                opened.history.push(step)
            self._tell(opened, frozenset().union(*(step.tables for step in steps)))
        self._hub.post(self._land)

    def _reverse(self, back: bool) -> None:
        opened = self._needed()
        source, target = opened.history.done, opened.history.undone
        if not back:
            source, target = target, source
        if source:
            step = source[-1]
            target.append(opened.file.reverse(step))
            source.pop()
            opened.file.take_steps()
            self._tell(opened, step.tables)
        self._hub.post(self._land)

    def _tell(self, opened: _Open, tables: frozenset[str]) -> None:
        if not tables:
            return
        opened.unsaved = True
        opened.snapshot = opened.file.snapshot(opened.snapshot, tables)
        snapshot, labels, at = opened.snapshot, opened.history.labels, datetime.now().astimezone()
        self._hub.post(lambda: self._hear_changed(snapshot, labels, at))

    def _back_up_if_changed(self) -> None:
        self._pool.submit(self._guard_backup)

    def _guard_backup(self, wanted: bool = False) -> None:
        """Take a backup if there is something new to keep; runs on the file thread, and never stands in the way."""
        opened = self._open
        if opened is None:
            return
        try:
            if opened.unsaved or wanted:
                backup: Backup | None = safekeeping.back_up(opened.file, datetime.now().astimezone())
                opened.unsaved = False
            else:
                backup = safekeeping.last(opened.file.path)
        except CxError as problem:
            refusal = problem
            self._hub.post(lambda: self.not_backed_up.emit(refusal))
        except BaseException as error:  # as in _guard
            bug = error
            self._hub.post(lambda: report_crash(bug))
        else:
            self._hub.post(lambda: self.backed_up.emit(backup))

    def _back_up_before_leaving(self) -> None:
        if self._open is not None and self._open.unsaved:
            self._guard_backup()

    def _restored(self, path: Path, backup: Backup) -> EngagementFile:
        """Restore and open; the file that is open is opened again when that fails."""
        before = self._open
        if before is not None and before.file.path == path:
            before.file.close()
            self._open = None
        try:
            safekeeping.restore(path, backup)
        except CxError:
            if before is not None and self._open is None:
                self._open = _Open(engagements.open_file(path), before.snapshot)
            raise
        return engagements.open_file(path)

    def _take(self, key: Hashable, slot: _Slot) -> Callable[[EngagementFile], object]:
        with self._lock:
            if self._slots.get(key) is slot:
                del self._slots[key]
            return slot.call

    def _needed(self) -> _Open:
        if self._open is None:
            raise FileProblem("No engagement is open. Open one or start a new one first.")
        return self._open

    def _shut(self) -> CxError | None:
        self._back_up_before_leaving()
        before, self._open = self._open, None
        if before is not None:
            try:
                before.file.close()
            except CxError as problem:
                return problem
        return None

    def _land(self) -> None:
        self._waiting -= 1
        if self._waiting == 0 and self._snapshot is not None:
            self.saved.emit(self._saved_at)

    def _land_badly(self, tell: Callable[[], None]) -> None:
        self._waiting -= 1
        tell()

    def _hear_opened(self, snapshot: Snapshot, path: Path, written: datetime) -> None:
        self._snapshot, self._path, self._saved_at, self._labels = snapshot, path, written, ("", "")
        self._backup_timer.start()
        self.opened.emit(snapshot)

    def _hear_changed(self, snapshot: Snapshot, labels: tuple[str, str], at: datetime) -> None:
        self._snapshot, self._labels, self._saved_at = snapshot, labels, at
        self.changed.emit(snapshot)

    def _forget(self) -> None:
        self._backup_timer.stop()
        self._snapshot = self._path = self._saved_at = None
        self._labels = ("", "")


def _last_written(path: Path) -> datetime:
    """Return when something was last saved; after a crash that is in the log beside the file. A new file: now."""
    files = (path, path.with_name(f"{path.name}-wal"))
    times = [file.stat().st_mtime for file in files if file.exists()]
    return datetime.fromtimestamp(max(times)).astimezone() if times else datetime.now().astimezone()
