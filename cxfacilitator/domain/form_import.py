"""How somebody's list of forms, notes or reviews is read: one row a form, and nothing stored before a person agrees."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import cache

from cxfacilitator.domain.days import either_order, is_month_first, read_day
from cxfacilitator.domain.engagement import Wording
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.form_columns import (
    KNOWN_HEADINGS,
    UNDER_HEADINGS,
    FormColumn,
    columns_in_order,
    guess,
    meaning,
)
from cxfacilitator.domain.form_plan import (
    AS_IT_IS,
    FormChoices,
    FormNote,
    FormPlan,
    FormRow,
    Line,
)
from cxfacilitator.domain.forms import Form, Kind, split_cell
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.reading import ColumnRead, ColumnsWanted, ListRead
from cxfacilitator.domain.sheets import Answer, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.table import Headings, Row, Table, find_headings, plain
from cxfacilitator.domain.text import listed, the_day

_KIND_WORDS: Mapping[Kind, frozenset[str]] = {
    Kind.FORM: frozenset("form customer card survey questionnaire short paper online f".split()),
    Kind.NOTE: frozenset("note notes conversation interview call phone telephone chat talk n".split()),
    Kind.REVIEW: frozenset("review reviews quote rating google trustpilot tripadvisor yelp facebook r".split()),
}
_SURVEY_ROWS = 3
_SAMPLES = 3
_TOP_ROWS = 12
_SIDE = re.compile(r"(continue|keep|c|start|s)\s*[:–-]\s+(?=\S)", re.IGNORECASE)
_REPORT_EVERY = 500
Key = tuple[object, ...]


def has_headings(rows: Sequence[Row], wording: Wording, client: str) -> bool:
    """Whether a piece of a table, as it is pasted, begins with headings."""
    first = rows[0].cells if rows else ()
    return any(meaning(cell, wording, client) is not None for cell in first)


def plan_import(
    table: Table, snapshot: Snapshot, choices: FormChoices = AS_IT_IS, progress: Progress = silent
) -> FormPlan:
    """Plan how the rows of a list become forms, notes and reviews.

    Args:
        table: The list as it was read.
        snapshot: What is in the file: rows that are there already are not added twice, and the
            engagement's questions are known as headings.
        choices: What a person said about the list.
        progress: Told the share done; may stop the work.

    Raises:
        ColumnsWanted: No column of answers was found; a person may say which it is.
        ImportProblem: A column or a row of headings that was chosen is not there.
    """
    headings = _with_survey_rows(find_headings(table, KNOWN_HEADINGS, choices.reading.heading_rows))
    held, columns = _columns(table.name, headings, snapshot, choices.reading.columns)
    answered = any(column and column.box for column in held)
    read = ListRead(table.reading, headings.numbers, table.rows[:_TOP_ROWS], columns, incomplete=not answered)
    if not answered:
        raise ColumnsWanted(
            f"{table.name}: no column of answers was found. The columns are {listed([c.label for c in columns])}; "
            "call one of them Q1, Q2, Q3, Q4 or Comment, or say which one it is.",
            read,
        )
    return replace(_Planning(table, headings, held, choices).plan(snapshot, progress), read=read)


def _with_survey_rows(headings: Headings) -> Headings:
    """Join the second and third row of headings of a survey tool: the whole question, and a code for machines."""
    if not headings.numbers:
        return headings
    top = headings.records[:_SURVEY_ROWS]
    taken = 0
    for place, row in enumerate(top, 1):
        filled = [plain(cell) for cell in row.cells if cell.strip()]
        machine = any(cell.lstrip().startswith('{"ImportId"') for cell in row.cells)
        if machine or (place == 1 and filled and all(words in UNDER_HEADINGS for words in filled)):
            taken = place
    if not taken or taken == len(headings.records):
        return headings
    width = max(len(headings.names), *(len(row.cells) for row in top[:taken]))
    readable = [row for row in top[:taken] if not any(cell.lstrip().startswith("{") for cell in row.cells)]
    names = tuple(
        " - ".join(
            filter(
                None,
                (
                    headings.names[index] if index < len(headings.names) else "",
                    *(row.cell(index) for row in readable if plain(row.cell(index)) not in UNDER_HEADINGS),
                ),
            )
        )
        for index in range(width)
    )
    return Headings(
        names,
        (*headings.numbers, *(row.number for row in top[:taken])),
        headings.titles,
        headings.records[taken:],
    )


def _columns(
    name: str, headings: Headings, snapshot: Snapshot, said: Mapping[str, StrEnum | None]
) -> tuple[tuple[FormColumn | None, ...], tuple[ColumnRead, ...]]:
    """Say what each column holds: what a person said, what its heading says, what its question sounds like."""
    labels = headings.labels
    chosen = {plain(label): FormColumn(column) if column else None for label, column in said.items()}
    unknown = next((label for label in said if plain(label) not in map(plain, labels)), None)
    if unknown is not None:
        raise ImportProblem(f"{name} has no column headed “{unknown}”. It has: {listed(labels)}.")
    samples = _samples(headings)
    in_order = columns_in_order(len(labels)) if not headings.numbers else [None] * len(labels)
    held: list[FormColumn | None] = []
    read = []
    for index, label in enumerate(labels):
        heading = headings.names[index] if index < len(headings.names) else ""
        holds = meaning(heading, snapshot.wording, snapshot.engagement.client) or in_order[index]
        guessed = holds is not None and holds is guess(heading) and bool(holds.box)
        if guessed and samples[index] and all(re.fullmatch(r"[\d.,%/ ]+", text) for text in samples[index]):
            holds, guessed = None, False
        if plain(label) in chosen:
            holds, guessed = chosen[plain(label)], False
        if holds and not holds.box and holds in held:
            holds = None
        held.append(holds)
        read.append(ColumnRead(label, holds, tuple(samples[index][:_SAMPLES]), guessed))
    return tuple(held), tuple(read)


def _samples(headings: Headings) -> Mapping[int, list[str]]:
    samples: dict[int, list[str]] = defaultdict(list)
    for row in headings.records[:50]:
        for index in range(len(row.cells)):
            if text := row.cell(index):
                samples[index].append(text)
    return samples


class _Planning:
    """One planning, row by row."""

    def __init__(
        self, table: Table, headings: Headings, held: Sequence[FormColumn | None], choices: FormChoices
    ) -> None:
        self.table = table
        self.headings = headings
        self.choices = choices
        self.place = {column: index for index, column in enumerate(held) if column}
        self.answers = [(index, column.box) for index, column in enumerate(held) if column and column.box]
        self.left_out: list[FormNote] = []
        self.unclear: list[FormNote] = []
        days = [self._cell(row, FormColumn.DATE) for row in headings.records]
        self.doubtful = [text for text in days if text and either_order(text)]
        found = is_month_first(filter(None, days))
        self.month_first = found if choices.month_first is None else choices.month_first

    def plan(self, snapshot: Snapshot, progress: Progress) -> FormPlan:
        """Read the rows and take out those that are in the file already."""
        there = Counter() if self.choices.keep_known else Counter(_keys(snapshot))
        rows, already = [], []
        total = len(self.headings.records)
        for done, record in enumerate(self.headings.records):
            if done % _REPORT_EVERY == 0:
                progress(done / total, f"{done:,} of {total:,} rows")
            row = self._row(record)
            if row is None:
                continue
            key = _key(row.form, row.lines)
            if there[key]:
                there[key] -= 1
                already.append(row)
            else:
                rows.append(row)
        return FormPlan(
            self.table.name,
            tuple(rows),
            tuple(already),
            tuple(self.left_out),
            tuple(self.unclear),
            tuple(self._assumptions(rows)),
            self.table.warnings,
        )

    def _row(self, record: Row) -> FormRow | None:
        if tuple(map(str.strip, record.cells)) == self.headings.names:
            self.left_out.append(FormNote(record.number, "left out, because the headings come again"))
            return None
        lines = tuple(self._lines(record))
        if not lines:
            self.left_out.append(FormNote(record.number, "left out, because no answer is there"))
            return None
        source = self._cell(record, FormColumn.SOURCE)
        form = Form(
            GroupId(0),
            "",
            self._kind(record, source),
            label=source if FormColumn.KIND in self.place or _kind_of(source) is None else "",
            segment=self._cell(record, FormColumn.SEGMENT) or self.choices.segment,
            held_on=self._day(record),
        )
        return FormRow(record.number, form, lines)

    def _lines(self, record: Row) -> Iterator[Line]:
        competitor = self._cell(record, FormColumn.COMPETITOR)
        for index, box in self.answers:
            for text in split_cell(record.cell(index), self.choices.separator):
                if box is Box.UNMARKED and (side := _SIDE.match(text)):
                    keeps = side[1][0].casefold() in "ck"
                    yield Line(Box.CONTINUE if keeps else Box.START, text[side.end() :])
                else:
                    yield Line(box, text, competitor if box is Box.DIFFER else "")

    def _kind(self, record: Row, source: str) -> Kind:
        written = self._cell(record, FormColumn.KIND)
        found = _kind_of(written) or _kind_of(source)
        if written and found is None:
            kind = self.choices.kind.label.lower()
            self.unclear.append(FormNote(record.number, f"added as {kind}, because “{written}” is no kind of ours"))
        return found or self.choices.kind

    def _day(self, record: Row) -> date | None:
        written = self._cell(record, FormColumn.DATE)
        found = read_day(written, self.month_first) if written else None
        if written and found is None:
            self.unclear.append(FormNote(record.number, f"added without a day, because “{written}” is none"))
            return None
        return found or self.choices.held_on

    def _cell(self, record: Row, column: FormColumn) -> str:
        return record.cell(self.place[column]) if column in self.place else ""

    def _assumptions(self, rows: Sequence[FormRow]) -> Iterator[str]:
        if not self.headings.numbers:
            yield "There are no headings; the columns were read in order"
        if len(self.headings.numbers) > 1:
            yield f"The headings stand in rows {listed([str(number) for number in self.headings.numbers])}"
        if self.doubtful:
            order = "month first" if self.month_first else "day first"
            read = read_day(self.doubtful[0], self.month_first)
            example = f": {self.doubtful[0]} is {the_day(read)}" if read else ""
            yield f"Days in figures are read {order}{example}"
        seen = Counter(_key(row.form, row.lines) for row in rows)
        if twice := sum(times - 1 for times in seen.values()):
            yield f"{twice} {'row says' if twice == 1 else 'rows say'} the same as an earlier one; all are kept"


@cache
def _kind_of(text: str) -> Kind | None:
    words = set(plain(text).split())
    return next((kind for kind in (Kind.REVIEW, Kind.NOTE, Kind.FORM) if words & _KIND_WORDS[kind]), None)


def _keys(snapshot: Snapshot) -> Iterator[Key]:
    by_form: dict[int, list[Answer]] = defaultdict(list)
    for answer in snapshot.form_answers:
        by_form[answer.group_id].append(answer)
    for form in snapshot.forms:
        yield _key(form, tuple(Line(answer.box, answer.text) for answer in by_form[form.id]))


def _key(form: Form, lines: Sequence[Line]) -> Key:
    """What two rows have in common that say the same."""
    said = sorted((line.box.value, line.text.casefold()) for line in lines)
    return form.kind, form.segment.casefold(), form.held_on, tuple(said)
