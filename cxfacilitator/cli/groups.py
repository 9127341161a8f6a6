"""Commands of the groups."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import replace

from cxfacilitator.cli.arguments import Commands, add_audience, add_command, add_file, add_json, print_json
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import (
    HIGH,
    LOW,
    MEDIUM,
    Attribute,
    GroupPlan,
    RepairKind,
    SeatingRules,
    Wish,
    WishKind,
    WishLevel,
    split_choices,
)
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import engagement
from cxfacilitator.services import groups as service
from cxfacilitator.store.file import EngagementFile

_WEIGHTS = {"ignore": 0, "low": LOW, "medium": MEDIUM, "high": HIGH}
_ATTRIBUTES = ", ".join(Attribute)
_CHOICES = {"fewest": RepairKind.FEWEST, "balanced": RepairKind.BALANCED, "fresh": RepairKind.FRESH}


def add_to(commands: Commands) -> None:
    """Add `make-groups`, `rebalance` and `wishes`."""
    _add_make(commands)
    _add_rebalance(commands)
    _add_wishes(commands)


def _add_make(commands: Commands) -> None:
    command = add_command(
        commands, "make-groups", _make, "Form groups of 6-8 that mix departments and keep managers from their reports."
    )
    add_file(command)
    add_audience(command, Audience.STAFF)
    _add_session(command)
    command.add_argument(
        "--sizes", type=_sizes, metavar="7,7,6", help="seats in each group (default: the split closest to seven)"
    )
    command.add_argument(
        "--mix",
        type=_weight,
        action="append",
        default=[],
        metavar="ATTRIBUTE=WEIGHT",
        help=f"how much an attribute is spread: ignore, low, medium or high; attributes: {_ATTRIBUTES}",
    )
    command.add_argument(
        "--same", type=_same, metavar="ATTRIBUTE", help="bring people together who share this attribute; none: mix only"
    )
    _add_pairs(command, "--apart", "keep these two people (by their codes) apart")
    _add_pairs(command, "--together", "keep these two people at one table")
    command.add_argument("--new-mates", action="store_true", help="seat people with others than they have sat with")
    command.add_argument(
        "--rounds", type=int, metavar="N", help="show several seatings in a row, with few who meet again; forms nothing"
    )
    command.add_argument(
        "--prove", action="store_true", help="prove that no seating is better, or find it; up to about 60 people"
    )
    command.add_argument("--seed", type=int, default=1, help="another number gives other groups of the same quality")
    add_json(command)
    _add_agreed(command)


def _add_rebalance(commands: Commands) -> None:
    command = add_command(
        commands, "rebalance", _rebalance, "Mend the groups after no-shows and walk-ins, and say who moves where."
    )
    add_file(command)
    add_audience(command, Audience.STAFF)
    _add_session(command)
    command.add_argument(
        "--choice",
        choices=list(_CHOICES),
        metavar="CHOICE",
        help="fewest (moves), balanced or fresh (start); without it all three are shown, and --yes takes fewest",
    )
    command.add_argument("--seed", type=int, default=1, help="another number gives other answers of the same quality")
    add_json(command)
    _add_agreed(command)


def _add_wishes(commands: Commands) -> None:
    command = add_command(
        commands, "wishes", _wishes, "List who is to sit apart or together, after adding or dropping wishes."
    )
    add_file(command)
    _add_pairs(command, "--apart", "keep these two people (by their codes) apart")
    _add_pairs(command, "--together", "keep these two people at one table")
    _add_pairs(command, "--drop", "drop the wish about these two people")
    command.add_argument("--want", action="store_true", help="the wishes that are added may be broken (default: must)")
    add_json(command)


def _add_session(command: argparse.ArgumentParser) -> None:
    command.add_argument("--session", default="", metavar="CODE", help="only the people invited to this session")


def _add_pairs(command: argparse.ArgumentParser, name: str, text: str) -> None:
    command.add_argument(name, type=_pair, action="append", default=[], metavar="CODE,CODE", help=text)


def _add_agreed(command: argparse.ArgumentParser) -> None:
    agreed = command.add_mutually_exclusive_group()
    agreed.add_argument("--yes", action="store_true", help="agree to the plan and apply it")
    agreed.add_argument("--dry-run", action="store_true", help="only show the plan (this is also the default)")


def _sizes(text: str) -> tuple[int, ...]:
    try:
        sizes = tuple(int(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of sizes; write it as 7,7,6") from None
    if min(sizes) < 1:
        raise argparse.ArgumentTypeError("every group needs at least one seat")
    return sizes


def _pair(text: str) -> tuple[str, str]:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(parts):
        raise argparse.ArgumentTypeError(f"{text!r} is not a pair of codes; write it as TR001,TR002")
    return parts[0], parts[1]


def _weight(text: str) -> tuple[Attribute, int]:
    name, _, weight = text.partition("=")
    if weight.strip() not in _WEIGHTS:
        raise argparse.ArgumentTypeError(f"{text!r} is no weight; write it as department=high")
    return _attribute(name.strip()), _WEIGHTS[weight.strip()]


def _same(text: str) -> Attribute | str:
    return text if text == "none" else _attribute(text)


def _attribute(text: str) -> Attribute:
    try:
        return Attribute(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"there is no attribute {text!r}; choose one of {_ATTRIBUTES}") from None


def _make(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        before = file.snapshot()
        snapshot, wishes = _asked(before, arguments)
        if arguments.rounds is not None:
            _show_rounds(snapshot, arguments)
            return
        audience, session, new_mates = arguments.audience, arguments.session, arguments.new_mates
        plan = service.propose(snapshot, audience, session, arguments.sizes, arguments.seed, new_mates)
        proof = ""
        if arguments.prove:
            proof, plan = service.prove(snapshot, plan)
        codes: tuple[str, ...] = ()
        if arguments.yes:
            _keep(file, before, snapshot, audience, wishes)
            codes = service.apply(file, plan, new_mates)
        if arguments.json:
            print_json(_plan_data(snapshot, plan) | ({"codes": codes} if codes else {}))
            return
        for line in filter(None, (*plan.sentences(), proof)):
            print(line)
        others = [choice.sentence for choice in split_choices(sum(plan.sizes)) if choice.sizes != plan.sizes]
        if others:
            print("Also possible: " + "; ".join(others) + ".")
        print(f"Formed {', '.join(codes)}." if codes else _UNCHANGED)


_UNCHANGED = "Nothing has been changed. Run it again with --yes to agree."


def _plan_data(snapshot: Snapshot, plan: GroupPlan) -> dict[str, object]:
    return {
        "sizes": plan.sizes,
        "groups": _codes(snapshot, plan.groups),
        "scores": dict(plan.scores),
        "unmet": plan.unmet,
        "proven": plan.proven,
        "seed": plan.seed,
    }


def _codes(snapshot: Snapshot, groups: Sequence[Sequence[ParticipantId]]) -> list[list[str]]:
    return [[snapshot.participant[person].code for person in group] for group in groups]


def _asked(snapshot: Snapshot, arguments: argparse.Namespace) -> tuple[Snapshot, tuple[Wish, ...]]:
    """Return the snapshot as if the rules and wishes of the command line were in the file, and these wishes."""
    rules = service.rules_for(snapshot, arguments.audience)
    rules = _with_same(replace(rules, mix={**rules.mix, **dict(arguments.mix)}), arguments.same)
    wishes = _new_wishes(snapshot, arguments, WishLevel.MUST)
    pairs = {wish.pair for wish in wishes}
    kept = tuple(wish for wish in snapshot.wishes if wish.pair not in pairs)
    seating_rules: Mapping[Audience, SeatingRules] = {**snapshot.seating_rules, arguments.audience: rules}
    return replace(snapshot, seating_rules=seating_rules, wishes=kept + wishes), wishes


def _with_same(rules: SeatingRules, same: Attribute | str | None) -> SeatingRules:
    return rules if same is None else replace(rules, same=same if isinstance(same, Attribute) else None)


def _new_wishes(snapshot: Snapshot, arguments: argparse.Namespace, level: WishLevel) -> tuple[Wish, ...]:
    found: dict[tuple[ParticipantId, ParticipantId], Wish] = {}
    for kind, pairs in ((WishKind.APART, arguments.apart), (WishKind.TOGETHER, arguments.together)):
        for first, second in pairs:
            made = service.wish(_person(snapshot, first), _person(snapshot, second), kind, level)
            if found.setdefault(made.pair, made) != made:
                raise CxError(f"{first} and {second} are to sit apart and together at once; choose one of the two.")
    return tuple(found.values())


def _person(snapshot: Snapshot, code: str) -> Participant:
    found = next((person for person in snapshot.participants if person.code.casefold() == code.casefold()), None)
    if found is None:
        raise CxError(f"Nobody on the roster has the code {code}.")
    return found


def _keep(file: EngagementFile, before: Snapshot, after: Snapshot, audience: Audience, wishes: Sequence[Wish]) -> None:
    rules = after.seating_rules[audience]
    if rules != service.rules_for(before, audience):
        service.set_rules(file, audience, rules)
    for wish in wishes:
        service.add_wish(file, wish.first_id, wish.second_id, wish.kind, wish.level)


def _show_rounds(snapshot: Snapshot, arguments: argparse.Namespace) -> None:
    if arguments.yes:
        raise CxError("Rounds are only shown: with tables that rotate, no sheet belongs to one group. Leave out --yes.")
    plan = service.propose_rounds(
        snapshot, arguments.audience, arguments.session, arguments.rounds, arguments.sizes, arguments.seed
    )
    if arguments.json:
        rounds = [_codes(snapshot, groups) for groups in plan.rounds]
        print_json({"sizes": plan.sizes, "rounds": rounds, "met_again": plan.met_again, "notes": plan.sentences()})
        return
    for line in plan.sentences():
        print(line)
    for number, groups in enumerate(plan.rounds, 1):
        print(f"Round {number}")
        for place, group in enumerate(_codes(snapshot, groups), 1):
            print(f"  Table {place}: {', '.join(group)}")


def _rebalance(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        wanted = arguments.choice or ("fewest" if arguments.yes else "")
        kinds = [_CHOICES[wanted]] if wanted else list(_CHOICES.values())
        answers = service.rebalance(snapshot, arguments.audience, arguments.session, arguments.seed, kinds=kinds)
        if arguments.yes:
            service.apply_rebalance(file, answers[0])
        if arguments.json:
            name = {kind: name for name, kind in _CHOICES.items()}
            print_json({name[answer.kind]: _answer_data(snapshot, answer) for answer in answers})
            return
        for answer in answers:
            print(f"{answer.kind.value.capitalize()}")
            for line in answer.words:
                print(f"  {line}")
        print("Done. Print the moves, or tell them." if arguments.yes else _UNCHANGED)


def _answer_data(snapshot: Snapshot, answer: service.Rebalance) -> dict[str, object]:
    groups = _codes(snapshot, answer.plan.groups)
    return {
        "moved": answer.moved,
        "proven": answer.proven,
        "moves": [
            {"code": snapshot.participant[move.person_id].code, "from": move.before or None, "to": move.after}
            for move in answer.moves
        ],
        "tables": [{"label": label, "people": group} for label, group in zip(answer.labels, groups, strict=True)],
        "closed": answer.closed,
        "words": answer.words,
    }


def _wishes(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        new = _new_wishes(snapshot, arguments, WishLevel.WANT if arguments.want else WishLevel.MUST)
        dropped = list(dict.fromkeys(_wish_about(snapshot, *pair) for pair in arguments.drop))
        for wish in dropped:
            service.remove_wish(file, wish)
        for wish in new:
            service.add_wish(file, wish.first_id, wish.second_id, wish.kind, wish.level)
        snapshot = file.snapshot()
    people = snapshot.participant
    if arguments.json:
        print_json(
            [
                {"people": [people[one].code for one in wish.pair], "kind": wish.kind, "level": wish.level}
                for wish in snapshot.wishes
            ]
        )
        return
    for wish in snapshot.wishes:
        first, second = (f"{people[one].full_name} ({people[one].code})" for one in wish.pair)
        print(f"{first} and {second}: {wish.kind.value} ({wish.level.value})")
    if not snapshot.wishes:
        print("Nobody has been asked to sit apart or together.")


def _wish_about(snapshot: Snapshot, first: str, second: str) -> Wish:
    pair = {_person(snapshot, first).id, _person(snapshot, second).id}
    found = next((wish for wish in snapshot.wishes if set(wish.pair) == pair), None)
    if found is None:
        raise CxError(f"There is no wish about {first} and {second}.")
    return found
