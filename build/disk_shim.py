"""Build what stands between a program and its disk: see `disk_shim.c`. Linux only, and only with a C compiler."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).with_name("disk_shim.c")


def build(folder: Path) -> Path | None:
    """Compile the shim into a folder; None where that is not possible.

    Raises:
        RuntimeError: The compiler refused it; the text is the compiler's.
    """
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    target = folder / "disk_shim.so"
    command = [compiler, "-O2", "-Wall", "-shared", "-fPIC", "-o", str(target), str(SOURCE), "-ldl", "-lpthread"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return target


def behind(shim: Path, **settings: object) -> dict[str, str]:
    """Return the environment of a process whose disk is behind the shim, for example with `delay_ms=300`."""
    named = {f"CXF_DISK_{name.upper()}": str(value) for name, value in settings.items()}
    return dict(os.environ, LD_PRELOAD=str(shim), **named)


def syncs() -> int | None:
    """Return how many fsyncs of this process passed through the shim; None when it is not there."""
    count = getattr(ctypes.CDLL(None), "cxf_syncs", None)
    return None if count is None else int(count())
