"""Suggestions: which, why, what they learn, and what they never do."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxfacilitator.domain.codebook import Codebook, Theme, ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.tagging import Decision, Reason, Suggestion
from cxfacilitator.engines.suggest import Suggester, suggester
from cxfacilitator.formats import codebook as format_codebook
from cxfacilitator.paths import resource

DEFAULT = format_codebook.read(resource("codebooks", "default.json"))
EMPTY = Codebook("", (), ())
PARKING, FOOD, NOISE = (ThemeId(name) for name in ("P", "F", "N"))
NAMES = Codebook("", (), (Theme(PARKING, "", "Parking"), Theme(FOOD, "", "Food"), Theme(NOISE, "", "Noise")))


def answers(*texts: str) -> list[Answer]:
    return [
        Answer(AnswerId(str(place)), str(place), GroupId(1), Box.WELL, place, text) for place, text in enumerate(texts)
    ]


def first(tagger: Suggester, decisions: Sequence[Decision] = ()) -> dict[str, str]:
    return {str(answer): str(found[0].theme_id) for answer, found in tagger.suggest(decisions).items()}


def themes(text: str, model: bool = True, codebook: Codebook = DEFAULT) -> list[str]:
    found = suggester(codebook, answers(text), model=model).suggest()
    return [str(suggestion.theme_id) for suggestion in found.get(AnswerId("0"), ())]


@pytest.mark.parametrize("model", [True, False])
@pytest.mark.parametrize(
    "text", ["nothing", "N/A", "All good!", "?", "", "Everything was great, thank you", "-", "日本"]
)
def test_an_answer_that_names_nothing_has_no_theme(text: str, model: bool) -> None:
    assert themes(text, model) == []


def test_meaning_is_found_without_a_single_cue() -> None:
    found = suggester(DEFAULT, answers("No human being ever comes to the line")).suggest()[AnswerId("0")]
    assert found[0].theme_id == "ACC-REACH"
    assert found[0].reasons == ()
    assert found[0].phrase


@pytest.mark.parametrize("model", [True, False])
def test_a_short_list_gets_a_theme_for_each_of_its_words(model: bool) -> None:
    assert set(themes("price, parking, opening hours", model)) == {"OFF-PRICE", "OFF-PLACE", "ACC-REACH"}


def test_every_suggestion_has_a_reason_and_every_cue_is_where_it_says() -> None:
    texts = [example for theme in DEFAULT.counted for example in theme.examples.values()]
    for found in suggester(DEFAULT, answers(*texts)).suggest().values():
        for suggestion in found:
            assert suggestion.reasons or suggestion.phrase or suggestion.like
            text = texts[int(suggestion.answer_id)]
            for reason in suggestion.reasons:
                start = reason.cue.casefold().split()[0].rstrip("*").split("-")[0].split("/")[0].split("'")[0]
                assert text[reason.start : reason.end].casefold().startswith(start)


def test_suggestions_are_ranked_by_probability() -> None:
    for found in suggester(DEFAULT, answers("late and nobody told us", "rude staff, wrong invoice")).suggest().values():
        scores = [suggestion.score for suggestion in found]
        assert scores == sorted(scores, reverse=True)
        assert all(0 < score <= 1 for score in scores)


def test_the_tidied_wording_is_what_is_read() -> None:
    answer = Answer(AnswerId("0"), "0", GroupId(1), Box.WELL, 0, "zzz qqq", tidy="rude staff")
    found = suggester(DEFAULT, [answer]).suggest()[AnswerId("0")]
    assert found[0].theme_id == "PEO-CARE"
    assert answer.wording[found[0].reasons[0].start : found[0].reasons[0].end] == "rude"


def test_what_customers_never_see_is_not_suggested_for_customers() -> None:
    lines = answers("the monthly audit report is filed by hand")
    assert suggester(DEFAULT, lines).suggest()[AnswerId("0")][0].theme_id == "INT-BACK"
    found = suggester(DEFAULT, lines, customers={AnswerId("0")}).suggest()
    assert "INT-BACK" not in {suggestion.theme_id for suggestion in found.get(AnswerId("0"), ())}


@pytest.mark.parametrize("model", [True, False])
def test_an_empty_codebook_suggests_nothing_and_still_groups(model: bool) -> None:
    tagger = suggester(EMPTY, answers("no parking", "nowhere to park", "parking is full", "cold soup"), model=model)
    assert tagger.suggest() == {}
    assert tagger.suggest([Decision(AnswerId("0"))]) == {}
    assert len(tagger.order()) == 4


def test_no_answers_are_no_problem() -> None:
    tagger = suggester(DEFAULT, [])
    assert tagger.suggest() == {}
    assert tagger.order() == ()
    assert tagger.discover() == ()


def test_bare_names_are_enough_to_begin_with() -> None:
    tagger = suggester(NAMES, answers("nowhere to leave the car", "the soup was cold", "so loud that you cannot talk"))
    assert first(tagger) == {"0": PARKING, "1": FOOD, "2": NOISE}


@pytest.mark.parametrize("model", [True, False])
def test_a_bare_name_stands_for_what_people_say_when_they_mean_it(model: bool) -> None:
    lines = answers("far too expensive", "stuck in a queue for an hour", "rude and unfriendly")
    names = ("Pricing", "Waiting times", "Courtesy")
    book = Codebook("", (), tuple(Theme(ThemeId(name), "", name) for name in names))
    found = suggester(book, lines, model=model).suggest()
    assert [found[AnswerId(str(row))][0].theme_id for row in range(3)] == list(names)
    assert found[AnswerId("0")][0].reasons == (Reason("expens*", 8, 17),)


def test_a_cue_of_its_own_takes_nothing_from_what_a_name_stands_for() -> None:
    bare, cued = (Codebook("", (), (Theme(PARKING, "", "Parking", cues=cues),)) for cues in ((), ("nowhere to leave",)))
    lines = answers("my permit was refused")
    assert [suggester(book, lines).suggest()[AnswerId("0")][0].reasons for book in (bare, cued)] == [
        (Reason("permit*", 3, 9),)
    ] * 2


def test_a_theme_with_many_cues_goes_by_those_alone() -> None:
    cues = tuple(f"quark{letter}" for letter in "abcdefghijkl")
    book = Codebook("", (), (Theme(PARKING, "", "Parking", cues=cues), Theme(NOISE, "", "Noise", cues=cues)))
    found = suggester(book, answers("my permit was refused")).suggest()
    assert all(not suggestion.reasons for mine in found.values() for suggestion in mine)


@pytest.mark.parametrize("model", [True, False])
def test_like_answers_follow_decisions_and_say_so(model: bool) -> None:
    wobbles = ("the widget wobbles", "the widget wobbles again", "a widget that wobbles", "widget wobbles a lot")
    tagger = suggester(NAMES, answers("our widget wobbles badly", *wobbles, "soup", "noise"), model=model)
    assert first(tagger).get("0") != PARKING
    decided = [Decision(AnswerId(str(place)), frozenset({PARKING})) for place in range(1, 5)]
    found = tagger.suggest(decided)[AnswerId("0")][0]
    assert found.theme_id == PARKING
    assert len(found.like) == 2
    assert set(found.like) < {decision.answer_id for decision in decided}


def test_a_rejected_theme_is_not_suggested_there_again() -> None:
    tagger = suggester(DEFAULT, answers("rude staff", "rude waiters"))
    found = tagger.suggest([Decision(AnswerId("0"), rejected=frozenset({ThemeId("PEO-CARE")}), complete=False)])
    assert "PEO-CARE" not in {suggestion.theme_id for suggestion in found.get(AnswerId("0"), ())}


def test_taking_a_decision_back_gives_the_earlier_suggestions_again() -> None:
    tagger = suggester(DEFAULT, answers("rude staff", "the phone", "late again", "staff were lovely"))
    before = tagger.suggest()
    assert tagger.suggest([Decision(AnswerId("0"), frozenset({ThemeId("DEL-RELY")}))]) != before
    assert tagger.suggest() == before


LINES = st.lists(st.sampled_from("rude staff|late|no parking|n/a|dear|the app|kind|queue|invoice wrong|".split("|")))


@settings(max_examples=25)
@given(LINES, st.lists(st.tuples(st.integers(0, 9), st.sampled_from(DEFAULT.counted), st.booleans()), max_size=6))
def test_the_same_input_gives_the_same_suggestions(texts: list[str], decided: list[tuple[int, Theme, bool]]) -> None:
    decisions = [Decision(AnswerId(str(n)), frozenset({theme.id}), complete=full) for n, theme, full in decided]
    made = [suggester(DEFAULT, answers(*texts)).suggest(decisions) for _ in range(2)]
    assert made[0] == made[1]
    for found in made[0].values():
        assert 1 <= len(found) <= 3
        assert all(isinstance(suggestion, Suggestion) for suggestion in found)
        assert len({suggestion.theme_id for suggestion in found}) == len(found)


def test_a_cache_saves_reading_and_changes_nothing() -> None:
    lines = answers("the queue was endless", "kind people")
    cache: dict[bytes, bytes] = {}
    plain = suggester(DEFAULT, lines).suggest()
    assert suggester(DEFAULT, lines, cache=cache).suggest() == plain
    assert len(cache) == 2
    notes: list[str] = []
    assert suggester(DEFAULT, lines, cache=cache, progress=lambda _, note: notes.append(note)).suggest() == plain
    assert not any("read" in note for note in notes)


@pytest.mark.parametrize(
    "damaged",
    [b"", b"odd", bytes(768), bytes(766), b"\x00\x7c" * 384, b"\x00\x7e" * 384, b"\xff\x7b" * 384, b"\x00\x3c" * 768],
    ids=["empty", "odd", "zeros", "short", "infinite", "no number", "huge", "long"],
)
def test_a_damaged_cache_is_read_again_and_misleads_nobody(damaged: bytes) -> None:
    lines = answers("we wait for ages", "nobody answers the phone")
    cache: dict[bytes, bytes] = {}
    plain = suggester(DEFAULT, lines, cache=cache).suggest()
    broken = dict.fromkeys(cache, damaged)
    assert suggester(DEFAULT, lines, cache=broken).suggest() == plain
    assert broken == cache


def test_reading_stops_where_it_is_cancelled() -> None:
    class Cancelled(CxError):
        pass

    def cancel(share: float, note: str) -> None:
        if share > 0:
            raise Cancelled(note)

    cache: dict[bytes, bytes] = {}
    with pytest.raises(Cancelled):
        suggester(DEFAULT, answers(*(f"line number {n}" for n in range(100))), cache=cache, progress=cancel)
    assert 0 < len(cache) < 100


def test_a_theme_of_the_default_codebook_keeps_its_phrases_under_a_new_name_but_not_as_another_theme() -> None:
    theme = DEFAULT.by_id[ThemeId("ACC-REACH")]
    renamed = Theme(theme.id, "", "Hotline", theme.definition)
    other = Theme(theme.id, "", "Fish", "Which fish is sold")
    said = "No human being ever comes to the line"
    assert themes(said, codebook=Codebook("", (), (renamed, Theme(FOOD, "", "Food"))))[0] == "ACC-REACH"
    near = suggester(Codebook("", (), (other,)), answers(said)).suggest().get(AnswerId("0"), ())
    assert all(suggestion.phrase in ("", "Fish") for suggestion in near)


def test_a_theme_for_praise_as_such_takes_what_names_nothing_and_no_lists() -> None:
    praise, care = Theme(ThemeId("G"), "", "General praise", cues=("great", "good")), DEFAULT.by_id[ThemeId("PEO-CARE")]
    book = Codebook("", (), (praise, care, DEFAULT.by_id[ThemeId("OFF-PRICE")]))
    assert themes("all good", codebook=book)[0] == "G"
    assert themes("good friendly staff, good prices", codebook=book)[0] != "G"


@pytest.mark.parametrize("model", [True, False])
def test_answers_that_no_theme_covers_are_grouped_and_covered_ones_are_not(model: bool) -> None:
    dogs = ("my dog", "a dog in the room", "the dog next door", "dog in the hall", "two dogs", "every dog in town")
    lines = answers("nowhere to park the car", "parking costs a fortune", "n/a", *dogs)
    tagger = suggester(DEFAULT, lines, model=model)
    decided = [Decision(AnswerId(place), frozenset({ThemeId("OFF-PLACE")})) for place in "01"]
    found = tagger.discover(decided)
    assert found
    assert {answer for cluster in found for answer in cluster.answers} <= {AnswerId(place) for place in "345678"}
    assert {"dog"} <= {word for cluster in found for word in cluster.words}
    assert tagger.alike(AnswerId("3"), 3)[0] in {AnswerId(place) for place in "45678"}


def test_what_is_asked_next_is_what_nobody_has_decided() -> None:
    lines = answers("rude staff", "late", "no parking", "the app", "queue")
    tagger = suggester(DEFAULT, lines)
    asked = tagger.order([Decision(AnswerId("1")), Decision(AnswerId("2"), complete=False)])
    assert sorted(asked) == [AnswerId(place) for place in "0234"]


def test_ranked_says_the_same_as_the_suggestions_without_their_reasons() -> None:
    said = answers("staff are friendly and polite", "nobody tells us about delays", "zzz", "the invoices are wrong")
    found = suggester(DEFAULT, said).suggest([Decision(AnswerId("1"), frozenset(), frozenset({ThemeId("COM-PROACT")}))])
    assert len(found) >= 2
    for answer in said:
        assert list(found.ranked(answer.id)) == [(s.theme_id, s.score) for s in found.get(answer.id, ())]
    assert not found.ranked(AnswerId("gone"))
