"""The matrix of groups and themes: which group wrote what on which theme, in which box."""

from collections.abc import Mapping
from dataclasses import dataclass

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import Comparison, ThemeView
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.sheets import Answer, Box
from cxfacilitator.domain.snapshot import Snapshot

BOXES = tuple(Box)
"""The boxes in the order in which their marks stand in a cell."""


@dataclass(frozen=True)
class Matrix:
    """Groups in rows, themes in columns, answers in cells.

    Attributes:
        groups: The groups that are counted, by audience; an audience without any has an empty row of them.
        themes: The themes of the codebook in its order, so that families stand together.
        cells: The counted answers of a group on a theme, in sheet order; a cell without any is not a key.
    """

    groups: Mapping[Audience, tuple[Group, ...]]
    themes: tuple[ThemeView, ...]
    cells: Mapping[tuple[GroupId, ThemeId], tuple[Answer, ...]]


def matrix(snapshot: Snapshot, comparison: Comparison) -> Matrix:
    """Lay out group by group what the comparison counts."""
    return Matrix(
        {a: tuple(group for group in snapshot.groups_of(a) if group.id in comparison.counted) for a in Audience},
        comparison.themes,
        {
            (group_id, view.theme.id): answers
            for view in comparison.themes
            for group_id, answers in view.by_group.items()
        },
    )
