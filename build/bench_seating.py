"""Solve seating instances kept as files, and say how well and at what cost."""

from __future__ import annotations

import csv
import json
import resource
import statistics
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from cxfacilitator.domain.groups import (
    Company,
    Kind,
    Mode,
    Problem,
    RepairKind,
    RoleNeed,
    Scale,
    SeatingRequest,
    Trait,
    Wish,
    WishKind,
    WishLevel,
    feasible_splits,
    impossible,
    nearest_splits,
    problem,
)
from cxfacilitator.domain.groups.meetings import fewest_meetings, repeats
from cxfacilitator.domain.roster import ParticipantId

Spec = dict[str, Any]
Groups = tuple[tuple[ParticipantId, ...], ...]

QUARTERS = 4
"""Numbers cut into so many classes are the app's own; others come as an order of classes."""
EFFORTS = {"quick": "QUICK", "best": "BEST"}
LINE = "{:<26}{:>7}{:>16}{:>10}{:>8}{:>8}{:>8}{:>8}  {}"


@dataclass
class Outcome:
    """How one instance was solved.

    Attributes:
        objective: Price of the seating in millionths, repeats of rounds, or people moved.
        gap: Percent of the way from the reference to drawing lots; the difference where there is no such way.
        unmet: Wishes that are not kept, and roles that are missing.
        notes: What else to say.
    """

    name: str
    family: str
    effort: str
    people: int
    objective: int
    gap: float | None
    unmet: int
    cpu_s: float
    peak_mb: float
    notes: list[str] = field(default_factory=list)


def bench(folder: Path, out: Path) -> None:
    """Solve every instance of a folder, write the solutions, and print one line for each and each family."""
    print("CPU seconds are those of the search in a process of its own, with numpy loaded; peak is of that process.")
    print(LINE.format("instance", "people", "objective", "gap", "unmet", "moves", "CPU s", "MB", "notes"))
    outcomes: list[Outcome] = []
    tasks = [(path, effort) for path in sorted(folder.glob("*.spec.json")) for effort in _efforts(path)]
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        for outcome in pool.map(_solve, *zip(*[(path, effort, out) for path, effort in tasks], strict=True)):
            outcomes.append(outcome)
            print(_line(outcome), flush=True)
    for family, effort in dict.fromkeys((outcome.family, outcome.effort) for outcome in outcomes):
        _summary([one for one in outcomes if (one.family, one.effort) == (family, effort)])
    if (folder / "sizes.json").exists():
        _sizes(folder / "sizes.json", out)
    print(f"solutions: {out}")


def _line(one: Outcome) -> str:
    moves = one.objective if one.family == "rebalance" else ""
    gap = "" if one.gap is None else f"{one.gap:.2f}"
    name = one.name if one.effort == "quick" else f"{one.name} {one.effort}"
    cpu, peak = f"{one.cpu_s:.3f}", f"{one.peak_mb:.0f}"
    return LINE.format(name, one.people, one.objective, gap, one.unmet, moves, cpu, peak, "; ".join(one.notes))


def _summary(outcomes: list[Outcome]) -> None:
    gaps = [one.gap for one in outcomes if one.gap is not None]
    said = f"gap mean {statistics.mean(gaps):.3f} worst {max(gaps):.2f}" if gaps else "no references"
    cpu, peak = [one.cpu_s for one in outcomes], max(one.peak_mb for one in outcomes)
    print(
        f"{outcomes[0].family} {outcomes[0].effort}: {len(outcomes)} instances, {said}, "
        f"CPU s mean {statistics.mean(cpu):.3f} worst {max(cpu):.3f}, peak {peak:.0f} MB"
    )


def _efforts(path: Path) -> list[str]:
    return list(EFFORTS) if _family(path, json.loads(path.read_text(encoding="utf-8"))) in ("mix", "big") else ["quick"]


def _family(path: Path, spec: Spec) -> str:
    """Tell what kind of instance a file holds: by what it asks, or by its name where that is all."""
    if spec.get("format") == "grouping-rebalance-1" or "no_shows" in spec:
        return "rebalance"
    if spec.get("rounds"):
        return "rounds"
    if any(asked["mode"] == "same" for asked in spec["attributes"]):
        return "same"
    return next((name for name in ("big", "conflict") if path.name.startswith(name)), "mix")


