"""Give groups the numbers that most of their people know already."""

from collections.abc import Sequence


def best_match(known: Sequence[Sequence[int]]) -> list[int | None]:
    """Return for each row its own column so that the known entries picked add up to the most.

    Args:
        known: Rows of the same length, at least 0 each.

    Returns:
        A column for each row, none of them twice; None for rows beyond the number of columns.

    Source: Kuhn (1955), The Hungarian method for the assignment problem; with shortest augmenting paths as in
        Jonker & Volgenant (1987).
    """
    import numpy as np

    rows, columns = len(known), len(known[0]) if known else 0
    size = max(rows, columns)
    cost = np.zeros((size + 1, size + 1), dtype=np.int64)
    if rows and columns:
        cost[1 : rows + 1, 1 : columns + 1] = -np.array(known, dtype=np.int64)
    of_row, of_column = np.zeros(size + 1, dtype=np.int64), np.zeros(size + 1, dtype=np.int64)
    taken, way = np.zeros(size + 1, dtype=np.int64), np.zeros(size + 1, dtype=np.int64)
    for row in range(1, size + 1):
        taken[0], column = row, 0
        slack, seen = np.full(size + 1, 2**60), np.zeros(size + 1, dtype=bool)
        while taken[column]:
            seen[column] = True
            reduced = cost[taken[column]] - of_row[taken[column]] - of_column
            better = (reduced < slack) & ~seen
            slack[better], way[better] = reduced[better], column
            after = int(np.where(seen, 2**61, slack)[1:].argmin()) + 1
            step = slack[after]
            of_row[taken[seen]] += step
            of_column[seen] -= step
            slack[~seen] -= step
            column = after
        while column:
            taken[column] = taken[way[column]]
            column = int(way[column])
    found: list[int | None] = [None] * rows
    for column in range(1, columns + 1):
        if taken[column] <= rows:
            found[taken[column] - 1] = column - 1
    return found
