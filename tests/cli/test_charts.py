"""The charts on the command line."""

import json
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from tests.files import imported


@pytest.fixture(scope="module")
def path(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample with its tags, which these commands only read."""
    return str(imported(tmp_path_factory.mktemp("charts") / "e.cxfac", sample_folder, sample_folder / "gold.json"))


def test_charts_are_listed_told_and_written(path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["charts", path]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert run(["charts", path, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["name"] for each in found] == [line.split()[0] for line in listed]
    assert all(len(row) == len(each["numbers"][0]) for each in found for row in each["numbers"])
    assert run(["charts", path, "gaps"]) == 0
    assert capsys.readouterr().out == f"{found[0]['title']}\n{found[0]['told']}\n"
    out = tmp_path / "gaps.csv"
    assert run(["charts", path, "gaps", "--to", str(out)]) == 0
    assert run(["charts", path, "gaps", "--to", str(out)]) == 3
    assert "not changed" in capsys.readouterr().err
    assert run(["charts", path, "gaps", "--to", str(out), "--replace"]) == 0
    folder = tmp_path / "all"
    assert run(["charts", path, "--all", str(folder), "--as", "csv", "--edition", "facilitator"]) == 0
    assert len(list(folder.glob("TRH-2025-R1 *.csv"))) == len(found)
    assert f"{len(found)} charts written to {folder}: {len(found)} files\n" in capsys.readouterr().out


def test_what_makes_no_sense_is_said_in_a_sentence(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["charts", path, "--to", str(tmp_path / "a.png")]) == 3
    assert "Say which chart is to be written" in capsys.readouterr().err
    assert run(["charts", path, "--edition", "participants"]) == 3
    assert "has no charts" in capsys.readouterr().err
    assert run(["charts", path, "--all", str(tmp_path), "--as", "gif"]) == 2
    assert "'gif' is none of png, svg and csv" in capsys.readouterr().err
