"""What importing a list of people would do: shown to a person first, applied only when agreed."""

from dataclasses import dataclass, replace

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.reading import NOT_READ, ListRead
from cxfacilitator.domain.roster import Participant
from cxfacilitator.domain.text import amount, joined, listed


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person of the list.

    Attributes:
        number: Row number in the file.
        person: The participant to be; its `id` is 0, and `manager_id` and `group_id` are None.
        manager_code: The `code` of the line manager, who is on this list or already on the roster.
        group_code: The code of the group that the list names, for example `S3`.
    """

    number: int
    person: Participant
    manager_code: str = ""
    group_code: str = ""

    @property
    def name(self) -> str:
        """First name and last name."""
        return self.person.full_name


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that repeats an earlier one in every particular."""

    row: RosterRow
    repeats: int

    @property
    def number(self) -> int:
        """Row number of the later row."""
        return self.row.number


@dataclass(frozen=True, slots=True)
class SameName:
    """People of one name who differ in something and stay apart; `on_roster` are the codes of those there already."""

    name: str
    numbers: tuple[int, ...]
    on_roster: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The rows in words."""
        rows = f"rows {joined(map(str, self.numbers))}" if len(self.numbers) > 1 else f"row {self.numbers[0]}"
        return f"{rows} and on the roster" if self.on_roster else rows


@dataclass(frozen=True, slots=True)
class RowNote:
    """Something about one row: whose it is and what is the matter.

    Attributes:
        person: What a row without a name says all the same, for whoever types it in by hand; None
            where nobody can be meant.
    """

    number: int
    name: str
    about: str
    person: Participant | None = None


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """What importing a list would do.

    Attributes:
        people: Who would be added, in the order of the list; duplicates and people already there left out.
        duplicates: Rows proposed to be dropped; `keep` takes one back.
        already: Rows of people who are on the roster; `about` is their code there.
        missing: Blanks to fill in; `about` is the column's word.
        unclear: What could not be understood about somebody who is added all the same.
        unreadable: Rows that hold no person.
        understood: Heading in the file and our word for it.
        unused: Headings that mean nothing to us.
        assumptions: Choices made on the facilitator's behalf, in sentences.
        warnings: What was odd about the file.
        read: How the list was read.
    """

    audience: Audience
    people: tuple[RosterRow, ...]
    duplicates: tuple[Duplicate, ...] = ()
    already: tuple[RowNote, ...] = ()
    same_name: tuple[SameName, ...] = ()
    missing: tuple[RowNote, ...] = ()
    unclear: tuple[RowNote, ...] = ()
    unreadable: tuple[RowNote, ...] = ()
    understood: tuple[tuple[str, str], ...] = ()
    unused: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    read: ListRead = NOT_READ

    def keep(self, number: int) -> "RosterPlan":
        """Take back the proposal to drop the duplicate in this row."""
        kept = tuple(twin.row for twin in self.duplicates if twin.number == number)
        people = tuple(sorted(self.people + kept, key=lambda row: row.number))
        return replace(self, people=people, duplicates=tuple(twin for twin in self.duplicates if twin.number != number))

    def sentences(self) -> tuple[str, ...]:
        """Say the plan in plain words, most important first."""
        said = [amount(len(self.people), "person", "people")]
        if self.already:
            names = listed([note.name for note in self.already])
            said.append(f"{len(self.already)} already on the roster, not added again: {names}")
        if self.duplicates:
            rows = [f"row {twin.number} repeats row {twin.repeats} ({twin.row.name})" for twin in self.duplicates]
            said.append(f"{amount(len(rows), 'duplicate')} proposed to be dropped: {listed(rows)}")
        if self.same_name:
            pairs = [f"{same.name} ({same.where})" for same in self.same_name]
            title = amount(len(pairs), "name that two people share", "names that several people share")
            if all(len(same.numbers) + len(same.on_roster) == 2 for same in self.same_name):
                title = amount(len(pairs), "same-name pair")
            said.append(f"{title} kept apart: {listed(pairs)}")
        for what in dict.fromkeys(note.about for note in self.missing):
            rows = [f"row {note.number} ({note.name})" for note in self.missing if note.about == what]
            said.append(f"{len(rows)} missing {what}: {listed(rows)}")
        for about in dict.fromkeys(note.about for note in self.unclear):
            rows = [f"row {note.number} ({note.name})" for note in self.unclear if note.about == about]
            said.append(f"{about}: {listed(rows)}")
        if self.unreadable:
            rows = [f"row {note.number} ({note.about})" for note in self.unreadable]
            said.append(f"{amount(len(rows), 'row')} left out: {listed(rows)}")
        if self.unused:
            said.append(f"Columns not used: {', '.join(self.unused)}")
        return (*said, *self.assumptions, *self.warnings)
