"""Suggestions on the command line: ranked, with their probability and what led to each."""

import json
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from cxfacilitator.services import engagement
from cxfacilitator.store import vectors
from tests.files import imported


@pytest.fixture
def path(sample_folder: Path, tmp_path: Path) -> str:
    return str(imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json"))


def test_each_answer_has_its_themes_in_order_with_probability_and_reasons(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["suggest", path, "--all", "--json"]) == 0
    suggested = json.loads(capsys.readouterr().out)
    assert len(suggested) == 271
    for themes in suggested.values():
        chances = [theme["probability"] for theme in themes]
        assert chances == sorted(chances, reverse=True)
        assert all(0 < chance <= 1 for chance in chances)
        assert all(any(theme["reasons"].values()) for theme in themes)
    assert any(theme["reasons"]["like"] for themes in suggested.values() for theme in themes)


def test_in_words_the_reasons_stand_beside_the_theme(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["suggest", path, "--all"]) == 0
    lines = capsys.readouterr().out.splitlines()
    first = lines.index(next(line for line in lines if line.startswith("L1-Q1-01")))
    assert "PEO-" in lines[first + 1]
    assert "%" in lines[first + 1]
    assert lines[-1].endswith("of 271 answers have a suggestion.")


def test_a_parked_answer_gets_no_theme_before_it_is_brought_back(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["park", path, "S1-Q1-01"]) == 0
    assert run(["accept", path, "S1-Q1-01", "PEO-CARE"]) == 3
    assert "parking lot" in capsys.readouterr().err
    assert run(["accept", path, "S1-Q9-01", "PEO-CARE"]) == 3
    assert "There is no answer S1-Q9-01" in capsys.readouterr().err


def test_counts_keep_what_was_reviewed_and_what_the_machine_would_add_apart(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["suggest", path, "--counts", "--json"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["groups"] == {"answers": 271, "reviewed": 271, "themed": counts["groups"]["themed"]}
    assert counts["comments"]["answers"] == 0
    assert {row["machine"] for row in counts["themes"].values()} == {0}
    assert counts["themes"]["PEO-CARE"]["reviewed"]["groups"] > 5
    assert run(["suggest", path, "--counts"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "271 of 271 reviewed" in lines[-2]
    assert "in none of the others" in lines[-1]


def test_what_the_answers_mean_is_kept_in_the_file_and_read_once(path: str) -> None:
    assert run(["suggest", path, "--json"]) == 0
    with engagement.open_file(Path(path)) as file:
        there = dict(file.read(vectors.load_after))
    assert len(there) > 200
    before = Path(path).read_bytes()
    assert run(["suggest", path, "--json"]) == 0
    assert Path(path).read_bytes() == before
