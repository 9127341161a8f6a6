"""A reserve of space beside the engagement: given up when the disk is full, so that typing goes on."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

SIZE_BYTES = 8 * 1024 * 1024
_MARGIN_BYTES = 4 * 1024 * 1024
"""What must be free beyond the reserve before it is made; otherwise making it would fill the disk."""


def beside(path: Path) -> Path:
    """Return where the reserve of an engagement file is."""
    return path.with_name(f"{path.name}-reserve")


def keep(path: Path) -> bool:
    """Make the reserve of an engagement file, or take over the one that is there.

    Returns:
        Whether there is a reserve now.
    """
    reserve = beside(path)
    try:
        if reserve.exists() and reserve.stat().st_size == SIZE_BYTES:
            return True
        reserve.unlink(missing_ok=True)
        if shutil.disk_usage(path.parent).free < SIZE_BYTES + _MARGIN_BYTES:
            return False
        with reserve.open("wb") as file:
            # Random, so that no disk can store it in less room than it must give back.
            file.write(os.urandom(SIZE_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with suppress(OSError):
            reserve.unlink(missing_ok=True)
        return False
    return True


def release(path: Path) -> bool:
    """Give the reserve's space back to the disk; False when there was none."""
    try:
        beside(path).unlink()
    except OSError:
        return False
    return True
