"""The matrix on the command line."""

import json
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from tests.files import imported


@pytest.fixture
def path(sample_folder: Path, tmp_path: Path) -> str:
    return str(imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json"))


def test_the_matrix_is_told_in_words_in_json_and_as_a_table(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["matrix", path, "--families"]) == 0
    told = capsys.readouterr().out
    assert "S1 Table 1\n" in told
    assert "Staff · 9 groups\n" in told
    assert "All of customers\n" in told
    assert "%" not in told
    assert run(["matrix", path, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    compared = ["compare", path, "--json"]
    assert run(compared) == 0
    states = json.loads(capsys.readouterr().out)["theme_states"]
    totals = {row["audience"]: row for row in found if row["kind"] == "total"}
    for theme, by_audience in states.items():
        for audience, counts in by_audience.items():
            assert totals[audience]["columns"].get(theme, 0) == counts["any"]
            assert totals[audience]["of"] == counts["G"]
    out = tmp_path / "m.csv"
    assert run(["matrix", path, "--out", str(out)]) == 0
    assert run(["matrix", path, "--out", str(out)]) == 3
    assert run(["matrix", path, "--out", str(out), "--yes"]) == 0
    assert out.read_text(encoding="utf-8-sig").count("\n") == 1 + 16 + 3


def test_a_part_is_named_and_one_that_is_too_small_is_refused(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["matrix", path, "--audience", "staff", "--by", "session", "--segment", "S-AM"]) == 0
    assert capsys.readouterr().out.startswith("Of staff only the session S-AM: 5 groups, 35 people.")
    assert run(["matrix", path, "--segment", "Landscapers"]) == 3
    assert "Landscapers is hidden: it is 1 group" in capsys.readouterr().err
