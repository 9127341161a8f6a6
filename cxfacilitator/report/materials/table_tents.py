"""Table tents: the code of a table in letters that are read from the door, folded in the middle."""

from functools import partial

from cxfacilitator.report import fonts
from cxfacilitator.report.charts.style import SECONDARY, STYLE
from cxfacilitator.report.fonts import BOLD, SEMIBOLD
from cxfacilitator.report.materials.leaf import SAFE_MM, Leaf, Page
from cxfacilitator.report.materials.lettering import PT, Lettering, fitted
from cxfacilitator.report.materials.material import Material, Place
from cxfacilitator.report.materials.pack import Pack, Sitting, Table

CODE_PT = 150.0
_MARK_MM, _GAP_MM = 44.0, 12.0


def pages(pack: Pack) -> list[Page]:
    """Return one tent for each group."""
    return [
        Page(partial(_draw, pack=pack, sitting=sitting, table=table), table=table.group.id)
        for sitting, table in pack.tables
    ]


def _draw(leaf: Leaf, pack: Pack, sitting: Sitting, table: Table) -> None:
    side = partial(_side, leaf, pack, sitting, table)
    side()
    leaf.turned(side)
    leaf.cut(leaf.height / 2)
    leaf.text(SAFE_MM, leaf.height / 2 - 1.2, "fold here", Lettering(8, colour=SECONDARY))


def _side(leaf: Leaf, pack: Pack, sitting: Sitting, table: Table) -> None:
    """Draw the lower half: the side that faces the reader when the tent stands."""
    group, half = table.group, leaf.height / 2
    room = leaf.width - 2 * (SAFE_MM + 10)
    code, size = fitted(group.code, Lettering(CODE_PT, BOLD, floor=40), room - _MARK_MM - _GAP_MM)
    width = fonts.width(code, size, BOLD) / PT
    left = (leaf.width - _MARK_MM - _GAP_MM - width) / 2
    middle = half + half * 0.43
    leaf.mark(group.audience, (left + _MARK_MM / 2, middle), _MARK_MM)
    leaf.text(left + _MARK_MM + _GAP_MM, middle + size * 0.33 / PT, code, Lettering(size, BOLD))
    style = STYLE[group.audience]
    word = group.audience.label
    words = group.label if word.casefold() in group.label.casefold() else f"{group.label} · {word}"
    if not group.own_label:
        words = word
    leaf.text(leaf.width / 2, half + half * 0.78, words, Lettering(26, SEMIBOLD, style.text), align="centre", room=room)
    about = " · ".join(part for part in (pack.client, sitting.when) if part)
    top = half + half * 0.86 - 6
    leaf.cell(leaf.width / 2, top, about, Lettering(12, colour=SECONDARY, balanced=True), room, 9, align="centre")


MATERIAL = Material(
    "table-tents",
    "Table tents",
    "The code of each table, to be read from the door; fold in the middle.",
    Place.TABLE,
    pages,
    "There are no groups yet.",
)
