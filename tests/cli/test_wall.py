"""The wall on the command line: clusters by name, the machine's own marked as such."""

import json
from pathlib import Path

import pytest

from cxfacilitator.cli.main import run
from cxfacilitator.domain.tagging import text_name
from cxfacilitator.domain.wall import Place
from cxfacilitator.services import engagement, tagging, wall
from tests.files import imported


@pytest.fixture
def path(sample_folder: Path, tmp_path: Path) -> str:
    path = imported(tmp_path / "e.cxfac", sample_folder)
    with engagement.open_file(path) as file:
        cards = [answer.id for answer in file.snapshot().answers[:2]]
        wall.make_cluster(file, cards, Place(0, 0), "Ways in")
    return str(path)


def test_clusters_are_listed_with_their_answers_and_loners_counted(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["clusters", path]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Ways in, 2 answers"
    assert lines[1].split()[0] == "L1-Q1-01"
    assert lines[-1] == "1 cluster; 269 answers without a theme in no cluster."


def test_suggested_clusters_are_marked_as_the_machines(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["clusters", path, "--suggest"]) == 0
    lines = capsys.readouterr().out.splitlines()
    titles = [line for line in lines[:-1] if not line.startswith(" ")]
    assert titles[0] == "Ways in, 2 answers"
    assert len(titles) > 1
    assert all(title.startswith("suggested by the machine: ") for title in titles[1:])


def test_suggesting_clusters_goes_by_what_was_read_before(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["clusters", path, "--suggest", "--json"]) == 0
    suggested = json.loads(capsys.readouterr().out)["suggested"]
    with engagement.open_file(Path(path)) as file:
        texts = [answer.wording for answer in file.snapshot().answers]
        # As if all of them meant the same.
        alike = bytes([127, *[0] * 383])
        tagging.keep_vectors(file, {text_name(text): alike for text in texts})
    assert run(["clusters", path, "--suggest", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["suggested"] != suggested


def test_as_json_they_stand_apart(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["clusters", path, "--suggest", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["clusters"] == [{"name": "Ways in", "answers": ["L1-Q1-01", "L1-Q1-02"]}]
    assert found["loners"] == 269
    suggested = [ref for cluster in found["suggested"] for ref in cluster["answers"]]
    assert suggested
    assert not {"L1-Q1-01", "L1-Q1-02"} & set(suggested)
