"""The checklist: what the facilitator does before a session, on its day and afterwards, with the days counted out."""

from functools import partial

from cxfacilitator.domain.text import the_day
from cxfacilitator.report.charts.style import INK, SECONDARY
from cxfacilitator.report.fonts import SEMIBOLD
from cxfacilitator.report.materials.leaf import SAFE_MM, Leaf, Page
from cxfacilitator.report.materials.lettering import Lettering
from cxfacilitator.report.materials.lists import EDGE_MM, head
from cxfacilitator.report.materials.material import Material, Place
from cxfacilitator.report.materials.pack import Pack, Sitting

_TOP, _TALLEST_ROW = 46.0, 7.5
_HEADING = 1.9
"""Rows that a heading takes with the white above it."""
_BOX_MM, _DATE_MM = 3.4, 46.0


def pages(pack: Pack) -> list[Page]:
    """Return a page for each session, and one with room for the days for an audience that has none."""
    found: list[Sitting] = []
    for audience in pack.audiences:
        planned = [s for s in pack.sittings if s.audience is audience and s.session is not None]
        found += planned or [Sitting(audience, None, (), ())]
    return [Page(partial(_draw, pack=pack, sitting=sitting)) for sitting in found] if pack.checklist else []


def _draw(leaf: Leaf, pack: Pack, sitting: Sitting) -> None:
    head(leaf, "Checklist", sitting, pack)
    right = leaf.width - EDGE_MM
    held_on = sitting.session.held_on if sitting.session else None
    rows = sum(_HEADING + len(phase.lines_for(sitting.audience)) for phase in pack.checklist)
    row = min(_TALLEST_ROW, (leaf.height - SAFE_MM - 4 - _TOP) / rows)
    y = _TOP
    for phase in pack.checklist:
        y += _HEADING * row
        leaf.text(EDGE_MM, y - 1.8, phase.title, Lettering(13, SEMIBOLD), room=right - EDGE_MM - _DATE_MM - 4)
        if held_on is not None:
            day = the_day(phase.day_of(held_on))
            leaf.text(right, y - 1.8, day, Lettering(11, colour=SECONDARY), align="right", room=_DATE_MM)
        leaf.line((EDGE_MM, y), (right, y), INK, 0.8)
        for line in phase.lines_for(sitting.audience):
            leaf.frame((EDGE_MM, y + (row - _BOX_MM) / 2), (_BOX_MM, _BOX_MM), width=0.8)
            words = line.replace("[delete by]", pack.deleted)
            leaf.cell(EDGE_MM + 7, y, words, Lettering(11), right - EDGE_MM - 7, row)
            y += row


MATERIAL = Material(
    "checklist",
    "Checklists",
    "What you do before each session, on its day and afterwards, with the days counted out; for your own hand.",
    Place.HAND,
    pages,
    "No audience is asked.",
)
