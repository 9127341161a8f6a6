"""Fit the numbers that turn measurements into probabilities, and keep the vectors of the default codebook's phrases.

    python build/calibrate.py FOLDER
    python build/calibrate.py --phrases

The folder holds labelled feedback that may be used for this, with its codebook and label map: px_fft and px_phase1
(pxtextmining, NHS England, MIT licence), banking77 (PolyAI, CC BY 4.0). The fourth set are the examples of the default
codebook, in our own words. The texts stay where they are; what is written are some thirty numbers for each of four
kinds of theme.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import feedback
from cxfacilitator.domain.codebook import Codebook
from cxfacilitator.domain.tagging import text_name
from cxfacilitator.engines.suggest import encoder
from cxfacilitator.engines.suggest.measures import FEATURES, Measure
from cxfacilitator.engines.suggest.phrases import Described, describe
from cxfacilitator.engines.suggest.vectors import Encodes, vectors
from cxfacilitator.engines.suggest.words import WordEncoder
from cxfacilitator.formats import codebook as format_codebook
from cxfacilitator.paths import resource
from feedback import Feedback

Floats = NDArray[np.float64]
MOST = 3000
"""Texts of one set."""


@dataclass(frozen=True)
class Lesson:
    """A set of texts under one codebook; `share` is what the whole set counts."""

    themes: Sequence[Described]
    feedback: Feedback
    share: float


def main() -> int:
    """Fit all four kinds and write them down."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asks = arguments.add_mutually_exclusive_group(required=True)
    asks.add_argument("folder", type=Path, nargs="?")
    asks.add_argument("--phrases", action="store_true", help="only read the phrases again, with another encoder")
    arguments.add_argument("--cache", type=Path, help="a file that keeps the vectors from one run to the next")
    asked = arguments.parse_args()
    model = encoder.load()
    if model is None:
        sys.exit("The encoder is not there; run build/encoder.py first.")
    book = format_codebook.read(resource("codebooks", "default.json"))
    if asked.phrases:
        _keep_phrases(book, model)
        return 0
    cache: dict[bytes, bytes] = {}
    if asked.cache and asked.cache.exists():
        cache = pickle.loads(asked.cache.read_bytes())
    described, named = list(_described(asked.folder, book)), list(_named(asked.folder))
    tables = {
        "described": _fit(described, model, cache),
        "named": _fit(named, model, cache),
        "words": _fit(described, None, None),
        "words_named": _fit(named, None, None),
    }
    resource("encoder", "calibrator.toml").write_text(_text(tables), encoding="utf-8", newline="\n")
    _keep_phrases(book, model)
    if asked.cache:
        asked.cache.write_bytes(pickle.dumps(cache))
    return 0


def _described(folder: Path, book: Codebook) -> Iterator[Lesson]:
    """Themes with phrases and cues, as a codebook that somebody has worked on."""
    maps = json.loads((folder / "label_map.json").read_text(encoding="utf-8"))
    for name in ("px_fft", "px_phase1"):
        found, letter = feedback.read(folder / f"{name}.csv", maps[name])
        themes = list(describe(feedback.codebook(folder / "codebook_v1.json", letter)))
        yield Lesson(themes, _some(found), 1.0)
    banking, _ = feedback.read(folder / "banking77.csv")
    yield _with_phrases(banking)
    # The examples are what is asked here, so they are not among the phrases.
    themes = [
        Described(
            theme.id, theme.name, theme.definition, theme.phrases[: -len(book.by_id[theme.id].examples)], theme.cues
        )
        for theme in describe(book)
    ]
    pairs = [(text, frozenset([theme.id])) for theme in book.counted for text in theme.examples.values()]
    yield Lesson(themes, Feedback("own", [text for text, _ in pairs], [labels for _, labels in pairs]), 1.5)


def _with_phrases(found: Feedback, phrases: int = 6) -> Lesson:
    """Take the first texts of each label as its theme's phrases, and ask the others."""
    rows: dict[str, list[int]] = {}
    for row, labels in enumerate(found.labels):
        for label in labels:
            rows.setdefault(label, []).append(row)
    taken = {row for mine in rows.values() for row in mine[:phrases]}
    themes = [
        Described(theme.id, theme.name, "", tuple(found.texts[row] for row in rows[theme.id][:phrases]))
        for theme in feedback.from_labels(found).themes
    ]
    return Lesson(themes, _some(found.part([r for r in range(len(found.texts)) if r not in taken]), 1500), 0.3)


