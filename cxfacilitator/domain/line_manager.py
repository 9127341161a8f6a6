"""Who somebody's line manager is, said by name or by number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.roster_cells import split_name
from cxfacilitator.domain.table import plain
from cxfacilitator.domain.text import joined, listed


class NameIndex:
    """Finds who may be meant by a name, as lists and people write it."""

    def __init__(self, people: Iterable[Participant]) -> None:
        self._by_name: dict[str, list[Participant]] = defaultdict(list)
        self._by_surname: dict[str, list[Participant]] = defaultdict(list)
        for person in people:
            self._by_name[plain(person.full_name)].append(person)
            if person.last_name:
                self._by_surname[plain(person.last_name)].append(person)

    def called(self, text: str) -> list[Participant]:
        """Return everybody of a whole name, either way round."""
        first, last = split_name(text)
        names = dict.fromkeys((plain(text), plain(f"{first} {last}"), plain(f"{last} {first}")))
        return [person for name in names for person in self._by_name.get(name, ())]

    def called_in_short(self, text: str) -> list[Participant]:
        """Return everybody of a name in short: a surname, alone or with initials; or an e-mail address made of it."""
        name = text.partition("@")[0]
        if name != text and (found := self.called(plain(name))):
            return found
        first, last = split_name(plain(name) if name != text else name)
        readings = dict.fromkeys(((plain(first), plain(last)), (plain(last), plain(first))))
        return [
            person
            for initials, surname in readings
            for person in self._by_surname.get(surname, ())
            if _begin(initials.split(), plain(person.first_name).split())
        ]


def _begin(initials: Sequence[str], names: Sequence[str]) -> bool:
    return len(initials) <= len(names) and all(
        len(initial) == 1 and name.startswith(initial) for initial, name in zip(initials, names, strict=False)
    )


def find_manager(text: str, person: Participant, people: Sequence[Participant]) -> Participant | None:
    """Find the line manager that was typed for somebody.

    Args:
        text: A name either way round or in short, a number such as `P12`, or both as `unmistakable`
            gives them; empty for no manager.
        person: Whose manager it is.
        people: Everybody on the roster, of all audiences.

    Raises:
        CxError: Nobody or several are called so, or the person would report to themselves.
    """
    if not text.strip():
        return None
    found = _called(text, people)
    if not found:
        raise CxError(
            f"Nobody on the roster is called {text.strip()}. Add that person first, or leave the manager blank."
        )
    if len(found) > 1:
        numbers = listed([f"{other.code} ({other.department or other.audience.label})" for other in found])
        raise CxError(f"{len(found)} people are called {text.strip()}. Type the number instead: {numbers}.")
    _refuse_loop(person, found[0], {other.id: other for other in people})
    return found[0]


def unmistakable(person: Participant, people: Sequence[Participant]) -> str:
    """Return a name that means one person only: with the number where others are called the same."""
    alike = sum(plain(other.full_name) == plain(person.full_name) for other in people)
    return f"{person.full_name} ({person.code})" if alike > 1 else person.full_name


def _called(text: str, people: Sequence[Participant]) -> list[Participant]:
    wanted = text.strip().casefold()
    for other in people:
        if wanted in (other.code.casefold(), f"{other.full_name} ({other.code})".casefold()):
            return [other]
    names = NameIndex(people)
    return names.called(text) or names.called_in_short(text)


def _refuse_loop(person: Participant, manager: Participant, people: Mapping[ParticipantId, Participant]) -> None:
    if manager.id == person.id:
        raise CxError(f"{person.full_name} cannot be their own line manager.")
    chain = [manager]
    while (above := chain[-1].manager_id) is not None and above in people and people[above] not in chain:
        chain.append(people[above])
        if above == person.id:
            way = joined(f"{one.full_name} reports to {other.full_name}" for one, other in pairwise(chain))
            raise CxError(f"{person.full_name} cannot report to {manager.full_name}: {way}.")
