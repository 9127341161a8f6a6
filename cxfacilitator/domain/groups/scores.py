"""How well a seating is mixed, on a scale that a facilitator can read.

100 is as even as whole people allow, 0 is what drawing lots gives. A trait of which everybody, or nobody, has the
same value has no score: nothing could be better or worse.
"""

from collections.abc import Mapping, Sequence

from cxfacilitator.domain.groups.problem import MILLION, Problem
from cxfacilitator.domain.groups.rules import Mode

WORTH_A_SCORE = 1000
"""Best and lots must differ by more than one part in so many; only rounding separates them otherwise."""


def lots(measure: Problem, trait: int) -> int:
    """Return what the mixing of a trait costs on average when people are drawn by lot."""
    asked = measure.request.traits[trait]
    price = MILLION * asked.weight
    if asked.mode is Mode.MIX:
        return price
    # Unlike pairs are counted as all pairs less the alike ones; only the latter are priced by the features.
    people = len(measure.people)
    alike = sum(len(f.members) * (len(f.members) - 1) for f in measure.features if f.trait == trait)
    return -price * alike // (people * (people - 1) - alike)


def trait_scores(measure: Problem, seats: Sequence[int]) -> Mapping[int, int]:
    """Return the score of each trait that has one, by its place in the request: 100 at best, 0 like drawing lots."""
    found = {}
    for trait, bound in measure.trait_bounds.items():
        by_lot = lots(measure, trait)
        if (by_lot - bound) * WORTH_A_SCORE > MILLION * measure.request.traits[trait].weight:
            found[trait] = max(0, 100 * (by_lot - measure.trait_value(trait, seats)) // (by_lot - bound))
    return found
