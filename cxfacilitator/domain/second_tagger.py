"""A second person's tags of the same answers, decided on without seeing those of the first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NewType

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.sheets import AnswerId

TaggerId = NewType("TaggerId", int)


@dataclass(frozen=True, slots=True)
class SecondReview:
    """What a second person decided on one answer.

    Attributes:
        themes: The main one first; possibly none.
        settled: Both have looked at it together since.
    """

    answer_id: AnswerId
    themes: tuple[ThemeId, ...] = ()
    settled: bool = False


@dataclass(frozen=True)
class SecondTagger:
    """A person who tagged some of the answers a second time.

    Attributes:
        reviews: In sheet order.
        before: The themes that the first person had given when the two were first compared. Agreement is measured on
            these, so that what is settled afterwards does not polish it.
    """

    id: TaggerId
    name: str
    reviews: tuple[SecondReview, ...] = ()
    before: Mapping[AnswerId, tuple[ThemeId, ...]] = field(default_factory=dict)


def themes_of_seconds(taggers: Iterable[SecondTagger]) -> frozenset[ThemeId]:
    """Return the themes that second people gave to any answer."""
    return frozenset(theme for tagger in taggers for review in tagger.reviews for theme in review.themes)
