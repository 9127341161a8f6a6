"""What ideas are judged by and what the parts of their score count for: rows and values."""

from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from cxfacilitator.domain.criteria import DEFAULT_CRITERIA, Criterion, CriterionId
from cxfacilitator.domain.weights import DEFAULT_WEIGHTS, ScorePart
from cxfacilitator.store import rows


def load_all(db: Database) -> tuple[Criterion, ...]:
    """Read the criteria in a person's order; the usual ones as long as nobody has changed them."""
    found = rows.read(db, "SELECT * FROM criterion ORDER BY position, id")
    for row in found:
        row["more_is_better"] = bool(row["more_is_better"])
    return tuple(Criterion(**row) for row in found) or DEFAULT_CRITERIA


def begin(db: Database) -> None:
    """Put the usual criteria into the file, unless it has any."""
    if not rows.read(db, "SELECT id FROM criterion LIMIT 1"):
        rows.insert_all(db, "criterion", [rows.packed(criterion) for criterion in DEFAULT_CRITERIA])


def insert(db: Database, criterion: Criterion) -> CriterionId:
    """Add a criterion and return its id; the id in the value is ignored."""
    begin(db)
    return CriterionId(rows.insert(db, "criterion", rows.packed(criterion, without=("id",))))


def update(db: Database, criterion: Criterion) -> None:
    """Write all fields of a criterion."""
    begin(db)
    rows.update(db, "criterion", rows.packed(criterion))


def delete(db: Database, criterion_id: CriterionId) -> None:
    """Delete a criterion with all scores on it."""
    begin(db)
    db.execute("DELETE FROM criterion WHERE id = ?", [criterion_id])


def place(db: Database, criterion_ids: Sequence[CriterionId]) -> None:
    """Put criteria into this order."""
    begin(db)
    for position, criterion_id in enumerate(criterion_ids):
        rows.update(db, "criterion", {"id": criterion_id, "position": position})


def load_weights(db: Database) -> Mapping[ScorePart, float]:
    """Read what each part of the score counts for; as usual where nobody has said."""
    found = rows.read(db, "SELECT * FROM priority_weight")
    return {**DEFAULT_WEIGHTS, **{ScorePart(row["part"]): row["weight"] for row in found}}


def save_weights(db: Database, weights: Mapping[ScorePart, float]) -> None:
    """Write what each part of the score counts for."""
    for part, weight in weights.items():
        rows.upsert(db, "priority_weight", {"part": part.value, "weight": weight}, ["part"])
