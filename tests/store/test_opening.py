"""Files that are refused: each with its own sentence, byte by byte as it was, with nothing beside it."""

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from cxfacilitator.domain.errors import CxError, FileProblem
from cxfacilitator.store import photos, schema
from cxfacilitator.store.file import EngagementFile
from tests.store.builders import full_snapshot, written

CORPUS = Path(__file__).parents[1] / "data" / "corpus"


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(found.relative_to(folder)): found.read_bytes() for found in folder.rglob("*") if found.is_file()}


def refused(path: Path, words: str) -> None:
    before = everything_in(path.parent)
    with pytest.raises(FileProblem, match=words) as caught:
        EngagementFile.open(path)
    assert everything_in(path.parent) == before
    assert path.name in str(caught.value)


def run(path: Path, *statements: str) -> None:
    conn = dbapi2.connect(str(path), isolation_level=None)
    for statement in statements:
        conn.execute(statement).fetchall()
    conn.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written(tmp_path / "a.cxfac").close()
    return tmp_path / "a.cxfac"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("d42_newer_schema.cxfac", "newer version"),
        ("d43_foreign_sqlite.cxfac", "another program"),
        ("d44_corrupt_page.cxfac", "damaged"),
        ("d45_truncated.cxfac", "damaged"),
        ("d46_hostile_schema.cxfac", "tables are not those"),
    ],
)
def test_bad_file_of_the_corpus(name: str, words: str, tmp_path: Path) -> None:
    shutil.copy(CORPUS / name, tmp_path / name)
    refused(tmp_path / name, words)


def test_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="Check its name"):
        EngagementFile.open(tmp_path / "typo.cxfac")
    assert not list(tmp_path.iterdir())


def test_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.cxfac").mkdir()
    with pytest.raises(FileProblem, match="is not a file"):
        EngagementFile.open(tmp_path / "a.cxfac")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a spreadsheet with another name", "not an engagement file"),
        (b"SQLite format 3\x00 and then nothing", "damaged"),
    ],
)
def test_not_a_database(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.cxfac"
    path.write_bytes(content)
    refused(path, words)


@pytest.mark.parametrize("mode", [0o444, 0o400])
def test_write_protected_file(mode: int, path: Path) -> None:
    path.chmod(mode)
    refused(path, "write-protected")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER spy AFTER INSERT ON answer BEGIN DELETE FROM answer; END",
        "CREATE VIEW settings AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "CREATE TABLE mine (id INTEGER)",
        "DROP INDEX tag_by_theme",
        "DROP TABLE rejection",
        "ALTER TABLE answer ADD COLUMN mood TEXT",
    ],
)
def test_altered_tables(statement: str, path: Path) -> None:
    run(path, statement)
    refused(path, "tables are not those")


def test_other_text_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.cxfac"
    run(path, "PRAGMA encoding = 'UTF-16'", f"PRAGMA application_id = {schema.APPLICATION_ID}", "CREATE TABLE a (b)")
    refused(path, "altered by another program")


def test_unknown_migration_is_newer(path: Path) -> None:
    run(path, "INSERT INTO _sqlite_migrations VALUES (99, 'cxfacilitator', 'from_the_future', '2031-01-01')")
    refused(path, "newer version")


def test_migration_that_is_missing_from_the_list(path: Path) -> None:
    run(path, "DELETE FROM _sqlite_migrations")
    refused(path, "tables are not those")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM engagement",
        "DELETE FROM codebook",
        "UPDATE engagement SET audiences = '[\"neighbours\"]'",
        "UPDATE theme SET cues = '[' WHERE position = 0",
        "UPDATE answer SET box = 'well?' WHERE ref = 'S2-Q4-01'",
        "UPDATE tag SET theme_id = 'GONE' WHERE rank = 2",
        "UPDATE answer SET text = CAST(x'ff' AS TEXT)",
    ],
)
def test_rows_that_no_engagement_has(statement: str, path: Path) -> None:
    run(path, "PRAGMA ignore_check_constraints = ON", statement)
    refused(path, "damaged")


