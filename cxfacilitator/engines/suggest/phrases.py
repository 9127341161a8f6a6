"""What each theme stands for, in words that an answer can be compared with: its phrases, its cues, its name."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from cxfacilitator.domain.codebook import Codebook, Theme, ThemeId
from cxfacilitator.engines.suggest.cues import Finder, split
from cxfacilitator.engines.suggest.words import STOP, stem
from cxfacilitator.paths import resource

_GENERAL = re.compile(r"\b(general|overall)\b", re.IGNORECASE)

FEW = 12
"""A theme with fewer phrases and cues than this is known by its name as well: by what people say when they mean it."""


@dataclass(frozen=True)
class Described:
    """A theme as the suggestions see it.

    Attributes:
        phrases: Seed phrases and examples; empty for a theme that is hardly more than a name.
        cues: Its own, and where it has few phrases and cues the words that its name stands for.
        named: It is hardly more than a name.
    """

    id: ThemeId
    name: str
    definition: str = ""
    phrases: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    named: bool = False

    @property
    def name_cues(self) -> tuple[str, ...]:
        """The words of its name, as cues of little weight."""
        words = dict.fromkeys(word.text for word in split(self.name) if word.text not in STOP and len(word.text) > 2)
        return tuple(stem(word) + "*" for word in words)

    @property
    def general(self) -> bool:
        """It stands for praise or grumbling as such, and must not swallow what names a subject."""
        return bool(_GENERAL.search(self.name))

    @property
    def texts(self) -> tuple[str, ...]:
        """All that an answer is compared with."""
        return (*self.phrases, self.name, self.text)

    @property
    def text(self) -> str:
        """Its name, with what it stands for where that is said."""
        return f"{self.name}: {self.definition}" if self.definition else self.name


def describe(codebook: Codebook) -> tuple[Described, ...]:
    """Return the counted themes of a codebook, those that come with the app with their seed phrases."""
    seeds, known, implied = _seeds(), _known(), _implied()
    found = []
    for theme in codebook.counted:
        phrases = ((*seeds[theme.id],) if _unchanged(theme, known) else ()) + tuple(theme.examples.values())
        few = len(phrases) + len(theme.cues) < FEW
        cues = tuple(dict.fromkeys((*theme.cues, *implied(theme.name)))) if few else theme.cues
        # Words of praise as cues are in answers to every theme; only with the others' weights do they stay behind.
        named = few and not phrases and not (theme.cues and _GENERAL.search(theme.name))
        found.append(Described(theme.id, theme.name, theme.definition, phrases, cues, named))
    return tuple(found)


def _unchanged(theme: Theme, known: Mapping[str, tuple[str, str]]) -> bool:
    """Tell whether a theme still means what its seed phrases say: its name or its definition is as it came."""
    name, definition = known.get(theme.id, ("", ""))
    return bool(name) and (theme.name == name or theme.definition == definition)


def _seeds() -> Mapping[str, Sequence[str]]:
    return tomllib.loads(resource("codebooks", "default.seeds.toml").read_text(encoding="utf-8"))


def _implied() -> Callable[[str], Sequence[str]]:
    """Return what tells the words that a theme's name stands for."""
    topics = tomllib.loads(resource("codebooks", "names.toml").read_text(encoding="utf-8"))["topic"]
    places = [(name, place) for place, topic in enumerate(topics) for name in topic["names"]]
    finder = Finder(name for name, _ in places)

    def implied(name: str) -> Sequence[str]:
        meant = sorted({places[hit.cue][1] for hit in finder.hits(name, split(name))})
        return [word for place in meant for word in topics[place]["words"]]

    return implied


def _known() -> Mapping[str, tuple[str, str]]:
    book = json.loads(resource("codebooks", "default.json").read_text(encoding="utf-8"))
    return {theme["id"]: (theme["name"], theme["definition"]) for theme in book["themes"]}
