"""Which sheets a second person tags, so that it can be said how far two people agree."""

import math
import random
from collections.abc import Mapping

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.snapshot import Snapshot

SHARE = 0.2
"""The share of the sheets that a second person tags."""


def choose_sheets(snapshot: Snapshot, share: float = SHARE, seed: int = 1) -> tuple[Group, ...]:
    """Choose the sheets that a second person tags: whole sheets, from every audience as many as its part of all.

    Args:
        snapshot: The engagement.
        share: Of the sheets with answers, 0-1; every audience has at least one.
        seed: The same one chooses the same sheets.

    Raises:
        CxError: No sheet has answers yet.
    """
    of = {
        audience: [group for group in snapshot.groups_of(audience) if group.id in snapshot.answers_of]
        for audience in Audience
    }
    written = {audience: groups for audience, groups in of.items() if groups}
    if not written:
        raise CxError("No sheet has answers yet, so there is nothing to tag a second time.")
    numbers = _spread({audience: len(groups) for audience, groups in written.items()}, share)
    chance = random.Random(seed)
    chosen = {group.id for audience, groups in written.items() for group in chance.sample(groups, k=numbers[audience])}
    return tuple(group for group in snapshot.groups if group.id in chosen)


def _spread(sheets: Mapping[Audience, int], share: float) -> Mapping[Audience, int]:
    """Say how many sheets of each audience are taken: at least one of each, then where most are missing."""
    total = sum(sheets.values())
    wanted = max(min(math.floor(share * total + 0.5), total), len(sheets))
    taken = dict.fromkeys(sheets, 1)
    for _ in range(wanted - len(sheets)):
        short = max(
            (audience for audience in sheets if taken[audience] < sheets[audience]),
            key=lambda audience: wanted * sheets[audience] / total - taken[audience],
        )
        taken[short] += 1
    return taken
