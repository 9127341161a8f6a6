"""Lines of one sheet that seem to say the same: a hint for whoever types, never a reason to merge them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.text import unaccented

LIKE = 0.7
"""Two lines with at least this share of their letter pairs in common are hinted at."""

_SMALL_WORDS = frozenset(
    "a an and are as at be been but by do for from get has have i in into is it its more of on or our so than that "
    "the their them there they this to too us very was we were when which who will with you your".split()
)
_WORD = re.compile(r"[^\W_]+")


def find_near(lines: Sequence[Answer]) -> Mapping[AnswerId, AnswerId]:
    """Return for each line that is like an earlier one the first such line.

    Args:
        lines: One sheet's, in sheet order.

    Source:
        Adamson, Boreham (1974), The use of an association measure based on character structure to identify
        semantically related pairs of words and document titles, eq. 1: twice the letter pairs in common over all.
    """
    found: dict[AnswerId, AnswerId] = {}
    for place, line in enumerate(lines):
        for earlier in lines[:place]:
            if are_near(earlier.text, line.text):
                found[line.id] = earlier.id
                break
    return found


def are_near(one: str, other: str) -> bool:
    """Whether two texts seem to say the same, whatever the order of their words.

    >>> are_near("Crews are friendly", "friendly crew"), are_near("queue for the ramp", "queue for the tea")
    (True, False)
    """
    pairs, others = _pairs(one), _pairs(other)
    whole = len(pairs) + len(others)
    # The shorter text bounds what they can have in common.
    if not whole or 2 * min(len(pairs), len(others)) < LIKE * whole:
        return False
    return 2 * len(pairs & others) >= LIKE * whole


@lru_cache(maxsize=512)
def _pairs(text: str) -> frozenset[tuple[str, int]]:
    """The letter pairs of the words that carry the meaning; a pair's second appearance is another pair."""
    words = _WORD.findall(unaccented(text))
    telling = [word for word in words if word not in _SMALL_WORDS] or words
    counted = Counter(word[at : at + 2] for word in telling for at in range(max(1, len(word) - 1)))
    return frozenset((pair, number) for pair, count in counted.items() for number in range(count))
