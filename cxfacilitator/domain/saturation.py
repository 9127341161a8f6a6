"""Saturation: how many themes each further group still adds; when it is none, more groups would add little."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import comb

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount

LAST = 3
"""So many groups at the end tell whether more would still add anything; with no group before them they do not."""


@dataclass(frozen=True, slots=True)
class Added:
    """One more group of an audience.

    Attributes:
        new: The themes that no group before it in sheet order has, in the codebook's order.
        so_far: How many themes there are with it.
        mean_so_far: How many themes this many groups have on average, over all orders of the groups.
    """

    group: Group
    new: tuple[ThemeId, ...]
    so_far: int
    mean_so_far: float


def saturation(snapshot: Snapshot, comparison: Comparison, audience: Audience) -> tuple[Added, ...]:
    """Add the groups of an audience one after the other, in sheet order, and note what each brings."""
    groups = [group for group in snapshot.groups_of(audience) if group.id in comparison.counted]
    has: dict[int, list[ThemeId]] = {group.id: [] for group in groups}
    for view in comparison.themes:
        for group_id in view.by_group:
            if group_id in has:
                has[group_id].append(view.theme.id)
    times = Counter(theme for themes in has.values() for theme in themes)
    means = mean_themes(len(groups), list(times.values()))
    seen: set[ThemeId] = set()
    found = []
    for group, mean in zip(groups, means, strict=True):
        new = tuple(theme for theme in has[group.id] if theme not in seen)
        seen.update(new)
        found.append(Added(group, new, len(seen), mean))
    return tuple(found)


def mean_themes(groups: int, times: Sequence[int]) -> tuple[float, ...]:
    """Return how many themes one, two, three... groups have on average, over all orders of the groups.

    Args:
        groups: How many there are in all.
        times: For each theme the number of groups that have it.

    Source: rarefaction without sampling: Hurlbert 1971, The nonconcept of species diversity, Ecology 52, p. 577-586.

    >>> mean_themes(2, [2, 1])
    (1.5, 2.0)
    """
    return tuple(map(sum, zip(*(_drawn(groups, had_by) for had_by in times), strict=True))) or (0.0,) * groups


@lru_cache(maxsize=1024)
def _drawn(groups: int, had_by: int) -> tuple[float, ...]:
    """How likely one, two, three... groups are to have among them one of those that have a theme."""
    return tuple(1 - comb(groups - had_by, drawn) / comb(groups, drawn) for drawn in range(1, groups + 1))


def brought_in_words(added: Sequence[Added]) -> str:
    """Say what the last few groups still brought, in sheet order and on average; empty for too few groups to say."""
    if len(added) <= LAST:
        return ""
    new = sum(len(each.new) for each in added[-LAST:])
    mean = added[-1].mean_so_far - added[-LAST - 1].mean_so_far
    told = amount(new, "new theme") if new else "no new theme"
    return f"The last {LAST} of {len(added)} groups brought {told} ({mean:.1f} on average over all orders)."
