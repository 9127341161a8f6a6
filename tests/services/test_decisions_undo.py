"""All that is decided after the tagging, in any order, against a model in plain dicts: every edit, undo and redo."""

import copy
import itertools
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.finding_list import key_of
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.second_tags_plan import TheirFile, TheirTags, plan_second_tags
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.trends import rounds_of
from cxfacilitator.domain.weights import ScorePart
from cxfacilitator.services import endorsements, findings, plan, rounds, second_tagger
from cxfacilitator.store.file import EngagementFile
from tests.engagements import random_engagement, with_random_ideas
from tests.store.builders import written

Model = dict[str, Any]
Planned = tuple[Model, Callable[[], object]]
"""The model as it is to be after the edit, and the edit."""


def seen(snapshot: Snapshot) -> Model:
    """What is decided in the file, as the model says it."""
    return {
        "ideas": {i.id: (i.disposition, i.owner, i.dots, dict(i.given)) for i in snapshot.ideas},
        "criteria": [(each.name, each.weight) for each in snapshot.criteria],
        "weights": dict(snapshot.weights),
        "actions": [(action.text, action.done) for action in snapshot.actions],
        "initiatives": [initiative.title for initiative in snapshot.initiatives],
        "findings": [(kept.kind, kept.theme_id, kept.dismissed, kept.sentence) for kept in snapshot.kept_findings],
        "endorsers": {answer: {*groups} for answer, groups in snapshot.endorsers.items()},
        "rounds": [each.number for each in snapshot.earlier_rounds],
        "taggers": [(tagger.name, len(tagger.reviews)) for tagger in snapshot.second_taggers],
    }


def an_idea(file: EngagementFile, now: Model, snapshot: Snapshot, chance: random.Random) -> Planned:
    idea = chance.choice(snapshot.ideas)
    disposition, owner, dots, given = now["ideas"][idea.id]
    match chance.randrange(3):
        case 0:
            disposition, owner = chance.choice((None, Disposition.PLAN)), chance.choice(("", "Dana"))
            now["ideas"][idea.id] = (disposition, owner, dots, given)
            return now, lambda: plan.decide(file, idea.id, disposition, owner=owner)
        case 1:
            now["ideas"][idea.id] = (disposition, owner, dots + 1, given)
            return now, lambda: plan.set_dots(file, idea.id, dots + 1)
    criterion, score = chance.choice(snapshot.criteria), chance.choice((None, 1, 5))
    given = {each: number for each, number in given.items() if each != criterion.id}
    now["ideas"][idea.id] = (disposition, owner, dots, {**given, criterion.id: score} if score else given)
    return now, lambda: plan.score(file, idea.id, criterion.id, score)


def a_criterion(file: EngagementFile, now: Model, snapshot: Snapshot, chance: random.Random) -> Planned:
    place = chance.randrange(len(snapshot.criteria))
    criterion, weight = snapshot.criteria[place], chance.choice((0.0, 0.5, 3.0))
    match chance.randrange(4):
        case 0:
            name = f"Criterion {chance.randrange(10**9)}"
            now["criteria"].append((name, weight))
            return now, lambda: plan.add_criterion(file, name, weight)
        case 1 if not criterion.is_axis:
            del now["criteria"][place]
            for *_, given in now["ideas"].values():
                given.pop(criterion.id, None)
            return now, lambda: plan.remove_criterion(file, criterion.id)
        case 2:
            now["criteria"].insert(0, now["criteria"].pop(place))
            return now, lambda: plan.arrange_criteria(file, [criterion.id])
        case 3:
            now["weights"][ScorePart.REACH] = weight + 1
            return now, lambda: plan.set_weights(file, {ScorePart.REACH: weight + 1})
    now["criteria"][place] = (criterion.name, weight)
    return now, lambda: plan.change_criterion(file, replace(criterion, weight=weight))


def an_action(file: EngagementFile, now: Model, snapshot: Snapshot, chance: random.Random) -> Planned:
    text = f"Action {chance.randrange(10**9)}"
    if not snapshot.actions or chance.random() < 0.4:
        now["actions"].append((text, False))
        return now, lambda: plan.add_action(file, text, idea_id=chance.choice(snapshot.ideas).id)
    place = chance.randrange(len(snapshot.actions))
    action = snapshot.actions[place]
    match chance.randrange(3):
        case 0:
            del now["actions"][place]
            return now, lambda: plan.remove_action(file, action.id)
        case 1:
            now["actions"].insert(0, now["actions"].pop(place))
            return now, lambda: plan.arrange_actions(file, [action.id])
    now["actions"][place] = (action.text, not action.done)
    return now, lambda: plan.set_done(file, action.id, not action.done)


