"""Commands of the comparison. The JSON keeps its shape: other programs read it."""

import argparse
from typing import Any

from cxfacilitator.cli.arguments import Commands, add_audience, add_command, add_file, add_json, one_of, print_json
from cxfacilitator.cli.cuts import CUT_BY
from cxfacilitator.domain.beside import Beside, beside
from cxfacilitator.domain.chance import Weighed
from cxfacilitator.domain.comparison import Comparison, compare
from cxfacilitator.domain.counts import Counts
from cxfacilitator.domain.cuts import By, Cell, narrowed
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.ideas import IdeaView, view_ideas
from cxfacilitator.domain.saturation import Added, saturation
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import joined
from cxfacilitator.services import chance, engagement
from cxfacilitator.services import findings as service
from cxfacilitator.services.findings import ToldFinding


def add_to(commands: Commands) -> None:
    """Add `compare`."""
    command = add_command(
        commands, "compare", _compare, "Lay the audiences side by side: states of the themes, findings, ideas."
    )
    add_file(command)
    command.add_argument("--segment", default="", metavar="NAME", help="only this part of an audience; see `segments`")
    command.add_argument("--by", type=one_of(By), default=By.SEGMENT, metavar="WHAT", help=CUT_BY)
    add_audience(command, Audience.CUSTOMERS)
    add_json(command)


def _compare(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
    cell = None
    if arguments.segment:
        snapshot, cell = narrowed(snapshot, arguments.audience, arguments.by, arguments.segment)
    if arguments.json:
        values = as_json(snapshot) if cell is None else part_as_json(snapshot, cell)
        print_json(values | _by_chance(chance.weigh(compare(snapshot))))
        return
    if cell is not None:
        print(f"Of {arguments.audience.value} only {cell.called}: {cell.size}.\n")
    comparison = compare(snapshot)
    aside = beside(snapshot)
    for view in comparison.themes:
        if any(view.counts[audience].mentions for audience in Audience) or view.theme.id in aside.answers:
            row = "  ".join(_cell(view.counts[audience]) for audience in Audience)
            said = aside.in_words(view.theme.id) if view.theme.id in aside.answers else ""
            print(f"{view.theme.name:<42.42} {row}  {joined((said, aside.agreeing_in_words(view.theme.id)))}".rstrip())
    print()
    for told in service.tell(comparison):
        word = f" ({told.finding.word.value})" if told.finding.word else ""
        few = " Rests on few statements." if told.finding.fragile else ""
        print(f"{told.finding.kind.value.replace('_', ' ')}{word}: {told.sentence}{few}")
    print()
    alignment = ", ".join(f"{kind.value} {number}" for kind, number in comparison.alignment.items())
    print(f"Leadership and customers, theme by theme: {alignment}.")
    if cell is None:
        for audience in Audience:
            new = " ".join(str(len(added.new)) for added in saturation(snapshot, comparison, audience))
            print(f"New themes with each group of {audience.value}: {new or 'no group yet'}.")
    print("\n".join(chance.weigh(comparison).sentences))
    if comparison.unreviewed:
        print(f"{len(comparison.unreviewed)} answers have not been reviewed yet and count for nothing.")


def _cell(counts: Counts) -> str:
    return f"{counts.state.value:<9} {counts.mentions:>2} of {counts.groups:<3}"


def as_json(snapshot: Snapshot) -> dict[str, Any]:
    """Return the comparison as plain values: theme_states, findings, ideas, serious, alignment, beside_groups."""
    comparison = compare(snapshot)
    return {
        "theme_states": {
            view.theme.id: {audience.value: _counts(view.counts[audience]) for audience in Audience}
            for view in comparison.themes
        },
        "findings": [_finding(told) for told in service.tell(comparison)],
        "ideas": [_idea(view, snapshot) for view in view_ideas(snapshot, comparison)],
        "serious": [answer.ref for answer in comparison.serious],
        "alignment_leadership_customers": _alignment(comparison),
        **_beside(beside(snapshot)),
        "saturation": {
            audience.value: [_added(added) for added in saturation(snapshot, comparison, audience)]
            for audience in Audience
        },
    }


def part_as_json(snapshot: Snapshot, cell: Cell) -> dict[str, Any]:
    """Return the comparison of a part as plain values; without what leads to single answers where they are too few."""
    told = as_json(snapshot) | {"part": cell.called, "people": cell.people, "quotable": cell.quotable}
    if not cell.quotable:
        del told["ideas"], told["serious"], told["parked"], told["saturation"]
        told["findings"] = [
            {key: value for key, value in finding.items() if key not in _SINGLE_ANSWERS} for finding in told["findings"]
        ]
    return told


_SINGLE_ANSWERS = ("evidence", "items", "idea")


def _added(added: Added) -> dict[str, Any]:
    return {
        "group": added.group.code,
        "new": added.new,
        "so_far": added.so_far,
        "mean_so_far": round(added.mean_so_far, 2),
    }


def _by_chance(weighed: Weighed) -> dict[str, Any]:
    check = weighed.check
    return {
        "chance_check": {"found": check.found, "expected": check.expected, "shuffles": check.shuffles},
        "similarity": [
            {
                "audiences": [found.first.value, found.second.value],
                "common": round(found.common, 3),
                "by_chance": [round(end, 3) for end in found.by_chance] if found.by_chance else None,
                "verdict": found.verdict.value,
            }
            for found in weighed.similarities.values()
        ],
    }


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "state": counts.state.value,
        "s": counts.well,
        "c": counts.improve,
        "n": counts.raises,
        "w": counts.wants,
        "q3": counts.differ,
        "q3_valued": counts.valued,
        "q3_notvalued": counts.not_valued,
        "any": counts.mentions,
        "G": counts.groups,
        "H": counts.threshold,
    }


