"""A page that shows the same things in several ways, one face at a time.

How to write a face: extend `Face` in the folder of its page and name the class in the page's `kinds`.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QWidget

from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.workspace import Workspace


class Face(QWidget):
    """Shows the snapshot in its own way; changes go through `self.workspace.do`.

    Attributes:
        name: Short and unique; it is remembered which face was shown last.
        title: What the button that leads to it says.
        key: The key that leads to it.
        keys: What the keys do here, as for a page.

    Signals:
        answer_wanted: Carries the id of an answer that is to be shown where it is tagged.
        told: Carries a sentence for above the page, or none, and its kind as for `Page.tell`.
        head_changed: The face has other buttons now.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""
    key: ClassVar[str] = ""
    keys: ClassVar[tuple[tuple[str, str], ...]] = ()

    answer_wanted = Signal(str)
    told = Signal(str, str)
    head_changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.build()

    def build(self) -> None:
        """Make the widgets; runs once, when the face is shown for the first time."""

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this state of the file; runs when the face appears and after every change while it is visible."""

    def forget(self) -> None:
        """Forget what was chosen: another engagement is open."""

    def remembered(self) -> dict[str, str]:
        """Return the choices that are still there at the next start, by name."""
        return {}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Choose again what `remembered` returned; runs once, after `build`, and is empty the first time."""

    def primary_action(self) -> QPushButton | None:
        """Return the one button that matters most here; it stands in the page's header."""
        return None

    def other_actions(self) -> Sequence[QPushButton]:
        """Return the quieter buttons, left of the primary one."""
        return ()

    def corner(self) -> QWidget | None:
        """Return what stands at the right of the row of faces while this one is shown."""
        return None


class FacedPage(Page):
    """Shows one face at a time; a face is made when it is first shown.

    A page that extends it puts its own widgets into `self.column` before `super().build()`, which adds the row of
    faces and the face that is shown.

    Attributes:
        kinds: The faces in the order of their buttons; the first is shown the first time.
    """

    kinds: ClassVar[tuple[type[Face], ...]] = ()

    def build(self) -> None:
        """Lay out a row of buttons, one for each face, above the face that is shown."""
        self.faces: dict[str, Face] = {}
        self._kept: dict[str, str] = {}
        self.workspace.opened.connect(self._forget)
        self.stack = QStackedWidget()
        self.switch = self._switch()
        self.column.addWidget(self.switch)
        self.column.addWidget(self.stack, 1)
        self.show_face(self.kinds[0].name)

    @property
    def face(self) -> Face:
        """The face that is shown."""
        return next(face for face in self.faces.values() if face is self.stack.currentWidget())

    def primary_action(self) -> QPushButton | None:
        """Return the button that matters most on the face that is shown."""
        return self.face.primary_action()

    def other_actions(self) -> Sequence[QPushButton]:
        """Return the quieter buttons of the face that is shown."""
        return self.face.other_actions()

    def sections(self) -> Mapping[str, QWidget]:
        """Return the faces that have been made."""
        return self.faces

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this state of the file on the face that is shown."""
        self.face.show_snapshot(snapshot)

    def show_face(self, name: str) -> Face:
        """Show a face, with the newest state of the file, and return it."""
        face = self.faces.get(name) or self._make(next(kind for kind in self.kinds if kind.name == name))
        self.buttons[name].setChecked(True)
        self.stack.setCurrentWidget(face)
        for other in self.faces.values():
            # A stack takes the room of the largest one in it, shown or not.
            policy = QSizePolicy.Policy.Preferred if other is face else QSizePolicy.Policy.Ignored
            other.setSizePolicy(policy, policy)
            corner = other.corner()
            if corner is not None:
                corner.setVisible(other is face)
        self.keys = (*face.keys, *((kind.key, kind.title) for kind in self.kinds if kind.name != name))
        self.tell("")
        self.head_changed.emit()
        if self._shown is not None and self.isVisible():
            self.show_snapshot(self._shown)
        else:
            # Whatever the page showed before, this face has not seen it.
            self._shown = None
        return face

    def begin(self) -> None:
        """Put the cursor on the face that is shown."""
        self.face.setFocus()

    def connect_face(self, face: Face) -> None:
        """Listen to a face that was just made."""
        face.told.connect(self.told)
        face.head_changed.connect(self.head_changed)
        face.answer_wanted.connect(self.answer_wanted)

    def remembered(self) -> dict[str, str]:
        """Return which face was shown, and what each has chosen."""
        chosen = {
            f"{face.name}.{key}": value for face in self.faces.values() for key, value in face.remembered().items()
        }
        return self._kept | chosen | {"face": self.face.name}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Show the face that was shown last."""
        self._kept = remembered
        for face in self.faces.values():
            self._put_back(face)
        name = remembered.get("face", "")
        if name in self.buttons:
            self.show_face(name)

    def _switch(self) -> QWidget:
        self.buttons: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        whole = QWidget()
        row = self.row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for kind in self.kinds:
            button = QPushButton(kind.title)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(f"{kind.title} ({kind.key})")
            button.clicked.connect(lambda _checked, name=kind.name: self.show_face(name))
            on_key(self, kind.key, partial(self.show_face, kind.name))
            group.addButton(button)
            self.buttons[kind.name] = button
            row.addWidget(button)
        row.addStretch()
        return whole

    def _make(self, kind: type[Face]) -> Face:
        face = kind(self.workspace)
        self.connect_face(face)
        self.faces[kind.name] = face
        self.stack.addWidget(face)
        corner = face.corner()
        if corner is not None:
            self.row.addSpacing(16)
            self.row.addWidget(corner, 1)
        self._put_back(face)
        self.section_made.emit(kind.name)
        return face

    def _put_back(self, face: Face) -> None:
        start = f"{face.name}."
        face.put_back({key.removeprefix(start): value for key, value in self._kept.items() if key.startswith(start)})

    def _forget(self, _snapshot: Snapshot) -> None:
        for face in self.faces.values():
            face.forget()
