"""Answers that no group gave: short customer forms, notes of conversations, review quotes.

They have their own denominator, "11 of 40 forms", and are never added to the count of groups.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from operator import attrgetter

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, Box
from cxfacilitator.domain.text import MONTHS, amount

CELLS = (*SHEET_BOXES, Box.UNMARKED)
"""What a form has room for. `UNMARKED` takes what was said without a question, and what Q4 leaves open."""


class Kind(StrEnum):
    """Where such answers come from."""

    FORM = "form"
    NOTE = "note"
    REVIEW = "review"

    @property
    def label(self) -> str:
        """The kind in words, for one: `Customer form`."""
        return {"form": "Customer form", "note": "Conversation note", "review": "Review quote"}[self.value]

    @property
    def letter(self) -> str:
        """What codes of this kind begin with: `F`, `N` or `R`."""
        return self.value[0].upper()


@dataclass(frozen=True, slots=True)
class Form:
    """One person's form, one conversation or one review; its answers refer to it as others to their group.

    Attributes:
        id: In the same series as the ids of groups, so that an answer's `group_id` names either.
        code: Unique, letter of the kind and number, for example `F12`.
        label: Free, for example where it was found; empty when there is nothing to say.
        segment: Kind of customer, or empty.
        held_on: The day on which it was filled in, said or published.
    """

    id: GroupId
    code: str
    kind: Kind
    audience: Audience = Audience.CUSTOMERS
    label: str = ""
    segment: str = ""
    held_on: date | None = None

    @property
    def described(self) -> str:
        """What stands beside its answers, so that nobody takes them for a group's: `Form F12 · trade · 3 May`."""
        day = f"{self.held_on.day} {MONTHS[self.held_on.month - 1]}" if self.held_on else ""
        parts = (f"{self.kind.value.capitalize()} {self.code}", self.label, self.segment, day)
        return " · ".join(part for part in parts if part)


def is_loose(source: Group | Form, answer: Answer) -> bool:
    """Whether an answer was given without a question: on a form, what is in no box is an answer to none."""
    return isinstance(source, Form) and answer.box is Box.UNMARKED


def next_code(kind: Kind, taken: Iterable[str]) -> str:
    """Return the code after the highest of a kind.

    >>> next_code(Kind.FORM, ["F1", "F7", "N9"])
    'F8'
    """
    letter = kind.letter
    numbers = [code[1:] for code in taken if code[:1] == letter]
    return f"{letter}{max(map(int, filter(str.isdecimal, numbers)), default=0) + 1}"


def last_codes(taken: Iterable[str]) -> tuple[str, ...]:
    """Return the highest code of each kind that has any: all that `next_code` needs to know of many forms.

    >>> last_codes(["F1", "F10", "F9", "N2"])
    ('F10', 'N2')
    """
    codes = list(taken)
    found = (f"{kind.letter}{int(next_code(kind, codes)[1:]) - 1}" for kind in Kind)
    return tuple(code for code in found if code[1:] != "0")


def form_after(last: Form | None, taken: Iterable[str], kind: Kind | None = None) -> Form:
    """Return an empty form to follow another one, with kind, segment and day repeated."""
    kind = kind or (last.kind if last else Kind.FORM)
    code = next_code(kind, taken)
    if last is None:
        return Form(GroupId(0), code, kind)
    return replace(last, id=GroupId(0), code=code, kind=kind, label=last.label if kind is last.kind else "")


def lines_of(text: str) -> tuple[str, ...]:
    """Return the answers in a cell as it was typed: one a line, blank lines left out."""
    return tuple(line for line in map(str.strip, text.splitlines()) if line)


def matched(answers: Sequence[Answer], lines: Sequence[str]) -> list[Answer | None]:
    """Say for each line of a cell which of its answers it is now; None for a new one.

    A line that was changed keeps its answer, and with it themes, flags and history; lines that were
    put in or taken out in between do not move those of the others.
    """
    texts = [answer.text for answer in answers]
    found: list[Answer | None] = [None] * len(lines)
    for _, first, last, start, end in SequenceMatcher(None, texts, list(lines), autojunk=False).get_opcodes():
        for answer, place in zip(answers[first:last], range(start, end), strict=False):
            found[place] = answer
    return found


def counted_in_words(forms: Iterable[Form]) -> str:
    """Say how many forms there are of each kind: `40 forms, 3 notes, 1 review`.

    >>> counted_in_words([Form(GroupId(1), "F1", Kind.FORM), Form(GroupId(2), "R1", Kind.REVIEW)])
    '1 form, 1 review'
    """
    return kinds_in_words(Counter(map(attrgetter("kind"), forms)))


def kinds_in_words(counts: Mapping[Kind, int]) -> str:
    """Say what was counted as `counted_in_words` does."""
    return ", ".join(amount(counts[kind], kind.value) for kind in Kind if kind in counts)


class Separator(StrEnum):
    """What stands between the answers in one cell of a list, beside the end of a line."""

    LINE = "line"
    SLASH = "slash"
    SEMICOLON = "semicolon"


_BETWEEN = {Separator.SLASH: re.compile(r"(?<!\s)\s+/\s+"), Separator.SEMICOLON: re.compile(";")}
_BULLET = re.compile(r"^(?:[-–—•·*▪◦‣]\s+|\(?\d{1,2}[.)]\s+)")
_NOTHING = re.compile(r"[-–—./\\\s]*|n/?a", re.IGNORECASE)


def split_cell(text: str, separator: Separator = Separator.LINE) -> tuple[str, ...]:
    """Return the answers in a cell of somebody's list, without bullets and numbers before them.

    >>> split_cell("1. friendly / on time"), split_cell("one; - two", Separator.SEMICOLON)
    (('friendly / on time',), ('one', 'two'))
    """
    between = _BETWEEN.get(separator)
    cut = (part for line in lines_of(text) for part in (between.split(line) if between else (line,)))
    parts = (_BULLET.sub("", part.strip()).strip() for part in cut)
    return tuple(part for part in parts if not _NOTHING.fullmatch(part))