def _solve(path: Path, effort: str, out: Path) -> Outcome:
    """Solve one instance in this process, and write its solution."""
    import numpy  # noqa: F401 - loaded before the clock starts, as it is in an app that has seated people before

    from cxfacilitator.engines import seating

    spec = read(path)
    ref_path = path.with_name(path.name.replace(".spec.json", ".ref.json"))
    ref: Spec = json.loads(ref_path.read_text(encoding="utf-8")) if ref_path.exists() else {}
    family, codes = _family(path, spec), _codes(spec)
    request = request_of(spec, codes)
    name = path.name.removesuffix(".spec.json")
    outcome = Outcome(name, family, effort, len(codes), 0, None, 0, 0.0, 0.0)
    started = time.process_time()
    if family == "rebalance":
        solution = _repaired(spec, ref, codes, request, outcome)
    elif family == "rounds":
        rounds = seating.find_rounds(request, spec["sizes"], spec["rounds"])
        outcome.cpu_s = time.process_time() - started
        outcome.objective = repeats(rounds)
        bound = fewest_meetings(spec["sizes"], spec["rounds"])
        outcome.notes.append(f"at least {bound} repeats" + (", reached" if bound == outcome.objective else ""))
        outcome.gap = float(outcome.objective - ref["sum_C_m_2"]) if "sum_C_m_2" in ref else None
        solution = {"rounds": [_seats(groups, codes) for groups in rounds]}
    else:
        budget = getattr(seating, EFFORTS[effort])
        if family == "same":
            _, groups = seating.find_alike(request, sizes=spec["sizes"], effort=budget)
        else:
            groups = seating.find_seating(request, spec["sizes"], effort=budget)
        outcome.cpu_s = time.process_time() - started
        solution = {"groups": _seats(groups, codes)}
        _judge(problem(request, spec["sizes"]), groups, ref, outcome)
    outcome.cpu_s = outcome.cpu_s or time.process_time() - started
    # Linux counts in kilobytes, macOS in bytes.
    outcome.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    suffix = "" if effort == "quick" else f".{effort}"
    (out / f"{name}{suffix}.solution.json").write_text(json.dumps(solution, ensure_ascii=False), encoding="utf-8")
    return outcome


def _judge(asked: Problem, groups: Groups, ref: Spec, outcome: Outcome) -> None:
    """Price a seating, and compare it with the reference."""
    seats = asked.seats_of(groups)
    outcome.objective = asked.value(seats)
    lots = sum(trait.weight for trait in asked.request.traits) * 10**6
    if ref.get("objective") is not None:
        bound = ref.get("closed_form_bound")
        way = ref.get("random_expectation", lots) - (asked.bound if bound is None else bound)
        musts = max(0, asked.bound) // asked.must
        way = way if way > 0 else lots - (asked.bound - musts * asked.must)
        outcome.gap = 100 * (outcome.objective - ref["objective"]) / way
    if outcome.objective == asked.bound:
        outcome.notes.append("proven best")
    unmet = [
        wish
        for wish in asked.request.wishes
        if (seats[asked.people.index(wish.first_id)] == seats[asked.people.index(wish.second_id)])
        == (wish.kind is WishKind.APART)
    ]
    missing = 0
    for feature in asked.features:
        if feature.kind is Kind.ROLE:
            need = next(role.need for role in asked.request.roles if role.name == feature.label)
            here = [sum(seats[person] == group for person in feature.members) for group in range(len(asked.sizes))]
            missing += sum(max(0, need - count) for count in here)
    outcome.unmet = len(unmet) + missing
    if outcome.unmet:
        outcome.notes += [certificate.title for certificate in impossible(asked.request, asked.sizes)]


def _repaired(
    spec: Spec, ref: Spec, codes: dict[str, ParticipantId], request: SeatingRequest, outcome: Outcome
) -> Spec:
    """Repair a seating with the fewest moves."""
    from cxfacilitator.engines.seating.repair import repair

    absent = {code: ParticipantId(len(codes) + number) for number, code in enumerate(spec["no_shows"])}
    seated = {(codes | absent)[code]: group for code, group in spec["seated"].items()}
    started = time.process_time()
    (answer,) = repair(request, seated, kinds=(RepairKind.FEWEST,))
    outcome.cpu_s = time.process_time() - started
    outcome.objective, outcome.unmet = len(answer.moves), len(answer.broken)
    if ref.get("min_moves") is not None:
        outcome.gap = float(len(answer.moves) - ref["min_moves"])
    if not answer.exact:
        outcome.notes.append(f"no exact split: groups of {', '.join(map(str, answer.sizes))}")
    name = {person: code for code, person in codes.items()}
    return {
        "groups": {name[person]: group for group, people in answer.groups.items() for person in people},
        "moves": [{"id": name[move.person], "from": move.origin, "to": move.target} for move in answer.moves],
        "opened": list(answer.opened),
        "dissolved": list(answer.dissolved),
    }


