"""What the columns of a list without headings hold, guessed from their contents."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster_cells import is_name
from cxfacilitator.domain.roster_columns import KNOWN_HEADINGS, Column
from cxfacilitator.domain.table import SEARCHED_ROWS, Row, known_in, plain

_LOOKED_AT = 200
_MOST = 0.8
_NOT_A_NAME = re.compile(r"[\d@/]")
_NEVER_A_HEADING = re.compile(r"\d[\d ./-]*|\S+@\S+")


def begins_with_a_record(rows: Sequence[Row]) -> bool:
    """Whether a list has no headings: none is known, and its first row holds what only records hold.

    These are figures, an e-mail address, a text that comes again below it, or a whole name in a
    list of names alone.
    """
    if len(rows) < 2 or any(known_in(row, KNOWN_HEADINGS) for row in rows[:SEARCHED_ROWS]):
        return False
    first, below = rows[0], rows[1:SEARCHED_ROWS]
    if all(row.filled == 1 for row in (first, *below)):
        return all(len(row.cell(0).split()) > 1 for row in rows[:SEARCHED_ROWS] if is_name(row.cell(0)))
    return any(
        _NEVER_A_HEADING.fullmatch(cell.strip()) or plain(cell) in {plain(row.cell(index)) for row in below}
        for index, cell in enumerate(first.cells)
        if cell.strip()
    )


def guess_columns(records: Sequence[Row], audience: Audience) -> Mapping[int, Column]:
    """Guess what the columns hold; a person sees the guess before anything is done with it.

    One column with names in it is enough. Ids are different in every row, and departments and
    sites are words that come again.
    """
    rows = records[:_LOOKED_AT]
    columns = [[row.cell(index) for row in rows] for index in range(max((len(row.cells) for row in rows), default=0))]
    found: dict[int, Column] = _names(columns)
    if not found and len(columns) == 1:
        found = {0: Column.NAME}
    customers = audience is Audience.CUSTOMERS
    wanted = [Column.SEGMENT, Column.COMPANY] if customers else [Column.DEPARTMENT, Column.SITE, Column.GRADE]
    for index, cells in enumerate(columns):
        filled = [cell for cell in cells if cell]
        if index in found or not filled:
            continue
        different = len({plain(cell) for cell in filled})
        if all(re.fullmatch(r"[A-Za-z]{0,4}[-/]?\d+", cell) for cell in filled):
            if different == len(filled) and Column.CODE not in found.values():
                found[index] = Column.CODE
        elif wanted and not any("@" in cell for cell in filled) and (different < len(filled) or len(filled) < 3):
            found[index] = wanted.pop(0)
    return found


def _names(columns: Sequence[Sequence[str]]) -> dict[int, Column]:
    """Find the first column of whole names, or else two beside each other that hold their parts."""
    for index, cells in enumerate(columns):
        if _share(cells, lambda cell: _worded(cell) and "," in cell) >= _MOST:
            return {index: Column.SURNAME_FIRST}
        whole = _share(cells, lambda cell: _worded(cell) and 2 <= len(cell.split()) <= 4)
        if whole >= _MOST and _varied(cells):
            return {index: Column.NAME}
    for index, (one, other) in enumerate(pairwise(columns)):
        if all(_share(cells, _worded) >= _MOST for cells in (one, other)) and _varied(
            [f"{first} {last}" for first, last in zip(one, other, strict=True)]
        ):
            return {index: Column.FIRST_NAME, index + 1: Column.LAST_NAME}
    return {}


def _share(cells: Sequence[str], fits: Callable[[str], bool]) -> float:
    filled = [cell for cell in cells if cell]
    return sum(map(fits, filled)) / len(filled) if filled else 0.0


def _worded(cell: str) -> bool:
    return is_name(cell) and not _NOT_A_NAME.search(cell) and len(cell) < 60


def _varied(cells: Sequence[str]) -> bool:
    """Whether hardly any cell comes again, as departments and sites do."""
    filled = [plain(cell) for cell in cells if cell]
    return len(set(filled)) >= _MOST * len(filled)
