"""Freeze the app into one folder, and prove that the frozen program works."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import setup_venv

WORK = setup_venv.ROOT / ".work"
FOLDER = WORK / "dist" / "cxfacilitator"


def main() -> int:
    """Freeze, run the frozen program's self-test, open its window, and return 0 if all of it worked."""
    python = setup_venv.prepare_or_leave("freeze")
    # Without both paths PyInstaller would write among our scripts.
    paths = ["--workpath", str(WORK / "pyinstaller"), "--distpath", str(WORK / "dist")]
    command = [str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *paths, "cxfacilitator.spec"]
    if subprocess.run(command, check=False, cwd=str(setup_venv.ROOT)).returncode:
        print("The app could not be frozen.", file=sys.stderr)
        return 1
    program = FOLDER / ("cxfacilitator.exe" if os.name == "nt" else "cxfacilitator")
    print(f"Frozen into {FOLDER}: {size(FOLDER) / 1e6:.0f} MB.", flush=True)
    if not passes_self_test(program):
        print("The frozen program failed its self-test.", file=sys.stderr)
        return 1
    return open_window(program)


def passes_self_test(program: Path) -> bool:
    """Run the self-test, and tell whether it passed and nothing of ours or of a library was left in the home folder."""
    with tempfile.TemporaryDirectory(prefix="cxfacilitator-") as home:
        places = dict.fromkeys(("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_CACHE_HOME"), home)
        done = subprocess.run([str(program), "--self-test"], check=False, env=dict(os.environ, **places))
        left = [str(path.relative_to(home)) for path in Path(home).rglob("*") if path.is_file()]
    if left:
        print(f"It leaves files in the home folder: {', '.join(left)}.", file=sys.stderr)
    return done.returncode == 0 and not left


def size(folder: Path) -> int:
    """Return the bytes that a folder takes, each file once."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def open_window(program: Path) -> int:
    """Open the frozen app's window until it is painted, on a virtual screen under Linux, and return its exit code."""
    virtual = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1366x768x24"]
    if sys.platform.startswith("linux") and not shutil.which(virtual[0]):
        print("Its window was not opened: there is no xvfb-run here.")
        return 0
    command = [*(virtual if sys.platform.startswith("linux") else []), str(program)]
    code = subprocess.run(command, check=False, env=dict(os.environ, CXF_BENCH_FIRST_PAINT="1"), timeout=120).returncode
    print("Its window opens." if code == 0 else "The frozen program could not open its window.")
    return code


if __name__ == "__main__":
    sys.exit(main())
