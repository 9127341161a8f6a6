"""The client's own words and the misspelt ones on the command line."""

import json
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from tests.files import imported


@pytest.fixture
def path(tmp_path: Path, sample_folder: Path) -> Path:
    return imported(tmp_path / "sample.cxfac", sample_folder)


def test_words_are_learned_listed_and_forgotten(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["words", str(path)]) == 0
    assert capsys.readouterr().out == "No words have been learned yet.\n"
    assert run(["words", str(path), "--learn", "merch", "--learn", "hols"]) == 0
    assert capsys.readouterr().out == "hols\nmerch\n"
    assert run(["words", str(path), "--forget", "hols", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == ["merch"]
    assert run(["words", str(path), "--forget", "hols"]) == 3
    assert "“hols” is not among the words" in capsys.readouterr().err


def test_misspelt_words_are_listed_with_their_places(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["spelling", str(path), "--json"]) == 0
    found = {row["word"]: row["refs"] for row in json.loads(capsys.readouterr().out)}
    assert len(found["dont"]) == 12
    assert all("-Q" in ref for ref in found["dont"])
    assert "colour" not in found
    assert run(["spelling", str(path), "--language", "American"]) == 0
    out = capsys.readouterr().out
    assert "1 × programme: " in out
    assert out.startswith("12 × dont: ")
    assert out.splitlines()[-1].endswith("times.")
    run(["words", str(path), "--learn", "dont"])
    capsys.readouterr()
    assert run(["spelling", str(path)]) == 0
    assert "dont" not in capsys.readouterr().out


def test_an_unknown_language_is_answered_with_the_known_ones(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["spelling", str(path), "--language", "welsh"]) == 2
    assert "british, american" in capsys.readouterr().err


def test_an_engagement_without_a_word_has_none_that_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.cxfac"
    run(["new", str(path), "--client", "Harbour Line Ferries"])
    capsys.readouterr()
    assert run(["spelling", str(path)]) == 0
    assert capsys.readouterr().out == "No word is misspelt.\n"
