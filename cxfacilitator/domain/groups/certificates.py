"""Why some wishes cannot all be met, found before any search for a seating, and exact.

Nothing is called impossible without one of these. What none of them covers was only not found.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

from cxfacilitator.domain.groups.blocks import BlockGraph, Blocks
from cxfacilitator.domain.groups.fitting import fits
from cxfacilitator.domain.groups.rules import SeatingRequest, Wish, WishKind, WishLevel
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.domain.text import amount, cardinal, joined

MOST_TESTS = 250
"""So many sets of wishes are tried in one certificate to find out how many of them must fail."""
MOST_FOUND = 20
EVERYBODY_FITS = 10**9
MOST_NAMED = 12


class CertificateKind(StrEnum):
    """What stands in the way."""

    PINS = "more people pinned to a group than it has seats"
    PINNED_TOGETHER = "apart pair pinned together"
    PINNED_APART = "together pair pinned apart"
    CONTRADICTION = "apart pair inside a keep-together block"
    BLOCK = "keep-together block larger than the largest group"
    STAR = "too few permitted table-mates"
    ROLES = "fewer role holders than groups"
    CLIQUE = "apart clique larger than the number of groups"
    COLOURS = "not colourable"
    PACKING = "bin packing: more blocks than group places"
    BOTH = "blocks that fit into the groups, but not beside those they are kept apart from"


@dataclass(frozen=True)
class Certificate:
    """A reason why not all of some wishes can be met, whatever the seating.

    Attributes:
        people: Whom it is about, the one in the middle first where there is one.
        wishes: Of these at least `at_least` fail; none of the others is needed for the proof.
        at_least: For roles the number of seats that stay without.
        numbers: What the sentence counts, see there.
        role: The role that is missing, for ROLES.
        level: Whether what fails must or ought to be kept.
    """

    kind: CertificateKind
    people: tuple[ParticipantId, ...]
    wishes: tuple[Wish, ...]
    at_least: int
    numbers: tuple[int, ...] = ()
    role: str = ""
    level: WishLevel = WishLevel.MUST

    @property
    def title(self) -> str:
        """The reason in the words of the field, with its numbers."""
        match self.kind:
            case CertificateKind.ROLES:
                return f"{self.kind}; missing = {self.at_least}"
            case CertificateKind.CLIQUE:
                return f"{self.kind} ({len(self.people)} people, {amount(self.numbers[0], 'group')})"
            case CertificateKind.COLOURS:
                return f"{self.kind} with {amount(self.numbers[0], 'group')} (clique test is not enough)"
        return self.kind.value

    def sentence(self, names: Mapping[ParticipantId, str] | None = None) -> str:
        """Return the reason in one plain sentence; people without a name are called by their number."""
        called = [(names or {}).get(person) or f"person {person}" for person in self.people]
        who = joined(_first(called))
        first = self.numbers[0] if self.numbers else 0
        match self.kind:
            case CertificateKind.PINS:
                why = f"{len(called)} people are tied to a group of {first}: {who}"
            case CertificateKind.PINNED_TOGETHER:
                why = f"{joined(called[:2])} are to be kept apart, but are tied to the same group"
            case CertificateKind.PINNED_APART:
                why = f"{joined(called[:2])} are to be kept together, but are tied to different groups"
            case CertificateKind.CONTRADICTION:
                by = f", through {joined(called[2:])}," if called[2:] else ""
                why = f"{joined(called[:2])} are to be kept apart, but other wishes{by} keep them together"
            case CertificateKind.BLOCK:
                why = f"{who} are to be kept together: {len(called)} people, and the largest group has {first} seats"
            case CertificateKind.STAR:
                whom = f"only {amount(first, 'other person', 'other people')}" if first else "nobody"
                why = f"{called[0]} may sit with {whom}, and even the smallest group has {self.numbers[1]} seats"
            case CertificateKind.ROLES:
                has = amount(first, "person", "people") if first else "nobody"
                why = f"{has} can be {self.role}, and {amount(self.numbers[1], 'seat needs', 'seats need')} one"
            case CertificateKind.CLIQUE:
                why = self._clique(dict(zip(self.people, called, strict=True)))
            case CertificateKind.COLOURS:
                why = f"{who} cannot be spread over {amount(first, 'group')} so that nobody meets whom they must not"
            case CertificateKind.PACKING:
                blocks = joined(cardinal(size) for size in self.numbers[1:])
                why = f"blocks of {blocks} who are to be kept together do not fit into {amount(first, 'group')}"
            case CertificateKind.BOTH:
                why = f"{who} cannot be seated in {amount(first, 'group')} so that all their wishes are kept"
        return f"{why[0].upper()}{why[1:]}. {self._failing}"

    def _clique(self, called: Mapping[ParticipantId, str]) -> str:
        groups, together = self.numbers[0], [wish for wish in self.wishes if wish.kind is WishKind.TOGETHER]
        if not together:
            return (
                f"{joined(_first([*called.values()]))} are all to be kept apart from each other: "
                f"{len(called)} people in {amount(groups, 'group')}"
            )
        blocks = [joined(called[person] for person in sorted(block)) for block in Blocks(self.people, together).all]
        return (
            f"{'; '.join(_first(blocks))}: each of these {len(blocks)} is to be kept apart from all others, "
            f"and there {'is' if groups == 1 else 'are'} {amount(groups, 'group')}"
        )

    @property
    def _failing(self) -> str:
        if self.kind is CertificateKind.ROLES:
            return f"{amount(self.at_least, 'seat stays', 'seats stay')} without."
        if self.kind is CertificateKind.PINS and not self.wishes:
            return "Somebody has to move."
        if self.at_least == len(self.wishes):
            return "This wish cannot be kept." if self.at_least == 1 else "None of these wishes can be kept."
        return f"At least {amount(self.at_least, 'wish', 'wishes')} of {len(self.wishes)} cannot be kept."


def _first(named: Sequence[str]) -> Sequence[str]:
    return named if len(named) <= MOST_NAMED else [*named[:MOST_NAMED], f"{len(named) - MOST_NAMED} more"]


def impossible(request: SeatingRequest, sizes: Sequence[int]) -> tuple[Certificate, ...]:
    """Return why not all musts, and roles, of a request can be kept in groups of these sizes.

    Returns:
        Nothing proves that the wishes can be met. Certificates may share wishes; see `least_unmet`.
    """
    return _Proof(request, sizes).found()


def least_unmet(certificates: Iterable[Certificate]) -> int:
    """Return how many musts fail at least: certificates add up where they share no wish."""
    total, used = 0, set[Wish]()
    for certificate in sorted(certificates, key=lambda c: (-c.at_least, len(c.wishes))):
        if certificate.level is WishLevel.MUST and used.isdisjoint(certificate.wishes):
            total += certificate.at_least
            used.update(certificate.wishes)
    return total


def why_unmet(request: SeatingRequest, sizes: Sequence[int], wish: Wish) -> Certificate | None:
    """Return why a wish cannot be met together with all musts; None when there is no proof that it cannot."""
    musts = [one for one in request.wishes if one.level is WishLevel.MUST and one != wish]
    asked = replace(wish, level=WishLevel.MUST)
    found = impossible(replace(request, wishes=(*musts, asked), roles=()), sizes)
    return next((certificate for certificate in found if asked in certificate.wishes), None)


class _Proof:
    def __init__(self, request: SeatingRequest, sizes: Sequence[int]) -> None:
        self._request, self._sizes = request, tuple(sizes)
        self._pins = {person: group for person, group in request.pins.items() if 0 <= group < len(sizes)}
        self._musts = tuple(dict.fromkeys(wish for wish in request.wishes if wish.level is WishLevel.MUST))

    def found(self) -> tuple[Certificate, ...]:
        blocks = Blocks(self._request.people, self._musts)
        cheap = [*self._pinned(blocks), *self._contradictions(blocks), *self._large(blocks), *self._stars(blocks)]
        explained = {wish for certificate in cheap for wish in certificate.wishes}
        rest = tuple(wish for wish in self._musts if wish not in explained)
        searched: list[Certificate] = []
        if not any(certificate.kind is CertificateKind.PINS and not certificate.wishes for certificate in cheap):
            while len(searched) < MOST_FOUND and (certificate := self._search(rest)) is not None:
                searched.append(certificate)
                rest = tuple(wish for wish in rest if wish not in certificate.wishes)
        return (*cheap, *searched, *self._roles())

    # ---------------------------------------------------------------- what is seen at once

    def _pinned(self, blocks: "Blocks") -> Iterator[Certificate]:
        tied: dict[int, list[ParticipantId]] = {}
        for person, group in self._pins.items():
            tied.setdefault(group, []).append(person)
        for group, people in sorted(tied.items()):
            seats = self._sizes[group]
            if len(people) > seats:
                yield Certificate(CertificateKind.PINS, tuple(sorted(people)), (), 1, (seats,))
                continue
            joint = {member for person in people for member in blocks.of(person)}
            ties = _ties(joint, self._musts)
            if len(joint) > seats and all(self._pins.get(member, group) == group for member in joint):
                yield Certificate(CertificateKind.PINS, tuple(sorted(joint)), ties, 1, (seats,))
        for block in blocks.all:
            pinned = sorted(person for person in block if person in self._pins)
            for one, other in combinations(pinned, 2):
                if self._pins[one] != self._pins[other]:
                    through, path = blocks.path(one, other)
                    yield Certificate(CertificateKind.PINNED_APART, (one, other, *through), path, 1)
                    break
        for wish in self._musts:
            if wish.kind is WishKind.APART and not blocks.joins(*wish.pair):
                yield from self._tied_together(blocks, wish)

    def _tied_together(self, blocks: "Blocks", wish: Wish) -> Iterator[Certificate]:
        sides = [sorted(p for p in blocks.of(person) if p in self._pins) for person in wish.pair]
        for one in sides[0]:
            for other in sides[1]:
                if self._pins[one] == self._pins[other]:
                    more, ties = blocks.path(wish.first_id, one)
                    others, other_ties = blocks.path(wish.second_id, other)
                    through = tuple(p for p in dict.fromkeys((one, other, *more, *others)) if p not in wish.pair)
                    people = (*wish.pair, *through)
                    yield Certificate(CertificateKind.PINNED_TOGETHER, people, (wish, *ties, *other_ties), 1)
                    return

    def _contradictions(self, blocks: "Blocks") -> Iterator[Certificate]:
        for wish in self._musts:
            if wish.kind is WishKind.APART and blocks.joins(*wish.pair):
                through, path = blocks.path(*wish.pair)
                yield Certificate(CertificateKind.CONTRADICTION, (*wish.pair, *through), (wish, *path), 1)

    def _large(self, blocks: "Blocks") -> Iterator[Certificate]:
        largest = sorted(self._sizes, reverse=True)
        for block in blocks.all:
            if len(block) > largest[0]:
                parts, seats = 0, 0
                while seats < len(block) and parts < len(largest):
                    seats, parts = seats + largest[parts], parts + 1
                ties = _ties(block, self._musts)
                yield Certificate(CertificateKind.BLOCK, tuple(sorted(block)), ties, parts - 1, (largest[0],))

    def _stars(self, blocks: "Blocks") -> Iterator[Certificate]:
        rivals: dict[ParticipantId, dict[ParticipantId, Wish]] = {}
        for wish in self._musts:
            if wish.kind is WishKind.APART:
                rivals.setdefault(wish.first_id, {})[wish.second_id] = wish
                rivals.setdefault(wish.second_id, {})[wish.first_id] = wish
        everybody, smallest = len(self._request.people), min(self._sizes, default=0)
        told = set[Wish]()
        # Whoever is kept apart from the most explains best; the others' wishes are part of theirs.
        for person, others in sorted(rivals.items(), key=lambda one: (-len(one[1]), one[0])):
            seats = self._sizes[self._pins[person]] if person in self._pins else smallest
            permitted = everybody - 1 - len(others)
            if permitted < seats - 1 and not told.issuperset(others.values()):
                told.update(others.values())
                people = (person, *sorted(others))
                wishes = tuple(others[other] for other in sorted(others))
                yield Certificate(CertificateKind.STAR, people, wishes, seats - 1 - permitted, (permitted, seats))

    def _roles(self) -> Iterator[Certificate]:
        for role in self._request.roles:
            needed, holders = role.need * len(self._sizes), tuple(sorted(role.holders))
            if len(holders) < needed:
                numbers = (len(holders), needed)
                short = needed - len(holders)
                yield Certificate(CertificateKind.ROLES, holders, (), short, numbers, role.name, role.level)

    # ---------------------------------------------------------------- what has to be searched

    def _search(self, wishes: tuple[Wish, ...]) -> Certificate | None:
        for test, kind in (
            (self._colours, CertificateKind.COLOURS),
            (self._packs, CertificateKind.PACKING),
            (self._both, CertificateKind.BOTH),
        ):
            if test(wishes) is False:
                units: list[tuple[Wish, ...]] = [(wish,) for wish in wishes]
                if kind is CertificateKind.PACKING:
                    # A facilitator knows the blocks; parts of one would be a riddle.
                    blocks = Blocks(self._request.people, wishes)
                    units = [ties for block in blocks.all if (ties := _ties(block, wishes))]
                return self._certificate(kind, test, _needed(units, test))
        return None

    def _colours(self, wishes: Collection[Wish]) -> bool | None:
        return self._fits(wishes, sizes=False, apart=True)

    def _packs(self, wishes: Collection[Wish]) -> bool | None:
        return self._fits(wishes, sizes=True, apart=False)

    def _both(self, wishes: Collection[Wish]) -> bool | None:
        return self._fits(wishes, sizes=True, apart=True)

    def _fits(self, wishes: Collection[Wish], sizes: bool, apart: bool) -> bool | None:
        graph = BlockGraph(self._request.people, wishes, self._pins)
        if graph.clash:
            return False
        if sizes:
            nodes = [node for node in range(len(graph.blocks)) if graph.counts(node, apart)]
            room = self._sizes
        else:
            nodes, room = graph.core(len(self._sizes)), (EVERYBODY_FITS,) * len(self._sizes)
        place = {node: number for number, node in enumerate(nodes)}
        rivals = {
            place[node]: [place[other] for other in graph.apart[node] if other in place] for node in nodes if apart
        }
        pins = {place[node]: graph.pins[node] for node in nodes if node in graph.pins}
        return fits([len(graph.blocks[node]) for node in nodes], room, rivals, pins)

    def _certificate(
        self, kind: CertificateKind, test: Callable[[Collection[Wish]], bool | None], wishes: tuple[Wish, ...]
    ) -> Certificate:
        blocks = Blocks(self._request.people, wishes)
        named = {person for wish in wishes for person in wish.pair}
        count = len(self._sizes)
        if kind is CertificateKind.PACKING:
            large = sorted((len(block) for block in blocks.all if len(block) > 1), reverse=True)
            at_least = _failing(wishes, test)
            return Certificate(kind, tuple(sorted(named)), wishes, at_least, (count, *large))
        if kind is CertificateKind.COLOURS and (clique := self._clique(wishes)) is not None:
            return clique
        return Certificate(kind, tuple(sorted(named)), wishes, _failing(wishes, test), (count,))

    def _clique(self, wishes: tuple[Wish, ...]) -> Certificate | None:
        """Return the certificate of a clique that holds these wishes, grown as far as it goes, if they make one."""
        graph = BlockGraph(self._request.people, wishes, {})
        nodes = [node for node in range(len(graph.blocks)) if graph.apart[node]]
        if not all(other in graph.apart[node] for node, other in combinations(nodes, 2)):
            return None
        count = len(self._sizes)
        members = [set(graph.blocks[node]) for node in nodes]
        if len(members) <= count:
            return None
        inside = set(wishes)
        direct: dict[ParticipantId, dict[ParticipantId, Wish]] = {}
        for wish in self._musts:
            if wish.kind is WishKind.APART:
                direct.setdefault(wish.first_id, {})[wish.second_id] = wish
                direct.setdefault(wish.second_id, {})[wish.first_id] = wish
        for person in sorted(direct):
            links = [next((direct[person][m] for m in sorted(block) if m in direct[person]), None) for block in members]
            if all(links) and not any(person in block for block in members):
                inside.update(link for link in links if link is not None)
                members.append({person})
        people = tuple(sorted(person for block in members for person in block))
        ties = sum(len(block) > 1 for block in members)
        least = min(t + _meetings(len(members) - t, count) for t in range(ties + 1))
        ordered = tuple(wish for wish in self._musts if wish in inside)
        return Certificate(CertificateKind.CLIQUE, people, ordered, least, (count,))


def _meetings(people: int, groups: int) -> int:
    """Return how many pairs share a group at least.

    >>> _meetings(4, 3), _meetings(7, 3), _meetings(2, 3)
    (1, 5, 0)
    """
    each, more = divmod(people, groups)
    return more * (each + 1) * each // 2 + (groups - more) * each * (each - 1) // 2


def _ties(block: Collection[ParticipantId], wishes: Iterable[Wish]) -> tuple[Wish, ...]:
    return tuple(wish for wish in wishes if wish.kind is WishKind.TOGETHER and wish.first_id in block)


def _needed(units: list[tuple[Wish, ...]], test: Callable[[Collection[Wish]], bool | None]) -> tuple[Wish, ...]:
    """Return the wishes of some units that cannot be met either; none can be left out, as far as was found.

    Source: Zeller & Hildebrandt (2002), Simplifying and isolating failure-inducing input: delta debugging.
    """
    parts = 2
    while len(units) > 1:
        size = -(-len(units) // parts)
        for start in range(0, len(units), size):
            without = units[:start] + units[start + size :]
            if test([wish for unit in without for wish in unit]) is False:
                units, parts = without, max(2, parts - 1)
                break
        else:
            if size == 1:
                break
            parts = min(len(units), 2 * parts)
    return tuple(wish for unit in units for wish in unit)


def _failing(wishes: tuple[Wish, ...], test: Callable[[Collection[Wish]], bool | None]) -> int:
    """Return how many of the wishes fail at least: no smaller number of them, left out, lets the rest be met."""
    tests = 0
    for count in range(1, len(wishes)):
        for left_out in combinations(wishes, count):
            tests += 1
            if tests > MOST_TESTS or test(tuple(wish for wish in wishes if wish not in left_out)) is not False:
                return count
    return len(wishes)
