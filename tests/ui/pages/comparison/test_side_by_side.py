"""Themes side by side, with real keys; and both rounds of the sample as their gold files say."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.forms import Kind
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services.findings import FindingCard
from cxfacilitator.ui.pages.comparison import ComparisonPage
from cxfacilitator.ui.pages.comparison.compared import look
from cxfacilitator.ui.pages.comparison.findings import FindingsFace
from cxfacilitator.ui.pages.comparison.findings.rows import FEW
from cxfacilitator.ui.pages.comparison.side_by_side import AGREE, ALL, DIFFER, SideBySideFace
from cxfacilitator.ui.pages.comparison.side_by_side.theme_list import ShownTheme
from cxfacilitator.ui.workspace import Workspace
from tests.builders import ROUND_2, SAMPLE, sample_snapshot, with_forms
from tests.engagements import random_engagement

Key = Qt.Key
Press = Callable[..., None]


@pytest.fixture
def face(page: ComparisonPage, qtbot: QtBot) -> SideBySideFace:
    """The themes, with the cursor in the list."""
    found = page.show_face("side by side")
    assert isinstance(found, SideBySideFace)
    qtbot.waitUntil(found.list.hasFocus)
    return found


def themes(face: SideBySideFace) -> dict[str, ShownTheme]:
    return {str(each.theme_id): each for each in face.themes}


def showing(snapshot: Snapshot, workspace: Workspace, qtbot: QtBot) -> SideBySideFace:
    """The face alone, with what is worked out of a snapshot."""
    made = SideBySideFace(workspace)
    qtbot.addWidget(made)
    made.show_compared(look(snapshot))
    return made


@pytest.mark.parametrize("folder", [SAMPLE, ROUND_2], ids=("sample", "round 2"))
def test_states_counts_patterns_and_alignment_are_those_of_the_gold_file(
    folder: Path, workspace: Workspace, qtbot: QtBot
) -> None:
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    compared = look(sample_snapshot(folder))
    face = showing(compared.snapshot, workspace, qtbot)
    listed = themes(face)
    for theme_id, states in gold["theme_states"].items():
        if not any(states[audience]["any"] for audience in states):
            assert theme_id not in listed
            continue
        for audience, expected in states.items():
            side = listed[theme_id].sides[Audience(audience)]
            said = {"strength": expected["s"], "concern": expected["n"]}.get(expected["state"], expected["any"])
            assert (side.state.lower(), side.said, side.groups) == (expected["state"], said, expected["G"])
            assert side.counted.startswith(f"{said} of {expected['G']} group")
    assert {str(key): found for key, found in compared.comparison.alignment.items() if found} == gold[
        "alignment_leadership_customers"
    ]

    findings = FindingsFace(workspace)
    qtbot.addWidget(findings)
    findings.show_compared(compared)
    cards = [row for row in findings.list.rows if isinstance(row.value, FindingCard)]
    shown = Counter((row.value.listed.kind.value, row.value.listed.theme_id, FEW in row.spoken) for row in cards)
    assert shown == Counter((each["type"], each["theme"], each.get("fragile", False)) for each in gold["findings"])


def test_customers_decide_the_order_and_enter_opens_all_quotes(
    face: SideBySideFace, press: Press, qtbot: QtBot
) -> None:
    said = [theme.sides[Audience.CUSTOMERS].mentions for theme in face.themes]
    assert said == sorted(said, reverse=True)
    assert face.counted.text() == "28 themes"
    first = face.themes[0]
    assert first.name == "Friendliness, courtesy & care"
    assert first.pattern == "Shared strength"
    assert "Customers: Strength 6 of 6 groups; “" in first.spoken

    press(Key.Key_Down)
    press(Key.Key_Return)
    assert face.heading.text() == "Billing, invoicing & payment"
    assert "all six customer groups asked to improve it" in face.pattern.text()
    customers = face.quotes.lists[Audience.CUSTOMERS]
    qtbot.waitUntil(customers.hasFocus)
    press(Key.Key_2)
    assert {answer.box for answer in customers.answers} == {Box.IMPROVE}
    press(Key.Key_Escape)
    qtbot.waitUntil(face.list.hasFocus)
    assert face.stack.currentIndex() == 0
    press(Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == face.themes[1].spoken
    press(Key.Key_Return)
    with qtbot.waitSignal(face.answer_wanted) as wanted:
        press(Key.Key_Return)
    assert wanted.args == [customers.answers[0].id]


def test_choices_and_words_narrow_the_list(face: SideBySideFace, press: Press, qtbot: QtBot) -> None:
    press(Key.Key_X)
    assert face.which.currentText() == DIFFER
    differ = set(themes(face))
    assert "OFF-BILL" in differ
    press(Key.Key_X)
    assert face.which.currentText() == AGREE
    agree = set(themes(face))
    assert "PEO-CARE" in agree
    assert not differ & agree
    assert face.counted.text() == f"{len(agree)} of 28 themes"
    assert face.remembered() == {"which": AGREE}
    press(Key.Key_X)
    assert face.which.currentText() == ALL

    face.family.setCurrentIndex(2)
    assert face.workspace.snapshot is not None
    codebook = face.workspace.snapshot.codebook
    assert {codebook.by_id[each.theme_id].family for each in face.themes} == {codebook.families[1].id}
    face.family.setCurrentIndex(0)
    press(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(face.search.hasFocus)
    QTest.keyClicks(face.search, "over-claimed clear")
    assert set(themes(face)) == {"OFF-BILL", "ACC-DIGI"}
    face.search.setText("nothing like this")
    assert face.themes == ()
    assert "No theme fits" in face.list.nothing


def test_themes_that_nobody_raised_are_one_line_at_the_end(workspace: Workspace, qtbot: QtBot) -> None:
    snapshot = sample_snapshot()
    silent = snapshot.codebook.counted[:2]
    kept = tuple(tag for tag in snapshot.tags if tag.theme_id not in {theme.id for theme in silent})
    face = showing(replace(snapshot, tags=kept), workspace, qtbot)
    last = face.list.rows[-1]
    assert last.heading
    assert last.spoken == f"Nobody raised 2 themes: {silent[0].name}, {silent[1].name}."
    assert not {theme.id for theme in silent} & set(themes(face))


def test_with_two_audiences_the_third_is_not_reviewed_and_forms_keep_their_own_number(
    workspace: Workspace, qtbot: QtBot
) -> None:
    snapshot = sample_snapshot()
    groups = {group.id for group in snapshot.groups_of(Audience.CUSTOMERS)}
    without = replace(
        snapshot,
        groups=tuple(group for group in snapshot.groups if group.id not in groups),
        answers=tuple(answer for answer in snapshot.answers if answer.group_id not in groups),
    )
    face = showing(without, workspace, qtbot)
    assert {theme.sides[Audience.CUSTOMERS].counted for theme in face.themes} == {"not reviewed"}
    assert "Customers: not reviewed" in face.heads.accessibleName()
    assert any(theme.pattern.startswith("Inside: ") for theme in face.themes)

    care = snapshot.codebook.counted[0].id
    beside = with_forms(snapshot, *[(Kind.FORM, [(Box.WELL, [care], True)])] * 2, (Kind.FORM, [(Box.WELL, [], True)]))
    face = showing(beside, workspace, qtbot)
    side = themes(face)[care].sides[Audience.CUSTOMERS]
    assert (side.said, side.groups, side.aside) == (6, 6, ("also on 2 of 3 forms",))
    assert "6 groups, beside 3 forms" in face.heads.accessibleName()


@settings(max_examples=12)
@given(seed=st.integers(0, 10_000))
def test_every_number_on_the_screen_equals_the_quotes_that_it_opens(seed: int) -> None:
    """Of random engagements: side by side, and behind every number of every finding."""
    compared = look(random_engagement(seed))
    for row in compared.rows:
        for audience in Audience:
            counts = row.view.counts[audience]
            assert counts.mentions == len({answer.group_id for answer in row.view.answers[audience]})
            assert len(row.quotes[audience]) <= counts.mentions
    for card in compared.cards:
        for number in card.numbers:
            assert number.said == len({answer.group_id for answer in number.answers})
            assert {answer.reviewed for answer in number.answers} <= {True}
