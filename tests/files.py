"""Engagement files that tests begin with: each is made once, and every test gets a copy of its own."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from cxfacilitator.services import engagement


def imported(path: Path, folder: Path, tags: Path | None = None) -> Path:
    """Make an engagement file from a folder of tables, with reviewed themes if there are any, and return its path."""
    path.write_bytes(_imported(folder, tags))
    return path


@cache
def _imported(folder: Path, tags: Path | None) -> bytes:
    with TemporaryDirectory() as temporary:
        path = Path(temporary, "e.cxfac")
        engagement.import_engagement(folder, path, tags).close()
        return path.read_bytes()
