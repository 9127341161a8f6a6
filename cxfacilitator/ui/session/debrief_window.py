"""What the room sees in the debrief: one slide, in the theme of the app; the window is given nothing else."""

from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent

from cxfacilitator.domain.debrief import DebriefSlide
from cxfacilitator.ui import theme
from cxfacilitator.ui.session import slide_painter
from cxfacilitator.ui.session.room_window import RoomWindow


class DebriefWindow(RoomWindow):
    """Shows one slide; a double click fills the screen that it is on, or gives it back."""

    def __init__(self) -> None:
        super().__init__()
        self.slide = DebriefSlide()

    def show_slide(self, slide: DebriefSlide) -> None:
        """Show a slide in the place of the one before."""
        if slide != self.slide:
            self.slide = slide
            self.setAccessibleName(in_words(slide))
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fill the screen, or be a window again."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the slide as large as the window allows."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        if not self.blank:
            slide_painter.paint(painter, self.slide, self.width(), self.height())
        painter.end()


def in_words(slide: DebriefSlide) -> str:
    """Return all that a slide says, for those who hear it."""
    quotes = (f"“{quote.words}” ({quote.audience.label})" for quote in slide.quotes)
    cells = (cell for row in slide.rows for cell in row)
    parts = (slide.kicker, slide.title, slide.lead, *quotes, *slide.header, *cells, *slide.agreed, slide.foot)
    return " ".join(part for part in parts if part)
