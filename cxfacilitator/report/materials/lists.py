"""Find your table: who sits where, by group and by surname, for the door and the wall."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.roster import Participant
from cxfacilitator.report.charts.style import INK, RULE, SECONDARY, STYLE
from cxfacilitator.report.fonts import SEMIBOLD
from cxfacilitator.report.materials.leaf import SAFE_MM, Leaf, Lettering, Page
from cxfacilitator.report.materials.material import Material, Place
from cxfacilitator.report.materials.pack import Pack, Sitting, Table, listed_name, name_of

EDGE_MM = 18.0
COLUMNS = 3
_GAP = 7.0
_TOP = 46.0
_HEADING, _NAME, _AFTER = 8.2, 5.6, 5.0
_MOST_PEOPLE = 40
"""A table of more people than a column is high goes on in the next one."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A table's heading with some of its names."""

    group: Group
    people: tuple[Participant, ...]
    continued: bool = False

    @property
    def height(self) -> float:
        return _HEADING + _NAME * len(self.people) + _AFTER


def head(leaf: Leaf, title: str, sitting: Sitting, pack: Pack) -> None:
    """Draw the head of a page for the door or the wall: title, sitting, client."""
    leaf.mark(sitting.audience, (EDGE_MM + 5.5, 22.5), 12)
    room = leaf.width - 2 * EDGE_MM - 18
    leaf.text(EDGE_MM + 16, 25.6, title, Lettering(26, SEMIBOLD), room=room)
    leaf.text(EDGE_MM, 36, sitting.title, Lettering(11, SEMIBOLD, STYLE[sitting.audience].text), room=room + 18)
    leaf.text(EDGE_MM, 36 + 5, pack.client, Lettering(9.5, colour=SECONDARY), room=room + 18)


def pages_by_group(pack: Pack) -> list[Page]:
    """Return the lists by group, three columns a page, every sitting on pages of its own."""
    found = []
    for sitting in pack.sittings:
        blocks = [block for table in sitting.tables if table.people for block in _blocks(table)]
        height = pack.long_mm - _TOP - SAFE_MM - 8
        for columns in _in_columns(blocks, height):
            found.append(Page(partial(_draw_groups, pack=pack, sitting=sitting, columns=columns)))
    return found


def _blocks(table: Table) -> list[_Block]:
    people = table.people
    return [_Block(table.group, people[at : at + _MOST_PEOPLE], at > 0) for at in range(0, len(people), _MOST_PEOPLE)]


def _in_columns(blocks: Iterable[_Block], height: float) -> list[list[list[_Block]]]:
    """Fill columns from the top, three a page; a table is never divided."""
    columns: list[list[_Block]] = []
    left = 0.0
    for block in blocks:
        if not columns or block.height - _AFTER > left:
            columns.append([])
            left = height
        columns[-1].append(block)
        left -= block.height
    return [columns[at : at + COLUMNS] for at in range(0, len(columns), COLUMNS)]


def _column_width(leaf: Leaf) -> float:
    return (leaf.width - 2 * EDGE_MM - (COLUMNS - 1) * _GAP) / COLUMNS


def _draw_groups(leaf: Leaf, pack: Pack, sitting: Sitting, columns: Sequence[Sequence[_Block]]) -> None:
    head(leaf, "Find your table", sitting, pack)
    width = _column_width(leaf)
    for place, blocks in enumerate(columns):
        x, y = EDGE_MM + place * (width + _GAP), _TOP
        for block in blocks:
            group = block.group
            leaf.line((x, y), (x + width, y), INK, 0.8)
            leaf.mark(group.audience, (x + 2.6, y + 4.6), 5.0)
            after = x + 7.5 + leaf.text(x + 7.5, y + 6.2, group.code, Lettering(13, SEMIBOLD), room=width * 0.5) + 2.5
            label = f"{group.label}, continued" if block.continued else group.label
            if label != group.code:
                leaf.text(after, y + 6.2, label, Lettering(10, colour=SECONDARY), room=x + width - after)
            for row, person in enumerate(block.people):
                base = y + _HEADING + _NAME * (row + 1) - 1.4
                leaf.text(x, base, name_of(person), Lettering(11), room=width)
            y += block.height


def pages_by_surname(pack: Pack) -> list[Page]:
    """Return the lists by surname, three columns a page, every sitting on pages of its own."""
    found = []
    for sitting in pack.sittings:
        people = [person for person in sitting.people if person.id in sitting.table_of]
        rows = int((pack.long_mm - _TOP - SAFE_MM - 8) / _NAME)
        # The last page has columns of one length rather than one full column and a stump.
        for at in range(0, len(people), rows * COLUMNS):
            here = people[at : at + rows * COLUMNS]
            found.append(Page(partial(_draw_surnames, pack=pack, sitting=sitting, people=here)))
    return found


def _draw_surnames(leaf: Leaf, pack: Pack, sitting: Sitting, people: Sequence[Participant]) -> None:
    head(leaf, "Find your table", sitting, pack)
    width = _column_width(leaf)
    rows = -(-len(people) // COLUMNS)
    for place, person in enumerate(people):
        x, y = EDGE_MM + place // rows * (width + _GAP), _TOP + place % rows * _NAME
        group = sitting.table_of[person.id]
        taken = leaf.text(x + width, y + 4.1, group.code, Lettering(11, SEMIBOLD), align="right", room=width * 0.3)
        leaf.text(x, y + 4.1, listed_name(person), Lettering(11), room=width - taken - 3)
        leaf.line((x, y + _NAME), (x + width, y + _NAME), RULE, 0.4)


def moves_of(sitting: Sitting) -> list[tuple[Participant, str, str]]:
    """Return who sits at another table than was announced: the person, that table and the new one."""
    return [
        (person, person.announced, sitting.table_of[person.id].label)
        for person in sitting.people
        if person.id in sitting.table_of and person.announced and person.announced != sitting.table_of[person.id].label
    ]


_MOVE = 11.0


def pages_of_moves(pack: Pack) -> list[Page]:
    """Return the list of those who sit elsewhere than announced; without any, there is no page."""
    found = []
    for sitting in pack.sittings:
        rows = int((pack.long_mm - _TOP - SAFE_MM - 8) / _MOVE)
        moves = moves_of(sitting)
        for at in range(0, len(moves), rows):
            found.append(Page(partial(_draw_moves, pack=pack, sitting=sitting, moves=moves[at : at + rows])))
    return found


def _draw_moves(leaf: Leaf, pack: Pack, sitting: Sitting, moves: Sequence[tuple[Participant, str, str]]) -> None:
    head(leaf, "Please move", sitting, pack)
    middle, right = EDGE_MM + (leaf.width - 2 * EDGE_MM) * 0.52, leaf.width - EDGE_MM
    room = (right - middle) / 2 - 5
    for row, (person, old, new) in enumerate(moves):
        y = _TOP + row * _MOVE
        leaf.text(EDGE_MM, y + 7, listed_name(person), Lettering(15, SEMIBOLD), room=middle - EDGE_MM - 4)
        leaf.text(middle, y + 7, old, Lettering(13, colour=SECONDARY), room=room)
        leaf.text(middle + room + 5, y + 7, "→", Lettering(15, colour=SECONDARY), align="centre")
        leaf.text(middle + room + 10, y + 7, new, Lettering(15, SEMIBOLD), room=room)
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
