"""What the worker says to the app."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cxfacilitator.domain.errors import CxError


@dataclass(frozen=True, slots=True)
class Step:
    """How far it is."""

    share: float
    note: str


@dataclass(frozen=True, slots=True)
class Scratch:
    """It is about to make a temporary file or folder."""

    path: Path


@dataclass(frozen=True, slots=True)
class Result:
    """What the function returned."""

    value: Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """An expected failure."""

    problem: CxError


@dataclass(frozen=True, slots=True)
class Bug:
    """Any other failure, without its message."""

    kind: str
    frames: str


@dataclass(frozen=True, slots=True)
class Ended:
    """It says nothing any more."""


Answer = Result | Refusal | Bug | Ended
Said = Step | Scratch | Answer
