"""Ideas put together keep all that people gave any of them."""

from datetime import date

from cxfacilitator.domain.criteria import EFFORT, IMPACT, CriterionId
from cxfacilitator.domain.plan import Disposition, Idea, IdeaId, together
from cxfacilitator.domain.sheets import AnswerId, Value

COST, RISK = CriterionId(3), CriterionId(5)
FIRST = Idea(
    IdeaId(1), "A", "Ring first", (AnswerId("a"),), impact=4, customer_view="They know", dots=2, scores={COST: 1}
)
SECOND = Idea(
    IdeaId(2),
    "B",
    "Text before",
    (AnswerId("b"), AnswerId("c")),
    1,
    2,
    Disposition.NOT_NOW,
    "No money",
    "Bo",
    date(2026, 1, 5),
    "Less waiting",
    Value.UNSURE,
    8.0,
    3,
    {COST: 5, RISK: 2},
)


def test_the_first_keeps_its_own_and_takes_what_it_lacks() -> None:
    made = together(FIRST, [SECOND])
    assert (made.id, made.code, made.title) == (1, "A", "Ring first")
    assert made.answer_ids == ("a", "b", "c")
    assert made.given == {IMPACT: 4, EFFORT: 2, COST: 1, RISK: 2}
    assert made.dots == 5
    assert (made.hours, made.customer_work) == (8.0, Value.UNSURE)
    assert made.customer_view == "They know\nLess waiting"
    assert (made.disposition, made.reason, made.owner, made.due) == (
        Disposition.NOT_NOW,
        "No money",
        "Bo",
        date(2026, 1, 5),
    )


def test_the_first_decision_stays_when_both_are_decided() -> None:
    made = together(
        SECOND, [Idea(IdeaId(3), "C", "Call", (AnswerId("d"),), disposition=Disposition.DO_NOW, owner="Al")]
    )
    assert (made.disposition, made.reason, made.owner) == (Disposition.NOT_NOW, "No money", "Bo")


def test_a_view_that_both_share_is_written_once() -> None:
    assert together(FIRST, [FIRST]).customer_view == "They know"


def test_a_score_is_given_and_taken_back_in_one_place() -> None:
    for criterion_id in (IMPACT, EFFORT, RISK):
        scored = FIRST.scored(criterion_id, 5)
        assert scored.given[criterion_id] == 5
        assert criterion_id not in scored.scored(criterion_id, None).given
    assert FIRST.scored(IMPACT, None).impact is None
    assert FIRST.scored(RISK, 5).scores == {COST: 1, RISK: 5}
