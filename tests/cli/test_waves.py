"""The command that splits an audience into waves."""

import json
from pathlib import Path
from typing import Any

import pytest

from cxfacilitator.cli.main import run


@pytest.fixture
def path(tmp_path: Path, sample_folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    made = str(tmp_path / "e.cxfac")
    assert run(["new", made, "--client", "Northbank"]) == 0
    assert run(["import-roster", made, str(sample_folder / "roster_staff_messy.csv"), "--yes"]) == 0
    capsys.readouterr()
    return made


def split(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert run(["waves", *arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_waves_are_shown_and_then_agreed(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["waves", path, "--into", "2"]) == 0
    said = capsys.readouterr().out
    assert "66 people in 2 waves: S-1 33 and S-2 33" in said
    assert "Nothing has been changed" in said
    names = ("--names", "S-AM,S-PM")
    assert run(["waves", path, *names, "--yes"]) == 0
    assert "The staff roster is invited to S-AM and S-PM." in capsys.readouterr().out
    again = split(capsys, path, *names, "--keep")
    assert (again["kept"], again["applied"]) == (66, False)
    assert [len(wave) for wave in again["waves"].values()] == [33, 33]
    assert split(capsys, path)["waves"].keys() == {"S-AM", "S-PM"}, "the sessions are there now"


def test_names_must_fit_the_number(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["waves", path, "--into", "3", "--names", "S-AM,S-PM"]) == 3
    assert "3 waves need 3 names, and 2 are given." in capsys.readouterr().err
    assert run(["waves", path, "--into", "7"]) == 2
