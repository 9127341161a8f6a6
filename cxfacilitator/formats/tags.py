"""Tags made elsewhere: themes, flags and ideas of answers by their reference, as JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.sheets import Box, Direction, Flag, Value
from cxfacilitator.domain.tagging import MOST_THEMES
from cxfacilitator.formats import read_bytes

_T = TypeVar("_T")
_FLAGS = {
    "eff": Flag.EFFORT,
    "exp": Flag.EXPLAIN,
    "back": Flag.BACKSTAGE,
    "unt": Flag.UNTESTED,
    "serious": Flag.SERIOUS,
    "person": Flag.PERSON,
    "ill": Flag.ILLEGIBLE,
    "thin": Flag.THIN,
    "conflict": Flag.CONFLICT,
    **{flag.value: flag for flag in Flag},
}
_DIRECTIONS = {"diff": Direction.DIFFERENT, **{direction.value: direction for direction in Direction}}
_VALUES = {value.value: value for value in Value}
_BOXES = {"continue": Box.CONTINUE, "start": Box.START}


@dataclass(frozen=True, slots=True)
class ItemTags:
    """What was decided about one answer.

    Attributes:
        themes: Main theme first; at most three.
        box: Q4 only: the box that the line belongs in, where the file says so.
        idea: Code of the idea that it is part of, or empty.
    """

    themes: tuple[ThemeId, ...] = ()
    flags: frozenset[Flag] = frozenset()
    direction: Direction = Direction.UNSAID
    value: Value = Value.UNSAID
    competitor: str = ""
    box: Box | None = None
    idea: str = ""


@dataclass(frozen=True, slots=True)
class IdeaRow:
    """An idea; `title` is empty and the scores None where the file does not give them."""

    code: str
    title: str = ""
    impact: int | None = None
    effort: int | None = None


@dataclass(frozen=True, slots=True)
class TagSet:
    """Tags by the answers' references, and every idea that they name, in the file's order."""

    items: Mapping[str, ItemTags]
    ideas: tuple[IdeaRow, ...] = field(default=())


def read(path: Path) -> TagSet:
    """Read tags; keys that are not known are ignored.

    Raises:
        ImportProblem: Not JSON, or an item or idea is not what it should be; names file and item.
    """
    try:
        raw = json.loads(read_bytes(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ImportProblem(f"{path.name} is not a list of tags: it is not valid JSON.") from error
    top = _Place(path.name, "the file")
    content = top.group(raw, "a list of tags with the key items")
    if "items" not in content:
        top.refuse("the key items is missing")
    items = {
        str(ref): _item(_Place(path.name, f"item {ref}"), entry)
        for ref, entry in top.group(content["items"], "a group of items by reference").items()
    }
    ideas = [_idea(top, entry) for entry in top.listing(content.get("ideas", []), "a list of ideas")]
    listed = {idea.code: idea for idea in ideas}
    if len(listed) < len(ideas):
        top.refuse("an idea is listed twice")
    for tags in items.values():
        if tags.idea:
            listed.setdefault(tags.idea, IdeaRow(tags.idea))
    return TagSet(items, tuple(listed.values()))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the file something is, for the sentence that refuses it."""

    file: str
    what: str

    def refuse(self, reason: str) -> NoReturn:
        raise ImportProblem(f"{self.file}, {self.what}: {reason}.")

    def group(self, value: Any, called: str) -> dict[str, Any]:
        return value if isinstance(value, dict) else self.refuse(f"{called} was expected")

    def listing(self, value: Any, called: str) -> list[Any]:
        return value if isinstance(value, list) else self.refuse(f"{called} was expected")

    def text(self, entry: Mapping[str, Any], key: str) -> str:
        value = entry.get(key, "")
        return value.strip() if isinstance(value, str) else self.refuse(f"a text for {key} was expected")

    def one_of(self, words: Mapping[str, _T], word: Any, key: str) -> _T:
        if not isinstance(word, str) or word.casefold() not in words:
            self.refuse(f"“{word}” is not known as {key}; use {', '.join(filter(None, words))}")
        return words[word.casefold()]

    def score(self, entry: Mapping[str, Any], key: str) -> int | None:
        score: int | None = entry.get(key)
        if score is not None and (type(score) is not int or not 1 <= score <= 5):
            self.refuse(f"{key} is {score}, not a whole number 1-5")
        return score


def _item(place: _Place, raw: Any) -> ItemTags:
    entry = place.group(raw, "a group of keys such as themes")
    themes = place.listing(entry.get("themes", []), "a list of themes")
    if not all(isinstance(theme, str) and theme for theme in themes):
        place.refuse("a theme is not a text")
    if len(themes) > MOST_THEMES or len(set(themes)) < len(themes):
        place.refuse(f"themes are at most {MOST_THEMES}, none of them twice")
    flags = place.listing(entry.get("flags", []), "a list of flags")
    third = place.group(entry.get("q3", {}), "a group with direction and value")
    slot = entry.get("slot") or ""
    return ItemTags(
        themes=tuple(map(ThemeId, themes)),
        flags=frozenset(place.one_of(_FLAGS, flag, "a flag") for flag in flags),
        direction=place.one_of(_DIRECTIONS, third.get("direction", ""), "a direction"),
        value=place.one_of(_VALUES, third.get("value", ""), "a value"),
        competitor=place.text(entry, "competitor"),
        box=place.one_of(_BOXES, slot, "a slot") if slot else None,
        idea=place.text(entry, "idea"),
    )


def _idea(top: _Place, raw: Any) -> IdeaRow:
    entry = top.group(raw, "a group of keys for every idea")
    code = top.text(entry, "idea")
    if not code:
        top.refuse("an idea has no code (key idea)")
    place = _Place(top.file, f"idea {code}")
    return IdeaRow(code, place.text(entry, "title"), place.score(entry, "impact"), place.score(entry, "effort"))
