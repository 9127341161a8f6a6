"""A second person's tags beside those of the first: how far they agree, and what is to be settled."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.second_tagger import SecondTagger
from cxfacilitator.domain.second_tags_plan import SecondTagsPlan
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import second_tagger as service
from cxfacilitator.services.second_tagger import Prepared
from cxfacilitator.ui import ask
from cxfacilitator.ui.list_planning import Source
from cxfacilitator.ui.pages.tagging.face import Face
from cxfacilitator.ui.pages.tagging.second.agreement_side import AgreementSide
from cxfacilitator.ui.pages.tagging.second.plan_view import SecondPlanView, second_planning
from cxfacilitator.ui.pages.tagging.second.prepare_view import PrepareView, Wanted
from cxfacilitator.ui.pages.tagging.second.settling import SettlingSide
from cxfacilitator.ui.widgets import EmptyState

READ = "Engagements and lists of answers (*.cxfac *.csv *.xlsx *.json);;All files (*)"
_NOBODY = (
    "How much of the result is in the eye of whoever tagged? Let a second person tag every fifth sheet without seeing "
    "your tags. The report then says how far you agreed, and what you settled together."
)

_EMPTY, _PREPARE, _PLAN, _BOTH = range(4)


class SecondFace(Face):
    """Prepares a copy, takes the tags in, shows how far both agree and settles what differs."""

    name = "second"
    title = "Second tagger"
    key = "F8"
    keys = (
        ("Up, Down", "Answer before, next answer"),
        ("Y, T, B", "Settle with your themes, theirs, or both"),
        ("O", "Settle with other themes: type, Enter takes one; Tab leads on"),
        ("Enter", "On an answer: show it in the review; on a theme: only its answers"),
        ("A", "The answers of all themes again"),
        ("I, P", "Import a second person’s tags, prepare a copy"),
        ("Z, Shift+Z", "Undo, redo"),
    )

    def build(self) -> None:
        """Lay out the empty state, the copy, the plan, and the agreement beside what is to be settled."""
        self._folder: Path | None = None
        self._who = ""
        self._theme: ThemeId | None = None
        self._preparing = False
        self.empty = EmptyState("tagging", _NOBODY, "Prepare a copy for them", self.prepare)
        self.bring = QPushButton("Import their tags")
        self.bring.clicked.connect(self.ask_for_tags)
        column = self.empty.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self.empty.button) + 1, self.bring, 0, Qt.AlignmentFlag.AlignHCenter)
        self.preparing = PrepareView()
        self.preparing.agreed.connect(self._save_copy)
        self.preparing.cancelled.connect(self._leave_preparing)
        self.plan = SecondPlanView()
        self.plan.agreed.connect(self._apply)
        self._planning = second_planning(self.workspace, self.plan, self)
        self._planning.shown.connect(self._turn)
        self._planning.left.connect(self._turn)
        self._planning.refused.connect(lambda sentence: self.told.emit(sentence, "error"))
        self.again = QPushButton("Import tags")
        self.again.setToolTip("Read a second person’s tags from their file (I)")
        self.again.clicked.connect(self.ask_for_tags)
        self.copy = QPushButton("Prepare a copy")
        self.copy.setToolTip("Make a file for a second person (P)")
        self.copy.clicked.connect(self.prepare)
        self.out = QPushButton("Take their tags out")
        self.out.setToolTip("Forget what the second person decided; what was settled stays")
        self.out.clicked.connect(self._forget)
        self.stack = QStackedWidget()
        for part in (self.empty, self.preparing, self.plan, self._both()):
            self.stack.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.stack)

    def _both(self) -> QWidget:
        self.agreement = AgreementSide()
        self.agreement.who_chosen.connect(self._choose_who)
        self.agreement.theme_wanted.connect(self._show_theme)
        self.settling = SettlingSide()
        self.settling.settled.connect(self._settle)
        self.settling.answer_wanted.connect(self.answer_wanted)
        self.settling.all_wanted.connect(lambda: self._show_theme(None))
        right = QWidget()
        beside = QHBoxLayout(right)
        beside.setContentsMargins(12, 0, 0, 0)
        beside.addWidget(self.settling)
        split = QSplitter()
        split.setObjectName("second")
        split.setChildrenCollapsible(False)
        for place, part in enumerate((self.agreement, right)):
            split.addWidget(part)
            split.setStretchFactor(place, 1)
        split.setSizes([1000, 1000])
        return split

    @property
    def tagger(self) -> SecondTagger | None:
        """The second person whose tags are shown."""
        snapshot = self.workspace.snapshot
        taggers = snapshot.second_taggers if snapshot is not None else ()
        chosen = (each for each in taggers if each.name == self._who)
        return next(chosen, taggers[0] if taggers else None)

    def primary_action(self) -> QPushButton | None:
        """Return the import, once there is something to look at beside it."""
        return self.again if self.stack.currentIndex() == _BOTH else None

    def other_actions(self) -> tuple[QPushButton, ...]:
        """Return what can be done about second people."""
        return (self.out, self.copy) if self.stack.currentIndex() == _BOTH else ()

    def forget(self) -> None:
        """Forget the plan and the theme: another engagement is open."""
        self._who, self._theme, self._preparing = "", None, False
        self._planning.leave()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show how far both agree now, and what is left to settle."""
        self._planning.follow(snapshot)
        if self._preparing:
            self.preparing.show_snapshot(snapshot)
        self._show_agreement(snapshot)
        self._turn()

    def _show_agreement(self, snapshot: Snapshot) -> None:
        tagger = self.tagger
        if tagger is None:
            return
        told = service.agreement(snapshot, tagger.id)
        self.agreement.show_names([each.name for each in snapshot.second_taggers], tagger.name)
        self.agreement.show_agreement(told)
        if self._theme not in snapshot.codebook.by_id:
            self._theme = None
        self.settling.show_agreement(snapshot, told.agreement, self._theme)

    def _turn(self) -> None:
        """Show what there is to see now."""
        before = self.stack.currentIndex()
        if self._planning.active:
            now = _PLAN
        elif self._preparing:
            now = _PREPARE
        else:
            now = _EMPTY if self.tagger is None else _BOTH
        self.stack.setCurrentIndex(now)
        if now != before:
            self.head_changed.emit()
            self._take_keys()

    def _take_keys(self) -> None:
        if not self.isVisible():
            return
        first = {_EMPTY: self.empty.button, _PREPARE: self.preparing.name, _BOTH: self.settling.list}
        widget = first.get(self.stack.currentIndex())
        if widget is not None:
            widget.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keys work at once."""
        super().showEvent(event)
        self._take_keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Settle, import and prepare by letters."""
        typed = event.text().upper()
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        shown = self.stack.currentIndex()
        if not plain or shown in (_PREPARE, _PLAN):
            super().keyPressEvent(event)
        elif typed == "Z":
            (self.workspace.redo if event.modifiers() else self.workspace.undo)()
        elif typed == "I":
            self.ask_for_tags()
        elif typed == "P":
            self.prepare()
        elif shown == _BOTH and typed == "A":
            self._show_theme(None)
        elif shown != _BOTH or not self.settling.press(typed):
            super().keyPressEvent(event)

    def ask_for_tags(self) -> None:
        """Ask for a second person's file."""
        path = ask.file_to_open(self.window(), "Which file has their tags?", READ, self._folder or ask.documents())
        if path is not None:
            self.plan_from(path)

    def plan_from(self, path: Path) -> None:
        """Read somebody's tags in the background and show what they would bring."""
        self._folder = path.parent
        self._planning.begin(Source(path.name, path))

    def prepare(self) -> None:
        """Show what a copy is to hold."""
        snapshot = self.workspace.snapshot
        if snapshot is not None:
            self._preparing = True
            self.preparing.show_snapshot(snapshot)
            self._turn()

    def _leave_preparing(self) -> None:
        self._preparing = False
        self._turn()

    def _save_copy(self, wanted: Wanted) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        who = f" for {wanted.name}" if wanted.name else ""
        proposal = (self._folder or ask.documents()) / f"{snapshot.engagement.code}-second tagger.cxfac"
        path = ask.file_to_write(
            self.window(), f"Where to keep the copy{who}?", ask.ENGAGEMENT_FILES, proposal, may_replace=False
        )
        if path is None:
            return
        self._folder = path.parent
        self.workspace.jobs.run(
            service.prepare,
            snapshot,
            path,
            wanted.name,
            share=wanted.share,
            seed=wanted.seed,
            title=f"Writing {path.name}",
            unfinished="The file for the second person is still being written.",
            done=self._hear_prepared,
            failed=lambda problem: self.told.emit(str(problem), "error"),
        )

    def _hear_prepared(self, made: Prepared) -> None:
        self._leave_preparing()
        self.told.emit(made.sentence, "notice")

    def _apply(self, plan: SecondTagsPlan) -> None:
        self._who, self._theme = plan.name, None
        self.workspace.do(service.apply, plan)
        self._planning.leave()

    def _settle(self, answer_id: str, way: object) -> None:
        tagger = self.tagger
        if tagger is not None:
            self.workspace.do(service.settle, tagger.id, AnswerId(answer_id), way)

    def _forget(self) -> None:
        tagger = self.tagger
        if tagger is not None:
            self.workspace.do(service.forget, tagger.id)

    def _choose_who(self, name: str) -> None:
        self._who, self._theme = name, None
        self._show_again()

    def _show_theme(self, theme_id: str | None) -> None:
        self._theme = ThemeId(theme_id) if theme_id else None
        self._show_again()
        self.settling.list.setFocus()

    def _show_again(self) -> None:
        if self.workspace.snapshot is not None:
            self._show_agreement(self.workspace.snapshot)
