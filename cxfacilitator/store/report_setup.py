"""What is chosen for the report, and the signs on its cover: rows and values."""

from sqlite_utils import Database

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.colour import is_colour
from cxfacilitator.domain.report_setup import (
    MOST_QUOTES,
    USUAL_SETUP,
    Edition,
    Level,
    Logo,
    LogoOwner,
    Paper,
    Part,
    ReportSetup,
)
from cxfacilitator.store import rows


def load(db: Database) -> ReportSetup:
    """Read the choices; the usual ones as long as nobody has made any, and in place of what cannot be printed."""
    for row in rows.read(db, "SELECT * FROM report_setup"):
        del row["id"]
        row["edition"], row["paper"], row["level"] = Edition(row["edition"]), Paper(row["paper"]), Level(row["level"])
        row["parts"] = tuple(dict.fromkeys(Part(text) for text in rows.texts(row["parts"]) if text in set(Part)))
        row["quotes"] = min(row["quotes"], MOST_QUOTES)
        row["accent"] = row["accent"] if is_colour(row["accent"]) else USUAL_SETUP.accent
        return ReportSetup(**row)
    return USUAL_SETUP


def save(db: Database, setup: ReportSetup) -> None:
    """Write the choices."""
    rows.upsert(db, "report_setup", {"id": 1, **rows.packed(setup)}, ["id"])


def file_under(db: Database, gone: ThemeId, to: ThemeId) -> None:
    """Let the report begin with another theme's gap where it began with one that went into it."""
    db.execute("UPDATE report_setup SET headline_theme = ? WHERE headline_theme = ?", [to, gone])


def load_logos(db: Database) -> tuple[Logo, ...]:
    """Read the signs, the client's first."""
    found = rows.read(db, "SELECT * FROM logo ORDER BY owner")
    return tuple(Logo(LogoOwner(row["owner"]), row["name"], row["picture"]) for row in found)


def save_logo(db: Database, logo: Logo) -> None:
    """Write a sign in place of the one that this owner had."""
    row = {"owner": logo.owner.value, "name": logo.name, "picture": logo.picture}
    rows.upsert(db, "logo", row, ["owner"])


def delete_logo(db: Database, owner: LogoOwner) -> None:
    """Delete a sign."""
    db.execute("DELETE FROM logo WHERE owner = ?", [owner.value])
