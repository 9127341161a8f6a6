"""What each theme stands for, in words that an answer can be compared with: its phrases, its cues, its name."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxfacilitator.domain.codebook import Codebook, Theme, ThemeId
from cxfacilitator.engines.suggest.cues import split
from cxfacilitator.engines.suggest.words import STOP, stem
from cxfacilitator.paths import resource

_GENERAL = re.compile(r"\b(general|overall)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Described:
    """A theme as the suggestions see it.

    Attributes:
        phrases: Seed phrases and examples; empty for a theme that is only a name.
    """

    id: ThemeId
    name: str
    definition: str = ""
    phrases: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()

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
    seeds, known = _seeds(), _known()
    return tuple(
        Described(
            theme.id,
            theme.name,
            theme.definition,
            ((*seeds[theme.id],) if _unchanged(theme, known) else ()) + tuple(theme.examples.values()),
            theme.cues,
        )
        for theme in codebook.counted
    )


def _unchanged(theme: Theme, known: Mapping[str, tuple[str, str]]) -> bool:
    """Tell whether a theme still means what its seed phrases say: its name or its definition is as it came."""
    name, definition = known.get(theme.id, ("", ""))
    return bool(name) and (theme.name == name or theme.definition == definition)


def _seeds() -> Mapping[str, Sequence[str]]:
    return tomllib.loads(resource("codebooks", "default.seeds.toml").read_text(encoding="utf-8"))


def _known() -> Mapping[str, tuple[str, str]]:
    book = json.loads(resource("codebooks", "default.json").read_text(encoding="utf-8"))
    return {theme["id"]: (theme["name"], theme["definition"]) for theme in book["themes"]}
