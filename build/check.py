"""Set up this checkout with what the tests need and run every check; what CI runs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import setup_venv

CHECKS = (
    ("format", ["-m", "ruff", "format", "--check", "."]),
    ("lint", ["-m", "ruff", "check", "."]),
    ("types", ["-m", "mypy"]),
    ("doors", ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-logo"]),
    # A process for each core; the tests of one file stay together and share what they prepare.
    ("tests", ["-m", "pytest", "-q", "-n", "auto", "--dist", "loadfile"]),
)
"""Each check's name and what the environment's Python runs for it, quickest first."""


def main() -> int:
    """Run all checks, even after one has failed, and return 0 only if none did."""
    python = setup_venv.prepare_or_leave("test")
    try:
        provide_libraries()
    except setup_venv.SetupProblem as problem:
        setup_venv.leave(str(problem), 3)
    results = [(name, *run(python, name, arguments)) for name, arguments in CHECKS]
    print("\n" + "-" * 40)
    for name, passed, seconds in results:
        print("{:8} {:7} {:7.1f} s".format(name, "passed" if passed else "FAILED", seconds))
    failed = [name for name, passed, _ in results if not passed]
    print("Failed: {}.".format(", ".join(failed)) if failed else "Every check passed.")
    return 1 if failed else 0


def run(python: Path, name: str, arguments: list[str]) -> tuple[bool, float]:
    """Run one check in the checkout and return whether it passed, and its seconds."""
    print(f"\n== {name}", flush=True)
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONUTF8="1")
    # Hundreds of processes are started; where nothing compiled may be kept, each would compile the whole app again.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.monotonic()
    done = subprocess.run([str(python), *arguments], check=False, cwd=str(setup_venv.ROOT), env=environment)
    return done.returncode == 0, time.monotonic() - started


def provide_libraries() -> None:
    """Install the system libraries that Qt needs, on Debian as root; elsewhere only make sure that they are there.

    Raises:
        SetupProblem: Some are missing and could not be installed.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = setup_venv.missing_libraries(setup_venv.LIBRARIES)
    if missing and setup_venv.is_root() and Path("/etc/debian_version").exists():
        line = setup_venv.apt_line(missing)
        print("Installing system libraries: {}".format(" ".join(line)), file=sys.stderr, flush=True)
        environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
        if subprocess.run(line, check=False, env=environment, stdout=subprocess.DEVNULL).returncode:
            # A fresh machine has no package lists yet.
            subprocess.run(["apt-get", "update", "--quiet"], check=False, env=environment, stdout=subprocess.DEVNULL)
            subprocess.run(line, check=False, env=environment, stdout=subprocess.DEVNULL)
    setup_venv.require_libraries(setup_venv.LIBRARIES)


if __name__ == "__main__":
    sys.exit(main())
