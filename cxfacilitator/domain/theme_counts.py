"""How far the tagging has come: what people decided on each theme and, apart from it, what the machine would add."""

from collections.abc import Sequence
from dataclasses import dataclass

from cxfacilitator.domain.codebook import Theme
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import LIKELY, Suggestions
from cxfacilitator.domain.text import amount
from cxfacilitator.domain.theme_use import NO_USE, theme_use


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """One theme.

    Attributes:
        groups: Groups of which a reviewed answer has it.
        answers: Reviewed answers of groups that have it.
        comments: Reviewed answers of forms, notes and reviews that have it; never added to the others.
        guessed: Answers that nobody has reviewed and to which the machine would give it; evidence of nothing.
    """

    theme: Theme
    groups: int
    answers: int
    comments: int
    guessed: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many answers a person has decided on.

    Attributes:
        themed: Those of the reviewed answers that have a theme; a residual code is none.
    """

    answers: int
    reviewed: int
    themed: int

    @property
    def share(self) -> float:
        """The reviewed answers as a share of all, 0-1."""
        return self.reviewed / self.answers if self.answers else 0.0

    @property
    def sentence(self) -> str:
        """The same in words."""
        if not self.reviewed:
            return f"none of {amount(self.answers, 'answer')} reviewed"
        return f"{self.reviewed:,} of {self.answers:,} reviewed, {self.themed / self.reviewed:.0%} of them with a theme"


@dataclass(frozen=True, slots=True)
class ThemeCounts:
    """All themes in the order of the codebook, and how much the counts rest on."""

    themes: tuple[ThemeCount, ...]
    groups: Coverage
    comments: Coverage


def count_themes(snapshot: Snapshot, suggestions: Suggestions) -> ThemeCounts:
    """Count what has been decided, and apart from it what is suggested from `LIKELY` on."""
    use, guessed = theme_use(snapshot), suggestions.by_theme(LIKELY)
    counts = []
    for theme in snapshot.codebook.themes:
        found = use.get(theme.id, NO_USE)
        answers, comments = len(found.answers), len(found.form_answers)
        counts.append(ThemeCount(theme, found.groups, answers, comments, guessed.get(theme.id, 0)))
    return ThemeCounts(tuple(counts), _coverage(snapshot, snapshot.answers), _coverage(snapshot, snapshot.form_answers))


def _coverage(snapshot: Snapshot, answers: Sequence[Answer]) -> Coverage:
    reviewed = [answer.id for answer in answers if answer.reviewed]
    counted = {theme.id for theme in snapshot.codebook.counted}
    themed = sum(not counted.isdisjoint(snapshot.themes_of.get(answer_id, ())) for answer_id in reviewed)
    return Coverage(len(answers), len(reviewed), themed)
