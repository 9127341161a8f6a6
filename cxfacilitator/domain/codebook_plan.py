"""What importing a codebook would do: shown to a person first, applied only when agreed.

What the other codebook leaves blank stays as it is here, so that a list of names empties nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId
from cxfacilitator.domain.codebook_editing import inserted
from cxfacilitator.domain.codebook_names import FIELD_WORDS, new_theme_id, same_name
from cxfacilitator.domain.second_tagger import themes_of_seconds
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined, listed

_NO_ID = "?"
_NEVER_BLANK = frozenset({"visibility", "effort_linked"})
_NEVER_CHANGED = frozenset({"id", "residual"})


def without_id(place: int) -> ThemeId:
    """Return what stands for the id of a theme in a file that gives it none; here it gets one when it comes in."""
    return ThemeId(f"{_NO_ID}{place}")


@dataclass(frozen=True, slots=True)
class ThemeChange:
    """A theme that would be changed."""

    before: Theme
    after: Theme

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ."""
        return tuple(f.name for f in fields(Theme) if getattr(self.before, f.name) != getattr(self.after, f.name))

    @property
    def differs(self) -> str:
        """What differs, in words."""
        return joined(FIELD_WORDS[name] for name in self.fields)


@dataclass(frozen=True, slots=True)
class CodebookPlan:
    """What importing a codebook would do.

    Attributes:
        incoming: The codebook as it was read.
        new: Themes that are added.
        changed: Themes that are there already and say something else.
        same: Themes that stay as they are.
        used: Themes that are only here and that answers have; they stay.
        unused: Themes that are only here and that no answer has; they stay, unless `drops_unused`.
        families: Families that are added or renamed, as they will be.
        drops_unused: Themes that are only here and unused are removed, and the order is that of the other codebook.
        result: The codebook as it will be.
    """

    incoming: Codebook
    new: tuple[Theme, ...]
    changed: tuple[ThemeChange, ...]
    same: tuple[Theme, ...]
    used: tuple[Theme, ...]
    unused: tuple[Theme, ...]
    families: tuple[Family, ...]
    drops_unused: bool
    result: Codebook

    @property
    def changes_nothing(self) -> bool:
        """Everything is here already."""
        return not (self.new or self.changed or self.families or (self.drops_unused and self.unused))

    def sentences(self) -> tuple[str, ...]:
        """Say the plan in plain words, most important first."""
        said = [f"{amount(len(self.new), 'new theme')}{_called(self.new)}"]
        if self.changed:
            changed = [f"{change.before.name} ({change.differs})" for change in self.changed]
            said.append(f"{amount(len(changed), 'theme')} changed: {listed(changed)}")
        if self.same:
            said.append(f"{amount(len(self.same), 'theme')} the same, nothing to do")
        if self.families:
            names = listed([family.name for family in self.families])
            said.append(f"{amount(len(self.families), 'family', 'families')} added or renamed: {names}")
        if self.used:
            said.append(f"{amount(len(self.used), 'theme')} only here and in use, kept{_called(self.used)}")
        if self.unused:
            what = "removed" if self.drops_unused else "kept"
            said.append(f"{amount(len(self.unused), 'theme')} only here and unused, {what}{_called(self.unused)}")
        return tuple(said)


def plan_import(snapshot: Snapshot, codebook: Codebook, *, drop_unused: bool = False) -> CodebookPlan:
    """Say what importing a codebook would do; nothing is changed.

    A theme is the same as one here when it has its id, or else its name; residual codes stay residual.

    Args:
        snapshot: The engagement that it comes into.
        codebook: The codebook of a file.
        drop_unused: Remove the themes that only this engagement has and no answer has.
    """
    in_use = {tag.theme_id for tag in snapshot.tags} | themes_of_seconds(snapshot.second_taggers)
    return plan(snapshot.codebook, in_use, codebook, drop_unused=drop_unused)


