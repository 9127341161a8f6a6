"""How photographs come in: chosen, dropped, pasted, or from a watched folder; always the same way from there on."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import photos as service
from cxfacilitator.services.photos import Attached, Pasted
from cxfacilitator.ui.folder_watch import FolderWatch
from cxfacilitator.ui.workspace import Workspace

UNDO = "Ctrl+Z takes it back."


class Intake(QObject):
    """Reads pictures in a job, attaches them in one step, and says in one sentence what became of them.

    Signals:
        said: The sentence, and its kind.
    """

    said = Signal(str, str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.watch = FolderWatch(self)
        self.watch.came.connect(self.take)
        self._folders: dict[str, str] = {}
        self._agreed: Attached | None = None
        workspace.opened.connect(self._begin)
        workspace.changed.connect(self._hear)
        workspace.refused.connect(lambda _problem: self._forget())
        workspace.closed.connect(self.watch.stop)

    def take(self, sources: Sequence[Path | Pasted]) -> None:
        """Attach pictures."""
        snapshot, path = self.workspace.snapshot, self.workspace.path
        if snapshot is None or not sources:
            return

        def agree(attached: Attached) -> None:
            # Somebody who opened another engagement meanwhile does not want them in that one.
            if self.workspace.path == path:
                self._agree(attached)

        title = f"Reading {len(sources)} photographs" if len(sources) > 1 else f"Reading {sources[0].name}"
        self.workspace.jobs.run(service.prepare, snapshot, tuple(sources), title=title, done=agree)

    def paste(self) -> bool:
        """Attach what was copied, pictures or files; False when that is neither."""
        sources = _pictures_of(QGuiApplication.clipboard().mimeData())
        self.take(sources)
        return bool(sources)

    def take_drops_on(self, widget: QWidget) -> None:
        """Attach the pictures that are dropped on a widget; an engagement is left to the window."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def start_watch(self, folder: Path) -> None:
        """Attach from now on what comes into a folder; the engagement remembers it on this computer."""
        if self.workspace.path is not None:
            self._folders[_key(self.workspace.path)] = str(folder)
            self.watch.start(folder)

    def stop_watch(self) -> None:
        """Watch no folder for this engagement any more."""
        if self.workspace.path is not None:
            self._folders[_key(self.workspace.path)] = ""
        self.watch.stop()

    def remembered(self) -> dict[str, str]:
        """Return which folder is watched for each engagement, for the next start."""
        return {f"watch-{key}": folder for key, folder in self._folders.items()}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Watch again what was watched for the engagement that is open."""
        self._folders = {key[6:]: folder for key, folder in remembered.items() if key.startswith("watch-")}
        if self.workspace.path is not None:
            self._begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear what is dragged over a widget and dropped on it."""
        if isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent) and self.workspace.snapshot is not None:
            sources = _pictures_of(event.mimeData())
            if sources:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.take(sources)
                return True
        return super().eventFilter(watched, event)

    def _begin(self, _snapshot: Snapshot | None = None) -> None:
        path = self.workspace.path
        folder = self._folders.get(_key(path), "") if path is not None else ""
        if folder:
            self.watch.start(Path(folder))
        elif self.watch.folder is not None:
            self.watch.stop()

    def _agree(self, attached: Attached) -> None:
        if attached.ready:
            self._agreed = attached
            self.workspace.do(service.add, attached)
        else:
            self._say(attached)

    def _hear(self, snapshot: Snapshot) -> None:
        agreed = self._agreed
        if agreed is not None and {ready.photo.source for ready in agreed.ready} <= {p.source for p in snapshot.photos}:
            self._forget()
            self._say(agreed)

    def _forget(self) -> None:
        self._agreed = None

    def _say(self, attached: Attached) -> None:
        calm = not (attached.unassigned or attached.refused or attached.warnings)
        undo = f" {UNDO}" if attached.ready else ""
        self.said.emit(f"{attached.sentence}{undo}", "notice" if calm else "warning")


def _pictures_of(data: QMimeData | None) -> tuple[Path | Pasted, ...]:
    """What was copied or is dragged, if anything; files that are engagements are not for the photographs."""
    if data is None:
        return ()
    files = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    if files:
        return files if not any(file.suffix == ".cxfac" for file in files) else ()
    image = data.imageData() if data.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return ()
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG" if image.hasAlphaChannel() else "JPG", 92)  # type: ignore[call-overload]
    return (Pasted("Pasted picture", bytes(buffer.data().data())),)


def _key(path: Path) -> str:
    # A path is no key: its separators would nest groups.
    return hashlib.sha1(str(path.resolve()).encode(), usedforsecurity=False).hexdigest()
