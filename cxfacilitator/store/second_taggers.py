"""Second taggers and what they decided: rows and values."""

import json
from typing import Any

from sqlite_utils import Database

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.second_tagger import SecondReview, SecondTagger, TaggerId
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.store import order, rows


def load_all(db: Database) -> tuple[SecondTagger, ...]:
    """Read the second taggers in the order in which they came, their answers in sheet order."""
    themes: dict[tuple[int, str], list[ThemeId]] = {}
    for row in rows.read(db, "SELECT * FROM second_tag ORDER BY rank"):
        themes.setdefault((row["tagger_id"], row["answer_id"]), []).append(row["theme_id"])
    reviews: dict[int, list[SecondReview]] = {}
    found = f"SELECT second_review.* FROM second_review {order.ON_SHEETS} ORDER BY {order.ANSWERS}"
    for row in rows.read(db, found):
        mine = tuple(themes.get((row["tagger_id"], row["answer_id"]), ()))
        reviews.setdefault(row["tagger_id"], []).append(SecondReview(row["answer_id"], mine, bool(row["settled"])))
    return tuple(
        SecondTagger(TaggerId(row["id"]), row["name"], tuple(reviews.get(row["id"], ())), _before(row["agreement"]))
        for row in rows.read(db, "SELECT * FROM second_tagger ORDER BY id")
    )


def save(db: Database, tagger: SecondTagger) -> TaggerId:
    """Write a second tagger with all that they decided; one whose id is 0 is new.

    Returns:
        The id.
    """
    row = {"name": tagger.name, "agreement": json.dumps(tagger.before)}
    if tagger.id:
        rows.update(db, "second_tagger", {"id": tagger.id, **row})
        tagger_id = tagger.id
    else:
        tagger_id = TaggerId(rows.insert(db, "second_tagger", row))
    within = {"tagger_id": tagger_id}
    reviews: list[dict[str, Any]] = [
        {**within, "answer_id": review.answer_id, "settled": int(review.settled)} for review in tagger.reviews
    ]
    tags: list[dict[str, Any]] = [
        {**within, "answer_id": review.answer_id, "theme_id": theme, "rank": rank}
        for review in tagger.reviews
        for rank, theme in enumerate(review.themes, start=1)
    ]
    rows.keep_exactly(db, "second_review", ["tagger_id", "answer_id"], reviews, within)
    rows.keep_exactly(db, "second_tag", ["tagger_id", "answer_id", "theme_id"], tags, within)
    return tagger_id


def delete(db: Database, tagger_id: TaggerId) -> None:
    """Delete a second tagger with all that they decided."""
    db.execute("DELETE FROM second_tagger WHERE id = ?", [tagger_id])


def file_under(db: Database, gone: ThemeId, to: ThemeId) -> None:
    """Move what was decided on a theme to another, for both people alike; no answer gets a theme twice."""
    for tagger in load_all(db):
        reviews = tuple(
            SecondReview(review.answer_id, _moved(review.themes, gone, to), review.settled) for review in tagger.reviews
        )
        before = {answer: _moved(themes, gone, to) for answer, themes in tagger.before.items()}
        if (reviews, before) != (tagger.reviews, tagger.before):
            save(db, SecondTagger(tagger.id, tagger.name, reviews, before))


def _moved(themes: tuple[ThemeId, ...], gone: ThemeId, to: ThemeId) -> tuple[ThemeId, ...]:
    return tuple(dict.fromkeys(to if theme == gone else theme for theme in themes))


def _before(column: str) -> dict[AnswerId, tuple[ThemeId, ...]]:
    return {AnswerId(answer): tuple(map(ThemeId, themes)) for answer, themes in json.loads(column).items()}
