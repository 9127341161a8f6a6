"""The plan: ideas out of the Start answers, and what leadership decided on each."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType

from cxfacilitator.domain.sheets import AnswerId, Value

IdeaId = NewType("IdeaId", int)


class Disposition(StrEnum):
    """What leadership decided on an idea; every idea gets one."""

    DO_NOW = "do_now"
    PLAN = "plan"
    ASK_CUSTOMERS = "ask_customers"
    EXPLAIN = "explain"
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class Idea:
    """A cluster of Start answers that propose the same thing.

    Attributes:
        code: Short unique name, for example `ETA`.
        title: The idea in words; the facilitator's, or the wording of its first answer.
        answer_ids: The Start answers, in sheet order; never empty.
        impact: 1-5, what it would do for customers, given by people; None when not scored.
        effort: 1-5, what it would cost, given by people; never inferred.
        customer_view: How customers will see it, in a person's words.
        customer_work: Whether it makes work for customers.
        hours: Effort in hours of work; None when nobody has said.
        dots: What the room gave it when people put dots on ideas.
    """

    id: IdeaId
    code: str
    title: str
    answer_ids: tuple[AnswerId, ...]
    impact: int | None = None
    effort: int | None = None
    disposition: Disposition | None = None
    reason: str = ""
    owner: str = ""
    due: date | None = None
    customer_view: str = ""
    customer_work: Value = Value.UNSAID
    hours: float | None = None
    dots: int = 0
