"""Commands of the rounds: begin the next one, and say what has become of each gap. The JSON keeps its shape."""

import argparse
from pathlib import Path
from typing import Any

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, add_replace, print_json
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.rounds import RoundSummary, RoundTheme
from cxfacilitator.domain.text import amount
from cxfacilitator.domain.trends import ThemeTrend, Trend, relation, rounds_of, timeline
from cxfacilitator.services import engagement
from cxfacilitator.services import rounds as service


def add_to(commands: Commands) -> None:
    """Add `next-round` and `trend`."""
    command = add_command(
        commands,
        "next-round",
        _next_round,
        "Make the engagement of the next round: its questions, codebook and earlier figures, no people and no answers.",
    )
    command.add_argument("old", type=Path, metavar="OLD.cxfac", help="the file of the round that is over")
    command.add_argument("new", type=Path, metavar="NEW.cxfac", help="the file to make")

    command = add_command(
        commands,
        "trend",
        _trend,
        "Say what has become of each gap since an earlier round, and what was done otherwise.",
    )
    add_file(command)
    command.add_argument("--with", dest="other", type=Path, metavar="OTHER.cxfac", help="the file of an earlier round")
    command.add_argument("--keep", action="store_true", help="keep the figures of that other round in this file")
    command.add_argument("--forget", type=int, metavar="ROUND", help="take the figures of a round out of this file")
    command.add_argument("--out", type=Path, metavar="OUT.csv", help="write a table of all rounds for spreadsheets")
    add_replace(command)
    command.add_argument("--other-client", action="store_true", help="compare although the client has another name")
    add_json(command)


def _next_round(arguments: argparse.Namespace) -> None:
    made = service.begin_next_from(arguments.old, arguments.new)
    print(f"Made {arguments.new} for {made.client} ({made.code}), round {made.round}.")
    with engagement.open_file(arguments.new) as file:
        earlier_rounds = file.snapshot().earlier_rounds
    for earlier in earlier_rounds:
        print(f"  Round {earlier.number} ({earlier.code}) stays in figures: {_groups(earlier)}.")
    print("  It has no people and nothing that they wrote.")


def _trend(arguments: argparse.Namespace) -> None:
    if arguments.keep and not arguments.other:
        raise CxError("--keep needs --with and the file of the earlier round; its figures are kept in this file.")
    with engagement.open_file(arguments.file) as file:
        if arguments.forget is not None:
            service.forget(file, arguments.forget)
            print(f"The figures of round {arguments.forget} are no longer in {arguments.file.name}.")
            return
        if arguments.out:
            print(service.export(file.snapshot(), arguments.out, replace=arguments.replace))
            return
        earlier = service.read(arguments.other) if arguments.other else None
        snapshot = file.snapshot()
        found = service.trend_since(snapshot, earlier, other_client=arguments.other_client)
        if arguments.keep:
            service.keep(file, found.earlier, other_client=arguments.other_client)
        known = [each for each in rounds_of(snapshot)[:-1] if each.number != found.earlier.number]
    if arguments.json:
        print_json(as_json(found))
        return
    told = service.tell(found)
    print(told.whole)
    for line in told.basis:
        print(f"  {line}")
    print()
    _print_table([*sorted([*known, found.earlier], key=lambda each: each.number), found.now], told)
    if found.unraised:
        print()
        print(f"Raised in neither round: {', '.join(found.unraised)}.")
    if arguments.keep:
        print(f"The figures of round {found.earlier.number} are kept in {arguments.file.name}.")


def _print_table(rounds: list[RoundSummary], told: service.ToldTrend) -> None:
    said = {each.theme.theme_id: each for each in told.themes}
    heads = "  ".join(f"{f'Round {each.number}':<21}" for each in rounds)
    print(f"{'Theme':<34} {heads}  Movement")
    for row in timeline(rounds):
        cells = "  ".join(f"{service.tell_relation(each):<21}" for each in row.relations)
        entry = said.get(row.theme_id)
        print(f"{row.name:<34.34} {cells}  {entry.heading if entry else '-'}")
        if entry:
            print(f"    {entry.sentence}")


def _groups(summary: RoundSummary) -> str:
    return ", ".join(f"{amount(summary.groups[audience], 'group')} of {audience.value}" for audience in Audience)


def as_json(found: Trend) -> dict[str, Any]:
    """Return a trend as plain values: both rounds, each theme's movement, and the sentences."""
    told = service.tell(found)
    return {
        "rounds": [_round(found.earlier), _round(found.now)],
        "movements": {movement.value: number for movement, number in found.movements.items()},
        "trend": [_theme(each.theme, each) for each in told.themes],
        "raised_in_neither": list(found.unraised),
        "summary": told.whole,
        "basis": list(told.basis),
    }


def _round(summary: RoundSummary) -> dict[str, Any]:
    return {
        "round": summary.number,
        "code": summary.code,
        "client": summary.client,
        "days": [day.isoformat() for day in summary.days],
        "groups": {audience.value: summary.groups[audience] for audience in Audience},
        "sessions": {audience.value: summary.sessions[audience] for audience in Audience},
        "codebook": summary.codebook,
        "not_reviewed": summary.unreviewed,
    }


def _theme(theme: ThemeTrend, told: service.ToldTheme) -> dict[str, Any]:
    return {
        "theme": theme.theme_id,
        "name": theme.name,
        "r1": _relation(theme.then),
        "r1_customers": _customers(theme.then),
        "r2": _relation(theme.now),
        "r2_customers": _customers(theme.now),
        "movement": theme.movement.value,
        "why_not": theme.why_not.value if theme.why_not else None,
        "groups": [_counts(theme.then), _counts(theme.now)],
        "sentence": f"{told.heading}: {told.sentence}",
    }


def _relation(theme: RoundTheme | None) -> str | None:
    found = relation(theme) if theme else None
    return found.value if found else None


def _customers(theme: RoundTheme | None) -> str | None:
    return theme.counts[Audience.CUSTOMERS].state.value if theme else None


def _counts(theme: RoundTheme | None) -> dict[str, Any] | None:
    """How many groups of each audience spoke of a theme in one round, of how many, and what that makes."""
    if theme is None:
        return None
    return {
        audience.value: {"state": counts.state.value, "any": counts.mentions, "G": counts.groups}
        for audience, counts in theme.counts.items()
    }
