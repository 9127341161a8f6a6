"""The bottom bar: what is saved, what is being worked on, undo and redo, and how the window looks."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QToolButton

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.text import the_day
from cxfacilitator.ui import icons, theme
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.words import doing

STUCK_AFTER_S = 3.0
"""From then on a slow disk is a worry."""


class BottomBar(QFrame):
    """Thin, calm, always there."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bottom")
        self.state = label()
        self.note = label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(160)
        self.stop = QPushButton("Stop")
        self.stop.setProperty("quiet", True)
        self.stop.setProperty("inline", True)
        self.stop.setToolTip("Stop this; nothing is changed")
        self.stop.clicked.connect(self._cancel)
        self.undo = self._button("Undo")
        self.redo = self._button("Redo")
        self.backups = self._button("No backup yet")
        self.backups.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.backups.setToolTip("Take a backup now, or put one back")
        self.look = self._button("Text and theme")
        self.keys = self._button("Keys")
        self.look.setToolTip("Text size, light or dark, language of the spelling check")
        self.look.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.keys.setToolTip("The keys of this page (F1)")
        self.keys.setCheckable(True)
        self._job: Job | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 2, 12, 2)
        row.setSpacing(8)
        row.addWidget(self.state)
        row.addWidget(self.backups)
        row.addStretch(1)
        for widget in (self.note, self.bar, self.stop):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self.undo, self.redo, self.look, self.keys):
            row.addWidget(button)
        self._set_job(None)
        self.show_labels("", "")
        self._restyle()

    def show_saving(self) -> None:
        """Say that something is on its way to the file."""
        self._say("Saving…", "muted")

    def show_saved(self, at: datetime) -> None:
        """Say that everything is in the file since this instant."""
        self._say(f"Saved {_when(at, seconds=True)}", "muted")

    def show_late(self, seconds: float) -> None:
        """Say that something has been on its way to the file for too long; typing goes on meanwhile."""
        if seconds < STUCK_AFTER_S:
            self._say("Still saving…", "warning")
        else:
            self._say(f"Not saved yet: the file has been busy for {seconds:.0f} s", "danger")
            self.state.setToolTip("Go on typing: what you type is saved as soon as the disk answers.")

    def show_refused(self, problem: CxError) -> None:
        """Say that the last change is not in the file."""
        self._say(f"Not saved: {reason(problem)}", "danger")
        self.state.setToolTip(str(problem))

    def show_rescued(self, text: Path) -> None:
        """Say where the lines are that are not in the file."""
        self._say(f"Not saved; kept in “{text.name}”", "danger")
        self.state.setToolTip(str(text))

    def show_nothing(self) -> None:
        """Say nothing: no engagement is open."""
        self._say("", "muted")
        self.backups.hide()

    def show_backup(self, at: datetime | None) -> None:
        """Say when the newest backup was taken; None when there is none yet."""
        self.backups.setText(f"Backup {_when(at)}" if at else "No backup yet")
        self.backups.show()

    def show_labels(self, undo: str, redo: str) -> None:
        """Name what undo and redo would do."""
        self.undo.setEnabled(bool(undo))
        self.redo.setEnabled(bool(redo))
        self.undo.setToolTip(f"Undo {doing(undo)} (Ctrl+Z)" if undo else "Nothing to undo")
        self.redo.setToolTip(f"Redo {doing(redo)} (Ctrl+Y)" if redo else "Nothing to redo")

    def show_job(self, job: Job) -> None:
        """Show how far a job is; one without a title is not worth a look."""
        if job.title:
            self._set_job(job)
            self.note.setText(job.note or job.title)
            self.bar.setValue(round(job.share * 100))

    def end_job(self, job: Job) -> None:
        """Show no more of a job."""
        if job is self._job:
            self._set_job(None)

    def _set_job(self, job: Job | None) -> None:
        self._job = job
        for widget in (self.note, self.bar, self.stop):
            widget.setVisible(job is not None)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the icons in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _button(self, text: str) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return button

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _say(self, text: str, role: str) -> None:
        self.state.setText(text)
        self.state.setToolTip("")
        if self.state.property("role") != role:
            self.state.setProperty("role", role)
            self.state.style().unpolish(self.state)
            self.state.style().polish(self.state)

    def _restyle(self) -> None:
        for button, name in (
            (self.undo, "undo"),
            (self.redo, "redo"),
            (self.look, "text"),
            (self.keys, "keys"),
            (self.backups, "backup"),
        ):
            button.setIcon(icons.icon(name, "muted", 16))
            button.setIconSize(QSize(theme.px(16), theme.px(16)))


def reason(problem: CxError) -> str:
    """Return the first sentence of a refusal, which says what happened, without its full stop."""
    return str(problem).split(". ")[0].rstrip(".")


def _when(at: datetime, seconds: bool = False) -> str:
    if at.date() == datetime.now().astimezone().date():
        return f"{at:%H:%M:%S}" if seconds else f"{at:%H:%M}"
    return f"{the_day(at)}, {at:%H:%M}"
