"""Set up the checkout's own environment, `.venv`, and hand over to it.

Standard library only, and no newer syntax than Python 3.7 can read: an old Python must get as far as the sentence that
says what is wrong.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHONS = ((3, 13), (3, 12), (3, 11))
"""The Pythons that the dependencies have wheels for, newest first."""

LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
"""What Qt loads for any screen, even an offscreen one: library → Debian package."""

X11_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What Qt loads on top of that to open a window under X11."""

_NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|ConnectionError|ProxyError|name resolution|Could not find a version"
    r"|No matching distribution|getaddrinfo|timed out|Network is unreachable",
    re.IGNORECASE,
)


class SetupProblem(Exception):
    """Set-up cannot go on; the text says why and what to do."""


def prepare(*extras: str) -> Path:
    """Make `.venv` or bring it up to date, and return its Python.

    Costs next to nothing when `pyproject.toml` has not changed and the extras are there already.

    Raises:
        SetupProblem: There is no usable Python, no venv module, no network, or the checkout cannot be written.
    """
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    place, digest, installed = _read_stamp()
    moved = place not in ("", str(ROOT))
    if python.exists() and not moved and digest == _digest() and set(extras) <= installed:
        return python
    try:
        if _stamp().exists():
            _stamp().unlink()
        if moved or not _works(python):
            _make(python)
        wanted = installed | set(extras)
        _install(python, wanted)
        _stamp().write_text("\n".join([str(ROOT), _digest(), *sorted(wanted)]) + "\n", encoding="utf-8")
    except OSError as error:
        raise SetupProblem(
            f"{ROOT} cannot be written ({error.strerror or error}). Copy the checkout to a folder of your own, for "
            "example in your home folder, and run this again there."
        ) from error
    return python


def prepare_or_leave(*extras: str) -> Path:
    """Do as `prepare`, and end the program with the sentence when that is not possible."""
    try:
        return prepare(*extras)
    except SetupProblem as problem:
        leave(str(problem), 3)
    except KeyboardInterrupt:
        leave("Stopped. Run this again to finish the set-up.", 130)


def leave(sentence: str, code: int) -> NoReturn:
    """End the program with a sentence on the error stream."""
    _say(sentence)
    sys.exit(code)


def enter(*extras: str) -> None:
    """Go on in the environment: start the running script again there, unless it is there already."""
    if Path(sys.prefix).resolve() != VENV.resolve():
        sys.exit(hand_over(prepare_or_leave(*extras), sys.argv))


def hand_over(python: Path, arguments: list[str]) -> int:
    """Run the environment's Python in place of this one and return its exit code."""
    command = [str(python), *arguments]
    if os.name == "posix":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(command[0], command)
    return subprocess.run(command, check=False).returncode


def require_screen() -> None:
    """Make sure, on Linux, that a window can open.

    Raises:
        SetupProblem: There is no screen, or a system library that Qt needs is missing.
    """
    if not sys.platform.startswith("linux"):
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    wayland = bool(os.environ.get("WAYLAND_DISPLAY"))
    if not (platform or wayland or os.environ.get("DISPLAY")):
        raise SetupProblem(
            "There is no screen to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). The command line "
            "works without one: python3 build/run.py --help"
        )
    needed = dict(LIBRARIES)
    if not wayland and platform in ("", "xcb"):
        needed.update(X11_LIBRARIES)
    require_libraries(needed)


def require_libraries(needed: dict[str, str]) -> None:
    """Make sure that these system libraries can be loaded.

    Raises:
        SetupProblem: Some cannot; the text has the exact line that installs them on Debian.
    """
    missing = missing_libraries(needed)
    if missing:
        raise SetupProblem(
            "Qt needs system libraries that are not here: {}. On Debian or Ubuntu, install them with\n\n    {}{}\n\n"
            "and run this again.".format(
                ", ".join(sorted(missing)), "" if is_root() else "sudo ", " ".join(apt_line(missing))
            )
        )


def missing_libraries(needed: dict[str, str]) -> dict[str, str]:
    """Return those of the libraries that cannot be loaded."""
    missing = {}
    for library, package in needed.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing[library] = package
    return missing


