import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience, Engagement, Question
from cxfacilitator.domain.errors import CxError, FileProblem
from cxfacilitator.domain.session import EventKind
from cxfacilitator.domain.sheets import Answer, Box
from cxfacilitator.services import engagement, groups, read_back, roster, safekeeping, session, sheets
from cxfacilitator.store.file import EngagementFile
from cxfacilitator.ui.workspace import Workspace

WaitSaved = Callable[[Workspace], None]


def change(workspace: Workspace, **fields: object) -> None:
    assert workspace.snapshot is not None
    workspace.do(engagement.update, replace(workspace.snapshot.engagement, **fields))


def known(workspace: Workspace) -> Engagement:
    assert workspace.snapshot is not None
    return workspace.snapshot.engagement


def answer(text: str, group_id: int = 1) -> Answer:
    return Answer(sheets.new_id(), "C1-Q1-01", group_id, Box.WELL, 1, text)


def test_a_new_engagement_is_opened_with_its_questions(opened: Workspace, tmp_path: Path) -> None:
    assert opened.snapshot is not None
    assert known(opened).client == "Harbour Line Ferries"
    assert opened.snapshot.wording[Question.WELL, Audience.CUSTOMERS] == "What does [Company] do well?"
    assert opened.path == tmp_path / "engagement.cxfac"
    assert opened.saved_at is not None


