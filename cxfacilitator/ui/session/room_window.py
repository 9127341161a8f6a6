"""A window for the room: full screen on the projector, driven by a page on the other screen."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QHideEvent, QScreen
from PySide6.QtWidgets import QWidget

from cxfacilitator.ui import theme

_SMALL = QSize(320, 180)


def projector(cockpit: QScreen | None, screens: Sequence[QScreen]) -> QScreen | None:
    """Return the screen for the audience: another one than the cockpit's, or None.

    A projector that mirrors the cockpit's screen covers the same area, and is no second screen.
    """
    if cockpit is None:
        return None
    return next((s for s in screens if s is not cockpit and not s.geometry().intersects(cockpit.geometry())), None)


def face(size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the app's font in pixels of the window: what the room reads has nothing to do with the text size."""
    made = QFont(theme.FAMILY)
    made.setPixelSize(max(1, size))
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


class RoomWindow(QWidget):
    """A window of its own that never takes the keys; what it shows is painted by its kinds.

    Signals:
        closed: It was closed.
        projector_gone: It was closed because the screen that it was on, or the page's, is gone.
    """

    closed = Signal()
    projector_gone = Signal()

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setWindowTitle("For the audience")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.blank = False
        self._page: QWidget | None = None

    def follow(self, page: QWidget) -> None:
        """Be driven by a page from now on: move to a projector that comes, and close when it goes."""
        self._page = page
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._hear_screen_added)
        app.screenRemoved.connect(self._hear_screen_removed)

    def open_beside(self, page: QWidget) -> bool:
        """Open where it belongs beside a page, which keeps the keys; say whether that is on a projector."""
        screen = projector(page.screen(), QGuiApplication.screens())
        self.open_on(screen, page.window().frameGeometry())
        page.window().activateWindow()
        return screen is not None

    def set_blank(self, blank: bool) -> None:
        """Show nothing at all, or show everything again."""
        self.blank = blank
        self.update()

    def open_on(self, screen: QScreen | None, beside: QRect) -> None:
        """Open full screen on the projector, or as a window that can be moved.

        Args:
            screen: The projector; None when there is no second screen.
            beside: The page's window; without a projector the window lies small in its lower left
                corner, where no button of the page is.
        """
        if screen is not None:
            self.setGeometry(screen.geometry())
            self.setCursor(Qt.CursorShape.BlankCursor)
            self.showFullScreen()
            return
        self.unsetCursor()
        self.showNormal()
        self.setGeometry(beside.left() + 8, beside.bottom() - _SMALL.height() - 48, _SMALL.width(), _SMALL.height())

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell the page; while the window is still closing it counts as visible."""
        super().hideEvent(event)
        self.closed.emit()

    def _hear_screen_added(self, _screen: QScreen) -> None:
        if self._page is not None and self.isVisible():
            self.open_beside(self._page)

    def _hear_screen_removed(self, screen: QScreen) -> None:
        if self._page is not None and self.isVisible() and self.screen() in (screen, self._page.screen()):
            self.close()
            self.projector_gone.emit()
