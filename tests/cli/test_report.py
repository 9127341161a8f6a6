"""The report on the command line: how much of it, which parts, and for whom."""

from pathlib import Path

import pypdf
import pytest

from cxfacilitator.cli.main import run
from tests.files import imported


def test_level_parts_and_edition(sample_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, report = str(imported(tmp_path / "e.cxfac", sample_folder, sample_folder / "gold.json")), tmp_path / "r.pdf"

    def written(*options: str) -> list[str]:
        assert run(["report", path, str(report), "--replace", *options]) == 0
        pages = [page.extract_text() for page in pypdf.PdfReader(report).pages]
        assert f"Wrote {len(pages)} pages" in capsys.readouterr().out
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

    assert run(["plan", path, "decide", "ETA", "do_now"]) == 0
    capsys.readouterr()
    (note,) = written("--edition", "participants")
    assert "We do it now" in note
