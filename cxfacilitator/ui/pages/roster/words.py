"""What the roster page says of people, and how typed letters find them."""

from collections.abc import Sequence

from cxfacilitator.domain.roster import Attendance, Participant
from cxfacilitator.domain.text import unaccented


def is_called(person: Participant, words: Sequence[str]) -> bool:
    """Whether every word, in small letters without accents, begins one of somebody's names, or is the id."""
    names = unaccented(person.full_name).split()
    named = all(any(name.startswith(word) for name in names) for word in words)
    return named or [unaccented(person.code)] == list(words)


def told_apart(person: Participant, people: Sequence[Participant]) -> str:
    """Return a name, with more about the person where others are called the same."""
    name = unaccented(person.full_name)
    if sum(unaccented(other.full_name) == name for other in people) < 2:
        return person.full_name
    more = person.department or person.segment or person.company or person.site or person.code
    return f"{person.full_name} ({more})"


def attendance_words(people: Sequence[Participant]) -> str:
    """Say how many are here, have walked in and are missing."""
    if not people:
        return ""
    here = sum(person.attendance.in_the_room for person in people)
    missing = sum(person.attendance is Attendance.NO_SHOW for person in people)
    walked_in = sum(person.attendance is Attendance.WALK_IN for person in people)
    parts = [f"{here} of {len(people)} here"] if here or missing else [f"{len(people)} invited"]
    if walked_in:
        parts.append(f"{walked_in} walked in")
    if missing:
        parts.append(f"{missing} not here")
    return ", ".join(parts)


def fix_words(count: int) -> str:
    """Say after an import how many people miss something."""
    return f" {count} of them {'is' if count == 1 else 'are'} to be fixed: see “To fix”." if count else ""
