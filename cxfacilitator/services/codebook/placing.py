"""Themes go to another place of the codebook, in their family or in another one."""

from collections.abc import Sequence
from dataclasses import replace

from cxfacilitator.domain.codebook import Codebook, ThemeId
from cxfacilitator.domain.text import amount
from cxfacilitator.services.codebook.noting import changing
from cxfacilitator.store.file import EngagementFile


def place(file: EngagementFile, theme_ids: Sequence[ThemeId], family: str, before: ThemeId | None = None) -> None:
    """Put themes into a family, before one of its themes or behind them all, in one step.

    Raises:
        CxError: One of them, or the family, is not there; nothing was changed.
    """
    moving = tuple(dict.fromkeys(theme_ids))
    with changing(file, f"Move {amount(len(moving), 'theme')}", f"place {' '.join(moving)}") as revision:
        revision.codebook = _placed(revision.codebook, moving, family, before)


def _placed(codebook: Codebook, theme_ids: Sequence[ThemeId], family: str, before: ThemeId | None) -> Codebook:
    if family:
        codebook.families_by_id[family]
    moving = [replace(codebook.by_id[theme_id], family=family) for theme_id in theme_ids]
    rest = [theme for theme in codebook.themes if theme.id not in theme_ids]
    behind = [number for number, theme in enumerate(rest, 1) if theme.family == family and not theme.residual]
    at = next((number for number, theme in enumerate(rest) if theme.id == before), behind[-1] if behind else len(rest))
    themes = (*rest[:at], *moving, *rest[at:])
    return replace(codebook, themes=tuple(sorted(themes, key=lambda theme: theme.residual)))
