"""What is taken over from another engagement's file, without touching that file."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cxfacilitator.domain.codebook import Codebook
from cxfacilitator.domain.errors import FileProblem
from cxfacilitator.store import opening
from cxfacilitator.store.file import EngagementFile, is_open_here


def is_engagement(path: Path) -> bool:
    """Tell whether a file is a database, as every engagement is, by its first bytes; an unreadable one is none."""
    try:
        if is_open_here(path):
            return True
        with path.open("rb") as file:
            return file.read(len(opening.MAGIC)) == opening.MAGIC
    except OSError:
        return False


@contextmanager
def another(path: Path) -> Iterator[EngagementFile]:
    """Open a copy of another engagement, and throw it away afterwards: the file itself can be open elsewhere.

    Raises:
        FileProblem: It is the one that is open here, or it cannot be read; it was not changed.
    """
    opening.check_there(path)
    if is_open_here(path):
        raise FileProblem(f"“{path.name}” is the engagement that is open. Choose the file of another one.")
    path = path.resolve()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder, path.name)
        try:
            for end in ("", "-wal", "-journal"):
                found = path.with_name(path.name + end)
                if found.exists():
                    shutil.copyfile(found, copy.with_name(found.name))
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise FileProblem(f"“{path.name}” cannot be read ({reason}). It was not changed.") from error
        with EngagementFile.open(copy) as file:
            yield file


def codebook_of(path: Path) -> Codebook:
    """Read the codebook of another engagement.

    Raises:
        FileProblem: It is the one that is open here, or it cannot be read.
    """
    with another(path) as file:
        return file.snapshot().codebook
