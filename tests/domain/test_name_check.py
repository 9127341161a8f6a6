"""Where people may be named in what is handed over, and what is left when their names are taken out."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.actions import Action, ActionId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.forms import Form, Kind
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId
from cxfacilitator.domain.name_check import ABOUT, NamedPlace, NamedWords, TypedText, check, still_named, taken_out
from cxfacilitator.domain.names import Why, any_of, fold, places
from cxfacilitator.domain.plan import Disposition, Idea, IdeaId
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, Concern, Flag
from cxfacilitator.domain.snapshot import Snapshot
from tests.builders import sample_snapshot

ORDINARY = frozenset(
    "ask is great the van grace helps mail ring knows price table councils schools leadership team".split()
)
ROSTER = (("Priya", "Shah"), ("Zoë", "O'Dowd"), ("Grace", "Price"))


def as_written(typed: TypedText) -> str:
    return typed.text


@pytest.fixture(scope="module")
def base() -> Snapshot:
    people = tuple(
        Participant(ParticipantId(number), Audience.STAFF, f"P{number}", *names) for number, names in enumerate(ROSTER)
    )
    return replace(sample_snapshot(), participants=people, answers=(), form_answers=(), tags=(), ideas=())


def saying(base: Snapshot, *texts: str) -> Snapshot:
    """The engagement with these answers alone."""
    group = base.groups[0]
    answers = (
        Answer(AnswerId(f"a{number}"), f"{group.code}-Q1-{number:02}", group.id, Box.WELL, number, text)
        for number, text in enumerate(texts, 1)
    )
    return replace(base, answers=tuple(answers))


def found_in(snapshot: Snapshot, edition: Edition = Edition.FACILITATOR) -> dict[str, NamedWords]:
    return {words.words: words for words in check(snapshot, edition, as_written, ORDINARY.__contains__)}


def test_one_person_is_one_entry_however_they_are_written_and_the_surest_come_first(base: Snapshot) -> None:
    snapshot = saying(
        base,
        "ask Siobhan",
        "PRIYA is great",
        "ask Priya's van",
        "priya helps",
        "mail A.B@EXAMPLE.ORG",
        "Grace is great",
        "ring 01234 567 890",
        "Priya-Anne helps",
        "Shah, PRIYA knows",
    )
    found = check(snapshot, Edition.FACILITATOR, as_written, ORDINARY.__contains__)
    assert [(words.words, words.why, words.counted) for words in found] == [
        ("PRIYA", Why.ROSTER, "3 answers"),
        ("Priya-Anne", Why.ROSTER, "1 answer"),
        ("Shah, PRIYA", Why.ROSTER, "1 answer"),
        ("A.B@EXAMPLE.ORG", Why.EMAIL, "1 answer"),
        ("01234 567 890", Why.PHONE, "1 answer"),
        ("Grace", Why.ROSTER_OR_WORD, "1 answer"),
        ("Siobhan", Why.UNKNOWN, "1 answer"),
    ]
    assert [words.why.sure for words in found] == [True] * 5 + [False] * 2


def test_what_people_typed_anywhere_is_looked_through(base: Snapshot) -> None:
    idea = Idea(IdeaId(1), "ETA", "Priya texts", (), customer_view="ask Priya", reason="Priya", owner="Priya")
    snapshot = replace(
        saying(base, "Priya helps"),
        ideas=(idea, replace(idea, id=IdeaId(2), code="B", owner="Priya Shah")),
        kept_findings=(KeptFinding(KeptFindingId(1), sentence="Priya is great", debrief="Who asks Priya?"),),
        forms=(Form(GroupId(900), "F1", Kind.FORM, label="Priya Shah"),),
        sessions=tuple(replace(session, venue="Shah Hall") for session in base.sessions[:1]),
        report=replace(base.report, headline="Priya is great"),
    )
    found = found_in(snapshot)
    assert found["Priya"].counted == "1 answer, 2 ideas, 1 finding and 1 headline"
    assert {place.typed.where for place in found["Priya Shah"].places} == {"form F1"}  # an owner's initials are printed
    assert found["Shah"].counted == "1 session"
    (owner,) = [place for place in found["Priya"].places if place.typed.part == "owner"]
    assert owner.typed.fixed
    assert all(typed.part != "owner" for typed, _ in taken_out([(found["Priya"], "[name]")]))


def test_actions_are_looked_through_as_the_plan_prints_them(base: Snapshot) -> None:
    action = Action(ActionId(1), "Ask Priya", owner="Priya")
    snapshot = replace(base, actions=(action, Action(ActionId(2), "Thank them", owner="Priya Shah")))
    for edition, printed in ((Edition.LEADERSHIP, True), (Edition.PARTICIPANTS, False)):
        [priya] = [named for named in check(snapshot, edition, as_written) if named.words == "Priya"]
        assert [(place.typed.where, place.printed) for place in priya.places] == [
            ("action", printed),
            ("action, owner", printed),
        ]


def test_an_edition_tells_what_it_prints_itself(base: Snapshot) -> None:
    idea = Idea(IdeaId(1), "ETA", "Siobhan texts, ask Siobhan", ())
    snapshot = replace(saying(base, "ask Siobhan"), ideas=(idea, replace(idea, id=IdeaId(2), code="B")))

    def printed(edition: Edition, snapshot: Snapshot = snapshot) -> list[str]:
        return [place.typed.where for place in found_in(snapshot, edition)["Siobhan"].places if place.printed]

    assert len(printed(Edition.LEADERSHIP)) == 5
    assert printed(Edition.STAFF) == []
    decided = replace(snapshot, ideas=(replace(idea, disposition=Disposition.PLAN),))
    assert printed(Edition.PARTICIPANTS, decided) == ["idea ETA", "idea ETA"]
    known = ORDINARY.__contains__
    found = check(snapshot, Edition.LEADERSHIP, lambda typed: typed.text.replace("Siobhan", "[name]"), known)
    assert [words.printed for words in found] == [False]
    assert still_named(found) == ""
    assert still_named(tuple(found_in(snapshot).values())) == "1 person may be named: Siobhan."


def test_what_a_person_has_looked_at_is_not_asked_again(base: Snapshot) -> None:
    snapshot = saying(base, "ask Siobhan", "Priya helps")
    assert set(found_in(snapshot)) == {"Priya", "Siobhan"}
    looked = frozenset({(snapshot.answers[1].id, Concern.NAME)})
    assert found_in(replace(snapshot, confirmed=looked, learned_words=("Siobhan",))) == {}


def test_an_answer_about_somebody_without_a_name_is_one_too(base: Snapshot) -> None:
    snapshot = saying(base, "the man at the counter is great")
    flagged = replace(snapshot, answers=(replace(snapshot.answers[0], flags=frozenset({Flag.PERSON})),))
    (words,) = found_in(flagged).values()
    assert (words.why, words.instead) == (Why.ABOUT, ABOUT)
    gap = replace(flagged.answers[0], tidy="[a person] is great")
    assert found_in(replace(flagged, answers=(gap,))) == {}


NAMES = [
    "Priya",
    "PRIYA",
    "priya",
    "Zoë",
    "O’Dowd",
    "Shah, Priya",
    "Zoe O'Dowd",
    "a.b@c.org",
    "01234 567890",
    "Siobhan",
]
WORDS = st.lists(
    st.sampled_from([*NAMES, *NAMES, "ask", "Great", "the", "van", "is", "-", ".", "100", "grace"]), max_size=6
)


@settings(max_examples=30)
@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=4))
def test_after_all_is_taken_out_nobody_is_named_and_nothing_else_is_gone(base: Snapshot, texts: list[str]) -> None:
    snapshot = saying(base, *texts)
    found = tuple(found_in(snapshot).values())
    changes = {typed.held_by: text for typed, text in taken_out([(words, words.instead) for words in found])}
    after = []
    for answer in snapshot.answers:
        text = changes.get((Answer, answer.id), answer.text)
        gone = {at for place in _of(found, answer) for at in range(*place.span)}
        rest = "".join(letter for at, letter in enumerate(answer.text) if at not in gone)
        assert re.sub(r"\[[^]]*\]", "", text) == rest
        after.append(replace(answer, tidy=text if text != answer.text else ""))
    again = found_in(replace(snapshot, answers=tuple(after)))
    assert not again.keys() & {words.words for words in found}
    pattern = any_of({place.words for words in found for place in words.places}, exact_case=False)
    assert not [answer.wording for answer in after if places(pattern, fold(answer.wording))]


def _of(found: tuple[NamedWords, ...], answer: Answer) -> list[NamedPlace]:
    return [place for words in found for place in words.places if place.typed.holder is answer]
