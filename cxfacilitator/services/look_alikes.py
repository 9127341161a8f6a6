"""Themes that are easily taken for one another, and how to tell them apart."""

import re
import tomllib
from functools import cache

from cxfacilitator.domain.codebook import Codebook, ThemeId
from cxfacilitator.paths import resource


def how_to_tell(codebook: Codebook, theme_id: ThemeId) -> tuple[str, ...]:
    """Return the tests that tell a theme from others of the codebook, in sentences with the themes' present names."""
    return tuple(
        re.sub(r"\{([^}]+)\}", lambda found: f"“{codebook.by_id[ThemeId(found[1])].name}”", ask)
        for themes, ask in _tests()
        if theme_id in themes and all(other in codebook.by_id for other in themes)
    )


@cache
def _tests() -> tuple[tuple[tuple[ThemeId, ...], str], ...]:
    text = resource("codebooks", "default.look-alikes.toml").read_text(encoding="utf-8")
    return tuple((tuple(map(ThemeId, test["themes"])), test["ask"]) for test in tomllib.loads(text)["test"])
