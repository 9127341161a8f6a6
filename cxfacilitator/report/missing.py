"""The characters of a report that no typeface can show, so that nobody is surprised by a box."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from cxfacilitator.domain.report_setup import Part
from cxfacilitator.report.content.values import ReportContent
from cxfacilitator.report.fonts import without_typeface


def missing(content: ReportContent) -> tuple[str, ...]:
    """Return every character that a box stands for, each once, in the order in which the report has them."""
    left_out = {"logos", *Part} - set(content.choices.parts)  # of a sign its picture is printed, not its name
    printed = (getattr(content, field.name) for field in fields(content) if field.name not in left_out)
    return tuple(
        dict.fromkeys(letter for part in printed for text in _texts(part) for letter in without_typeface(text))
    )


def in_codes(letters: Iterable[str]) -> str:
    """Return what characters are called where they cannot be shown.

    >>> in_codes("\U0001f600न")
    'U+1F600, U+0928'
    """
    return ", ".join(f"U+{ord(letter):04X}" for letter in letters)


def _texts(value: object) -> Iterator[str]:
    """Every text in a value, so that none is forgotten when a part is added."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
