"""What the tests of the plan share: the page's faces, and keys that wait for the file."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.plan import Idea
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.pages.plan import PlanPage
from cxfacilitator.ui.pages.plan.actions import ActionsFace
from cxfacilitator.ui.pages.plan.ideas import IdeasFace
from cxfacilitator.ui.pages.plan.priorities import PrioritiesFace
from cxfacilitator.ui.workspace import Workspace

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Press = Callable[..., None]


def known(page: PlanPage) -> Snapshot:
    """What the screens show."""
    assert page.workspace.snapshot is not None
    return page.workspace.snapshot


def press_on(qtbot: QtBot, workspace: Workspace) -> Press:
    """Return how to press keys, or a named key, wherever the cursor is; it waits until the file has answered."""

    def press(keys: str | Qt.Key, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        if isinstance(keys, str):
            QTest.keyClicks(focused, keys)
        else:
            QTest.keyClick(focused, keys, modifiers)
        qtbot.waitUntil(lambda: not workspace.busy)

    return press


def ideas_of(page: PlanPage) -> IdeasFace:
    """The first face."""
    face = page.faces["ideas"]
    assert isinstance(face, IdeasFace)
    return face


def priorities_of(page: PlanPage) -> PrioritiesFace:
    """The face with the ranks, which it shows."""
    face = page.show_face("priorities")
    assert isinstance(face, PrioritiesFace)
    return face


def actions_of(page: PlanPage) -> ActionsFace:
    """The face with the actions, which it shows."""
    face = page.show_face("actions")
    assert isinstance(face, ActionsFace)
    return face


def current(page: PlanPage) -> Idea:
    """The idea under the cursor, as it is in the newest snapshot."""
    view = ideas_of(page).list.current_row().view
    return known(page).idea[view.idea.id]
