"""Turn measurements into a probability, the same way for every theme of every codebook.

The numbers were fitted by `build/calibrate.py`, which says on which texts.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.engines.suggest.measures import FEATURES
from cxfacilitator.engines.suggest.phrases import Described
from cxfacilitator.paths import resource

Floats = NDArray[np.float32]


@cache
def table() -> Mapping[str, NDArray[np.float64]]:
    """Return the weight of each of `FEATURES`.

    Returns:
        `described` for themes with phrases or many cues, `named` for those that are hardly more than a name; `words`
        and `words_named` for the same without the encoder.
    """
    read = tomllib.loads(resource("encoder", "calibrator.toml").read_text(encoding="utf-8"))
    return {kind: np.array([read[kind].get(name, 0.0) for name in FEATURES]) for kind in read}


def probabilities(features: Floats, themes: Sequence[Described], meaning: bool) -> Floats:
    """Return how probable each theme is for each answer.

    Args:
        meaning: The vectors came from the encoder, not from words alone.
    """
    kinds = ("described", "named") if meaning else ("words", "words_named")
    described, named = (table()[kind] for kind in kinds)
    weights = np.stack([named if theme.named else described for theme in themes]).astype(np.float32)
    sums = np.einsum("ntf,tf->nt", features, weights)
    return np.asarray(1 / (1 + np.exp(-np.clip(sums, -30, 30))), np.float32)
