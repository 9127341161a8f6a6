"""Every wording that was on disk for longer than it takes to type it is kept, in whatever way it was replaced."""

import getpass
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from cxfacilitator.domain.errors import CxError, DamagedFile
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.history import VersionId
from cxfacilitator.domain.sheets import SHEET_BOXES, Answer, AnswerId, Box
from cxfacilitator.store import history, sheets
from cxfacilitator.store.file import TYPING_BURST, EngagementFile
from tests.store.builders import written

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
LINE = Answer(AnswerId("line"), "S1-Q1-77", 1, Box.WELL, 77, "Friendly staff")


class Clock:
    """A clock that is set by hand."""

    now = NOON

    def wait(self, seconds: float) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def put(file: EngagementFile, answer: Answer, now: datetime = NOON, label: str = "Tidy", key: str = "") -> None:
    with file.edit(label, key, now) as edit:
        sheets.upsert(edit.db, answer)


def texts(file: EngagementFile, answer_id: AnswerId = LINE.id) -> list[str | None]:
    """The earlier wordings, oldest first."""
    return [version.text for version in reversed(file.read(history.of_answer, answer_id))]


def test_a_changed_wording_is_kept_with_who_when_and_why(file: EngagementFile) -> None:
    put(file, LINE)
    later = NOON + timedelta(minutes=3)
    put(file, replace(LINE, text="Kind staff", box=Box.IMPROVE), later, "Move an answer")
    [version] = file.read(history.of_answer, LINE.id)
    assert (version.text, version.box, version.ref) == ("Friendly staff", Box.WELL, "S1-Q1-77")
    assert (version.at, version.why, version.who) == (later, "Move an answer", getpass.getuser())
    assert version.whole


def test_what_is_not_wording_makes_no_version(file: EngagementFile) -> None:
    put(file, LINE)
    put(file, replace(LINE, position=3, reviewed=True, starred=True))
    put(file, LINE)
    assert texts(file) == []


def test_two_changes_in_one_edit_keep_what_was_on_disk(file: EngagementFile) -> None:
    put(file, LINE)
    with file.edit("Tidy") as edit:
        for text in ("Friendly", "Friendly people"):
            sheets.upsert(edit.db, replace(LINE, text=text))
        new = replace(LINE, id=AnswerId("new"), ref="new")
        for text in ("N", "New"):
            sheets.upsert(edit.db, replace(new, text=text))
    assert texts(file) == ["Friendly staff"]
    assert texts(file, AnswerId("new")) == [], "what was never on disk has no history"


def test_a_line_typed_in_one_go_has_no_version(file: EngagementFile, clock: Clock) -> None:
    for length in range(1, len(LINE.text) + 1):
        put(file, replace(LINE, text=LINE.text[:length]), clock.wait(0.2), "Type an answer", "answer line")
    assert texts(file) == []


def test_a_line_typed_for_long_has_one_version_for_each_half_minute(file: EngagementFile, clock: Clock) -> None:
    for length in range(1, 101):
        put(file, replace(LINE, text="x" * length), clock.wait(1), "Type an answer", "answer line")
    assert [len(text or "") for text in texts(file)] == [30, 60, 90]


def test_coming_back_to_a_line_keeps_what_it_was(file: EngagementFile, clock: Clock) -> None:
    other = replace(LINE, id=AnswerId("other"), ref="other", text="Quick")
    put(file, LINE, clock.wait(1), key="answer line")
    put(file, other, clock.wait(1), key="answer other")
    put(file, replace(LINE, text="Friendly staff!"), clock.wait(1), key="answer line")
    put(file, replace(LINE, text="Friendly staff!!"), clock.wait(1), key="answer line")
    assert texts(file) == ["Friendly staff"]


def test_many_letters_lost_at_once_are_no_typing(file: EngagementFile, clock: Clock) -> None:
    put(file, LINE, clock.wait(1), key="answer line")
    put(file, replace(LINE, text="F"), clock.wait(1), key="answer line")
    assert texts(file) == ["Friendly staff"]


def test_a_line_that_is_typed_over_is_kept_however_long_the_new_one_is(file: EngagementFile, clock: Clock) -> None:
    put(file, LINE, clock.wait(1), key="answer line")
    put(file, replace(LINE, text="Slow tills, every Saturday"), clock.wait(1), key="answer line")
    put(file, replace(LINE, text="Slow till, every Saturday"), clock.wait(1), key="answer line")
    assert texts(file) == ["Friendly staff"]


def test_a_removed_line_and_what_undo_took_back_are_kept(file: EngagementFile) -> None:
    put(file, LINE)
    with file.edit("Remove an answer", now=NOON) as edit:
        sheets.delete(edit.db, LINE.id)
    step = file.take_steps()[-1]
    assert texts(file) == ["Friendly staff"]
    [removed] = file.read(history.of_removed, GroupId(LINE.group_id))
    assert removed.answer_id == LINE.id
    redo = file.reverse(step)
    assert file.read(history.of_removed, GroupId(LINE.group_id)) == ()
    put(file, replace(LINE, text="Kind staff"))
    step = file.take_steps()[-1]
    file.reverse(step)
    assert texts(file) == ["Friendly staff", "Friendly staff", "Kind staff"]
    file.reverse(redo)
    assert [version.why for version in file.read(history.of_answer, LINE.id)] == [
        "Redo: Remove an answer", "Undo: Tidy", "Tidy", "Remove an answer",
    ]  # fmt: skip


