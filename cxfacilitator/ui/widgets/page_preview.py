"""A page of paper on the screen: fitted to the room or larger, with the way to the next one."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cxfacilitator.services.materials import Picture
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.labels import label

ZOOMS = (1.0, 1.5, 2.0, 3.0)
"""How much larger than fitted to the room a page may be shown."""


class PagePreview(QWidget):
    """Shows one page; it asks for its picture and is given it.

    Signals:
        picture_wanted: Another page, or the same one in another size, is to be drawn; carries the
            page from 0 and the dots per inch.
    """

    picture_wanted = Signal(int, float)

    def __init__(self) -> None:
        super().__init__()
        self._pages = 0
        self._size = (8.27, 11.69)
        self._zoom = 0
        self._dpi = 0.0
        self.page = 0
        self.paper = _Paper()
        self.scroller = QScrollArea()
        self.scroller.setWidget(self.paper)
        self.scroller.setWidgetResizable(True)
        self.scroller.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.where = label("", "muted")
        self.where.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.back = _button("←", "Previous page (Page Up)", lambda: self.turn(-1))
        self.on = _button("→", "Next page (Page Down)", lambda: self.turn(1))
        self.smaller = _button("−", "Smaller (-)", lambda: self.zoom(-1))
        self.larger = _button("+", "Larger (+)", lambda: self.zoom(1))
        row = QHBoxLayout()
        row.setSpacing(4)
        for widget in (self.back, self.on):
            row.addWidget(widget)
        row.addWidget(self.where, 1)
        for widget in (self.smaller, self.larger):
            row.addWidget(widget)
        self.sentence = label("", "lead", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.lead = QPushButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.scroller, 1)
        column.addStretch()
        column.addWidget(self.sentence)
        column.addWidget(self.lead, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        column.addLayout(row)
        self.show_sentence("")

    @property
    def pages(self) -> int:
        """How many pages there are to turn."""
        return self._pages

    def show_pages(self, pages: int) -> None:
        """Begin to show a document of this many pages, on the page where the last one was if it has one."""
        self._pages = pages
        self.page = min(self.page, pages - 1)
        self.scroller.show()
        self.sentence.hide()
        self.lead.hide()
        self._ask()

    def show_sentence(self, sentence: str, action: str = "") -> None:
        """Show why there is no page, and a button that leads to where it can be changed."""
        self._pages, self.page = 0, 0
        self.scroller.hide()
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.lead.setText(action)
        self.lead.setVisible(bool(action))
        self._show_place()

    def show_picture(self, picture: Picture) -> None:
        """Show the picture that was asked for; one of another shape than the page before is asked for again to fit."""
        self._size = (picture.width / self._dpi, picture.height / self._dpi)
        if abs(self._wanted_dpi() - self._dpi) > 1:
            self._ask()
            return
        image = QImage(picture.rgb, picture.width, picture.height, picture.width * 3, QImage.Format.Format_RGB888)
        ratio = self.devicePixelRatioF()
        # The bytes belong to the picture, which may go; the copy stays.
        kept = image.copy()
        kept.setDevicePixelRatio(ratio)
        self.paper.show_image(kept, f"Page {self.page + 1} of {self._pages}")

    def turn(self, by: int) -> None:
        """Go some pages on or back."""
        page = min(max(self.page + by, 0), self._pages - 1)
        if self._pages and page != self.page:
            self.page = page
            self._ask()

    def zoom(self, by: int) -> None:
        """Show the page larger or smaller."""
        zoom = min(max(self._zoom + by, 0), len(ZOOMS) - 1)
        if self._pages and zoom != self._zoom:
            self._zoom = zoom
            self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to the new room."""
        super().resizeEvent(event)
        if self._pages:
            self._ask()

    def _ask(self) -> None:
        self._dpi = self._wanted_dpi()
        self._show_place()
        self.picture_wanted.emit(self.page, self._dpi)

    def _wanted_dpi(self) -> float:
        # As if there were no scroll bars: they come with a larger page, and must not make it smaller again.
        room = self.scroller.maximumViewportSize() - QSize(12, 12)
        wide, tall = self._size
        fitted = min(room.width() / wide, room.height() / tall)
        return max(24.0, fitted) * ZOOMS[self._zoom] * self.devicePixelRatioF()

    def _show_place(self) -> None:
        self.where.setText(f"Page {self.page + 1} of {self._pages}" if self._pages else "")
        self.back.setEnabled(self.page > 0)
        self.on.setEnabled(self.page < self._pages - 1)
        self.smaller.setEnabled(bool(self._pages) and self._zoom > 0)
        self.larger.setEnabled(bool(self._pages) and self._zoom < len(ZOOMS) - 1)


class _Paper(QLabel):
    """The sheet itself, in the middle, with a little shadow; paper is white in every theme."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_image(self, image: QImage, name: str) -> None:
        self._image = image
        self.setAccessibleName(name)
        self.setMinimumSize(image.deviceIndependentSize().toSize() + QSize(8, 8))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet."""
        if self._image.isNull():
            return
        size = self._image.deviceIndependentSize().toSize()
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        painter = QPainter(self)
        painter.fillRect(left + 2, top + 3, size.width(), size.height(), QColor(0, 0, 0, 28))
        painter.drawImage(left, top, self._image)
        painter.setPen(theme.colour("line"))
        painter.drawRect(left, top, size.width() - 1, size.height() - 1)
        painter.end()


def _button(text: str, meaning: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("quiet", True)
    button.setToolTip(meaning)
    button.setAccessibleName(meaning)
    button.clicked.connect(lambda _checked: act())
    return button
