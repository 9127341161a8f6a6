"""Rounds without repeats from finite fields, for as many groups as a field has elements."""

from collections.abc import Sequence

POLYNOMIALS = {
    4: (2, (1, 1)),
    8: (2, (1, 1, 0)),
    9: (3, (1, 0)),
    16: (2, (1, 1, 0, 0)),
    25: (5, (2, 0)),
    27: (3, (1, 2, 0)),
}
"""Fields that are not of a prime order: the prime, and the lower terms of a polynomial that has no divisors."""
PRIMES = (5, 7, 11, 13, 17, 19, 23)


def has_field(order: int) -> bool:
    """Tell whether `positions` knows rounds of so many groups."""
    return order in PRIMES or order in POLYNOMIALS


def positions(sizes: Sequence[int], rounds: int) -> list[list[int]] | None:
    """Return the group of each position in each round so that no two positions ever meet twice.

    Position (row, column) sits in round a in group column - a x row, reckoned in the field: two positions share that
    for one a only, and those of one row never.

    Args:
        sizes: Seats in each group; they may differ by one.
        rounds: How many rounds.

    Returns:
        None where there is no field of so many groups, or the groups or rounds are too many for it.

    Source: Bose 1938, "On the application of the properties of Galois fields to the problem of construction of
        hyper-Graeco-Latin squares", Sankhya 3, p. 323.
    """
    order = len(sizes)
    if not has_field(order) or max(sizes) > order or rounds > order or max(sizes) - min(sizes) > 1:
        return None
    found = []
    for turn in range(rounds):
        seats = []
        for place in range(sum(sizes)):
            row, column = divmod(place, order)
            seats.append(_minus(order, column, _times(order, turn, row)))
        # Which groups are the larger ones changes from round to round.
        filled = sorted(range(order), key=lambda group: -seats.count(group))
        asked = sorted(range(order), key=lambda group: -sizes[group])
        name = dict(zip(filled, asked, strict=True))
        found.append([name[group] for group in seats])
    return found


def _digits(order: int, number: int) -> list[int]:
    prime, lower = POLYNOMIALS[order]
    return [number // prime**place % prime for place in range(len(lower))]


def _minus(order: int, one: int, other: int) -> int:
    if order in PRIMES:
        return (one - other) % order
    prime, _ = POLYNOMIALS[order]
    pairs = zip(_digits(order, one), _digits(order, other), strict=True)
    return sum((a - b) % prime * prime**place for place, (a, b) in enumerate(pairs))


def _times(order: int, one: int, other: int) -> int:
    if order in PRIMES:
        return one * other % order
    prime, lower = POLYNOMIALS[order]
    product = [0] * (2 * len(lower) - 1)
    for place, digit in enumerate(_digits(order, one)):
        for step, factor in enumerate(_digits(order, other)):
            product[place + step] += digit * factor
    while len(product) > len(lower):
        highest = product.pop()
        for place, term in enumerate(lower):
            product[len(product) - len(lower) + place] -= highest * term
    return sum(digit % prime * prime**place for place, digit in enumerate(product))
