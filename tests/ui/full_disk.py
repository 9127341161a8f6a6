"""A file that can grow no further, as on a disk that is full."""

import threading

from cxfacilitator.store.file import EngagementFile
from cxfacilitator.ui.workspace import Workspace


def fill(workspace: Workspace) -> None:
    """Let the file grow no further, as on a disk that is full."""
    _limit(workspace, "(SELECT page_count FROM pragma_page_count)")


def free(workspace: Workspace) -> None:
    """Give the disk space again."""
    _limit(workspace, "1000000")


def _limit(workspace: Workspace, pages: str) -> None:
    def set_limit(file: EngagementFile) -> None:
        [(most,)] = file._db.execute(f"SELECT {pages}").fetchall()
        file._db.execute(f"PRAGMA max_page_count = {most}").fetchall()

    done = threading.Event()
    workspace.fetch(set_limit, lambda _nothing: done.set())
    while not done.is_set():
        workspace._pool.submit(int).result()
        workspace._hub.look()