def _sizes(path: Path, out: Path) -> None:
    """Say for each head count how it can be split, and count where that differs from the file."""
    found, wrong = [], []
    for asked in json.loads(path.read_text(encoding="utf-8")):
        people = asked["n"]
        exact, near = feasible_splits(people), nearest_splits(people)
        plan = {
            "n": people,
            "exact": bool(exact),
            "group_counts": sorted(map(len, exact)),
            "default_plan": list((exact or near)[0]),
            "least_bad": None if exact else [list(sizes) for sizes in near],
        }
        found.append(plan)
        plans = [[sorted(one["default_plan"]), sorted(map(sorted, one["least_bad"] or []))] for one in (plan, asked)]
        if plans[0] != plans[1] or any(plan[key] != asked[key] for key in ("exact", "group_counts")):
            wrong.append(people)
    (out / "sizes.solution.json").write_text(json.dumps(found), encoding="utf-8")
    print(f"sizes: {len(found)} head counts, {len(wrong)} differ {wrong or ''}")


def _codes(spec: Spec) -> dict[str, ParticipantId]:
    """Return the ids of all who are present, in the order of their codes."""
    absent = set(spec.get("no_shows", []))
    here = sorted(person["id"] for person in spec["people"] if person["id"] not in absent)
    return {code: ParticipantId(number) for number, code in enumerate(here)}


def _seats(groups: Groups, codes: dict[str, ParticipantId]) -> dict[str, int]:
    name = {person: code for code, person in codes.items()}
    return {name[person]: number for number, group in enumerate(groups) for person in group}


def read(path: Path) -> Spec:
    """Read an instance with its people; an empty cell is None."""
    spec: Spec = json.loads(path.read_text(encoding="utf-8"))
    if "people" not in spec:
        with (path.parent / spec["people_csv"]).open(encoding="utf-8", newline="") as lines:
            spec["people"] = [{key: value or None for key, value in row.items()} for row in csv.DictReader(lines)]
    return spec


def request_of(spec: Spec, codes: dict[str, ParticipantId]) -> SeatingRequest:
    """Return what an instance asks of the seating of these people."""
    rows = {codes[row["id"]]: row for row in spec["people"] if row["id"] in codes}
    pairs = [(kind, *wish) for kind in WishKind for wish in spec.get(kind.value, [])]
    return SeatingRequest(
        tuple(codes.values()),
        tuple(_trait(asked, rows) for asked in spec["attributes"]),
        tuple(
            Wish(min(codes[one], codes[other]), max(codes[one], codes[other]), kind, WishLevel(level))
            for kind, one, other, level in pairs
            if one in codes and other in codes
        ),
        tuple(
            RoleNeed(
                asked["name"],
                frozenset(p for p, row in rows.items() if str(row.get(asked["attr"])) in map(str, asked["values"])),
                asked["need"],
                WishLevel(asked.get("level", "must")),
            )
            for asked in spec.get("roles", [])
        ),
        tuple(
            Company(
                f"{asked['attr']} {asked['value']}",
                frozenset(person for person, row in rows.items() if row.get(asked["attr"]) == asked["value"]),
            )
            for asked in spec.get("not_alone", [])
        ),
        {codes[code]: group for code, group in spec.get("pins", {}).items() if code in codes},
        {
            (min(codes[one], codes[other]), max(codes[one], codes[other])): times
            for one, other, times in spec.get("history", [])
            if one in codes and other in codes
        },
    )


def _trait(asked: Spec, rows: dict[ParticipantId, Spec]) -> Trait:
    values = {person: row[asked["name"]] for person, row in rows.items() if row.get(asked["name"]) is not None}
    mode = Mode(asked["mode"])
    if asked["type"] == "cat":
        return Trait(asked["name"], {p: str(value) for p, value in values.items()}, asked["weight"], mode=mode)
    if asked["type"] == "ord":
        order = asked.get("levels") or sorted(set(values.values()))
        places = {person: float(order.index(value)) for person, value in values.items()}
        return Trait(asked["name"], places, asked["weight"], Scale.ORDER, mode)
    numbers = {person: float(value) for person, value in values.items()}
    classes = asked.get("bins", QUARTERS)
    if classes == QUARTERS:
        return Trait(asked["name"], numbers, asked["weight"], Scale.NUMBER, mode)
    ordered = sorted(numbers.values())
    cuts = {ordered[min(len(ordered) - 1, place * len(ordered) // classes)] for place in range(1, classes) if ordered}
    places = {
        person: float(sum(cut <= number for cut in cuts if cut > ordered[0])) for person, number in numbers.items()
    }
    return Trait(asked["name"], places, asked["weight"], Scale.ORDER, mode)
