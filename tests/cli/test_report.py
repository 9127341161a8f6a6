"""The report on the command line: how much of it, which parts, and for whom."""

from io import StringIO
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from cxfacilitator.cli.main import run
from cxfacilitator.domain.text import amount
from tests.files import imported
from tests.pdfs import texts


def test_level_parts_and_edition(sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, report = str(imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json")), tmp_path / "r.pdf"

    def written(*options: str) -> list[str]:
        assert run(["report", path, str(report), "--replace", *options]) == 0
        pages = texts(report)
        assert f"Wrote {amount(len(pages), 'page')} to" in capsys.readouterr().out
        return pages

    (page,) = written("--level", "one-page")
    assert "Where views differ most" in page
    told = "\n".join(written("--level", "summary", "--without", "cover, plan"))
    assert "Perception gaps" in told
    assert "Every sheet" not in told
    first, *_ = written("--parts", "keep,summary")
    assert "Continue and quick wins" in first

    before = report.read_bytes()
    refused = ["report", path, str(report), "--replace"]
    assert run([*refused, "--edition", "participants"]) == 3
    assert "Nothing has been decided yet" in capsys.readouterr().err
    assert run([*refused, "--parts", "plan", "--without", "plan"]) == 3
    assert "No part of the report is left" in capsys.readouterr().err
    assert run([*refused, "--parts", "plan,plans"]) == 2
    assert "'plans' is none of: cover, summary, contents" in capsys.readouterr().err
    assert report.read_bytes() == before

    assert run(["report-setup", path, "--level", "summary", "--parts", "keep,summary", "--paper", "letter"]) == 0
    capsys.readouterr()
    as_chosen = written()
    assert as_chosen == written("--parts", "keep,summary", "--paper", "letter")
    assert written("--without", "keep") == written("--level", "one-page", "--paper", "letter")
    assert run(["report-setup", path, "--level", "full", "--parts", "usual", "--paper", "a4"]) == 0

    assert run(["plan", path, "decide", "ETA", "do_now"]) == 0
    capsys.readouterr()
    (note,) = written("--edition", "participants")
    assert "We do it now" in note


def test_for_an_archive_or_with_a_password(
    sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, report = str(imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json")), tmp_path / "r.pdf"
    command = ["report", path, str(report), "--level", "one-page", "--replace"]
    monkeypatch.setattr("sys.stdin", StringIO("quarry 12\nanother line\n"))
    assert run([*command, "--password-stdin"]) == 0
    for wrong in (None, "another line"):
        with pytest.raises(pypdfium2.PdfiumError, match="password"):
            pypdfium2.PdfDocument(report, password=wrong)
    document = pypdfium2.PdfDocument(report, password="quarry 12")
    assert "Where views differ most" in document[0].get_textpage().get_text_range()
    document.close()

    before = report.read_bytes()
    monkeypatch.setattr("sys.stdin", StringIO("quarry 12\n"))
    assert run([*command, "--pdfa", "--password-stdin"]) == 3
    assert "cannot have a password" in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", StringIO("\n"))
    assert run([*command, "--password-stdin"]) == 3
    assert "no password on standard input" in capsys.readouterr().err
    assert report.read_bytes() == before

    assert run([*command, "--pdfa"]) == 0
    assert "/OutputIntents" in pypdf.PdfReader(report).trailer["/Root"]
