"""Our file: the only room with SQL."""

import sys


def _load_sqlite_utils() -> None:
    """Load sqlite-utils without numpy.

    It takes numpy along whenever that is installed, to know its numbers; none of those ever reach the file, and
    numpy doubles what this import costs at every start (half the time, 12 MB).
    """
    if "numpy" in sys.modules:
        return
    sys.modules["numpy"] = None  # type: ignore[assignment]
    try:
        import sqlite_utils  # noqa: F401
    finally:
        del sys.modules["numpy"]


_load_sqlite_utils()
