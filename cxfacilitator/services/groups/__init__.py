"""Form groups: propose a seating, agree, apply; mend it on the day; move people by hand."""

from cxfacilitator.services.groups.asking import add_wish, remove_wish, rules_for, set_rules, wish
from cxfacilitator.services.groups.by_hand import add, delete, move, set_locked, set_pinned, swap
from cxfacilitator.services.groups.forming import apply, propose, splits
from cxfacilitator.services.groups.mending import (
    BestTable,
    Rebalance,
    apply_rebalance,
    best_tables,
    rebalance,
    unsettled,
)
from cxfacilitator.services.groups.moves import MovedPerson, moves
from cxfacilitator.services.groups.roles import draw_roles, set_role
from cxfacilitator.services.groups.rounds import RoundsPlan, propose_rounds
from cxfacilitator.services.groups.seats import homes, loose, of_session, to_seat

__all__ = [
    "BestTable",
    "MovedPerson",
    "Rebalance",
    "RoundsPlan",
    "add",
    "add_wish",
    "apply",
    "apply_rebalance",
    "best_tables",
    "delete",
    "draw_roles",
    "homes",
    "loose",
    "move",
    "moves",
    "of_session",
    "propose",
    "propose_rounds",
    "rebalance",
    "remove_wish",
    "rules_for",
    "set_locked",
    "set_pinned",
    "set_role",
    "set_rules",
    "splits",
    "swap",
    "to_seat",
    "unsettled",
    "wish",
]
