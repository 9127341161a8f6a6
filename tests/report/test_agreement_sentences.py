"""How far two taggers agree, word for word."""

from dataclasses import replace

import pytest

from cxfacilitator.domain.agreement import Agreement, Figures, agree
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.report_setup import Edition
from cxfacilitator.domain.second_tagger import SecondReview, SecondTagger, TaggerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.report.agreement_sentences import agreement_sentences, figures_sentence, two_taggers_sentence
from cxfacilitator.report.content import build
from tests.builders import sample_snapshot

OTHER = ThemeId("OFF-RANGE")


@pytest.fixture(scope="module")
def sample() -> Snapshot:
    return sample_snapshot()


def tagged(sample: Snapshot, different: int, settled: int = 0, answers: int = 52) -> SecondTagger:
    """Somebody who read the first answers of the sheets and gave some of them another theme."""
    reviews = []
    for place, answer in enumerate(sample.answers[:answers]):
        themes = (OTHER,) if place < different else sample.themes_of.get(answer.id, ())
        reviews.append(SecondReview(answer.id, themes, place < settled))
    return SecondTagger(TaggerId(1), "R. Vance", tuple(reviews))


def found(sample: Snapshot, different: int, settled: int = 0, answers: int = 52) -> Agreement:
    return agree(sample, tagged(sample, different, settled, answers))


def test_the_counts_come_first_and_settling_does_not_polish_them(sample: Snapshot) -> None:
    said = agreement_sentences(found(sample, 5, 2))
    assert said[0] == (
        "47 of 52 answers on 3 of 16 sheets got the same main theme from R. Vance and you; "
        "47 got exactly the same themes."
    )
    assert said[1].startswith("Beyond chance, for the main theme: Cohen’s kappa 0.9")
    assert said[2:] == ("2 answers were settled together afterwards; the figures are those of before.",)


def test_small_numbers_are_called_small_and_one_is_one(sample: Snapshot) -> None:
    said = agreement_sentences(found(sample, 2, 1, answers=9))
    assert said[2:] == (
        "Small numbers: one answer more or less moves these figures by more than two points in a hundred.",
        "1 answer was settled together afterwards; the figures are those of before.",
    )


def test_nothing_in_common_is_said_without_a_figure(sample: Snapshot) -> None:
    nothing = agree(sample, SecondTagger(TaggerId(1), "R. Vance"))
    assert agreement_sentences(nothing) == ("R. Vance and you have not decided on any of the same answers yet.",)
    assert two_taggers_sentence(nothing) == ""
    assert figures_sentence(Figures(None, None)) == (
        "Agreement beyond chance cannot be said, because both always decided the same one thing."
    )


def test_the_report_says_it_in_its_method_and_only_when_there_is_something_to_say(sample: Snapshot) -> None:
    told = two_taggers_sentence(found(sample, 5, 5))
    assert told == (
        "R. Vance tagged 3 of 16 sheets a second time, independently: 47 of 52 answers got the same main theme; "
        "5 were settled together afterwards."
    )
    assert two_taggers_sentence(found(sample, 0, answers=1)) == (
        "R. Vance tagged 1 of 16 sheets a second time, independently: 1 of 1 answer got the same main theme. "
        "These are small numbers."
    )
    for edition in Edition:
        once = build(sample, edition)
        assert "a second time" not in str(once.method)
        twice = build(replace(sample, second_taggers=(tagged(sample, 5, 5),)), edition)
        assert told in next(part for part in twice.method if part.heading == "Who read the answers").lines