def test_one_flipped_letter_of_an_answer_is_noticed_and_named(path: Path) -> None:
    content = bytearray(path.read_bytes())
    spoilt = max(full_snapshot().answers, key=lambda answer: len(answer.text))
    text = spoilt.text.encode()
    assert content.count(text) == 1
    content[content.index(text) + 2] ^= 1
    path.write_bytes(content)
    with dbapi2.connect(str(path)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "SQLite itself sees nothing"
    conn.close()
    refused(path, f"words of {spoilt.ref} are not those that were saved")


def test_one_flipped_bit_of_a_photograph_is_noticed_and_named(tmp_path: Path) -> None:
    path, jpeg, photo = tmp_path / "a.cxfac", random.Random(1).randbytes(3000), full_snapshot().photos[0]
    with written(path) as file, file.edit("Attach a photograph") as edit:
        photos.insert(edit.db, replace(photo, name="IMG 9.jpg", source="b" * 64), jpeg)
    content = bytearray(path.read_bytes())
    content[content.index(jpeg) + 1234] ^= 1
    path.write_bytes(content)
    refused(path, "the photograph IMG 9.jpg is not the one that was saved")


def test_schema_of_random_bytes(path: Path) -> None:
    damage = path.read_bytes().replace(b"CREATE TABLE wording", b"CREATE TABLE \xff\xfe\xfd\xfc\xfb\xfa\xf9")
    path.write_bytes(damage)
    refused(path, "damaged")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda conn: conn.execute("CREATE TABLE mine (id INTEGER)"), "tables are not those"),
        (lambda conn: conn.execute("PRAGMA user_version = 99"), "newer version"),
        (lambda conn: conn.execute("DELETE FROM wording WHERE 0"), ""),
    ],
)
def test_refused_file_keeps_what_a_crash_left_beside_it(
    spoil: Callable[[dbapi2.Connection], object], words: str, path: Path, tmp_path: Path
) -> None:
    conn = dbapi2.connect(str(path), isolation_level=None)
    conn.execute("PRAGMA locking_mode = EXCLUSIVE")
    conn.execute("PRAGMA journal_mode = WAL").fetchall()
    conn.execute("UPDATE engagement SET client = 'The last words'")
    spoil(conn)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for found in tmp_path.glob("a.cxfac*"):
        shutil.copy(found, crashed)
    conn.close()
    left = crashed / "a.cxfac"
    assert sorted(everything_in(crashed)) == ["a.cxfac", "a.cxfac-wal"]
    if words:
        refused(left, words)
        return
    with EngagementFile.open(left) as file:
        assert file.snapshot().engagement.client == "The last words"
    assert sorted(everything_in(crashed)) == ["a.cxfac"]


def test_half_of_a_change_that_a_crash_left_is_taken_back(path: Path, tmp_path: Path) -> None:
    conn = dbapi2.connect(str(path), isolation_level=None)
    for statement in ("PRAGMA cache_size = 1", "BEGIN", "UPDATE answer SET competitor = printf('%.90000c', 'x')"):
        conn.execute(statement)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for found in tmp_path.glob("a.cxfac*"):
        shutil.copy(found, crashed)
    conn.execute("ROLLBACK")
    conn.close()
    assert sorted(everything_in(crashed)) == ["a.cxfac", "a.cxfac-journal"]
    assert (crashed / "a.cxfac").stat().st_size > path.stat().st_size
    with EngagementFile.open(crashed / "a.cxfac") as file:
        assert file.snapshot() == full_snapshot()
    assert sorted(everything_in(crashed)) == ["a.cxfac"]


def test_link_leads_to_the_file_and_to_what_a_crash_left(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "desktop" / "link.cxfac"
    link.parent.mkdir()
    link.symlink_to(path)
    with EngagementFile.open(link) as file:
        assert file.path == path
        with pytest.raises(FileProblem, match="already open"):
            EngagementFile.open(path)


def test_leftovers_of_another_program_are_not_played_back(path: Path) -> None:
    before = path.read_bytes()
    path.with_name("a.cxfac-wal").write_bytes(b"not a log at all")
    path.with_name("a.cxfac-journal").write_bytes(b"nor this")
    with EngagementFile.open(path) as file:
        assert file.snapshot() == full_snapshot()
    assert len(path.read_bytes()) == len(before)


def test_file_can_be_opened_after_it_was_refused(path: Path) -> None:
    path.chmod(0o444)
    refused(path, "write-protected")
    path.chmod(0o644)
    with EngagementFile.open(path) as file:
        assert file.snapshot() == full_snapshot()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "a.cxfac"
    written(path).close()
    return path.read_bytes()


@settings(max_examples=150)
@given(seed=st.integers(0, 2**32))
def test_random_damage_is_refused_or_harmless(
    seed: int, whole: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)
    spoiled = bytearray(whole)
    match chance.randrange(3):
        case 0:
            spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
        case 1:
            start = chance.randrange(0, len(spoiled), 512)
            spoiled[start : start + 512] = chance.randbytes(512)
        case _:
            del spoiled[chance.randrange(1, len(spoiled)) :]
    path = tmp_path_factory.mktemp("spoiled") / "a.cxfac"
    path.write_bytes(spoiled)
    try:
        with EngagementFile.open(path) as file:
            file.snapshot()
    except CxError:
        assert path.read_bytes() == bytes(spoiled)
    assert [found.name for found in path.parent.iterdir()] == ["a.cxfac"]


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="cannot be read"):
        EngagementFile.open(tmp_path / ("a" * 300))
