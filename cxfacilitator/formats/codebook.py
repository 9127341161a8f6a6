"""Read a codebook from a JSON file: families, themes with their cues, residual codes."""

import json
from pathlib import Path
from typing import Any

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId, Visibility
from cxfacilitator.domain.errors import ImportProblem


def read(path: Path) -> Codebook:
    """Read a codebook.

    Raises:
        ImportProblem: The file is missing, is not JSON, or an entry lacks a field.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except OSError as problem:
        raise ImportProblem(f"{path.name} cannot be read: {problem.strerror}.") from problem
    except ValueError as problem:
        raise ImportProblem(f"{path.name} is not a codebook: it is not valid JSON.") from problem
    try:
        families = tuple(Family(str(entry["id"]), str(entry["name"])) for entry in raw["families"])
        themes = [_theme(entry, residual=False) for entry in raw["themes"]]
        themes += [_theme(entry, residual=True) for entry in raw.get("residual", ())]
        return Codebook(str(raw["version"]), families, tuple(themes))
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise ImportProblem(f"{path.name} is not a codebook: an entry is missing or wrong ({problem}).") from problem


def _theme(entry: dict[str, Any], residual: bool) -> Theme:
    return Theme(
        id=ThemeId(str(entry["id"])),
        family=str(entry.get("family", "")),
        name=str(entry["name"]),
        definition=str(entry.get("definition", "")),
        include=tuple(map(str, entry.get("include", ()))),
        exclude=tuple(map(str, entry.get("exclude", ()))),
        cues=tuple(map(str, entry.get("cues", ()))),
        examples={str(key): str(text) for key, text in entry.get("examples", {}).items()},
        visibility=Visibility(entry.get("visible", "direct")),
        effort_linked=bool(entry.get("effort_linked", False)),
        residual=residual,
    )
