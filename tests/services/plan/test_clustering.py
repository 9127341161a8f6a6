"""Ideas: made, put together, taken apart; no answer, score, dot or decision gets lost."""

import itertools
import random
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.criteria import EFFORT, IMPACT, CriterionId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.ideas import unclustered
from cxfacilitator.domain.plan import Disposition, IdeaId
from cxfacilitator.domain.sheets import AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import parking, plan
from cxfacilitator.store.file import EngagementFile
from tests.engagements import random_engagement, with_random_ideas
from tests.store.builders import written

COST = CriterionId(3)


@pytest.fixture
def unplanned(sample: EngagementFile) -> EngagementFile:
    """The sample as if nobody had made an idea yet."""
    with sample.edit("Forget") as edit:
        edit.db.execute("DELETE FROM idea")
    sample.take_steps()
    return sample


def starts(snapshot: Snapshot) -> list[AnswerId]:
    return [answer.id for answer in snapshot.answers if answer.box is Box.START]


def check(snapshot: Snapshot) -> None:
    """Every Start answer is in exactly one idea or waits; every idea has answers and scores in range."""
    placed = [answer_id for idea in snapshot.ideas for answer_id in idea.answer_ids]
    waiting = [answer.id for answer in unclustered(snapshot)]
    assert sorted((*placed, *waiting)) == sorted(starts(snapshot))
    assert all(idea.answer_ids for idea in snapshot.ideas)
    assert all(1 <= score <= 5 for idea in snapshot.ideas for score in idea.given.values())
    assert len({idea.code for idea in snapshot.ideas}) == len(snapshot.ideas)


def test_every_start_answer_becomes_an_idea_once(unplanned: EngagementFile) -> None:
    assert plan.make_ideas(unplanned) == 44
    assert plan.make_ideas(unplanned) == 0
    check(unplanned.snapshot())
    assert [step.label for step in unplanned.take_steps()] == ["Make 44 ideas"]


def test_what_people_gave_goes_along_when_ideas_are_put_together_and_taken_apart(unplanned: EngagementFile) -> None:
    plan.make_ideas(unplanned)
    first, second, third, *_ = unplanned.snapshot().ideas
    plan.score(unplanned, first.id, IMPACT, 4)
    plan.score(unplanned, second.id, IMPACT, 1)
    plan.score(unplanned, second.id, COST, 2)
    plan.set_dots(unplanned, first.id, 2)
    plan.set_dots(unplanned, third.id, 3)
    plan.set_customer_view(unplanned, third.id, "Less waiting")
    plan.decide(unplanned, third.id, Disposition.PLAN, owner="Bo")
    action = plan.add_action(unplanned, "Print the cards", idea_id=third.id)
    before = unplanned.snapshot()
    unplanned.take_steps()

    plan.merge(unplanned, [first.id, second.id, third.id])
    snapshot = unplanned.snapshot()
    merged = snapshot.idea[first.id]
    assert merged.answer_ids == first.answer_ids + second.answer_ids + third.answer_ids
    assert (merged.title, merged.given) == (first.title, {IMPACT: 4, COST: 2})
    assert (merged.dots, merged.customer_view) == (5, "Less waiting")
    assert (merged.disposition, merged.owner) == (Disposition.PLAN, "Bo")
    assert snapshot.action[action].idea_id == first.id
    check(snapshot)

    plan.split(unplanned, first.id)
    apart = unplanned.snapshot()
    assert len(apart.ideas) == 44
    assert apart.idea[first.id].given == merged.given
    check(apart)

    split, merge = reversed(unplanned.take_steps())
    unplanned.reverse(split)
    unplanned.reverse(merge)
    assert unplanned.snapshot() == before


def test_an_idea_that_is_taken_apart_keeps_the_answer_that_is_its_title(sample: EngagementFile) -> None:
    ideas = {idea.code: idea for idea in sample.snapshot().ideas}
    title = ideas["LIMIT"].title
    plan.merge(sample, [ideas["LIMIT"].id, ideas["ETA"].id])
    plan.split(sample, ideas["LIMIT"].id)
    snapshot = sample.snapshot()
    [left] = snapshot.idea[ideas["LIMIT"].id].answer_ids
    assert snapshot.answer[left].wording == title
    check(snapshot)


def test_cards_are_put_into_an_idea_and_an_idea_that_loses_all_of_them_leaves_what_it_had(
    unplanned: EngagementFile,
) -> None:
    one, two, three, *_ = starts(unplanned.snapshot())
    made = plan.put_together(unplanned, [two, one])
    assert unplanned.snapshot().idea[made].answer_ids == (one, two)
    alone = plan.put_together(unplanned, [three])
    plan.set_dots(unplanned, alone, 4)
    plan.score(unplanned, alone, EFFORT, 2)
    assert plan.put_together(unplanned, [three], made) == made
    snapshot = unplanned.snapshot()
    assert [idea.id for idea in snapshot.ideas] == [made]
    assert (snapshot.idea[made].answer_ids, snapshot.idea[made].dots) == ((one, two, three), 4)
    assert snapshot.idea[made].effort == 2
    # Part of an idea leaves it, and takes nothing of it along.
    plan.put_together(unplanned, [two, three])
    ideas = {idea.answer_ids: idea for idea in unplanned.snapshot().ideas}
    assert set(ideas) == {(one,), (two, three)}
    assert ideas[one,].dots == 4
    plan.take_out(unplanned, [two, three])
    check(unplanned.snapshot())
    assert len(unplanned.snapshot().ideas) == 3


