"""Themes and families: add, change, arrange, remove, and the words that hint at them."""

from collections.abc import Sequence
from dataclasses import fields, replace

from cxfacilitator.domain.codebook import Family, Theme, ThemeId
from cxfacilitator.domain.codebook_editing import (
    arranged,
    families_arranged,
    placed,
    with_family,
    with_family_changed,
    with_theme,
    with_theme_changed,
    without_family,
    without_theme,
)
from cxfacilitator.domain.codebook_history import Refiled
from cxfacilitator.domain.codebook_names import FIELD_WORDS, as_cue, having_cue
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.second_tagger import themes_of_seconds
from cxfacilitator.domain.sheets import AnswerId, Mark
from cxfacilitator.domain.tagging import MOST_THEMES
from cxfacilitator.domain.text import amount, listed
from cxfacilitator.services.codebook.noting import changing
from cxfacilitator.store import codebook as store
from cxfacilitator.store import second_taggers as taggers_store
from cxfacilitator.store import sheets as sheets_store
from cxfacilitator.store import tagging as tagging_store
from cxfacilitator.store.file import EngagementFile

_TYPED = frozenset({"name", "definition", "include", "exclude", "cues", "examples", "memo"})


def add_theme(file: EngagementFile, theme: Theme, answer_ids: Sequence[AnswerId] = ()) -> None:
    """Add a theme at the end of its family, and give it to answers.

    It is the main theme of those that have none; those that have three are passed over. The others count as reviewed.

    Raises:
        CxError: It has no name, its id or its name is taken, or its family is not there; nothing was changed.
    """
    themes_of = file.read(tagging_store.load_themes_of, answer_ids)
    with changing(file, f"Add the theme {theme.name}") as revision:
        revision.codebook = with_theme(revision.codebook, theme)
        revision.tagged = [
            Refiled(answer, themes, (*themes, theme.id))
            for answer, themes in themes_of.items()
            if len(themes) < MOST_THEMES
        ]
        sheets_store.mark(revision.edit.db, [entry.answer_id for entry in revision.tagged], Mark.REVIEWED, True)


def save_theme(file: EngagementFile, theme: Theme) -> None:
    """Change a theme: any field but its id, and whether it is residual.

    What is typed into one field without anything between is one step to undo, and one change in the history.

    Raises:
        CxError: The theme is not there, or its new name is missing or taken; nothing was changed.
    """
    before = file.read(store.load).by_id[theme.id]
    changed = [f.name for f in fields(Theme) if getattr(theme, f.name) != getattr(before, f.name)]
    named = [FIELD_WORDS[name] for name in changed if name in FIELD_WORDS]
    label = f"Change the {named[0]} of {before.name}" if len(named) == 1 else f"Change the theme {before.name}"
    if changed == ["name"]:
        label = f"Rename the theme {theme.id}"
    typed = len(changed) == 1 and changed[0] in _TYPED
    with changing(file, label, f"theme {theme.id} {changed[0]}" if typed else "") as revision:
        revision.codebook = with_theme_changed(revision.codebook, theme)


def arrange(file: EngagementFile, theme_ids: Sequence[ThemeId]) -> None:
    """Put themes into this order, in the places that they have together; the others stay where they are."""
    with changing(file, "Arrange the themes") as revision:
        revision.codebook = arranged(revision.codebook, theme_ids)


def place(file: EngagementFile, theme_ids: Sequence[ThemeId], family: str, before: ThemeId | None = None) -> None:
    """Put themes into a family, before one of its themes or behind them all, in one step.

    Raises:
        CxError: One of them, or the family, is not there; nothing was changed.
    """
    codebook = file.read(store.load)
    label = f"Move {listed([codebook.by_id[theme_id].name for theme_id in theme_ids])}"
    with changing(file, label, f"place {' '.join(theme_ids)}") as revision:
        revision.codebook = placed(revision.codebook, theme_ids, family, before)


def remove(file: EngagementFile, theme_id: ThemeId) -> None:
    """Remove a theme that no answer has.

    Raises:
        CxError: It is in use, so that it can only be merged; or it is a residual code. Nothing was changed.
    """
    codebook = file.read(store.load)
    theme, left = codebook.by_id[theme_id], without_theme(codebook, theme_id)
    used = sum(tag.theme_id == theme_id for tag in file.read(tagging_store.load_tags))
    if used:
        raise CxError(
            f"“{theme.name}” is the theme of {amount(used, 'answer')}, so it is not removed. "
            "Merge it into another theme: its answers go there with all that it says."
        )
    if theme_id in themes_of_seconds(file.read(taggers_store.load_all)):
        raise CxError(
            f"“{theme.name}” is what a second person gave to answers, so it is not removed. "
            "Merge it into another theme, or take that person’s tags out first."
        )
    with changing(file, f"Remove the theme {theme.name}") as revision:
        revision.codebook = left


def add_family(file: EngagementFile, family: Family) -> None:
    """Add a family behind the others.

    Raises:
        CxError: It has no name, or its id or its name is taken.
    """
    with changing(file, f"Add the family {family.name}") as revision:
        revision.codebook = with_family(revision.codebook, family)


def save_family(file: EngagementFile, family: Family) -> None:
    """Rename a family.

    Raises:
        CxError: It is not there, or its new name is missing or taken.
    """
    with changing(file, f"Rename the family {family.id}", f"family {family.id}") as revision:
        revision.codebook = with_family_changed(revision.codebook, family)


def remove_family(file: EngagementFile, family_id: str) -> None:
    """Remove a family that has no themes.

    Raises:
        CxError: It has themes; they are named.
    """
    with changing(file, f"Remove the family {file.read(store.load).families_by_id[family_id].name}") as revision:
        revision.codebook = without_family(revision.codebook, family_id)


def arrange_families(file: EngagementFile, family_ids: Sequence[str]) -> None:
    """Put families into this order, in the places that they have together; the others stay where they are."""
    with changing(file, "Arrange the families") as revision:
        revision.codebook = families_arranged(revision.codebook, family_ids)


def add_cue(file: EngagementFile, theme_id: ThemeId, words: str) -> tuple[Theme, ...]:
    """Let a client's words hint at a theme from now on.

    Returns:
        The other themes that have the same cue, for which the words hint too.

    Raises:
        CxError: The theme has it already, or the words are no cue; nothing was changed.
    """
    cue = as_cue(words)
    codebook = file.read(store.load)
    theme = codebook.by_id[theme_id]
    having = having_cue(codebook, cue)
    if theme in having:
        raise CxError(f"“{cue}” is a cue of “{theme.name}” already.")
    with changing(file, f"Add the cue “{cue}” to {theme.name}") as revision:
        revision.codebook = with_theme_changed(revision.codebook, replace(theme, cues=(*theme.cues, cue)))
    return having


def remove_cue(file: EngagementFile, theme_id: ThemeId, cue: str) -> None:
    """Let words no longer hint at a theme.

    Raises:
        CxError: They are no cue of it.
    """
    theme = file.read(store.load).by_id[theme_id]
    left = tuple(other for other in theme.cues if other.casefold() != cue.strip().casefold())
    if left == theme.cues:
        raise CxError(f"“{cue}” is no cue of “{theme.name}”.")
    with changing(file, f"Remove the cue “{cue}” from {theme.name}") as revision:
        revision.codebook = with_theme_changed(revision.codebook, replace(theme, cues=left))
