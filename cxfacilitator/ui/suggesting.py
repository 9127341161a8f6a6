"""Suggestions for the engagement that is open: made in the background, and renewed after each decision."""

from functools import partial
from operator import is_

from PySide6.QtCore import QObject, QTimer, Signal

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Decision, Suggestions
from cxfacilitator.services import tagging
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.workspace import Workspace

ON_THE_SPOT = 600
"""So many answers are ranked within the time of a key; more are ranked in a job."""
KEEP_AFTER = 50
"""So often is something new read before it is put into the file, about every two thousand texts."""


def suggesting_of(workspace: Workspace) -> "Suggesting":
    """Return what suggests for this workspace's engagement; there is one, made when it is first asked for."""
    return workspace.findChild(Suggesting) or Suggesting(workspace)


class Suggesting(QObject):
    """Reads the answers when a page that shows suggestions asks for it, and suggests anew when somebody decides.

    Nothing is read before that, and nothing twice: what is read goes into the file while the reading goes on.

    Attributes:
        suggestions: The newest suggestions by answer; those of earlier decisions until the newer ones are there.
        tagger: What has read the answers; None as long as nothing has.
        waiting: The answers are being read.
        paused: Somebody stopped the reading; `go_on` goes on where it stopped.

    Signals:
        changed: There are new suggestions, or it has begun or ended to wait for them.
        failed: Carries a `CxError`; the earlier suggestions stay.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._reading = 0
        self._job: Job | None = None
        self._vectors: tagging.TextVectors | None = None
        self._seen: Snapshot | None = None
        self._decided: tuple[Decision, ...] | None = None
        self._decided_of: tuple[object, ...] = ()
        self._ranking = False
        self.suggestions = Suggestions()
        self.tagger: tagging.Suggester | None = None
        self.waiting = self.paused = False
        workspace.opened.connect(self._forget)
        workspace.closed.connect(self._forget)
        workspace.leaving.connect(self._leave)
        workspace.jobs.advanced.connect(self._hear_advanced)
        workspace.jobs.ended.connect(self._hear_ended)

    @property
    def notice(self) -> str:
        """What is to be known about the suggestions, in a sentence; empty when nothing."""
        if self.paused:
            return "Suggestions are paused: not all answers have been read."
        if self.tagger is None:
            return ""
        if not self.tagger.meaning:
            return "Suggestions go by words alone here, because what understands meaning is missing or damaged."
        if not self.tagger.english:
            return "Suggestions understand English only; these answers go by cues and by what you decide."
        return ""

    def look_at(self, snapshot: Snapshot) -> None:
        """Have suggestions made for what is new in a snapshot; costs nothing when nothing is."""
        before, self._seen = self._seen, snapshot
        if before is None or not tagging.reads_alike(before, snapshot):
            self._read()
        elif self.tagger is not None:
            self._rank(self.tagger)

    def go_on(self) -> None:
        """Read on after somebody stopped it."""
        if self.paused and self._seen is not None:
            self._read()

    def _read(self) -> None:
        """Begin to read; what has been read in this sitting, or in an earlier one, is not read again."""
        self._stop()
        self._reading += 1
        self.waiting, self.paused, self._decided = True, False, None
        # Not before the page that asks has been painted: reading would share the time with that.
        QTimer.singleShot(1, self, partial(self._look_up, self._reading, self.tagger))
        self.tagger = None
        self.changed.emit()

    def _look_up(self, reading: int, before: "tagging.Suggester | None") -> None:
        """Begin with what is known already: from the answers that were just read, or from the file."""
        if reading != self._reading:
            return
        if before is not None and before.meaning:
            self._start(reading, tagging.TextVectors(earlier=before.read))
        else:
            self._workspace.fetch(tagging.known_vectors, lambda known: self._start(reading, known))

    def _start(self, reading: int, vectors: tagging.TextVectors) -> None:
        if reading != self._reading or self._seen is None:
            return
        self._vectors = vectors
        self._job = self._workspace.jobs.run(
            tagging.tagger,
            self._seen,
            vectors,
            title="Reading the answers for suggestions",
            done=lambda tagger: self._hear_read(reading, tagger),
            failed=lambda problem: self._hear_failed(reading, problem),
        )

    def _stop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        self._keep()

    def _keep(self) -> None:
        """Put what has been read since the last time into the file; that is no edit, and nobody is told."""
        found = self._vectors.take_new() if self._vectors is not None else {}
        if found:
            self._workspace.fetch(tagging.keep_vectors, lambda _nothing: None, found)

    def _hear_advanced(self, job: Job) -> None:
        if job is self._job and self._vectors is not None and self._vectors.waiting >= KEEP_AFTER:
            self._keep()

    def _hear_ended(self, job: Job) -> None:
        if job is self._job:
            self._stop()
            if job.cancelled:
                self.waiting, self.paused = False, True
                self.changed.emit()

    def _hear_read(self, reading: int, tagger: "tagging.Suggester") -> None:
        if reading != self._reading:
            return
        self._vectors, self.paused = None, False
        self._workspace.fetch(tagging.drop_vectors, lambda _nothing: None)
        self.tagger, self.waiting = tagger, False
        self._rank(tagger)

    def _hear_failed(self, reading: int, problem: CxError) -> None:
        if reading == self._reading:
            self.waiting = False
            self.changed.emit()
            self.failed.emit(problem)

    def _rank(self, tagger: "tagging.Suggester") -> None:
        """Suggest anew if anything has been decided; of several rankings that are wanted at once the newest is made."""
        if self._seen is None or self._ranking:
            return
        of = (self._seen.to_review, self._seen.tags, self._seen.rejections)
        if self._decided is not None and all(map(is_, of, self._decided_of)):
            return
        self._decided_of = of
        decided = tagging.decisions(self._seen)
        if decided == self._decided:
            return
        self._decided = decided
        if len(self._seen.to_review) <= ON_THE_SPOT:
            self._show(tagger.suggest(decided))
            return
        self._ranking = True
        reading = self._reading
        self._workspace.jobs.run(
            tagging.rank,
            tagger,
            decided,
            title="",
            done=lambda found: self._hear_ranked(reading, tagger, found),
        )

    def _hear_ranked(self, reading: int, tagger: "tagging.Suggester", found: Suggestions) -> None:
        self._ranking = False
        if reading == self._reading:
            self._show(found)
            self._rank(tagger)
        elif self.tagger is not None:
            self._rank(self.tagger)

    def _show(self, found: Suggestions) -> None:
        self.suggestions = found
        self.changed.emit()

    def _leave(self) -> None:
        """Stop before the engagement is closed; what has been read goes with it into its file, if it is still said."""
        self._stop()
        self._workspace.fetch(tagging.drop_vectors, lambda _nothing: None)
        self._forget()

    def _forget(self) -> None:
        self._reading += 1
        self._stop()
        self._vectors = None
        self.suggestions = Suggestions()
        self.tagger = self._seen = self._decided = None
        self._decided_of = ()
        self.waiting = self.paused = False
