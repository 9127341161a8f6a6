"""The command line from end to end: what it prints, what it leaves behind, and its exit codes."""

import json
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pypdf
import pytest

from cxfacilitator.cli.main import parser, run


def _commands() -> list[str]:
    choices = next(action.choices for action in parser()._actions if action.choices)
    return sorted(choices)


def test_every_command_of_the_handbook_is_there() -> None:
    assert _commands() == sorted(
        "new show import-engagement import-roster waves make-groups rebalance wishes materials sheet type mark-box "
        "complete import-answers attach-photos photos export-photos import-forms forms read-back confirm redact "
        "park parked board suggest accept tag untag mark review second-tagger names export-answers codebook "
        "clusters compare matrix segments endorse findings plan debrief next-round trend report report-setup "
        "charts history backup backups restore words spelling demo".split()
    )


@pytest.mark.parametrize("command", ["", *_commands()])
def test_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command.split(), "--help"]) == 0
    assert "usage: cxfacilitator" in capsys.readouterr().out


def test_a_console_without_the_letters_shows_their_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    written = BytesIO()
    monkeypatch.setattr(sys, "stderr", TextIOWrapper(written, encoding="cp1252", write_through=True))
    assert run(["show", "李.cxfac"]) == 3
    assert rb"\u674e.cxfac" in written.getvalue()


@pytest.mark.parametrize("arguments", [["nonsense"], [], ["show"], ["make-groups", "x.cxfac", "--sizes", "7,x"]])
def test_wrong_use_ends_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert "usage" in capsys.readouterr().err


def test_a_missing_file_is_refused_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", str(tmp_path / "nowhere.cxfac")]) == 3
    error = capsys.readouterr().err
    assert "nowhere.cxfac" in error
    assert "Traceback" not in error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("folder", "findings"), [("", 46), ("round2", 19)])
def test_compare_has_the_shape_and_the_figures_of_gold(
    folder: str, findings: int, sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, path = sample_folder / folder, str(tmp_path / "e.cxfac")
    assert run(["import-engagement", str(source), path, "--tags", str(source / "gold.json")]) == 0
    capsys.readouterr()
    assert run(["compare", path, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    gold = json.loads((source / "gold.json").read_text(encoding="utf-8"))
    for key in ("theme_states", "serious", "alignment_leadership_customers"):
        assert found[key] == gold[key]
    assert len(found["findings"]) == findings
    ours = {(row["type"], row["theme"]): row for row in found["findings"]}
    for row in gold["findings"]:
        mine = ours[row["type"], row["theme"]]
        assert {key: mine.get(key) for key in row if key != "strength_of_evidence"} == {
            key: value for key, value in row.items() if key != "strength_of_evidence"
        }
    assert [{key: idea[key] for key in gold["ideas"][0]} for idea in found["ideas"]] == gold["ideas"]


def test_the_whole_chain_by_hand(sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, report = str(tmp_path / "e.cxfac"), tmp_path / "r.pdf"

    def out(*arguments: str) -> str:
        assert run(arguments) == 0
        return capsys.readouterr().out

    assert "Northbank" in out("new", path, "--client", "Northbank", "--competitor", "Brightline")
    roster = str(sample_folder / "roster_staff_messy.csv")
    assert "Nothing has been changed" in out("import-roster", path, roster)
    assert "Put 66 people" in out("import-roster", path, roster, "--yes")
    assert "already on the roster" in out("import-roster", path, roster)
    assert "Nothing has been changed" in out("make-groups", path)
    assert "Formed S1, S2, S3, S4, S5, S6, S7, S8, S9." in out("make-groups", path, "--yes")
    assert "Added 271 answers." in out("import-answers", path, str(sample_folder / "answers.csv"))
    suggested = json.loads(out("suggest", path, "--json"))
    assert len(suggested) == 271
    assert "Nothing has been accepted" in out("accept", path, "--best")
    assert "Accepted" in out("accept", path, "--best", "--yes")
    assert "Tagged L1-Q1-01" in out("accept", path, "L1-Q1-01", "PEO-REL")
    assert "shared strength" in out("compare", path)
    assert "ideas considered" in out("plan", path, "make")
    decided = out("plan", path, "decide", "I1", "do_now", "--owner", "Operations", "--due", "2026-05-01")
    assert "1 of" in decided
    assert "pages" in out("report", path, str(report), "--edition", "facilitator", "--paper", "letter")
    assert pypdf.PdfReader(report).pages[0].mediabox.width == 612
    figures = json.loads(out("show", path, "--json"))
    assert figures["audiences"]["staff"] == {
        "people": 66,
        "groups": 9,
        "sheets": 9,
        "answers": 148,
        "reviewed": figures["audiences"]["staff"]["reviewed"],
    }
    assert run(["report", path, str(report)]) == 3, "an earlier report is not overwritten silently"


def test_the_demo_names_every_figure_and_never_loads_the_screens(tmp_path: Path) -> None:
    report = tmp_path / "report.pdf"
    code = (
        "import sys; from cxfacilitator.cli.main import run; "
        f"assert run(['demo', {str(report)!r}]) == 0; "
        "assert not [name for name in sys.modules if name.startswith('PySide6')]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = len(pypdf.PdfReader(report).pages)
    for words in (
        "66 people",
        "1 duplicate proposed",
        "1 same-name pair kept apart",
        "1 missing department",
        "9 staff groups",
        "16 sheets with 271 answers",
        "accepted tags",
        "reviewed tags, decided by people",
        "46 findings",
        f"{pages} pages",
    ):
        assert words in done.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


@pytest.mark.parametrize(
    ("arguments", "choices"),
    [
        (["make-groups", "x.cxfac", "--audience", "Stuff"], "'Stuff' is none of: leadership, staff, customers"),
        (["materials", "x.cxfac", "--paper-size", "A5"], "'A5' is none of: a4, letter"),
        (["report", "x.cxfac", "r.pdf", "--edition", "short"], "'short' is none of: facilitator, leadership"),
    ],
)
def test_a_wrong_choice_is_answered_with_the_right_ones(
    arguments: list[str], choices: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert choices in capsys.readouterr().err
