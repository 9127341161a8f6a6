"""The check for names on the command line."""

import json
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from tests.files import imported


@pytest.fixture(scope="module")
def made(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = imported(tmp_path_factory.mktemp("names") / "e.cxfac", sample_folder, sample_folder / "gold.json")
    return path.read_bytes()


@pytest.fixture
def path(made: bytes, tmp_path: Path) -> str:
    path = tmp_path / "e.cxfac"
    path.write_bytes(made)
    return str(path)


def test_names_are_listed_with_where_they_stand(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["names", path]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[:2] == [
        "Priya: 2 answers, on the roster; not in this edition",
        "    C2-Q1-03: Our account mgr Priya understands our sites",
    ]
    assert out[-1] == "2 people may be named: Brightl and Pk."
    assert run(["names", path, "--edition", "staff"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Nobody is named in this edition."
    assert run(["names", path, "--edition", "facilitator", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert (first["words"], first["why"], first["sure"], first["printed"]) == ("Priya", "on the roster", True, True)
    assert [place["where"] for place in first["places"]] == ["C2-Q1-03", "C2-Q4-01"]


def test_the_list_is_shown_before_anything_is_taken_out(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["names", path, "take-out", "--sure"]) == 0
    out = capsys.readouterr().out
    assert "    Our account mgr [name] understands our sites\n" in out
    assert out.endswith("Nothing has been changed; run it again with --yes to agree.\n")
    assert run(["names", path, "take-out", "--sure", "--yes"]) == 0
    assert capsys.readouterr().out.endswith("Taken out of 2 places.\n")
    assert run(["names", path, "take-out", "dave", "--with", "a driver", "--yes"]) == 0
    assert "    [a driver] remembers" in capsys.readouterr().out
    assert run(["names", path, "keep", "Brightl", "Pk"]) == 0
    assert capsys.readouterr().out == "Brightl, Pk: nobody’s name.\n"
    assert run(["names", path]) == 0
    assert capsys.readouterr().out == "Nobody is named in this edition.\n"


@pytest.mark.parametrize(
    ("action", "why"),
    [
        (["take-out"], "Say which words to take out"),
        (["take-out", "Priya", "--sure"], "Say which words to take out"),
        (["take-out", "Bob", "--yes"], "“Bob” is not among what was found"),
        (["keep", "Bob"], "“Bob” is not among what was found"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    path: str, action: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path(path).read_bytes()
    assert run(["names", path, *action]) == 3
    assert why in capsys.readouterr().err
    assert Path(path).read_bytes() == before
