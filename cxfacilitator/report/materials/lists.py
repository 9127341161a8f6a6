"""Find your table: who sits where, by group and by surname, for the door and the wall."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.roster import Participant
from cxfacilitator.report import fonts
from cxfacilitator.report.charts.style import INK, RULE, SECONDARY, STYLE
from cxfacilitator.report.fonts import SEMIBOLD
from cxfacilitator.report.materials.leaf import SAFE_MM, Leaf, Page
from cxfacilitator.report.materials.lettering import PT, Lettering, fitted
from cxfacilitator.report.materials.material import Material, Place
from cxfacilitator.report.materials.pack import Pack, Sitting, Table, listed_name, name_of

EDGE_MM = 18.0
COLUMNS, FEWEST_COLUMNS = 3, 2
_GAP = 7.0
_TOP = 46.0
_HEADING, _NAME, _AFTER = 8.2, 5.6, 5.0
_SCALES = (1.6, 1.45, 1.3, 1.15, 1.0)
"""How much larger than the smallest a list may be set."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A table's heading with some of its names; `scale` is how much larger than usual it is set."""

    group: Group
    people: tuple[Participant, ...]
    continued: bool
    scale: float

    @property
    def height(self) -> float:
        return (_HEADING + _NAME * len(self.people)) * self.scale + _AFTER


def head(leaf: Leaf, title: str, sitting: Sitting, pack: Pack) -> None:
    """Draw the head of a page for the door or the wall: title, sitting, client."""
    room = leaf.width - 2 * EDGE_MM
    x = leaf.mark_from(sitting.audience, EDGE_MM, 22.5, 12) + 5
    leaf.text(x, 25.6, title, Lettering(26, SEMIBOLD), room=EDGE_MM + room - x)
    leaf.text(EDGE_MM, 36, sitting.title, Lettering(11, SEMIBOLD, STYLE[sitting.audience].text), room=room)
    leaf.text(EDGE_MM, 41, pack.client, Lettering(9.5, colour=SECONDARY), room=room)


def pages_by_group(pack: Pack) -> list[Page]:
    """Return the lists by group, three columns a page, every sitting on pages of its own."""
    found = []
    for sitting in pack.sittings:
        height = _room(pack)
        # As large as the fewest pages allow: it is read standing, by several people at once.
        settings = [_columns_of(sitting, scale, height) for scale in _SCALES]
        fewest = min(_pages(columns) for columns in settings)
        columns = next(columns for columns in settings if _pages(columns) == fewest)
        for at in range(0, len(columns), COLUMNS):
            here = columns[at : at + COLUMNS]
            wide = min(COLUMNS, max(FEWEST_COLUMNS, len(columns)))
            found.append(Page(partial(_draw_groups, pack=pack, sitting=sitting, columns=here, wide=wide)))
    return found


def _room(pack: Pack) -> float:
    return pack.long_mm - _TOP - SAFE_MM - 6


def _columns_of(sitting: Sitting, scale: float, height: float) -> list[list[_Block]]:
    return _in_columns([block for table in sitting.tables for block in _blocks(table, scale, height)], height)


