"""Rules of changing a codebook: where a theme goes, what a merged theme says, what a new one is called."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.text import joined, unaccented

LONGEST_CUE = 80
"""A cue is a few words; what is longer is a sentence, which no other answer will hold."""
_LONGEST_WORD = 10
_FAMILY_LETTERS = 3
_SAYS_NOTHING = frozenset(
    "a an and are at be by for from in is it its of on or our so that the their this to us we with".split()
)


def with_theme(codebook: Codebook, theme: Theme) -> Codebook:
    """Return the codebook with one more theme, at the end of its family.

    Raises:
        CxError: It has no name, or its id or its name is taken.
    """
    check_name(codebook, theme)
    if theme.id in codebook.by_id:
        raise CxError(f"There is a theme {theme.id} already: “{codebook.by_id[theme.id].name}”. Nothing was changed.")
    themes = list(codebook.themes)
    family = [place for place, other in enumerate(themes) if other.family == theme.family and not other.residual]
    themes.insert(family[-1] + 1 if family else len(themes), theme)
    return replace(codebook, themes=_residual_last(themes))


def with_theme_changed(codebook: Codebook, theme: Theme) -> Codebook:
    """Return the codebook with another wording of a theme; what is residual stays residual.

    Raises:
        CxError: It is not there, or its new name is missing or taken.
    """
    before = codebook.by_id[theme.id]
    if theme.name != before.name:
        check_name(codebook, theme)
    theme = replace(theme, residual=before.residual)
    return replace(codebook, themes=tuple(theme if other.id == theme.id else other for other in codebook.themes))


def without_theme(codebook: Codebook, theme_id: ThemeId) -> Codebook:
    """Return the codebook without a theme; what other themes say of it is taken out.

    Raises:
        CxError: It is a residual code, or not there.
    """
    _refuse_residual([codebook.by_id[theme_id]], "removed")
    themes = (_pointing(theme, {theme_id}, "") for theme in codebook.themes if theme.id != theme_id)
    return replace(codebook, themes=tuple(themes))


def arranged(codebook: Codebook, theme_ids: Sequence[ThemeId]) -> Codebook:
    """Return the codebook with these themes in this order, in the places that they have together.

    Raises:
        CxError: One is not there.
    """
    order = iter([codebook.by_id[theme_id] for theme_id in dict.fromkeys(theme_ids)])
    moved = set(theme_ids)
    return replace(
        codebook, themes=_residual_last(next(order) if theme.id in moved else theme for theme in codebook.themes)
    )


def placed(codebook: Codebook, theme_ids: Sequence[ThemeId], family: str, before: ThemeId | None = None) -> Codebook:
    """Return the codebook with these themes in a family, before one of its themes or behind them all.

    Raises:
        CxError: One of them, or the family, is not there.
    """
    if family:
        codebook.families_by_id[family]
    moving = [replace(codebook.by_id[theme_id], family=family) for theme_id in dict.fromkeys(theme_ids)]
    rest = [theme for theme in codebook.themes if theme.id not in theme_ids]
    behind = [place for place, theme in enumerate(rest, 1) if theme.family == family and not theme.residual]
    at = next((place for place, theme in enumerate(rest) if theme.id == before), behind[-1] if behind else len(rest))
    return replace(codebook, themes=_residual_last((*rest[:at], *moving, *rest[at:])))


def families_arranged(codebook: Codebook, family_ids: Sequence[str]) -> Codebook:
    """Return the codebook with these families in this order, in the places that they have together.

    Raises:
        CxError: One is not there.
    """
    order = iter([codebook.families_by_id[family_id] for family_id in dict.fromkeys(family_ids)])
    moved = set(family_ids)
    return replace(
        codebook, families=tuple(next(order) if family.id in moved else family for family in codebook.families)
    )


def with_family(codebook: Codebook, family: Family) -> Codebook:
    """Return the codebook with one more family, behind the others.

    Raises:
        CxError: It has no name, or its id or its name is taken.
    """
    _check_family(codebook, family)
    if family.id in codebook.families_by_id:
        raise CxError(f"There is a family {family.id} already. Nothing was changed.")
    return replace(codebook, families=(*codebook.families, family))


def with_family_changed(codebook: Codebook, family: Family) -> Codebook:
    """Return the codebook with another name of a family.

    Raises:
        CxError: It is not there, or its new name is missing or taken.
    """
    if family.name != codebook.families_by_id[family.id].name:
        _check_family(codebook, family)
    return replace(codebook, families=tuple(family if other.id == family.id else other for other in codebook.families))


def without_family(codebook: Codebook, family_id: str) -> Codebook:
    """Return the codebook without a family that has no themes.

    Raises:
        CxError: It has themes, or is not there.
    """
    family = codebook.families_by_id[family_id]
    themes = [f"“{theme.name}”" for theme in codebook.themes if theme.family == family_id]
    if themes:
        raise CxError(f"The family “{family.name}” still has {joined(themes)}. Move them to another family first.")
    return replace(codebook, families=tuple(other for other in codebook.families if other.id != family_id))


def merged(codebook: Codebook, gone: Sequence[ThemeId], kept: ThemeId) -> Codebook:
    """Return the codebook with some themes gone and all that they said in the one that is kept.

    Args:
        codebook: As it is.
        gone: The themes that go into the other.
        kept: Its own words come first.

    Raises:
        CxError: One is not there, a residual code would go, or nothing is left to merge.
    """
    going = [codebook.by_id[theme_id] for theme_id in dict.fromkeys(gone) if theme_id != kept]
    if not going:
        raise CxError("Choose at least one other theme to merge into this one. Nothing was changed.")
    _refuse_residual(going, "merged away")
    stays = codebook.by_id[kept]
    for theme in going:
        stays = _united(stays, theme)
    ids = {theme.id for theme in going}
    within = ids | {kept}
    stays = replace(
        stays,
        include=tuple(text for text in stays.include if not _mentions(text, within)),
        exclude=tuple(text for text in stays.exclude if not _mentions(text, within)),
    )
    others = (stays if theme.id == kept else theme for theme in codebook.themes if theme.id not in ids)
    return replace(codebook, themes=tuple(_pointing(theme, ids, kept) for theme in others))


def refiled(themes: Sequence[ThemeId], gone: Collection[ThemeId], to: ThemeId) -> tuple[ThemeId, ...]:
    """Return an answer's themes with some of them replaced by another, none twice; the main one stays the main one.

    >>> refiled(("A", "C", "B"), {"A"}, "B")
    ('B', 'C')
    """
    return tuple(dict.fromkeys(to if theme in gone else theme for theme in themes))


def as_cue(words: str) -> str:
    """Return a client's words as a cue: trimmed, in small letters.

    Raises:
        CxError: Nothing is left, or it is too long.

    >>> as_cue("  Out of  Hours. ")
    'out of hours'
    """
    cue = " ".join(words.split()).strip(' .,;:!?"“”„‘()[]…–—').casefold()
    if not cue.strip("*'’"):
        raise CxError("Choose the words that are to hint at the theme. Nothing was changed.")
    if len(cue) > LONGEST_CUE:
        raise CxError(f"A cue is a word or a few, at most {LONGEST_CUE} letters. Choose fewer words.")
    return cue


def having_cue(codebook: Codebook, cue: str) -> tuple[Theme, ...]:
    """Return the themes that have a cue."""
    return tuple(theme for theme in codebook.themes if cue in map(str.casefold, theme.cues))


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
    if not theme.name.strip():
        raise CxError("Give the theme a name. Nothing was changed.")
    for other in codebook.themes:
        if other.id != theme.id and same_name(other.name, theme.name):
            raise CxError(
                f"There is a theme “{other.name}” already ({other.id}). Choose another name, or merge the two."
            )


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in no more than case, accents and blanks."""
    return unaccented(" ".join(one.split())) == unaccented(" ".join(other.split()))


