"""Turn Start answers into ideas, ideas into decisions, and decisions into what somebody does."""

from cxfacilitator.domain.ideas import unclustered
from cxfacilitator.services.plan.actions import add_action, arrange_actions, change_action, remove_action, set_done
from cxfacilitator.services.plan.clustering import make_ideas, merge, put_together, rename, split, take_out
from cxfacilitator.services.plan.criteria import (
    add_criterion,
    arrange_criteria,
    change_criterion,
    remove_criterion,
    set_weights,
)
from cxfacilitator.services.plan.deciding import (
    decide,
    score,
    set_customer_view,
    set_customer_work,
    set_dots,
    set_hours,
)
from cxfacilitator.services.plan.exporting import ExportedPlan, export
from cxfacilitator.services.plan.initiatives import add_initiative, change_initiative, remove_initiative
from cxfacilitator.services.plan.proposing import propose_clusters
from cxfacilitator.services.plan.telling import (
    tell_asked,
    tell_conflict,
    tell_continue,
    tell_disposition,
    tell_evidence,
    tell_proposal,
    tell_quick_win,
    tell_rank,
    tell_ties,
    tell_value,
    tell_weights,
)

__all__ = [
    "ExportedPlan",
    "add_action",
    "add_criterion",
    "add_initiative",
    "arrange_actions",
    "arrange_criteria",
    "change_action",
    "change_criterion",
    "change_initiative",
    "decide",
    "export",
    "make_ideas",
    "merge",
    "propose_clusters",
    "put_together",
    "remove_action",
    "remove_criterion",
    "remove_initiative",
    "rename",
    "score",
    "set_customer_view",
    "set_customer_work",
    "set_done",
    "set_dots",
    "set_hours",
    "set_weights",
    "split",
    "take_out",
    "tell_asked",
    "tell_conflict",
    "tell_continue",
    "tell_disposition",
    "tell_evidence",
    "tell_proposal",
    "tell_quick_win",
    "tell_rank",
    "tell_ties",
    "tell_value",
    "tell_weights",
    "unclustered",
]
