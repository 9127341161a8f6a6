"""What becomes of an export: how far it is, a name that is taken, and at last where the document is."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.text import amount
from cxfacilitator.services.report import free_name
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.text_button import text_button

_ROOM = 22
"""Letters of a file name on a button."""
_RUNNING, _TAKEN, _WRITTEN = range(3)


class ExportCard(QFrame):
    """One of three faces, or hidden.

    Signals:
        stopped: The export is to be stopped.
        place_agreed: A name that was taken is settled; carries the path and whether to replace what is there.
        not_opened: The desktop has no program for it; carries a sentence.
        copy_wanted: The document is wanted in another place too; carries where it is.
    """

    stopped = Signal()
    place_agreed = Signal(object, bool)
    not_opened = Signal(str)
    copy_wanted = Signal(object)

    def __init__(self, what: str = "report", may_copy: bool = False) -> None:
        """Make the card.

        Args:
            what: What is exported, as it is called in a sentence.
            may_copy: Offer to copy it to another place.
        """
        super().__init__()
        self._what = what
        self.setProperty("role", "card")
        self.path: Path | None = None
        self.note = label("", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = text_button("Stop", "Stop; nothing is written")
        self.taken = label("", wrap=True)
        self.beside = text_button("", f"The {what} that is there stays as it is")
        self.replace = text_button("Replace", f"The {what} that is there is lost")
        self.done = label("", "strong", wrap=True)
        self.where = label("", "small", wrap=True)
        self.changed = label("", "warning", wrap=True)
        self.open = text_button("Open", f"Open the {what}")
        self.folder = text_button("Show in folder", f"Open the folder that the {what} is in")
        self.copy = text_button("Copy to…", f"Put a copy of the {what} on a USB stick or in another folder")
        if not may_copy:
            self.copy.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._faces: list[QWidget] = []
        self._face((self.note, self.bar), (self.stop,))
        self._face((self.taken,), (self.beside, self.replace))
        self._face((self.done, self.where, self.changed), (self.open, self.folder, self.copy))
        self.stop.clicked.connect(self.stopped)
        self.beside.clicked.connect(lambda: self._settle(beside=True))
        self.replace.clicked.connect(lambda: self._settle(beside=False))
        self.open.clicked.connect(self._open)
        self.folder.clicked.connect(self._open_folder)
        self.copy.clicked.connect(lambda _checked: self.copy_wanted.emit(self.path))
        self.hide()

    def show_job(self, job: Job) -> None:
        """Show how far the export is."""
        self.note.setText(job.note or job.title)
        self.bar.setValue(round(job.share * 100))
        self._turn(_RUNNING)

    def show_taken(self, path: Path) -> None:
        """Ask what to do about a file of the same name."""
        self.path = path
        free = free_name(path)
        self.taken.setText(
            f"{path.name} is there already. It has not been changed. Save this one as {free}, or replace it."
        )
        self.beside.setText(f"Save as “{free if len(free) <= _ROOM else '…' + free[-_ROOM:]}”")
        self.beside.setAccessibleName(f"Save as {free}")
        self._turn(_TAKEN)
        self.beside.setFocus()

    def show_written(self, path: Path, pages: int, what: str = "") -> None:
        """Show where the document is, and a few words on what it is."""
        self.path = path
        self.done.setText(f"{amount(pages, 'page')} written.")
        self.where.setText("\n".join(filter(None, (what, str(path)))))
        self.changed.hide()
        self._turn(_WRITTEN)

    def show_stale(self) -> None:
        """Say that the document is older than the last change."""
        self.changed.setText(f"The engagement has changed since. Export again to have it in the {self._what}.")
        self.changed.show()

    @property
    def written(self) -> bool:
        """Whether a document that was written is shown."""
        return not self.isHidden() and not self._faces[_WRITTEN].isHidden()

    @property
    def asking(self) -> bool:
        """Whether it asks what to do about a name that is taken."""
        return not self.isHidden() and not self._faces[_TAKEN].isHidden()

    def _face(self, lines: tuple[QWidget, ...], buttons: tuple[QPushButton, ...]) -> None:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in lines:
            column.addWidget(line)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        column.addLayout(row)
        self._column.addWidget(face)
        self._faces.append(face)

    def _turn(self, shown: int) -> None:
        for number, face in enumerate(self._faces):
            face.setVisible(number == shown)
        self.show()

    def _settle(self, beside: bool) -> None:
        if self.path is not None:
            self.hide()
            path = self.path.with_name(free_name(self.path)) if beside else self.path
            self.place_agreed.emit(path, not beside)

    def _open(self) -> None:
        if self.path is not None:
            self._show(self.path)

    def _open_folder(self) -> None:
        if self.path is not None:
            self._show(self.path.parent)

    def _show(self, path: Path) -> None:
        if not path.exists():
            self.not_opened.emit(f"{path} is no longer there.")
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.not_opened.emit(f"No program on this computer opens it. The {self._what} is in {path}.")
