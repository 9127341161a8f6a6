"""Learning: what is alike follows, what has nothing in common is left alone."""

from itertools import pairwise

import numpy as np
import pytest

from cxfacilitator.engines.suggest.learning import Learner, Lesson
from cxfacilitator.engines.suggest.meanings import Meanings
from cxfacilitator.engines.suggest.words import bags

KINDS, EACH = 4, 30


def crowd(seed: int, spread: float) -> tuple[np.ndarray, np.ndarray]:
    """Answers of four kinds around four centres; far `spread` means that the kinds are not to be told apart."""
    random = np.random.default_rng(seed)
    kinds = np.arange(KINDS * EACH) % KINDS
    points = np.eye(KINDS, 32)[kinds] + spread * random.normal(size=(KINDS * EACH, 32))
    return (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float16), kinds


def learner(points: np.ndarray, guesses: np.ndarray, named: bool = False) -> Learner:
    return Learner(
        Meanings.of(points), bags([""] * len(points)), guesses.astype(np.float32), [named] * guesses.shape[1]
    )


def lessons(rows: range, kinds: np.ndarray) -> list[Lesson]:
    right = np.eye(KINDS, dtype=np.float32)
    return [Lesson(row, right[kinds[row]], np.ones(KINDS, np.float32)) for row in rows]


def share_right(chances: np.ndarray, kinds: np.ndarray, asked: slice) -> float:
    return float((chances.argmax(axis=1)[asked] == kinds[asked]).mean())


def test_a_first_guess_that_is_wrong_throughout_is_corrected() -> None:
    points, kinds = crowd(1, 0.1)
    wrong = np.roll(np.eye(KINDS), 1, axis=1)[kinds] * 0.6 + 0.1
    found = learner(points, wrong).learn(lessons(range(20), kinds))
    assert share_right(found, kinds, slice(20, None)) > 0.95


@pytest.mark.parametrize("count", [1, 2, 5, 10, 25, 50])
def test_decisions_with_nothing_in_common_do_not_spoil_good_guesses(count: int) -> None:
    lost = []
    for seed in range(8):
        points, kinds = crowd(seed, 50.0)
        good = np.eye(KINDS)[kinds] * 0.5 + 0.2
        good[::9] = 0.25
        tagger = learner(points, good)
        before = share_right(tagger.learn([]), kinds, slice(60, None))
        lost.append(before - share_right(tagger.learn(lessons(range(count), kinds)), kinds, slice(60, None)))
    assert np.mean(lost) <= 0.01


def gained_with_many_themes(count: int, seed: int, alike: float) -> float:
    """Decide on answers about 77 themes, of which most come once; answers share less of their theme than of others."""
    random = np.random.default_rng(seed)
    kinds = random.permutation(np.arange(4 * 77) % 77)
    subjects = np.eye(8, 128, 100)[random.integers(0, 8, len(kinds))]
    points = alike * np.eye(77, 128)[kinds] + subjects + 0.08 * random.normal(size=(len(kinds), 128))
    points = (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float16)
    guesses = 0.25 * random.random((len(kinds), 77)) ** 4 + 0.2 * np.eye(77)[kinds]
    tagger, right = learner(points, guesses, named=True), np.eye(77, dtype=np.float32)
    taught = [Lesson(row, right[kinds[row]], np.ones(77, np.float32)) for row in range(count)]
    before, after = (share_right(tagger.learn(some), kinds, slice(77, None)) for some in ([], taught))
    return after - before


@pytest.mark.parametrize("alike", [0.3, 0.5, 0.7])
@pytest.mark.parametrize("count", [10, 25, 50])
def test_decisions_about_a_few_of_very_many_themes_do_not_spoil_the_guesses_at_the_others(
    count: int, alike: float
) -> None:
    assert np.mean([gained_with_many_themes(count, seed, alike) for seed in range(6)]) >= -0.01


@pytest.mark.parametrize(("named", "margin"), [(True, 0.05), (False, 0.02)])
def test_a_single_decision_teaches_already_most_of_all_about_themes_that_are_hardly_more_than_a_name(
    named: bool, margin: float
) -> None:
    points, kinds = crowd(2, 0.05)
    found = learner(points, np.full((len(kinds), KINDS), 0.25), named).learn(lessons(range(1), kinds))
    assert found[kinds == 0, 0][1:].min() > found[kinds != 0, 0].max() + margin


def test_what_nobody_has_decided_is_no_lesson() -> None:
    points, kinds = crowd(3, 0.05)
    guesses = np.full((len(kinds), KINDS), 0.25)
    unknown = Lesson(0, np.zeros(KINDS, np.float32), np.array([1, 0, 0, 0], np.float32))
    found = learner(points, guesses).learn([unknown])
    assert (found[kinds == 0][1:, 0] < 0.25).all()
    assert np.allclose(found[:, 1:], 0.25)


def test_a_decided_answer_is_foretold_by_the_others_alone() -> None:
    points, kinds = crowd(4, 0.05)
    mistaken = lessons(range(40), kinds)
    mistaken[0] = Lesson(0, np.eye(KINDS, dtype=np.float32)[2], np.ones(KINDS, np.float32))
    found = learner(points, np.full((len(kinds), KINDS), 0.25)).learn(mistaken)
    assert found[0].argmax() == kinds[0] == 0


def test_a_theme_that_is_guessed_far_too_often_is_guessed_less_even_for_what_is_like_no_lesson() -> None:
    points = np.eye(60, 64).astype(np.float16)
    guesses = np.full((60, 2), 0.5)
    none = [Lesson(row, np.zeros(2, np.float32), np.array([1, 0], np.float32)) for row in range(30)]
    found = learner(points, guesses).learn(none)
    assert (found[30:, 0] < 0.4).all()
    assert np.allclose(found[30:, 1], 0.5)


def test_the_more_is_decided_about_a_theme_the_less_a_first_guess_at_it_counts() -> None:
    points = np.eye(1, 64) + 0.04 * np.random.default_rng(7).normal(size=(80, 64))
    points = (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float16)
    guesses = np.tile([0.1, 0.8], (80, 1))
    guesses[-1] = [0.9, 0.1]  # as alike as all the others, but guessed the other way round
    second = [Lesson(row, np.array([0, 1], np.float32), np.ones(2, np.float32)) for row in range(75)]
    found = [learner(points, guesses).learn(second[:count])[-1] for count in (0, 5, 25, 75)]
    assert all(later[0] < earlier[0] - 0.05 for earlier, later in pairwise(found))
    assert all(later[1] > earlier[1] + 0.05 for earlier, later in pairwise(found))


def test_what_is_closed_to_an_answer_stays_closed() -> None:
    points, kinds = crowd(6, 0.05)
    guesses = np.full((len(kinds), KINDS), 0.25)
    guesses[::2] = 0
    found = learner(points, guesses).learn(lessons(range(1, 40), kinds))
    assert (found[::2] == 0).all()
    assert share_right(found, kinds, slice(41, None, 2)) > 0.95


def test_probabilities_stay_probabilities() -> None:
    points, kinds = crowd(5, 0.3)
    found = learner(points, np.full((len(kinds), KINDS), 0.9)).learn(lessons(range(60), kinds))
    assert found.min() >= 0
    assert found.max() <= 1
