"""The one window: rail at the left, the page with its head at the right, a thin bar at the bottom."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from cxfacilitator.domain.errors import CxError, DamagedFile
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services.safekeeping import Backup
from cxfacilitator.ui import places, theme
from cxfacilitator.ui.backup_menu import BackupMenu
from cxfacilitator.ui.bottom_bar import BottomBar, reason
from cxfacilitator.ui.header import Header
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.keys_panel import KeysPanel
from cxfacilitator.ui.look_menu import LookMenu
from cxfacilitator.ui.pages.faces import FacedPage
from cxfacilitator.ui.pages.home import HomePage
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.rail import Rail
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.spelling import Spelling
from cxfacilitator.ui.stages import KEYS, PHASES, STAGE, STAGES, step_elsewhere
from cxfacilitator.ui.widgets import MessageBar
from cxfacilitator.ui.workspace import Workspace

PROGRESS_EVERY_MS = 300
"""The first change of several shows at once how far every stage is, the others together: typing does not pay for it."""
_STAYS = "What you type stays on the screen, and is saved by itself as soon as this is mended."


class MainWindow(QMainWindow):
    """Leads through the stages; it knows no stage's contents."""

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        super().__init__()
        self.workspace = workspace
        self.settings = settings
        self.spelling = Spelling(workspace, settings, self)
        self.pages: dict[str, Page] = {}
        self.stage = ""
        self._told = ""
        self._unsaved_because = ""
        self._asked: set[str] = set()
        self._frames: dict[str, QScrollArea] = {}
        self._shares: Mapping[str, float | None] = {}
        self._cursor: QWidget | None = None
        self._progress_is_old = False
        self._progress_timer = QTimer(self)
        self._progress_timer.setSingleShot(True)
        self._progress_timer.setInterval(PROGRESS_EVERY_MS)
        self._progress_timer.timeout.connect(self._catch_up_with_progress)
        self.setWindowTitle("CX facilitator")
        self.setAcceptDrops(True)
        self.setMinimumSize(960, 600)
        self.home = HomePage(workspace, settings)
        self._build()
        theme.dress(self)
        self._wire()
        self._add_page("home", self.home)
        if not self.restoreGeometry(settings.place("window")):
            self.resize(1366, 740)
        self.show_home()

    def _build(self) -> None:
        self.rail = Rail(
            [(phase, [(s.name, s.title, KEYS[s.name]) for s in STAGES if s.phase == phase]) for phase in PHASES]
        )
        self.header = Header()
        self.message = MessageBar()
        self.content = QStackedWidget()
        self.keys_panel = KeysPanel()
        self.bottom = BottomBar()
        message_row = QHBoxLayout()
        message_row.setContentsMargins(32, 0, 32, 8)
        message_row.addWidget(self.message)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        right.addLayout(message_row)
        right.addWidget(self.content, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addLayout(right, 1)
        upper.addWidget(self.keys_panel)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.bottom)
        centre = QWidget()
        centre.setProperty("role", "page")
        centre.setLayout(whole)
        self.setCentralWidget(centre)
        self.look = LookMenu(self.settings, self.spelling, self)
        self.bottom.look.setMenu(self.look)
        self.backups = BackupMenu(self.workspace, self.message, self)
        self.bottom.backups.setMenu(self.backups)

    def _wire(self) -> None:
        """Connect everything that this window connects, so that it can be read in one place."""
        workspace, jobs = self.workspace, self.workspace.jobs
        QApplication.instance().focusChanged.connect(self._hear_cursor)  # type: ignore[union-attr]
        workspace.leaving.connect(self._hear_leaving)
        workspace.opened.connect(self._hear_opened)
        workspace.changed.connect(self._hear_changed)
        workspace.refused.connect(self._hear_refused)
        workspace.closed.connect(self._hear_closed)
        workspace.saving.connect(self._hear_saving)
        workspace.saved.connect(self._hear_saved)
        workspace.late.connect(self.bottom.show_late)
        workspace.warned.connect(lambda sentence: self.message.show_message(sentence, "warning"))
        workspace.rescued.connect(self._hear_rescued)
        workspace.backed_up.connect(self._hear_backed_up)
        workspace.not_backed_up.connect(lambda problem: self.message.show_message(str(problem), "warning"))
        jobs.started.connect(self.bottom.show_job)
        jobs.advanced.connect(self.bottom.show_job)
        jobs.ended.connect(self._hear_job_ended)
        jobs.failed.connect(lambda problem: self.message.show_message(str(problem), "error"))
        self.spelling.failed.connect(lambda problem: self.message.show_message(str(problem), "warning"))
        self.rail.stage_wanted.connect(self.show_stage)
        self.rail.home_wanted.connect(self.show_home)
        self.header.step_taken.connect(self.show_stage)
        self.bottom.undo.clicked.connect(self.undo)
        self.bottom.redo.clicked.connect(self.redo)
        self.bottom.keys.clicked.connect(self.toggle_keys)
        for keys, act in (
            ("Ctrl+Z", self.undo),
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+N", self.new_engagement),
            ("Ctrl+O", self.open_engagement),
            ("Ctrl+H", self.show_home),
            ("F1", self.toggle_keys),
            ("Ctrl++", partial(self.look.step_text_size, 1)),
            ("Ctrl+=", partial(self.look.step_text_size, 1)),
            ("Ctrl+-", partial(self.look.step_text_size, -1)),
            ("Ctrl+0", partial(self.look.set_text_size, 100)),
            *((key, partial(self.show_stage, name)) for name, key in KEYS.items()),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _checked=False, act=act: act())
            self.addAction(action)

    def show_home(self) -> None:
        """Show the engagements opened before, and the three ways to begin."""
        self._show("home")

    def show_stage(self, name: str) -> None:
        """Show a stage's page, as `plan`, or one face of it, as `comparison:findings`; without a file there is none."""
        stage, _, face = name.partition(":")
        if stage in STAGE and self.workspace.path is not None:
            self.settings.set_last_stage(self.workspace.path, stage)
            self._show(stage)
            page = self.pages[stage]
            if face and isinstance(page, FacedPage):
                page.show_face(face)

    def make_page(self, name: str) -> None:
        """Make a stage's page, if it is not there yet, without showing it."""
        if name not in self.pages:
            self._add_page(name, STAGE[name].page_class()(self.workspace))

    def show_answer(self, answer_id: str) -> None:
        """Show an answer where it is tagged."""
        self.show_stage("tagging")
        if self.stage == "tagging":
            self.pages["tagging"].show_answer(answer_id)

    def new_engagement(self) -> None:
        """Ask where to keep a new engagement and start it."""
        self.show_home()
        self.home.new_engagement()

    def open_engagement(self) -> None:
        """Ask for an engagement and open it."""
        self.show_home()
        self.home.open_engagement()

    def undo(self) -> None:
        """Take back the last step; what is still being typed is saved first."""
        self._forget_told()
        self._finish_typing()
        self.workspace.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self._forget_told()
        self._finish_typing()
        self.workspace.redo()

    def toggle_keys(self) -> None:
        """Show or hide the keys."""
        shown = self.keys_panel.isHidden()
        page = self.pages[self.stage]
        if shown:
            self.keys_panel.show_page(self.stage, page.title, page.keys)
        self.keys_panel.setVisible(shown)
        self.bottom.keys.setChecked(shown)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Put everything in the file, and remember where the window was; what would be lost is told first."""
        self._finish_typing()
        question = self._question_before_leaving()
        if question:
            self._asked.add(question)
            self.message.show_message(question, "error" if self.workspace.unsaved else "warning")
            if self.isMinimized():
                self.showNormal()
            event.ignore()
            return
        self._keep_places()
        self.settings.save()
        # The file is copied once more, and a window that still stood there would not answer.
        self.hide()
        self.workspace.close()
        super().closeEvent(event)

    def _question_before_leaving(self) -> str:
        """What would be lost if the window were closed now, and has not been told yet."""
        unsaved, unfinished, questions = self.workspace.unsaved, self.workspace.jobs.unfinished, []
        if unsaved:
            questions.append(
                f"{amount(unsaved, 'typed line')} could not be saved. {self._unsaved_because}. "
                "Close once more to leave all the same: they are then kept as plain text."
            )
        if unfinished:
            questions.append(f"{unfinished} Close once more to stop it; nothing else is lost.")
        return next((question for question in questions if question not in self._asked), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what a low window has no room for."""
        super().resizeEvent(event)
        self.header.fit()

    @staticmethod
    def _hear_cursor(_before: QWidget | None, now: QWidget | None) -> None:
        """Have Enter press the button that has the cursor, as Space does; without it only dialogs do so."""
        if isinstance(now, QPushButton) and not now.autoDefault():
            now.setAutoDefault(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take an engagement's file that is dragged in."""
        if _dragged(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that was dropped."""
        path = _dragged(event.mimeData())
        if path is not None:
            self.workspace.open(path)

    def _show(self, name: str) -> None:
        if name != self.stage:
            self._forget_told()
        self.make_page(name)
        self.stage = name
        self.rail.setHidden(self.workspace.snapshot is None)
        self.rail.mark(name)
        self._show_head()
        self.content.setCurrentWidget(self._frames[name])
        self._show_step()
        self._hand_over_keys()

    def _hand_over_keys(self) -> None:
        """Have the cursor on the page that is shown, once whatever else hears the same news has heard it."""
        page = self.pages[self.stage]
        QTimer.singleShot(0, page, page.take_keys)

    def _show_head(self) -> None:
        """Show the buttons and keys that the page has now."""
        page = self.pages[self.stage]
        self.header.show_page(page)
        if self.keys_panel.isVisible():
            self.keys_panel.show_page(self.stage, page.title, page.keys)

    def _add_page(self, name: str, page: Page) -> None:
        frame = QScrollArea()
        frame.setWidget(page)
        frame.setWidgetResizable(True)
        frame.setFrameShape(QFrame.Shape.NoFrame)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.stage_wanted.connect(self.show_stage)
        page.answer_wanted.connect(self.show_answer)
        page.told.connect(self._hear_told)
        page.head_changed.connect(partial(self._hear_head_changed, name))
        page.section_made.connect(partial(places.put_back_section, self.settings, name, page))
        page.choice_made.connect(partial(places.keep, self.settings, name, page))
        self.header.add_page(page)
        self.content.addWidget(frame)
        self.pages[name], self._frames[name] = page, frame
        places.put_back(self.settings, name, page)

    def _keep_places(self) -> None:
        self.settings.set_place("window", self.saveGeometry())
        for name, page in self.pages.items():
            places.keep(self.settings, name, page)

    def _hear_leaving(self) -> None:
        """Take the cursor away: a line that is left goes to its own file, and no key goes anywhere until then."""
        self._cursor = QApplication.focusWidget()
        self.content.setEnabled(False)

    def _give_back(self) -> None:
        """Have the cursor where it was; a page that gives way to another hands it on."""
        if self.content.isEnabled():
            return
        self.content.setEnabled(True)
        if self._cursor is not None and isValid(self._cursor) and self.isAncestorOf(self._cursor):
            self._cursor.setFocus()

    def _hear_opened(self, snapshot: Snapshot) -> None:
        self._give_back()
        self.message.hide()
        client = snapshot.engagement.client
        self.setWindowTitle(f"{client} - CX facilitator" if client else "CX facilitator")
        self.bottom.show_labels("", "")
        self._show_progress(snapshot)
        path = self.workspace.path
        self.show_stage(self.settings.last_stage(path) if path else STAGES[0].name)

    def _hear_changed(self, snapshot: Snapshot) -> None:
        self.bottom.show_labels(self.workspace.undo_label, self.workspace.redo_label)
        self._progress_is_old = True
        if not self._progress_timer.isActive():
            self._show_progress(snapshot)
            self._progress_timer.start()

    def _show_progress(self, snapshot: Snapshot) -> None:
        self._shares = {stage.name: stage.page_class().progress(snapshot) for stage in STAGES}
        self.rail.show_snapshot(snapshot, self._shares)
        self._show_step()
        self._progress_is_old = False

    def _catch_up_with_progress(self) -> None:
        if self._progress_is_old and self.workspace.snapshot is not None:
            self._show_progress(self.workspace.snapshot)
            self._progress_timer.start()

    def _hear_told(self, text: str, kind: str) -> None:
        self._forget_told()
        if text:
            self.message.show_message(text, kind)
        self._told = text

    def _forget_told(self) -> None:
        """Hide what a page has said of its last step: it is not true of another page, nor after undo."""
        if self._told and self.message.text == self._told:
            self.message.hide()
        self._told = ""

    def _hear_job_ended(self, job: Job) -> None:
        self.bottom.end_job(job)
        if job.unfinished:
            if self.message.text in self._asked:
                self.message.hide()
            self._asked.clear()

    def _hear_head_changed(self, name: str) -> None:
        self.header.add_page(self.pages[name])
        if name == self.stage:
            self._show_head()
            self._hand_over_keys()

    def _hear_backed_up(self, backup: Backup | None) -> None:
        if self.workspace.path is not None:
            self.bottom.show_backup(backup.taken_at.astimezone() if backup else None)

    def _hear_saving(self) -> None:
        if not self.workspace.unsaved:
            self.bottom.show_saving()

    def _hear_saved(self, at: datetime) -> None:
        self.bottom.show_saved(at)
        if self._unsaved_because:
            self._unsaved_because = ""
            self._asked.clear()
            self.message.show_message("Everything that was typed is in the file now.")

    def _hear_refused(self, problem: CxError) -> None:
        self._give_back()
        known = self.workspace.unsaved > 0 and reason(problem) == self._unsaved_because
        if self.workspace.unsaved:
            self._unsaved_because = reason(problem)
        if not known and isinstance(problem, DamagedFile):
            self.backups.offer(problem)
        elif not known:
            self.message.show_message(
                f"{reason(problem)}. {_STAYS}" if self.workspace.unsaved else str(problem), "error"
            )
        if self.workspace.snapshot is not None:
            self.bottom.show_refused(problem)
        else:
            self.bottom.show_nothing()

    def _hear_rescued(self, text: Path | CxError | None) -> None:
        if isinstance(text, CxError):
            self.message.show_message(str(text), "error")
        elif text is not None:
            self.message.show_message(
                f"Some typed lines are not in the engagement yet. {_STAYS} They are also kept as plain text in {text}.",
                "error",
            )
            self.bottom.show_rescued(text)

    def _hear_closed(self) -> None:
        self.content.setEnabled(True)
        self.setWindowTitle("CX facilitator")
        self.bottom.show_nothing()
        self.bottom.show_labels("", "")
        self.show_home()

    def _show_step(self) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is None or self.stage == "home":
            self.header.show_step("")
            return
        here = self.pages[self.stage].next_step(snapshot)
        if here:
            self.header.show_step(here)
            return
        elsewhere = step_elsewhere(self.stage, snapshot, self._shares)
        if elsewhere is None:
            self.header.show_step("Every stage is done.")
            return
        stage, step = elsewhere
        self.header.show_step(f"Nothing is left to do here. {step}", stage.name, f"Go to {stage.title.lower()}")

    def _finish_typing(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
            focused.setFocus()


def _dragged(data: QMimeData) -> Path | None:
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if len(files) == 1 and files[0].suffix == ".cxfac" else None
