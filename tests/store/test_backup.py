"""Copies of the engagement file: whole or not there, and put back without losing what was there."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cxfacilitator.domain.errors import FileProblem
from cxfacilitator.store import backup, engagement
from cxfacilitator.store.file import EngagementFile
from tests.store.builders import ENGAGEMENT, full_snapshot, written

NOON = datetime(2025, 5, 6, 12, 0, 5, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "client’s day.cxfac"


def rename(file: EngagementFile, client: str) -> None:
    with file.edit("Rename") as edit:
        engagement.save(edit.db, replace(ENGAGEMENT, client=client))


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 3] = os.urandom(4096 * 2)
    path.write_bytes(content)


def test_a_copy_is_the_file_of_that_moment(path: Path) -> None:
    with written(path) as file:
        taken = file.back_up(NOON)
        rename(file, "Later")
    assert taken.taken_at == NOON
    assert taken.path.parent == backup.folder_of(path)
    assert backup.is_whole(taken)
    with EngagementFile.open(taken.path) as copy:
        assert copy.snapshot() == full_snapshot()


def test_a_copy_can_be_opened_where_nothing_may_be_written_beside_it(path: Path) -> None:
    with written(path) as file:
        taken = file.back_up(NOON)
    assert [found.name for found in taken.path.parent.iterdir()] == [taken.path.name]
    assert taken.path.read_bytes()[18:20] == b"\x01\x01", "neither write nor read version asks for a log beside it"


def test_copies_are_listed_newest_first_and_others_files_are_not(path: Path) -> None:
    with written(path) as file:
        taken = [file.back_up(NOON + timedelta(minutes=minutes)) for minutes in (0, 10, 5)]
    folder = backup.folder_of(path)
    (folder / f"{path.stem} 2025-05-06 12.59.00.cxfac.part").write_bytes(b"half")
    (folder / "holiday.cxfac").write_bytes(b"")
    assert backup.all_of(path) == (taken[1], taken[2], taken[0])


def test_a_damaged_copy_is_not_whole_and_is_never_put_back(path: Path) -> None:
    with written(path) as file:
        taken = file.back_up(NOON)
    damage(taken.path)
    assert not backup.is_whole(taken)
    before = path.read_bytes()
    with pytest.raises(FileProblem, match="not whole"):
        backup.restore(taken, path)
    assert path.read_bytes() == before


def test_nothing_is_copied_from_a_file_that_fails_its_check(path: Path) -> None:
    with written(path) as file:
        first = file.back_up(NOON)
    with EngagementFile.open(path) as file:
        rename(file, "x" * 20_000)
        file._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        content = bytearray(path.read_bytes())
        content[-4096:] = b"\xff" * 4096
        with path.open("rb+") as disk:
            disk.write(content)
        file._db.execute("PRAGMA shrink_memory").fetchall()
        with pytest.raises(FileProblem, match=r"check|damaged"):
            file.back_up(NOON + timedelta(minutes=5))
    assert backup.all_of(path) == (first,)


def test_nothing_is_copied_from_a_file_with_one_flipped_letter(path: Path) -> None:
    with written(path) as file:
        first = file.back_up(NOON)
        file._db.execute("UPDATE answer SET text = replace(text, 'a', 'b')")
        with pytest.raises(FileProblem, match="check"):
            file.back_up(NOON + timedelta(minutes=5))
    assert backup.all_of(path) == (first,)


def test_a_copy_with_one_flipped_letter_is_not_whole(path: Path) -> None:
    with written(path) as file:
        taken = file.back_up(NOON)
    text = max((answer.text for answer in full_snapshot().answers), key=len).encode()
    content = taken.path.read_bytes()
    assert content.count(text) == 1
    taken.path.write_bytes(content.replace(text, text[:-1] + b"?"))
    assert not backup.is_whole(taken)


def test_a_copy_is_current_until_the_file_is_written_again(path: Path) -> None:
    with written(path) as file:
        file.finish_writing()
        taken = file.back_up(NOON)
    assert backup.is_current(taken, path)
    with EngagementFile.open(path) as file:
        file.snapshot()
    assert backup.is_current(taken, path), "it was only read"
    with EngagementFile.open(path) as file:
        rename(file, "Later")
    assert not backup.is_current(taken, path)


def test_a_copy_never_takes_the_last_space(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "_LEFT_FREE_BYTES", 2**62)
    with written(path) as file, pytest.raises(FileProblem, match="no room for a backup"):
        file.back_up(NOON)
    assert backup.all_of(path) == ()


def test_a_damaged_file_is_kept_when_a_copy_takes_its_place(path: Path) -> None:
    with written(path) as file:
        taken = file.back_up(NOON)
    damage(path)
    broken = path.read_bytes()
    kept = backup.restore(taken, path)
    assert kept is not None
    assert kept.read_bytes() == broken
    with EngagementFile.open(path) as file:
        assert file.snapshot() == full_snapshot()
    path.unlink()
    assert backup.restore(taken, path) is None


def test_what_a_crash_left_goes_with_the_file_that_is_set_aside(path: Path) -> None:
    with written(path) as file:
        taken = file.back_up(NOON)
    log = path.with_name(path.name + "-wal")
    log.write_bytes(b"the log of another life")
    kept = backup.restore(taken, path)
    assert kept is not None
    assert not log.exists()
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"the log of another life"
    with EngagementFile.open(path) as file:
        assert file.snapshot() == full_snapshot()


def test_an_open_file_is_not_replaced(path: Path) -> None:
    with written(path) as file:
        taken = file.back_up(NOON)
        rename(file, "Still typing")
        with pytest.raises(FileProblem, match="open"):
            backup.restore(taken, path)
        assert file.snapshot().engagement.client == "Still typing"


def test_a_folder_that_cannot_be_written_is_named(path: Path) -> None:
    with written(path) as file:
        backup.folder_of(path).write_text("in the way", encoding="utf-8")
        with pytest.raises(FileProblem, match=r"day backups.*untouched"):
            file.back_up(NOON)
        assert file.snapshot() == full_snapshot()


def test_rows_are_counted_without_a_trace(path: Path) -> None:
    with written(path) as file:
        taken = file.back_up(NOON)
    before = taken.path.read_bytes()
    found = backup.counts(taken.path)
    assert (found["answer"], found["participant"], found["tag"]) == (10, 3, 6)
    assert taken.path.read_bytes() == before
    assert [name.name for name in taken.path.parent.iterdir()] == [taken.path.name]
    path.write_bytes(b"not a database at all, and long enough to look at" * 9)
    assert backup.counts(path) == {}
