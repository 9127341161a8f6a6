"""Tags and rejections, the decisions of people about themes: rows and values."""

from collections.abc import Iterable, Sequence
from itertools import starmap

from sqlite_utils import Database

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.codebook_history import Refiled
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.tagging import Rejection, Tag
from cxfacilitator.store import order, rows


def load_tags(db: Database) -> tuple[Tag, ...]:
    """Read the tags by answer in sheet order, those of forms after all others, the main theme of each answer first."""
    return _load_tags(db, order.BY_SOURCE)


def load_tags_from(db: Database, source: GroupId) -> tuple[Tag, ...]:
    """Read the tags on the answers of one group or form."""
    return _load_tags(db, order.IN_SOURCE, f"WHERE answer.group_id = {int(source)}")


def load_themes_of(db: Database, answer_ids: Iterable[AnswerId]) -> dict[AnswerId, tuple[ThemeId, ...]]:
    """Read the themes of some answers, the main one first; an answer without any is a key too."""
    found: dict[AnswerId, list[ThemeId]] = {answer: [] for answer in answer_ids}
    sql = "SELECT answer_id, theme_id FROM tag WHERE answer_id IN (SELECT value FROM json_each(?)) ORDER BY rank"
    for row in rows.read(db, sql, [rows.listed(found)]):
        found[row["answer_id"]].append(row["theme_id"])
    return {answer: tuple(themes) for answer, themes in found.items()}


def load_rejections(db: Database) -> tuple[Rejection, ...]:
    """Read the rejected suggestions by answer in sheet order."""
    found = rows.read(
        db, f"SELECT rejection.* FROM rejection {order.ON_SHEETS} ORDER BY {order.ANSWERS}, rejection.theme_id"
    )
    return tuple(Rejection(**row) for row in found)


def set_themes(db: Database, answer_id: AnswerId, theme_ids: Sequence[ThemeId]) -> None:
    """Give an answer exactly these themes, the main one first; at most three."""
    found = rows.read(db, "SELECT theme_id FROM tag WHERE answer_id = ? ORDER BY rank", [answer_id])
    if [row["theme_id"] for row in found] != list(theme_ids):
        db.execute("DELETE FROM tag WHERE answer_id = ?", [answer_id])
        insert_tags(db, (Tag(answer_id, theme, rank) for rank, theme in enumerate(theme_ids, start=1)))


def add_theme(db: Database, answer_ids: Iterable[AnswerId], theme_id: ThemeId) -> None:
    """Give answers one more theme, which they do not have yet; that it did not fit there is forgotten."""
    ids = rows.listed(answer_ids)
    db.execute(
        "DELETE FROM rejection WHERE theme_id = ? AND answer_id IN (SELECT value FROM json_each(?))", [theme_id, ids]
    )
    db.execute(
        "INSERT INTO tag (answer_id, theme_id, rank) "
        "SELECT value, ?, 1 + (SELECT count(*) FROM tag WHERE answer_id = value) FROM json_each(?)",
        [theme_id, ids],
    )


def insert_tags(db: Database, tags: Iterable[Tag]) -> None:
    """Add tags that are not there yet, with the ranks that they carry."""
    for tag in tags:
        rows.insert(db, "tag", rows.packed(tag))


def reject(db: Database, rejection: Rejection) -> None:
    """Note that a suggested theme does not fit; once is enough."""
    rows.upsert(db, "rejection", rows.packed(rejection), ["answer_id", "theme_id"])


def refile(db: Database, entry: Refiled) -> None:
    """Give an answer other themes than it had; that one of them did not fit is forgotten."""
    for theme_id in set(entry.after) - set(entry.before):
        unreject(db, Rejection(entry.answer_id, theme_id))
    set_themes(db, entry.answer_id, entry.after)


def unreject(db: Database, rejection: Rejection) -> None:
    """Take the note back that a suggested theme does not fit."""
    db.execute("DELETE FROM rejection WHERE answer_id = ? AND theme_id = ?", [rejection.answer_id, rejection.theme_id])


def _load_tags(db: Database, ordered: str, condition: str = "") -> tuple[Tag, ...]:
    columns = "answer_id, theme_id, tag.rank"
    found = db.execute(f"SELECT {columns} FROM tag {order.ON_SHEETS} {condition} ORDER BY {ordered}, tag.rank")
    # Not by name: there may be ten thousand.
    return tuple(starmap(Tag, found.fetchall()))