def apt_line(missing: dict[str, str]) -> list[str]:
    """Return the command that installs the packages of missing libraries on Debian."""
    return ["apt-get", "install", "--yes", "--no-install-recommends", *sorted(set(missing.values()))]


def is_root() -> bool:
    """Tell whether this process may install system packages."""
    return os.name == "posix" and os.geteuid() == 0


def _stamp() -> Path:
    return VENV / "cxfacilitator.stamp"


def _read_stamp() -> tuple[str, str, set[str]]:
    """Return where and from what the environment was installed, and with which extras."""
    try:
        lines = _stamp().read_text(encoding="utf-8").splitlines()
    except OSError:
        return "", "", set()
    return (lines[0], lines[1], set(lines[2:])) if len(lines) > 1 else ("", "", set())


def _digest() -> str:
    return hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()


def _works(python: Path) -> bool:
    """Tell whether an environment that is there already can be used."""
    check = f"import pip, sys; sys.exit(sys.version_info[:2] not in {PYTHONS!r})"
    return python.exists() and _quiet([str(python), "-c", check]).returncode == 0


def _make(python: Path) -> None:
    maker = _find_python()
    _say(f"Making {VENV} with {maker} ...")
    if _quiet([maker, "-c", "import venv, ensurepip"]).returncode:
        raise SetupProblem(
            "This Python ({}) comes without its venv module. On Debian or Ubuntu, install it with\n\n"
            "    {}apt-get install --yes python3-venv\n\nand run this again. Elsewhere, use the installer "
            "of the Python project.".format(maker, "" if is_root() else "sudo ")
        )
    if VENV.is_symlink():  # what another checkout uses must not be cleared
        VENV.unlink()
    made = _quiet([maker, "-m", "venv", "--clear", str(VENV)])
    if made.returncode or not python.exists():
        if not os.access(str(ROOT), os.W_OK) or "Read-only" in made.stdout or "Permission denied" in made.stdout:
            raise PermissionError(13, "permission denied")
        raise SetupProblem(f"{made.stdout.strip()}\nThe environment could not be made in {VENV}.")


def _install(python: Path, extras: set[str]) -> None:
    target = f".[{','.join(sorted(extras))}]" if extras else "."
    _say("Installing what pyproject.toml asks for; the first time this takes a minute or two ...")
    done = _quiet([str(python), "-m", "pip", "install", "--disable-pip-version-check", "--editable", target])
    if done.returncode == 0:
        return
    tail = "\n".join(done.stdout.strip().splitlines()[-12:])
    if "No space left" in done.stdout:
        reason = "The disk is full. Free about 1.5 GB and run this again."
    elif _NO_NETWORK.search(done.stdout):
        reason = (
            "The packages could not be fetched: pip cannot reach a package index. Connect to the network, or point "
            "PIP_INDEX_URL at an index that you can reach, and run this again."
        )
    else:
        reason = "The packages could not be installed; pip's last lines are above."
    raise SetupProblem(f"{tail}\n\n{reason}")


def _find_python() -> str:
    """Return this Python if it is one that we support, otherwise a sibling on the path."""
    if sys.version_info[:2] in PYTHONS:
        return sys.executable
    for major, minor in PYTHONS:
        command = ["py", f"-{major}.{minor}"] if os.name == "nt" else [f"python{major}.{minor}"]
        if shutil.which(command[0]):
            # Asked, not believed: a version manager's shim is on the path even when its Python is not installed.
            answer = _quiet([*command, "-c", "import sys; print(sys.executable)"])
            if answer.returncode == 0:
                return answer.stdout.strip()
    raise SetupProblem(
        "CX Facilitator needs Python 3.11, 3.12 or 3.13; this is {}.{}, and no other was found. Install one, "
        "with your package manager or the Python project's installer, and run this again.".format(*sys.version_info[:2])
    )


def _quiet(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run in the checkout and keep what is said, both streams together."""
    return subprocess.run(
        command,
        check=False,
        text=True,
        encoding="utf-8",
        errors="replace",
        cwd=str(ROOT),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def _say(text: str) -> None:
    """Tell how far set-up is; on the error stream, so that a command's own output stays clean."""
    print(text, file=sys.stderr, flush=True)
