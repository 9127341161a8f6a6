"""Which answers the grid lists, in which order, and what its columns say of each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from operator import attrgetter, eq
from typing import Any

from cxfacilitator.domain.codebook import Theme, ThemeId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.forms import Form, is_loose
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Suggestions
from cxfacilitator.domain.text import unaccented
from cxfacilitator.ui.words import BOX_WORDS

NO_THEME = "No theme"
STAR, DOUBT, DONE, MEMO = "★", "?", "✓", "✎"


class Grouping(StrEnum):
    """What the answers are put together by, each with a heading."""

    NOTHING = "Not grouped"
    THEME = "By main theme"
    QUESTION = "By question"
    SOURCE = "By group or form"
    AUDIENCE = "By audience"


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above the answers that belong together."""

    title: str
    count: int
    audience: Audience | None = None


Line = AnswerId | Heading


@dataclass
class Shown:
    """What the lines are read from: the newest snapshot and suggestions."""

    snapshot: Snapshot
    suggestions: Suggestions = field(default_factory=Suggestions)

    def source(self, answer: Answer) -> Group | Form:
        """The group or form that an answer is from."""
        return self.snapshot.source_of(answer)

    def themes(self, answer: Answer) -> tuple[ThemeId, ...]:
        """The themes that a person gave an answer, the main one first."""
        return self.snapshot.themes_of.get(answer.id, ())

    def theme_names(self, answer: Answer) -> tuple[str, ...]:
        """Their names."""
        return tuple(self.theme(theme_id).name for theme_id in self.themes(answer))

    def best(self, answer: Answer) -> tuple[ThemeId, float] | None:
        """The best suggestion for an answer that nobody has reviewed, with how probable it is."""
        if answer.reviewed:
            return None
        had = self.themes(answer)
        known = self.snapshot.codebook.by_id
        ranked = self.suggestions.ranked(answer.id)
        return next((pair for pair in ranked if pair[0] not in had and pair[0] in known), None)

    def waiting(self, answer_ids: Iterable[AnswerId]) -> Iterator[tuple[AnswerId, ThemeId]]:
        """The answers among these that have a suggestion left, each with its theme."""
        for answer_id in answer_ids:
            answer = self.snapshot.answer.get(answer_id)
            best = self.best(answer) if answer is not None else None
            if best is not None:
                yield answer_id, best[0]

    def theme(self, theme_id: ThemeId) -> Theme:
        """The theme with this id."""
        return self.snapshot.codebook.by_id[theme_id]


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column.

    Attributes:
        key: Its name in what is remembered.
        title: Its heading; `menu` where that is only a sign.
        width: In pixels at 100 %.
        text: What it says of an answer; empty when nothing.
        sort: What to sort by, when the text will not do; None comes last, whichever way it is sorted.
        hidden: Shown only when somebody wants it.
    """

    key: str
    title: str
    width: int
    text: Callable[[Shown, Answer], str]
    sort: Callable[[Shown, Answer], Any] | None = None
    menu: str = ""
    hidden: bool = False

    @property
    def is_mark(self) -> bool:
        """Whether it shows a sign in the middle rather than words."""
        return bool(self.menu)

    @property
    def words(self) -> str:
        """Its name in words."""
        return self.menu or self.title


def _chance(shown: Shown, answer: Answer) -> str:
    best = shown.best(answer)
    return f"{best[1]:.0%}" if best else ""


def _question(shown: Shown, answer: Answer) -> str:
    return "" if is_loose(shown.source(answer), answer) else BOX_WORDS[answer.box]


def _sign(sign: str, has: Callable[[Answer], object]) -> Callable[[Shown, Answer], str]:
    return lambda _shown, answer: sign if has(answer) else ""


_BOXES = {box: place for place, box in enumerate(Box)}
_AUDIENCES = {audience: place for place, audience in enumerate(Audience)}

REF = GridColumn("ref", "Ref", 84, lambda _s, a: a.ref)
AUDIENCE = GridColumn(
    "audience",
    "",
    30,
    lambda s, a: s.source(a).audience.label,
    lambda s, a: _AUDIENCES[s.source(a).audience],
    menu="Audience",
)
SOURCE = GridColumn(
    "source", "Group or form", 150, lambda s, a: f"{s.source(a).code} {s.source(a).label}".strip(), hidden=True
)
QUESTION = GridColumn("question", "Question", 92, _question, lambda s, a: _BOXES[a.box])
WORDING = GridColumn("wording", "Wording", 320, lambda _s, a: a.wording)
THEMES = GridColumn("themes", "Themes", 192, lambda s, a: ", ".join(s.theme_names(a)))
SUGGESTED = GridColumn(
    "suggested", "Suggested", 140, lambda s, a: s.theme(best[0]).name if (best := s.best(a)) is not None else ""
)
CHANCE = GridColumn("chance", "Chance", 66, _chance, lambda s, a: best[1] if (best := s.best(a)) is not None else None)
FLAGS = GridColumn("flags", "Flags", 80, lambda _s, a: ", ".join(sorted(flag.value for flag in a.flags)))
STARRED = GridColumn("star", STAR, 30, _sign(STAR, lambda a: a.starred), menu="Star")
LOOK = GridColumn("look", DOUBT, 30, _sign(DOUBT, lambda a: a.second_look), menu="Wrongly tagged?")
REVIEWED = GridColumn("reviewed", DONE, 30, _sign(DONE, lambda a: a.reviewed), menu="Reviewed")
MEMOS = GridColumn("memo", MEMO, 30, _sign(MEMO, lambda a: a.memo), menu="Memo")
WHO = GridColumn("competitor", "Who (Q3)", 110, lambda _s, a: a.competitor, hidden=True)
DIRECTION = GridColumn("direction", "Better or worse (Q3)", 130, lambda _s, a: a.direction.value, hidden=True)
VALUE = GridColumn("value", "Matters (Q3)", 92, lambda _s, a: a.value.value, hidden=True)

COLUMNS = (
    REF, AUDIENCE, SOURCE, QUESTION, WORDING, THEMES, SUGGESTED, CHANCE, FLAGS, REVIEWED, STARRED, LOOK, MEMOS, WHO,
    DIRECTION, VALUE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """What the lines are sorted and grouped by."""

    column: GridColumn | None = None
    descending: bool = False
    grouping: Grouping = Grouping.NOTHING


class WordFilter:
    """Keeps the answers in which every typed word occurs: in the wording, a theme, the group or the reference.

    What was folded once is kept, so that ten thousand answers are looked through at every key.
    """

    def __init__(self) -> None:
        self._folded: dict[AnswerId, tuple[Answer, tuple[ThemeId, ...], str]] = {}

    def keep(self, shown: Shown, answers: Sequence[Answer], text: str) -> list[Answer]:
        """Return the answers that contain all words of a text, accents or not; an empty text keeps all."""
        words = unaccented(text).split()
        if not words:
            return list(answers)
        return [answer for answer in answers if all(map(self._fold(shown, answer).__contains__, words))]

    def _fold(self, shown: Shown, answer: Answer) -> str:
        themes, found = shown.themes(answer), self._folded.get(answer.id)
        if found is None or found[0] is not answer or found[1] != themes:
            source = shown.source(answer)
            parts = (answer.wording, answer.ref, source.code, source.label, *shown.theme_names(answer))
            found = self._folded[answer.id] = (answer, themes, unaccented("\n".join(parts)))
        return found[2]


def same_answers(some: Sequence[Answer], others: Sequence[Answer]) -> bool:
    """Whether these are the same answers in the same order, whatever has been decided on them."""
    ids = attrgetter("id")
    return some is others or (len(some) == len(others) and all(map(eq, map(ids, some), map(ids, others))))


def arranged(shown: Shown, answers: Sequence[Answer], order: Order) -> list[Line]:
    """Return the answers sorted and under their headings."""
    found = in_order(shown, answers, order.column, order.descending) if order.column is not None else answers
    return in_groups(shown, found, order.grouping)


def in_order(shown: Shown, answers: Sequence[Answer], column: GridColumn, descending: bool = False) -> list[Answer]:
    """Return the answers sorted by a column; where it says nothing of an answer, that comes last."""
    keyed = [(_key(shown, answer, column), answer) for answer in answers]
    full = [pair for pair in keyed if pair[0] not in (None, "")]
    full.sort(key=lambda pair: pair[0], reverse=descending)
    return [answer for _, answer in full] + [answer for key, answer in keyed if key in (None, "")]


def _key(shown: Shown, answer: Answer, column: GridColumn) -> Any:
    return column.sort(shown, answer) if column.sort else column.text(shown, answer).casefold()


def in_groups(shown: Shown, answers: Iterable[Answer], grouping: Grouping) -> list[Line]:
    """Return the answers under headings, each with its count; within a heading the order stays."""
    if grouping is Grouping.NOTHING:
        return [answer.id for answer in answers]
    parts: dict[Any, list[AnswerId]] = {}
    for answer in answers:
        parts.setdefault(_part(shown, answer, grouping), []).append(answer.id)
    found: list[Line] = []
    for part, heading in _headings(shown, grouping).items():
        if part in parts:
            found += [Heading(heading.title, len(parts[part]), heading.audience), *parts[part]]
    return found


def _part(shown: Shown, answer: Answer, grouping: Grouping) -> object:
    match grouping:
        case Grouping.THEME:
            return next(iter(shown.themes(answer)), None)
        case Grouping.QUESTION:
            return answer.box
        case Grouping.SOURCE:
            return answer.group_id
        case _:
            return shown.source(answer).audience


def _headings(shown: Shown, grouping: Grouping) -> Mapping[object, Heading]:
    """All headings that there may be, in the order in which they are shown."""
    snapshot = shown.snapshot
    found: dict[object, Heading] = {}
    match grouping:
        case Grouping.THEME:
            found.update((theme.id, Heading(theme.name, 0)) for theme in snapshot.codebook.themes)
            found[None] = Heading(NO_THEME, 0)
        case Grouping.QUESTION:
            found.update((box, Heading(BOX_WORDS[box], 0)) for box in Box)
        case Grouping.SOURCE:
            found.update((g.id, Heading(f"{g.code} {g.label}".strip(), 0, g.audience)) for g in snapshot.groups)
            found.update((form.id, Heading(form.described, 0, form.audience)) for form in snapshot.forms)
        case _:
            found.update((audience, Heading(audience.label, 0, audience)) for audience in Audience)
    return found
