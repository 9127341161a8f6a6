"""The engagement and the wording of its four questions: rows and values."""

from sqlite_utils import Database

from cxfacilitator.domain.engagement import Audience, Engagement, Formality, Question, Wording
from cxfacilitator.store import order, rows


def load(db: Database) -> Engagement:
    """Read the engagement; a file always has exactly one."""
    [row] = rows.read(db, "SELECT * FROM engagement")
    del row["id"]
    row["formality"] = Formality(row["formality"])
    row["competitors"] = rows.texts(row["competitors"])
    row["audiences"] = tuple(Audience(text) for text in rows.texts(row["audiences"]))
    row["everybody"] = frozenset(Audience(text) for text in rows.texts(row["everybody"]))
    row["delete_by"] = rows.day(row["delete_by"])
    return Engagement(**row)


def save(db: Database, engagement: Engagement) -> None:
    """Write the engagement."""
    rows.upsert(db, "engagement", {"id": 1, **rows.packed(engagement)}, ["id"])


def load_wording(db: Database) -> Wording:
    """Read the text of every question for every audience."""
    found = rows.read(db, f"SELECT * FROM wording ORDER BY {order.by_audience('audience')}, question")
    return {(Question(row["question"]), Audience(row["audience"])): row["text"] for row in found}


def save_wording(db: Database, wording: Wording) -> None:
    """Write the wording; a text that is not in it is deleted."""
    found = [
        {"question": question.value, "audience": audience.value, "text": text}
        for (question, audience), text in wording.items()
    ]
    rows.keep_exactly(db, "wording", ["question", "audience"], found)