def _named(folder: Path) -> Iterator[Lesson]:
    """Themes that are nothing but a name."""
    maps = json.loads((folder / "label_map.json").read_text(encoding="utf-8"))
    for name in ("px_fft", "px_phase1"):
        found, letter = feedback.read(folder / f"{name}.csv", maps[name])
        book = feedback.names_only(feedback.codebook(folder / "codebook_v1.json", letter))
        yield Lesson(describe(feedback.occurring(book, found)), _some(found), 1.0)
    banking, _ = feedback.read(folder / "banking77.csv")
    yield Lesson(describe(feedback.from_labels(banking)), _some(banking, 1500), 1.0)


def _some(found: Feedback, most: int = MOST) -> Feedback:
    order = np.random.default_rng(0).permutation(len(found.texts))[:most]
    return found.part([int(row) for row in order])


def _fit(lessons: Sequence[Lesson], loaded: Encodes | None, cache: dict[bytes, bytes] | None) -> Floats:
    """Return the weights of the features that foretell best which themes a text has."""
    features, right, shares = [], [], []
    for lesson in lessons:
        texts = lesson.feedback.texts
        model = loaded or WordEncoder([text for theme in lesson.themes for text in theme.texts], texts)
        cache = cache if loaded else None
        known = vectors(texts, model, cache).meanings[:]
        measured = Measure(lesson.themes, model, cache).measure(texts, known)
        features.append(measured.features.reshape(-1, len(FEATURES)))
        wanted = np.array([[theme.id in labels for theme in lesson.themes] for labels in lesson.feedback.labels], float)
        right.append(wanted.ravel())
        shares.append(np.full(wanted.size, 1000 * lesson.share / len(texts)))
    return _logistic(np.concatenate(features), np.concatenate(right), np.concatenate(shares))


def _logistic(features: NDArray[np.float32], right: Floats, shares: Floats, ridge: float = 2.0) -> Floats:
    """Logistic regression with a ridge on scaled features, by Newton's steps."""
    mean = np.average(features, axis=0, weights=shares)
    spread = np.sqrt(np.average((features - mean) ** 2, axis=0, weights=shares)) + 1e-6
    mean[0], spread[0] = 0, 1
    scaled = (features - mean) / spread
    weights, penalty = np.zeros(scaled.shape[1]), np.full(scaled.shape[1], ridge)
    penalty[0] = 1e-6
    for _ in range(12):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (shares * (right - chance)) - penalty * weights
        bend = (scaled * (shares * chance * (1 - chance))[:, None]).T @ scaled + np.diag(penalty)
        weights += np.linalg.solve(bend, slope)
    found = weights / spread
    found[0] = weights[0] - (weights[1:] * mean[1:] / spread[1:]).sum()
    return np.asarray(found)


def _text(tables: dict[str, Floats]) -> str:
    lines = [
        "# Written by build/calibrate.py, which says what was fitted on: feedback of NHS patients (pxtextmining, NHS",
        "# England, MIT licence), questions of bank customers (banking77, PolyAI, CC BY 4.0), and our own examples.",
    ]
    for kind, weights in tables.items():
        lines += ["", f"[{kind}]", *(f"{n} = {w:.4f}" for n, w in zip(FEATURES, weights, strict=True))]
    return "\n".join(lines) + "\n"


def _keep_phrases(book: Codebook, model: Encodes) -> None:
    """Keep what the default codebook is compared by, so that the first suggestion does not wait for it."""
    themes = describe(book)
    texts = sorted({text for theme in themes for text in theme.texts})
    keys = np.frombuffer(b"".join(text_name(text) for text in texts), np.uint8).reshape(len(texts), -1)
    with resource("encoder", "phrases.npz").open("wb") as file:
        np.savez(file, keys=keys, vectors=vectors(texts, model, {}).meanings.bits)


if __name__ == "__main__":
    sys.exit(main())
