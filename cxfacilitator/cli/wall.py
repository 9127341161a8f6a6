"""The command of the affinity wall: the clusters, and what the machine would put together."""

import argparse
from collections.abc import Sequence

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, print_json
from cxfacilitator.domain.review import AnswerFilter, Left
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import AnswerCluster
from cxfacilitator.domain.text import amount
from cxfacilitator.services import engagement, tagging
from cxfacilitator.services import wall as service


def add_to(commands: Commands) -> None:
    """Add `clusters`."""
    command = add_command(commands, "clusters", _clusters, "List the clusters of the affinity wall; changes nothing.")
    add_file(command)
    command.add_argument(
        "--suggest", action="store_true", help="also suggest clusters of the answers without a theme and a cluster"
    )
    add_json(command)


def _clusters(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        known = tagging.known_vectors(file) if arguments.suggest else None
    _, loose = service.on_wall(snapshot, AnswerFilter(Left.NO_THEME))
    suggested: Sequence[AnswerCluster] = ()
    if arguments.suggest:
        suggested = service.suggest_clusters(tagging.tagger(snapshot, known), [answer.id for answer in loose])
    if arguments.json:
        print_json(
            {
                "clusters": [
                    {"name": cluster.name, "answers": _refs(snapshot, cluster.answer_ids)}
                    for cluster in snapshot.clusters
                ],
                "suggested": [
                    {"words": list(cluster.words), "answers": _refs(snapshot, cluster.answers)} for cluster in suggested
                ],
                "loners": len(loose),
            }
        )
        return
    for cluster in snapshot.clusters:
        _print(snapshot, cluster.name or "(no name yet)", cluster.answer_ids)
    for group in suggested:
        _print(snapshot, f"suggested by the machine: {', '.join(group.words) or '(no words)'}", group.answers)
    print(f"{amount(len(snapshot.clusters), 'cluster')}; {amount(len(loose), 'answer')} without a theme in no cluster.")


def _print(snapshot: Snapshot, title: str, answer_ids: Sequence[AnswerId]) -> None:
    print(f"{title}, {amount(len(answer_ids), 'answer')}")
    for answer_id in answer_ids:
        print(f"    {snapshot.answer[answer_id].ref:<10} {snapshot.answer[answer_id].wording}")


def _refs(snapshot: Snapshot, answer_ids: Sequence[AnswerId]) -> list[str]:
    return [snapshot.answer[answer_id].ref for answer_id in answer_ids]
