"""How somebody's list of people becomes a roster: a plan that a person agrees to before anything is stored."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from itertools import zip_longest
from statistics import median
from typing import Any

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.line_manager import NameIndex
from cxfacilitator.domain.reading import AS_FOUND, ColumnRead, ColumnsWanted, ListRead, ReadingChoices
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.roster_cells import (
    attendance,
    consent,
    filled_in,
    is_name,
    is_total,
    job_title,
    needs,
    split_name,
    table_role,
)
from cxfacilitator.domain.roster_columns import KNOWN_HEADINGS, NAMES, Column, meaning, place
from cxfacilitator.domain.roster_guess import guess_columns
from cxfacilitator.domain.roster_plan import (
    Duplicate,
    RosterPlan,
    RosterRow,
    RowNote,
    SameName,
)
from cxfacilitator.domain.table import Headings, Row, Table, find_headings, plain
from cxfacilitator.domain.text import joined, listed

_SPELLED = ("department", "site", "grade", "job_title", "segment", "recruited_via", "tenure")
_NEEDED: Mapping[Audience, tuple[Column, ...]] = {
    Audience.LEADERSHIP: (),
    Audience.STAFF: (Column.DEPARTMENT, Column.SITE, Column.GRADE),
    Audience.CUSTOMERS: (Column.SEGMENT,),
}
_TOP_ROWS = 12
_SAMPLES = 3


def plan_import(
    table: Table, audience: Audience, existing: Sequence[Participant] = (), choices: ReadingChoices = AS_FOUND
) -> RosterPlan:
    """Plan how a list of people joins the roster.

    Args:
        table: The list as it was read.
        audience: Whose list it is.
        existing: Everybody who is on the roster, of all audiences: their codes are taken, managers
            are looked for among them too, and people of this audience are not added twice.
        choices: What a person said about the headings and columns of this list.

    Raises:
        ColumnsWanted: The list has neither a column of names nor one of ids.
        ImportProblem: A column or a row of headings that was chosen is not there.
    """
    headings = find_headings(table, KNOWN_HEADINGS, choices.heading_rows)
    labels = headings.labels
    chosen = _chosen(table.name, labels, choices.columns)
    places = dict(place((*headings.names, *[""] * (len(labels) - len(headings.names))), audience, chosen))
    if not headings.numbers:
        for index, column in guess_columns(headings.records, audience).items():
            if index not in chosen and column not in places:
                places[column] = index
    named = places.get(Column.NAME)
    if named is not None and named not in chosen and Column.CODE not in places and _numbers(headings.records, named):
        places[Column.CODE] = places.pop(Column.NAME)
    read = _list_read(table, headings, places)
    if not places.keys() & {*NAMES, Column.CODE}:
        where = f"The headings in row {headings.numbers[0]} are" if headings.numbers else "The columns are"
        names = listed([name or "blank" for name in headings.names] or labels)
        asked = f"{where} {names}; call one of them Name, or say which one it is."
        raise ColumnsWanted(f"{table.name}: no column of names was found. {asked}", read)
    return replace(_Planning(table, headings, places, audience, existing).plan(), read=read)


def _chosen(name: str, labels: Sequence[str], columns: Mapping[str, StrEnum | None]) -> dict[int, Column | None]:
    """Find the columns that a person spoke of."""
    places = {plain(label): index for index, label in enumerate(labels)}
    unknown = next((label for label in columns if plain(label) not in places), None)
    if unknown is not None:
        raise ImportProblem(f"{name} has no column headed “{unknown}”. It has: {listed(labels)}.")
    return {places[plain(label)]: Column(column) if column else None for label, column in columns.items()}


def _numbers(rows: Sequence[Row], index: int) -> bool:
    """Whether a column holds numbers and nothing else, as a list does that hides who is who."""
    filled = [cell for row in rows if (cell := row.cell(index))]
    return bool(filled) and all(map(str.isdecimal, filled))


def _list_read(table: Table, headings: Headings, places: Mapping[Column, int]) -> ListRead:
    held = {index: column for column, index in places.items()}
    samples: dict[int, list[str]] = defaultdict(list)
    for row in headings.records[:_TOP_ROWS]:
        for index in range(len(row.cells)):
            if (text := row.cell(index)) and len(samples[index]) < _SAMPLES:
                samples[index].append(text)
    columns = tuple(
        ColumnRead(label, held.get(index), tuple(samples[index]), label not in headings.names and bool(meaning(named)))
        for index, (label, named) in enumerate(zip_longest(headings.labels, headings.names, fillvalue=""))
    )
    named = bool(places.keys() & NAMES)
    return ListRead(table.reading, headings.numbers, table.rows[:_TOP_ROWS], columns, incomplete=not named)


class _Planning:
    """One planning, step by step; each step fills in what the next ones need."""

    def __init__(
        self,
        table: Table,
        headings: Headings,
        places: Mapping[Column, int],
        audience: Audience,
        existing: Sequence[Participant],
    ) -> None:
        self.table = table
        self.headings = headings
        self.places = places
        self.audience = audience
        self.existing = existing
        self.named = bool(places.keys() & NAMES)
        self.unreadable: list[RowNote] = []
        self.unclear: list[RowNote] = []
        self.missing: list[RowNote] = []
        self.already: list[RowNote] = []
        self.assumed: dict[str, list[int]] = defaultdict(list)
        self.addresses: dict[int, str] = {}
        self.codes: dict[str, str] = {person.code.casefold(): person.code for person in existing}

    def plan(self) -> RosterPlan:
        """Read, compare and connect the rows."""
        rows = _respelled(self._read_rows(), self.existing)
        first: dict[tuple[str, ...], int] = {}
        kept: list[RosterRow] = []
        twins: list[Duplicate] = []
        for row in rows:
            repeats = first.setdefault(_particulars(row), row.number)
            if repeats == row.number:
                kept.append(row)
            else:
                twins.append(Duplicate(row, repeats))
        kept = self._not_on_roster(kept)
        coded = self._with_codes(kept + [twin.row for twin in twins])
        managed = self._with_managers(coded, coded[: len(kept)])
        people = managed[: len(kept)]
        for row in people:
            for column in _NEEDED[self.audience]:
                if column in self.places and not getattr(row.person, column.value):
                    self.missing.append(RowNote(row.number, row.name, column.value))
        used = set(self.places.values())
        labels = self.headings.labels
        return RosterPlan(
            audience=self.audience,
            people=tuple(people),
            duplicates=tuple(replace(twin, row=row) for twin, row in zip(twins, managed[len(kept) :], strict=True)),
            already=tuple(self.already),
            same_name=self._same_names(people),
            missing=tuple(self.missing),
            unclear=tuple(self.unclear),
            unreadable=tuple(self.unreadable),
            understood=tuple((labels[index], column.value) for column, index in self.places.items()),
            unused=tuple(name for index, name in enumerate(self.headings.names) if name and index not in used),
            assumptions=tuple(self._assumptions()),
            warnings=self.table.warnings,
        )

    def _assumptions(self) -> Iterator[str]:
        if not self.headings.numbers:
            labels = self.headings.labels
            held = [f"{labels[index]} {column.value}" for column, index in self.places.items()]
            yield f"Row {self.headings.records[0].number} is read as a person, and the columns so: {joined(held)}"
        if not self.named:
            yield "No column of names was found; the ids stand for them"
        for sentence, numbers in self.assumed.items():
            yield f"{sentence} ({listed([f'row {number}' for number in numbers])})"

    def _read_rows(self) -> list[RosterRow]:
        rows = []
        headings = tuple(map(plain, self.headings.names))
        filled = [row.filled for row in self.headings.records] or [0]
        telling = median(filled) > 1 and max(filled) > 2
        for row in self.headings.records:
            first, last = self._name_of(row)
            whole = f"{first} {last}".strip()
            if headings and tuple(map(plain, row.cells[: len(headings)])) == headings:
                self.unreadable.append(RowNote(row.number, "", "repeats the headings"))
            elif not whole:
                self.unreadable.append(RowNote(row.number, "", "no name", self._participant(row)))
            elif is_total(whole):
                self.unreadable.append(RowNote(row.number, "", f"“{whole}” is not a name"))
            elif not (is_name(whole) or self._cell(row, Column.CODE)):
                self.unreadable.append(RowNote(row.number, "", f"“{whole}” is not a name", self._participant(row)))
            else:
                rows.append(self._read_row(row, first, last))
                if telling and row.filled == 1:
                    self.unclear.append(RowNote(row.number, whole, "Nothing but a name; perhaps not a person"))
        return rows

    def _cell(self, row: Row, column: Column) -> str:
        return filled_in(row.cell(self.places[column])) if column in self.places else ""

    def _name_of(self, row: Row) -> tuple[str, str]:
        """First and last name; where a list has ids only, the id stands for the name."""
        first, last = self._cell(row, Column.FIRST_NAME), self._cell(row, Column.LAST_NAME)
        if first or last:
            return first, last
        if whole := self._cell(row, Column.SURNAME_FIRST):
            return split_name(whole, surname_first=True)
        if whole := self._cell(row, Column.NAME):
            return split_name(whole)
        return ("" if self.named else self._cell(row, Column.CODE)), ""

    def _read_row(self, row: Row, first: str, last: str) -> RosterRow:
        noted, named = self._cell(row, Column.ATTENDANCE), self._cell(row, Column.TABLE_ROLE)
        if attendance(noted) is None:
            self.unclear.append(RowNote(row.number, f"{first} {last}".strip(), f"Attendance “{noted}” not understood"))
        if table_role(named) is None:
            self.unclear.append(
                RowNote(row.number, f"{first} {last}".strip(), f"Role at the table “{named}” not understood")
            )
        person = self._participant(row, first, last)
        if address := self._cell(row, Column.EMAIL):
            self.addresses[row.number] = address.casefold()
        return RosterRow(row.number, person, self._cell(row, Column.MANAGER), self._cell(row, Column.GROUP))

    def _participant(self, row: Row, first: str = "", last: str = "") -> Participant:
        needed = needs(*(self._cell(row, column) for column in (Column.NEEDS, Column.WHEELCHAIR, Column.LANGUAGE)))
        return Participant(
            id=ParticipantId(0),
            audience=self.audience,
            code=self._cell(row, Column.CODE),
            first_name=first,
            last_name=last,
            department=self._cell(row, Column.DEPARTMENT),
            site=self._cell(row, Column.SITE),
            grade=self._cell(row, Column.GRADE),
            job_title=job_title(self._cell(row, Column.JOB_TITLE)),
            session_code=self._cell(row, Column.SESSION),
            attendance=attendance(self._cell(row, Column.ATTENDANCE)) or Attendance.INVITED,
            table_role=table_role(self._cell(row, Column.TABLE_ROLE)) or "",
            segment=self._cell(row, Column.SEGMENT),
            company=self._cell(row, Column.COMPANY),
            tenure=self._cell(row, Column.TENURE),
            recruited_via=self._cell(row, Column.RECRUITED_VIA),
            incentive=self._cell(row, Column.INCENTIVE),
            consent=consent(self._cell(row, Column.CONSENT)),
            needs=needed,
        )

    def _not_on_roster(self, rows: Sequence[RosterRow]) -> list[RosterRow]:
        """Take out the rows of people who are on the roster; each of those answers for one row only."""
        free: dict[str, list[Participant]] = defaultdict(list)
        for person in self.existing:
            if person.audience is self.audience:
                free[_key(person)].append(person)
        found: dict[int, Participant] = {}
        for agrees in (_same_code, _same_particulars, _nothing_against):
            for row in rows:
                namesakes = free.get(_key(row.person), [])
                match = next((person for person in namesakes if agrees(row.person, person)), None)
                if match and row.number not in found:
                    namesakes.remove(match)
                    found[row.number] = match
        for row in rows:
            if row.number in found:
                code = found[row.number].code
                self.already.append(RowNote(row.number, row.name, code))
                for known_by in filter(None, (row.person.code.casefold(), self.addresses.get(row.number))):
                    self.codes[known_by] = code
        return [row for row in rows if row.number not in found]

    def _with_codes(self, rows: Sequence[RosterRow]) -> list[RosterRow]:
        """Give everybody a code of their own: the list's where it is free, otherwise the next `P1`, `P2`."""
        wanted = {row.person.code.casefold() for row in rows}
        taken = {person.code.casefold() for person in self.existing}
        number = 0
        coded = []
        seen: set[tuple[str, ...]] = set()
        for row in rows:
            code = row.person.code
            if not code or code.casefold() in taken:
                if code and _particulars(row) not in seen:
                    self.unclear.append(RowNote(row.number, row.name, f"The id {code} belongs to somebody else"))
                number += 1
                while f"p{number}" in taken or f"p{number}" in wanted:
                    number += 1
                code = f"P{number}"
            else:
                self.codes[code.casefold()] = code
            taken.add(code.casefold())
            seen.add(_particulars(row))
            coded.append(replace(row, person=replace(row.person, code=code)))
        return coded

    def _with_managers(self, rows: Sequence[RosterRow], bosses: Sequence[RosterRow]) -> list[RosterRow]:
        """Turn each manager's id, e-mail address or name into a code."""
        for row in bosses:
            if row.number in self.addresses:
                self.codes.setdefault(self.addresses[row.number], row.person.code)
        names = NameIndex([*(row.person for row in bosses), *self.existing])
        return [replace(row, manager_code=self._manager_of(row, names)) for row in rows]

    def _manager_of(self, row: RosterRow, names: NameIndex) -> str:
        text, person = row.manager_code, row.person
        if not text:
            return ""
        if code := self.codes.get(text.casefold()):
            return "" if code == person.code else code
        whole = names.called(text)
        found = [boss for boss in whole or names.called_in_short(text) if boss.code != person.code]
        several = len(found) > 1
        for near in ("department", "site"):
            nearer = [boss for boss in found if getattr(boss, near) and getattr(boss, near) == getattr(person, near)]
            found = nearer if len(found) > 1 and nearer else found
        if len(found) == 1:
            if several or not whole:
                read_as = "the one in the same department or site" if whole else found[0].full_name
                self.assumed[f"The manager {text} is read as {read_as}"].append(row.number)
            return found[0].code
        why = "could be several people" if found else "is not on the list"
        self.unclear.append(RowNote(row.number, row.name, f"The manager {text} {why}"))
        return ""

    def _same_names(self, people: Sequence[RosterRow]) -> tuple[SameName, ...]:
        alike: dict[str, list[RosterRow]] = defaultdict(list)
        for row in people:
            alike[_key(row.person)].append(row)
        there: dict[str, list[str]] = defaultdict(list)
        for person in self.existing:
            if person.audience is self.audience:
                there[_key(person)].append(person.code)
        return tuple(
            SameName(rows[0].name, tuple(row.number for row in rows), tuple(there[key]))
            for key, rows in alike.items()
            if len(rows) + len(there[key]) > 1
        )


