"""Counting what a kill lost: a loss is found, and what was only begun is none."""

import json
from dataclasses import replace

import pytest

import kill
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from kill import Tally
from tests.builders import sample_snapshot


def left(*answers: Answer, complete: bool = False) -> Snapshot:
    """What is in the file after a kill: one group with these answers."""
    group = Group(GroupId(1), "S1", Audience.STAFF, "Table 1", complete=complete)
    return replace(sample_snapshot(), groups=(group,), answers=answers)


def line(text: str, box: Box = Box.WELL, position: int = 1) -> Answer:
    return Answer(AnswerId(f"{position}"), f"S1-Q1-{position:02}", 1, box, position, text)


@pytest.mark.parametrize(
    ("noted", "stored", "lost"),
    [
        ("slow", [line("slow")], 0),
        ("so slo", [line("so sl")], 1),
        ("so ", [line("so")], 0),
        ("one\ntwo", [line("two", position=2), line("one")], 0),
        ("one\ntwo", [line("one")], 3),
        ("one", [], 3),
        ("one", [line("on the house")], 3),
    ],
)
def test_letters_that_were_pressed_and_are_not_in_the_file_are_lost(
    noted: str, stored: list[Answer], lost: int
) -> None:
    tally = Tally()
    kill.count_letters(noted, left(*stored), 0, tally)
    assert tally.lost_letters == [lost]


@pytest.mark.parametrize(
    ("said", "stored", "lost"),
    [
        ({"1": ["well", "slow"]}, left(line("slow")), 0),
        ({"1": ["well", "slow"]}, left(line("slow, dear")), 0),
        ({"1": ["well", "slow"]}, left(line("slo")), 1),
        ({"1": ["well", "slow"]}, left(), 1),
        ({"1": ["improve", "slow"]}, left(line("slow", Box.START)), 0),
        ({"1": ["start", "slow"]}, left(line("slow", Box.IMPROVE)), 1),
        ({"S1": ["complete", ""]}, left(), 1),
        ({"S1": ["complete", ""]}, left(complete=True), 0),
    ],
)
def test_what_was_acknowledged_and_is_not_in_the_file_is_lost(
    said: dict[str, list[str]], stored: Snapshot, lost: int
) -> None:
    tally = Tally()
    # The last note may be torn by the kill: it was never said.
    kill.count_answers(json.dumps(said) + '\n{"9": ["well", "half', stored, 0, tally)
    assert (tally.answers, tally.lost) == (1, lost)
