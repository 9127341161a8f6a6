"""How the codebook came to be what it is, and how it goes back to what it was."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.tagging import MOST_THEMES
from cxfacilitator.domain.text import amount, joined

CodebookChangeId = NewType("CodebookChangeId", int)
_SEVERAL = ThemeId("")


@dataclass(frozen=True, slots=True)
class Refiled:
    """What a change of the codebook did to the themes of one answer.

    Attributes:
        before: Its themes before, the main one first.
        after: Its themes after.
        to: The theme under which it was filed; empty where several changes were taken back together.
    """

    answer_id: AnswerId
    before: tuple[ThemeId, ...]
    after: tuple[ThemeId, ...]
    to: ThemeId = _SEVERAL

    def back(self, now: tuple[ThemeId, ...]) -> tuple[ThemeId, ...]:
        """Return the themes of the answer, as they are now, with this taken back where it still has the later theme.

        >>> Refiled("a", ("A", "B"), ("B",), "B").back(("C", "B"))
        ('C', 'A', 'B')
        """
        if now == self.after:
            return self.before
        if self.to not in now:
            return now
        rest = [theme for theme in now if theme != self.to]
        returning = [t for t in self.before if t == self.to or (t not in self.after and t not in rest)]
        place = now.index(self.to)
        room = MOST_THEMES - len(rest)
        return (*rest[:place], *returning[:room], *rest[place:])


@dataclass(frozen=True, slots=True)
class CodebookChange:
    """One change of the codebook.

    Attributes:
        who: The name of the computer's account.
        label: What was done, in the words of the undo menu, for example `Merge Waiting into Access`.
        before: The codebook as it was before.
        refiled: What it did to the themes of answers.
        merged_into: The theme into which those that are gone were merged; None for any other change.
    """

    id: CodebookChangeId
    at: datetime
    who: str
    label: str
    before: Codebook
    refiled: tuple[Refiled, ...] = ()
    merged_into: ThemeId | None = None


@dataclass(frozen=True, slots=True)
class RollBack:
    """What going back to an earlier codebook does.

    Attributes:
        label: The change that the codebook is taken back to before.
        codebook: As it will be.
        refiled: The answers whose themes change.
        stays: Themes that were added since and are in use, so that they stay.
        holders: Themes into which others were merged, under which more than answers is filed; that stays there.
    """

    label: str
    codebook: Codebook
    refiled: tuple[Refiled, ...]
    stays: tuple[Theme, ...]
    holders: tuple[Theme, ...] = ()

    @property
    def sentence(self) -> str:
        """What it does, in words."""
        themes = amount(len(self.codebook.counted), "theme")
        return " ".join((f"The codebook is as it was before “{self.label}”: {themes}.", *self.besides))

    @property
    def besides(self) -> tuple[str, ...]:
        """What it does to the themes of answers, and what it leaves alone, in sentences."""
        said = [f"The themes of {amount(len(self.refiled), 'answer')} go back."] if self.refiled else []
        if self.stays:
            names = joined(f"“{theme.name}”" for theme in self.stays)
            said.append(f"{names} {'stays' if len(self.stays) == 1 else 'stay'}, because of what is filed there.")
        if self.holders:
            names = joined(f"“{theme.name}”" for theme in self.holders)
            said.append(f"Findings, actions, initiatives and second people’s tags that are under {names} stay there.")
        return tuple(said)


def merges(
    now: Collection[ThemeId], changes: Sequence[tuple[Collection[ThemeId], ThemeId | None]]
) -> Mapping[ThemeId, ThemeId]:
    """Return the themes that went into another one which is still in the codebook, each with that one.

    Args:
        now: The themes of the codebook as it is now.
        changes: For every change, newest last, the themes that there were before it, and the one into which it merged
            those that are gone after it; None for any other change.
    """
    into: dict[ThemeId, ThemeId] = {}
    for (before, home), after in zip(changes, [*(later for later, _ in changes[1:]), now], strict=False):
        if home:
            gone = set(before) - set(after)
            into = {theme: home if kept in gone else kept for theme, kept in into.items()}
            into.update(dict.fromkeys(sorted(gone), home))
        into = {theme: kept for theme, kept in into.items() if theme not in after and kept in after}
    return into


def plan_roll_back(
    codebook: Codebook,
    themes_of: Mapping[AnswerId, tuple[ThemeId, ...]],
    changes: Sequence[CodebookChange],
    change_id: CodebookChangeId,
    used_elsewhere: Collection[ThemeId] = (),
) -> RollBack:
    """Say what the codebook and the answers become when everything from a change on is taken back.

    Args:
        codebook: As it is now.
        themes_of: The themes that answers have now.
        changes: Every change, newest last.
        change_id: The oldest change to take back.
        used_elsewhere: Themes under which something other than answers is filed.

    Raises:
        CxError: There is no such change any more.
    """
    since = [change for change in changes if change.id >= change_id]
    if not since or since[0].id != change_id:
        raise CxError("This change of the codebook is no longer in the file. Nothing was changed.")
    themes = dict(themes_of)
    known = {theme.id: (theme, codebook) for theme in codebook.themes}
    for change in reversed(since):
        for entry in change.refiled:
            if entry.answer_id in themes:
                themes[entry.answer_id] = entry.back(themes[entry.answer_id])
        for theme in change.before.themes:
            known.setdefault(theme.id, (theme, change.before))
    before = since[0].before
    used = {theme for mine in themes.values() for theme in mine}.union(used_elsewhere)
    later = [known[theme_id] for theme_id in known if theme_id in used and theme_id not in before.by_id]
    result = _with_those(before, later)
    homes = dict.fromkeys(change.merged_into for change in since if change.merged_into in used_elsewhere)
    return RollBack(
        since[0].label,
        result,
        tuple(Refiled(answer, now, themes[answer]) for answer, now in themes_of.items() if themes[answer] != now),
        tuple(theme for theme, _ in later),
        tuple(result.by_id[home] for home in homes if home),
    )


def _with_those(before: Codebook, later: Sequence[tuple[Theme, Codebook]]) -> Codebook:
    """Add themes that were added later, each with its family; a codebook that gains none keeps its version."""
    if not later:
        return before
    families: dict[str, Family] = dict(before.families_by_id)
    for theme, source in later:
        if theme.family:
            families.setdefault(theme.family, source.families_by_id[theme.family])
    themes = sorted((*before.themes, *(theme for theme, _ in later)), key=lambda theme: theme.residual)
    return replace(before, families=tuple(families.values()), themes=tuple(themes)).stamped()
