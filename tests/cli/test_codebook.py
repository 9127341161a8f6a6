"""The codebook on the command line: what would happen is said first, and done when it is agreed to."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cxfacilitator.cli.main import run
from cxfacilitator.services import engagement
from tests.files import imported

Run = Callable[..., str]


@pytest.fixture
def path(sample_folder: Path, tmp_path: Path) -> str:
    return str(imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json"))


@pytest.fixture
def book(path: str, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `codebook FILE ...`, which must succeed, and return what it prints."""

    def command(*words: str) -> str:
        assert run(["codebook", path, *words]) == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return command


def listed(book: Run) -> dict[str, dict[str, Any]]:
    return {theme["id"]: theme for theme in json.loads(book("list", "--json"))["themes"]}


def test_the_list_has_every_theme_with_its_answers(book: Run) -> None:
    lines = book().splitlines()
    themes = listed(book)
    assert len(themes) == 32
    assert any(line.split()[:2] == ["ACC-WAIT", str(themes["ACC-WAIT"]["answers"])] for line in lines)
    assert lines[-1] == "28 themes, version cx-default-1."
    assert lines.index("For answers without a theme, never counted") > lines.index("Inside the organisation (INT)")


def test_a_theme_is_added_with_all_that_is_said_of_it_and_changed(book: Run) -> None:
    said = book(
        "add", "Loyalty scheme", "--family", "Ease, price & offer", "--definition", "Points", "--cue", "points",
        "--cue", "loyal*", "--include", "stamps", "--example", "q1=They give points", "--colour", "Teal",
        "--effort-linked", "--answer", "S1-Q1-01",
    )  # fmt: skip
    assert said == "Added Loyalty scheme (OFF-LOYALTY).\n"
    theme = listed(book)["OFF-LOYALTY"]
    assert theme["cues"] == ["points", "loyal*"]
    assert (theme["examples"], theme["colour"], theme["answers"]) == ({"Q1": "They give points"}, "teal", 1)
    book("edit", "loyalty SCHEME", "--name", "Rewards", "--no-effort-linked", "--example", "Q2=None")
    theme = listed(book)["OFF-LOYALTY"]
    assert (theme["name"], theme["effort_linked"], theme["cues"]) == ("Rewards", False, ["points", "loyal*"])
    assert theme["examples"] == {"Q1": "They give points", "Q2": "None"}


def test_a_merge_is_said_before_it_is_done(book: Run) -> None:
    before = listed(book)
    said = book("merge", "ACC-WAIT", "--into", "Reaching us")
    assert f"{before['ACC-WAIT']['answers']} answers will have “Reaching us” instead" in said
    assert said.endswith("Nothing has been changed; run it again with --yes to agree.\n")
    assert listed(book) == before
    assert json.loads(book("merge", "ACC-WAIT", "--into", "ACC-REACH", "--yes", "--json"))["applied"] is True
    assert "ACC-WAIT" not in listed(book)


def test_a_change_is_taken_back_by_its_number(book: Run) -> None:
    before = listed(book)
    book("cue", "ACC-WAIT", "Hours and hours")
    book("merge", "ACC-WAIT", "--into", "ACC-REACH", "--yes")
    changes = json.loads(book("history", "--json"))
    assert [change["what"].split()[0] for change in changes] == ["Add", "Merge"]
    assert len(book("history").splitlines()) == 2
    assert "28 themes. The themes of" in book("roll-back", str(changes[0]["number"]))
    assert "ACC-WAIT" not in listed(book)
    book("roll-back", str(changes[0]["number"]), "--yes")
    assert listed(book) == before


def test_answers_are_split_off(book: Run) -> None:
    before = listed(book)["PEO-CARE"]["answers"]
    assert "with 1 answer from Friendliness" in book("split", "PEO-CARE", "Warmth", "S1-Q1-01", "S1-Q2-01")
    after = listed(book)
    assert (after["PEO-CARE"]["answers"], after["PEO-WARMTH"]["family"]) == (before - 1, "PEO")


def test_families_come_and_go(book: Run) -> None:
    assert "(PRI)" in book("family", "Pricing")
    book("family", "PRI", "--rename", "Price things")
    assert "Price things (PRI)" in book()
    book("family", "price things", "--remove")
    assert "PRI" not in [family["id"] for family in json.loads(book("--json"))["families"]]


def test_a_codebook_goes_out_and_comes_in_elsewhere(book: Run, path: str, tmp_path: Path) -> None:
    out = str(tmp_path / "book.csv")
    book("cue", "ACC-WAIT", "ages")
    assert "Wrote 28 themes" in book("export", out)
    assert run(["codebook", path, "export", out]) == 3
    other = str(tmp_path / "other.cxfac")
    assert run(["new", other, "--client", "Other"]) == 0
    assert run(["codebook", other, "import", out, "--yes"]) == 0
    with engagement.open_file(Path(path)) as one, engagement.open_file(Path(other)) as two:
        assert one.snapshot().codebook == two.snapshot().codebook


def test_an_import_says_what_is_new_and_what_stays(book: Run, tmp_path: Path) -> None:
    names = tmp_path / "names.txt"
    names.write_text("Price & value for money\nGift wrapping\n", encoding="utf-8")
    facts = json.loads(book("import", str(names), "--json"))
    assert facts["new"] == ["GIFT"]
    assert facts["same"] == ["OFF-PRICE"]
    assert facts["applied"] is False
    assert set(facts["only_here_used"]) | set(facts["only_here_unused"]) == {
        theme["id"] for theme in listed(book).values() if not theme["residual"]
    } - {"OFF-PRICE"}
    assert "GIFT" not in listed(book)


def test_a_new_engagement_begins_with_another_codebook(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = str(tmp_path / "other.cxfac")
    assert run(["new", other, "--client", "Other"]) == 0
    assert run(["codebook", other, "--start-with", "empty"]) == 0
    assert "0 themes, version own-1." in capsys.readouterr().out
    assert run(["codebook", other, "--start-with", path]) == 0
    assert "28 themes, version cx-default-1." in capsys.readouterr().out
    assert run(["codebook", path, "--start-with", "empty"]) == 3
    assert "Answers have themes already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["remove", "ACC-WAIT"], "so it is not removed. Merge it into another theme"),
        (["remove", "Nonsense"], "There is no theme “Nonsense”"),
        (["add", "New", "--family", "Nowhere"], "There is no family “Nowhere”"),
        (["merge", "GEN-NONE", "--into", "ACC-WAIT"], "cannot be merged away"),
        (["roll-back", "7"], "The history has no number 7"),
        (["add", "New", "--answer", "S9-Q9-99"], "There is no answer S9-Q9-99"),
        (["import", "nowhere.csv"], "nowhere.csv was not found"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    words: list[str], said: str, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["codebook", path, *words]) == 3
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_question_that_is_none_is_wrong_use(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["codebook", path, "add", "New", "--example", "Q9=x"]) == 2
    assert "names no question" in capsys.readouterr().err
