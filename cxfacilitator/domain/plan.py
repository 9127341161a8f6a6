"""The plan: ideas out of the Start answers, and what leadership decided on each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NewType

from cxfacilitator.domain.criteria import EFFORT, IMPACT, CriterionId
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
        scores: 1-5 on the criteria beside impact and effort, by people; one that nobody has scored is not a key.
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
    scores: Mapping[CriterionId, int] = field(default_factory=dict)

    @property
    def given(self) -> Mapping[CriterionId, int]:
        """All scores that it was given, impact and effort too."""
        axes = {IMPACT: self.impact, EFFORT: self.effort}
        return {**{axis: score for axis, score in axes.items() if score is not None}, **self.scores}

    def scored(self, criterion_id: CriterionId, score: int | None) -> "Idea":
        """Return the idea with this score on a criterion; None takes it back."""
        if criterion_id == IMPACT:
            return replace(self, impact=score)
        if criterion_id == EFFORT:
            return replace(self, effort=score)
        others = {each: number for each, number in self.scores.items() if each != criterion_id}
        return replace(self, scores=others if score is None else {**others, criterion_id: score})


def together(first: Idea, others: Sequence[Idea]) -> Idea:
    """Return the first idea with all that the others have; nothing that a person gave any of them is lost.

    The first one's words, scores and decision stay. What it has none of comes from the next that has; dots are added
    up, and what is said of customers' view is put in one text.
    """
    ideas = (first, *others)
    made = replace(
        first,
        answer_ids=tuple(dict.fromkeys(answer for idea in ideas for answer in idea.answer_ids)),
        customer_view="\n".join(dict.fromkeys(idea.customer_view for idea in ideas if idea.customer_view)),
        customer_work=next((idea.customer_work for idea in ideas if idea.customer_work), Value.UNSAID),
        hours=next((idea.hours for idea in ideas if idea.hours is not None), None),
        dots=sum(idea.dots for idea in ideas),
    )
    for idea in others:
        for criterion_id, score in idea.given.items():
            if criterion_id not in made.given:
                made = made.scored(criterion_id, score)
    decided = next((idea for idea in ideas if idea.disposition), None) or made
    return replace(
        made,
        disposition=decided.disposition,
        reason=decided.reason or made.reason,
        owner=decided.owner or made.owner,
        due=decided.due or made.due,
    )