def test_an_edit_that_fails_leaves_no_version(file: EngagementFile) -> None:
    put(file, LINE)
    with pytest.raises(ZeroDivisionError), file.edit("Fail") as edit:
        sheets.upsert(edit.db, replace(LINE, text="Kind staff"))
        raise ZeroDivisionError
    assert texts(file) == []
    put(file, replace(LINE, text="Good staff"))
    assert texts(file) == ["Friendly staff"]


@pytest.mark.parametrize("first", [True, False])
def test_words_that_are_forgotten_are_nowhere_in_the_file(tmp_path: Path, first: bool) -> None:
    path = tmp_path / "a.cxfac"
    with written(path) as file:
        for text in ("Bodil Ström shouts", "Bodil Ström shouts at us"):
            put(file, replace(LINE, text=text))
        with file.edit("Redact an answer", now=NOON) as edit:
            if first:
                history.forget_words(edit.db, LINE.id)
            sheets.upsert(edit.db, replace(LINE, text="[name] shouts"))
            if not first:
                history.forget_words(edit.db, LINE.id)
        [step] = file.take_steps()[-1:]
        assert texts(file) == [None, None]
        redo = file.reverse(step)
        assert file.snapshot().answer[LINE.id].text == "Bodil Ström shouts at us"
        file.reverse(redo)
        assert texts(file) == [None, None, None, None]
    assert b"Bodil" not in path.read_bytes()
    with EngagementFile.open(path) as file:
        assert all(version.whole for version in file.read(history.of_answer, LINE.id))
        put(file, replace(LINE, text="Somebody shouts"))
        assert texts(file)[-1] == "[name] shouts", "what comes later has a history again"


def test_forgetting_an_answer_without_a_history_is_harmless(file: EngagementFile) -> None:
    with file.edit("Redact an answer") as edit:
        history.forget_words(edit.db, LINE.id)
    put(file, LINE)
    put(file, replace(LINE, text="Kind staff"))
    assert texts(file) == ["Friendly staff"]


def test_a_version_that_is_not_there_is_refused(file: EngagementFile) -> None:
    with pytest.raises(CxError, match="no longer"):
        file.read(history.version, VersionId(99))


def test_where_the_account_has_no_name_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert history.account() == ""


@pytest.fixture
def with_history(tmp_path: Path) -> Path:
    path = tmp_path / "a.cxfac"
    with written(path) as file:
        for text in ("Slow", "Slow till", "Slow tills"):
            put(file, replace(LINE, text=text))
    return path


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE answer_version SET text = 'Slow tilt' WHERE id = 2",
        "UPDATE answer_version SET why = 'Tidier' WHERE id = 1",
        "UPDATE answer_version SET at = '2026-03-31T12:00:01+00:00' WHERE id = 2",
        "UPDATE answer_version SET digest = replace(digest, 'a', 'b') WHERE id = 1",
        "UPDATE answer_version SET chain = '' WHERE id = 2",
        "UPDATE answer_version SET text = NULL WHERE id = 1",
        "DELETE FROM answer_version WHERE id = 1",
    ],
)
def test_a_history_that_was_altered_is_noticed_when_the_file_is_opened(with_history: Path, statement: str) -> None:
    conn = dbapi2.connect(str(with_history), isolation_level=None)
    conn.execute(statement)
    conn.close()
    with pytest.raises(DamagedFile, match="S1-Q1-77"):
        EngagementFile.open(with_history)


def test_a_flipped_letter_of_a_version_is_noticed(with_history: Path) -> None:
    content = with_history.read_bytes()
    place = content.index(b"Slow till", content.index(b"Slow tills") + 1)
    spoilt = bytearray(content)
    spoilt[place] ^= 1
    with_history.write_bytes(spoilt)
    with pytest.raises(DamagedFile, match="wording"):
        EngagementFile.open(with_history)


@settings(max_examples=20)
@given(seed=st.integers(0, 2**32))
def test_nothing_that_was_on_disk_for_longer_than_a_burst_is_lost(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance, clock = random.Random(seed), Clock()
    with written(tmp_path_factory.mktemp("history") / "a.cxfac") as file:
        file.take_steps()
        before = {answer.id: answer.text for answer in file.snapshot().answers}
        since = dict.fromkeys(before, clock.now)
        due: set[tuple[str, str]] = set()
        names = [AnswerId(name) for name in ("a", "b")]
        group = file.snapshot().groups[0].id
        for _ in range(30):
            at = clock.wait(chance.choice([0.1, 1, 20, 31]))
            name = chance.choice([*names, *before])
            typed = Answer(name, f"ref {name}", group, chance.choice(SHEET_BOXES), 1, f"{chance.random()}"[:6])
            match chance.randrange(4):
                case 0:
                    with file.edit("Remove an answer", now=at) as edit:
                        sheets.delete(edit.db, name)
                case 1:
                    steps = file.take_steps()
                    if steps:
                        file.reverse(steps[-1], at)
                case 2:
                    put(file, typed, at, key=f"answer {name}")
                case _:
                    put(file, typed, at)
            now = {answer.id: answer.text for answer in file.snapshot().answers}
            for name, text in before.items():
                if now.get(name) != text:
                    if at - since[name] > TYPING_BURST:
                        due.add((name, text))
                    since.pop(name)
            before = now
            for name in now:
                since.setdefault(name, at)
        for name, text in due:
            assert text in {before.get(AnswerId(name)), *texts(file, AnswerId(name))}
        assert file.read(history.first_broken) is None
