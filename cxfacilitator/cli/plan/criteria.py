"""Commands that choose what ideas are judged by and what their score is made of."""

import argparse
from dataclasses import replace

from cxfacilitator.cli.arguments import Commands, add_command
from cxfacilitator.domain.criteria import Criterion
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.weights import ScorePart, shares
from cxfacilitator.services import engagement
from cxfacilitator.services import plan as service


def add_to(actions: Commands) -> None:
    """Add the actions on weights and criteria."""
    weights = add_command(actions, "weights", _weights, "Say what the parts of the score count for, or list it.")
    weights.add_argument("weights", nargs="*", metavar="PART=N", help=f"{', '.join(ScorePart)}: reach=4 pain=3")
    command = add_command(actions, "criteria", _list, "List what ideas are judged by, or change it.")
    changes = command.add_subparsers(title="changes", metavar="CHANGE", help="what to change (default: list them)")
    adding = add_command(changes, "add", _add, "Add a criterion.")
    adding.add_argument("name", metavar="NAME", help="what it is called")
    adding.add_argument("--weight", type=float, default=1.0, help="what it counts for (default: 1)")
    adding.add_argument("--less-is-better", action="store_true", help="a 5 speaks against the idea, as for effort")
    changing = add_command(changes, "change", _change, "Give a criterion another name, weight or direction.")
    changing.add_argument("name", metavar="NAME", help="the criterion")
    changing.add_argument("--name", dest="new", metavar="NAME", help="its new name")
    changing.add_argument("--weight", type=float, help="what it counts for; 0 for nothing")
    direction = changing.add_mutually_exclusive_group()
    direction.add_argument("--less-is-better", action="store_true", help="a 5 speaks against the idea")
    direction.add_argument("--more-is-better", action="store_true", help="a 5 speaks for the idea")
    removing = add_command(changes, "remove", _remove, "Take a criterion away, with all scores on it.")
    removing.add_argument("name", metavar="NAME", help="the criterion")
    ordering = add_command(changes, "order", _order, "Put the criteria into an order.")
    ordering.add_argument("names", nargs="+", metavar="NAME", help="in the order wanted; the others follow")


def criterion_called(snapshot: Snapshot, name: str) -> Criterion:
    """Return the criterion with this name, or the only one that begins so.

    Raises:
        CxError: There is none, or there are several.
    """
    wanted = name.strip().casefold()
    names = {criterion.name.casefold(): criterion for criterion in snapshot.criteria}
    found = [names[wanted]] if wanted in names else [each for key, each in names.items() if key.startswith(wanted)]
    if len(found) != 1:
        known = ", ".join(criterion.name for criterion in snapshot.criteria)
        raise CxError(f"“{name}” is not one criterion. There are: {known}.")
    return found[0]


def _weights(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        if arguments.weights:
            service.set_weights(file, dict(_weight(text) for text in arguments.weights))
        weights = file.snapshot().weights
    for part, share in zip(ScorePart, shares(weights), strict=True):
        print(f"{part.value:<8} {weights[part]:g}  ({100 * share:.0f} of 100)")


def _weight(text: str) -> tuple[ScorePart, float]:
    name, _, number = text.partition("=")
    try:
        return ScorePart(name.strip().casefold()), float(number)
    except ValueError:
        raise CxError(f"“{text}” is no weight. Write part and number: reach=4. Parts: {', '.join(ScorePart)}") from None


def _list(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        _print(file.snapshot())


def _add(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        service.add_criterion(file, arguments.name, arguments.weight, more_is_better=not arguments.less_is_better)
        _print(file.snapshot())


def _change(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        before = criterion_called(file.snapshot(), arguments.name)
        more = arguments.more_is_better or (before.more_is_better and not arguments.less_is_better)
        weight = before.weight if arguments.weight is None else arguments.weight
        service.change_criterion(
            file, replace(before, name=arguments.new or before.name, weight=weight, more_is_better=more)
        )
        _print(file.snapshot())


def _remove(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        service.remove_criterion(file, criterion_called(file.snapshot(), arguments.name).id)
        _print(file.snapshot())


def _order(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        service.arrange_criteria(file, [criterion_called(snapshot, name).id for name in arguments.names])
        _print(file.snapshot())


def _print(snapshot: Snapshot) -> None:
    for criterion in snapshot.criteria:
        direction = "more is better" if criterion.more_is_better else "less is better"
        print(f"{criterion.name:<24} weight {criterion.weight:g}, {direction}")
