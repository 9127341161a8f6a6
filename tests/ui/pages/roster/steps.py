"""What the tests of the roster page do again and again."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from cxfacilitator.domain.roster import Participant
from cxfacilitator.domain.roster_plan import RosterPlan
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.pages.roster import RosterPage
from cxfacilitator.ui.widgets.reading_view import Choice


def snapshot(page: RosterPage) -> Snapshot:
    assert page.workspace.snapshot is not None
    return page.workspace.snapshot


def people(page: RosterPage) -> dict[str, Participant]:
    return {person.full_name: person for person in snapshot(page).participants}


def plan_from(page: RosterPage, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.workspace.jobs.ended):
        page.plan_from(path)
    qtbot.waitUntil(lambda: page.middle.currentWidget() is page.plan_view)


def choose(box: Choice, value: object) -> None:
    """Choose as a person does: the box tells that it was activated."""
    box.setCurrentIndex(box.values.index(value))
    box.activated.emit(box.currentIndex())


def planned(page: RosterPage, qtbot: QtBot, act: Callable[[], None]) -> RosterPlan:
    """Do what has the list read anew, and return the plan."""
    with qtbot.waitSignal(page.planning.shown):
        act()
    assert page.plan_view.plan is not None
    return page.plan_view.plan
