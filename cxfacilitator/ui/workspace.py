"""The open engagement as the screens see it: one file thread, the newest snapshot, undo and redo.

The file lives on its own thread, so that no commit ever makes the screen wait. What can be undone
is kept on that thread too: undo acts on the file first, and the screen hears of it only when it is done.
"""

import time
from collections import deque
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.domain.errors import CxError, DamagedFile, DiskRefused, FileProblem
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import engagement as engagements
from cxfacilitator.services import safekeeping
from cxfacilitator.services.keeping.lines import Line, LineQueue, Slot
from cxfacilitator.services.keeping.open_file import OpenFile
from cxfacilitator.services.other_process import OtherProcess
from cxfacilitator.services.safekeeping import Backup
from cxfacilitator.store.file import EngagementFile
from cxfacilitator.ui.jobs import Hub, Jobs, report_crash
from cxfacilitator.ui.rescue_text import RescueText

Service = Callable[..., Any]
Act = Callable[[], None]
T = TypeVar("T")

BACK_UP_EVERY_S = 300
"""While something has been changed since the last one; the file itself is on disk after every line."""
LATE_AFTER_S = 1.0
TRY_AGAIN_EVERY_S = 1.0
RESCUE_AFTER_S = 5.0
"""What has not been in the file for so long is written as plain text, too."""
_PULSE_MS = 200


@dataclass(frozen=True, slots=True)
class _Handed:
    """Something on its way to the file and back; `since` is of the monotonic clock."""

    since: float
    is_edit: bool
    is_read: bool


