"""The licences of the frozen app: every library that could be in it brings a text, and what is in it is listed."""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

import numpy
import PySide6.QtCore
import pytest
from packaging.requirements import Requirement

import licences

ROOT = Path(__file__).parents[1]


def needed(name: str, extras: tuple[str, ...] = ("",)) -> Iterator[str]:
    """A library and whatever it needs."""
    yield name
    for each in map(Requirement, distribution(name).requires or []):
        if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras):
            yield from needed(each.name, tuple(each.extras) or ("",))


def test_every_library_that_the_app_needs_has_the_text_of_its_licence() -> None:
    libraries = {re.sub(r"[-_.]+", "-", name).lower() for name in needed("cxfacilitator", ("", "prove"))}
    assert {"numpy", "pikepdf", "pyside6-essentials", "shiboken6", "highspy", "flatbuffers"} <= libraries
    assert not [name for name in sorted(libraries) if not any(licences.library(distribution(name)).texts.values())]


def test_each_part_is_listed_with_its_version_and_its_texts(tmp_path: Path) -> None:
    (tmp_path / "old.txt").touch()
    sources = [Path(numpy.__file__), Path(PySide6.QtCore.__file__), Path(re.__file__), ROOT / "resources" / "room.toml"]
    folder = tmp_path / "licences"
    parts = licences.gather(sources, ["cxfacilitator"], folder)
    assert [part.name for part in parts] == ["cxfacilitator", "numpy", "PySide6_Essentials", "Python"]
    assert (folder / "list.txt").read_text(encoding="utf-8").splitlines() == [part.line for part in parts]
    assert f"numpy {numpy.__version__}: BSD-3-Clause" in parts[1].line
    qt = (folder / "libraries" / "PySide6_Essentials.txt").read_text(encoding="utf-8")
    assert qt.startswith(f"PySide6_Essentials {PySide6.__version__}: LGPL-3.0-only")
    assert "GNU LESSER GENERAL PUBLIC LICENSE\n                       Version 3" in qt
    assert "GNU GENERAL PUBLIC LICENSE\n                       Version 3" in qt
    assert "MIT License" in parts[0].page
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in parts[-1].page


def test_what_nobody_knows_stops_the_freezing(tmp_path: Path) -> None:
    stray = Path(sys.prefix, "stray.so")
    with pytest.raises(SystemExit, match=r"Nobody knows what these files are of: .*stray\.so"):
        licences.gather([stray], [], tmp_path / "licences")
