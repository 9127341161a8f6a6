"""The plan in words that a facilitator reads aloud."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.ideas import IdeaEvidence, view_ideas
from cxfacilitator.domain.kept import kept
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.domain.priorities import prioritise
from cxfacilitator.domain.proposals import Proposal
from cxfacilitator.domain.sheets import Value
from cxfacilitator.services import plan
from tests.builders import sample_snapshot

SAMPLE = sample_snapshot()
COMPARISON = compare(SAMPLE)
VIEWS = {view.idea.code: view for view in view_ideas(SAMPLE, COMPARISON)}
FOUND = {each.view.idea.code: each for each in prioritise(SAMPLE, COMPARISON, list(VIEWS.values()))}


@pytest.mark.parametrize("evidence", IdeaEvidence)
def test_every_evidence_status_is_said_in_words(evidence: IdeaEvidence) -> None:
    assert plan.tell_evidence(evidence)[0].isupper()


def test_every_decision_is_said_in_words_and_none_is_empty() -> None:
    assert [plan.tell_disposition(each) for each in Disposition] == [
        "Do now",
        "Plan",
        "Ask customers",
        "Explain",
        "Not now",
    ]
    assert plan.tell_disposition(None) == ""
    assert [plan.tell_value(value) for value in Value] == ["Yes", "No", "Unsure", ""]


def test_who_asked_is_told_customers_first() -> None:
    assert plan.tell_asked(VIEWS["INV"], COMPARISON) == "3 of 6 customer groups and 3 of 9 staff groups"
    assert plan.tell_asked(VIEWS["CHATBOT"], COMPARISON) == "the leadership group"


def test_conflicts_and_what_to_continue_are_told() -> None:
    assert [plan.tell_conflict(each, SAMPLE) for each in VIEWS["CENTRAL"].against] == [
        "Customers named “relationship & continuity” as done well.",
        "Groups asked to continue “relationship & continuity”.",
    ]
    assert plan.tell_conflict(VIEWS["REWARD"].against[0], SAMPLE) == (
        "Customers said that what others do differently on “price & value for money” does not matter to them."
    )
    told = [plan.tell_continue(each) for each in kept(SAMPLE, COMPARISON)]
    assert told == ["Buy-in already there; protect"] * 5 + [""] * 5


def test_ranks_tell_their_range_and_ties() -> None:
    assert plan.tell_rank(FOUND["INV"]) == "1"
    assert plan.tell_ties(FOUND["INV"], SAMPLE) == ""
    assert plan.tell_rank(FOUND["WAIVER"]) == "3 (2 to 4)"
    assert plan.tell_ties(FOUND["WAIVER"], SAMPLE) == (
        "A tie with 2 other ideas: which comes first depends on the weights."
    )
    handhelds = SAMPLE.idea[FOUND["HIRE"].ties[0]].title
    assert plan.tell_ties(FOUND["HIRE"], SAMPLE).startswith(f"A tie with {handhelds}")


@pytest.mark.parametrize(
    ("themes", "words", "told"),
    [
        (
            ("PEO-REL",),
            ("po", "we"),
            "All are about “relationship & continuity” and they share the words “po” and “we”.",
        ),
        (("PEO-REL",), (), "All are about “relationship & continuity”."),
        ((), ("po",), "They share the word “po”."),
        ((), (), "They are worded alike."),
    ],
)
def test_a_proposal_tells_its_reason(themes: tuple[str, ...], words: tuple[str, ...], told: str) -> None:
    known = tuple(theme for theme in SAMPLE.codebook.by_id if theme in themes)
    assert plan.tell_proposal(Proposal((), (), known, words), SAMPLE) == told


def test_an_idea_that_nobody_counted_was_asked_for_by_no_group() -> None:
    assert plan.tell_asked(replace(VIEWS["INV"], groups=dict.fromkeys(VIEWS["INV"].groups, 0)), COMPARISON) == ""
