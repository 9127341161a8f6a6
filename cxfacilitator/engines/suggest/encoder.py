"""Turn texts into vectors, so that answers which mean the same lie close together."""

import hashlib
import os
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cxfacilitator.engines.suggest.wordpiece import WordPiece
from cxfacilitator.paths import resource

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Vectors = NDArray[np.float32]

LONGEST = 128
"""Pieces of a text that are read. A line of a sheet has about twenty."""
TOGETHER = 80
"""Pieces that are read at once, those of about four lines: the weights are fetched once for all of them. Twice as many
would save another twentieth of the time and cost 15 MB."""


class Encoder:
    """The sentence encoder; made by `load`."""

    def __init__(self, session: "InferenceSession", pieces: WordPiece, width: int) -> None:
        self._session = session
        self._pieces = pieces
        self.width = width

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one vector of length 1 for each text, in their order.

        A text's vector does not depend on the texts beside it, so the same text always has the same. Texts of the same
        number of pieces are read together, which is faster.
        """
        found = np.zeros((len(texts), self.width), np.float32)
        pieces = [self._pieces.numbers(text, LONGEST) for text in texts]
        by_length = defaultdict(list)
        for place, each in enumerate(pieces):
            by_length[len(each)].append(place)
        for length, alike in by_length.items():
            most = max(1, TOGETHER // length)
            for start in range(0, len(alike), most):
                places = alike[start : start + most]
                asked = np.array([pieces[place] for place in places], np.int64)
                found[places] = self._session.run(None, {"pieces": asked})[0]
        return found


@cache
def load(folder: Path | None = None) -> Encoder | None:
    """Return the encoder that comes with the app.

    Args:
        folder: Where it lies, when not among the resources.

    Returns:
        None when its files are missing or are not those that were made for the app, or when its run time cannot be
        loaded on this machine: suggestions then come from words alone.
    """
    home = folder or resource("encoder")
    try:
        particulars = tomllib.loads((home / "encoder.toml").read_text(encoding="utf-8"))
        if any(_sum(home / name) != wanted for name, wanted in particulars["sha256"].items()):
            return None
        session = _session(home / "model.onnx")
        vocabulary = (home / "vocab.txt").read_text(encoding="utf-8").splitlines()
    except (OSError, ImportError, KeyError, ValueError):
        return None
    pieces = WordPiece(vocabulary)
    return Encoder(session, pieces, int(particulars["width"]))


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _session(model: Path) -> "InferenceSession":
    # It tells its makers who runs what, unless this is set before it is loaded, or (Windows) it is told not to.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    options = onnxruntime.SessionOptions()
    # A line is too short to be worth sharing among threads, and the window needs the other cores.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    # What a long text needs is given back, and not kept for the next one of that length.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    # By its path: of the bytes it would keep a second copy.
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
