"""Answers on which two people have decided, each without the other, and how they settle what differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.second_tagger import SecondTagger
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import MOST_THEMES


@dataclass(frozen=True, slots=True)
class Double:
    """An answer on which two people have decided.

    Attributes:
        mine: The first person's themes as they were before the two were compared.
        theirs: The second person's.
        now: The themes that the answer has now.
        settled: Both have looked at it together.
    """

    answer: Answer
    mine: tuple[ThemeId, ...]
    theirs: tuple[ThemeId, ...]
    now: tuple[ThemeId, ...]
    settled: bool = False

    @property
    def same_main(self) -> bool:
        """Whether both gave it the same main theme, or both none."""
        return self.mine[:1] == self.theirs[:1]

    @property
    def same_themes(self) -> bool:
        """Whether both gave it the same themes, in whatever order."""
        return set(self.mine) == set(self.theirs)

    @property
    def differs(self) -> bool:
        """Whether it has other themes now than the second person gave it, and nobody has settled that."""
        return not self.settled and (self.now[:1] != self.theirs[:1] or set(self.now) != set(self.theirs))


class Settling(StrEnum):
    """Whose themes an answer gets once both have looked at it together."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


def doubles(snapshot: Snapshot, tagger: SecondTagger) -> tuple[Double, ...]:
    """Return the answers that both people have decided on, in sheet order; what is in the parking lot is left out."""
    known = snapshot.codebook.by_id
    reviews = {review.answer_id: review for review in tagger.reviews}
    found = []
    for answer in snapshot.to_review:
        review = reviews.get(answer.id)
        if review is None or not (answer.reviewed or answer.id in tagger.before):
            continue
        now = snapshot.themes_of.get(answer.id, ())
        mine = tuple(theme for theme in tagger.before.get(answer.id, now) if theme in known)
        found.append(Double(answer, mine, review.themes, now, review.settled))
    return tuple(found)


def settled_themes(double: Double, settling: Settling) -> tuple[ThemeId, ...]:
    """Return the themes that an answer gets, the main one first; of both people's, those that it has now lead.

    Raises:
        CxError: Together they are more than an answer can have.
    """
    match settling:
        case Settling.MINE:
            return double.now
        case Settling.THEIRS:
            return double.theirs
    together = tuple(dict.fromkeys((*double.now, *double.theirs)))
    if len(together) > MOST_THEMES:
        raise CxError(
            f"{double.answer.ref} would have {len(together)} themes, and an answer has at most {MOST_THEMES}. "
            "Choose which ones."
        )
    return together


def open_disagreements(found: Iterable[Double], theme_id: ThemeId | None = None) -> tuple[Double, ...]:
    """Return those on which the two differ and which nobody has settled; only those that concern a theme, if given."""
    return tuple(
        double for double in found if double.differs and (theme_id is None or theme_id in (*double.now, *double.theirs))
    )
