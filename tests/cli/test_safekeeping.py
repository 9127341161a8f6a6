"""Backups on the command line."""

import json
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run


@pytest.fixture
def path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "client.cxfac"
    assert run(["new", str(path), "--client", "Harbour Line Ferries"]) == 0
    capsys.readouterr()
    return path


def test_take_list_and_put_back(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["backups", str(path)]) == 0
    assert capsys.readouterr().out == "There are no backups yet.\n"
    assert run(["backup", str(path)]) == 0
    assert "and checked" in capsys.readouterr().out
    assert run(["backups", str(path), "--json"]) == 0
    [listed] = json.loads(capsys.readouterr().out)
    assert (listed["answer"], Path(listed["path"]).parent) == (0, path.with_name("client backups"))
    path.write_bytes(path.read_bytes()[:5000])
    assert run(["show", str(path)]) == 3
    capsys.readouterr()
    assert run(["restore", str(path)]) == 0
    said = capsys.readouterr().out
    assert "0 minutes old" in said
    assert "Nothing has been changed" in said
    assert run(["restore", str(path), "--yes"]) == 0
    assert "kept as client.replaced.cxfac" in capsys.readouterr().out
    assert run(["show", str(path)]) == 0
    assert path.with_name("client.replaced.cxfac").stat().st_size == 5000


def test_without_a_backup_nothing_can_be_put_back(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["restore", str(path), "--yes"]) == 3
    assert "There is no whole backup" in capsys.readouterr().err
