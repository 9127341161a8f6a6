"""Codebooks as tables: a row for each family and each theme, or no more than a name in each line.

A cell that holds several texts has one in each line. What a spreadsheet would take for a formula is written with
an apostrophe before it, and read without.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NoReturn, TypeVar

from cxfacilitator.domain.codebook import Codebook, Colour, Family, Theme, ThemeId, Visibility
from cxfacilitator.domain.codebook_names import new_family_id, same_name
from cxfacilitator.domain.codebook_plan import without_id
from cxfacilitator.domain.engagement import Question
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.reading import ReadingChoices
from cxfacilitator.domain.table import Row, plain, without_apostrophe
from cxfacilitator.formats import check_is_list, lines_out, read_list
from cxfacilitator.formats.delimited import decode

_COLUMNS = (
    "version", "family", "family name", "id", "name", "definition", "include", "exclude", "cues", "examples",
    "visibility", "effort linked", "residual", "colour", "memo",
)  # fmt: skip
_ALSO_CALLED = {
    "theme": "name", "tag": "name", "code": "name", "label": "name", "theme name": "name", "code name": "name",
    "theme id": "id", "code id": "id",
    "description": "definition", "full definition": "definition", "meaning": "definition",
    "when to use": "include", "inclusion": "include", "included": "include",
    "when not to use": "exclude", "exclusion": "exclude", "excluded": "exclude",
    "keywords": "cues", "cue": "cues", "example": "examples",
    "category": "family", "group": "family", "parent": "family", "visible": "visibility",
    "effort": "effort linked", "color": "colour", "note": "memo", "notes": "memo",
}  # fmt: skip
_HEADINGS = {**{name: name for name in _COLUMNS}, **_ALSO_CALLED}
_YES = {"yes": True, "y": True, "true": True, "1": True, "x": True}
_NO = {"no": False, "n": False, "false": False, "0": False, "": False}
_NO_HEADINGS = ReadingChoices(heading_rows=())
_ONE_COLUMN = ReadingChoices(heading_rows=(), delimiter="\t", encoding="utf-8")
_IS_CODE = re.compile(r"[A-Z0-9-]{1,12}")
_EXAMPLE = re.compile(r"(\w+): ?(.*)", re.DOTALL)
T = TypeVar("T")


def as_csv(codebook: Codebook) -> bytes:
    """Return a codebook as a table with commas, from which `read` makes the same codebook."""
    known = [*map(_family_cells, codebook.families), *map(_theme_cells, codebook.themes)]
    if known:
        known[0] = {"version": codebook.version, **known[0]}
    return lines_out.as_csv([_COLUMNS, *([cells.get(column, "") for column in _COLUMNS] for cells in known)])


def read(data: bytes, name: str) -> Codebook:
    """Read a codebook from a table with headings, or from a list with the name of a theme in each line.

    Raises:
        ImportProblem: It is no table, or a row cannot be understood.
    """
    rows = _rows(data, name)
    columns = [_HEADINGS.get(plain(cell), "") for cell in rows[0].cells] if rows else []
    if "name" in columns:
        return _Table(name, columns, rows[1:]).codebook()
    return _names(name, rows)


def _family_cells(family: Family) -> dict[str, str]:
    return {"family": family.id, "family name": family.name}


def _theme_cells(theme: Theme) -> dict[str, str]:
    return {
        "family": theme.family,
        "id": theme.id,
        "name": theme.name,
        "definition": theme.definition,
        "include": _lines(theme.include),
        "exclude": _lines(theme.exclude),
        "cues": _lines(theme.cues),
        "examples": _lines(f"{question}: {text}" for question, text in theme.examples.items()),
        "visibility": theme.visibility.value,
        "effort linked": "yes" if theme.effort_linked else "no",
        "residual": "yes" if theme.residual else "no",
        "colour": theme.colour.value,
        "memo": theme.memo,
    }


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r") for text in texts)


def _texts(cell: str) -> tuple[str, ...]:
    meant = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}
    lines = (re.sub(r"\\[\\nr]", lambda found: meant[found[0]], line) for line in re.split(r"\r\n|\r|\n", cell))
    return tuple(line for line in lines if line.strip())


def _rows(data: bytes, name: str) -> tuple[Row, ...]:
    """The rows of a text; one without our headings has one cell in each line, whatever commas are in it."""
    if data.startswith(b"PK"):
        return read_list(data, name, _NO_HEADINGS).rows
    check_is_list(data, name)
    text, _, _ = decode(data, name)
    first = next((line for line in text.splitlines() if line.strip()), "")
    headings = (plain(cell) for cell in re.split(r"[,;\t|]", first))
    if any(_HEADINGS.get(heading) == "name" for heading in headings):
        return read_list(data, name, _NO_HEADINGS).rows
    return read_list("\n".join(map(_one_cell, text.splitlines())).encode(), name, _ONE_COLUMN).rows


def _one_cell(line: str) -> str:
    name = line.strip(" \t,;|")
    if len(name) > 1 and name[0] == name[-1] == '"':
        name = name[1:-1].replace('""', '"')
    return '"' + name.replace('"', '""') + '"' if name else ""


def _names(name: str, rows: Iterable[Row]) -> Codebook:
    """A codebook of themes of which nothing is known but their names."""
    codebook = Codebook(name.rpartition(".")[0], (), ())
    for row in rows:
        called = row.cell(0)
        if called and not any(same_name(called, theme.name) for theme in codebook.themes):
            theme = Theme(without_id(len(codebook.themes)), "", called)
            codebook = replace(codebook, themes=(*codebook.themes, theme))
    if not codebook.themes:
        raise ImportProblem(f"{name} is not a codebook: there is no name of a theme in it.")
    return codebook


class _Table:
    """A table with headings, while it is read."""

    def __init__(self, name: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        self._name = name
        self._place = {column: place for place, column in reversed([*enumerate(columns)])}
        self._rows = rows
        # What we wrote ourselves is read to the letter; what somebody typed may have blanks around it.
        self._ours = set(_COLUMNS) <= set(columns)
        self._families: dict[str, Family] = {}
        self._themes: dict[ThemeId, Theme] = {}

    def codebook(self) -> Codebook:
        version = next((found for row in self._rows if (found := self._cell(row, "version"))), "")
        for row in self._rows:
            family = self._family(row)
            if self._cell(row, "name") or self._cell(row, "id"):
                theme = self._theme(row, family)
                if theme.id in self._themes:
                    self._refuse(row, f"the id {theme.id} is that of an earlier theme")
                self._themes[theme.id] = theme
            elif not family:
                self._refuse(row, "the name of the theme is blank")
        if not self._themes:
            raise ImportProblem(f"{self._name} is not a codebook: there is no theme in it.")
        themes = sorted(self._themes.values(), key=lambda theme: theme.residual)
        return Codebook(version or self._name.rpartition(".")[0], tuple(self._families.values()), tuple(themes))

    def _cell(self, row: Row, column: str) -> str:
        place = self._place.get(column, len(row.cells))
        cell = without_apostrophe(row.cells[place]) if place < len(row.cells) else ""
        return cell if self._ours else cell.strip()

    def _family(self, row: Row) -> str:
        """The id of the row's family, which is made where it is first named."""
        called, name = self._cell(row, "family"), self._cell(row, "family name")
        if not called:
            return ""
        known = called if called in self._families else None
        if known is None and not self._ours:
            # Somebody who typed the table may have named the family; in what we wrote, only the id stands there.
            known = next((family.id for family in self._families.values() if same_name(family.name, called)), None)
        if known is None:
            short = called if self._ours or name or _IS_CODE.fullmatch(called) else self._new_family_id(called)
            known = short
            self._families[known] = Family(known, name or called)
        return known

    def _new_family_id(self, called: str) -> str:
        return new_family_id(Codebook("", tuple(self._families.values()), ()), called)

    def _theme(self, row: Row, family: str) -> Theme:
        name = self._cell(row, "name")
        if not name.strip():
            self._refuse(row, "the name of the theme is blank")
        return Theme(
            ThemeId(self._cell(row, "id")) or without_id(row.number),
            family,
            name,
            self._cell(row, "definition"),
            self._list(row, "include"),
            self._list(row, "exclude"),
            self._list(row, "cues"),
            self._examples(row),
            self._one_of(row, "visibility", {choice.value: choice for choice in Visibility} | {"": Visibility.DIRECT}),
            self._one_of(row, "effort linked", _YES | _NO),
            self._one_of(row, "residual", _YES | _NO),
            self._one_of(row, "colour", {choice.value: choice for choice in Colour}),
            self._cell(row, "memo"),
        )

    def _list(self, row: Row, column: str) -> tuple[str, ...]:
        texts = _texts(self._cell(row, column))
        if self._ours:
            return texts
        if len(texts) == 1:
            texts = tuple(texts[0].split(";"))
        return tuple(text.strip() for text in texts if text.strip())

    def _examples(self, row: Row) -> dict[str, str]:
        """The examples by question; one that names no question is taken for the first."""
        found: dict[str, str] = {}
        for line in _texts(self._cell(row, "examples")):
            named = _EXAMPLE.fullmatch(line)
            if named and (self._ours or named[1] in set(Question)):
                found[named[1]] = named[2]
            else:
                found[Question.WELL] = f"{found[Question.WELL]} / {line}" if Question.WELL in found else line
        return {str(question): text for question, text in found.items()}

    def _one_of(self, row: Row, column: str, choices: Mapping[str, T]) -> T:
        word = self._cell(row, column).strip().casefold()
        if word not in choices:
            self._refuse(row, f"“{word}” is not known as {column}; use {', '.join(filter(None, choices))}")
        return choices[word]

    def _refuse(self, row: Row, reason: str) -> NoReturn:
        raise ImportProblem(f"{self._name}, row {row.number}: {reason}.")
