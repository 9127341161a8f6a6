"""Sign-in: everybody who may come, by surname, with room to sign; for the door."""

from functools import partial

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster import Participant
from cxfacilitator.report.charts.style import INK, RULE, SECONDARY, STYLE
from cxfacilitator.report.fonts import SEMIBOLD
from cxfacilitator.report.materials.leaf import SAFE_MM, Leaf, Page
from cxfacilitator.report.materials.lettering import Lettering
from cxfacilitator.report.materials.material import Material, Place
from cxfacilitator.report.materials.pack import Pack, Sitting, listed_name

ROWS = 10
WALK_INS = 2
"""Blank rows after the last name, at least."""
_EDGE, _TOP = 16.0, 52.0
_PRIVACY = "Your name is used only to run this meeting and is deleted afterwards; it is never printed in the report."


def pages(pack: Pack) -> list[Page]:
    """Return the sign-in pages, landscape, every sitting on pages of its own."""
    found = []
    for sitting in pack.sittings:
        if not sitting.people:
            continue
        rows: list[Participant | None] = [*sitting.people, *([None] * WALK_INS)]
        rows += [None] * (-len(rows) % ROWS)
        total = len(rows) // ROWS
        for number in range(total):
            here = tuple(rows[number * ROWS : (number + 1) * ROWS])
            found.append(Page(partial(_draw, pack=pack, sitting=sitting, rows=here, number=number, total=total), True))
    return found


def _draw(
    leaf: Leaf, pack: Pack, sitting: Sitting, rows: tuple[Participant | None, ...], number: int, total: int
) -> None:
    right = leaf.width - _EDGE
    x = leaf.mark_from(sitting.audience, _EDGE, 21.5, 12) + 5
    leaf.text(x, 24.6, "Sign-in", Lettering(26, SEMIBOLD))
    room = right - _EDGE - 40
    leaf.text(_EDGE, 34.5, sitting.title, Lettering(11, SEMIBOLD, STYLE[sitting.audience].text), room=room)
    leaf.text(_EDGE, 39.5, pack.client, Lettering(9.5, colour=SECONDARY), room=room)
    if total > 1:
        leaf.text(right, 24.6, f"Page {number + 1} of {total}", Lettering(9.5, colour=SECONDARY), align="right")
    name, table, sign = _EDGE + 11, _EDGE + (right - _EDGE) * 0.57, _EDGE + (right - _EDGE) * 0.66
    team = _EDGE + (right - _EDGE) * 0.36
    customers = sitting.audience is Audience.CUSTOMERS
    for x, words in (
        (name, "Name"),
        (team, "Company" if customers else "Department"),
        (table, "Table"),
        (sign, "Signature"),
    ):
        leaf.text(x, _TOP - 2, words, Lettering(9.5, SEMIBOLD))
    leaf.line((_EDGE, _TOP), (right, _TOP), INK, 0.9)
    row_mm = (leaf.height - SAFE_MM - 15 - _TOP) / ROWS
    for row, person in enumerate(rows):
        y = _TOP + row * row_mm
        base = y + row_mm / 2 + 1.5
        leaf.text(_EDGE + 6, base, str(number * ROWS + row + 1), Lettering(9.5, colour=SECONDARY), align="right")
        leaf.line((_EDGE, y + row_mm), (right, y + row_mm), RULE, 0.5)
        if person is None:
            continue
        leaf.cell(name, y, listed_name(person), Lettering(13), team - name - 4, row_mm)
        belongs = person.company if customers else person.department
        leaf.cell(team, y, belongs, Lettering(10, colour=SECONDARY), table - team - 4, row_mm)
        if person.id in sitting.table_of:
            leaf.text(table, base, sitting.table_of[person.id].code, Lettering(12, SEMIBOLD), room=sign - table - 3)
    leaf.text(_EDGE, leaf.height - SAFE_MM - 6, _PRIVACY, Lettering(9, colour=SECONDARY), room=right - _EDGE)


MATERIAL = Material(
    "sign-in",
    "Sign-in sheets",
    "Everybody who is invited, by surname, with room to sign and blank rows for walk-ins.",
    Place.DOOR,
    pages,
    "The roster is empty.",
)
