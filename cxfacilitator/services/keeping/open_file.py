"""The open file with what belongs to it; used on the file thread only, so that no commit makes the screen wait."""

from collections.abc import Callable
from dataclasses import dataclass, field

from cxfacilitator.domain.errors import DiskRefused, FileProblem
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services.keeping.undo_steps import UndoSteps
from cxfacilitator.store.file import EngagementFile, Step

_RESERVE_IN_USE = (
    "The disk is nearly full: the reserve is in use, and everything is still being saved. Free some space now."
)


@dataclass
class OpenFile:
    """Writes edits, takes them back, and keeps the newest snapshot.

    Attributes:
        changed: Called when the snapshot is new, after edits, undo or redo.
        warned: Called with a sentence when the space that was held back had to be given up.
        unsaved: Something was changed since the last backup.
        reserved: Some space of the disk is held back for when it is full; None as long as nothing was written.
    """

    file: EngagementFile
    snapshot: Snapshot
    changed: Callable[["OpenFile"], None]
    warned: Callable[[str], None]
    steps: UndoSteps = field(default_factory=UndoSteps)
    unsaved: bool = False
    reserved: bool | None = None
    _written: list[Step] = field(default_factory=list)

    def write(self, work: Callable[[EngagementFile], object]) -> None:
        """Do an edit, and tell it.

        Raises:
            DiskRefused: Nothing was changed, and the same may be tried again.
            CxError: It was refused; what it had written before that is told as a change.
        """
        try:
            self.edit(work)
        finally:
            self.take_news()

    def edit(self, work: Callable[[EngagementFile], object]) -> None:
        """Do an edit that `take_news` tells, which is to be called after it whatever comes of it.

        Raises:
            DiskRefused: As `write`.
            CxError: As `write`.
        """
        self._with_reserve(lambda: self._edit(work))
        if self.reserved is None:
            self.reserved = False

    def reverse(self, back: bool) -> None:
        """Take back the last step, or do again what was taken back last.

        Raises:
            FileProblem: Something rests on it, or the disk failed; nothing was changed.
        """
        self._with_reserve(lambda: self._reverse(back))

    def keep_reserve(self) -> None:
        """Hold some space of the disk back, as soon as there is room for that."""
        self.reserved = self.file.keep_reserve()

    def _with_reserve(self, change: Callable[[], None]) -> None:
        """Make a change; when the disk is full, once more with the space that was held back."""
        try:
            change()
        except DiskRefused as problem:
            if not problem.full or not self.file.release_reserve():
                raise
            self.reserved = False
            self.warned(_RESERVE_IN_USE)
            change()

    def _reverse(self, back: bool) -> None:
        source, target = self.steps.done, self.steps.undone
        if not back:
            source, target = target, source
        if source:
            step = self.file.reverse(source[-1])
            source.pop()
            target.append(step)
            self._written.append(step)
            self.take_news()

    def _edit(self, work: Callable[[EngagementFile], object]) -> None:
        steps: tuple[Step, ...] = ()
        try:
            work(self.file)
        except DiskRefused as problem:
            steps = self.file.take_steps()
            if steps:  # a part of it is in the file, so the whole of it must not be done again
                raise FileProblem(str(problem)) from problem
            raise
        finally:
            steps = steps or self.file.take_steps()
            for step in steps:
                self.steps.push(step)
            self._written += steps

    def take_news(self) -> None:
        """Read what was changed since the last call, and tell it."""
        steps, self._written = self._written, []
        if not steps:
            return
        self.unsaved = True
        tables = frozenset[str]().union(*(step.tables for step in steps))
        sheets = frozenset[int]().union(*(step.sheets for step in steps))
        self.snapshot = self.file.snapshot(self.snapshot, tables, sheets).work_out()
        self.changed(self)
