"""Rules of changing a codebook: where a theme or a family goes, and what is refused."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId
from cxfacilitator.domain.codebook_merge import pointing, refuse_residual
from cxfacilitator.domain.codebook_names import check_family_name, check_name
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.text import joined


def with_theme(codebook: Codebook, theme: Theme) -> Codebook:
    """Return the codebook with one more theme, at the end of its family.

    Raises:
        CxError: It has no name, or its id or its name is taken.
    """
    check_name(codebook, theme)
    if theme.id in codebook.by_id:
        raise CxError(f"There is a theme {theme.id} already: “{codebook.by_id[theme.id].name}”. Nothing was changed.")
    return replace(codebook, themes=inserted(codebook.themes, theme))


def inserted(themes: Sequence[Theme], theme: Theme) -> tuple[Theme, ...]:
    """Return the themes with one more, at the end of its family."""
    family = [place for place, other in enumerate(themes, 1) if other.family == theme.family and not other.residual]
    place = family[-1] if family else len(themes)
    return _residual_last((*themes[:place], theme, *themes[place:]))


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
    refuse_residual([codebook.by_id[theme_id]], "removed")
    themes = (pointing(theme, {theme_id}, "") for theme in codebook.themes if theme.id != theme_id)
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
    check_family_name(codebook, family)
    if family.id in codebook.families_by_id:
        raise CxError(f"There is a family {family.id} already. Nothing was changed.")
    return replace(codebook, families=(*codebook.families, family))


def with_family_changed(codebook: Codebook, family: Family) -> Codebook:
    """Return the codebook with another name of a family.

    Raises:
        CxError: It is not there, or its new name is missing or taken.
    """
    if family.name != codebook.families_by_id[family.id].name:
        check_family_name(codebook, family)
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


def _residual_last(themes: Iterable[Theme]) -> tuple[Theme, ...]:
    return tuple(sorted(themes, key=lambda theme: theme.residual))
