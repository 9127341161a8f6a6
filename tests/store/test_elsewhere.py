"""A codebook is taken over from another engagement's file, which stays as it is byte by byte."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from cxfacilitator.domain.errors import FileProblem
from cxfacilitator.store import elsewhere
from tests.store.builders import CODEBOOK, written


def state(path: Path) -> tuple[bytes, int, list[str]]:
    return path.read_bytes(), path.stat().st_mtime_ns, sorted(found.name for found in path.parent.iterdir())


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    path = tmp_path / "theirs" / "b.cxfac"
    path.parent.mkdir()
    written(path).close()
    return path


def test_the_file_may_be_write_protected_and_is_not_touched(theirs: Path) -> None:
    theirs.chmod(0o444)
    before = state(theirs)
    assert elsewhere.is_engagement(theirs)
    assert elsewhere.codebook_of(theirs) == CODEBOOK
    assert state(theirs) == before


def test_a_file_that_a_crash_left_behind_is_read_with_what_lies_beside_it(tmp_path: Path) -> None:
    left = tmp_path / "left"
    left.mkdir()
    with written(tmp_path / "b.cxfac") as file:
        with file.edit("Rename") as edit:
            edit.db.execute("UPDATE theme SET name = 'Kindness' WHERE id = 'ZED-1'")
        for found in tmp_path.glob("b.cxfac*"):
            shutil.copy(found, left)
    before = state(left / "b.cxfac")
    assert "b.cxfac-wal" in before[2]
    assert elsewhere.codebook_of(left / "b.cxfac").themes[0].name == "Kindness"
    assert state(left / "b.cxfac") == before


def test_a_link_leads_to_the_file_and_to_what_lies_beside_it(theirs: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.cxfac"
    link.symlink_to(theirs)
    assert elsewhere.codebook_of(link) == CODEBOOK


def test_the_file_that_is_open_here_keeps_its_lock(theirs: Path) -> None:
    with written(theirs.with_name("open.cxfac")) as file:
        assert elsewhere.is_engagement(file.path)
        with pytest.raises(FileProblem, match="is the engagement that is open"):
            elsewhere.codebook_of(file.path)
        code = (
            "import sys, sqlite3; db = sqlite3.connect(sys.argv[1], timeout=0.1);"
            "\ntry: db.execute('BEGIN EXCLUSIVE'); print('got it')\nexcept sqlite3.Error: print('locked')"
        )
        assert said_by_another_process(code, file.path) == "locked"


def test_what_cannot_be_read_is_no_engagement(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere", tmp_path / ("x" * 10_000)):
        assert not elsewhere.is_engagement(path)


def said_by_another_process(code: str, path: Path) -> str:
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_another_programs_database_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE photo (id INTEGER)")
    db.close()
    with pytest.raises(FileProblem, match=r"“photos\.db” was made by another program"):
        elsewhere.codebook_of(path)
