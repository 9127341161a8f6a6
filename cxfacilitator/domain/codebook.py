"""Themes: the labels for meaning, and what each one stands for."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, NewType

from cxfacilitator.domain.by_id import ById

ThemeId = NewType("ThemeId", str)


class Visibility(StrEnum):
    """Whether customers can speak about a theme.

    Of an `INDIRECT` theme they feel only the effect, of a `NONE` theme nothing: their silence
    says nothing there and is never read as a gap.
    """

    DIRECT = "direct"
    INDIRECT = "indirect"
    NONE = "none"


class Colour(StrEnum):
    """A colour that a person gave a theme, to find it again at a glance; it says nothing by itself."""

    NONE = ""
    RED = "red"
    ORANGE = "orange"
    YELLOW = "yellow"
    GREEN = "green"
    TEAL = "teal"
    BLUE = "blue"
    PURPLE = "purple"
    PINK = "pink"


@dataclass(frozen=True, slots=True)
class Family:
    """A family of themes."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with the fields of MacQueen et al. 1998.

    Attributes:
        cues: Words and phrases that hint at the theme; a trailing `*` stands for any ending.
        examples: Question id to an example answer.
        residual: General praise, no answer, not about customers, unclear: never a theme, never counted.
        memo: A note to oneself about it; in no report.
    """

    id: ThemeId
    family: str
    name: str
    definition: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    examples: Mapping[str, str] = field(default_factory=dict)
    visibility: Visibility = Visibility.DIRECT
    effort_linked: bool = False
    residual: bool = False
    colour: Colour = Colour.NONE
    memo: str = ""

    def cue_like(self, text: str) -> str:
        """Return the first cue in which each typed word begins a word, or goes on where the cue leaves its ending open.

        >>> Theme(ThemeId("DEL-FIX"), "DEL", "Putting things right", cues=("sort* out", "refund*")).cue_like("refunded")
        'refund*'
        """
        typed = _words(text)

        def fits(cue: str) -> bool:
            words, stems = _words(cue), re.findall(r"([^\W_]+)\*", cue.casefold())
            return all(any(word.startswith(part) for word in words) or part.startswith(tuple(stems)) for part in typed)

        return next((cue for cue in self.cues if typed and fits(cue)), "")


NOT_CX = ThemeId("NOT-CX")
"""The residual code of an answer that is not about customers."""
UNCLEAR = ThemeId("UNCLEAR")
"""The residual code of an answer that must be read back with the scribe; it counts for nothing until then."""


@dataclass(frozen=True)
class Codebook:
    """All themes of an engagement, in the order in which they are shown; the residual codes come last.

    Attributes:
        version: What it was called at first, and behind a stroke a fingerprint of all that it holds; the same
            version is the same codebook, in whatever engagement. One that nobody has changed has no fingerprint.
    """

    version: str
    families: tuple[Family, ...]
    themes: tuple[Theme, ...]

    @cached_property
    def by_id(self) -> Mapping[ThemeId, Theme]:
        """Every theme, residual codes too, by id."""
        return ById("theme", {theme.id: theme for theme in self.themes})

    @cached_property
    def counted(self) -> tuple[Theme, ...]:
        """The themes that are compared: all but the residual codes."""
        return tuple(theme for theme in self.themes if not theme.residual)

    @cached_property
    def families_by_id(self) -> Mapping[str, Family]:
        """Every family by id."""
        return ById("family", {family.id: family for family in self.families})

    def plain(self) -> dict[str, Any]:
        """Return all that it holds in lists, texts and truth values, as JSON knows them."""
        return {
            "version": self.version,
            "families": [{"id": family.id, "name": family.name} for family in self.families],
            "themes": [{name: getattr(theme, name) for name in Theme.__slots__} for theme in self.themes],
        }

    def stamped(self) -> "Codebook":
        """Return it with the version that tells it from every other codebook.

        >>> book = Codebook("cx-1/0123456789", (), ())
        >>> book.stamped().version.startswith("cx-1/"), book.stamped() == replace(book, version="cx-1").stamped()
        (True, True)
        """
        held = {**self.plain(), "version": ""}
        digest = hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()
        return replace(self, version=f"{self.version.partition('/')[0]}/{digest[:10]}")

    def called(self, text: str) -> tuple[Theme, ...]:
        """Return the themes in whose id or name each typed word begins a word; all of them for nothing typed.

        Where no word is typed, only marks or pictures, it is the themes that have these in their names.
        """
        typed = _words(text)

        def fits(theme: Theme) -> bool:
            words = _words(f"{theme.id} {theme.name}")
            return all(any(word.startswith(part) for word in words) for part in typed)

        return tuple(theme for theme in self.themes if (fits(theme) if typed else text.strip() in theme.name))

    def search(self, text: str) -> tuple[Theme, ...]:
        """Return the themes that are called so; where none is, those that have a cue like it."""
        return self.called(text) or tuple(theme for theme in self.themes if theme.cue_like(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())
