"""The affinity wall: rows and values."""

from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.wall import Cluster, ClusterId, Place
from cxfacilitator.store import rows


def load_clusters(db: Database) -> tuple[Cluster, ...]:
    """Read the clusters, oldest first, each with its cards from the top; cards in the parking lot are left out."""
    cards: dict[int, list[AnswerId]] = {}
    for row in rows.read(
        db,
        "SELECT answer_id, cluster_id FROM wall_card WHERE cluster_id IS NOT NULL "
        "AND answer_id NOT IN (SELECT answer_id FROM parked) ORDER BY position, answer_id",
    ):
        cards.setdefault(row["cluster_id"], []).append(row["answer_id"])
    return tuple(
        Cluster(row["id"], row["name"], Place(row["x"], row["y"]), tuple(cards.get(row["id"], ())))
        for row in rows.read(db, "SELECT * FROM cluster ORDER BY id")
    )


def load_loners(db: Database) -> Mapping[AnswerId, Place]:
    """Read where the cards lie that somebody moved and that are in no cluster."""
    found = rows.read(db, "SELECT answer_id, x, y FROM wall_card WHERE cluster_id IS NULL")
    return {row["answer_id"]: Place(row["x"], row["y"]) for row in found}


def insert(db: Database, cluster: Cluster) -> ClusterId:
    """Add a cluster with its cards, which leave the place where they were; its id is given by the file."""
    cluster_id = ClusterId(rows.insert(db, "cluster", {"name": cluster.name, **_place(cluster.place)}))
    put_into(db, cluster_id, cluster.answer_ids)
    return cluster_id


def update(db: Database, cluster_id: ClusterId, name: str, place: Place) -> None:
    """Write a cluster's name and place."""
    rows.update(db, "cluster", {"id": cluster_id, "name": name, **_place(place)})


def delete(db: Database, cluster_id: ClusterId) -> None:
    """Delete a cluster; its cards lie again where the machine puts them."""
    db.execute("DELETE FROM wall_card WHERE cluster_id = ?", [cluster_id])
    db.execute("DELETE FROM cluster WHERE id = ?", [cluster_id])


def delete_empty(db: Database, cluster_id: ClusterId) -> None:
    """Delete a cluster if it has no cards, not even in the parking lot."""
    no_cards = "NOT EXISTS (SELECT 1 FROM wall_card WHERE cluster_id = :id)"
    db.execute(f"DELETE FROM cluster WHERE id = :id AND {no_cards}", {"id": cluster_id})


def move_rest(db: Database, cluster_id: ClusterId, into: ClusterId) -> None:
    """Put the cards of a cluster that are in the parking lot into another one."""
    last = "(SELECT ifnull(max(position), 0) FROM wall_card WHERE cluster_id = :into)"
    db.execute(
        f"UPDATE wall_card SET cluster_id = :into, position = 1 + {last} WHERE cluster_id = :gone",
        {"into": into, "gone": cluster_id},
    )


def put_into(db: Database, cluster_id: ClusterId, answer_ids: Sequence[AnswerId]) -> None:
    """Put cards into a cluster, in this order from the top; those that are in the parking lot stay above them."""
    marks = ", ".join("?" * len(answer_ids))
    others = (
        f"SELECT ifnull(max(position) + 1, 0) AS n FROM wall_card WHERE cluster_id = ? AND answer_id NOT IN ({marks})"
    )
    [first] = rows.read(db, others, [cluster_id, *answer_ids])
    for position, answer_id in enumerate(answer_ids, start=first["n"]):
        card = {"answer_id": answer_id, "cluster_id": cluster_id, "position": position, "x": 0.0, "y": 0.0}
        rows.upsert(db, "wall_card", card, ["answer_id"])


def put_at(db: Database, answer_id: AnswerId, place: Place) -> None:
    """Put a card somewhere on the wall, out of any cluster."""
    card = {"answer_id": answer_id, "cluster_id": None, "position": 0, **_place(place)}
    rows.upsert(db, "wall_card", card, ["answer_id"])


def _place(place: Place) -> dict[str, float]:
    return {"x": place.x, "y": place.y}
