"""Form groups: propose a seating, agree, apply; mend it on the day; move people by hand."""

from cxfacilitator.services.groups.asking import add_wish, remove_wish, rules_for, set_rules, wish
from cxfacilitator.services.groups.by_hand import add, delete, delete_empty, move, set_locked, set_pinned, swap
from cxfacilitator.services.groups.forming import Target, adjusted, apply, propose, splits, standing, targets
from cxfacilitator.services.groups.mending import (
    BestTable,
    Rebalance,
    Unsettled,
    apply_rebalance,
    best_tables,
    rebalance,
    unsettled,
)
from cxfacilitator.services.groups.moves import MovedPerson, moves
from cxfacilitator.services.groups.pricing import can_prove, prices, prove
from cxfacilitator.services.groups.roles import draw_roles, set_role
from cxfacilitator.services.groups.rounds import RoundsPlan, propose_rounds
from cxfacilitator.services.groups.seats import called, empty_tables, full_names, loose, of_session, stays, to_seat

__all__ = [
    "BestTable",
    "MovedPerson",
    "Rebalance",
    "RoundsPlan",
    "Target",
    "Unsettled",
    "add",
    "add_wish",
    "adjusted",
    "apply",
    "apply_rebalance",
    "best_tables",
    "called",
    "can_prove",
    "delete",
    "delete_empty",
    "draw_roles",
    "empty_tables",
    "full_names",
    "loose",
    "move",
    "moves",
    "of_session",
    "prices",
    "propose",
    "propose_rounds",
    "prove",
    "rebalance",
    "remove_wish",
    "rules_for",
    "set_locked",
    "set_pinned",
    "set_role",
    "set_rules",
    "splits",
    "standing",
    "stays",
    "swap",
    "targets",
    "to_seat",
    "unsettled",
    "wish",
]