def an_initiative(file: EngagementFile, now: Model, snapshot: Snapshot, chance: random.Random) -> Planned:
    title = f"Initiative {chance.randrange(10**9)}"
    if not snapshot.initiatives or chance.random() < 0.4:
        now["initiatives"].append(title)
        return now, lambda: plan.add_initiative(file, title)
    place = chance.randrange(len(snapshot.initiatives))
    initiative = snapshot.initiatives[place]
    if chance.random() < 0.5:
        del now["initiatives"][place]
        return now, lambda: plan.remove_initiative(file, initiative.id)
    now["initiatives"][place] = title
    return now, lambda: plan.change_initiative(file, replace(initiative, title=title))


def a_finding(file: EngagementFile, now: Model, snapshot: Snapshot, chance: random.Random) -> Planned:
    words, found = f"Sentence {chance.randrange(10**9)}", now["findings"]
    key = chance.choice([key_of(finding) for finding in find(compare(snapshot))])
    place = next((place for place, row in enumerate(found) if row[:2] == (key.kind, key.theme_id)), None)
    *_, dismissed, sentence = (False, "") if place is None else found[place]
    edits: tuple[tuple[bool, str, Callable[[], object]], ...] = (
        (False, sentence, lambda: findings.keep(file, key)),
        (True, sentence, lambda: findings.dismiss(file, key, "said of another site")),
        (dismissed, words, lambda: findings.edit(file, key, words)),
    )
    choice = chance.randrange(5)
    if choice == 0:
        found.append((None, None, False, words))
        return now, lambda: findings.own(file, words)
    if choice == 1 and place is not None:
        del found[place]
        return now, lambda: findings.take_back(file, key)
    *after, edit = edits[choice % 3]
    if place is None:
        found.append((key.kind, key.theme_id, *after))
    else:
        found[place] = (key.kind, key.theme_id, *after)
    return now, edit


def an_endorsement(file: EngagementFile, now: Model, snapshot: Snapshot, chance: random.Random) -> Planned:
    answer = chance.choice(snapshot.answers)
    audience = snapshot.audience_of(answer)
    others = [group.id for group in snapshot.groups_of(audience) if group.id != answer.group_id]
    groups = {group_id for group_id in others if chance.random() < 0.5}
    now["endorsers"].pop(answer.id, None)
    if groups:
        now["endorsers"][answer.id] = groups
    return now, lambda: endorsements.set_endorsers(file, answer.id, groups)


def a_round(file: EngagementFile, now: Model, snapshot: Snapshot, chance: random.Random) -> Planned:
    number = chance.choice((1, 2, 3))
    if number in now["rounds"]:
        now["rounds"].remove(number)
        return now, lambda: rounds.forget(file, number)
    now["rounds"] = sorted((*now["rounds"], number))
    earlier = replace(rounds_of(snapshot)[-1], number=number)
    return now, lambda: rounds.keep(file, earlier)


def a_tagger(file: EngagementFile, now: Model, snapshot: Snapshot, chance: random.Random) -> Planned:
    if snapshot.second_taggers:
        now["taggers"].clear()
        return now, lambda: second_tagger.forget(file, snapshot.second_taggers[0].id)
    theirs = TheirFile(
        "theirs.json",
        tuple(TheirTags(a.ref, frozenset(), ()) for a in chance.sample(snapshot.answers, 3)),
        "R. Vance",
    )
    now["taggers"].append(("R. Vance", 3))
    return now, lambda: second_tagger.apply(file, plan_second_tags(snapshot, theirs))


EDITS = (an_idea, a_criterion, an_action, an_initiative, a_finding, a_finding, an_endorsement, a_round, a_tagger)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngagementFile]:
    """A small engagement of the fourth round with ideas and findings, for tests that take everything back."""
    made = (with_random_ideas(random_engagement(seed), seed) for seed in itertools.count())
    snapshot = next(each for each in made if len(each.ideas) > 3 and len(find(compare(each))) > 3)
    snapshot = replace(snapshot, engagement=replace(snapshot.engagement, round=4))
    with written(tmp_path_factory.mktemp("decisions") / "small.cxfac", snapshot) as file:
        file.take_steps()
        yield file


@settings(max_examples=10)
@given(seed=st.integers(0, 2**32))
def test_every_decision_and_its_undo_is_what_a_model_says(file: EngagementFile, seed: int) -> None:
    chance = random.Random(seed)
    first = now = file.snapshot()
    model, steps, states = seen(now), [], [now]
    for _ in range(10):
        model, edit = chance.choice(EDITS)(file, copy.deepcopy(model), now, chance)
        edit()
        now = file.snapshot()
        assert seen(now) == model
        for step in file.take_steps():
            steps.append(step)
            states.append(now)
    place = len(steps)
    for back in [chance.random() < 0.6 for _ in range(8)] + [False] * len(steps) + [True] * len(steps):
        if place - back in range(len(steps)):
            place -= back
            steps[place] = file.reverse(steps[place])
            place += not back
            assert file.snapshot() == states[place]
    assert file.snapshot() == first
    file.take_steps()
