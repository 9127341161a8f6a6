"""Where the cursor goes: never onto the head of a band, and with Ctrl to the next audience or family."""

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView

from cxfacilitator.domain.matrix_layout import Column, Row, RowKind

Move = QAbstractItemView.CursorAction


def moved_down(move: Move, far: bool, rows: Sequence[Row], row: int, page: int) -> int:
    """Return the row that a move leads to.

    Args:
        far: To the first row of the audience before or after, or to the first or the last row of all.
        row: Where the cursor is; -1 where it is nowhere yet.
        page: How many rows a page is.
    """
    places = [number for number, each in enumerate(rows) if each.kind is not RowKind.BAND]
    if row < 0:
        return places[0]
    at, last = places.index(row), len(places) - 1
    totals = next(n for n, number in enumerate(places) if rows[number].kind is RowKind.TOTAL)
    firsts = [n for n, number in enumerate(places) if n == totals or rows[number - 1].kind is RowKind.BAND]
    match move:
        case Move.MoveUp:
            at = _before(firsts, at) if far else at - 1
        case Move.MoveDown:
            at = _after(firsts, at, last) if far else at + 1
        case Move.MovePageUp:
            at -= page
        case Move.MovePageDown:
            at += page
        case Move.MoveHome if far:
            at = 0
        case Move.MoveEnd if far:
            at = last
    return places[min(max(at, 0), last)]


def moved_across(move: Move, far: bool, columns: Sequence[Column], column: int) -> int:
    """Return the column that a move leads to; far, it is the first of the family before or after."""
    last = len(columns) - 1
    firsts = [n for n in range(len(columns)) if n == 0 or columns[n].family != columns[n - 1].family]
    match move:
        case Move.MoveLeft | Move.MovePrevious:
            column = _before(firsts, column) if far else column - 1
        case Move.MoveRight | Move.MoveNext:
            column = _after(firsts, column, last) if far else column + 1
        case Move.MoveHome:
            column = 0
        case Move.MoveEnd:
            column = last
    return min(max(column, 0), last)


def _before(firsts: Sequence[int], at: int) -> int:
    return max((first for first in firsts if first < at), default=0)


def _after(firsts: Sequence[int], at: int, last: int) -> int:
    return min((first for first in firsts if first > at), default=last)