def test_another_engagement_is_opened_when_the_one_that_was_open_has_vanished(
    opened: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other.cxfac"
    engagement.create(other, Engagement("OTHER", "Another client")).close()
    (tmp_path / "engagement.cxfac").rename(tmp_path / "moved away.cxfac")
    with qtbot.waitSignal(opened.opened):
        opened.open(other)
    assert opened.path == other


def test_an_engagement_that_is_opened_twice_in_a_hurry_is_opened_once(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "engagement.cxfac"
    engagement.create(path, Engagement("HLF-R1", "Harbour Line Ferries")).close()
    heard: list[object] = []
    workspace.opened.connect(heard.append)
    workspace.refused.connect(heard.append)
    for _ in range(2):
        workspace.open(path)
    qtbot.waitUntil(lambda: not workspace.busy)
    assert heard == [workspace.snapshot]


def test_what_was_to_be_read_of_an_engagement_that_is_gone_is_no_news_to_the_next(
    opened: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other.cxfac"
    engagement.create(other, Engagement("OTHER", "Another client")).close()
    heard: list[object] = []
    opened.refused.connect(heard.append)
    with qtbot.waitSignal(opened.opened):
        opened.open(other)
        opened.fetch(lambda file: file.snapshot().engagement.client, heard.append)
    qtbot.waitUntil(lambda: not opened.busy)
    assert heard == []


def test_an_edit_is_heard_once_and_is_in_the_file(opened: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignals([opened.changed, opened.saved], order="strict"):
        change(opened, sponsor="Managing director")
    assert known(opened).sponsor == "Managing director"
    opened.close()
    with EngagementFile.open(tmp_path / "engagement.cxfac") as file:
        assert file.snapshot().engagement.sponsor == "Managing director"


def test_only_touched_tables_are_read_again(opened: Workspace, qtbot: QtBot) -> None:
    before = opened.snapshot
    with qtbot.waitSignal(opened.changed):
        change(opened, sponsor="Managing director")
    assert before is not None
    assert opened.snapshot is not None
    assert opened.snapshot.codebook is before.codebook


def test_undo_and_redo_go_through_the_file(opened: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(opened.changed):
        change(opened, sponsor="First")
    with qtbot.waitSignal(opened.changed):
        change(opened, sponsor="Second")
    assert opened.undo_label == "Change the engagement"
    opened.undo()
    opened.undo()
    qtbot.waitUntil(lambda: not opened.busy)
    assert known(opened).sponsor == ""
    assert (opened.undo_label, opened.redo_label) == ("", "Change the engagement")
    with qtbot.waitSignal(opened.changed):
        opened.redo()
    assert known(opened).sponsor == "First"
    opened.close()
    with EngagementFile.open(tmp_path / "engagement.cxfac") as file:
        assert file.snapshot().engagement.sponsor == "First"


def test_a_new_edit_forgets_what_was_undone(opened: Workspace, qtbot: QtBot) -> None:
    change(opened, sponsor="First")
    opened.undo()
    change(opened, purpose="Decide")
    opened.redo()
    qtbot.waitUntil(lambda: not opened.busy)
    assert (known(opened).sponsor, known(opened).purpose) == ("", "Decide")
    assert opened.redo_label == ""


def test_undo_with_nothing_to_undo_changes_nothing(opened: Workspace, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(opened.changed), qtbot.waitSignal(opened.saved):
        opened.undo()


def test_typing_one_line_is_one_step_back(opened: Workspace, qtbot: QtBot, wait_saved: WaitSaved) -> None:
    opened.do(groups.add, Audience.CUSTOMERS, "Table 1")
    line = answer("Fr")
    for text in ("Fr", "Friendly", "Friendly staff"):
        opened.do(sheets.save, replace(line, text=text))
    wait_saved(opened)
    assert opened.snapshot is not None
    assert [a.text for a in opened.snapshot.answers] == ["Friendly staff"]
    opened.undo()
    wait_saved(opened)
    assert opened.snapshot.answers == ()
    opened.redo()
    wait_saved(opened)
    assert [a.text for a in opened.snapshot.answers] == ["Friendly staff"]


def test_after_words_were_given_up_nothing_brings_them_back(
    opened: Workspace, qtbot: QtBot, wait_saved: WaitSaved
) -> None:
    opened.do(groups.add, Audience.CUSTOMERS)
    line = answer("Dave helps")
    opened.do(sheets.save, line)
    opened.do(read_back.redact, [line.id], ["Dave"], keep_original=False)
    wait_saved(opened)
    assert (opened.undo_label, opened.redo_label) == ("", "")
    opened.undo()
    wait_saved(opened)
    assert opened.snapshot is not None
    assert opened.snapshot.answer[line.id].text == "[name] helps"


def test_the_newest_text_of_a_line_overtakes_the_older_ones(
    opened: Workspace, qtbot: QtBot, wait_saved: WaitSaved
) -> None:
    opened.do(groups.add, Audience.CUSTOMERS, "Table 1")
    line, written = answer(""), []

    def save(file: EngagementFile, typed: Answer) -> None:
        written.append(typed.text)
        sheets.save(file, typed)

    sentence = "Drivers call ahead when they are late"
    for length in range(1, len(sentence) + 1):
        opened.type_line(line.id, save, replace(line, text=sentence[:length]))
    wait_saved(opened)
    assert opened.snapshot is not None
    assert [a.text for a in opened.snapshot.answers] == [sentence]
    assert written[-1] == sentence
    assert len(written) < len(sentence)


def test_a_line_typed_after_another_edit_stays_after_it(opened: Workspace, qtbot: QtBot, wait_saved: WaitSaved) -> None:
    order = []
    for number in (1, 2):
        opened.type_line("line", lambda file, n: order.append(f"line {n}"), number)
        opened.do(lambda file, n: order.append(f"edit {n}"), number)
    wait_saved(opened)
    assert order == ["line 1", "edit 1", "line 2", "edit 2"]


def test_a_refusal_changes_nothing_and_says_why(opened: Workspace, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(opened.changed), qtbot.waitSignal(opened.refused) as refused:
        change(opened, client=" ")
    assert isinstance(refused.args[0], CxError)
    assert "client's name" in str(refused.args[0])
    assert known(opened).client == "Harbour Line Ferries"
    assert not opened.busy


def test_what_was_committed_before_a_refusal_is_heard(opened: Workspace, qtbot: QtBot) -> None:
    def half(file: EngagementFile) -> None:
        engagement.set_wording(file, Question.WELL, Audience.STAFF, "What works?")
        raise CxError("No further.")

    with qtbot.waitSignals([opened.changed, opened.refused]):
        opened.do(half)
    assert opened.snapshot is not None
    assert opened.snapshot.wording[Question.WELL, Audience.STAFF] == "What works?"
    assert opened.undo_label == "Word Q1 for staff"


def test_a_bug_on_the_file_thread_reaches_the_crash_hook(opened: Workspace, qtbot: QtBot) -> None:
    def broken(file: EngagementFile) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        opened.do(broken)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    assert not opened.busy


def test_the_clock_is_never_taken_back(opened: Workspace, qtbot: QtBot, wait_saved: WaitSaved) -> None:
    opened.do(session.add, "S-AM", Audience.STAFF)
    wait_saved(opened)
    assert opened.snapshot is not None
    started = opened.snapshot.sessions[0].id
    before = opened.undo_label
    opened.do(session.record, started, EventKind.STARTED, datetime(2025, 5, 6, 9, 0, tzinfo=UTC))
    wait_saved(opened)
    assert len(opened.snapshot.events) == 1
    assert opened.undo_label == before


def test_what_is_in_the_queue_is_in_the_file_when_it_is_closed(opened: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    for number in range(20):
        change(opened, purpose=f"Purpose {number}")
    with qtbot.waitSignal(opened.closed):
        opened.close()
    assert opened.snapshot is None
    assert opened.path is None
    with EngagementFile.open(tmp_path / "engagement.cxfac") as file:
        assert file.snapshot().engagement.purpose == "Purpose 19"
    assert [path.name for path in tmp_path.glob("engagement.*")] == ["engagement.cxfac"]


def test_a_file_that_cannot_be_opened_leaves_the_open_one_as_it_is(
    opened: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign.cxfac"
    foreign.write_text("Dear diary", encoding="utf-8")
    with qtbot.waitSignal(opened.saved), qtbot.waitSignal(opened.refused) as refused:
        opened.open(foreign)
    assert isinstance(refused.args[0], FileProblem)
    assert known(opened).client == "Harbour Line Ferries"
    with qtbot.waitSignal(opened.changed):
        change(opened, sponsor="Still here")


def test_opening_another_file_closes_the_first(opened: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    other = tmp_path / "other.cxfac"
    with qtbot.waitSignal(opened.opened):
        opened.create(other, Engagement("BS-R1", "Brunnen & Söhne"))
    assert known(opened).client == "Brunnen & Söhne"
    assert opened.undo_label == ""
    with EngagementFile.open(tmp_path / "engagement.cxfac") as first:
        assert first.snapshot().engagement.client == "Harbour Line Ferries"


def test_after_a_crash_the_last_saved_line_gives_the_time(
    opened: Workspace, qtbot: QtBot, wait_saved: WaitSaved, tmp_path: Path
) -> None:
    change(opened, sponsor="Managing director")
    wait_saved(opened)
    crashed = tmp_path / "crashed.cxfac"
    for ending, at in (("", 1_750_000_000), ("-wal", 1_750_000_360)):
        shutil.copy(f"{opened.path}{ending}", f"{crashed}{ending}")
        os.utime(f"{crashed}{ending}", (at, at))
    with qtbot.waitSignal(opened.opened):
        opened.open(crashed)
    assert known(opened).sponsor == "Managing director"
    assert opened.saved_at == datetime.fromtimestamp(1_750_000_360, UTC)


def test_an_edit_without_an_engagement_is_refused(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.refused) as refused:
        workspace.do(engagement.set_wording, Question.WELL, Audience.STAFF, "What works?")
    assert "Open one" in str(refused.args[0])


@pytest.mark.parametrize("times", [1, 3])
def test_saved_is_told_once_the_queue_is_empty(opened: Workspace, qtbot: QtBot, times: int) -> None:
    heard: list[datetime] = []
    opened.saved.connect(heard.append)
    for number in range(times):
        change(opened, purpose=f"Purpose {number}")
    qtbot.waitUntil(lambda: not opened.busy)
    assert len(heard) == 1
    assert heard[0] == opened.saved_at


def copies(path: Path) -> list[str]:
    return [copy.holds for copy in reversed(safekeeping.backups(path))]


def test_a_change_is_backed_up_when_its_time_has_come_and_when_the_file_is_closed(
    opened: Workspace, qtbot: QtBot, wait_saved: WaitSaved, tmp_path: Path
) -> None:
    path = tmp_path / "engagement.cxfac"
    assert copies(path) == []
    with qtbot.waitSignal(opened.saved):
        opened.do(roster.add_people, Audience.STAFF, 3)
    with qtbot.waitSignal(opened.backed_up, check_params_cb=lambda backup: backup is not None) as heard:
        opened._backup_timer.timeout.emit()
    assert heard.args[0].path.parent == tmp_path / "engagement backups"
    with qtbot.waitSignal(opened.backed_up):
        opened._backup_timer.timeout.emit()
    assert len(copies(path)) == 1, "nothing was changed since"
    opened.undo()
    wait_saved(opened)
    opened.close()
    assert copies(path)[-1].startswith("0 people")


def test_a_file_that_was_changed_elsewhere_is_backed_up_when_it_is_opened(
    workspace: Workspace, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "a.cxfac"
    engagement.create(path, Engagement("HLF-R1", "Harbour Line Ferries")).close()
    with qtbot.waitSignal(workspace.backed_up):
        workspace.open(path)
    assert len(copies(path)) == 1


def test_a_backup_that_fails_stands_in_nobody_s_way(opened: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "engagement backups").write_text("in the way", encoding="utf-8")
    with qtbot.waitSignal(opened.not_backed_up) as heard:
        opened.back_up()
    assert "untouched" in str(heard.args[0])
    with qtbot.waitSignal(opened.changed):
        change(opened, sponsor="Still typing")


def test_the_open_file_is_put_back_to_a_backup_and_kept_beside_it(
    opened: Workspace, qtbot: QtBot, wait_saved: WaitSaved, tmp_path: Path
) -> None:
    path = tmp_path / "engagement.cxfac"
    with qtbot.waitSignal(opened.backed_up, check_params_cb=lambda backup: backup is not None) as heard:
        opened.back_up()
    with qtbot.waitSignal(opened.saved):
        opened.do(roster.add_people, Audience.STAFF, 3)
    with qtbot.waitSignal(opened.opened):
        opened.restore(path, heard.args[0])
    assert known(opened).client == "Harbour Line Ferries"
    assert opened.snapshot is not None
    assert opened.snapshot.participants == ()
    with EngagementFile.open(tmp_path / "engagement.replaced.cxfac") as kept:
        assert len(kept.snapshot().participants) == 3


def test_a_backup_that_is_not_whole_leaves_the_open_file_open(opened: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(opened.backed_up, check_params_cb=lambda backup: backup is not None) as heard:
        opened.back_up()
    heard.args[0].path.write_bytes(b"")
    with qtbot.waitSignal(opened.refused):
        opened.restore(tmp_path / "engagement.cxfac", heard.args[0])
    with qtbot.waitSignal(opened.changed):
        change(opened, sponsor="Still typing")


def test_what_no_snapshot_holds_is_read_on_the_file_thread(opened: Workspace, qtbot: QtBot) -> None:
    heard: list[int] = []
    opened.fetch(lambda file, more: len(file.snapshot().participants) + more, heard.append, 3)
    assert heard == []
    qtbot.waitUntil(lambda: heard == [3] and not opened.busy)


def test_reading_that_is_refused_says_why(opened: Workspace, qtbot: QtBot) -> None:
    def refuse(_file: EngagementFile) -> None:
        raise CxError("This photograph is no longer in the file. Nothing was changed.")

    with qtbot.waitSignal(opened.refused) as heard:
        opened.fetch(refuse, lambda _nothing: None)
    assert "no longer in the file" in str(heard.args[0])
    assert not opened.busy
