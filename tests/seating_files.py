"""Reads the seating instances: what is asked, and what is known about it."""

import csv
import json
from pathlib import Path
from typing import Any

from cxfacilitator.domain.groups import Mode, RoleNeed, Scale, SeatingRequest, Trait, Wish, WishKind, WishLevel
from cxfacilitator.domain.roster import ParticipantId

SCALES = {"cat": Scale.CATEGORY, "ord": Scale.ORDER, "num": Scale.NUMBER}


def ids_from(path: Path, without: frozenset[str] = frozenset()) -> dict[str, ParticipantId]:
    """Return the participants' ids by their codes, in the order of the codes."""
    codes = sorted(row["id"] for row in _roster(path) if row["id"] not in without)
    return {code: ParticipantId(number) for number, code in enumerate(codes)}


def request_from(
    path: Path, without: frozenset[str] = frozenset()
) -> tuple[SeatingRequest, dict[str, Any], dict[str, Any]]:
    """Return what a file asks of a seating of everybody but some, the file itself, and its reference."""
    spec = json.loads(path.read_text(encoding="utf-8"))
    ref = json.loads(path.with_name(path.name.replace(".spec.", ".ref.")).read_text(encoding="utf-8"))
    people, of = _roster(path), ids_from(path, without)
    traits = []
    for asked in spec["attributes"]:
        values: dict[ParticipantId, str | float] = {
            of[row["id"]]: row[asked["name"]] for row in people if row["id"] in of and row[asked["name"]]
        }
        if asked["type"] == "ord":
            values = {person: float(asked["levels"].index(value)) for person, value in values.items()}
        elif asked["type"] == "num":
            values = {person: float(value) for person, value in values.items()}
        traits.append(Trait(asked["name"], values, asked["weight"], SCALES[asked["type"]], Mode(asked["mode"])))
    wishes = []
    for kind in WishKind:
        for one, other, level in spec.get(kind.value, []):
            if one in of and other in of:
                first, second = sorted((of[one], of[other]))
                wishes.append(Wish(first, second, kind, WishLevel(level)))
    roles = tuple(
        RoleNeed(
            role["name"],
            frozenset(of[row["id"]] for row in people if row["id"] in of and row[role["attr"]] in role["values"]),
            role["need"],
            WishLevel(role.get("level", "must")),
        )
        for role in spec.get("roles", [])
    )
    pins = {of[code]: group for code, group in spec.get("pins", {}).items() if code in of}
    return SeatingRequest(tuple(of.values()), tuple(traits), tuple(wishes), roles, (), pins), spec, ref


def _roster(path: Path) -> list[dict[str, str]]:
    with path.with_name(path.name.replace(".spec.json", ".roster.csv")).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
