"""What several tests of the groups page do and look at."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.roster import Attendance, Participant
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import roster
from cxfacilitator.ui.pages.groups import GroupsPage
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.workspace import Workspace

Key = Qt.Key
Wait = Callable[[Workspace], None]
Host = Callable[[Page], QWidget]


def snapshot(page: GroupsPage) -> Snapshot:
    assert page.workspace.snapshot is not None
    return page.workspace.snapshot


def propose(page: GroupsPage, qtbot: QtBot) -> None:
    before = page.proposal
    QTest.keyClick(page, Key.Key_G)
    qtbot.waitUntil(lambda: page.proposal is not before, timeout=20_000)


def people(page: GroupsPage, count: int, wait_saved: Wait) -> None:
    page.workspace.do(roster.add_people, Audience.STAFF, count)
    wait_saved(page.workspace)


def members(page: GroupsPage, code: str) -> list[Participant]:
    group = next(group for group in snapshot(page).groups if group.code == code)
    return [person for person in snapshot(page).participants if person.group_id == group.id]


def press(page: GroupsPage, key: Key, hold: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.tables, key, hold)


def quiet(page: GroupsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.workspace.busy and not page.workspace.jobs.busy, timeout=20_000)


def explained(page: GroupsPage) -> str:
    return " ".join(words.text() for words in page.panel.explanation.body.findChildren(QLabel))


def stay_away(page: GroupsPage, code: str, count: int, qtbot: QtBot) -> None:
    for person in members(page, code)[:count]:
        page.workspace.do(roster.set_attendance, person.id, Attendance.NO_SHOW)
    quiet(page, qtbot)
