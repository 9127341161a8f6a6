"""The day of a workshop by keys alone: list, groups, no-shows and walk-ins, re-balance, swap, undo, print."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.roster import Attendance, Participant, ParticipantId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import groups
from cxfacilitator.ui import ask
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.groups import GroupsPage
from cxfacilitator.ui.pages.materials import MaterialsPage
from cxfacilitator.ui.pages.roster import RosterPage
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace
from tests.pdfs import texts

Key, Hold = Qt.Key, Qt.KeyboardModifier
NO_KEY = Hold.NoModifier


class Hands:
    """Somebody who has a keyboard and no mouse."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot

    @property
    def snapshot(self) -> Snapshot:
        assert self.window.workspace.snapshot is not None
        return self.window.workspace.snapshot

    def press(self, *keys: Key, hold: Hold = NO_KEY) -> None:
        """Press keys where the cursor is, and wait until what they did is in the file."""
        for key in keys:
            QTest.keyClick(self._here(), key, hold)
            self._qtbot.waitUntil(self._is_quiet, timeout=30_000)

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self._here(), letter)

    def _here(self) -> QWidget:
        return QApplication.focusWidget() or self.window

    def _is_quiet(self) -> bool:
        return not self.window.workspace.busy and not self.window.workspace.jobs.busy


@pytest.fixture
def hands(workspace: Workspace, settings: Settings, tmp_path: Path, qtbot: QtBot) -> Iterator[Hands]:
    window = MainWindow(workspace, settings)
    qtbot.addWidget(window)
    window.resize(1366, 740)
    window.show()
    with qtbot.waitSignal(workspace.opened):
        workspace.create(tmp_path / "day.cxfac", Engagement("NB-R1", "Northbank"))
    qtbot.waitUntil(lambda: not workspace.busy)
    yield Hands(window, qtbot)
    window.close()


def seat(snapshot: Snapshot, person: ParticipantId) -> str:
    group = snapshot.participant[person].group_id
    return next((g.label for g in snapshot.groups if g.id == group), "")


def at_table(snapshot: Snapshot, label: str) -> list[Participant]:
    return [person for person in snapshot.participants if seat(snapshot, person.id) == label]


def test_a_day_by_keys(
    hands: Hands, sample_folder: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = hands.window
    monkeypatch.setattr(ask, "file_to_open", lambda *_, **__: sample_folder / "roster_staff_messy.csv")
    monkeypatch.setattr(ask, "file_to_write", lambda *_, **__: tmp_path / "pack.pdf")

    # The list of people.
    hands.press(Key.Key_2, hold=Hold.ControlModifier)
    page = window.pages["roster"]
    assert isinstance(page, RosterPage)
    hands.press(Key.Key_I, hold=Hold.ControlModifier)
    qtbot.waitUntil(lambda: page.plan_view.plan is not None)
    hands.press(Key.Key_Return, hold=Hold.ControlModifier)
    assert len(hands.snapshot.participants) == 66

    # Groups.
    hands.press(Key.Key_3, hold=Hold.ControlModifier)
    room = window.pages["groups"]
    assert isinstance(room, GroupsPage)
    hands.press(Key.Key_G)
    assert room.proposal is not None
    hands.press(Key.Key_Return, hold=Hold.ControlModifier)
    assert len(hands.snapshot.groups) == 9
    smallest = min(hands.snapshot.groups, key=lambda group: len(at_table(hands.snapshot, group.label)))

    # At the door: three of one table and one of another do not come, two come unasked.
    other = next(group for group in hands.snapshot.groups if group != smallest)
    absent = at_table(hands.snapshot, smallest.label)[:3] + at_table(hands.snapshot, other.label)[:1]
    hands.press(Key.Key_2, hold=Hold.ControlModifier)
    for person in absent:
        page.table.setFocus()
        # Qt takes a Ctrl that was held before for one that still is, until the next key.
        hands.press(Key.Key_Home)
        page.table.choose(person.id)
        hands.press(Key.Key_Space, Key.Key_Space)
    for name in ("Nia Prosser", "Owen Blythe"):
        page.table.setFocus()
        hands.type(name)
        hands.press(Key.Key_Return, Key.Key_Return)
        hands.press(Key.Key_Escape)
    here = [person.attendance for person in hands.snapshot.participants]
    assert here.count(Attendance.NO_SHOW) == 4
    assert here.count(Attendance.WALK_IN) == 2

    # Re-balance: three answers, the last of which moves people; take it.
    hands.press(Key.Key_3, hold=Hold.ControlModifier)
    assert room.buttons.mend.isVisible()
    before = hands.snapshot
    hands.press(Key.Key_B)
    assert room.room.shown is room.room.mending
    hands.press(Key.Key_Left, Key.Key_Return)
    assert all(seat(hands.snapshot, p.id) for p in groups.to_seat(hands.snapshot, Audience.STAFF))
    moved = groups.moves(hands.snapshot, Audience.STAFF)
    assert moved
    assert {move.person_id: move.before for move in moved} == {
        move.person_id: seat(before, move.person_id) for move in moved
    }

    # Lock a table, swap two people, and take the swap back.
    hands.press(Key.Key_Down, Key.Key_L)
    locked = next(group for group in hands.snapshot.groups if group.locked)
    first = room.tables.chosen
    hands.press(Key.Key_X, Key.Key_Right, Key.Key_X)
    second = room.tables.chosen
    assert first is not None
    assert second is not None
    swapped = hands.snapshot
    assert seat(swapped, second) == locked.label != seat(swapped, first)
    names = [groups.called(swapped.participant[one]) for one in (first, second)]
    assert window.bottom.undo.toolTip() == f"Undo swapping {names[0]} with {names[1]} (Ctrl+Z)"
    hands.press(Key.Key_Z, hold=Hold.ControlModifier)
    assert seat(hands.snapshot, first) == locked.label
    assert seat(hands.snapshot, second) == seat(swapped, first)

    # Print: the lists and the moves hold everybody who sits elsewhere now.
    hands.press(Key.Key_P, hold=Hold.ControlModifier)
    assert window.stage == "materials"
    pack = window.pages["materials"]
    assert isinstance(pack, MaterialsPage)
    hands.press(Key.Key_P)
    qtbot.waitUntil(lambda: (tmp_path / "pack.pdf").exists() and not window.workspace.jobs.busy, timeout=60_000)
    text = " ".join(texts(tmp_path / "pack.pdf"))
    for move in moved:
        assert hands.snapshot.participant[move.person_id].last_name in text
    for name in ("Nia Prosser", "Owen Blythe"):
        assert name.split()[1] in text
