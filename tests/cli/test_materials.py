"""The print pack from the command line."""

import json
from pathlib import Path

import pypdf
import pytest

from cxfacilitator.cli.main import run
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.services import engagement
from tests.files import imported


@pytest.fixture
def file(tmp_path: Path, sample_folder: Path) -> str:
    return str(imported(tmp_path / "e.cxfac", sample_folder))


def test_a_selection_is_written_as_one_pdf(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = tmp_path / "pack.pdf"
    assert run(["materials", file, str(pack), "--only", "answer-sheet,table-tents", "--paper-size", "letter"]) == 0
    said = capsys.readouterr().out
    assert f"Wrote 37 pages to {pack}." in said
    assert "  table-tents: 16 pages" in said
    pages = pypdf.PdfReader(pack).pages
    assert len(pages) == 37
    assert float(pages[0].mediabox.width) == 612


def test_json_tells_other_programs(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = tmp_path / "pack.pdf"
    arguments = ["materials", file, str(pack), "--only", "answer-sheet", "--audience", "staff", "--spare", "0"]
    assert run([*arguments, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "path": str(pack), "pages": 9, "papers": {"answer-sheet": 9}, "warnings": [],
    }  # fmt: skip


def test_names_of_papers_in_any_case_and_never_none(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = tmp_path / "pack.pdf"
    assert run(["materials", file, str(pack), "--only", " , "]) == 2
    assert "name at least one paper" in capsys.readouterr().err
    assert not pack.exists()
    assert run(["materials", file, str(pack), "--only", "Customer-Form"]) == 0
    assert "Wrote 1 page " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("pack.txt", "pack.txt does not end in .pdf"), ("pack", "such as pack.pdf"), (".", "is a folder")],
)
def test_a_pack_is_written_to_a_pdf_only(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, sentence: str
) -> None:
    before = sorted(tmp_path.iterdir())
    assert run(["materials", file, str(tmp_path / name), "--only", "customer-form"]) == 3
    assert sentence in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


def test_listing_and_a_dry_run_write_nothing(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(tmp_path.iterdir())
    assert run(["materials", file, "--list"]) == 0
    assert "answer-sheet (19 pages): One for each group" in capsys.readouterr().out
    assert run(["materials", file, str(tmp_path / "pack.pdf"), "--dry-run", "--json", "--session", "S-AM"]) == 0
    offers = {offer["name"]: offer for offer in json.loads(capsys.readouterr().out)}
    assert offers["answer-sheet"]["pages"] == 6
    assert offers["leadership-sheet"]["pages"] == 0
    assert offers["leadership-sheet"]["missing"] == "There are no leadership groups yet."
    assert offers["consent"]["audiences"] == ["customers"]
    assert sorted(tmp_path.iterdir()) == before


def test_what_cannot_be_done_is_refused_with_a_sentence(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["materials", file]) == 3
    assert "Say where the pack goes" in capsys.readouterr().err
    assert run(["materials", file, str(tmp_path / "p.pdf"), "--only", "sheets"]) == 3
    assert "There is no paper called sheets. There are: sign-in," in capsys.readouterr().err
    assert run(["materials", file, file]) == 3
    assert "is there already" in capsys.readouterr().err
    assert run(["materials", file, file, "--replace"]) == 3
    assert "not a PDF" in capsys.readouterr().err


def test_after_the_lists_hang_nobody_has_moved(file: str, tmp_path: Path) -> None:
    assert run(["materials", file, str(tmp_path / "lists.pdf"), "--only", "lists-by-surname", "--session", "S-AM"]) == 0
    with engagement.open_file(Path(file)) as opened:
        assert {person.announced for person in opened.snapshot().participants} == {""}
    target = str(tmp_path / "told.pdf")
    assert run(["materials", file, target, "--only", "lists-by-surname", "--session", "S-AM", "--told"]) == 0
    with engagement.open_file(Path(file)) as opened:
        snapshot = opened.snapshot()
    told = [person for person in snapshot.participants if person.announced]
    assert len(told) == 35
    assert all(person.announced == snapshot.group[GroupId(person.group_id or 0)].label for person in told)