def test_saying_yes_to_a_proposal_joins_its_ideas_and_its_waiting_answers(sample: EngagementFile) -> None:
    with sample.edit("Forget") as edit:
        edit.db.execute("DELETE FROM idea WHERE code = 'YSWD'")
    [proposal] = plan.propose_clusters(sample.snapshot())
    [merch] = proposal.idea_ids
    before = sample.snapshot()
    assert before.idea[merch].code == "MERCH"
    joined = plan.put_together(sample, proposal.answer_ids)
    assert joined == merch
    assert sample.snapshot().idea[merch].answer_ids == proposal.answer_ids
    assert sample.snapshot().idea[merch].given == before.idea[merch].given
    check(sample.snapshot())


def test_proposals_name_their_reason_share_nothing_and_change_nothing(unplanned: EngagementFile) -> None:
    snapshot = unplanned.snapshot()
    found = plan.propose_clusters(snapshot)
    placed = [answer_id for proposal in found for answer_id in proposal.answer_ids]
    assert len(placed) == len(set(placed)) > 20
    assert all(proposal.themes for proposal in found)
    assert plan.tell_proposal(found[0], snapshot) == (
        "All are about “keeping customers informed” and they share the words “text”, “eta” and “time”."
    )
    assert unplanned.snapshot() == snapshot


def test_what_is_no_start_answer_or_lies_in_the_parking_lot_is_no_idea(unplanned: EngagementFile) -> None:
    snapshot = unplanned.snapshot()
    well = next(answer for answer in snapshot.answers if answer.box is Box.WELL)
    with pytest.raises(CxError, match=f"{well.ref} is no Start answer"):
        plan.put_together(unplanned, [well.id])
    aside, other, *_ = starts(snapshot)
    made = plan.put_together(unplanned, [aside, other])
    parking.park(unplanned, aside)
    with pytest.raises(CxError, match="no Start answer that counts"):
        plan.put_together(unplanned, [aside])
    with pytest.raises(CxError, match="single answer"):
        plan.split(unplanned, made)
    # Its other answer is all that counts of the idea, so the idea goes where that goes.
    third = starts(snapshot)[2]
    plan.set_dots(unplanned, made, 2)
    kept = plan.put_together(unplanned, [third])
    plan.put_together(unplanned, [other], kept)
    [left] = unplanned.snapshot().ideas
    assert (left.dots, set(left.answer_ids)) == (2, {aside, other, third})


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda file: plan.put_together(file, []), "Choose the answers"),
        (lambda file: plan.merge(file, [file.snapshot().ideas[0].id] * 2), "at least two"),
        (lambda file: plan.rename(file, file.snapshot().ideas[0].id, "  "), "needs a title"),
        (lambda file: plan.split(file, IdeaId(99999)), "no longer there"),
        (lambda file: plan.take_out(file, file.snapshot().ideas[8].answer_ids[:1]), "already"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_changed(
    sample: EngagementFile, act: Callable[[EngagementFile], object], why: str
) -> None:
    before = sample.snapshot()
    with pytest.raises(CxError, match=why):
        act(sample)
    assert sample.snapshot() == before
    assert sample.take_steps() == ()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngagementFile]:
    """A small engagement with ideas and waiting answers, for tests that take everything back."""
    snapshot = next(each for seed in itertools.count() if len(starts(each := random_engagement(seed))) > 11)
    with written(tmp_path_factory.mktemp("ideas") / "small.cxfac", with_random_ideas(snapshot, 1)) as file:
        file.take_steps()
        yield file


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_whatever_is_done_to_ideas_nothing_gets_lost(file: EngagementFile, seed: int) -> None:
    chance = random.Random(seed)
    before = file.snapshot()
    dots = sum(idea.dots for idea in before.ideas)
    now = before
    for _ in range(6):
        some = chance.sample(starts(now), chance.randint(1, 5))
        idea = chance.choice(now.ideas)
        try:
            match chance.randrange(7):
                case 0:
                    plan.put_together(file, some, chance.choice((None, idea.id)))
                case 1:
                    plan.merge(file, [idea.id, chance.choice(now.ideas).id])
                case 2:
                    plan.split(file, idea.id)
                case 3:
                    plan.take_out(file, some)
                case 4:
                    plan.score(file, idea.id, chance.choice(now.criteria).id, chance.choice((None, 1, 5)))
                case _:
                    plan.set_dots(file, idea.id, idea.dots + 1)
                    dots += 1
        except CxError:
            assert file.snapshot() == now
        now = file.snapshot()
        check(now)
    assert sum(idea.dots for idea in now.ideas) == dots
    for step in reversed(file.take_steps()):
        file.reverse(step)
    assert file.snapshot() == before
