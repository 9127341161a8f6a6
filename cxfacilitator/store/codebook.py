"""The codebook and what it was before each change: rows and values."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from cxfacilitator.domain.codebook import Codebook, Colour, Family, Theme, ThemeId, Visibility
from cxfacilitator.domain.codebook_history import CodebookChange, CodebookChangeId, Refiled, merges
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.store import rows


def load(db: Database) -> Codebook:
    """Read the codebook in the order in which it is shown."""
    [book] = rows.read(db, "SELECT version FROM codebook")
    families = rows.read(db, "SELECT id, name FROM family ORDER BY position, id")
    themes = rows.read(db, "SELECT * FROM theme ORDER BY position, id")
    for row in themes:
        del row["position"]
        row["family"] = row["family"] or ""
        for name in ("include", "exclude", "cues", "examples"):
            row[name] = json.loads(row[name])
    return _codebook({"version": book["version"], "families": families, "themes": themes})


def save(db: Database, codebook: Codebook) -> None:
    """Write the codebook; a theme that is not in it is deleted, and with it the rejections of it.

    Raises:
        CxError: A theme that is to be deleted is still the tag of an answer.
    """
    families = [{"position": place, **rows.packed(family)} for place, family in enumerate(codebook.families)]
    themes = [
        {"position": place, **rows.packed(theme), "family": theme.family or None}
        for place, theme in enumerate(codebook.themes)
    ]
    _refuse_if_used(db, codebook)
    rows.upsert(db, "codebook", {"id": 1, "version": codebook.version}, ["id"])
    rows.drop_others(db, "theme", ["id"], themes)
    for family in families:
        rows.upsert(db, "family", family, ["id"])
    for theme in themes:
        rows.upsert(db, "theme", theme, ["id"])
    rows.drop_others(db, "family", ["id"], families)


def _refuse_if_used(db: Database, codebook: Codebook) -> None:
    used = rows.read(
        db,
        "SELECT theme.id, theme.name, count(*) AS n FROM tag JOIN theme ON theme.id = tag.theme_id "
        "GROUP BY theme.id ORDER BY theme.position",
    )
    for row in used:
        if row["id"] not in codebook.by_id:
            answers = "1 answer has" if row["n"] == 1 else f"{row['n']} answers have"
            raise CxError(
                f"The theme “{row['name']}” cannot be deleted, because {answers} it as a tag. "
                "Give them another theme first."
            )


def load_changes(db: Database) -> tuple[CodebookChange, ...]:
    """Read what the codebook was before each change, newest last."""
    return tuple(map(_change, rows.read(db, "SELECT * FROM codebook_change ORDER BY id")))


def load_merges(db: Database) -> Mapping[ThemeId, ThemeId]:
    """Read which themes went into another one that is still in the codebook, each with that one."""
    changes = rows.read(
        db,
        "SELECT merged_into, (SELECT json_group_array(json_extract(value, '$.id')) FROM json_each(before, '$.themes')) "
        "AS themes FROM codebook_change "
        "WHERE id >= (SELECT min(id) FROM codebook_change WHERE merged_into IS NOT NULL) ORDER BY id",
    )
    now = {row["id"] for row in rows.read(db, "SELECT id FROM theme")}
    return merges(now, [(set(json.loads(row["themes"])), row["merged_into"]) for row in changes])


def last_change(db: Database) -> tuple[str, datetime] | None:
    """Read what the newest change was, and when; None when the codebook has never been changed."""
    found = rows.read(db, "SELECT label, at FROM codebook_change ORDER BY id DESC LIMIT 1")
    return (found[0]["label"], datetime.fromisoformat(found[0]["at"])) if found else None


def note_change(db: Database, change: CodebookChange) -> None:
    """Add a change to the history of the codebook; its id is given by the file."""
    row = {
        "at": change.at.isoformat(),
        "who": change.who,
        "label": change.label,
        "before": json.dumps(change.before.plain(), ensure_ascii=False),
        "refiled": json.dumps([asdict(entry) for entry in change.refiled], ensure_ascii=False),
        "merged_into": change.merged_into,
    }
    rows.insert(db, "codebook_change", row)


def _change(row: rows.Row) -> CodebookChange:
    refiled = (
        Refiled(
            AnswerId(entry["answer_id"]),
            tuple(map(ThemeId, entry["before"])),
            tuple(map(ThemeId, entry["after"])),
            ThemeId(entry["to"]),
        )
        for entry in json.loads(row["refiled"])
    )
    before = _codebook(json.loads(row["before"]))
    at = datetime.fromisoformat(row["at"])
    return CodebookChange(
        CodebookChangeId(row["id"]), at, row["who"], row["label"], before, tuple(refiled), row["merged_into"]
    )


def _codebook(plain: Mapping[str, Any]) -> Codebook:
    families = tuple(Family(**family) for family in plain["families"])
    return Codebook(plain["version"], families, tuple(map(_theme, plain["themes"])))


def _theme(plain: Mapping[str, Any]) -> Theme:
    """Return a theme from its fields, of which lists, flags and choices are plain."""
    lists = {name: tuple(map(str, plain[name])) for name in ("include", "exclude", "cues")}
    return Theme(
        **{
            **plain,
            **lists,
            "examples": {str(question): str(text) for question, text in plain["examples"].items()},
            "visibility": Visibility(plain["visibility"]),
            "effort_linked": bool(plain["effort_linked"]),
            "residual": bool(plain["residual"]),
            "colour": Colour(plain["colour"]),
        }
    )
