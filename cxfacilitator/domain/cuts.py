"""Figures for a part of an audience: which may be shown, so that no small table is singled out.

A part is shown from so many groups and people on. Of what is hidden at least as many are left together, over all
ways to cut at once: otherwise the total, less what is shown, would tell of the few that were to be hidden.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from cxfacilitator.domain.comparison import counted_groups
from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.roster import Participant
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, listed

FEWEST_FOR_COUNTS, FEWEST_FOR_QUOTES = 5, 10
"""People behind a part, however few the engagement promises."""


class By(StrEnum):
    """What an audience may be cut by. What one of them shows goes before the next."""

    SEGMENT = "segment"
    DEPARTMENT = "department"
    SITE = "site"
    SESSION = "session"


class Why(StrEnum):
    """Why a part is hidden."""

    FEW_GROUPS = "few_groups"
    FEW_PEOPLE = "few_people"
    NOT_NOTED = "not_noted"
    SUBTRACTION = "subtraction"


@dataclass(frozen=True, slots=True)
class Limits:
    """From how many groups and people on a part is shown."""

    groups: int
    people: int

    def why_not(self, groups: Sequence["_Sized"]) -> Why | None:
        """Return why a part of these groups is too small, or None when it is not."""
        if len(groups) < self.groups:
            return Why.FEW_GROUPS
        if sum(group.people for group in groups) >= self.people:
            return None
        return Why.FEW_PEOPLE if all(group.people for group in groups) else Why.NOT_NOTED


def limits(engagement: Engagement, fewest: int = FEWEST_FOR_COUNTS) -> Limits:
    """Return from where on a part is shown: what was promised, and never fewer than these people."""
    return Limits(max(1, engagement.threshold_groups), max(fewest, engagement.threshold_people))


@dataclass(frozen=True)
class Cell:
    """One part of an audience.

    Attributes:
        name: What its groups have in common; empty for groups that are mixed, or of which nobody has said.
        groups: Its groups with a reviewed answer, in the order of the file.
        people: How many people sat there, as far as it was noted.
        hidden: Why its figures are hidden; None when they are shown.
        quotable: Its own words may be shown as well, without those of the others.
    """

    name: str
    groups: tuple[Group, ...]
    people: int
    hidden: Why | None
    quotable: bool

    @property
    def called(self) -> str:
        """What it is called in a list."""
        return self.name or "Mixed or not noted"

    @property
    def size(self) -> str:
        """How large it is: `2 groups, 14 people`."""
        return f"{amount(len(self.groups), 'group')}, {amount(self.people, 'person', 'people')}"

    def why(self, promised: Limits) -> str:
        """Say why it is hidden; empty when it is not."""
        match self.hidden:
            case Why.FEW_GROUPS:
                told = f"it is {amount(len(self.groups), 'group')}, and no part below {promised.groups} is shown"
            case Why.FEW_PEOPLE:
                told = f"it is {amount(self.people, 'person', 'people')}, and no part below {promised.people} is shown"
            case Why.NOT_NOTED:
                told = "nobody noted how many people sat there, so that it may be too few"
            case Why.SUBTRACTION:
                told = "a part that is hidden could be worked out from it"
            case None:
                return ""
        return f"{self.called} is hidden: {told}."


@dataclass(frozen=True)
class Cut:
    """An audience cut by one thing, its parts in the order of their names and the mixed ones last."""

    audience: Audience
    by: By
    cells: tuple[Cell, ...]
    promised: Limits

    @cached_property
    def shown(self) -> tuple[Cell, ...]:
        """The parts whose figures may be shown."""
        return tuple(cell for cell in self.cells if cell.hidden is None)

    def cell(self, name: str) -> Cell:
        """Return the part with this name, whatever its capitals.

        Raises:
            CxError: There is none, or its figures are hidden; the sentence says why.
        """
        found = next((c for c in self.cells if name.casefold() in (c.name.casefold(), c.called.casefold())), None)
        if found is None:
            known = (
                f"There are {listed([cell.called for cell in self.cells])}." if self.cells else "There are none yet."
            )
            raise CxError(f"No group of {self.audience.value} with a reviewed answer has the {self.by} {name}. {known}")
        if found.hidden is not None:
            raise CxError(found.why(self.promised))
        return found


def cut(snapshot: Snapshot, audience: Audience, by: By) -> Cut:
    """Cut an audience by one thing; what the others before it in `By` show has been taken into account."""
    return cuts(snapshot, audience)[by]


def cuts(snapshot: Snapshot, audience: Audience) -> Mapping[By, Cut]:
    """Cut an audience in every way, so that all that is shown may be shown together.

    No sum or difference of what is shown, over all cuts and the whole, is of fewer groups or people than promised.
    """
    sized = _sized(snapshot, audience)
    promised, for_quotes = limits(snapshot.engagement), limits(snapshot.engagement, FEWEST_FOR_QUOTES)
    counted, quoted = _Shown(promised, sized), _Shown(for_quotes, sized)
    found = {}
    for by in By:
        parts: dict[str, list[_Sized]] = {}
        for group in sized:
            parts.setdefault(group.values[by], []).append(group)
        hidden = counted.hide(parts)
        silent = quoted.hide(parts, hidden)
        names = sorted(parts, key=lambda name: (not name, name.casefold(), name))
        cells = (
            Cell(
                name,
                tuple(group.group for group in parts[name]),
                sum(group.people for group in parts[name]),
                hidden.get(name),
                name not in silent,
            )
            for name in names
        )
        found[by] = Cut(audience, by, tuple(cells), promised)
    return found


def narrowed(snapshot: Snapshot, audience: Audience, by: By, name: str) -> tuple[Snapshot, Cell]:
    """Return the engagement as if only one part of an audience had been asked, beside the whole of the others.

    Forms, notes and reviews are left out: they are one person each and not cut. So is what was decided on the findings
    of the whole, what is done about it, and the wall.

    Raises:
        CxError: There is no such part, or its figures are hidden; the sentence says why.
    """
    cell = cut(snapshot, audience, by).cell(name)
    mine = {group.id for group in cell.groups}
    groups = tuple(group for group in snapshot.groups if group.audience is not audience or group.id in mine)
    left = {group.id for group in groups}
    answers = tuple(answer for answer in snapshot.answers if answer.group_id in left)
    aside = tuple(answer for answer in snapshot.set_aside if answer.group_id in left)
    kept = {answer.id for answer in answers}
    ideas = (replace(idea, answer_ids=tuple(one for one in idea.answer_ids if one in kept)) for idea in snapshot.ideas)
    return (
        snapshot.with_fields(
            groups=groups,
            answers=answers,
            set_aside=aside,
            parked=tuple(parked for parked in snapshot.parked if parked.answer_id in {answer.id for answer in aside}),
            kept_findings=(),
            actions=(),
            initiatives=(),
            clusters=(),
            loners={},
            forms=(),
            form_answers=(),
            ideas=tuple(idea for idea in ideas if idea.answer_ids),
            endorsements=tuple(one for one in snapshot.endorsements if one.answer_id in kept and one.group_id in left),
        ),
        cell,
    )


@dataclass(frozen=True)
class _Sized:
    """A group with how many people sat there, 0 when nobody knows, and what it counts for in each cut."""

    group: Group
    people: int
    values: Mapping[By, str]


class _Shown:
    """All that is shown so far. Groups that are in the same shown parts cannot be told apart, and are one lump."""

    def __init__(self, promised: Limits, groups: Iterable[_Sized]) -> None:
        self._promised = promised
        self._place: dict[GroupId, tuple[str | None, ...]] = {group.group.id: () for group in groups}

    def hide(self, parts: Mapping[str, Sequence[_Sized]], besides: Iterable[str] = ()) -> Mapping[str, Why]:
        """Show as many more parts as may be shown; return the others, with the reason.

        Args:
            parts: All groups, by part.
            besides: Parts that are hidden in any case.
        """
        hidden = dict.fromkeys(besides, Why.SUBTRACTION)
        hidden |= {name: why for name, groups in parts.items() if (why := self._promised.why_not(groups))}
        by_size = sorted(
            parts, key=lambda name: (len(parts[name]), sum(group.people for group in parts[name]), name), reverse=True
        )
        left = [name for name in by_size if name not in hidden]
        while left and not self._safe(parts, hidden):
            hidden[left.pop()] = Why.SUBTRACTION
        self._place = self._places(parts, hidden)
        return hidden

    def _safe(self, parts: Mapping[str, Sequence[_Sized]], hidden: Mapping[str, Why]) -> bool:
        if len(hidden) == 1:
            return False
        places, lumps = self._places(parts, hidden), dict[tuple[str | None, ...], list[_Sized]]()
        for groups in parts.values():
            for group in groups:
                lumps.setdefault(places[group.group.id], []).append(group)
        return not any(self._promised.why_not(lump) for lump in lumps.values())

    def _places(
        self, parts: Mapping[str, Sequence[_Sized]], hidden: Mapping[str, Why]
    ) -> dict[GroupId, tuple[str | None, ...]]:
        return {
            group.group.id: (*self._place[group.group.id], None if name in hidden else name)
            for name, groups in parts.items()
            for group in groups
        }


def _sized(snapshot: Snapshot, audience: Audience) -> list[_Sized]:
    seated: dict[int, list[Participant]] = {}
    for person in snapshot.participants:
        if person.group_id is not None and person.attendance.may_sit:
            seated.setdefault(person.group_id, []).append(person)
    counted = counted_groups(snapshot)
    return [
        _Sized(
            group,
            len(seated.get(group.id, ())) if group.people is None else group.people,
            {
                By.SEGMENT: group.segment or _shared(person.segment for person in seated.get(group.id, ())),
                By.DEPARTMENT: _shared(person.department for person in seated.get(group.id, ())),
                By.SITE: _shared(person.site for person in seated.get(group.id, ())),
                By.SESSION: snapshot.session_code_of[group.id],
            },
        )
        for group in snapshot.groups_of(audience)
        if group.id in counted
    ]


def _shared(values: Iterable[str]) -> str:
    """What all have in common; empty where they differ or nobody has said."""
    found = set(values)
    return found.pop() if len(found) == 1 else ""
