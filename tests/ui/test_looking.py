"""What is worked out before it is shown: at once, or as a job, and only the newest is heard of."""

import pytest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.ui import looking
from cxfacilitator.ui.looking import Looking, few
from cxfacilitator.ui.workspace import Workspace
from tests.builders import sample_snapshot


def double(number: int, progress: Progress = silent) -> int:
    """Return twice a number, or refuse."""
    progress(0.5, "Doubling")
    if number < 0:
        raise CxError("It is less than nothing.")
    return 2 * number


@pytest.mark.parametrize("at_once", [True, False])
def test_what_comes_of_it_is_heard(workspace: Workspace, qtbot: QtBot, at_once: bool) -> None:
    heard: list[object] = []

    def refuse(problem: CxError) -> None:
        heard.append(str(problem))

    def look(number: int) -> None:
        Looking(workspace.jobs).begin(double, number, title="", done=heard.append, failed=refuse, at_once=at_once)

    look(4)
    qtbot.waitUntil(lambda: heard == [8])
    look(-1)
    qtbot.waitUntil(lambda: heard == [8, "It is less than nothing."])


def test_a_refusal_that_nobody_asked_for_is_told_by_the_jobs(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.jobs.failed):
        Looking(workspace.jobs).begin(double, -1, title="", done=lambda _found: None, at_once=True)


def test_what_was_begun_before_is_not_heard_of(workspace: Workspace, qtbot: QtBot) -> None:
    heard: list[int] = []
    one = Looking(workspace.jobs)
    one.begin(double, 1, title="", done=heard.append)
    one.begin(double, 2, title="", done=heard.append)
    qtbot.waitUntil(lambda: not workspace.jobs.busy)
    assert heard == [4]
    one.begin(double, 3, title="", done=heard.append)
    one.stop()
    qtbot.waitUntil(lambda: not workspace.jobs.busy)
    assert heard == [4]


def test_the_sample_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = sample_snapshot()
    assert few(snapshot)
    monkeypatch.setattr(looking, "AT_ONCE", len(snapshot.to_review) - 1)
    assert not few(snapshot)
