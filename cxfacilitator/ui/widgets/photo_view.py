"""Photographs of one sheet, one at a time: fitted or near, turned, straightened."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from cxfacilitator.domain.photos import Photo
from cxfacilitator.services import photos as service
from cxfacilitator.services.photos import Picture
from cxfacilitator.ui.jobs import Job
from cxfacilitator.ui.widgets.icon_button import IconButton
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.photo_canvas import PhotoCanvas
from cxfacilitator.ui.workspace import Workspace

KEYS = (
    ("R, Shift+R", "Turn the photograph"),
    ("S", "Straighten it, or as it was taken"),
    ("+, -, 0", "Nearer, farther, all of it"),
    ("PgUp, PgDn", "Photograph before, next one"),
)
"""What the keys do while the photograph has the focus; for a page's list of keys."""
NONE = "No photograph of this sheet yet."


class PhotoView(QWidget):
    """Shows the photographs that it is given; only the one in view is kept in memory.

    Signals:
        turned_to: Another photograph came into view; carries it, or None.
    """

    turned_to = Signal(object)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.photos: tuple[Photo, ...] = ()
        self.place = 0
        self._shown: Photo | None = None
        self._jpeg = b""
        self._job: Job | None = None
        self._part: QRectF | None = None
        self.canvas = PhotoCanvas()
        self.sentence = label("", "muted", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.before = IconButton("back", "Photograph before (PgUp)", lambda: self.step(-1))
        self.next = IconButton("next", "Next photograph (PgDn)", lambda: self.step(1))
        self.where = label("", "small")
        self.straight = IconButton("straight", "Straighten (S)", self.toggle_straight)
        self.straight.setCheckable(True)
        self.turn_right = IconButton("turn", "Turn clockwise (R)", lambda: self.turn(1))
        self.smaller = IconButton("farther", "Farther (-); all of it (0)", lambda: self.canvas.step(-1))
        self.larger = IconButton("nearer", "Nearer (+)", lambda: self.canvas.step(1))
        self.bar = QWidget()
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (self.before, self.where, self.next):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self.straight, self.turn_right, self.smaller, self.larger):
            row.addWidget(button)
        room = QWidget()
        self._faces = QStackedLayout(room)
        self._faces.addWidget(self.sentence)
        self._faces.addWidget(self.canvas)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(room, 1)
        column.addWidget(self.bar)
        self.setFocusProxy(self.canvas)
        self._show_bar()

    @property
    def photo(self) -> Photo | None:
        """The photograph in view."""
        return self.photos[self.place] if self.photos else None

    def show_photos(self, photos: Sequence[Photo], sentence: str = NONE) -> None:
        """Show these photographs, beginning with the one that is in view if it is among them.

        Args:
            photos: All of one sheet, or those of none.
            sentence: What stands there when there are none.
        """
        before = self.photo
        self.sentence.setText(sentence)
        if tuple(photos) == self.photos:
            return
        self.photos = tuple(photos)
        ids = [photo.id for photo in photos]
        self.place = ids.index(before.id) if before is not None and before.id in ids else 0
        self._look()

    def step(self, by: int) -> None:
        """Go some photographs on or back."""
        place = self.place + by
        if 0 <= place < len(self.photos):
            self.place = place
            self._look()

    def look_at(self, part: QRectF | None) -> None:
        """Show a part of the sheet from near; only a straight photograph tells where that is.

        Args:
            part: In shares of the sheet's width and height; None for all of it.
        """
        if part != self._part:
            self._part = part
            self.canvas.show_part(self._part_in_view())

    def turn(self, quarters: int) -> None:
        """Turn the photograph in view clockwise by quarters; it is remembered in the file."""
        if self.photo is not None:
            self.workspace.do(service.turn, self.photo.id, quarters)

    def toggle_straight(self) -> None:
        """Straighten the photograph in view by the sheet's corners, or show it as it was taken."""
        if self.photo is not None and self.photo.corners:
            self.workspace.do(service.set_straight, self.photo.id, not self.photo.straight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn, straighten and go on; what is not understood is left to whoever stands around."""
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        acts: dict[int, Callable[[], None]] = {
            Qt.Key.Key_R: lambda: self.turn(-1 if shift else 1),
            Qt.Key.Key_S: self.toggle_straight,
            Qt.Key.Key_PageUp: lambda: self.step(-1),
            Qt.Key.Key_PageDown: lambda: self.step(1),
        }
        act = acts.get(event.key()) if shift or not event.modifiers() else None
        if act is None or self.photo is None:
            super().keyPressEvent(event)
        else:
            act()

    def _look(self) -> None:
        """Bring the photograph in view on the screen, if it is not there as it is now."""
        photo, shown = self.photo, self._shown
        self._shown = photo
        self._show_bar()
        self._faces.setCurrentIndex(0 if photo is None else 1)
        if photo is None or shown is None or photo.source != shown.source:
            # Another sheet's photograph beside this sheet's lines would be worse than none.
            self.canvas.show_image(QImage())
            self._jpeg = b""
            self.turned_to.emit(photo)
        if photo is None:
            return
        if not self._jpeg:
            self.workspace.fetch(service.image, lambda jpeg: self._take(photo, jpeg), photo.id)
        elif shown is None or _looks(photo) != _looks(shown):
            self._draw(photo)

    def _take(self, photo: Photo, jpeg: bytes) -> None:
        if self._shown is not None and self._shown.source == photo.source:
            self._jpeg = jpeg
            self._draw(self._shown)

    def _draw(self, photo: Photo) -> None:
        if self._job is not None:
            self._job.cancel()

        def show(picture: Picture) -> None:
            # Somebody who goes on quickly has left this photograph before it was drawn.
            if self._shown is not None and _looks(self._shown) == _looks(photo):
                self.canvas.show_image(_image(picture), self._part_in_view())

        self._job = self.workspace.jobs.run(service.draw, self._jpeg, photo, title="Drawing the photograph", done=show)

    def _part_in_view(self) -> QRectF | None:
        return self._part if self.photo is not None and service.lies_as_printed(self.photo) else None

    def _show_bar(self) -> None:
        photo, count = self.photo, len(self.photos)
        self.bar.setVisible(photo is not None)
        for widget in (self.before, self.next, self.where):
            widget.setVisible(count > 1)
        self.where.setText(f"{self.place + 1} of {count}" if count else "")
        self.before.setEnabled(self.place > 0)
        self.next.setEnabled(self.place < count - 1)
        found = photo is not None and bool(photo.corners)
        self.straight.setEnabled(found)
        self.straight.setChecked(photo is not None and photo.straight)
        self.straight.setToolTip("Straighten (S)" if found else "The sheet's four corner squares were not found")
        self.canvas.setAccessibleName(f"Photograph {photo.name}" if photo is not None else "")


def _looks(photo: Photo) -> tuple[str, int, bool]:
    """What a picture of a photograph depends on."""
    return photo.source, photo.quarter_turns, photo.straight


def _image(picture: Picture) -> QImage:
    image = QImage(picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)
    # The bytes belong to the picture, which goes; the copy stays.
    return image.copy()
