"""Answers typed elsewhere: a table with one line of a sheet per row."""

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.sheets import Box
from cxfacilitator.formats.records import Record, read_records

_REQUIRED = ("group_id", "question", "text")
_KNOWN = (*_REQUIRED, "item_id", "audience", "slot", "seq")
_BOX = {Question.WELL: Box.WELL, Question.IMPROVE: Box.IMPROVE, Question.DIFFER: Box.DIFFER}
_SLOT = {"continue": Box.CONTINUE, "c": Box.CONTINUE, "start": Box.START, "s": Box.START, "": Box.UNMARKED}


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One line of a sheet.

    Attributes:
        ref: The reference that the file gives, for example `S1-Q4-03`; None when it gives none.
        group_code: The code of the group, for example `S1`.
        position: Order within the box.
        audience: What the file says about the group's audience, if anything.
        number: Row number in the file.
    """

    ref: str | None
    group_code: str
    box: Box
    position: int
    text: str
    audience: Audience | None = None
    number: int = 0


def read(path: Path) -> tuple[AnswerRow, ...]:
    """Read answers, in the order of the file; a row without text is left out.

    Raises:
        ImportProblem: Not a table, a column is missing, or a row has an unknown question, audience
            or slot, or a reference that an earlier row has.
    """
    answers = []
    seen: dict[str, int] = {}
    last: Counter[tuple[str, Box]] = Counter()
    for record in read_records(path, _REQUIRED, _KNOWN):
        # A line break within a cell is how the spreadsheet was typed, not part of what was said.
        text = re.sub(r"(?<!\s)\s*[\r\n]+\s*", " ", record.text("text"))
        if not text:
            continue
        ref = record.text("item_id")
        if ref and ref in seen:
            record.refuse(f"the item {ref} is in row {seen[ref]} already")
        seen[ref] = record.number
        group, box = record.needed("group_id"), _box(record)
        position = record.whole("seq", least=0)
        if position is None:
            position = last[group, box] + 1
        last[group, box] = max(position, last[group, box])
        audience = record.audience() if record.text("audience") else None
        answers.append(AnswerRow(ref or None, group, box, position, text, audience, record.number))
    return tuple(answers)


def _box(record: Record) -> Box:
    text = record.text("question")
    try:
        question = Question(f"Q{text.upper().removeprefix('Q')}")
    except ValueError:
        record.refuse(f"“{text}” is not a question; use Q1, Q2, Q3 or Q4")
    if question in _BOX:
        return _BOX[question]
    slot = record.text("slot").casefold()
    return _SLOT[slot] if slot in _SLOT else record.refuse(f"“{slot}” is not a slot; use continue, start or blank")
