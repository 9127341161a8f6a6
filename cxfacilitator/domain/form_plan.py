"""What importing a list of forms would do; a person agrees before anything is stored."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

from cxfacilitator.domain.forms import Form, Kind, Separator, counted_in_words
from cxfacilitator.domain.reading import AS_FOUND, NOT_READ, ListRead, ReadingChoices
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.text import amount, joined, listed


@dataclass(frozen=True)
class FormChoices:
    """What a person says about a list of forms.

    Attributes:
        kind: Of rows that do not say it themselves.
        segment: Of rows that do not say it themselves.
        held_on: The day of rows that have none.
        separator: What else stands between the answers in one cell.
        month_first: How days in figures are read; None finds it out, day first where nothing tells.
        keep_known: Rows that are in the file already are added once more.
        reading: How the file itself is read, and what its columns hold.
    """

    kind: Kind = Kind.FORM
    segment: str = ""
    held_on: date | None = None
    separator: Separator = Separator.LINE
    month_first: bool | None = None
    keep_known: bool = False
    reading: ReadingChoices = AS_FOUND


AS_IT_IS = FormChoices()
"""Nothing was said."""


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of a row; `competitor` is named with answers to Q3 only."""

    box: Box
    text: str
    competitor: str = ""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row that becomes a form; its code is given when it is added.

    Attributes:
        number: Row number in the file.
    """

    number: int
    form: Form
    lines: tuple[Line, ...]

    def cell(self, box: Box) -> str:
        """The answers of one box, one a line."""
        return "\n".join(line.text for line in self.lines if line.box is box)


@dataclass(frozen=True, slots=True)
class FormNote:
    """What becomes of one row, and why; `about` goes on after “2 rows”."""

    number: int
    about: str


@dataclass(frozen=True)
class FormPlan:
    """What would be added, and what would not.

    Attributes:
        rows: The rows that become forms, notes or reviews.
        already: Rows that say the same as one in the file, and are not added again.
        left_out: Rows without an answer, or that are headings.
        unclear: Kinds and days that were not understood; these rows are added all the same.
        assumptions: How days and doubtful columns were read, in sentences.
        warnings: What was odd about the file.
        read: How the file was read.
    """

    name: str
    rows: tuple[FormRow, ...]
    already: tuple[FormRow, ...] = ()
    left_out: tuple[FormNote, ...] = ()
    unclear: tuple[FormNote, ...] = ()
    assumptions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    read: ListRead = NOT_READ

    @cached_property
    def counts(self) -> str:
        """How many of each kind would be added: `40 forms, 3 notes`."""
        return counted_in_words(row.form for row in self.rows) or "no forms"

    @cached_property
    def answers(self) -> int:
        """How many answers are on them."""
        return sum(len(row.lines) for row in self.rows)

    def work_out(self) -> Self:
        """Count now, and not on the thread of the screens; return itself."""
        for name in ("counts", "answers"):
            getattr(self, name)
        return self

    def sentences(self) -> tuple[str, ...]:
        """Say what would be done and what is doubtful, the most important first."""
        told = [f"{self.counts} with {amount(self.answers, 'answer')} would be added."]
        if self.already:
            told.append(
                f"{amount(len(self.already), 'row')} said the same as one that is here already, and "
                f"{'is' if len(self.already) == 1 else 'are'} not added again: {_rows(self.already)}."
            )
        told += _grouped(self.left_out)
        told += _grouped(self.unclear)
        told += [f"{sentence.rstrip('.')}." for sentence in (*self.assumptions, *self.warnings)]
        used = [
            f"“{column.label}” is {column.holds.value}{' (going by its words)' if column.doubtful else ''}"
            for column in self.read.columns
            if column.holds
        ]
        if used:
            told.append(f"The columns: {joined(used)}.")
        unused = [f"“{column.label}”" for column in self.read.columns if not column.holds]
        if unused:
            told.append(f"Not used: {listed(unused)}.")
        return tuple(told)


def _rows(rows: tuple[FormRow, ...]) -> str:
    return listed([f"row {row.number}" for row in rows])


def _grouped(notes: tuple[FormNote, ...]) -> list[str]:
    """One sentence for each reason, with the rows that it is true of."""
    reasons: dict[str, list[int]] = {}
    for note in notes:
        reasons.setdefault(note.about, []).append(note.number)
    return [
        f"{amount(len(numbers), 'row')} {about}: {listed([f'row {number}' for number in numbers])}."
        for about, numbers in reasons.items()
    ]
