"""Answers as cards, and suggested clusters as their cards go elsewhere."""

from collections.abc import Collection, Iterable

from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.wall import Cluster
from cxfacilitator.ui.pages.tagging.wall.items import Card


def card_of(snapshot: Snapshot, answer: Answer) -> Card:
    """Return an answer as the wall shows it."""
    source = snapshot.source_of(answer)
    themes = ", ".join(snapshot.codebook.by_id[one].name for one in snapshot.themes_of.get(answer.id, ()))
    return Card(answer.id, source.audience, answer.ref, answer.wording, answer.starred, themes)


def still_loose(suggested: Iterable[Cluster], loose: Iterable[Answer]) -> tuple[Cluster, ...]:
    """Return suggested clusters without the cards that are no longer loose; one card alone is no cluster."""
    ids = {answer.id for answer in loose}
    left = [without(cluster, set(cluster.answer_ids) - ids) for cluster in suggested]
    return tuple(cluster for cluster in left if len(cluster.answer_ids) > 1)


def without(cluster: Cluster, gone: Collection[AnswerId]) -> Cluster:
    """Return a cluster without some of its cards."""
    kept = tuple(answer_id for answer_id in cluster.answer_ids if answer_id not in gone)
    return Cluster(cluster.id, cluster.name, cluster.place, kept)
