"""Photographs from the command line."""

import json
from pathlib import Path

import pytest
from PIL import Image

from cxfacilitator.cli.main import run
from tests.files import imported
from tests.photographs import jpeg, photograph, sheet


@pytest.fixture
def file(tmp_path: Path, sample_folder: Path) -> str:
    return str(imported(tmp_path / "e.cxfac", sample_folder))


def test_photographs_are_attached_listed_and_written(
    file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, unknown, bad = (tmp_path / name for name in ("IMG 1.jpg", "IMG 2.png", "notes.jpg"))
    good.write_bytes(jpeg(photograph(sheet("S3"), 1, angle=90, size=(1400, 1050))[0]))
    Image.new("L", (60, 40), 200).save(unknown)
    bad.write_text("hello")
    assert run(["attach-photos", file, str(good), str(unknown), str(bad)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "IMG 1.jpg: S3",
        "IMG 2.png: no sheet yet; no code was read on it",
        "notes.jpg is not a picture. Pictures are read as JPEG, HEIC, PNG, WEBP, TIFF or BMP.",
        "Attached 2 photographs from 3 files.",
    ]
    assert run(["attach-photos", file, str(good)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "IMG 1.jpg: in the file already",
        "Attached 0 photographs from 1 file.",
    ]
    assert run(["photos", file]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("S3       IMG 1.jpg")
    assert lines[0].endswith("straightened")
    assert lines[1].startswith("-        IMG 2.png")
    assert lines[2].startswith("2 photographs, ")
    assert run(["photos", file, "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["group"], first["mark"], first["quarter_turns"]) == ("S3", "CXF1|TRH-2025-R1|S3", 3)
    assert (second["group"], second["corners"]) == (None, [])
    folder = tmp_path / "out"
    assert run(["export-photos", file, str(folder)]) == 3
    assert "does not exist" in capsys.readouterr().err
    folder.mkdir()
    assert run(["export-photos", file, str(folder)]) == 0
    assert "may be legible" in capsys.readouterr().out
    assert sorted(path.name for path in folder.iterdir()) == ["TRH-2025-R1 S3 1.jpg", "TRH-2025-R1 no sheet 1.jpg"]
