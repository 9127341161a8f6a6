"""What a person changed of an idea, handed to the file field by field, so that each is one step to undo."""

from collections.abc import Iterable

from cxfacilitator.domain.criteria import CriterionId
from cxfacilitator.domain.plan import Idea
from cxfacilitator.services import plan as service
from cxfacilitator.ui.workspace import Workspace


def hand_over(workspace: Workspace, before: Idea, idea: Idea, criteria: Iterable[CriterionId]) -> None:
    """Hand over what differs from before; how customers will see it goes another way, as it is typed."""
    do = workspace.do
    if idea.title != before.title:
        do(service.rename, idea.id, idea.title)
    if idea.customer_work != before.customer_work:
        do(service.set_customer_work, idea.id, idea.customer_work)
    if idea.hours != before.hours:
        do(service.set_hours, idea.id, idea.hours)
    if idea.dots != before.dots:
        do(service.set_dots, idea.id, idea.dots)
    for criterion_id in criteria:
        given = idea.given.get(criterion_id)
        if given != before.given.get(criterion_id):
            do(service.score, idea.id, criterion_id, given)
    decided = (idea.disposition, idea.reason, idea.owner, idea.due)
    if decided != (before.disposition, before.reason, before.owner, before.due):
        do(service.decide, idea.id, *decided)
