"""How far two people who tagged the same answers agree: counts first, and two published figures beside them."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from cxfacilitator.domain.codebook import Theme
from cxfacilitator.domain.doubles import Double, doubles, open_disagreements
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.second_tagger import SecondTagger
from cxfacilitator.domain.snapshot import Snapshot

FEW_ANSWERS = 50
"""With fewer answers that both decided on, one answer alone moves the share of equal ones by more than two points."""
FEW_OF_A_THEME = 10
"""A theme that the two gave to fewer answers rests on few."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Agreement beyond chance: 1 is agreement on every answer, 0 is what chance alone would give.

    Both are None where both people always decided the same one thing, so that chance says nothing.

    Attributes:
        kappa: Cohen's kappa.
        alpha: Krippendorff's alpha for names.
    """

    kappa: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class ThemeAgreement:
    """One theme, given or not, by both people.

    Attributes:
        both: Answers to which both gave it.
        mine: Those to which only the first person did.
        theirs: Those to which only the second person did.
    """

    theme: Theme
    both: int
    mine: int
    theirs: int
    figures: Figures

    @property
    def few(self) -> bool:
        """Whether so few answers have it that its figures say little."""
        return self.both + self.mine + self.theirs < FEW_OF_A_THEME


@dataclass(frozen=True)
class Agreement:
    """How far a second person agrees with the first, on the answers that both decided on.

    Attributes:
        sheets: Sheets of groups on which these answers are; `all_sheets` have answers.
        forms: Forms, notes and reviews on which they are.
        same_main: Answers with the same main theme.
        same_themes: Answers with the same themes.
        themes: Those that either gave, in the codebook's order.
        main: The figures for the main theme.
    """

    tagger: SecondTagger
    doubles: tuple[Double, ...]
    sheets: int
    all_sheets: int
    forms: int
    same_main: int
    same_themes: int
    themes: tuple[ThemeAgreement, ...]
    main: Figures

    @property
    def answers(self) -> int:
        """On how many answers both decided."""
        return len(self.doubles)

    @property
    def settled(self) -> int:
        """How many answers both have looked at together since."""
        return sum(double.settled for double in self.doubles)

    @property
    def different(self) -> tuple[Double, ...]:
        """The answers on which the two differ and which nobody has settled."""
        return open_disagreements(self.doubles)

    @property
    def few(self) -> bool:
        """Whether the answers are so few that one more or less moves the figures."""
        return self.answers < FEW_ANSWERS


def agree(snapshot: Snapshot, tagger: SecondTagger) -> Agreement:
    """Compare a second person's tags with those that the first had given before."""
    found = doubles(snapshot, tagger)
    sources = {GroupId(double.answer.group_id) for double in found}
    return Agreement(
        tagger,
        found,
        sum(source in snapshot.group for source in sources),
        sum(group.id in snapshot.answers_of for group in snapshot.groups),
        sum(source in snapshot.form for source in sources),
        sum(double.same_main for double in found),
        sum(double.same_themes for double in found),
        tuple(
            _of_theme(found, theme)
            for theme in snapshot.codebook.themes
            if any(theme.id in (*double.mine, *double.theirs) for double in found)
        ),
        figures([(double.mine[:1], double.theirs[:1]) for double in found]),
    )


def _of_theme(found: Sequence[Double], theme: Theme) -> ThemeAgreement:
    given = [(theme.id in double.mine, theme.id in double.theirs) for double in found]
    counts = Counter(given)
    return ThemeAgreement(theme, counts[True, True], counts[True, False], counts[False, True], figures(given))


def figures(pairs: Sequence[tuple[Hashable, Hashable]]) -> Figures:
    """Return both figures of what the first and the second person decided on each answer."""
    return Figures(cohens_kappa(pairs), krippendorffs_alpha(pairs))


def cohens_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return by how much two people agree beyond chance, 1 for always; None where chance alone would make it so.

    Args:
        pairs: What the first and the second person decided on each answer.

    Source:
        Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20(1),
        eq. 1: (p_o - p_c) / (1 - p_c).

    >>> cohens_kappa([(1, 1), (1, 1), (0, 0), (0, 1)])
    0.5
    >>> cohens_kappa([(1, 1), (1, 1)]) is None
    True
    """
    number = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    # In whole numbers, so that what chance alone would give is told from what is nearly that.
    chance = sum(times * second[decision] for decision, times in first.items())
    if chance == number * number:
        return None
    same = sum(one == other for one, other in pairs)
    return (same * number - chance) / (number * number - chance)


def krippendorffs_alpha(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Return by how much two people agree beyond chance, 1 for always; None where chance alone would make it so.

    Unlike kappa it takes the decisions of both people together for what chance would draw from, and few answers into
    account.

    Args:
        pairs: What the first and the second person decided on each answer.

    Source:
        Krippendorff (2011), Computing Krippendorff's alpha-reliability, section B: nominal data, two observers, no
        missing data.

    >>> round(krippendorffs_alpha(list(zip("aabbdcccedda", "babbbccceddd"))), 3)
    0.692
    """
    decided = Counter(decision for pair in pairs for decision in pair)
    number = 2 * len(pairs)
    unlike = number * number - sum(times * times for times in decided.values())
    if not unlike:
        return None
    return 1 - (number - 1) * 2 * sum(one != other for one, other in pairs) / unlike