def _pages(columns: Sequence[Sequence[_Block]]) -> int:
    return -(-len(columns) // COLUMNS)


def _blocks(table: Table, scale: float, height: float) -> list[_Block]:
    """A table in one piece, or in as many as it needs when it is higher than a column."""
    most = max(1, int((height / scale - _HEADING) / _NAME))
    people = table.people
    return [_Block(table.group, people[at : at + most], at > 0, scale) for at in range(0, len(people), most)]


def _in_columns(blocks: Iterable[_Block], height: float) -> list[list[_Block]]:
    """Fill columns from the top; a block is never divided."""
    columns: list[list[_Block]] = []
    left = 0.0
    for block in blocks:
        if not columns or block.height - _AFTER > left:
            columns.append([])
            left = height
        columns[-1].append(block)
        left -= block.height
    return columns


def _column_width(leaf: Leaf, columns: int) -> float:
    return (leaf.width - 2 * EDGE_MM - (columns - 1) * _GAP) / columns


def _draw_groups(leaf: Leaf, pack: Pack, sitting: Sitting, columns: Sequence[Sequence[_Block]], wide: int) -> None:
    head(leaf, "Find your table", sitting, pack)
    width = _column_width(leaf, wide)
    for place, blocks in enumerate(columns):
        x, y = EDGE_MM + place * (width + _GAP), _TOP
        for block in blocks:
            _draw_block(leaf, block, x, y, width)
            y += block.height


def _draw_block(leaf: Leaf, block: _Block, x: float, y: float, width: float) -> None:
    group, scale = block.group, block.scale
    leaf.line((x, y), (x + width, y), INK, 0.8)
    base = y + 6.2 * scale
    after = leaf.mark_from(group.audience, x, base - 1.6 * scale, 4.6 * scale) + 2 * scale
    after += leaf.text(after, base, group.code, Lettering(13 * scale, SEMIBOLD), room=width * 0.45) + 2.5
    label = f"{group.label}, continued" if block.continued else group.label
    if label != group.code:
        look = Lettering(10 * scale, colour=SECONDARY)
        leaf.cell(after, base - 6 * scale, label, look, x + width - after, 8.5 * scale)
    for row, person in enumerate(block.people, 1):
        top = y + (_HEADING + _NAME * (row - 1)) * scale
        leaf.cell(x, top, name_of(person), Lettering(11 * scale), width, _NAME * scale)


def pages_by_surname(pack: Pack) -> list[Page]:
    """Return the lists by surname, three columns a page, every sitting on pages of its own."""
    found = []
    for sitting in pack.sittings:
        people = [person for person in sitting.people if person.id in sitting.table_of]
        few = len(people) <= int(_room(pack) / (_NAME * _SCALES[0])) * FEWEST_COLUMNS
        columns = FEWEST_COLUMNS if few else COLUMNS
        pages = -(-len(people) // (int(_room(pack) / _NAME) * columns))
        # Pages and columns of one length, and rows as high as the page allows.
        rows = -(-len(people) // max(1, pages * columns))
        most = max(1, rows * columns)
        for at in range(0, len(people), most):
            here = people[at : at + most]
            row = min(_NAME * _SCALES[0], _room(pack) / rows)
            draw = partial(_draw_surnames, pack=pack, sitting=sitting, people=here, columns=columns, row_mm=row)
            found.append(Page(draw))
    return found


def _draw_surnames(
    leaf: Leaf, pack: Pack, sitting: Sitting, people: Sequence[Participant], columns: int, row_mm: float
) -> None:
    head(leaf, "Find your table", sitting, pack)
    width = _column_width(leaf, columns)
    rows = -(-len(people) // columns)
    size = 11 * row_mm / _NAME
    for place, person in enumerate(people):
        x, y = EDGE_MM + place // rows * (width + _GAP), _TOP + place % rows * row_mm
        base = y + row_mm / 2 + size * 0.32 / PT
        code, code_size = fitted(sitting.table_of[person.id].code, Lettering(size, SEMIBOLD), width * 0.3)
        taken = fonts.width(code, code_size, SEMIBOLD) / PT
        leaf.cell(x, y, listed_name(person), Lettering(size), width - taken - 3, row_mm)
        leaf.text(x + width, base, code, Lettering(code_size, SEMIBOLD), align="right")
        leaf.line((x, y + row_mm), (x + width, y + row_mm), RULE, 0.4)


def called(group: Group) -> str:
    """Return what a table is looked for by: the code on its tent, and its label."""
    return f"{group.code} · {group.own_label}" if group.own_label else group.code


def moves_of(sitting: Sitting) -> list[tuple[Participant, str, str]]:
    """Return who sits at another table than was announced: the person, that table and what the new one is called."""
    return [
        (person, person.announced, called(sitting.table_of[person.id]))
        for person in sitting.people
        if person.id in sitting.table_of and person.announced and person.announced != sitting.table_of[person.id].label
    ]


_MOVE = 11.0


def pages_of_moves(pack: Pack) -> list[Page]:
    """Return the list of those who sit elsewhere than announced; without any, there is no page."""
    found = []
    for sitting in pack.sittings:
        rows = int(_room(pack) / _MOVE)
        moves = moves_of(sitting)
        for at in range(0, len(moves), rows):
            found.append(Page(partial(_draw_moves, pack=pack, sitting=sitting, moves=moves[at : at + rows])))
    return found


def _draw_moves(leaf: Leaf, pack: Pack, sitting: Sitting, moves: Sequence[tuple[Participant, str, str]]) -> None:
    head(leaf, "Please move", sitting, pack)
    middle, right = EDGE_MM + (leaf.width - 2 * EDGE_MM) * 0.44, leaf.width - EDGE_MM
    room = (right - middle) / 2 - 5
    for row, (person, old, new) in enumerate(moves):
        y = _TOP + row * _MOVE
        leaf.cell(EDGE_MM, y, listed_name(person), Lettering(15, SEMIBOLD), middle - EDGE_MM - 4, _MOVE)
        leaf.cell(middle, y, old, Lettering(13, colour=SECONDARY), room, _MOVE)
        leaf.text(middle + room + 5, y + _MOVE / 2 + 1.7, "→", Lettering(15, colour=SECONDARY), align="centre")
        leaf.cell(middle + room + 10, y, new, Lettering(15, SEMIBOLD), room, _MOVE)
        leaf.line((EDGE_MM, y + _MOVE), (right, y + _MOVE), RULE, 0.5)


_NO_GROUPS = "Nobody has a table yet."
BY_GROUP = Material(
    "lists-by-group",
    "Table lists by group",
    "Who sits at which table; for the wall, and for the day when the projector fails.",
    Place.WALL,
    pages_by_group,
    _NO_GROUPS,
)
BY_SURNAME = Material(
    "lists-by-surname",
    "Table lists by surname",
    "Everybody finds their own name first; for the door.",
    Place.DOOR,
    pages_by_surname,
    _NO_GROUPS,
)
MOVES = Material(
    "moves",
    "Please move",
    "Only those whose table is another one than they were told, from and to.",
    Place.DOOR,
    pages_of_moves,
    "Nobody moves: everybody sits where they were told, or no table has been told yet.",
)
