"""Actions and initiatives: what is to be done, and what is running already."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from cxfacilitator.domain.actions import ActionId
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.initiatives import InitiativeId
from cxfacilitator.domain.plan import Disposition, IdeaId
from cxfacilitator.domain.sheets import Value
from cxfacilitator.services import codebook, plan
from cxfacilitator.store.file import EngagementFile

FIX, BILL = ThemeId("DEL-FIX"), ThemeId("OFF-BILL")


def test_actions_are_agreed_put_into_order_done_and_taken_back(sample: EngagementFile) -> None:
    idea = sample.snapshot().ideas[0]
    before = sample.snapshot()
    sample.take_steps()
    first = plan.add_action(sample, " Print\nthe cards ", "Bo", date(2026, 1, 5), idea_id=idea.id)
    second = plan.add_action(sample, "Ask three customers", theme_id=FIX)
    plan.set_done(sample, first, True)
    plan.arrange_actions(sample, [second])
    actions = sample.snapshot().actions
    assert [(each.id, each.text, each.done) for each in actions] == [
        (second, "Ask three customers", False),
        (first, "Print the cards", True),
    ]
    assert (actions[1].owner, actions[1].due, actions[1].idea_id) == ("Bo", date(2026, 1, 5), idea.id)
    plan.change_action(sample, replace(actions[0], owner="Al", position=99))
    assert [each.owner for each in sample.snapshot().actions] == ["Al", "Bo"]
    plan.remove_action(sample, first)
    assert [each.id for each in sample.snapshot().actions] == [second]
    for step in reversed(sample.take_steps()):
        sample.reverse(step)
    assert sample.snapshot() == before


def test_what_stands_in_one_line_of_a_list_is_one_line(sample: EngagementFile) -> None:
    idea, lines = sample.snapshot().ideas[0], " Dana\n Reid\t"
    plan.add_action(sample, lines, lines)
    plan.add_initiative(sample, lines, lines)
    plan.add_criterion(sample, lines)
    plan.rename(sample, idea.id, lines)
    plan.decide(sample, idea.id, Disposition.DO_NOW, owner=lines)
    found = sample.snapshot()
    [action], [initiative], made = found.actions, found.initiatives, found.idea[idea.id]
    told = (action.text, action.owner, initiative.title, initiative.owner, found.criteria[-1].name)
    assert {*told, made.title, made.owner} == {"Dana Reid"}


def test_the_register_holds_what_is_running(sample: EngagementFile) -> None:
    made = plan.add_initiative(sample, " New vans ", "Bo", "since May", theme_id=FIX, customers_asked=Value.NO)
    [kept] = sample.snapshot().initiatives
    assert (kept.title, kept.owner, kept.note, kept.theme_id) == ("New vans", "Bo", "since May", FIX)
    plan.change_initiative(sample, replace(kept, customers_asked=Value.YES))
    assert sample.snapshot().initiative[made].customers_asked is Value.YES
    plan.remove_initiative(sample, made)
    assert sample.snapshot().initiatives == ()


def test_what_is_planned_on_a_theme_goes_where_the_theme_goes(sample: EngagementFile) -> None:
    action = plan.add_action(sample, "Print the cards", theme_id=FIX)
    initiative = plan.add_initiative(sample, "New vans", theme_id=FIX)
    codebook.merge(sample, [FIX], BILL)
    snapshot = sample.snapshot()
    assert snapshot.action[action].theme_id == snapshot.initiative[initiative].theme_id == BILL


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (lambda file: plan.add_action(file, "  "), "what is to be done"),
        (lambda file: plan.add_action(file, "Ask", idea_id=IdeaId(999)), "idea is no longer there"),
        (lambda file: plan.add_action(file, "Ask", theme_id=ThemeId("NO")), "no longer in the codebook"),
        (lambda file: plan.set_done(file, ActionId(9), True), "action is no longer there"),
        (lambda file: plan.remove_action(file, ActionId(9)), "action is no longer there"),
        (lambda file: plan.arrange_actions(file, [ActionId(9)]), "action is no longer there"),
        (lambda file: plan.add_initiative(file, "  "), "needs a title"),
        (lambda file: plan.add_initiative(file, "Vans", theme_id=ThemeId("NO")), "no longer in the codebook"),
        (lambda file: plan.remove_initiative(file, InitiativeId(9)), "initiative is no longer there"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_changed(
    sample: EngagementFile, act: Callable[[EngagementFile], object], why: str
) -> None:
    before = sample.snapshot()
    with pytest.raises(CxError, match=why):
        act(sample)
    assert sample.snapshot() == before
