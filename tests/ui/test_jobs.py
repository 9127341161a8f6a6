import os
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress
from cxfacilitator.services.other_process import BugElsewhere
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.workspace import Workspace
from tests import errands


def total(*numbers: int, progress: Progress) -> int:
    progress(0.5, "Adding")
    return sum(numbers)


def test_the_result_comes_back_on_the_main_thread(workspace: Workspace, qtbot: QtBot) -> None:
    heard: list[tuple[int, bool]] = []
    here = threading.get_ident()
    job = workspace.jobs.run(
        total, 1, 2, 3, title="Adding up", done=lambda value: heard.append((value, threading.get_ident() == here))
    )
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [(6, True)]
    assert (job.share, job.note) == (0.5, "Adding")
    assert not workspace.jobs.busy


def test_a_job_stops_at_its_next_report_and_its_result_is_not_told(workspace: Workspace, qtbot: QtBot) -> None:
    running, go_on = threading.Event(), threading.Event()

    def endless(progress: Progress) -> None:
        running.set()
        assert go_on.wait(5)
        progress(0.1, "Still going")

    told: list[object] = []
    jobs = workspace.jobs
    with qtbot.assertNotEmitted(jobs.failed), qtbot.waitSignal(jobs.ended):
        job = jobs.run(endless, title="Endless", done=told.append)
        assert running.wait(5)
        job.cancel()
        go_on.set()
    assert told == []


def test_a_refusal_is_told_to_whoever_asked(workspace: Workspace, qtbot: QtBot) -> None:
    def refuse(progress: Progress) -> None:
        raise CxError("Nine people cannot be seated.")

    told: list[str] = []
    workspace.jobs.run(refuse, title="Seating", done=lambda _: None, failed=lambda problem: told.append(str(problem)))
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["Nine people cannot be seated."]
    with qtbot.waitSignal(workspace.jobs.failed) as failed:
        workspace.jobs.run(refuse, title="Seating", done=lambda _: None)
    assert str(failed.args[0]) == "Nine people cannot be seated."


def test_a_bug_reaches_the_crash_hook(workspace: Workspace, qtbot: QtBot) -> None:
    def broken(progress: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        workspace.jobs.run(broken, title="Broken", done=lambda _: None)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError


def test_progress_is_heard_while_the_job_runs(workspace: Workspace, qtbot: QtBot) -> None:
    go_on = threading.Event()

    def slow(progress: Progress) -> None:
        progress(0.25, "A quarter")
        assert go_on.wait(5)

    with qtbot.waitSignal(workspace.jobs.advanced) as advanced:
        workspace.jobs.run(slow, title="Slow", done=lambda _: None)
    job = advanced.args[0]
    assert isinstance(job, Job)
    assert (job.share, job.note) == (0.25, "A quarter")
    with qtbot.waitSignal(workspace.jobs.ended):
        go_on.set()


def test_the_widget_that_asked_may_be_gone(workspace: Workspace, qtbot: QtBot) -> None:
    asker = QObject()
    go_on = threading.Event()

    def slow(progress: Progress) -> int:
        assert go_on.wait(5)
        return 1

    told: list[int] = []
    with qtbot.waitSignal(workspace.jobs.ended):
        workspace.jobs.run(slow, title="Slow", done=told.append)
        asker.deleteLater()
        del asker
        go_on.set()
    assert told == [1]


def test_what_is_found_when_the_jobs_are_shut_down_is_told_to_nobody(workspace: Workspace, qtbot: QtBot) -> None:
    told: list[object] = []
    workspace.jobs.run(total, 1, 2, title="Adding up", done=told.append)
    workspace.jobs.shut_down()
    qtbot.wait(20)
    assert told == []


def test_a_job_apart_tells_the_same_as_one_here(workspace: Workspace, qtbot: QtBot) -> None:
    jobs = workspace.jobs
    heard: list[object] = []
    with qtbot.waitSignal(jobs.ended):
        job = jobs.run_apart(errands.add, 1, 2, note="Adding", title="Adding up", done=heard.append)
    assert heard == [3]
    assert (job.share, job.note) == (0.5, "Adding")
    refusal = CxError("Nine people cannot be seated.")
    with qtbot.waitSignal(jobs.failed) as failed:
        jobs.run_apart(errands.refuse, refusal, title="Seating", done=heard.append)
    assert str(failed.args[0]) == str(refusal)
    with qtbot.captureExceptions() as caught:
        jobs.run_apart(errands.fall_over, "Jane Roe", title="Broken", done=heard.append)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is BugElsewhere
    assert heard == [3]


def test_jobs_apart_wait_for_each_other_and_may_be_cancelled_while_they_do(workspace: Workspace, qtbot: QtBot) -> None:
    jobs = workspace.jobs
    heard: list[object] = []
    with qtbot.waitSignal(jobs.advanced):
        first = jobs.run_apart(errands.go_on, title="First", done=heard.append)
    second = jobs.run_apart(errands.add, 2, note="", title="Second", done=heard.append)
    third = jobs.run_apart(errands.add, 3, note="", title="Third", done=heard.append)
    with qtbot.waitSignal(jobs.ended):
        jobs.run(total, 1, title="Here", done=heard.append)
    assert heard == [1]
    second.cancel()
    first.cancel()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert heard == [1, 3]
    assert not third.cancelled


def test_a_job_apart_ends_with_the_workspace(qapp: QObject, qtbot: QtBot) -> None:
    workspace = Workspace()
    heard: list[int] = []
    with qtbot.waitSignal(workspace.jobs.ended):
        workspace.jobs.run_apart(errands.own_id, title="Asking", done=heard.append)
    with qtbot.waitSignal(workspace.jobs.advanced):
        workspace.jobs.run_apart(errands.go_on, title="Endless", done=heard.append)
    workspace.shut_down()
    with pytest.raises(ProcessLookupError):
        os.kill(heard[0], 0)