class Workspace(QObject):
    """Hands edits to the file thread and tells everybody what became of them.

    Signals:
        opened, changed: Carry the new `Snapshot`; `changed` comes after a commit, undo or redo.
        refused: Carries a `CxError`; nothing was changed. A typed line that the disk refused is tried again by
            itself until it is in the file; that is not told again.
        leaving: The engagement is about to be closed, or another to take its place; it takes what is handed over now.
        closed: No engagement is open any more.
        saving: An edit was handed over.
        saved: Everything is in the file and was read back; carries the instant of the last commit.
        late: An edit has been on its way for longer than a second; carries the seconds, again and again.
        warned: Carries a sentence on what will go wrong unless somebody does something; nothing is lost.
        rescued: Carries the path of the plain text with the lines that the file does not take, a `CxError` when no
            place takes that either, or None when it is no longer needed.
        backed_up: Carries the newest `Backup`, or None when there is none yet.
        not_backed_up: Carries a `CxError`; the engagement itself is safe.
    """

    changed = Signal(object)
    refused = Signal(object)
    opened = Signal(object)
    leaving = Signal()
    closed = Signal()
    saving = Signal()
    saved = Signal(object)
    late = Signal(float)
    warned = Signal(str)
    rescued = Signal(object)
    backed_up = Signal(object)
    not_backed_up = Signal(object)

    def __init__(self, parent: QObject | None = None, other: OtherProcess | None = None) -> None:
        super().__init__(parent)
        self.jobs = Jobs(self, other)
        self._hub = Hub(self)
        self._pool = ThreadPoolExecutor(1, "file")
        self._lines = LineQueue()
        self._handed: deque[_Handed] = deque()
        self._open: OpenFile | None = None
        self._snapshot: Snapshot | None = None
        self._path: Path | None = None
        self._saved_at: datetime | None = None
        self._labels = ("", "")
        self._tried_at, self._reason = 0.0, ""
        self._is_late = self._has_news = False
        self._rescue = RescueText(self._hub.post, self.rescued.emit)
        self._pulse = QTimer(self)
        self._pulse.setInterval(_PULSE_MS)
        self._pulse.timeout.connect(self._look_after)
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
        return bool(self._handed)

    @property
    def unsaved(self) -> int:
        """How many typed lines the disk has refused; they are tried again until they are in the file."""
        return len(self._lines.held)

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
        if not engagements.same_file(path, self._path):
            self._bring(lambda: engagements.open_other(path, self._open.file.path if self._open else None), path)

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
        self.hand_in(lambda: None, service, *args, **kwargs)

    def hand_in(self, put_back: Act, service: Service, *args: Any, **kwargs: Any) -> None:
        """Hand over an edit with what was typed; when it is refused, `put_back` puts that where it was typed."""
        self._lines.seal()
        path, edit = self._path, [lambda file: service(file, *args, **kwargs)]

        def work() -> None:
            opened = self._needed(path)
            self._write_held(opened)
            try:
                opened.edit(edit[0])
            finally:
                # What was handed over goes before the snapshot comes: an import is as large as what it makes.
                edit.clear()
                opened.take_news()

        self._submit(work, is_edit=True, back=lambda: put_back() if self._path == path else None)

    def type_line(self, key: Hashable, service: Service, *args: Any, **kwargs: Any) -> None:
        """Hand over a line as it is typed; while it waits, a newer call with the same key replaces it.

        A line that the disk refuses stays queued, and is tried again every second and before every other edit.
        """
        slot, path = self._lines.add(Line(key, service, *args, **kwargs)), self._path
        if slot is not None:
            self._submit(lambda: self._write_newest(slot, path), is_edit=True)

    def fetch(self, service: Callable[..., T], then: Callable[[T], None], *args: Any) -> None:
        """Read something that no snapshot holds, `service(file, *args)`, on the file thread; `then` hears it here."""
        path = self._path

        def work() -> None:
            if path is not None and (self._open is None or self._open.file.path != path):
                return  # who asked has gone with that engagement
            found = service(self._needed(path).file, *args)
            self._hub.post(lambda: then(found))

        self._submit(work, is_read=True)

    def undo(self) -> None:
        """Take back the last step."""
        path = self._path
        self._submit(lambda: self._reverse(path, back=True), is_edit=True)

    def redo(self) -> None:
        """Do again what was taken back last."""
        path = self._path
        self._submit(lambda: self._reverse(path, back=False), is_edit=True)

    def close(self) -> None:
        """Wait until everything is in the file, then close it."""
        if self._path is not None:
            self.leaving.emit()
        left = self._pool.submit(self._shut).result()
        self._hub.look()
        for tell in left:
            tell()
        if self._snapshot is not None:
            self._forget()
            self.closed.emit()

    def shut_down(self) -> None:
        """Close the file and end all threads; afterwards the workspace is of no more use."""
        self.jobs.shut_down()
        self.close()
        self._pool.shutdown(wait=True)
        self._rescue.shut_down()

    def _bring(self, make: Callable[[], EngagementFile | None], path: Path, is_new: bool = False) -> None:
        def work() -> None:
            try:
                self._switch(make, path, is_new)
            except CxError as problem:  # nothing of the open engagement was lost, so it is still saved
                self._hub.post(partial(self.refused.emit, problem))

        if self._path is not None:
            self.leaving.emit()
        self._submit(work)

    def _submit(self, work: Act, *, is_edit: bool = False, is_read: bool = False, back: Act = lambda: None) -> None:
        is_first = all(handed.is_read for handed in self._handed)
        self._handed.append(_Handed(time.monotonic(), is_edit, is_read))
        if not self._pulse.isActive():  # starting it anew at every key would keep it from ever coming
            self._pulse.start()
        if is_first and not is_read:
            self.saving.emit()
        self._pool.submit(self._guard, work, back)

    def _guard(self, work: Act, back: Act) -> None:
        try:
            work()
        except CxError as problem:
            self._hub.post(back)
            self._hub.post(partial(self._land_badly, partial(self._hear_refused, problem)))
        except BaseException as error:  # a bug on the file thread would otherwise vanish with its future
            self._hub.post(partial(self._land_badly, partial(report_crash, error)))
        else:
            self._hub.post(self._land)

    def _switch(self, make: Callable[[], EngagementFile | None], path: Path, is_new: bool) -> None:
        written = safekeeping.last_written(path)
        if (file := make()) is None:
            return
        try:
            snapshot = file.snapshot().work_out()
        except BaseException:
            file.close()
            raise
        before, self._open = self._open, self._just_opened(file, snapshot)
        tell_left = self._leave(before) if before is not None else ()
        file.take_steps()
        self._hub.post(lambda: self._hear_opened(snapshot, file.path, written))
        for tell in tell_left:
            self._hub.post(tell)
        self._open.unsaved = not is_new and safekeeping.is_due(file.path)
        scarce = safekeeping.scarce(file.path)
        if scarce:
            self._post_warning(scarce)
        self._pool.submit(self._guard_backup)

    def _just_opened(self, file: EngagementFile, snapshot: Snapshot) -> OpenFile:
        return OpenFile(file, snapshot, self._post_change, self._post_warning)

    def _post_change(self, opened: OpenFile) -> None:
        snapshot, labels, at = opened.snapshot, opened.steps.labels, datetime.now().astimezone()
        self._hub.post(lambda: self._hear_changed(snapshot, labels, at))

    def _post_warning(self, sentence: str) -> None:
        self._hub.post(lambda: self.warned.emit(sentence))

    def _write_newest(self, slot: Slot, path: Path | None) -> None:
        line = self._lines.take(slot)
        with self._lines.writing(line):
            opened = self._needed(path)
            self._write_held(opened)
            opened.write(line.write)

    def _write_held(self, opened: OpenFile) -> None:
        """Write what the disk has refused before; as long as that fails, nothing newer may overtake it."""
        for line in self._lines.held:
            try:
                with self._lines.writing(line):
                    opened.write(line.write)
            except (DiskRefused, DamagedFile):
                raise
            except CxError as problem:  # it cannot be saved whatever the disk does; it concerns nobody else
                self._hub.post(partial(self._hear_refused, problem))

    def _reverse(self, path: Path | None, back: bool) -> None:
        opened = self._needed(path)
        self._write_held(opened)
        opened.reverse(back)

    def _back_up_if_changed(self) -> None:
        self._pool.submit(self._guard_backup)

    def _guard_backup(self, wanted: bool = False, of: OpenFile | None = None) -> None:
        """Take a backup if there is something new to keep; runs on the file thread, and never stands in the way."""
        opened = of or self._open
        if opened is None:
            return
        try:
            if opened.unsaved or wanted:
                backup: Backup | None = safekeeping.back_up(opened.file, datetime.now().astimezone())
                opened.unsaved = False
            else:
                backup = safekeeping.last(opened.file.path)
        except CxError as problem:
            self._hub.post(partial(self.not_backed_up.emit, problem))
        except BaseException as error:  # as in _guard
            self._hub.post(partial(report_crash, error))
        else:
            self._hub.post(lambda: self.backed_up.emit(backup))

    def _leave(self, opened: OpenFile) -> tuple[Act, ...]:
        """Close a file with a backup; what it does not take is kept as plain text.

        Returns:
            What has to be told of that.
        """
        tell = self._leave_lines(opened)
        # In one piece first, so that the copy is known to be as new as the file when it is opened again.
        with suppress(CxError):
            opened.file.finish_writing()
        if opened.unsaved:
            self._guard_backup(of=opened)
        try:
            opened.file.close()
        except CxError as problem:
            tell.append(partial(self.refused.emit, problem))
        return tuple(tell)

    def _leave_lines(self, opened: OpenFile) -> list[Act]:
        """Try once more to write what was refused; what the file does not take is kept as plain text for good.

        Returns:
            What has to be told of that.
        """
        try:
            self._write_held(opened)
        except CxError:
            lines = self._lines.unsaved
            self._lines.clear()
            return [partial(self.rescued.emit, self._rescue.leave(lines, opened.snapshot, opened.file.path))]
        self._rescue.drop()
        return []

    def _restored(self, path: Path, backup: Backup) -> EngagementFile:
        """Restore and open; the file that is open is opened again when that fails."""
        before = self._open
        if before is not None and before.file.path == path:
            for tell in self._leave_lines(before):
                self._hub.post(tell)
            self._open = None
            with suppress(CxError):  # in two files, it is set aside in two files
                before.file.close()
        try:
            safekeeping.restore(path, backup)
        except CxError:
            if before is not None and self._open is None:
                self._open = self._just_opened(engagements.open_file(path), before.snapshot)
            raise
        return engagements.open_file(path)

    def _needed(self, path: Path | None) -> OpenFile:
        """Return what is open; what was meant for one client's file must never get into another's."""
        if self._open is None:
            raise FileProblem("No engagement is open. Open one or start a new one first.")
        if path not in (None, self._open.file.path):
            raise FileProblem("This was meant for the engagement that was open before. Nothing was changed.")
        return self._open

    def _shut(self) -> tuple[Act, ...]:
        before, self._open = self._open, None
        return self._leave(before) if before is not None else ()

    def _land(self) -> None:
        # Reading is no news, or whoever reads because something was saved would never come to an end.
        self._has_news = not self._handed.popleft().is_read or self._has_news
        self._tell_saved()

    def _land_badly(self, tell: Act) -> None:
        self._handed.popleft()
        self._has_news = False
        tell()

    def _tell_saved(self) -> None:
        if self._has_news and not self._handed and not self._lines.held and self._snapshot is not None:
            self._has_news, self._reason = False, ""
            self.saved.emit(self._saved_at)

    def _look_after(self) -> None:
        """Say what is late, try again what was refused, and keep what waits too long as plain text."""
        now = time.monotonic()
        waits = next((handed.since for handed in self._handed if handed.is_edit), now)
        if now - waits >= LATE_AFTER_S:
            self._is_late = True
            self.late.emit(now - waits)
        elif self._is_late:
            self._is_late = False
            if self._handed:
                self.saving.emit()
        unsaved, opened = self._lines.unsaved, self._open
        no_reserve = opened is not None and opened.reserved is False
        if (self._lines.held or no_reserve) and now - self._tried_at >= TRY_AGAIN_EVERY_S:
            self._tried_at = now
            self._pool.submit(self._try_again)
        if self._snapshot is not None and self._path is not None:
            if any(now - line.waits_since >= RESCUE_AFTER_S for line in unsaved):
                self._rescue.keep(unsaved, self._snapshot, self._path)
            elif not unsaved:
                self._rescue.drop()
        if not unsaved and not self._handed and not no_reserve:
            self._pulse.stop()

    def _try_again(self) -> None:
        opened = self._open
        if opened is None:
            return
        try:
            self._write_held(opened)
            if opened.reserved is False:
                opened.keep_reserve()
        except CxError as problem:
            self._hub.post(partial(self._hear_refused_again, problem))
        except BaseException as error:  # as in _guard
            self._hub.post(partial(report_crash, error))
        else:
            self._hub.post(self._hear_tried)

    def _hear_tried(self) -> None:
        if self._reason:
            self._has_news = True
            self._tell_saved()

    def _hear_refused(self, problem: CxError) -> None:
        self._reason = str(problem) if self._lines.held else ""
        self.refused.emit(problem)

    def _hear_refused_again(self, problem: CxError) -> None:
        if str(problem) != self._reason:
            self._hear_refused(problem)

    def _hear_opened(self, snapshot: Snapshot, path: Path, written: datetime) -> None:
        self._snapshot, self._path, self._saved_at, self._labels = snapshot, path, written, ("", "")
        self._tried_at = 0.0
        self._backup_timer.start()
        self.opened.emit(snapshot)

    def _hear_changed(self, snapshot: Snapshot, labels: tuple[str, str], at: datetime) -> None:
        self._snapshot, self._labels, self._saved_at = snapshot, labels, at
        self.changed.emit(snapshot)

    def _forget(self) -> None:
        self._backup_timer.stop()
        self._snapshot = self._path = self._saved_at = None
        self._labels = ("", "")
