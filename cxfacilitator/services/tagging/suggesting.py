"""What the machine proposes: made from the answers and from what people have decided, never evidence by itself."""

from dataclasses import replace
from itertools import compress
from operator import is_not
from typing import TYPE_CHECKING

from cxfacilitator.domain.codebook import Codebook, Colour, Theme, ThemeId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import LIKELY, Decision, Suggestion, Suggestions
from cxfacilitator.services.tagging.reading import TextVectors

if TYPE_CHECKING:
    from cxfacilitator.engines.suggest import Suggester


def suggest(snapshot: Snapshot, vectors: TextVectors | None = None, progress: Progress = silent) -> Suggestions:
    """Suggest themes for every answer, the best first, without those that a person has rejected.

    What has been decided on the other answers is taken into account.

    Args:
        vectors: What was read before; what is new is added.

    Returns:
        Suggestions by answer, each made when it is asked for; an answer without any is not a key.
    """
    return tagger(snapshot, vectors, progress).suggest(decisions(snapshot))


def tagger(snapshot: Snapshot, vectors: TextVectors | None = None, progress: Progress = silent) -> "Suggester":
    """Read every answer, and return what suggests, orders and groups them.

    Args:
        vectors: What was read before; what is new is added.

    Returns:
        It stays good for every snapshot that `reads_alike`.
    """
    from cxfacilitator.engines.suggest import suggester

    customers = {a.id for a in snapshot.to_review if snapshot.audience_of(a) is Audience.CUSTOMERS}
    return suggester(snapshot.codebook, snapshot.to_review, customers, vectors, progress=progress)


def rank(tagger: "Suggester", decided: tuple[Decision, ...], progress: Progress = silent) -> Suggestions:
    """Suggest anew after these decisions; a job where there are many answers."""
    return tagger.suggest(decided)


def asking_order(
    tagger: "Suggester", decided: tuple[Decision, ...], progress: Progress = silent
) -> tuple[AnswerId, ...]:
    """Return the undecided answers in the order in which asking teaches most; a job where there are many answers."""
    return tagger.order(decided)


def reads_alike(before: Snapshot, now: Snapshot) -> bool:
    """Tell whether what was read for one snapshot is good for another: the same texts, speakers and themes."""
    if len(before.to_review) != len(now.to_review) or _described(before.codebook) != _described(now.codebook):
        return False
    if (before.groups is not now.groups or before.forms is not now.forms) and _speakers(before) != _speakers(now):
        return False
    changed = map(is_not, before.to_review, now.to_review)
    return all(
        old.id == new.id and old.wording == new.wording and old.group_id == new.group_id
        for old, new in compress(zip(before.to_review, now.to_review, strict=True), changed)
    )


def _speakers(snapshot: Snapshot) -> dict[GroupId, Audience]:
    groups = {group.id: group.audience for group in snapshot.groups}
    return groups | {form.id: form.audience for form in snapshot.forms}


def _described(codebook: Codebook) -> list[Theme]:
    """The themes without what says nothing about answers."""
    return [replace(theme, family="", colour=Colour.NONE, memo="", include=(), exclude=()) for theme in codebook.themes]


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


def likely(snapshot: Snapshot, suggestions: Suggestions, least: float = LIKELY) -> tuple[Suggestion, ...]:
    """Return the best suggestion of each answer that nobody has reviewed, where it scores at least this much.

    About how many there are is told at once by `len(suggestions.sure(least))`.
    """
    rejected = {(rejection.answer_id, rejection.theme_id) for rejection in snapshot.rejections}
    found: list[Suggestion] = []
    for answer_id in suggestions.sure(least):
        answer = snapshot.answer.get(answer_id)
        if answer is None or answer.reviewed:
            continue
        left = [s for s in suggestions[answer_id] if (answer_id, s.theme_id) not in rejected]
        found.extend(s for s in left[:1] if s.score >= least)
    return tuple(found)
