"""The client's own words, and what is misspelt in an engagement."""

from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.domain.errors import SpellingProblem
from cxfacilitator.paths import resource
from cxfacilitator.services import spelling
from cxfacilitator.services.spelling import Language
from cxfacilitator.store.file import EngagementFile
from tests.builders import sample_snapshot
from tests.store.builders import full_snapshot


def test_a_word_is_learned_once_forgotten_and_both_are_undone(sample: EngagementFile) -> None:
    spelling.learn(sample, " Strimmerz ")
    spelling.learn(sample, "Strimmerz")
    assert sample.snapshot().learned_words == ("Strimmerz",)
    spelling.forget(sample, "Strimmerz")
    assert sample.snapshot().learned_words == ()
    steps = sample.take_steps()
    assert steps[-1].label == "Forget the word “Strimmerz”"
    sample.reverse(steps[-1])
    assert sample.snapshot().learned_words == ("Strimmerz",)
    sample.reverse(steps[0])
    assert sample.snapshot().learned_words == ()


@pytest.mark.parametrize("owner", ["Strimmerz's", "Strimmerz’s"])
def test_an_owner_is_learned_as_who_it_is(sample: EngagementFile, owner: str) -> None:
    spelling.learn(sample, owner)
    assert sample.snapshot().learned_words == ("Strimmerz",)


@pytest.mark.parametrize("word", ["", "  ", "two words"])
def test_only_one_word_is_learned_at_a_time(sample: EngagementFile, word: str) -> None:
    with pytest.raises(SpellingProblem, match="is not one word"):
        spelling.learn(sample, word)
    assert sample.snapshot().learned_words == ()


@pytest.mark.parametrize("word", ["*", "=1+1", "a\x00b", "\u200b", "rock\u202e", "x" * 10_000, "7"])
def test_what_nobody_could_write_is_not_learned(sample: EngagementFile, word: str) -> None:
    with pytest.raises(SpellingProblem, match="no word that can be learned") as told:
        spelling.learn(sample, word)
    assert len(str(told.value)) < 200
    assert sample.snapshot().learned_words == ()


def test_what_was_not_learned_cannot_be_forgotten(sample: EngagementFile) -> None:
    with pytest.raises(SpellingProblem, match="not among the words"):
        spelling.forget(sample, "strimmerz")


def test_names_of_the_engagement_are_its_own_words() -> None:
    snapshot = full_snapshot()
    own = " ".join(spelling.own_words(snapshot))
    for name in (
        snapshot.engagement.client,
        *snapshot.engagement.competitors,
        *snapshot.learned_words,
        *(person.last_name for person in snapshot.participants),
        *(person.site for person in snapshot.participants),
        *(group.label for group in snapshot.groups),
    ):
        assert name in own


def test_misspelt_words_are_counted_with_their_places() -> None:
    snapshot = sample_snapshot()
    first, second = snapshot.answers[:2]
    texts = ("The custmer and the custmer", "a custmer of Tolland, a qwrtz")
    answers = (replace(first, text=texts[0]), replace(second, text=texts[1], tidy=""))
    found = {m.word: m.refs for m in spelling.check(replace(snapshot, answers=answers, ideas=()), Language.BRITISH)}
    assert found == {"custmer": (first.ref, first.ref, second.ref), "qwrtz": (second.ref,)}
    tidied = replace(snapshot, answers=(replace(answers[0], tidy="The customer"),), ideas=())
    assert spelling.check(tidied, Language.BRITISH) == ()
    learned = replace(snapshot, answers=answers, ideas=(), learned_words=("custmer", "Qwrtz"))
    assert spelling.check(learned, Language.BRITISH) == ()


def test_few_words_of_the_sample_are_underlined_and_most_of_them_are_wrong(sample_folder: Path) -> None:
    """Counted by hand: what is jotted down is right, an apostrophe or a blank left out is not."""
    snapshot = sample_snapshot(sample_folder)
    slips = {
        "dont", "thats", "didnt", "doesnt", "infront", "sooo", "english", "theyve", "havent", "grrr", "Brightl",
        "theyre", "ive", "im",
    }  # fmt: skip
    found = spelling.check(replace(snapshot, ideas=()), Language.BRITISH)
    times = {misspelling.word: len(misspelling.refs) for misspelling in found}
    words = sum(len(answer.text.split()) for answer in snapshot.answers)
    assert slips <= set(times)
    false_alarms = sum(number for word, number in times.items() if word not in slips)
    assert false_alarms / words < 0.005


@pytest.mark.parametrize("language", Language)
def test_the_words_of_the_trade_are_needed_and_ordinary(language: Language) -> None:
    """Each word of our list is one that at least one of the dictionaries lacks."""
    trade = spelling.speller(spelling.load(language), ())
    text = resource("spelling", "trade.words").read_text(encoding="utf-8")
    words = [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]
    assert trade.misspelt(" ".join(words)) == ()
    assert 20 < len(words) == len(set(words)) < 80
    bare = [spelling.Speller(spelling.load(each)) for each in Language]
    assert [word for word in words if not any(speller.misspelt(word) for speller in bare)] == []
