"""Answers for other programs: CSV that spreadsheets open rightly, XLSX, and JSON.

What a person decided and what the machine proposes are never in one column.
"""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from cxfacilitator.domain.tagging import MOST_THEMES
from cxfacilitator.formats import lines_out
from cxfacilitator.formats.lines_out import Cell

_SHEET = "Answers"
_WIDTHS = {"Wording": 60, "Original": 40, "Memo": 40, "Name": 24}
_WIDTH = 16


@dataclass(frozen=True, slots=True)
class ThemeOut:
    """A theme of the codebook; with its probability when the machine proposes it."""

    id: str
    name: str
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class AnswerOut:
    """One answer as other programs get it.

    Attributes:
        kind: `group`, or else `form`, `note` or `review`: these are never counted with the groups.
        changed: `tidied` or `redacted` when the wording is not what was written; else empty.
        original: What was written, when the wording was tidied; never when it was redacted.
        themes: What a person decided, the main theme first.
        suggested: What the machine proposes, the best first; None when nobody asked for it.
    """

    reference: str
    audience: str
    kind: str
    code: str
    name: str
    question: str
    wording: str
    changed: str
    original: str
    themes: tuple[ThemeOut, ...]
    flags: tuple[str, ...]
    competitor: str
    direction: str
    matters: str
    starred: bool
    second_look: bool
    memo: str
    reviewed: bool
    suggested: tuple[ThemeOut, ...] | None = None


def as_csv(answers: Sequence[AnswerOut]) -> bytes:
    """Return a table with commas, as spreadsheets read it."""
    return lines_out.as_csv(chain([_headings(answers)], map(_cells, answers)))


def as_xlsx(answers: Sequence[AnswerOut]) -> bytes:
    """Return a workbook with one sheet, its headings in view and every text as text."""
    from openpyxl import Workbook
    from openpyxl.cell import Cell as SheetCell
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_SHEET)
    sheet.freeze_panes = "B2"
    headings = _headings(answers)
    for number, heading in enumerate(headings, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(heading, _WIDTH)

    def cell(value: Cell, *, bold: bool = False) -> SheetCell:
        made = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value)
        if isinstance(value, str):
            made.data_type = "s"
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(heading, bold=True) for heading in headings])
    for answer in answers:
        sheet.append([cell(value) for value in _cells(answer)])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def as_json(answers: Sequence[AnswerOut]) -> bytes:
    """Return a list of objects; what the machine proposes has a key of its own."""
    return (json.dumps([_object(answer) for answer in answers], ensure_ascii=False, indent=1) + "\n").encode()


WRITERS: Mapping[str, Callable[[Sequence[AnswerOut]], bytes]] = {".csv": as_csv, ".xlsx": as_xlsx, ".json": as_json}
"""By the ending of a file's name."""


def _headings(answers: Sequence[AnswerOut]) -> list[str]:
    themes = [f"Theme {number}" for number in range(1, MOST_THEMES + 1)]
    machine = any(answer.suggested is not None for answer in answers)
    return [
        *("Reference", "Audience", "Kind", "Code", "Name", "Question", "Wording", "Wording is", "Original"),
        *themes,
        *("Theme ids", "Flags", "Competitor", "Direction", "Matters to customers", "Starred", "Second look", "Memo"),
        "Reviewed by a person",
        *(f"Machine {word} {number}" for number in range(1, MOST_THEMES * machine + 1) for word in ("theme", "share")),
    ]


def _cells(answer: AnswerOut) -> list[Cell]:
    names = [theme.name for theme in answer.themes]
    machine: list[Cell] = []
    for theme in answer.suggested or ():
        machine += [theme.name, theme.probability or 0.0]
    if answer.suggested is not None:
        machine += [""] * (2 * MOST_THEMES - len(machine))
    return [
        *(answer.reference, answer.audience, answer.kind, answer.code, answer.name, answer.question),
        *(answer.wording, answer.changed, answer.original),
        *(names + [""] * (MOST_THEMES - len(names))),
        " ".join(theme.id for theme in answer.themes),
        ", ".join(answer.flags),
        *(answer.competitor, answer.direction, answer.matters),
        *(_yes(answer.starred), _yes(answer.second_look), answer.memo, _yes(answer.reviewed)),
        *machine,
    ]


def _object(answer: AnswerOut) -> dict[str, object]:
    found: dict[str, object] = {
        name: getattr(answer, name) for name in AnswerOut.__slots__ if name not in ("themes", "suggested", "flags")
    }
    found["flags"] = list(answer.flags)
    found["themes"] = [{"id": theme.id, "name": theme.name} for theme in answer.themes]
    if answer.suggested is not None:
        found["machine_suggestions"] = [
            {"id": theme.id, "name": theme.name, "probability": theme.probability} for theme in answer.suggested
        ]
    return found


def _yes(on: bool) -> str:
    return "yes" if on else "no"
