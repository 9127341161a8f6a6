"""Where threads take their memory from: with a heap for each, what one gives back is of no use to the others.

Of 100,000 comments that were imported on the file thread, 60 MB lay idle while a job read them.
"""

import ctypes
import sys

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3
_LARGE = 1_000_000
"""So many bytes are taken from the system by themselves and go back to it at once."""


def share() -> bool:
    """Have all threads that begin after this share one heap.

    Returns:
        False where the system leaves no such choice: it is one of the usual library of Linux.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None) if sys.platform == "linux" else None
    return mallopt is not None and bool(mallopt(_ARENA_MAX, 1)) and bool(mallopt(_MMAP_THRESHOLD, _LARGE))
