"""Second guesses: what answers speak about together tells more about each of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cxfacilitator.engines.suggest.meanings import Meanings
from cxfacilitator.engines.suggest.reconsider import guess_again


def reconsidered(guesses: np.ndarray, meanings: np.ndarray, meaning: bool = True) -> np.ndarray:
    found = np.array(guesses, np.float32)
    guess_again(found, Meanings.of(meanings), meaning)
    return found


def meanings(count: int, seed: int = 1) -> np.ndarray:
    points = np.random.default_rng(seed).normal(size=(count, 64))
    return np.asarray(points / np.linalg.norm(points, axis=1, keepdims=True))


def test_of_two_themes_that_fit_equally_the_one_that_others_speak_about_is_likelier() -> None:
    guesses = np.tile([0.7, 0.05], (60, 1))
    guesses[-1] = [0.4, 0.4]
    common, rare = reconsidered(guesses, meanings(60))[-1]
    assert common > rare + 0.1


def test_of_two_themes_that_fit_equally_the_one_of_answers_like_it_is_likelier() -> None:
    kinds = np.arange(60) % 2
    points = np.eye(2, 64)[kinds] + 0.2 * meanings(60)
    guesses = np.eye(2)[kinds] * 0.6 + 0.1
    guesses[:2] = [0.4, 0.4]
    found = reconsidered(guesses, points / np.linalg.norm(points, axis=1, keepdims=True))
    assert found[0, 0] > found[0, 1] + 0.1
    assert found[1, 1] > found[1, 0] + 0.1


def test_an_answer_is_no_evidence_for_its_own_guess() -> None:
    points, guesses = meanings(40), np.full((40, 2), 0.1)
    guesses[0] = [0.9, 0.1]
    alone = reconsidered(guesses, points)
    beside_itself = reconsidered(np.vstack([guesses, guesses[:1]]), np.vstack([points, points[:1]]))
    assert beside_itself[0, 0] > alone[0, 0]
    assert alone[0, 0] < 0.9


def test_of_one_answer_little_is_learned() -> None:
    found = reconsidered(np.array([[0.6, 0.2, 0.1]]), meanings(1))
    assert found == pytest.approx(np.array([[0.6, 0.2, 0.1]]), abs=0.05)


def test_where_there_is_nothing_to_reconsider_nothing_happens() -> None:
    assert reconsidered(np.zeros((0, 3)), np.zeros((0, 64))).shape == (0, 3)
    assert reconsidered(np.zeros((3, 0)), meanings(3)).shape == (3, 0)


@given(arrays(np.float32, (7, 3), elements=st.floats(0, 1, width=32)), st.booleans())
def test_impossible_stays_impossible_and_all_others_are_probabilities(guesses: np.ndarray, meaning: bool) -> None:
    found = reconsidered(guesses, meanings(7), meaning)
    assert ((found == 0) == (guesses == 0)).all()
    assert (found <= 1).all()


def test_answers_that_all_mean_the_same_are_guessed_at_all_the_same() -> None:
    found = reconsidered(np.tile([0.5, 0.2], (20, 1)), np.tile(meanings(1), (20, 1)))
    assert np.isfinite(found).all()
    assert np.ptp(found, axis=0).max() < 1e-5
