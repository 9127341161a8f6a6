"""What is asked of a seating: rows and values."""

import json
from collections.abc import Iterable, Mapping

from sqlite_utils import Database

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Attribute, NeverAlone, RoleWish, SeatingRules, Wish, WishKind, WishLevel
from cxfacilitator.domain.roster import ParticipantId
from cxfacilitator.store import rows

Met = Mapping[tuple[ParticipantId, ParticipantId], int]


def load_wishes(db: Database) -> tuple[Wish, ...]:
    """Read all wishes."""
    found = rows.read(db, "SELECT * FROM seating_wish ORDER BY first_id, second_id")
    return tuple(
        Wish(row["first_id"], row["second_id"], WishKind(row["kind"]), WishLevel(row["level"])) for row in found
    )


def save_wish(db: Database, wish: Wish) -> None:
    """Keep a wish; it takes the place of an earlier one about the same two people."""
    rows.upsert(db, "seating_wish", rows.packed(wish), ["first_id", "second_id"])


def delete_wish(db: Database, wish: Wish) -> None:
    """Drop the wish about these two people."""
    db.execute("DELETE FROM seating_wish WHERE first_id = ? AND second_id = ?", wish.pair)


def load_rules(db: Database) -> Mapping[Audience, SeatingRules]:
    """Read the rules of the audiences that have rules of their own."""
    found = {}
    for row in rows.read(db, "SELECT * FROM seating_rules"):
        found[Audience(row["audience"])] = SeatingRules(
            mix={Attribute(name): int(weight) for name, weight in json.loads(row["mix"]).items()},
            managers_apart=bool(row["managers_apart"]),
            same=Attribute(row["same"]) if row["same"] else None,
            roles=tuple(RoleWish(role, WishLevel(level)) for role, level in json.loads(row["roles"])),
            never_alone=tuple(NeverAlone(Attribute(name), value) for name, value in json.loads(row["never_alone"])),
        )
    return found


def save_rules(db: Database, audience: Audience, rules: SeatingRules) -> None:
    """Write the rules of an audience."""
    row = {
        "audience": audience.value,
        "mix": json.dumps({attribute.value: weight for attribute, weight in sorted(rules.mix.items())}),
        "managers_apart": int(rules.managers_apart),
        "same": rules.same.value if rules.same else None,
        "roles": json.dumps([[wish.role, wish.level.value] for wish in rules.roles]),
        "never_alone": json.dumps(
            [[alone.attribute.value, alone.value] for alone in rules.never_alone], ensure_ascii=False
        ),
    }
    rows.upsert(db, "seating_rules", row, ["audience"])


def load_met(db: Database) -> Met:
    """Read how often two people have shared a group in earlier seatings."""
    return {
        (ParticipantId(row["first_id"]), ParticipantId(row["second_id"])): int(row["times"])
        for row in rows.read(db, "SELECT * FROM seating_met ORDER BY first_id, second_id")
    }


def add_met(db: Database, groups: Iterable[Iterable[ParticipantId]]) -> None:
    """Remember that the people of each group have met once more."""
    for group in groups:
        people = sorted(group)
        for place, first in enumerate(people):
            for second in people[place + 1 :]:
                db.execute(
                    "INSERT INTO seating_met (first_id, second_id, times) VALUES (?, ?, 1) "
                    "ON CONFLICT (first_id, second_id) DO UPDATE SET times = times + 1",
                    [first, second],
                )
