"""Engagement files that tests begin with: each is made once, and every test gets a copy of its own."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.services import engagement
from cxfacilitator.store.file import EngagementFile


def imported(path: Path, folder: Path, tags: Path | None = None) -> Path:
    """Make an engagement file from a folder of tables, with reviewed themes if there are any, and return its path."""
    path.write_bytes(_imported(folder, tags))
    return path


def made(path: Path, make: Callable[[Path], EngagementFile]) -> Path:
    """Make an engagement file as `make` makes it, a function of a module, and return its path."""
    path.write_bytes(_made(make))
    return path


def northbank(path: Path) -> EngagementFile:
    """Make an engagement with nothing in it but a client."""
    return engagement.create(path, Engagement("NB-R1", "Northbank"))


@cache
def _made(make: Callable[[Path], EngagementFile]) -> bytes:
    with TemporaryDirectory() as temporary:
        path = Path(temporary, "e.cxfac")
        make(path).close()
        return path.read_bytes()


@cache
def _imported(folder: Path, tags: Path | None) -> bytes:
    with TemporaryDirectory() as temporary:
        path = Path(temporary, "e.cxfac")
        engagement.import_engagement(folder, path, tags).close()
        return path.read_bytes()
