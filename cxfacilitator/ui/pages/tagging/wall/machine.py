"""What the machine does for the wall: it finds where loose cards belong, and which of them say nearly the same."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Signal

from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.wall import Place, in_cell
from cxfacilitator.services import tagging
from cxfacilitator.services import wall as service
from cxfacilitator.ui.jobs import Job, Jobs
from cxfacilitator.ui.suggesting import Suggesting


class Machine(QObject):
    """Looks at loose cards in a job, one at a time; what it finds for cards that are shown no more is not told.

    Signals:
        placed: It is known where the cards belong.
        grouped: Carries the `AnswerCluster`s that were found.
        rested: The job has ended.
    """

    placed = Signal()
    grouped = Signal(object)
    rested = Signal()

    def __init__(self, jobs: Jobs, suggesting: Suggesting, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._suggesting = suggesting
        self._job: Job | None = None
        self._basis = object()
        self._homes: dict[AnswerId, Place] = {}
        self._seen: Mapping[AnswerId, Place] = {}
        jobs.ended.connect(self._hear_ended)

    @property
    def is_ready(self) -> bool:
        """Whether it has read the answers and looks for nothing at the moment."""
        return self._job is None and self._suggesting.tagger is not None

    def has_placed(self, ids: Sequence[AnswerId]) -> bool:
        """Whether it is known where these cards belong."""
        return all(answer_id in self._homes for answer_id in ids)

    def places_of(self, ids: Sequence[AnswerId], columns: int, top: float) -> Mapping[AnswerId, Place]:
        """Return where cards belong that nobody has put anywhere.

        Those that leave a cluster stay where they lay. As long as the answers have not been read, or a new one has not
        been laid out, they lie in sheet order.
        """
        for answer_id in ids:
            if answer_id not in self._homes and answer_id in self._seen:
                self._homes[answer_id] = self._seen[answer_id]
        if self.has_placed(ids):
            return {answer_id: self._homes[answer_id] for answer_id in ids}
        # While another page is shown, nobody has the newest answers read.
        tagger = self._free_for(ids)
        if tagger is not None:
            self._run(service.lay_out, "Laying out the cards", self._hear_places, tagger, ids, columns, top)
        return {answer_id: in_cell(place % columns, place // columns, top) for place, answer_id in enumerate(ids)}

    def note_seen(self, cards: Mapping[AnswerId, Place], loose: Mapping[AnswerId, Place]) -> None:
        """Remember where all cards lie, but not those of the loose ones that only lie in sheet order."""
        self._seen = {card: place for card, place in cards.items() if card in self._homes or card not in loose}

    def look_for_clusters(self, ids: Sequence[AnswerId]) -> None:
        """Look for cards that say nearly the same; without the answers read, or in another job, nothing happens."""
        tagger = self._free_for(ids)
        if tagger is not None:
            self._run(service.suggest_clusters, "Looking for clusters", self.grouped.emit, tagger, ids)

    def forget_places(self) -> None:
        """Find anew where cards belong, when it is next asked for."""
        self._homes, self._seen = {}, {}

    def start_anew(self) -> None:
        """Forget everything: other cards are shown."""
        self.forget_places()
        self._basis = object()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _free_for(self, ids: Sequence[AnswerId]) -> "tagging.Suggester | None":
        tagger = self._suggesting.tagger
        return tagger if self._job is None and tagger is not None and tagger.has_read(ids) else None

    def _run(self, work: Callable[..., object], title: str, done: Callable[..., None], *args: object) -> None:
        basis = self._basis

        def hear(found: object) -> None:
            if basis is self._basis:
                done(found)

        self._job = self._jobs.run(work, *args, title=title, done=hear)

    def _hear_places(self, places: dict[AnswerId, Place]) -> None:
        self._homes |= places
        self.placed.emit()

    def _hear_ended(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.rested.emit()
