"""Merging themes: what the one that is kept says then, and what becomes of answers and of other themes' rules."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from cxfacilitator.domain.codebook import Codebook, Theme, ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What merging themes into one would do.

    Attributes:
        gone: The themes that go.
        kept: The theme that is kept, as it will be.
        answers: How many answers have one of those that go.
        both: How many of these have the kept theme too, so that they have one theme less.
        total: How many answers the kept theme will have.
    """

    gone: tuple[Theme, ...]
    kept: Theme
    answers: int
    both: int
    total: int

    def sentences(self) -> tuple[str, ...]:
        """Say the plan in plain words, most important first."""
        names = joined(f"“{theme.name}”" for theme in self.gone)
        said = [f"{names} {'goes' if len(self.gone) == 1 else 'go'} into “{self.kept.name}”"]
        if not self.answers:
            said.append("No answer has it yet")
        else:
            said.append(f"{amount(self.answers, 'answer')} will have “{self.kept.name}” instead, {self.total} in all")
        if self.both:
            said.append(f"{self.both} of them {'has' if self.both == 1 else 'have'} both now, and will have it once")
        if self.kept.residual:
            said.append("These answers count for no theme any more")
        return tuple(said)


def plan_merge(snapshot: Snapshot, gone: Sequence[ThemeId], kept: ThemeId) -> MergePlan:
    """Say what merging themes into one that is kept would do; nothing is changed.

    Raises:
        CxError: One is not there, a residual code would go, or there is nothing to merge.
    """
    after = merged(snapshot.codebook, gone, kept)
    going = {theme_id for theme_id in gone if theme_id != kept}
    having = [set(themes) for themes in snapshot.themes_of.values() if going & set(themes)]
    return MergePlan(
        tuple(theme for theme in snapshot.codebook.themes if theme.id in going),
        after.by_id[kept],
        len(having),
        sum(kept in themes for themes in having),
        sum(bool(themes & {*going, kept}) for themes in map(set, snapshot.themes_of.values())),
    )


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
    refuse_residual(going, "merged away")
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
    return replace(codebook, themes=tuple(pointing(theme, ids, kept) for theme in others))


def refiled(themes: Sequence[ThemeId], gone: Collection[ThemeId], to: ThemeId) -> tuple[ThemeId, ...]:
    """Return an answer's themes with some of them replaced by another, none twice; the main one stays the main one.

    >>> refiled(("A", "C", "B"), {"A"}, "B")
    ('B', 'C')
    """
    return tuple(dict.fromkeys(to if theme in gone else theme for theme in themes))


def refuse_residual(themes: Iterable[Theme], what: str) -> None:
    """Refuse what would take a residual code out of the codebook.

    Raises:
        CxError: One of them is a residual code.
    """
    for theme in themes:
        if theme.residual:
            raise CxError(
                f"“{theme.name}” is for answers without a theme and cannot be {what}; it can be renamed. "
                "Nothing was changed."
            )


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


def pointing(theme: Theme, gone: Collection[ThemeId], to: str) -> Theme:
    """Return a theme whose rules name another theme instead of those that are gone, or none."""

    def pointed(text: str) -> str:
        for theme_id in gone:
            name = rf"(?<![\w-]){re.escape(theme_id)}(?![\w-])"
            text = re.sub(name, to, text) if to else re.sub(rf"\s*->\s*{name}\s*$", "", text)
        return text

    return replace(
        theme, include=_each_once(map(pointed, theme.include)), exclude=_each_once(map(pointed, theme.exclude))
    )
