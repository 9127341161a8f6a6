"""Words taken out of an answer, with something in square brackets in their place."""

import re
from collections.abc import Collection, Iterable

from cxfacilitator.domain.history import Version
from cxfacilitator.domain.names import any_of, places
from cxfacilitator.domain.sheets import ILLEGIBLE, Answer
from cxfacilitator.domain.snapshot import Snapshot

NAME, CONTACT = "[name]", "[contact]"
_BRACKETS = re.compile(r"\[[^\[\]]+\]")


def bracketed(replacement: str) -> str:
    """Return what stands in the place of removed words, in the brackets by which a reader sees that it does.

    >>> bracketed("an account manager"), bracketed("[name]"), bracketed(" ")
    ('[an account manager]', '[name]', '[name]')
    """
    inside = " ".join(replacement.strip().strip("[]").split())
    return f"[{inside}]" if inside else NAME


def without(text: str, words: Iterable[str], replacement: str) -> str:
    """Return a text with each of these words, wherever and however it is written, replaced.

    >>> without("Ask PRIYA, not Priyanka", ["Priya"], "[name]")
    'Ask [name], not Priyanka'
    """
    return replaced(any_of((word for word in words if word.strip()), exact_case=False), text, replacement)


def replaced(pattern: re.Pattern[str] | None, text: str, replacement: str) -> str:
    """Return a text with something else wherever a pattern of `any_of` fits."""
    parts: list[str] = []
    last = 0
    for start, end in places(pattern, text):
        parts += [text[last:start], replacement]
        last = end
    return "".join([*parts, text[last:]])


def holding(snapshot: Snapshot, words: Iterable[str]) -> tuple[Answer, ...]:
    """Return the answers in whose wording any of these words stands: of groups, of forms, in the parking lot."""
    pattern = any_of((word for word in words if word.strip()), exact_case=False)
    found = (*snapshot.answers, *snapshot.form_answers, *snapshot.set_aside)
    return tuple(answer for answer in found if places(pattern, f"{answer.wording}\n{answer.competitor}"))


def says(line: Answer | Version, words: Collection[str]) -> bool:
    """Whether any of these words stands in what a line is or was, shown or not."""
    return any(without(part, words, "") != part for part in (line.text, line.tidy, line.competitor) if part)


def is_redacted(answer: Answer) -> bool:
    """Whether something in brackets stands in the place of words of the original, which is then not to be shown."""
    return any(mark not in answer.text for mark in _BRACKETS.findall(answer.tidy))


def has_gap(wording: str) -> bool:
    """Whether words were taken out of a wording: something in brackets that is no mark of what cannot be read.

    >>> has_gap("ask [name]"), has_gap("[illegible] vans")
    (True, False)
    """
    return any(mark.lower() != ILLEGIBLE for mark in _BRACKETS.findall(wording))
