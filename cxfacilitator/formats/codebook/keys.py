"""Codebooks as JSON and TOML: families, themes and residual codes as groups of named values."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn

from cxfacilitator.domain.codebook import Codebook, Colour, Family, Theme, ThemeId, Visibility
from cxfacilitator.domain.errors import ImportProblem

_LISTS = ("include", "exclude", "cues")


def read_json(data: bytes, name: str) -> Codebook:
    """Read a codebook from JSON.

    Raises:
        ImportProblem: It is not JSON, or an entry is missing or wrong.
    """
    try:
        raw = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise ImportProblem(f"{name} is not a codebook: it is not valid JSON.") from problem
    return _codebook(raw, name)


def read_toml(data: bytes, name: str) -> Codebook:
    """Read a codebook from TOML.

    Raises:
        ImportProblem: It is not TOML, or an entry is missing or wrong.
    """
    try:
        raw = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise ImportProblem(f"{name} is not a codebook: it is not valid TOML ({problem}).") from problem
    return _codebook(raw, name)


def as_toml(codebook: Codebook) -> bytes:
    """Return a codebook as TOML, from which `read_toml` makes the same codebook."""
    lines = [f"version = {_quoted(codebook.version)}"]
    for family in codebook.families:
        lines += ["", "[[families]]", f"id = {_quoted(family.id)}", f"name = {_quoted(family.name)}"]
    for theme in codebook.themes:
        lines += ["", "[[themes]]", *_theme_lines(theme)]
    return "\n".join((*lines, "")).encode()


def _theme_lines(theme: Theme) -> Iterator[str]:
    yield f"id = {_quoted(theme.id)}"
    if theme.family:
        yield f"family = {_quoted(theme.family)}"
    yield f"name = {_quoted(theme.name)}"
    if theme.definition:
        yield f"definition = {_quoted(theme.definition)}"
    for name in _LISTS:
        if texts := getattr(theme, name):
            yield f"{name} = {_listing(texts)}"
    if theme.examples:
        pairs = (f"{_quoted(question)} = {_quoted(text)}" for question, text in theme.examples.items())
        yield f"examples = {{{', '.join(pairs)}}}"
    yield f"visible = {_quoted(theme.visibility)}"
    yield f"effort_linked = {str(theme.effort_linked).lower()}"
    if theme.residual:
        yield "residual = true"
    if theme.colour:
        yield f"colour = {_quoted(theme.colour)}"
    if theme.memo:
        yield f"memo = {_quoted(theme.memo)}"


def _listing(texts: Iterable[str]) -> str:
    return "".join(["[\n", *(f"  {_quoted(text)},\n" for text in texts), "]"])


def _quoted(text: str) -> str:
    """A string of TOML on one line, whatever is in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\u{ord(found[0]):04x}", escaped) + '"'


def _codebook(raw: Any, name: str) -> Codebook:
    top = _Entry(name, "the file", raw)
    families = [_family(entry) for entry in top.groups("families", "family")]
    themes = [_theme(entry, residual=False) for entry in top.groups("themes", "theme")]
    themes += [_theme(entry, residual=True) for entry in top.groups("residual", "residual code")]
    if not themes:
        top.refuse("there is no theme in it")
    known = {family.id for family in families}
    seen: set[str] = set()
    for theme in themes:
        if theme.family and theme.family not in known:
            top.refuse(f"the theme {theme.id} is in the family “{theme.family}”, which is not among the families")
        if theme.id in seen:
            top.refuse(f"there are two themes with the id {theme.id}")
        seen.add(theme.id)
    if len(known) < len(families):
        top.refuse("two families have the same id")
    themes.sort(key=lambda theme: theme.residual)
    return Codebook(top.text("version") or name.rpartition(".")[0], tuple(families), tuple(themes))


class _Entry:
    """A group of named values in a file, for reading it and for the sentence that refuses it."""

    def __init__(self, file: str, what: str, raw: Any) -> None:
        self._file = file
        self._what = what
        if not isinstance(raw, Mapping):
            self.refuse("a group of named values was expected")
        self._raw: Mapping[str, Any] = raw

    def refuse(self, reason: str) -> NoReturn:
        raise ImportProblem(f"{self._file} is not a codebook: {self._what}: {reason}.")

    def text(self, key: str) -> str:
        value = self._raw.get(key, "")
        return value if isinstance(value, str) else self.refuse(f"{key} is not a text")

    def needed(self, key: str) -> str:
        return self.text(key) if self.text(key).strip() else self.refuse(f"{key} is missing")

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._raw.get(key, [])
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            self.refuse(f"{key} is not a list of texts")
        return tuple(value)

    def pairs(self, key: str) -> dict[str, str]:
        value = self._raw.get(key, {})
        if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
            self.refuse(f"{key} is not a group of texts")
        return dict(value)

    def switch(self, key: str) -> bool:
        value = self._raw.get(key, False)
        return value if isinstance(value, bool) else self.refuse(f"{key} is neither true nor false")

    def groups(self, key: str, called: str) -> list["_Entry"]:
        value = self._raw.get(key, [])
        if not isinstance(value, list):
            self.refuse(f"{key} is not a list")
        return [_Entry(self._file, f"{called} {place}", raw) for place, raw in enumerate(value, 1)]


def _family(entry: _Entry) -> Family:
    return Family(entry.needed("id"), entry.needed("name"))


def _theme(entry: _Entry, residual: bool) -> Theme:
    visible, colour = entry.text("visible") or Visibility.DIRECT, entry.text("colour")
    if visible not in set(Visibility):
        entry.refuse(f"visible is “{visible}”; use {', '.join(Visibility)}")
    if colour not in set(Colour):
        entry.refuse(f"colour is “{colour}”; use {', '.join(filter(None, Colour))}")
    return Theme(
        ThemeId(entry.needed("id")),
        entry.text("family"),
        entry.needed("name"),
        entry.text("definition"),
        entry.texts("include"),
        entry.texts("exclude"),
        entry.texts("cues"),
        examples=entry.pairs("examples"),
        visibility=Visibility(visible),
        effort_linked=entry.switch("effort_linked"),
        residual=residual or entry.switch("residual"),
        colour=Colour(colour),
        memo=entry.text("memo"),
    )