def _finding(told: ToldFinding) -> dict[str, Any]:
    finding = told.finding
    row: dict[str, Any] = {"type": finding.kind.value, "theme": finding.theme_id}
    row["pattern"] = "/".join(finding.states[audience].value for audience in Audience)
    row |= finding.facts
    if finding.primary:
        row["fragile"] = finding.fragile
        row["evidence_word"] = finding.word.value if finding.word else None
    if finding.not_asked:
        row["not_asked"] = [audience.value for audience in finding.not_asked]
    row["heading"], row["sentence"] = told.heading, told.sentence
    row["evidence"] = {audience.value: [a.ref for a in finding.evidence[audience]] for audience in Audience}
    return row


def _idea(view: IdeaView, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "idea": view.idea.code,
        "title": view.idea.title,
        "themes": view.themes,
        "items": [snapshot.answer[answer].ref for answer in view.idea.answer_ids],
        "groups": {audience.value: number for audience, number in view.groups.items()},
        "customer_evidence": view.evidence.value,
        "not_yet_asked": view.not_yet_asked,
        "quick_win_candidate": view.quick_win_candidate,
        "impact": view.idea.impact,
        "effort": view.idea.effort,
        "quick_win": view.quick_win,
    }


def _beside(found: Beside) -> dict[str, Any]:
    """What forms, notes and reviews say, each kind with its own number: 11 of 40 forms; and who said "us too"."""
    return {
        "beside_groups": {
            kind.value: {
                "of": number,
                "themes": {theme: said for theme in found.answers if (said := found.said(theme)[kind])},
            }
            for kind, number in found.forms.items()
        },
        "serious_beside_groups": [answer.ref for answer in found.serious],
        "agreeing_beside_groups": {
            theme: {audience.value: number for audience, number in numbers.items()}
            for theme, numbers in found.agreeing.items()
        },
        "parked": [answer.ref for answer in found.parked],
    }


def _alignment(comparison: Comparison) -> dict[str, int]:
    return {kind.value: number for kind, number in comparison.alignment.items() if number}
