"""The comparison on the command line: what stands under its findings."""

import json
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from tests.files import imported


@pytest.fixture
def path(sample_folder: Path, tmp_path: Path) -> str:
    return str(imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json"))


def test_chance_similarity_and_saturation_are_told(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In sentences without a percentage, the same each time."""
    assert run(["compare", path]) == 0
    told = capsys.readouterr().out
    assert "differences are labelled likely or clear; shuffled labels give " in told
    assert "Staff and customers: not clearly further apart.\n" in told
    assert "Leadership and customers: too few groups to say.\n" in told
    assert "New themes with each group of leadership: " in told
    assert "%" not in told
    assert run(["compare", path]) == 0
    assert capsys.readouterr().out == told


def test_other_programs_read_the_same(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With the numbers that only the method may print."""
    assert run(["compare", path, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["chance_check"]["shuffles"] == 400
    [apart] = [row for row in told["similarity"] if row["audiences"] == ["staff", "customers"]]
    low, high = apart["by_chance"]
    assert low < apart["common"] < high
    staff = told["saturation"]["staff"]
    assert [row["group"] for row in staff] == [f"S{number}" for number in range(1, 10)]
    assert [row["so_far"] for row in staff] == sorted(row["so_far"] for row in staff)
    assert staff[-1]["so_far"] == staff[-1]["mean_so_far"] == 28
