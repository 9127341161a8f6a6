"""The affinity wall: cards are pushed into clusters, and what the machine would push together is shown on request."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from cxfacilitator.domain.by_id import ById
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.review import AnswerFilter
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import AnswerCluster
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.domain.wall import MOST_SUGGESTED, Cluster, ClusterId, Place, in_cell
from cxfacilitator.store import wall as store
from cxfacilitator.store.file import Edit, EngagementFile

if TYPE_CHECKING:
    from cxfacilitator.engines.suggest import Suggester


def on_wall(snapshot: Snapshot, chosen: AnswerFilter) -> tuple[tuple[Cluster, ...], tuple[Answer, ...]]:
    """Return what lies on the wall when some answers are chosen.

    Returns:
        The clusters, whole, of which at least one card is chosen or that have none; and the chosen answers in no
        cluster.
    """
    wanted = chosen.chosen(snapshot)
    clustered = {answer_id for cluster in snapshot.clusters for answer_id in cluster.answer_ids}
    if not clustered:
        return snapshot.clusters, tuple(wanted)
    ids = {answer.id for answer in wanted if answer.id in clustered}
    shown = tuple(c for c in snapshot.clusters if not c.answer_ids or not ids.isdisjoint(c.answer_ids))
    return shown, tuple(answer for answer in wanted if answer.id not in ids)


def lay_out(
    tagger: "Suggester", answer_ids: Sequence[AnswerId], columns: int, top: float, progress: Progress = silent
) -> dict[AnswerId, Place]:
    """Find a place for each card near those that say something alike, on a grid of so many columns below `top`."""
    from cxfacilitator.engines import layout

    cells = layout.grid(tagger.points(answer_ids), columns, progress)
    return {answer_id: in_cell(*cell, top) for answer_id, cell in zip(answer_ids, cells, strict=True)}


def suggest_clusters(
    tagger: "Suggester", answer_ids: Sequence[AnswerId], progress: Progress = silent
) -> tuple[AnswerCluster, ...]:
    """Find groups among answers that say nearly the same, for a person to look at.

    Returns:
        The closest first, and no more at once than a person looks at; the others are found when those are decided.
    """
    return tagger.close_groups(answer_ids, progress)[:MOST_SUGGESTED]


def make_cluster(file: EngagementFile, answer_ids: Iterable[AnswerId], place: Place, name: str = "") -> ClusterId:
    """Put cards together, wherever they were before; a cluster that loses its last card goes."""
    ids, before = tuple(dict.fromkeys(answer_ids)), file.read(store.load_clusters)
    called = f"the cluster “{name}”" if name else "a cluster"
    with file.edit(f"Make {called} of {amount(len(ids), 'card')}") as edit:
        made = store.insert(edit.db, Cluster(ClusterId(0), name, place, ids))
        _drop_emptied(edit, before, ids)
    return made


def accept_clusters(file: EngagementFile, suggested: Sequence[Cluster]) -> None:
    """Make the clusters that the machine suggested and a person looked at."""
    with file.edit(f"Accept {amount(len(suggested), 'suggested cluster')}") as edit:
        for cluster in suggested:
            store.insert(edit.db, cluster)


def put_into(file: EngagementFile, cluster_id: ClusterId, answer_ids: Iterable[AnswerId]) -> None:
    """Put cards into a cluster, below those that are in it."""
    clusters = _clusters(file)
    cluster = clusters[cluster_id]
    new = [answer_id for answer_id in dict.fromkeys(answer_ids) if answer_id not in cluster.answer_ids]
    with file.edit(f"Put {amount(len(new), 'card')} into {cluster.called}") as edit:
        store.put_into(edit.db, cluster_id, (*cluster.answer_ids, *new))
        _drop_emptied(edit, clusters.values(), new)


def move_cards(file: EngagementFile, places: Mapping[AnswerId, Place]) -> None:
    """Put cards somewhere on the wall, out of the clusters that they were in."""
    clusters = _clusters(file).values()
    left = joined(cluster.called for cluster in clusters if not places.keys().isdisjoint(cluster.answer_ids))
    cards = amount(len(places), "card")
    with file.edit(f"Take {cards} out of {left}" if left else f"Move {cards}") as edit:
        for answer_id, place in places.items():
            store.put_at(edit.db, answer_id, place)
        _drop_emptied(edit, clusters, places)


def name_cluster(file: EngagementFile, cluster_id: ClusterId, name: str) -> None:
    """Say what the cards of a cluster have in common."""
    cluster, name = _clusters(file)[cluster_id], " ".join(name.split())
    label = f"Name a cluster “{name}”" if name else f"Take the name from {cluster.called}"
    with file.edit(label) as edit:
        store.update(edit.db, cluster_id, name, cluster.place)


def move_cluster(file: EngagementFile, cluster_id: ClusterId, place: Place) -> None:
    """Put a cluster somewhere else on the wall."""
    cluster = _clusters(file)[cluster_id]
    with file.edit(f"Move {cluster.called}") as edit:
        store.update(edit.db, cluster_id, cluster.name, place)


def merge(file: EngagementFile, cluster_id: ClusterId, into: ClusterId) -> None:
    """Put all cards of a cluster into another, which keeps its place, and its name if it has one."""
    clusters = _clusters(file)
    gone, kept = clusters[cluster_id], clusters[into]
    if gone is kept:
        return
    with file.edit(f"Merge {gone.called} with {kept.called}") as edit:
        store.put_into(edit.db, into, (*kept.answer_ids, *gone.answer_ids))
        store.move_rest(edit.db, cluster_id, into)
        store.update(edit.db, into, kept.name or gone.name, kept.place)
        store.delete(edit.db, cluster_id)


def dissolve(file: EngagementFile, cluster_id: ClusterId) -> None:
    """Take a cluster apart; its cards are in none again."""
    cluster = _clusters(file)[cluster_id]
    with file.edit(f"Dissolve {cluster.called}") as edit:
        store.delete(edit.db, cluster_id)


def _clusters(file: EngagementFile) -> Mapping[ClusterId, Cluster]:
    return ById("cluster", {cluster.id: cluster for cluster in file.read(store.load_clusters)})


def _drop_emptied(edit: Edit, before: Iterable[Cluster], moved: Collection[AnswerId]) -> None:
    for cluster in before:
        if not set(moved).isdisjoint(cluster.answer_ids):
            store.delete_empty(edit.db, cluster.id)
