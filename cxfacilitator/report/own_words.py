"""What to know of a headline in a person's own words: it is printed without names, and remarked upon."""

import re
from collections.abc import Iterator

from cxfacilitator.domain.text import cardinal, joined
from cxfacilitator.report.content.values import ReportContent

_FEWEST_FOR_PERCENT = 10
_NUMBER = {cardinal(number): number for number in range(1, 13)}
_WORD = rf"\d+|{'|'.join(_NUMBER)}"
_COUNT = re.compile(rf"\b({_WORD}|none|no) (?:out )?of (?:the |our )?({_WORD})\b", re.IGNORECASE)
_PERCENT = re.compile(r"\d\s*(?:%|per ?cent\b)", re.IGNORECASE)
_TOO_MUCH = re.compile(r"\b(significant(?:ly)?|prove[sdn]?|failed to|consensus)\b", re.IGNORECASE)


def remarks(sentence: str, content: ReportContent) -> tuple[str, ...]:
    """Return what a reader may hold against a sentence that a person wrote, in sentences; mostly nothing."""
    return (*_counts(sentence, content), *_percent(sentence, content), *_too_much(sentence))


def _counts(sentence: str, content: ReportContent) -> Iterator[str]:
    known = {
        (spread.said, spread.groups) for table in content.numbers.tables for row in table.rows for spread in row.spreads
    }
    printed = " ".join((content.gaps.title.title, content.inside.title.title, content.plan.title.title))
    for found in _COUNT.finditer(sentence):
        said, groups = (_number(word) for word in found.groups())
        if (said, groups) not in known and f"{said} of {groups}" not in printed:
            yield f"“{found[0]}” stands nowhere in this report."


def _percent(sentence: str, content: ReportContent) -> Iterator[str]:
    groups = [asked.groups for asked in content.asked if asked.groups]
    if _PERCENT.search(sentence) and min(groups, default=0) < _FEWEST_FOR_PERCENT:
        yield f"A percentage of fewer than {_FEWEST_FOR_PERCENT} groups promises more than it holds; give the count."


def _too_much(sentence: str) -> Iterator[str]:
    words = list(dict.fromkeys(f"“{found[0].lower()}”" for found in _TOO_MUCH.finditer(sentence)))
    if words:
        yield f"Counts of a few groups do not carry {joined(words)}."


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBER.get(word.lower(), 0)
