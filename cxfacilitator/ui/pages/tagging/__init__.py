"""Tag the answers: the same answers and suggestions in several faces; a person decides, and only that counts."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget, QWidget

from cxfacilitator.domain.codebook import UNCLEAR
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.review import Left
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.tagging.counts import CountsFace
from cxfacilitator.ui.pages.tagging.face import Face
from cxfacilitator.ui.pages.tagging.grid import GridFace
from cxfacilitator.ui.pages.tagging.review import ReviewFace
from cxfacilitator.ui.pages.tagging.wall import WallFace
from cxfacilitator.ui.suggesting import suggesting_of
from cxfacilitator.ui.widgets import EmptyState
from cxfacilitator.ui.widgets.message_bar import MessageBar

FACES: tuple[type[Face], ...] = (ReviewFace, GridFace, WallFace, CountsFace)
"""In the order of their buttons; the first is shown the first time."""


class TaggingPage(Page):
    """Shows one face at a time; a face is made when it is first shown."""

    stage = "tagging"
    title = "Tagging"
    sentence = (
        "Decide what each answer is about. Suggestions are only suggestions: reviewed answers count, others do not."
    )

    def build(self) -> None:
        """Lay out a row of buttons, one for each face, above the face that is shown."""
        self.faces: dict[str, Face] = {}
        self._kept: dict[str, str] = {}
        self.suggesting = suggesting_of(self.workspace)
        self.suggesting.changed.connect(self._hear_suggestions)
        self.suggesting.failed.connect(self._hear_failed)
        self.workspace.opened.connect(self._forget)
        self.empty = EmptyState("tagging", "There are no answers yet. Type one sheet first.", "Go to the sheets")
        self.empty.button.clicked.connect(lambda _checked: self.go("sheets"))
        self.notice = MessageBar()
        self.stack = QStackedWidget()
        self.switch = self._switch()
        self.column.setContentsMargins(32, 0, 32, 12)
        self.column.setSpacing(12)
        self.column.addWidget(self.empty, 1)
        self.column.addWidget(self.notice)
        self.column.addWidget(self.switch)
        self.column.addWidget(self.stack, 1)
        self.show_face(FACES[0].name)

    @property
    def face(self) -> Face:
        """The face that is shown."""
        return next(face for face in self.faces.values() if face is self.stack.currentWidget())

    def primary_action(self) -> QPushButton | None:
        """Return the button that matters most on the face that is shown."""
        return self.face.primary_action()

    def sections(self) -> Mapping[str, QWidget]:
        """Return the faces that have been made."""
        return self.faces

    def show_face(self, name: str) -> None:
        """Show a face, with the newest state of the file."""
        face = self.faces.get(name) or self._make(next(kind for kind in FACES if kind.name == name))
        self.buttons[name].setChecked(True)
        self.stack.setCurrentWidget(face)
        for other in self.faces.values():
            # A stack takes the room of the largest one in it, shown or not.
            policy = QSizePolicy.Policy.Preferred if other is face else QSizePolicy.Policy.Ignored
            other.setSizePolicy(policy, policy)
            corner = other.corner()
            if corner is not None:
                corner.setVisible(other is face)
        self.keys = (*face.keys, *((kind.key, kind.title) for kind in FACES if kind.name != name))
        self.tell("")
        self.head_changed.emit()
        if self.workspace.snapshot is not None and self.isVisible():
            self.show_snapshot(self.workspace.snapshot)

    def show_answer(self, answer_id: str) -> None:
        """Show an answer in the review."""
        self.show_face(ReviewFace.name)
        face = self.face
        assert isinstance(face, ReviewFace)
        face.show_answer(AnswerId(answer_id))

    def show_theme(self, theme_id: str) -> None:
        """Show the answers of a theme in the review."""
        self.show_face(ReviewFace.name)
        face = self.face
        assert isinstance(face, ReviewFace)
        face.queue.filters.choose(left=Left.ALL, theme=theme_id)

    def show_like(self, answer_id: str) -> None:
        """Show the answers that are most like one in the grid."""
        self.show_face(GridFace.name)
        face = self.face
        assert isinstance(face, GridFace)
        face.show_like(answer_id)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the chosen face, or that there is nothing to tag."""
        is_empty = not snapshot.to_review
        self.empty.setVisible(is_empty)
        self.switch.setHidden(is_empty)
        self.stack.setHidden(is_empty)
        self.face.show_snapshot(snapshot)
        self.suggesting.look_at(snapshot)

    @staticmethod
    def progress(snapshot: Snapshot) -> float | None:
        """Return the share of answers that were reviewed."""
        answers = snapshot.to_review
        return sum(answer.reviewed for answer in answers) / len(answers) if answers else 0.0

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Say how many answers wait for a decision."""
        if not snapshot.to_review:
            return "Type or import the sheets first."
        waiting = sum(not answer.reviewed for answer in snapshot.to_review)
        if waiting:
            return f"Review {amount(waiting, 'answer')}; until then they count for nothing."
        unclear = sum(tag.theme_id == UNCLEAR for tag in snapshot.tags)
        if unclear:
            return f"Ask the scribe about {unclear} unclear {'answer' if unclear == 1 else 'answers'}."
        return ""

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
        for kind in FACES:
            button = QPushButton(kind.title)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(f"{kind.title} ({kind.key})")
            button.clicked.connect(lambda _checked, name=kind.name: self.show_face(name))
            key = QShortcut(QKeySequence(kind.key), self)
            key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            key.activated.connect(lambda name=kind.name: self.show_face(name))
            group.addButton(button)
            self.buttons[kind.name] = button
            row.addWidget(button)
        row.addStretch()
        return whole

    def _make(self, kind: type[Face]) -> Face:
        face = kind(self.workspace)
        face.answer_wanted.connect(self.show_answer)
        face.like_wanted.connect(self.show_like)
        face.theme_wanted.connect(self.show_theme)
        face.told.connect(self.told)
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

    def _show_notice(self) -> None:
        """Say what is to be known about the suggestions; once closed, a sentence does not come again."""
        text = self.suggesting.notice
        if text and text != self.notice.text:
            action = "Go on" if self.suggesting.paused else ""
            self.notice.show_message(text, action=action, act=self.suggesting.go_on)
        elif not text:
            self.notice.clear()

    def _hear_suggestions(self) -> None:
        snapshot = self.workspace.snapshot
        self._show_notice()
        if snapshot is not None and self.isVisible():
            self.face.show_suggestions(snapshot)

    def _hear_failed(self, problem: CxError) -> None:
        self.tell(str(problem), "error")

    def _forget(self, _snapshot: Snapshot) -> None:
        for face in self.faces.values():
            face.forget()
