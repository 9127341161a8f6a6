"""The encoder that comes with the app, and what happens when it is not the one that came."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from cxfacilitator.engines.suggest.encoder import Encoder, load
from cxfacilitator.paths import resource


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    found = load()
    assert found is not None
    return found


def test_what_means_the_same_lies_closer_than_what_shares_words(encoder: Encoder) -> None:
    asked, same, other = encoder.encode(["they never call back", "no one returns my calls", "they never sell cake"])
    assert asked @ same > asked @ other + 0.1


def test_vectors_have_length_one_and_do_not_depend_on_their_neighbours(encoder: Encoder) -> None:
    alone = encoder.encode(["the queue was long"])
    among = encoder.encode(["a much longer line about something else altogether", "the queue was long", "?"])
    assert np.array_equal(alone[0], among[1])
    assert np.allclose(np.linalg.norm(among, axis=1), 1, atol=1e-5)


def test_an_empty_text_and_a_very_long_one_have_vectors_too(encoder: Encoder) -> None:
    assert np.isfinite(encoder.encode(["", "word " * 5000])).all()


def test_a_changed_model_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "encoder"
    shutil.copytree(resource("encoder"), folder)
    with (folder / "model.onnx").open("r+b") as file:
        file.seek(10_000)
        file.write(b"\0\1\2\3")
    assert load(folder) is None


@pytest.mark.parametrize("missing", ["encoder.toml", "model.onnx", "vocab.txt"])
def test_without_one_of_its_files_there_is_no_encoder(missing: str, tmp_path: Path) -> None:
    folder = tmp_path / "encoder"
    shutil.copytree(resource("encoder"), folder)
    (folder / missing).unlink()
    assert load(folder) is None
