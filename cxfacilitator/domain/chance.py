"""What chance alone would give where groups are few, in the only sentences that may be said of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.text import amount

FEWEST_SPLITS = 20
"""With fewer ways to split the groups even the most extreme of them is no rarer than one in twenty."""
AS_A_WHOLE = "Over all themes and questions, two audiences are held against random sets of the same groups:"
AS_RARE = 0.05
"""What shuffles give more seldom than this is clearly more than chance gives."""


@dataclass(frozen=True, slots=True)
class ChanceCheck:
    """How many differences are labelled likely or clear, and how many when whole sheets swap their audiences.

    Attributes:
        found: With the audiences as they are.
        expected: On average when the labels of the sheets are shuffled.
        shuffles: How often they were shuffled; 0 where fewer than two audiences have sheets.
        as_many: How many of the shuffles gave as many differences, or more.
    """

    found: int
    expected: float
    shuffles: int
    as_many: int = 0

    @property
    def sentence(self) -> str:
        """What to print beside the findings; no p-value."""
        if not self.shuffles:
            return "There is nothing yet that chance could have given as well."
        return (
            f"{amount(self.found, 'difference')} {'is' if self.found == 1 else 'are'} labelled likely or clear; "
            f"shuffled labels give {self.expected:.1f}."
        )

    @property
    def advice(self) -> str:
        """How to treat the differences where chance gives almost as many of them; empty where it does not.

        Source: the shuffles that are as extreme, each with the real one among them: Phipson & Smyth 2010, Permutation
        p-values should never be zero, Stat. Appl. Genet. Mol. Biol. 9, article 39.
        """
        if not self.found or (self.as_many + 1) / (self.shuffles + 1) <= AS_RARE:
            return ""
        return "That is hardly more than chance gives: treat differences as questions."


class Verdict(StrEnum):
    """How far apart two audiences are as a whole."""

    FURTHER_APART = "further apart than two random sets of these groups"
    NOT_CLEARLY = "not clearly further apart"
    TOO_FEW = "too few groups to say"


@dataclass(frozen=True, slots=True)
class Similarity:
    """What two audiences have in common, over all themes and questions, held against chance.

    The share itself misleads, because it is the lower the fewer the groups: two audiences of three and five groups
    that agree in everything would score one half. So it is only ever printed beside what chance gives.

    Attributes:
        common: Common ground, 0-1.
        by_chance: The range that nine in ten random sets of the same groups have; None where they are too few.
    """

    first: Audience
    second: Audience
    common: float
    by_chance: tuple[float, float] | None
    verdict: Verdict

    @property
    def sentence(self) -> str:
        """What may be said of it."""
        return f"{self.first.label} and {self.second.value}: {self.verdict.value}."


@dataclass(frozen=True)
class Weighed:
    """What chance alone would give of a comparison."""

    check: ChanceCheck
    similarities: Mapping[tuple[Audience, Audience], Similarity]

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that may be said of it."""
        whole = [each.sentence for each in self.similarities.values()]
        said = (self.check.sentence, self.check.advice, AS_A_WHOLE if whole else "", *whole)
        return tuple(each for each in said if each)
