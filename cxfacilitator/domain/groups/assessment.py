"""What a seating is worth: its scores, its least mixed group, and why it leaves something unmet."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups.certificates import Certificate, impossible, least_unmet, why_unmet
from cxfacilitator.domain.groups.plan import GroupPlan, UnmetWish, sitting_with_manager
from cxfacilitator.domain.groups.problem import Kind, Problem, problem
from cxfacilitator.domain.groups.rules import (
    Attribute,
    SeatingRequest,
    SeatingRules,
    Wish,
    WishKind,
    WishLevel,
    seating_request,
)
from cxfacilitator.domain.groups.scores import trait_scores
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.text import cardinal, joined

PLACES = {Attribute.DEPARTMENT, Attribute.SITE, Attribute.COMPANY}
"""Where people are from; the other attributes are something that they have."""

MOST_REASONS = 20
"""So many unmet wishes are looked into; with more of them nobody reads the reasons one by one."""


def assess(  # noqa: PLR0913 - all that was asked of the seating
    people: Sequence[Participant],
    groups: Sequence[Sequence[ParticipantId]],
    rules: SeatingRules,
    *,
    audience: Audience,
    session_code: str = "",
    seed: int = 1,
    wishes: Sequence[Wish] = (),
    pins: Mapping[ParticipantId, int] | None = None,
    met: Mapping[tuple[ParticipantId, ParticipantId], int] | None = None,
) -> GroupPlan:
    """Return the plan for a seating: its scores, and what it leaves unmet and why.

    Args:
        people: Exactly those who sit in `groups`.
        groups: Who sits where; found by the engine, or made by hand.
        rules: What the scores measure.
        audience: Goes into the plan, as the next two do.
        session_code: Empty for a whole audience.
        seed: What the search was given.
        wishes: Pairs to keep apart or together.
        pins: Group, counted from 0, of those who had to stay.
        met: How often pairs have shared a group before; nothing is said of it when nobody has.

    Raises:
        CxError: The groups do not seat exactly these people.
    """
    # A group that everybody has left is no group to be mixed.
    seated = [tuple(group) for group in groups if group]
    request = seating_request(people, rules, wishes, met=met)
    measure = problem(request, list(map(len, seated)))
    seats = measure.seats_of(seated)
    # People stay in groups as they are numbered with the empty ones; those are gone here.
    place = {number: new for new, number in enumerate(n for n, group in enumerate(groups) if group)}
    stay = {person: place[group] for person, group in (pins or {}).items() if group in place}
    asked = _Asked(people, rules, measure, seats, stay)
    unmet = asked.unmet_wishes()
    scores = {Attribute(request.traits[n].name): score for n, score in trait_scores(measure, seats).items()}
    broken = sum(one.wish.level is WishLevel.MUST for one in unmet)
    certificates = asked.certificates() if unmet or asked.lacking() else ()
    # Only where every broken wish has to be broken does the mixing decide whether anything is better.
    needed = least_unmet(one for one in certificates if one.wishes) == broken
    return GroupPlan(
        audience,
        session_code,
        tuple(tuple(group) for group in groups),
        seed,
        tuple((attribute, score) for attribute, score in sorted(scores.items()) if attribute is not rules.same),
        (rules.same, scores[rules.same]) if rules.same is not None and rules.same in scores else None,
        len(asked.managers),
        (*(one.sentence for one in unmet), *asked.lacking()),
        needed and measure.value(seats) - measure.must * broken == measure.bound,
        sum(not asked.of_managers(wish) for wish in request.wishes),
        unmet,
        tuple(dict.fromkeys(one.sentence(asked.names) for one in certificates)),
        asked.worst(),
        None if not met else sum(seats[one] == seats[other] for one, other in asked.met()),
    )


class _Asked:
    """What was asked of a seating, beside what it gives; groups are counted from 1 in all words."""

    def __init__(
        self,
        people: Sequence[Participant],
        rules: SeatingRules,
        measure: Problem,
        seats: Sequence[int],
        pins: Mapping[ParticipantId, int],
    ) -> None:
        self._rules, self._measure, self._pins = rules, measure, pins
        self._person = {person.id: person for person in people}
        self._seat = dict(zip(measure.people, seats, strict=True))
        self._members: list[list[Participant]] = [[] for _ in measure.sizes]
        for one in measure.people:
            self._members[self._seat[one]].append(self._person[one])
        self.names = {person.id: person.full_name or person.code for person in people}
        loops = sitting_with_manager(people) if rules.managers_apart else ()
        self.managers = {
            (min(report.id, manager.id), max(report.id, manager.id)): (report, manager) for report, manager in loops
        }

    def of_managers(self, wish: Wish) -> bool:
        """Return whether a wish keeps a manager from a direct report."""
        return wish.kind is WishKind.APART and wish.pair in self.managers

    def unmet_wishes(self) -> tuple[UnmetWish, ...]:
        """Return every wish that is not met, by group, with the reason where there is one."""
        broken = sorted(
            (
                (self._seat[wish.first_id], wish)
                for wish in self._measure.request.wishes
                if (self._seat[wish.first_id] == self._seat[wish.second_id]) == (wish.kind is WishKind.APART)
            ),
            key=lambda found: (found[0], self._sentence(found[1])),
        )
        reasons = {
            wish: certificate for certificate in (self.certificates() if broken else ()) for wish in certificate.wishes
        }
        wants = [wish for _, wish in broken if wish.level is WishLevel.WANT][:MOST_REASONS]
        for wish in wants:
            if (certificate := why_unmet(self._pinned, self._measure.sizes, wish)) is not None:
                reasons[wish] = certificate
        return tuple(
            UnmetWish(
                wish,
                self._sentence(wish),
                self.of_managers(wish),
                reasons.get(wish),
            )
            for _, wish in broken
        )

    def certificates(self) -> tuple[Certificate, ...]:
        """Return why not everything that was asked for can be had."""
        return impossible(self._pinned, self._measure.sizes)

    def lacking(self) -> tuple[str, ...]:
        """Return in words which groups are without a role, and who is alone."""
        found = []
        for feature in self._measure.features:
            counts = Counter(self._seat[self._measure.people[member]] for member in feature.members)
            if feature.kind is Kind.ROLE:
                without = [str(group + 1) for group in range(len(self._members)) if not counts[group]]
                if len(without) == len(self._members):
                    found.append(f"No group has a {feature.label}.")
                elif without:
                    one = len(without) == 1
                    found.append(
                        f"Group{'' if one else 's'} {joined(without)} {'has' if one else 'have'} no {feature.label}."
                    )
            elif feature.kind is Kind.ALONE:
                alone = [str(group + 1) for group, count in sorted(counts.items()) if count == 1]
                found += [f"Group {group}: only one has {feature.label}." for group in alone]
        return tuple(found)

    def worst(self) -> str:
        """Return in words which group is the least mixed, and what there is too much of."""
        cost = [0] * len(self._members)
        for feature in self._measure.features:
            if feature.kind is Kind.MIX:
                counts = Counter(self._seat[self._measure.people[member]] for member in feature.members)
                for group, size in enumerate(self._measure.sizes):
                    cost[group] += feature.price[size][counts[group]]
        for group in sorted(range(len(cost)), key=lambda group: (-cost[group], group)):
            if crowd := max(self._crowds(group), default=None):
                _, attribute, value, count = crowd
                what = f"from {value}" if attribute in PLACES else f"with the {attribute.value} {value}"
                many = f"{cardinal(count)} of {cardinal(len(self._members[group]))}"
                return f"Group {group + 1} is the least mixed: {many} {what}."
        return ""

    def met(self) -> tuple[tuple[int, int], ...]:
        """Return the pairs who have shared a group before."""
        place = {person: number for number, person in enumerate(self._measure.people)}
        return tuple((place[one], place[other]) for one, other in self._measure.request.met)

    def _crowds(self, group: int) -> Iterator[tuple[float, Attribute, str, int]]:
        """Yield of which values there are more in a group than an even spread would need."""
        everybody, here = list(self._person.values()), self._members[group]
        for attribute, weight in self._rules.mix.items():
            if weight <= 0 or attribute is self._rules.same:
                continue
            total, count = (Counter(map(attribute.of, some)) for some in (everybody, here))
            for value, number in count.items():
                share = total[value] * len(here) / len(everybody)
                if value and number >= share + 1:
                    shown = next(getattr(one, attribute.value) for one in here if attribute.of(one) == value)
                    yield (number - share) * weight, attribute, str(shown).strip(), number

    @property
    def _pinned(self) -> SeatingRequest:
        return replace(self._measure.request, pins=self._pins)

    def _sentence(self, wish: Wish) -> str:
        first, second = (self._seat[person] + 1 for person in wish.pair)
        if self.of_managers(wish):
            report, manager = (self.names[one.id] for one in self.managers[wish.pair])
            return f"Group {first}: {report} sits with line manager {manager}."
        names = joined(sorted(self.names[person] for person in wish.pair))
        ought = "were to" if wish.level is WishLevel.MUST else "would rather"
        if wish.kind is WishKind.APART:
            return f"Group {first}: {names} {ought} sit apart."
        return f"Groups {min(first, second)} and {max(first, second)}: {names} {ought} sit together."
