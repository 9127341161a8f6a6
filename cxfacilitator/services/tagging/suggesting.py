"""What the machine proposes: made from the answers and from what people have decided, never evidence by itself."""

from collections.abc import Mapping, MutableMapping
from typing import TYPE_CHECKING

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import LIKELY, Decision, Suggestion
from cxfacilitator.store import vectors
from cxfacilitator.store.file import EngagementFile

if TYPE_CHECKING:
    from cxfacilitator.engines.suggest import Suggester


def suggest(snapshot: Snapshot, progress: Progress = silent) -> Mapping[AnswerId, tuple[Suggestion, ...]]:
    """Suggest themes for every answer, the best first, without those that a person has rejected.

    What has been decided on the other answers is taken into account.

    Returns:
        Suggestions by answer; an answer without any is not a key.
    """
    return tagger(snapshot, progress=progress).suggest(decisions(snapshot))


def tagger(
    snapshot: Snapshot, cache: MutableMapping[bytes, bytes] | None = None, progress: Progress = silent
) -> "Suggester":
    """Read every answer, and return what suggests, orders and groups them; it stays good while no text changes.

    Args:
        cache: What was read before, by text; what is new is put in.
    """
    from cxfacilitator.engines.suggest import suggester

    customers = {a.id for a in snapshot.to_review if snapshot.audience_of(a) is Audience.CUSTOMERS}
    return suggester(snapshot.codebook, snapshot.to_review, customers, cache, progress=progress)


def has_model() -> bool:
    """Tell whether suggestions understand meaning here; without the sentence encoder they go by words alone."""
    from cxfacilitator.engines import suggest

    return suggest.has_model()


def decisions(snapshot: Snapshot) -> tuple[Decision, ...]:
    """Return what people have decided on the answers: what suggestions learn from."""
    rejected: dict[AnswerId, set[ThemeId]] = {}
    for rejection in snapshot.rejections:
        rejected.setdefault(rejection.answer_id, set()).add(rejection.theme_id)
    return tuple(
        Decision(
            answer.id,
            frozenset(snapshot.themes_of.get(answer.id, ())),
            frozenset(rejected.get(answer.id, ())),
            answer.reviewed,
        )
        for answer in snapshot.to_review
        if answer.reviewed or answer.id in rejected
    )


def likely(snapshot: Snapshot, suggestions: Mapping[AnswerId, tuple[Suggestion, ...]]) -> tuple[Suggestion, ...]:
    """Return the best suggestion of each answer that nobody has reviewed, where it scores at least `LIKELY`."""
    rejected = {(rejection.answer_id, rejection.theme_id) for rejection in snapshot.rejections}
    found: list[Suggestion] = []
    for answer in snapshot.to_review:
        if answer.reviewed:
            continue
        left = [s for s in suggestions.get(answer.id, ()) if (s.answer_id, s.theme_id) not in rejected]
        found.extend(s for s in left[:1] if s.score >= LIKELY)
    return tuple(found)


def known_vectors(file: EngagementFile) -> dict[bytes, bytes]:
    """Read what texts mean to the machine, where they have been read before, for `tagger` to start from."""
    return file.read(vectors.load_all)


def keep_vectors(file: EngagementFile, known: Mapping[bytes, bytes]) -> None:
    """Keep what `tagger` has read, so that it is read once."""
    with file.edit("Keep what the answers mean") as edit:
        vectors.add(edit.db, known)
