"""The encoder that comes with the app, and what happens when it is not the one that came."""

import shutil
import tomllib
from pathlib import Path

import numpy as np
import pytest

from cxfacilitator.domain.tagging import READER, text_name
from cxfacilitator.engines.suggest.encoder import Encoder, load
from cxfacilitator.engines.suggest.phrases import describe
from cxfacilitator.engines.suggest.vectors import shipped, vectors
from cxfacilitator.formats import codebook as format_codebook
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


def test_texts_of_any_lengths_have_the_vectors_that_each_has_alone(encoder: Encoder) -> None:
    words = "the queue at the counter was long and nobody told us why we had to wait".split()
    texts = [" ".join(words[first:last]) for first in range(6) for last in range(first + 1, len(words))]
    together = encoder.encode(texts)
    assert all(np.array_equal(encoder.encode([text])[0], found) for text, found in zip(texts, together, strict=True))


def test_what_another_encoder_has_read_goes_by_other_names() -> None:
    particulars = tomllib.loads(resource("encoder", "encoder.toml").read_text(encoding="utf-8"))
    assert particulars["sha256"]["model.onnx"].startswith(READER)


def test_the_phrases_that_come_with_the_app_were_read_by_its_encoder(encoder: Encoder) -> None:
    themes = describe(format_codebook.read(resource("codebooks", "default.json")))
    texts = sorted({text for theme in themes for text in theme.texts})
    kept = shipped()
    assert {text_name(text) for text in texts} == set(kept)
    asked = texts[::40]
    read = vectors(asked, encoder, None).meanings.bits
    assert [kept[text_name(text)] for text in asked] == [bits.tobytes() for bits in read]


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