def _check_family(codebook: Codebook, family: Family) -> None:
    if not family.id.strip() or not family.name.strip():
        raise CxError("Give the family a name. Nothing was changed.")
    for other in codebook.families:
        if other.id != family.id and same_name(other.name, family.name):
            raise CxError(f"There is a family “{other.name}” already ({other.id}). Choose another name.")


def _refuse_residual(themes: Iterable[Theme], what: str) -> None:
    for theme in themes:
        if theme.residual:
            raise CxError(
                f"“{theme.name}” is for answers without a theme and cannot be {what}; it can be renamed. "
                "Nothing was changed."
            )


def _residual_last(themes: Iterable[Theme]) -> tuple[Theme, ...]:
    return tuple(sorted(themes, key=lambda theme: theme.residual))


def _united(kept: Theme, gone: Theme) -> Theme:
    """Return a theme with what another one says behind its own words, nothing twice."""
    examples = dict(kept.examples)
    for question, text in gone.examples.items():
        examples[question] = _both(examples.get(question, ""), text, " / ")
    definition = gone.definition if not kept.definition else f"Also, from “{gone.name}”: {gone.definition}"
    told = not gone.definition or gone.definition in kept.definition
    return replace(
        kept,
        definition=kept.definition if told else _both(kept.definition, definition, "\n\n"),
        include=_each_once((*kept.include, *gone.include)),
        exclude=_each_once((*kept.exclude, *gone.exclude)),
        cues=_each_once((*kept.cues, *gone.cues)),
        examples=examples,
        memo=_both(kept.memo, gone.memo, "\n\n"),
    )


def _both(one: str, other: str, between: str) -> str:
    return one if other in one else between.join(filter(None, (one, other)))


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(text.casefold(), text)
    return tuple(found.values())


def _mentions(text: str, theme_ids: Collection[ThemeId]) -> bool:
    """Whether a rule sends answers to one of these themes and to no other: `price level -> OFF-PRICE`."""
    _, arrow, where = text.rpartition("->")
    return bool(arrow) and where.strip() in theme_ids


def _pointing(theme: Theme, gone: Collection[ThemeId], to: str) -> Theme:
    """Return a theme whose rules name another theme instead of those that are gone, or none."""

    def pointed(text: str) -> str:
        for theme_id in gone:
            name = rf"(?<![\w-]){re.escape(theme_id)}(?![\w-])"
            text = re.sub(name, to, text) if to else re.sub(rf"\s*->\s*{name}\s*$", "", text)
        return text

    return replace(
        theme, include=_each_once(map(pointed, theme.include)), exclude=_each_once(map(pointed, theme.exclude))
    )


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
