"""The photographs beside the sheet, those that wait for their sheet, and the ways in and out."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.photos import Photo, PhotoId
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import photos as service
from cxfacilitator.services.photos import Exported
from cxfacilitator.ui import ask, icons, theme
from cxfacilitator.ui.folder_watch import PICTURES
from cxfacilitator.ui.pages.sheets.intake import Intake
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.photo_view import PhotoView
from cxfacilitator.ui.widgets.wrapping_row import WrappingRow
from cxfacilitator.ui.workspace import Workspace

_LEFT, _RIGHT, _UPPER, _LOWER = 0.03, 0.495, 0.12, 0.51
_PLACES = {
    box: QRectF(left, top, 0.475, 0.4)
    for box, left, top in (
        (Box.WELL, _LEFT, _UPPER),
        (Box.IMPROVE, _RIGHT, _UPPER),
        (Box.DIFFER, _LEFT, _LOWER),
        (Box.CONTINUE, _RIGHT, _LOWER),
        (Box.START, _RIGHT, _LOWER),
        (Box.UNMARKED, _RIGHT, _LOWER),
    )
}
"""Where the boxes are on the printed sheet, in shares of the page; its fourth box holds all of Q4."""
KINDS = f"Photographs ({' '.join(f'*{ending} *{ending.upper()}' for ending in (*PICTURES, '.pdf'))})"


class PhotoSide(QWidget):
    """Shows the photographs of the sheet in the middle.

    Photographs of which nobody knows the sheet wait in a tray: they are looked through one after the
    other, and one key says that the one in view shows the sheet that is open.

    Signals:
        said: A sentence for the page's message bar, and its kind.
    """

    said = Signal(str, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.intake = Intake(workspace, self)
        self.intake.said.connect(self.said)
        self.intake.watch.turned.connect(self._show_watch)
        self.tray_open = False
        self._group: Group | None = None
        self._waiting: tuple[Photo, ...] = ()
        self.photo = PhotoView(workspace)
        self.photo.turned_to.connect(lambda _photo: self._show_tray())
        self.add_button = QPushButton("Add photos")
        self.add_button.setProperty("quiet", True)
        self.add_button.setToolTip("Choose photographs; the code on each sheet says whose it is")
        self.add_button.clicked.connect(lambda _checked: self.add_photos())
        self.more = QToolButton()
        self.more.setToolTip("More about photographs")
        self.more.setAccessibleName("More about photographs")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        self.whose = label("", wrap=True)
        self.assign_button = QPushButton()
        self.assign_button.setToolTip("A, or Enter")
        self.assign_button.clicked.connect(lambda _checked: self.assign())
        self.tray_button = QPushButton()
        self.tray_button.setProperty("quiet", True)
        self.tray_button.clicked.connect(lambda _checked: self.turn_tray())
        self.watched = label("", "small", wrap=True)
        self._lay_out()
        self._restyle()
        self._show_tray()
        self._show_watch()

    def _lay_out(self) -> None:
        self.question = QWidget()
        row = QHBoxLayout(self.question)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.whose, 1)
        row.addWidget(self.assign_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.question)
        column.addWidget(self.photo, 1)
        foot = QHBoxLayout()
        foot.setSpacing(4)
        buttons = WrappingRow()
        buttons.add(self.add_button, self.tray_button)
        foot.addWidget(buttons, 1)
        foot.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(foot)
        column.addWidget(self.watched)

    def show_sheet(self, snapshot: Snapshot, group: Group) -> None:
        """Show the photographs of a group's sheet, or those that wait in the tray while that is open."""
        self._group = group
        self._waiting = tuple(photo for photo in snapshot.photos if photo.group_id is None)
        self.tray_open = self.tray_open and bool(self._waiting)
        own = tuple(photo for photo in snapshot.photos if photo.group_id == group.id)
        none = f"No photograph of {group.code} yet.\nAdd some, drop them here, or paste one with Ctrl+V."
        self.photo.show_photos(self._waiting if self.tray_open else own, none)
        self._show_tray()

    def show_box(self, box: Box | None) -> None:
        """Bring the box that is typed into near, if the photograph is straight; None for all of the sheet."""
        self.photo.look_at(_PLACES[box] if box is not None and not self.tray_open else None)

    def take_cursor(self) -> None:
        """Let the keys act on the photograph; without one, on the button that brings some."""
        (self.photo if self.photo.photo is not None else self.add_button).setFocus()

    def add_photos(self) -> None:
        """Ask for photographs and attach them."""
        path = self.workspace.path
        chosen = ask.files_to_open(self.window(), "Which photographs?", KINDS, path.parent if path else Path.home())
        self.intake.take(chosen)

    def watch_folder(self) -> None:
        """Ask for a folder, and attach what comes into it from now on."""
        path = self.workspace.path
        folder = ask.folder_to_use(
            self.window(), "Where do the pictures come in?", path.parent if path else Path.home()
        )
        if folder is not None:
            self.intake.start_watch(folder)

    def export(self) -> None:
        """Ask for a folder and write all photographs into it."""
        snapshot, path = self.workspace.snapshot, self.workspace.path
        if snapshot is None or path is None:
            return
        folder = ask.folder_to_use(self.window(), "Where to put the photographs?", path.parent)
        if folder is None:
            return

        def written(exported: Exported) -> None:
            self.said.emit(exported.sentence, "warning")

        def write(images: Mapping[PhotoId, bytes]) -> None:
            self.workspace.jobs.run(
                service.write,
                snapshot,
                images,
                folder,
                title="Writing photographs",
                unfinished="The photographs are still being written.",
                done=written,
            )

        self.workspace.fetch(service.images, write)

    def assign(self) -> None:
        """Say that the photograph in view shows the sheet that is open."""
        if self.tray_open and self.photo.photo is not None and self._group is not None:
            self.workspace.do(service.assign, self.photo.photo.id, self._group.id)

    def take_off(self) -> None:
        """Say that the photograph in view does not show this sheet; it goes to the tray."""
        if not self.tray_open and self.photo.photo is not None:
            self.workspace.do(service.assign, self.photo.photo.id, None)

    def remove(self) -> None:
        """Take the photograph in view out of the file."""
        if self.photo.photo is not None:
            name = self.photo.photo.name
            self.workspace.do(service.remove, self.photo.photo.id)
            self.said.emit(f"{name} is out of the file. Ctrl+Z brings it back.", "notice")

    def turn_tray(self) -> None:
        """Look through the photographs that wait, or at the sheet's own again."""
        self.tray_open = not self.tray_open
        if self.workspace.snapshot is not None and self._group is not None:
            self.show_sheet(self.workspace.snapshot, self._group)
            self.take_cursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear the keys that the photograph has no use for."""
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Delete: self.remove,
        }
        if self.tray_open:
            acts |= dict.fromkeys((Qt.Key.Key_A, Qt.Key.Key_Return, Qt.Key.Key_Enter), self.assign)
        act = acts.get(event.key())
        if event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif act is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            act()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the icon in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _menu(self) -> QMenu:
        menu = QMenu(self)

        def offer(text: str, act: Callable[[], object]) -> None:
            menu.addAction(text).triggered.connect(lambda _checked: act())

        offer("Paste a picture (Ctrl+V)", self._paste)
        offer("Watch a folder…", self.watch_folder)
        offer("Stop watching", self.intake.stop_watch)
        menu.addSeparator()
        offer("This is another sheet's photograph", self.take_off)
        offer("Remove this photograph (Del)", self.remove)
        menu.addSeparator()
        offer("Export all photographs…", self.export)
        menu.aboutToShow.connect(partial(self._allow, menu))
        return menu

    def _allow(self, menu: QMenu) -> None:
        """Offer only what there is something to do for."""
        shown, snapshot = self.photo.photo is not None, self.workspace.snapshot
        watching = self.intake.watch.folder is not None
        _paste, watch, stop, _line, off, remove, _line2, export = menu.actions()
        watch.setVisible(not watching)
        stop.setVisible(watching)
        off.setEnabled(shown and not self.tray_open)
        remove.setEnabled(shown)
        export.setEnabled(snapshot is not None and bool(snapshot.photos))

    def _paste(self) -> None:
        if not self.intake.paste():
            self.said.emit("There is no picture to paste. Copy one first, then press Ctrl+V here.", "notice")

    def _show_tray(self) -> None:
        code, count = self._group.code if self._group is not None else "", len(self._waiting)
        self.question.setVisible(self.tray_open)
        self.assign_button.setText(f"It is {code}’s sheet")
        photo = self.photo.photo
        self.whose.setText(f"{photo.name}: whose sheet is it?" if photo is not None else "")
        self.tray_button.setVisible(bool(count))
        self.tray_button.setText(f"Back to {code}" if self.tray_open else f"{count} without a sheet")
        self.tray_button.setToolTip("" if self.tray_open else "Photographs of which nobody has said whose sheet it is")

    def _show_watch(self) -> None:
        watch = self.intake.watch
        folder = watch.folder
        self.watched.setVisible(folder is not None)
        if folder is None:
            return
        text = f"Watching “{folder.name or folder}” for new pictures."
        if watch.missing:
            text = f"“{folder.name or folder}” is not there now. It is watched again when it is back."
        elif watch.left_alone:
            were = "that was there before is" if watch.left_alone == 1 else "that were there before are"
            text += f" {amount(watch.left_alone, 'picture')} {were} left alone: “Add photos” takes them."
        self.watched.setText(text)
        self.watched.setToolTip(str(folder))

    def _restyle(self) -> None:
        self.more.setIcon(icons.icon("more", "muted", 16))
        self.more.setIconSize(QSize(theme.px(16), theme.px(16)))
