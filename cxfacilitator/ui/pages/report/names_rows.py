"""Rows of the check for names: who may be named, where, and what would stand there instead."""

from collections.abc import Iterator, Sequence
from itertools import chain

from cxfacilitator.domain.name_check import NamedPlace, NamedWords, TypedText, usual
from cxfacilitator.domain.names import Span
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import shortened
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.quote_list import source
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedRow

MOST_WORDS, MOST_PLACES = 200, 100
"""So many rows a person goes through, and the screen takes at once; the rest comes up when these are dealt with."""
_AROUND = 120
_LONGEST = 3 * _AROUND


def word_rows(found: Sequence[NamedWords]) -> list[WrappedRow]:
    """Return a row for each of the words: first what this edition prints, below it what it does not."""
    rows: list[WrappedRow] = []
    for printed, heading in ((True, "This edition prints"), (False, "Not in this edition, but in the file")):
        mine = [words for words in found if words.printed is printed]
        if mine:
            rows.append(
                WrappedRow((Line(f"{heading} · {len(mine)}", theme.SMALL, "muted", strong=True),), heading=True)
            )
            rows += map(_word_row, mine[:MOST_WORDS])
            rows += _more(len(mine) - MOST_WORDS, "word")
    return rows


def place_rows(snapshot: Snapshot, chosen: Sequence[NamedWords]) -> list[WrappedRow]:
    """Return a row for each text in which these words stand, with the words marked."""
    texts: dict[tuple[object, str], list[NamedPlace]] = {}
    left = sum(len(words.places) for words in chosen)
    for place in chain.from_iterable(words.places for words in chosen):
        key = (place.typed.held_by, place.typed.part)
        if key not in texts and len(texts) == MOST_PLACES:
            break
        texts.setdefault(key, []).append(place)
        left -= 1
    rows = [_place_row(snapshot, key, places) for key, places in texts.items()]
    return [*rows, *_more(left, "place")]


def plan_rows(snapshot: Snapshot, changes: Sequence[tuple[TypedText, str]]) -> list[WrappedRow]:
    """Return a row for each text that would be changed: what it says, and what it would say."""
    rows = [
        WrappedRow(
            (
                Line(shortened(text, _LONGEST)),
                Line(f"now: {shortened(typed.text, _LONGEST)}", theme.SMALL, "muted"),
                Line(_where(snapshot, typed), theme.SMALL, "muted"),
            ),
            (typed.held_by, typed.part),
            typed,
        )
        for typed, text in changes[:MOST_PLACES]
    ]
    return [*rows, *_more(len(changes) - MOST_PLACES, "place")]


def _word_row(words: NamedWords) -> WrappedRow:
    why = words.why[:1].upper() + words.why[1:]
    return WrappedRow(
        (
            Line(shortened(words.words, _LONGEST), strong=True),
            Line(f"{why} · {words.counted}", theme.SMALL, "muted"),
        ),
        words.words,
        words,
    )


def _place_row(snapshot: Snapshot, key: object, places: Sequence[NamedPlace]) -> WrappedRow:
    typed = places[0].typed
    text, spans = _excerpt(typed.text, [place.span for place in places])
    told = [_where(snapshot, typed), typed.fixed.rstrip(".").lower()]
    if not typed.printed:
        told.append("not in this edition")
    elif not any(place.printed for place in places):
        told.append(f"this edition prints {usual(places[0].why)}")
    about = " · ".join(part for part in told if part)
    return WrappedRow((Line(text, underlined=spans), Line(about, theme.SMALL, "muted")), key, typed)


def _where(snapshot: Snapshot, typed: TypedText) -> str:
    if isinstance(typed.holder, Answer) and typed.part == "wording":
        return source(snapshot, typed.holder)
    return typed.where[:1].upper() + typed.where[1:]


def _excerpt(text: str, spans: Sequence[Span]) -> tuple[str, tuple[Span, ...]]:
    """A text of which only what stands around the first of the words is shown, and where the words are in it."""
    first = min(start for start, _ in spans)
    begin, end = max(0, first - _AROUND), first + 2 * _AROUND
    before = "…" if begin else ""
    shown = before + text[begin:end] + ("…" if end < len(text) else "")
    moved = len(before) - begin
    return shown, tuple((start + moved, min(stop, end) + moved) for start, stop in spans if begin <= start < end)


def _more(number: int, noun: str) -> Iterator[WrappedRow]:
    if number > 0:
        told = f"And {number} more {noun if number == 1 else noun + 's'}, shown when these are dealt with."
        yield WrappedRow((Line(told, theme.SMALL, "muted"),), heading=True)
