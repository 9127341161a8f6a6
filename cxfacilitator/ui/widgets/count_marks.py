"""What the audiences make of a theme, in three marks with a few words behind each."""

from collections.abc import Mapping

from cxfacilitator.domain.counts import Counts
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.ui.widgets.wrapped_list import Mark


def count_marks(counts: Mapping[Audience, Counts]) -> tuple[Mark, ...]:
    """Return a mark for each audience, filled where it speaks of the theme, with its state and the groups behind it."""
    return tuple(Mark(audience, counts[audience].mentions > 0, _words(counts[audience])) for audience in Audience)


def _words(counts: Counts) -> str:
    return f"{counts.state.value} {counts.behind} of {counts.groups}" if counts.asked else "not reviewed"
