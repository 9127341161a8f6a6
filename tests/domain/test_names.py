"""Which words point to a person."""

from collections.abc import Sequence
from dataclasses import replace
from time import process_time

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.names import finder, flagged_names, places, single_names
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.sheets import Flag
from cxfacilitator.domain.snapshot import Snapshot
from tests.builders import sample_snapshot

ROSTER = (("Zoë", "Hussain"), ("Mary Ann", "O'Dowd"), ("Rob", "Price"))


@pytest.fixture(scope="module")
def base() -> Snapshot:
    return sample_snapshot()


def with_roster(snapshot: Snapshot, names: Sequence[tuple[str, str]] = ROSTER) -> Snapshot:
    people = tuple(
        Participant(ParticipantId(number), Audience.STAFF, f"P{number}", first, last, "Transport", "Port Renn")
        for number, (first, last) in enumerate(names, 1)
    )
    return replace(snapshot, participants=people)


def found(snapshot: Snapshot, text: str, words: frozenset[str] | None = None) -> list[str]:
    """The words that are found in a text; `words` are those of a dictionary."""
    find = finder(snapshot, None if words is None else words.__contains__)
    return [text[slice(*one.span)] for one in find(text)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Zoë is great", ["Zoë"]),
        ("Zoe is great", ["Zoe"]),
        ("ask Zoe\u0308's team", ["Zoe\u0308"]),
        ("ask ZOE", ["ZOE"]),
        ("hussain, zoë again", ["hussain, zoë"]),
        ("Mary Ann knows, Ann too", ["Mary Ann", "Ann"]),
        ("O'Dowd's van and Rob", ["O'Dowd", "Rob"]),
        ("zoology", []),
        ("robust price", []),
    ],
)
def test_everybody_on_the_roster_is_found_however_they_are_written(base: Snapshot, text: str, named: list[str]) -> None:
    assert found(with_roster(base), text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("mail a.b@example.org or ring 01234 567 890", ["a.b@example.org", "01234 567 890"]),
        ("98% on time, 40 a week, £50", []),
        ("ask Siobhan at the counter", ["Siobhan"]),
        ("ask Siobhan Kerr's team", ["Siobhan Kerr"]),
        ("like Anne-Marie, Idris and McTavish", ["Anne-Marie", "Idris", "McTavish"]),
        ("text from MegaPlant, CSC and the PO", []),
        ("cheaper than Brightline at Port Renn on Mondays in Jan", []),
        ("Always late. Nobody knows why - Seen it before", []),
        ("ask Mark, he will know", ["Mark"]),
        ("Mark it as done. Will be late", []),
    ],
)
def test_words_with_a_capital_that_nobody_knows_are_found(base: Snapshot, text: str, named: list[str]) -> None:
    assert found(with_roster(base), text) == named


def test_a_name_that_somebody_typed_small_is_still_found_elsewhere(base: Snapshot) -> None:
    hasty = replace(base, answers=(*base.answers[1:], replace(base.answers[0], text="siobhan at the counter")))
    words = frozenset("ask at the counter our acct".split())
    assert found(hasty, "ask Siobhan at the counter", words) == ["Siobhan"]
    acct = replace(base, answers=(*base.answers[1:], replace(base.answers[0], text="our acct at the counter")))
    assert found(acct, "Acct at the counter", words) == []


def test_a_name_of_the_roster_in_small_letters_is_found_where_it_means_nothing_else(base: Snapshot) -> None:
    snapshot, words = with_roster(base), frozenset({"price", "ask", "about", "the", "grace"})
    assert found(snapshot, "ask hussain about the price", words) == ["hussain"]
    assert found(snapshot, "ask hussain about the price") == []


def test_of_names_beside_each_other_none_hides_another(base: Snapshot) -> None:
    assert found(with_roster(base), "ask Siobhan Zoë Idris") == ["Siobhan", "Zoë", "Idris"]


def test_a_long_run_of_letters_is_looked_through_once(base: Snapshot) -> None:
    began = process_time()
    assert found(base, "x" * 20_000 + " a.b@example.org") == ["a.b@example.org"]
    assert process_time() - began < 1


def test_a_word_that_begins_a_line_is_found_when_another_line_or_a_dictionary_says_so(base: Snapshot) -> None:
    assert found(base, "Siobhan helps") == []
    assert found(base, "Siobhan helps", frozenset({"move"})) == ["Siobhan"]
    assert found(base, "Move accounts", frozenset({"move"})) == []
    other = replace(base.answers[0], text="ask Siobhan at the counter")
    assert found(replace(base, answers=(other, *base.answers[1:])), "Siobhan helps") == ["Siobhan"]


def test_words_that_were_learned_are_nobodys_name(base: Snapshot) -> None:
    assert found(base, "the new Kestrel portal") == ["Kestrel"]
    assert found(replace(base, learned_words=("Kestrel",)), "the new Kestrel portal") == []


def test_the_sample_names_priya_and_dave_with_one_false_alarm(base: Snapshot) -> None:
    find = finder(base)
    told = [(a.ref, a.wording[slice(*one.span)]) for a in base.answers for one in find(a.wording)]
    assert told == [("S3-Q4-05", "Pk"), ("C1-Q1-04", "Dave"), ("C2-Q1-03", "Priya"), ("C2-Q4-01", "Priya")]


def test_a_name_taken_out_of_a_flagged_answer_is_still_known_in_the_others(base: Snapshot) -> None:
    flagged = next(answer for answer in base.answers if answer.text.startswith("Dave"))
    assert Flag.PERSON in flagged.flags
    after = tuple(replace(a, tidy="[name] remembers") if a is flagged else a for a in base.answers)
    assert places(flagged_names(replace(base, answers=after)), "as Dave said") == ((3, 7),)


def test_the_words_of_the_client_are_nobodys_name_but_a_part_of_a_competitors_word_may_be(base: Snapshot) -> None:
    snapshot = with_roster(base, (("Margot", "Reeve"), ("Ann", "Plant")))
    assert places(single_names(snapshot), "Tolland Reeve") == ()
    assert places(single_names(snapshot), "ask Plant") == ((4, 9),)
