"""The rows of the ideas: suggested clusters, the cards that wait, and the ideas with the cards that are in them."""

from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.ideas import IdeaView
from cxfacilitator.domain.plan import IdeaId
from cxfacilitator.domain.proposals import Proposal
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import plan as service

WAITING = "waiting"
"""The key of the row above the cards that belong to no idea."""


class RowKind(Enum):
    """What a row stands for."""

    SUGGESTED = auto()
    WAITING = auto()
    IDEA = auto()
    CARD = auto()


@dataclass(frozen=True)
class PlanRow:
    """One row.

    Attributes:
        key: Which row this is, whatever happens to the others.
        cards: The answers under it, or the one that it is.
        view: The idea that it is, or that its card is in.
        proposal: The suggestion that it is, or that its card is in.
        audience: Whose card it is; None for everything else.
        is_open: Its cards stand below it; None where it has none to show.
    """

    kind: RowKind
    key: Hashable
    title: str
    cards: tuple[Answer, ...]
    view: IdeaView | None = None
    proposal: Proposal | None = None
    audience: Audience | None = None
    is_open: bool | None = None

    @property
    def can_be_marked(self) -> bool:
        """Whether it can be put together with others: an idea, and a card that nobody suggests elsewhere."""
        return self.kind is RowKind.IDEA or (self.kind is RowKind.CARD and self.proposal is None)

    @property
    def idea_id(self) -> IdeaId | None:
        """The idea that it is; None for everything else, a card in an idea too."""
        return self.view.idea.id if self.kind is RowKind.IDEA and self.view is not None else None


def rows_of(
    snapshot: Snapshot,
    views: Sequence[IdeaView],
    waiting: Sequence[Answer],
    proposals: Sequence[Proposal],
    shut: Collection[Hashable],
    opened: Collection[Hashable],
) -> Iterator[PlanRow]:
    """Make the rows from top to bottom.

    Args:
        shut: What is open unless somebody shuts it, and was shut: suggestions and the waiting cards.
        opened: Ideas whose cards somebody wants to see.
    """
    for proposal in proposals:
        cards = tuple(snapshot.answer[answer_id] for answer_id in proposal.answer_ids)
        head = PlanRow(RowKind.SUGGESTED, proposal.answer_ids, _words(snapshot, proposal), cards, None, proposal)
        yield from _with_cards(snapshot, head, head.key not in shut)
    suggested = {answer_id for proposal in proposals for answer_id in proposal.answer_ids}
    waiting = [answer for answer in waiting if answer.id not in suggested]
    if waiting:
        words = f"{amount(len(waiting), 'card')} waiting"
        head = PlanRow(RowKind.WAITING, WAITING, words, tuple(waiting))
        yield from _with_cards(snapshot, head, WAITING not in shut)
    for view in views:
        cards = tuple(snapshot.answer[answer_id] for answer_id in view.idea.answer_ids)
        head = PlanRow(RowKind.IDEA, view.idea.id, view.idea.title, cards, view)
        yield from _with_cards(snapshot, head, view.idea.id in opened)


def _with_cards(snapshot: Snapshot, head: PlanRow, is_open: bool) -> Iterator[PlanRow]:
    yield replace(head, is_open=is_open)
    if is_open:
        for card in head.cards:
            audience = snapshot.audience_of(card)
            key = card.id if head.proposal is None else (head.key, card.id)
            yield PlanRow(RowKind.CARD, key, card.wording, (card,), head.view, head.proposal, audience)


def _words(snapshot: Snapshot, proposal: Proposal) -> str:
    cards = amount(len(proposal.answer_ids), "card")
    return f"Suggested: {cards}. {service.tell_proposal(proposal, snapshot)}"
