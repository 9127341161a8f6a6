"""The codebook: rows and values."""

import json

from sqlite_utils import Database

from cxfacilitator.domain.codebook import Codebook, Colour, Family, Theme, Visibility
from cxfacilitator.domain.errors import CxError
from cxfacilitator.store import rows


def load(db: Database) -> Codebook:
    """Read the codebook in the order in which it is shown."""
    [book] = rows.read(db, "SELECT version FROM codebook")
    families = rows.read(db, "SELECT id, name FROM family ORDER BY position, id")
    themes = rows.read(db, "SELECT * FROM theme ORDER BY position, id")
    for row in themes:
        del row["position"]
        row["family"] = row["family"] or ""
        for name in ("include", "exclude", "cues"):
            row[name] = rows.texts(row[name])
        row["examples"] = {str(question): str(text) for question, text in json.loads(row["examples"]).items()}
        row["visibility"] = Visibility(row["visibility"])
        row["effort_linked"] = bool(row["effort_linked"])
        row["residual"] = bool(row["residual"])
        row["colour"] = Colour(row["colour"])
    return Codebook(book["version"], tuple(Family(**row) for row in families), tuple(Theme(**row) for row in themes))


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
