"""Tags of a second person from a list: answers as this app hands them out, or tags by reference."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.second_tags_plan import TheirFile, TheirTags
from cxfacilitator.domain.table import without_apostrophe
from cxfacilitator.domain.tagging import MOST_THEMES
from cxfacilitator.formats import read_bytes, tags
from cxfacilitator.formats.records import Record, read_records

_NEEDED = ("Reference", "Theme ids", "Reviewed by a person")
_KNOWN = (*_NEEDED, "Wording", "Original")


def read(path: Path) -> TheirFile:
    """Read a person's tags; columns and keys that are not needed are ignored.

    Raises:
        ImportProblem: It is neither a list of answers nor one of tags, or an entry is not what it should be; names
            file, entry and reason.
    """
    if read_bytes(path).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{"):
        return TheirFile(path.name, tuple(_from_json(path)))
    return TheirFile(path.name, tuple(map(_from_row, read_records(path, _NEEDED, _KNOWN))))


def _from_row(record: Record) -> TheirTags:
    wordings = (without_apostrophe(record.text(column)) for column in ("Wording", "Original"))
    return TheirTags(
        record.needed("Reference"),
        frozenset(filter(None, wordings)),
        _themes(record.text("Theme ids").split(), record.refuse),
        record.text("Reviewed by a person").casefold() == "yes",
    )


def _from_json(path: Path) -> list[TheirTags]:
    try:
        found = json.loads(read_bytes(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ImportProblem(f"{path.name} is not a list of answers: it is not valid JSON.") from error
    if isinstance(found, list):
        return [_from_entry(path.name, number, entry) for number, entry in enumerate(found, start=1)]
    return [TheirTags(ref, frozenset(), item.themes) for ref, item in tags.read(path).items.items()]


def _from_entry(name: str, number: int, entry: Any) -> TheirTags:
    def refuse(reason: str) -> NoReturn:
        raise ImportProblem(f"{name}, answer {number}: {reason}.")

    if not isinstance(entry, dict):
        refuse("it is no group of keys")
    reference, themes = entry.get("reference"), entry.get("themes")
    if not isinstance(reference, str) or not reference:
        refuse("the key reference is missing")
    if not isinstance(themes, list) or not all(isinstance(theme, dict) and theme.get("id") for theme in themes):
        refuse("the key themes is no list of themes with ids")
    wordings = (entry.get(key) for key in ("wording", "original"))
    return TheirTags(
        reference,
        frozenset(wording for wording in wordings if isinstance(wording, str) and wording),
        _themes([str(theme["id"]) for theme in themes], refuse),
        entry.get("reviewed") is True,
    )


def _themes(ids: Sequence[str], refuse: Callable[[str], NoReturn]) -> tuple[ThemeId, ...]:
    if len(ids) > MOST_THEMES or len(set(ids)) < len(ids):
        refuse(f"themes are at most {MOST_THEMES}, none of them twice")
    return tuple(map(ThemeId, ids))
