"""Propose which Start answers say the same; a person decides each time."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.ideas import startable, unclustered
from cxfacilitator.domain.plan import IdeaId
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.proposals import Proposal
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot

if TYPE_CHECKING:
    from cxfacilitator.engines.suggest import Suggester

_Card = tuple[IdeaId | None, tuple[AnswerId, ...]]
"""An idea, or None for an answer that waits, with its answers."""


def propose_clusters(
    snapshot: Snapshot, tagger: "Suggester | None" = None, progress: Progress = silent
) -> tuple[Proposal, ...]:
    """Find ideas and waiting Start answers that seem to propose the same: worded alike, and on the same themes.

    Args:
        tagger: What has read the answers, to compare them by meaning; without it they are compared by their words.
        progress: May stop the work.

    Returns:
        Those with most cards first; nothing is in two of them. To say yes to one, put its answers together.
    """
    from cxfacilitator.engines.same_idea import same_ideas

    cards: list[_Card] = [(idea.id, startable(snapshot, idea.answer_ids)) for idea in snapshot.ideas]
    cards += [(None, (answer.id,)) for answer in unclustered(snapshot)]
    cards = [card for card in cards if card[1]]
    themes = [_themes(snapshot, answer_ids) for _, answer_ids in cards]
    read = tagger is not None and all(tagger.has_read(answer_ids) for _, answer_ids in cards)
    found = same_ideas(
        ["\n".join(snapshot.answer[answer_id].wording for answer_id in answer_ids) for _, answer_ids in cards],
        themes,
        [tagger.points(answer_ids) for _, answer_ids in cards] if tagger is not None and read else None,
        progress,
    )
    proposals = []
    for group in found:
        shared = frozenset.intersection(*(themes[row] for row in group.rows))
        if shared or not all(themes[row] for row in group.rows):
            proposals.append(_proposal(snapshot, [cards[row] for row in group.rows], shared, group.words))
    return tuple(proposals)


def _themes(snapshot: Snapshot, answer_ids: Iterable[AnswerId]) -> frozenset[ThemeId]:
    """The themes by which answers are counted."""
    counted = {theme.id for theme in snapshot.codebook.counted}
    reviewed = (answer_id for answer_id in answer_ids if snapshot.answer[answer_id].reviewed)
    return frozenset(
        theme for answer_id in reviewed for theme in snapshot.themes_of.get(answer_id, ()) if theme in counted
    )


def _proposal(snapshot: Snapshot, cards: Sequence[_Card], shared: frozenset[ThemeId], words: Iterable[str]) -> Proposal:
    wanted = {answer_id for _, answer_ids in cards for answer_id in answer_ids}
    return Proposal(
        tuple(answer.id for answer in snapshot.answers if answer.id in wanted),
        tuple(sorted(idea_id for idea_id, _ in cards if idea_id is not None)),
        tuple(theme.id for theme in snapshot.codebook.counted if theme.id in shared),
        tuple(word for word in words if len(word) > 1),
    )
