"""The open file: what is written is read, edits are whole or not at all, one process holds the file."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from cxfacilitator.domain.codebook import Colour, Theme, ThemeId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError, FileProblem
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.report_setup import ReportSetup
from cxfacilitator.domain.session import EventKind, SessionEvent, SessionId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.store import ballast, engagement, schema, session, sheets
from cxfacilitator.store.file import EngagementFile, all_or_nothing
from tests.store.builders import CODEBOOK, ENGAGEMENT, WORDING, full_snapshot, written

ROOT = Path(__file__).parents[2]
A_LINE = Answer(AnswerId("new"), "C1-Q1-01", 4, Box.WELL, 1, "Quick")


def test_everything_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "client’s file #1?.cxfac"
    with written(path) as file:
        assert file.snapshot() == full_snapshot()
    with EngagementFile.open(path) as file:
        assert file.snapshot() == full_snapshot()


def test_values_that_were_read_to_check_them_are_the_first_snapshot_unless_an_edit_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.cxfac"
    written(path).close()
    with EngagementFile.open(path) as file:
        assert file.snapshot().answers[0] is not file.snapshot().answers[0]
        with file.edit("Take a line out") as edit:
            sheets.delete(edit.db, full_snapshot().answers[0].id)
        left = file.snapshot()
        assert left.answers == full_snapshot().answers[1:]
    with EngagementFile.open(path) as file:
        with file.edit("Take another line out") as edit:
            sheets.delete(edit.db, left.answers[0].id)
        assert file.snapshot().answers == left.answers[1:]


def test_closed_file_is_one_file_that_any_sqlite_tool_can_read(tmp_path: Path) -> None:
    path = tmp_path / "a.cxfac"
    written(path).close()
    assert [found.name for found in tmp_path.iterdir()] == ["a.cxfac"]
    conn = dbapi2.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    assert conn.execute("SELECT count(*) FROM answer").fetchone() == (10,)
    assert conn.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    conn.close()


def test_of_a_file_that_was_not_filled_nothing_is_left(tmp_path: Path) -> None:
    new = EngagementFile.create(tmp_path / "new.cxfac", ENGAGEMENT, WORDING, CODEBOOK)
    with pytest.raises(KeyboardInterrupt), all_or_nothing(new) as file, file.edit("Type a line"):
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())
    with all_or_nothing(EngagementFile.create(new.path, ENGAGEMENT, WORDING, CODEBOOK)) as file:
        pass
    with file:
        assert file.snapshot().engagement == ENGAGEMENT


def test_file_is_one_file_after_an_edit_that_changed_nothing(tmp_path: Path) -> None:
    written(tmp_path / "a.cxfac").close()
    with EngagementFile.open(tmp_path / "a.cxfac") as file, file.edit("Nothing"):
        pass
    assert [found.name for found in tmp_path.iterdir()] == ["a.cxfac"]


def test_closing_twice_is_harmless(file: EngagementFile) -> None:
    file.close()
    file.close()


def test_create_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "a.cxfac"
    path.write_text("my diary", encoding="utf-8")
    with pytest.raises(FileProblem, match="exists already"):
        EngagementFile.create(path, ENGAGEMENT, WORDING, CODEBOOK)
    assert path.read_text(encoding="utf-8") == "my diary"


def test_create_in_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="cannot be made in this folder"):
        EngagementFile.create(tmp_path / "gone" / "a.cxfac", ENGAGEMENT, WORDING, CODEBOOK)


def test_failed_create_leaves_nothing(tmp_path: Path) -> None:
    bad = replace(ENGAGEMENT, round=0)
    with pytest.raises(dbapi2.IntegrityError):
        EngagementFile.create(tmp_path / "a.cxfac", bad, WORDING, CODEBOOK)
    assert not list(tmp_path.iterdir())


def test_edit_that_fails_changes_nothing_and_is_no_step(file: EngagementFile) -> None:
    before = file.snapshot()
    file.take_steps()
    with pytest.raises(ZeroDivisionError), file.edit("Fail") as edit:
        sheets.upsert(edit.db, A_LINE)
        raise ZeroDivisionError
    assert file.snapshot() == before
    assert file.take_steps() == ()
    with file.edit("Type") as edit:
        sheets.upsert(edit.db, A_LINE)
    assert file.snapshot().answer[A_LINE.id] == A_LINE


def test_edits_do_not_nest(file: EngagementFile) -> None:
    with pytest.raises(RuntimeError), file.edit("Outer"), file.edit("Inner"):
        pass


def test_step_names_label_tables_and_key(file: EngagementFile) -> None:
    file.take_steps()
    with file.edit("Type an answer", merge_key="answer new") as edit:
        sheets.upsert(edit.db, A_LINE)
    [step] = file.take_steps()
    assert (step.label, step.tables, step.merge_key) == ("Type an answer", {"answer"}, "answer new")
    assert file.take_steps() == ()


def test_edit_that_writes_what_is_there_already_is_no_step(file: EngagementFile) -> None:
    file.take_steps()
    with file.edit("Save") as edit:
        engagement.save(edit.db, ENGAGEMENT)
        sheets.upsert(edit.db, full_snapshot().answers[1])
    assert file.take_steps() == ()


def test_clock_is_told_but_never_taken_back(file: EngagementFile) -> None:
    file.take_steps()
    event = replace(full_snapshot().events[0], kind=EventKind.CLOSED)
    with file.edit("Close the session") as edit:
        session.insert_event(edit.db, event)
    [step] = file.take_steps()
    assert step.tables == {"session_event"}
    assert step.inverse == ()
    file.reverse(step)
    assert file.snapshot().events[-1] == event


def test_instant_without_a_time_zone_is_a_mistake(file: EngagementFile) -> None:
    instant = full_snapshot().events[0].at.replace(tzinfo=None)
    with pytest.raises(ValueError, match="time zone"), file.edit("Start") as edit:
        session.insert_event(edit.db, SessionEvent(SessionId(1), EventKind.STARTED, instant))


def test_half_a_character_is_refused_with_a_sentence(file: EngagementFile) -> None:
    with pytest.raises(CxError, match="only half there"), file.edit("Type") as edit:
        sheets.upsert(edit.db, replace(A_LINE, text="\ud83d"))
    assert A_LINE.id not in file.snapshot().answer


def test_number_beyond_64_bits_is_refused_with_a_sentence(file: EngagementFile) -> None:
    with pytest.raises(CxError, match="too large"), file.edit("Type") as edit:
        sheets.upsert(edit.db, replace(A_LINE, position=2**70))


def test_partial_snapshot_equals_a_full_one(file: EngagementFile) -> None:
    base = file.snapshot()
    file.take_steps()
    with file.edit("Move group S2 to the customers") as edit:
        edit.db.execute("UPDATE table_group SET audience = 'customers', code = 'C3' WHERE code = 'S2'")
    [step] = file.take_steps()
    partial = file.snapshot(base, step.tables)
    assert partial == file.snapshot() != base
    assert [group.code for group in partial.groups_of(Audience.CUSTOMERS)] == ["C1", "C3"]
    assert partial.participants is base.participants
    assert partial.codebook is base.codebook


def test_second_program_is_refused_at_once_and_changes_nothing(file: EngagementFile) -> None:
    before = {found.name: found.read_bytes() for found in _beside(file.path) if found != file.path}
    script = (
        "import sys, pathlib\n"
        "from cxfacilitator.domain.errors import FileProblem\n"
        "from cxfacilitator.store.file import EngagementFile\n"
        "try:\n    EngagementFile.open(pathlib.Path(sys.argv[1]))\n"
        "except FileProblem as problem:\n    print(problem)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(file.path)],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert "is open in another window" in done.stdout
    assert {found.name: found.read_bytes() for found in _beside(file.path) if found != file.path} == before
    with file.edit("Type") as edit:
        sheets.upsert(edit.db, A_LINE)


def test_second_opening_in_this_program_is_refused_and_keeps_the_lock(file: EngagementFile) -> None:
    with pytest.raises(FileProblem, match="already open in this program"):
        EngagementFile.open(file.path)
    other = dbapi2.connect(str(file.path), timeout=0)
    with pytest.raises(dbapi2.OperationalError, match="locked"):
        other.execute("SELECT * FROM answer")
    other.close()


def test_full_disk_is_a_sentence_and_everything_before_stays(file: EngagementFile) -> None:
    before = file.snapshot()
    conn = file._db.conn
    pages = conn.execute("PRAGMA page_count").fetchone()[0]
    conn.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(FileProblem, match="full"), file.edit("Type a lot") as edit:
        sheets.upsert(edit.db, replace(A_LINE, text="long " * 20_000))
    assert file.snapshot() == before
    conn.execute("PRAGMA max_page_count = 100000")
    with file.edit("Type it again") as edit:
        sheets.upsert(edit.db, replace(A_LINE, text="long " * 20_000))
    assert file.snapshot().answer[A_LINE.id].text == "long " * 20_000


def test_words_that_do_not_read_back_as_they_were_typed_are_not_saved(file: EngagementFile) -> None:
    file._db.execute(
        "CREATE TEMP TRIGGER bend AFTER INSERT ON main.answer "
        "BEGIN UPDATE main.answer SET text = 'Something else' WHERE id = NEW.id; END"
    )
    with pytest.raises(FileProblem, match="words of C1-Q1-01 as they were typed"), file.edit("Type") as edit:
        sheets.upsert(edit.db, A_LINE)


def test_what_is_brought_into_one_file_can_be_written_again(file: EngagementFile) -> None:
    for text in ("Quick", "Kind"):
        with file.edit("Type") as edit:
            sheets.upsert(edit.db, replace(A_LINE, text=text))
        file.finish_writing()
        assert not file.path.with_name("a.cxfac-wal").exists()
    assert file.snapshot().answer[A_LINE.id].text == "Kind"


def test_a_reserve_is_kept_taken_over_given_up_and_gone_in_the_end(file: EngagementFile) -> None:
    reserve = ballast.beside(file.path)
    assert not file.release_reserve()
    assert file.keep_reserve()
    made = reserve.read_bytes()
    assert len(made) == ballast.SIZE_BYTES
    assert file.keep_reserve()
    assert reserve.read_bytes() == made
    reserve.write_bytes(made[:10])
    assert file.keep_reserve(), "what a crash left half made is made anew"
    assert reserve.stat().st_size == ballast.SIZE_BYTES
    assert file.release_reserve()
    assert not reserve.exists()
    file.keep_reserve()
    file.close()
    assert not reserve.exists()


def test_no_reserve_is_made_where_it_would_take_the_last_space(
    file: EngagementFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ballast, "SIZE_BYTES", 2**62)
    assert not file.keep_reserve()
    assert not ballast.beside(file.path).exists()


WRITER = """
import sys, pathlib
from dataclasses import replace
from cxfacilitator.store import sheets
from cxfacilitator.store.file import EngagementFile
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
file = EngagementFile.open(pathlib.Path(sys.argv[1]))
start = len(file.snapshot().answers)
for number in range(start, start + 100000):
    with file.edit("Type") as edit:
        for part in "ab":
            name = f"{number}{part}"
            sheets.upsert(edit.db, Answer(AnswerId(name), name, 4, Box.WELL, number, "words " * 50))
    print(number, flush=True)
