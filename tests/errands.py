"""Pieces of work for another process, which loads them by name."""

import os
import sys
import tempfile
from pathlib import Path
from threading import Event

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress


def own_id(*, progress: Progress) -> int:
    """Return the process that does this."""
    return os.getpid()


def add(*numbers: int, note: str, progress: Progress) -> int:
    """Add up, and tell of it."""
    progress(0.5, note)
    print("a library that says something")
    return sum(numbers)


def loaded(*, progress: Progress) -> set[str]:
    """Return the names of what this process has loaded."""
    return {name.partition(".")[0] for name in sys.modules}


def refuse(problem: CxError, *, progress: Progress) -> None:
    """Refuse with a problem."""
    raise problem


def fall_over(name: str, *, progress: Progress) -> None:
    """Have a bug whose message holds a name."""
    raise ValueError(f"{name} was rude")


def run_out_of_memory(*, progress: Progress) -> None:
    """Ask for more than there is."""
    raise MemoryError


def bring_a_function(*, progress: Progress) -> object:
    """Return what cannot be brought back."""
    return lambda: progress


def go_on(*, progress: Progress) -> None:
    """Go on until somebody stops it."""
    while True:
        progress(0.25, "Going on")
        Event().wait(0.01)


def write_and_hang(folder: Path, *, progress: Progress) -> None:
    """Begin a temporary file, and hear nothing any more."""
    tempfile.mkdtemp(dir=folder)
    tempfile.mkstemp(dir=folder)
    progress(0.9, "Saving")
    Event().wait()


def write_and_die(folder: Path, *, progress: Progress) -> None:
    """Begin a temporary file, and be ended by the system."""
    tempfile.mkstemp(dir=folder)
    os._exit(9)


def finish_all_the_same(begun: Path, *, progress: Progress) -> str:
    """Tell that it has begun, and come to an end soon after, whatever anybody says."""
    begun.touch()
    progress(0.9, "Saving")
    Event().wait(0.3)
    return "saved"
