"""What themes, families and cues are called: ids that are free, names that are nobody else's, words as cues."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.text import unaccented

FIELD_WORDS: Mapping[str, str] = {
    "name": "name",
    "family": "family",
    "definition": "definition",
    "include": "included cases",
    "exclude": "excluded cases",
    "cues": "cues",
    "examples": "examples",
    "visibility": "visibility",
    "effort_linked": "effort link",
    "colour": "colour",
    "memo": "memo",
}
"""What the fields of a theme that can be changed are called in a sentence."""
LONGEST_CUE = 80
"""A cue is a few words; what is longer is a sentence, which no other answer will hold."""
LONGEST_NAME = 100
"""No theme is made of what is longer in passing: it is an answer that was pasted, not what many have in common."""
_LONGEST_WORD = 10
_FAMILY_LETTERS = 3
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""What comes along when a name is pasted: it says nothing, and turns the rest of a sentence around."""
_SAYS_NOTHING = frozenset(
    "a an and are at be by for from in is it its of on or our so that the their this to us we with".split()
)


def as_cue(words: str) -> str:
    """Return a client's words as a cue: trimmed, in small letters.

    Raises:
        CxError: Nothing is left, or it is too long.

    >>> as_cue("  Out of  Hours. ")
    'out of hours'
    """
    cue = " ".join(words.split()).strip(' .,;:!?"“”„‘()[]…–—').casefold()
    if not any(letter.isalnum() for letter in cue):
        raise CxError("Choose the words that are to hint at the theme. Nothing was changed.")
    if len(cue) > LONGEST_CUE:
        raise CxError(f"A cue is a word or a few, at most {LONGEST_CUE} letters. Choose fewer words.")
    return cue


def having_cue(codebook: Codebook, cue: str) -> tuple[Theme, ...]:
    """Return the themes that have a cue."""
    return tuple(theme for theme in codebook.themes if cue in map(str.casefold, theme.cues))


def new_theme(codebook: Codebook, family: str, name: str) -> Theme:
    """Return a theme that has a name and nothing else yet, with an id that is free."""
    seen = " ".join(_UNSEEN.sub("", " ".join(name.split())).split())
    return Theme(new_theme_id(codebook, family, seen), family, seen)


def new_theme_id(codebook: Codebook, family: str, name: str) -> ThemeId:
    """Return a short id for a new theme that no other theme has, from its family's id and its name.

    >>> new_theme_id(Codebook("", (), ()), "OFF", "A loyalty scheme"), new_theme_id(Codebook("", (), ()), "", "価格")
    ('OFF-LOYALTY', 'THEME')
    """
    words = _letters(name)
    telling = [word for word in words if word.casefold() not in _SAYS_NOTHING] or words or ["THEME"]
    front = "-".join(_letters(family))
    stems = ["-".join(filter(None, (front, *telling[:count]))) for count in (1, 2)]
    return ThemeId(_free(stems, codebook.by_id))


def new_family_id(codebook: Codebook, name: str) -> str:
    """Return a short id for a new family that no other family has, from its name.

    >>> new_family_id(Codebook("", (), ()), "Pricing & offers")
    'PRI'
    """
    letters = "".join(_letters(name))[:_FAMILY_LETTERS] or "FAM"
    return _free([letters], codebook.families_by_id)


def check_name(codebook: Codebook, theme: Theme) -> None:
    """Refuse a name that is blank, or that another theme has.

    Raises:
        CxError: It cannot be used.
    """
    if not unaccented(theme.name).strip():
        raise CxError("Give the theme a name. Nothing was changed.")
    for other in codebook.themes:
        if other.id != theme.id and same_name(other.name, theme.name):
            raise CxError(
                f"There is a theme “{other.name}” already ({other.id}). Choose another name, or merge the two."
            )


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in no more than case, accents and blanks."""
    return unaccented(" ".join(one.split())) == unaccented(" ".join(other.split()))


def check_family_name(codebook: Codebook, family: Family) -> None:
    """Refuse a family without an id or a name, or whose name another family has.

    Raises:
        CxError: It cannot be used.
    """
    if not family.id.strip() or not family.name.strip():
        raise CxError("Give the family a name. Nothing was changed.")
    for other in codebook.families:
        if other.id != family.id and same_name(other.name, family.name):
            raise CxError(f"There is a family “{other.name}” already ({other.id}). Choose another name.")


def _letters(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", unaccented(text)).encode("ascii", "ignore").decode().upper()
    return [word[:_LONGEST_WORD] for word in re.findall(r"[A-Z0-9]+", plain)]


def _free(stems: Sequence[str], taken: Collection[str]) -> str:
    for stem in stems:
        if stem not in taken:
            return stem
    number = 2
    while f"{stems[0]}{number}" in taken:
        number += 1
    return f"{stems[0]}{number}"