"""


def test_killed_in_the_middle_of_edits_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "a.cxfac"
    written(path).close()
    for round_ in range(5):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            seen = [child.stdout.readline() for _ in range(7 + 5 * round_)]
            child.kill()
            seen += child.stdout.readlines()
        assert path.with_name("a.cxfac-wal").exists()
        saved = [int(line) for line in seen if line.endswith(b"\n")]
        with EngagementFile.open(path) as file:
            found = {answer.id for answer in file.snapshot().answers}
        assert {f"{number}{part}" for number in saved for part in "ab"} <= found
        assert {f"{name[:-1]}b" for name in found if name.endswith("a") and name[:-1].isdigit()} <= found
        assert [left.name for left in tmp_path.iterdir()] == ["a.cxfac"]


def test_file_of_an_older_version_is_copied_and_updated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.cxfac"
    written(path).close()
    before = path.read_bytes()
    newer = schema.Migrations("cxfacilitator")
    newer(name="first")(schema.first)
    newer(name="seating")(schema.seating)
    newer(name="capture")(schema.capture)
    newer(name="tagging")(schema.tagging)
    newer(name="planning")(schema.planning)
    newer(name="reporting")(schema.reporting)
    newer(name="mood")(lambda db: db.executescript("CREATE TABLE mood (id INTEGER PRIMARY KEY) STRICT;"))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", newer)
        with EngagementFile.open(path) as file:
            assert file.snapshot() == full_snapshot()
        with EngagementFile.open(path) as file:
            assert file.snapshot() == full_snapshot()
    copy = tmp_path / "a.before-update.cxfac"
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a.before-update.cxfac", "a.cxfac"]
    with pytest.raises(FileProblem, match="newer version"):
        EngagementFile.open(path)
    with EngagementFile.open(copy) as file:
        assert file.snapshot() == full_snapshot()
    assert len(before) == copy.stat().st_size


def test_file_of_the_first_release_is_updated_with_everything_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.cxfac"
    oldest = schema.Migrations("cxfacilitator")
    oldest(name="first")(schema.first)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", oldest)
        EngagementFile.create(path, ENGAGEMENT, WORDING, replace(CODEBOOK, themes=())).close()
    conn = dbapi2.connect(str(path), isolation_level=None)
    conn.execute(
        "INSERT INTO theme VALUES ('ZED-1', 0, 'ZED', 'Care', 'Kindness', '[]', '[]', '[\"kind*\"]', "
        "'{}', 'direct', 1, 0)"
    )
    conn.execute("INSERT INTO table_group VALUES (1, 'S1', 'staff', 'Table 1', NULL, '', 7, 0)")
    conn.execute(
        "INSERT INTO participant VALUES (1, 'staff', 'P1', 'Bo', 'Lund', 'Sales', '', '', '', NULL, '', 'present', 1, "
        "'scribe', '', '', '', '', '', 0)"
    )
    conn.execute("INSERT INTO answer VALUES ('a', 'S1-Q1-01', 1, 'well', 1, 'Łukasz’s crew', '', '', '', 1)")
    conn.close()
    with EngagementFile.open(path) as file:
        snapshot = file.snapshot()
    assert snapshot.engagement == ENGAGEMENT
    assert snapshot.groups == (Group(GroupId(1), "S1", Audience.STAFF, "Table 1", people=7),)
    [person] = snapshot.participants
    assert (person.department, person.table_role, person.needs, person.pinned) == ("Sales", "scribe", "", False)
    assert (snapshot.wishes, snapshot.seating_rules, snapshot.met) == ((), {}, {})
    assert snapshot.answers == (Answer(AnswerId("a"), "S1-Q1-01", 1, Box.WELL, 1, "Łukasz’s crew", reviewed=True),)
    assert (snapshot.forms, snapshot.photos, snapshot.box_states, snapshot.learned_words) == ((), (), {}, ())
    [theme] = snapshot.codebook.themes
    assert theme == Theme(
        ThemeId("ZED-1"), "ZED", "Care", "Kindness", cues=("kind*",), effort_linked=True, colour=Colour.NONE, memo=""
    )
    assert (snapshot.clusters, snapshot.loners) == ((), {})
    assert (snapshot.report, snapshot.logos) == (ReportSetup(), ())


def test_failing_update_leaves_the_older_file_usable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.cxfac"
    written(path).close()
    broken = schema.Migrations("cxfacilitator")
    broken(name="first")(schema.first)
    broken(name="seating")(schema.seating)
    broken(name="capture")(schema.capture)
    broken(name="tagging")(schema.tagging)
    broken(name="planning")(schema.planning)
    broken(name="reporting")(schema.reporting)
    broken(name="broken")(lambda db: db.executescript("DELETE FROM tag; SELECT nothing;"))
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", broken)
        with pytest.raises(dbapi2.OperationalError, match="nothing"):
            EngagementFile.open(path)
    with EngagementFile.open(path) as file:
        assert file.snapshot() == full_snapshot()


def _beside(path: Path) -> list[Path]:
    return sorted(path.parent.iterdir())


def test_whoever_only_reads_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.cxfac"
    written(path).close()
    before = path.read_bytes()
    with EngagementFile.open(path) as file:
        file.snapshot()
        other = subprocess.run(
            [sys.executable, "-m", "cxfacilitator", "show", str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert other.returncode == 3, "one process holds the file, also one that only reads"
    assert path.read_bytes() == before
