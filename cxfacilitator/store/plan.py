"""Ideas and what was decided on them: rows and values."""

from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from cxfacilitator.domain.criteria import CriterionId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.plan import Disposition, Idea, IdeaId
from cxfacilitator.domain.sheets import AnswerId, Value
from cxfacilitator.store import criteria, order, rows


def load_all(db: Database) -> tuple[Idea, ...]:
    """Read the ideas in the order of entry, each with its answers in sheet order."""
    answers: dict[int, list[AnswerId]] = {}
    for row in rows.read(db, f"SELECT idea_answer.* FROM idea_answer {order.ON_SHEETS} ORDER BY {order.ANSWERS}"):
        answers.setdefault(row["idea_id"], []).append(AnswerId(row["answer_id"]))
    scores: dict[int, dict[CriterionId, int]] = {}
    for row in rows.read(db, "SELECT * FROM idea_score ORDER BY criterion_id"):
        scores.setdefault(row["idea_id"], {})[CriterionId(row["criterion_id"])] = row["score"]
    found = rows.read(db, "SELECT * FROM idea ORDER BY id")
    for row in found:
        row["answer_ids"] = tuple(answers.get(row["id"], ()))
        row["disposition"] = Disposition(row["disposition"]) if row["disposition"] is not None else None
        row["due"] = rows.day(row["due"])
        row["customer_work"] = Value(row["customer_work"])
        row["scores"] = scores.get(row["id"], {})
    return tuple(Idea(**row) for row in found)


def insert(db: Database, idea: Idea) -> IdeaId:
    """Add an idea and return its id; the id in the value is ignored.

    An answer belongs to one idea: its answers leave the ideas that they were in, and an idea
    that is left without answers is deleted.
    """
    if not idea.answer_ids:
        raise ValueError("an idea has at least one answer")
    idea_id = IdeaId(rows.insert(db, "idea", rows.packed(idea, without=("id", "answer_ids", "scores"))))
    _score(db, idea_id, idea.scores)
    _link(db, idea_id, idea.answer_ids)
    drop_empty(db)
    return idea_id


def update(db: Database, *ideas: Idea) -> None:
    """Write all fields of ideas; their answers move as in `insert`, those of all ideas before any is deleted."""
    for idea in ideas:
        if not rows.update(db, "idea", rows.packed(idea, without=("answer_ids", "scores"))):
            raise CxError("This idea is no longer in the file. Nothing was changed.")
        _score(db, idea.id, idea.scores)
        _link(db, idea.id, idea.answer_ids)
    drop_empty(db)


def delete(db: Database, idea_id: IdeaId) -> None:
    """Delete an idea; its answers stay."""
    db.execute("DELETE FROM idea WHERE id = ?", [idea_id])


def drop_empty(db: Database) -> None:
    """Delete ideas that have no answer any more."""
    db.execute("DELETE FROM idea WHERE id NOT IN (SELECT idea_id FROM idea_answer)")


def _score(db: Database, idea_id: IdeaId, scores: Mapping[CriterionId, int]) -> None:
    """Write the scores beside impact and effort, which are in the idea's own row."""
    if scores:
        criteria.begin(db)
    given = [
        {"idea_id": idea_id, "criterion_id": criterion_id, "score": score} for criterion_id, score in scores.items()
    ]
    rows.keep_exactly(db, "idea_score", ["idea_id", "criterion_id"], given, {"idea_id": idea_id})


def _link(db: Database, idea_id: IdeaId, answer_ids: Sequence[AnswerId]) -> None:
    links = [{"idea_id": idea_id, "answer_id": answer_id} for answer_id in answer_ids]
    rows.drop_others(db, "idea_answer", ["idea_id", "answer_id"], links, {"idea_id": idea_id})
    for link in links:
        rows.upsert(db, "idea_answer", link, ["answer_id"])
