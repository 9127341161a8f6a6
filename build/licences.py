"""The licences of everything that the frozen app contains, gathered from what each part brings along.

Read by `cxfacilitator.spec` while the app is frozen; nothing in the list is typed by hand.
"""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "resources" / "licences"
_IS_TEXT = re.compile(r"(licen[cs]e|copying|copyright|notice)[^/]*$|\.dist-info/licenses/.+", re.IGNORECASE)
_IS_CODE = re.compile(r"\.(py|pyc|pyi|so|pyd|dll|h)$", re.IGNORECASE)
_USUAL = {re.compile(r"LGPL-3"): ("LGPL-3.txt", "GPL-3.txt"), re.compile(r"Apache.* ?2"): ("Apache-2.0.txt",)}
"""The texts that stand for a licence that a library names without bringing it along."""
_LONGEST_NAME = 120
_ELSEWHERE = re.compile(r"/usr/share/common-licenses/([\w.-]*\w)")
"""Where the texts of Debian's packages say that the rest of them is."""
_RULE = "=" * 80


@dataclass(frozen=True)
class Part:
    """Something that the app contains.

    Attributes:
        licence: Its name, as the part's maker gives it.
        texts: File names, each with its words.
    """

    name: str
    version: str
    licence: str
    texts: Mapping[str, str]

    @property
    def line(self) -> str:
        """The part in one line."""
        return f"{self.name} {self.version}: {self.licence or 'see its text'}"

    @property
    def page(self) -> str:
        """Everything about its licence."""
        return "\n\n".join([self.line, *(f"{_RULE}\n{name}\n{_RULE}\n\n{text}" for name, text in self.texts.items())])


def gather(sources: Iterable[Path], also: Iterable[str], folder: Path) -> list[Part]:
    """Write a file for each part that any of these files is of, and a list of all.

    Args:
        sources: The files that the app is made from.
        also: Names of what it contains without a file of their own, as the program that starts the frozen one.
        folder: What is in it is replaced.

    Returns:
        The parts, by name.

    Raises:
        SystemExit: A part has no text, or nobody knows what a file is of.
    """
    parts = sorted(_parts(sources, also), key=lambda part: part.name.casefold())
    if without := [part.name for part in parts if not part.texts]:
        sys.exit(f"These have no text of their licence: {', '.join(without)}.")
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "libraries").mkdir(parents=True)
    for part in parts:
        (folder / "libraries" / f"{part.name}.txt").write_text(part.page, encoding="utf-8")
    for name in {name for part in parts for text in part.texts.values() for name in _ELSEWHERE.findall(text)}:
        text = Path("/usr/share/common-licenses", name)
        if text.is_file() and not (TEXTS / f"{name}.txt").exists():
            (folder / "common").mkdir(exist_ok=True)
            shutil.copyfile(text, folder / "common" / f"{name}.txt")
    (folder / "list.txt").write_text("".join(f"{part.line}\n" for part in parts), encoding="utf-8")
    return parts


def library(found: Distribution) -> Part:
    """Return an installed library with its licence."""
    classifiers = [each.split(" :: ")[-1] for each in _told(found, "Classifier") if each.startswith("License")]
    named = [*_told(found, "License-Expression"), *_told(found, "License"), ", ".join(classifiers)]
    # Some give the whole text in place of its name.
    licence = next((each for each in named if each and "\n" not in each and len(each) <= _LONGEST_NAME), "")
    files = [str(each) for each in found.files or [] if _IS_TEXT.search(str(each)) and not _IS_CODE.search(str(each))]
    texts = {name.partition(".dist-info/")[2] or name: _read(Path(str(found.locate_file(name)))) for name in files}
    if not texts:
        usual = next((names for known, names in _USUAL.items() if known.search(" ".join(named))), ())
        texts = {name: _read(TEXTS / name) for name in usual}
    return Part(found.name, found.version, licence, texts)


def _told(found: Distribution, what: str) -> list[str]:
    return [str(each) for each in found.metadata.get_all(what) or []]


def _parts(sources: Iterable[Path], also: Iterable[str]) -> Iterator[Part]:
    owners = {
        Path(os.path.normpath(place / str(each))): found
        for found in importlib.metadata.distributions()
        for place in [Path(str(found.locate_file(""))).resolve()]
        for each in found.files or []
    }
    libraries = {name: importlib.metadata.distribution(name) for name in also}
    ours = (ROOT / "cxfacilitator", ROOT / "resources", ROOT / ".work")
    python = {Path(each).resolve() for each in (sys.base_prefix, sysconfig.get_path("stdlib"))}
    system, unknown = set(), set()
    for source in {path.resolve() for path in sources}:
        if source in owners:
            libraries.setdefault(owners[source].name, owners[source])
        elif any(source.is_relative_to(place) for place in python | set(ours)):
            continue
        elif source.is_relative_to(ROOT):
            unknown.add(source)
        else:
            system.add(source)
    yield from map(library, libraries.values())
    yield _python()
    yield from _of_the_system(system, unknown)
    if unknown:
        sys.exit(f"Nobody knows what these files are of: {', '.join(map(str, sorted(unknown)))}.")


def _python() -> Part:
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix), _documents(f"python{sys.version_info.minor}"))
    found = [place / name for place in places for name in ("LICENSE.txt", "LICENSE", "copyright")]
    texts = {path.name: _read(path) for path in found if path.is_file()}
    return Part("Python", platform.python_version(), "PSF-2.0", texts)


def _of_the_system(files: set[Path], unknown: set[Path]) -> Iterator[Part]:
    """Return the Debian packages of files, which name their licences in one text each; note what is in none."""
    if not files or not shutil.which("dpkg-query"):
        # Windows and macOS have these libraries themselves, and Debian's Python says what else it brings.
        return
    patterns = [f"*/{path.name}" for path in files]
    said = subprocess.run(["dpkg-query", "-S", *patterns], check=False, capture_output=True, text=True).stdout
    packages = {}
    for line in said.splitlines():
        package, _, path = line.partition(": ")
        packages[Path(path).resolve()] = package.partition(":")[0]
    unknown |= {path for path in files if path not in packages}
    for package in sorted({packages[path] for path in files if path in packages}):
        version = ["dpkg-query", "-W", "-f", "${Version}", package]
        told = subprocess.run(version, check=False, capture_output=True, text=True).stdout
        text = _documents(package) / "copyright"
        yield Part(package, told, "", {"copyright": _read(text)} if text.is_file() else {})


def _documents(package: str) -> Path:
    return Path("/usr/share/doc", package)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
