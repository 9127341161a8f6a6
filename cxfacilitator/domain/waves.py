"""Waves: an audience split over several sessions so that work goes on while some of it is away."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.text import amount, joined, listed

FEWEST, MOST = 2, 4
"""How many waves an audience may be split into."""
_LEVELS = 4
_TRIES = 400_000


@dataclass(frozen=True, slots=True)
class WavePlan:
    """Who comes in which wave; nothing happens before a person agrees.

    Attributes:
        codes: Short names of the sessions.
        waves: The people of each, in the order of the roster.
        kept: How many stay in the session that they were invited to before.
        emptied: Departments (or kinds of customers) and sites that all come in one wave, which
            only those that are too small or were kept together do: name, people, code.
    """

    audience: Audience
    codes: tuple[str, ...]
    waves: tuple[tuple[ParticipantId, ...], ...]
    kept: int = 0
    emptied: tuple[tuple[str, int, str], ...] = ()
    notes: tuple[str, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """Say the plan in plain words, most important first."""
        count = sum(map(len, self.waves))
        sizes = joined(f"{code} {len(wave)}" for code, wave in zip(self.codes, self.waves, strict=True))
        said = [f"{amount(count, 'person', 'people')} in {amount(len(self.codes), 'wave')}: {sizes}"]
        if self.kept:
            said.append(f"{self.kept} stay in the session that they were invited to before")
        if self.emptied:
            alone = [
                f"{name} during {code} ({amount(people, 'person', 'people')})" for name, people, code in self.emptied
            ]
            said.append(f"Nobody is left at work from {listed(alone)}")
        else:
            said.append("During each wave somebody of every department and site stays at work")
        return (*said, *self.notes)


def plan_waves(
    people: Sequence[Participant], audience: Audience, codes: Sequence[str], *, keep: bool = False
) -> WavePlan:
    """Split people so that no department or site is emptied in any wave, as far as whole people allow.

    Each department (or kind of customer) is spread over the waves as evenly as whole people allow,
    and the waves differ by at most one person. Within that, the reports of one manager, then sites,
    then grades are spread. The order of the people does not matter.

    Args:
        people: Who is invited.
        audience: Whose waves they are.
        codes: Short names of the sessions, two to four, all different.
        keep: Leave everybody who is invited to one of these sessions there; the waves may then
            differ by more.

    Raises:
        CxError: Too few people or waves, too many waves, or two of one name.
    """
    _check(people, codes)
    splitting = _Splitting(people, len(codes))
    names = [code.casefold() for code in codes]
    kept = 0
    for person in people:
        if keep and person.session_code.casefold() in names:
            splitting.seat(person, names.index(person.session_code.casefold()))
            kept += 1
    splitting.fill()
    splitting.improve()
    place = splitting.place
    waves = tuple(tuple(p.id for p in people if place[p.id] == number) for number in range(len(codes)))
    return WavePlan(audience, tuple(codes), waves, kept, _emptied(people, codes, splitting))


def _check(people: Sequence[Participant], codes: Sequence[str]) -> None:
    if not FEWEST <= len(codes) <= MOST:
        raise CxError(f"Split an audience into {FEWEST} to {MOST} waves.")
    if len({code.casefold() for code in codes}) < len(codes) or not all(code.strip() for code in codes):
        raise CxError("Every wave needs a short name of its own, for example S-AM and S-PM.")
    if len(people) < len(codes):
        raise CxError(f"There are only {amount(len(people), 'person', 'people')} to split. Fill the roster first.")


def _emptied(
    people: Sequence[Participant], codes: Sequence[str], splitting: "_Splitting"
) -> tuple[tuple[str, int, str], ...]:
    found = []
    for trait in ("department", "segment", "site"):
        for name in sorted({getattr(person, trait) for person in people} - {""}):
            places = [splitting.place[person.id] for person in people if getattr(person, trait) == name]
            # An audience that is all of one site leaves it anyway; there is nothing to be evened out.
            if len(set(places)) == 1 and len(places) < len(people):
                found.append((name, len(places), codes[places[0]]))
    return tuple(found)


class _Splitting:
    """Counts by wave, and the two steps: give each free person a wave, then swap where that spreads better."""

    def __init__(self, people: Sequence[Participant], waves: int) -> None:
        codes = {person.id: person.code for person in people}

        def marks(person: Participant) -> tuple[tuple[int, str], ...]:
            boss = "" if person.manager_id is None else codes.get(person.manager_id, f"#{person.manager_id}")
            return (
                (0, person.department or person.segment),
                (1, boss),
                (2, person.site),
                (3, person.grade or person.company),
            )

        self.marks = {person.id: marks(person) for person in people}
        # Codes are unique, so the order in which the people come does not matter.
        self.people = sorted(people, key=lambda person: (self.marks[person.id], person.code))
        self.waves = range(waves)
        self.place: dict[ParticipantId, int] = {}
        self.free: list[ParticipantId] = []
        self.totals = [0] * waves
        self.counts: Counter[tuple[tuple[int, str], int]] = Counter()

    def seat(self, person: Participant, wave: int) -> None:
        """Put somebody into a wave."""
        self.place[person.id] = wave
        self.totals[wave] += 1
        self.counts.update((mark, wave) for mark in self.marks[person.id])

    def fill(self) -> None:
        """Give everybody else the wave with fewest of the department, then of all."""
        for person in self.people:
            if person.id not in self.place:
                self.free.append(person.id)
                self.seat(person, min(self.waves, key=partial(self._crowd, self.marks[person.id])))

    def _crowd(self, marks: Sequence[tuple[int, str]], wave: int) -> tuple[int, ...]:
        department, *others = (self.counts[mark, wave] for mark in marks)
        return (department, self.totals[wave], *others)

    def improve(self) -> None:
        """Swap two people of different waves as long as that spreads something better and nothing above it worse."""
        tries, better = _TRIES, True
        while better and tries > 0:
            better = False
            for number, one in enumerate(self.free):
                for other in self.free[number + 1 :]:
                    if self.place[one] != self.place[other]:
                        tries -= 1
                        if self._gain(one, other) < (0,) * _LEVELS:
                            self._swap(one, other)
                            better = True
                if tries <= 0:
                    return

    def _gain(self, one: ParticipantId, other: ParticipantId) -> tuple[int, ...]:
        """The change of the sum of squared counts of each level, were the two to swap."""
        here, there = self.place[one], self.place[other]
        counts = self.counts
        return tuple(
            0
            if mine == theirs
            else counts[mine, there] - counts[mine, here] + counts[theirs, here] - counts[theirs, there] + 2
            for mine, theirs in zip(self.marks[one], self.marks[other], strict=True)
        )

    def _swap(self, one: ParticipantId, other: ParticipantId) -> None:
        here, there = self.place[one], self.place[other]
        for person, source, target in ((one, here, there), (other, there, here)):
            self.place[person] = target
            for mark in self.marks[person]:
                self.counts[mark, source] -= 1
                self.counts[mark, target] += 1