def plan(here: Codebook, in_use: Collection[ThemeId], incoming: Codebook, *, drop_unused: bool) -> CodebookPlan:
    """Say what importing a codebook would do, as `plan_import` does.

    Args:
        here: The codebook that is changed.
        in_use: The themes that answers have.
        incoming: The codebook of a file.
        drop_unused: Remove the themes that are only here and not in use.
    """
    family_of = _same_families(here, incoming)
    partner = _same_themes(here, incoming)
    arrived: dict[ThemeId, Theme] = {}
    for theme in incoming.themes:
        arriving = _arriving(theme, partner.get(theme.id), family_of.get(theme.family, theme.family))
        if arriving.id.startswith(_NO_ID):
            taken = Codebook("", (), (*here.themes, *incoming.themes, *arrived.values()))
            arriving = replace(arriving, id=new_theme_id(taken, arriving.family, arriving.name))
        arrived[theme.id] = arriving
    mine = {twin.id for twin in partner.values()}
    only_here = [theme for theme in here.themes if theme.id not in mine and not theme.residual]
    used = tuple(theme for theme in only_here if theme.id in in_use)
    unused = tuple(theme for theme in only_here if theme.id not in in_use)
    pairs = [ThemeChange(partner[theme_id], after) for theme_id, after in arrived.items() if theme_id in partner]
    new = tuple(after for theme_id, after in arrived.items() if theme_id not in partner)
    themes: tuple[Theme, ...]
    if drop_unused:
        left = (theme for theme in here.themes if theme.id not in mine and theme not in unused)
        themes = (*arrived.values(), *left)
    else:
        after_of = {pair.before.id: pair.after for pair in pairs}
        themes = tuple(after_of.get(theme.id, theme) for theme in here.themes)
        for theme in new:
            themes = inserted(themes, theme)
    families = _families(here, incoming, family_of, themes if drop_unused else None)
    result = Codebook(here.version, families, tuple(sorted(themes, key=lambda theme: theme.residual)))
    return CodebookPlan(
        incoming,
        new,
        tuple(pair for pair in pairs if pair.fields),
        tuple(pair.after for pair in pairs if not pair.fields),
        used,
        unused,
        tuple(family for family in result.families if family not in here.families),
        drop_unused,
        replace(result, version=incoming.version) if _says_the_same(result, incoming) else result,
    )


def _same_themes(here: Codebook, incoming: Codebook) -> Mapping[ThemeId, Theme]:
    """The theme here that each theme of the other codebook is, by the other's id."""
    found = {theme.id: here.by_id[theme.id] for theme in incoming.themes if theme.id in here.by_id}
    for theme in incoming.themes:
        if theme.id not in found:
            named = (t for t in here.themes if same_name(t.name, theme.name) and t not in found.values())
            twin = next(named, None)
            if twin is not None:
                found[theme.id] = twin
    return found


def _same_families(here: Codebook, incoming: Codebook) -> Mapping[str, str]:
    """The id that each family of the other codebook has here, by the other's id."""
    found = {}
    for family in incoming.families:
        named = (mine.id for mine in here.families if same_name(mine.name, family.name))
        found[family.id] = family.id if family.id in here.families_by_id else next(named, family.id)
    return found


def _arriving(theme: Theme, twin: Theme | None, family: str) -> Theme:
    """A theme of the other codebook as it would be here."""
    theme = replace(theme, family=family)
    if twin is None:
        return theme
    said = {
        f.name: getattr(theme, f.name)
        for f in fields(Theme)
        if f.name not in _NEVER_CHANGED
        and (getattr(theme, f.name) or f.name in _NEVER_BLANK)
        and (theme.id == twin.id or f.name not in _NEVER_BLANK | {"name"})
    }
    return replace(twin, **said)


def _families(
    here: Codebook, incoming: Codebook, family_of: Mapping[str, str], themes: Sequence[Theme] | None
) -> tuple[Family, ...]:
    """The families as they will be; where `themes` are all that stay, in the other's order, and none without a use."""
    arriving = {family_of[family.id]: Family(family_of[family.id], family.name) for family in incoming.families}
    if themes is None:
        mine = {family.id: arriving.get(family.id, family) for family in here.families}
        return tuple({**mine, **arriving}.values())
    needed = {theme.family for theme in themes}
    left = {family.id: family for family in here.families if family.id in needed and family.id not in arriving}
    return (*arriving.values(), *left.values())


def _says_the_same(one: Codebook, other: Codebook) -> bool:
    return replace(one, version=other.version) == other


def _called(themes: Sequence[Theme]) -> str:
    return f": {listed([theme.name for theme in themes])}" if themes else ""
