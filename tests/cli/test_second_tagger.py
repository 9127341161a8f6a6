"""The second tagger on the command line: prepare, import, agree, settle, forget."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.cli.main import REFUSED, run
from cxfacilitator.services import engagement
from tests.builders import SAMPLE
from tests.files import imported


@pytest.fixture(scope="module")
def _files(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    """The sample, and a copy of a second person who has come to the third answer."""
    folder = tmp_path_factory.mktemp("two")
    imported(folder / "s.cxfac", SAMPLE, SAMPLE / "gold.json")
    assert (
        run(["second-tagger", str(folder / "s.cxfac"), "prepare", str(folder / "b.cxfac"), "--name", "R. Vance"]) == 0
    )
    for ref, theme in (("L1-Q1-01", "PEO-CARE"), ("L1-Q1-02", "OFF-RANGE"), ("L1-Q1-03", "OFF-RANGE")):
        assert run(["accept", str(folder / "b.cxfac"), ref, theme]) == 0
    return (folder / "s.cxfac").read_bytes(), (folder / "b.cxfac").read_bytes()


@pytest.fixture
def files(_files: tuple[bytes, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """Both files, for one test."""
    paths = tmp_path / "s.cxfac", tmp_path / "b.cxfac"
    for path, data in zip(paths, _files, strict=True):
        path.write_bytes(data)
    capsys.readouterr()
    return str(paths[0]), str(paths[1])


def said(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    assert run(["second-tagger", *command]) == 0
    return capsys.readouterr().out


def test_from_the_plan_to_what_is_settled(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    mine, theirs = files
    plan = said(capsys, mine, "import", theirs)
    assert plan == (
        "R. Vance decided on 3 answers of this engagement, you on 3 of them.\n"
        "50 answers have not been reviewed there, and are passed over.\n"
        "Nothing has been changed. Run it again with --yes to agree.\n"
    )
    assert run(["second-tagger", mine, "import", theirs, "--dry-run", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["answers"] == {"L1-Q1-01": ["PEO-CARE"], "L1-Q1-02": ["OFF-RANGE"], "L1-Q1-03": ["OFF-RANGE"]}
    assert (facts["applied"], facts["decided_by_both"], facts["not_decided"]) == (False, 3, 50)
    assert said(capsys, mine, "import", theirs, "--yes").endswith("Took in the tags of R. Vance.\n")

    told = said(capsys, mine)
    assert told == said(capsys, mine, "agreement", "--who", "r. vance")
    assert told.startswith("1 of 3 answers on 1 of 16 sheets got the same main theme from R. Vance and you; 0 got")
    assert "Small numbers" in told
    assert next(line for line in told.splitlines() if line.startswith("PEO-CARE")).split()[-6:-3] == ["1", "0", "0"]
    found = json.loads(said(capsys, mine, "--json"))
    assert (found["answers"], found["same_main_theme"], found["different"], found["settled"]) == (3, 1, 3, 0)
    assert found["themes"]["OFF-RANGE"] | {"kappa": 0} == {
        "both": 0, "only_first": 0, "only_second": 2, "kappa": 0, "alpha": -0.25, "small_numbers": True,
    }  # fmt: skip

    listed = said(capsys, mine, "disagreements", "--theme", "OFF-RANGE")
    assert listed.splitlines()[0].startswith("L1-Q1-02  ")
    assert "    R. Vance: OFF-RANGE Range" in listed
    assert listed.endswith("2 answers of 3 to settle.\n")
    refs = [row["answer"] for row in json.loads(said(capsys, mine, "disagreements", "--json"))]
    assert refs == ["L1-Q1-01", "L1-Q1-02", "L1-Q1-03"]

    assert said(capsys, mine, "resolve", "L1-Q1-02", "theirs").startswith("Settled L1-Q1-02: OFF-RANGE Range")
    assert said(capsys, mine, "resolve", "L1-Q1-03", "none") == "Settled L1-Q1-03: no theme.\n"
    both = said(capsys, mine, "resolve", "L1-Q1-01", "acc-wait", "PEO-CARE", "--who", "R. Vance")
    assert both.startswith("Settled L1-Q1-01: ACC-WAIT Waiting")
    now = json.loads(said(capsys, mine, "--json"))
    assert (now["settled"], now["different"], now["same_main_theme"]) == (3, 0, 1)
    assert now["themes"] == found["themes"]

    assert said(capsys, mine, "forget") == "The tags of R. Vance are no longer in s.cxfac.\n"


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (["agreement"], "Nobody has tagged these answers a second time"),
        (["prepare", "s.cxfac"], "exists already"),
        (["prepare", "new.cxfac", "--share", "2"], "more than 0 and at most 1"),
        (["import", "missing.csv"], "missing.csv was not found"),
        (["import", "s.cxfac", "--yes"], "is the engagement that is open"),
    ],
)
def test_what_cannot_be_done_is_said(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], command: list[str], why: str
) -> None:
    mine = Path(files[0])
    before = mine.read_bytes()
    action, *rest = command
    rest = [str(mine.with_name(word)) if "." in word else word for word in rest]
    assert run(["second-tagger", str(mine), action, *rest]) == REFUSED
    assert why in capsys.readouterr().err
    assert mine.read_bytes() == before


def test_nobody_s_tags_are_not_taken_in(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    mine, theirs = files
    with engagement.open_file(Path(theirs)) as file:
        engagement.update(file, replace(file.snapshot().engagement, facilitator=""))
    assert run(["second-tagger", mine, "import", theirs, "--yes"]) == REFUSED
    assert "Say whose tags these are" in capsys.readouterr().err
    assert said(capsys, mine, "import", theirs, "--name", "Rae", "--yes").endswith("Took in the tags of Rae.\n")
    assert run(["second-tagger", mine, "resolve", "L1-Q1-01", "mine", "PEO-CARE"]) == REFUSED
    assert "either mine, theirs, both or none, or themes" in capsys.readouterr().err
