"""What an idea's score is made of, and what each part of it counts for."""

import random
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache


class ScorePart(StrEnum):
    """A part of an idea's score; all of them come from the sheets, none from anybody's judgement."""

    REACH = "reach"
    """How many groups ask for it; customers count double."""
    PAIN = "pain"
    """How many customer groups ask to improve what it is about."""
    BREADTH = "breadth"
    """How many of the audiences ask for it."""
    RIVAL = "rival"
    """How many groups see others do it better, and say that it matters to customers."""


DEFAULT_WEIGHTS: Mapping[ScorePart, float] = {
    ScorePart.REACH: 0.4,
    ScorePart.PAIN: 0.3,
    ScorePart.BREADTH: 0.2,
    ScorePart.RIVAL: 0.1,
}
"""Those of an engagement for which nobody has changed them."""

WEIGHTINGS = 500
_CONCENTRATION = 20
_SEED = 1


def shares(weights: Mapping[ScorePart, float]) -> tuple[float, ...]:
    """Return what each part counts for, so that all add up to 1.

    >>> shares({ScorePart.REACH: 2, ScorePart.PAIN: 1, ScorePart.BREADTH: 1, ScorePart.RIVAL: 0})
    (0.5, 0.25, 0.25, 0.0)
    """
    whole = sum(weights.values())
    # Rounded, so that weights that are all twice as large give the same weightings to the last digit.
    return tuple(round(weights[part] / whole, 12) for part in ScorePart)


@lru_cache(maxsize=8)
def weightings(shares: tuple[float, ...]) -> tuple[tuple[float, ...], ...]:
    """Return weightings like this one, drawn from a Dirichlet distribution around it; always the same ones.

    A part that counts for nothing counts for nothing in all of them.

    Source:
        Devroye (1986), Non-Uniform Random Variate Generation, chapter XI, theorem 4.1: gamma variates over their sum.
    """
    chance = random.Random(_SEED)
    found = []
    for _ in range(WEIGHTINGS):
        drawn = [chance.gammavariate(_CONCENTRATION * share, 1) if share > 0 else 0.0 for share in shares]
        whole = sum(drawn)
        found.append(tuple(number / whole for number in drawn))
    return tuple(found)
