"""Setting up a checkout: quick when nothing has changed, a clear sentence when something is missing."""

import os
import sys
from pathlib import Path

import pytest

import setup_venv
from setup_venv import SetupProblem


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose environment was set up with the extra `test`."""
    monkeypatch.setattr(setup_venv, "ROOT", tmp_path)
    monkeypatch.setattr(setup_venv, "VENV", tmp_path / ".venv")
    python = tmp_path / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.parent.mkdir(parents=True)
    python.touch()
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'cxfacilitator'\n", encoding="utf-8")
    stamp = "\n".join([str(tmp_path), setup_venv._digest(), "test"])
    (tmp_path / ".venv" / "cxfacilitator.stamp").write_text(stamp, encoding="utf-8")
    return tmp_path


def test_an_environment_that_is_up_to_date_is_used_as_it_is(checkout: Path) -> None:
    # Its Python is an empty file: anything that was run would fail.
    assert setup_venv.prepare().is_relative_to(checkout)
    assert setup_venv.prepare("test").is_relative_to(checkout)


def test_a_missing_library_is_named_with_the_line_that_installs_it() -> None:
    with pytest.raises(SetupProblem, match=r"not here: libnot-there\.so\.1\.") as caught:
        setup_venv.require_libraries({"libnot-there.so.1": "libnot-there1"})
    assert "apt-get install --yes --no-install-recommends libnot-there1\n" in str(caught.value)


def test_a_window_without_a_screen_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(SetupProblem, match="no screen"):
        setup_venv.require_screen()


def test_this_python_is_one_that_is_supported() -> None:
    assert setup_venv._find_python() == sys.executable


def test_an_environment_that_another_checkout_uses_too_is_not_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "kept").touch()
    mine = tmp_path / ".venv"
    mine.symlink_to(theirs, target_is_directory=True)
    monkeypatch.setattr(setup_venv, "VENV", mine)
    # To unpack pip takes ten times as long as all the rest.
    run = setup_venv._quiet
    monkeypatch.setattr(setup_venv, "_quiet", lambda line: run([*line, "--without-pip"] if "venv" in line else line))
    setup_venv._make(mine / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    assert (theirs / "kept").exists()
    assert mine.is_dir()
    assert not mine.is_symlink()
