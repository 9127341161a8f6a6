"""What texts mean, read once and kept in eight bits a number."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cxfacilitator.domain.tagging import text_name
from cxfacilitator.engines.suggest.meanings import BLOCK, Meanings, blocks
from cxfacilitator.engines.suggest.vectors import AT_ONCE, NEAR, vectors

WIDTH = 24


class Reader:
    """Reads any text, always the same, and counts how often it was asked."""

    width = WIDTH

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self.read += texts
        found = np.stack([np.random.default_rng(list(text.encode())).normal(size=WIDTH) for text in texts])
        return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)


TEXTS = ["slow", "kind", "slow", "late", "kind", "slow"]


def test_a_text_that_comes_again_is_read_once_and_means_the_same() -> None:
    reader = Reader()
    found = vectors(TEXTS, reader, None).meanings
    assert reader.read == ["slow", "kind", "late"]
    assert (found[[0, 2, 5]] == found[0]).all()
    assert (found[[1, 4]] == found[1]).all()


def test_a_vector_is_nearly_what_it_was_before_it_was_rounded() -> None:
    found = vectors(TEXTS, Reader(), None).meanings[:]
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-6)
    assert ((found * Reader().encode(TEXTS)).sum(axis=1) > 0.9999).all()


def test_what_was_kept_is_not_read_again_and_means_the_same() -> None:
    kept: dict[bytes, bytes] = {}
    first = vectors(TEXTS, Reader(), kept).meanings
    reader = Reader()
    assert (vectors(TEXTS, reader, kept).meanings.bits == first.bits).all()
    assert not reader.read


def test_texts_of_like_length_are_read_together_and_each_keeps_its_place() -> None:
    texts = [f"{number} {'so ' * (number * 7 % 11)}slow" for number in range(3 * AT_ONCE)]
    reader = Reader()
    found = vectors(texts, reader, None).meanings
    lengths = [len(text) for text in reader.read]
    assert lengths == sorted(lengths)
    assert (found.bits == Meanings.of(Reader().encode(texts)).bits).all()


def test_of_many_texts_the_long_ones_are_not_all_left_for_the_end() -> None:
    texts = [f"{number} {'so ' * (number % 2)}slow" for number in range(2 * NEAR)]
    reader = Reader()
    vectors(texts, reader, None)
    assert set(reader.read[:NEAR]) == set(texts[:NEAR])


@pytest.mark.parametrize(
    "damaged", [b"", b"\0" * WIDTH, b"\x7e" * WIDTH, b"\xff" * 2 * WIDTH, b"\x7f" * (WIDTH - 1), b"\0\x7c" * WIDTH]
)
def test_what_is_no_vector_is_read_again(damaged: bytes) -> None:
    reader = Reader()
    kept = {text_name("slow"): damaged}
    found = vectors(["slow"], reader, kept).meanings
    assert reader.read == ["slow"]
    assert kept[text_name("slow")] == found.bits[0].tobytes()


@settings(max_examples=30)
@given(arrays(np.float32, (3, 8), elements=st.floats(-2, 2, width=32)))
def test_lengths_other_than_one_are_kept(points: np.ndarray) -> None:
    lengths = np.linalg.norm(points, axis=1)
    found = np.linalg.norm(Meanings.of(points)[:], axis=1)
    # Whatever is nearly as long as 1 is as long as 1.
    assert np.allclose(found, lengths, atol=0.011)


@pytest.mark.parametrize("count", [0, 1, BLOCK, BLOCK + 1])
def test_blocks_are_all_rows_in_their_order(count: int) -> None:
    assert [row for block in blocks(count) for row in range(count)[block]] == list(range(count))
    assert all(0 < block.stop - block.start <= BLOCK for block in blocks(count))