def _respelled(rows: Sequence[RosterRow], existing: Iterable[Participant]) -> list[RosterRow]:
    """Give values that differ only in case one spelling: the most frequent, rather not in capitals."""
    spellings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for person in [*existing, *(row.person for row in rows)]:
        for field in _SPELLED:
            spellings[field, getattr(person, field).casefold()][getattr(person, field)] += 1
    best = {key: max(found, key=lambda text: (found[text], not text.isupper())) for key, found in spellings.items()}
    respelled = []
    for row in rows:
        changes: dict[str, Any] = {field: best[field, getattr(row.person, field).casefold()] for field in _SPELLED}
        respelled.append(replace(row, person=replace(row.person, **changes)))
    return respelled


def _particulars(row: RosterRow) -> tuple[str, ...]:
    """All that the list says about somebody, without regard to case."""
    person = row.person
    said = (person.first_name, person.last_name, person.code, row.manager_code, row.group_code, *_compared(person))
    return tuple(text.casefold() for text in said)


def _compared(person: Participant) -> tuple[str, ...]:
    fields = (person.department, person.site, person.grade, person.job_title, person.session_code)
    return (
        *fields,
        person.attendance.value,
        person.table_role,
        person.segment,
        person.company,
        person.tenure,
        person.needs,
    )


def _same_code(row: Participant, there: Participant) -> bool:
    return bool(row.code) and row.code.casefold() == there.code.casefold()


def _same_particulars(row: Participant, there: Participant) -> bool:
    return _nothing_against(row, there) and (row.department, row.site) == (there.department, there.site)


def _nothing_against(row: Participant, there: Participant) -> bool:
    """Whether namesakes may be the same person: nothing in which both are filled in differs."""
    fields = ("department", "site", "grade", "job_title", "segment", "company")
    pairs = ((getattr(row, field).casefold(), getattr(there, field).casefold()) for field in fields)
    return all(ours == theirs or not ours or not theirs for ours, theirs in pairs)


def _key(person: Participant) -> str:
    return plain(person.full_name)
