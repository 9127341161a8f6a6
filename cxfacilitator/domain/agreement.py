"""How far two people who tagged the same answers agree: counts first, and two published figures beside them."""

from collections import Counter
from collections.abc import Hashable, Mapping
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

Table = Mapping[tuple[Hashable, Hashable], int]
"""How often the first person decided on one thing and the second on another, or on the same."""


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
    mine = Counter(theme for double in found for theme in double.mine)
    theirs = Counter(theme for double in found for theme in double.theirs)
    both = Counter(theme for double in found for theme in double.mine if theme in double.theirs)
    return Agreement(
        tagger,
        found,
        sum(source in snapshot.group for source in sources),
        sum(group.id in snapshot.answers_of for group in snapshot.groups),
        sum(source in snapshot.form for source in sources),
        sum(double.same_main for double in found),
        sum(double.same_themes for double in found),
        tuple(
            _of_theme(theme, both[theme.id], mine[theme.id], theirs[theme.id], len(found))
            for theme in snapshot.codebook.themes
            if mine[theme.id] or theirs[theme.id]
        ),
        figures(Counter((double.mine[:1], double.theirs[:1]) for double in found)),
    )


def _of_theme(theme: Theme, both: int, mine: int, theirs: int, answers: int) -> ThemeAgreement:
    neither = answers - mine - theirs + both
    table: Table = {
        (True, True): both,
        (True, False): mine - both,
        (False, True): theirs - both,
        (False, False): neither,
    }
    return ThemeAgreement(theme, both, mine - both, theirs - both, figures(table))


def figures(table: Table) -> Figures:
    """Return both figures of how often the first and the second person decided on what."""
    return Figures(cohens_kappa(table), krippendorffs_alpha(table))


def cohens_kappa(table: Table) -> float | None:
    """Return by how much two people agree beyond chance, 1 for always; None where chance alone would make it so.

    Source:
        Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20(1),
        eq. 1: (p_o - p_c) / (1 - p_c).

    >>> cohens_kappa({("yes", "yes"): 2, ("no", "no"): 1, ("no", "yes"): 1})
    0.5
    >>> cohens_kappa({("yes", "yes"): 4}) is None
    True
    """
    number = sum(table.values())
    first, second = _sums(table)
    # In whole numbers, so that what chance alone would give is told from what is nearly that.
    chance = sum(times * second[decision] for decision, times in first.items())
    if chance == number * number:
        return None
    same = sum(times for (one, other), times in table.items() if one == other)
    return (same * number - chance) / (number * number - chance)


def krippendorffs_alpha(table: Table) -> float | None:
    """Return by how much two people agree beyond chance, 1 for always; None where chance alone would make it so.

    Unlike kappa it takes the decisions of both people together for what chance would draw from, and takes into account
    that they are few.

    Source:
        Krippendorff (2011), Computing Krippendorff's alpha-reliability, section B: nominal data, two observers, no
        missing data.

    >>> round(krippendorffs_alpha(Counter(zip("aabbdcccedda", "babbbccceddd", strict=True))), 3)
    0.692
    """
    first, second = _sums(table)
    number = 2 * sum(table.values())
    unlike = number * number - sum(times * times for times in (first + second).values())
    if not unlike:
        return None
    return 1 - (number - 1) * 2 * sum(times for (one, other), times in table.items() if one != other) / unlike


def _sums(table: Table) -> tuple[Counter[Hashable], Counter[Hashable]]:
    """How often the first and the second person decided on each thing."""
    first, second = Counter[Hashable](), Counter[Hashable]()
    for (one, other), times in table.items():
        first[one] += times
        second[other] += times
    return first, second
