"""The facilitator's side of the debrief: what is on the wall, what comes next, what to ask, and the buttons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cxfacilitator.domain.debrief import DebriefSlide
from cxfacilitator.domain.kept_findings import Sorting
from cxfacilitator.services.debrief import SORTING, Cue
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.debrief.pace import Pace
from cxfacilitator.ui.pages.debrief.slide_view import SlideView
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.layouts import clear
from cxfacilitator.ui.widgets.wrapping_row import WrappingRow

_WIDE, _NARROW = 240, 120
_CUE = 72


class Presenter(QWidget):
    """Shows a slide with its cue; what its buttons do is connected by the page."""

    def __init__(self, pace: Pace) -> None:
        super().__init__()
        self.pace = pace
        self.where = label("", "small")
        self.now = SlideView("On the wall now", _WIDE)
        self.next = SlideView("Next", _NARROW)
        self.following = label("", "small")
        self.left = label("", "muted", wrap=True)
        self.heading = label("", "heading", wrap=True)
        self.question = label("", "lead", wrap=True)
        self.advice = label("", "muted", wrap=True)
        self.notes = QVBoxLayout()
        self.notes.setSpacing(4)
        self.reveal = _button("Reveal", "Show the room the next line or quote (Space)")
        self.back = _button("Back", "The slide before (Left)")
        self.forward = _button("Next", "The next slide (Right)")
        self.sorting = {
            sorting: _button(f"{number}  {name}", f"Put the finding under {name} ({number})")
            for number, (sorting, name) in enumerate(SORTING.items(), 1)
        }
        for button in self.sorting.values():
            button.setCheckable(True)
        self.add = _button("Add an action", "Type what will be done (A)")
        self._lay_out()

    def show_slides(self, now: DebriefSlide, following: DebriefSlide | None, is_shown: bool, is_blank: bool) -> None:
        """Show the slide of this moment and the one after it."""
        self.where.setText(_where(is_shown, is_blank))
        self.now.show_slide(now)
        self.next.show_slide(following)
        self.following.setText("Next" if following else "This is the last slide")

    def show_cue(self, cue: Cue, left: str, can_reveal: bool) -> None:
        """Show what to ask and what to know.

        Args:
            left: What is still to be done on this slide.
        """
        self.heading.setText(cue.heading)
        self.question.setText(cue.question)
        self.advice.setText(f"Usually: {cue.advice}" if cue.advice else "")
        self.advice.setVisible(bool(cue.advice))
        clear(self.notes)
        for note in cue.notes:
            self.notes.addWidget(label(note, "warning", wrap=True))
        self.left.setText(left)
        self.reveal.setEnabled(can_reveal)

    def show_sorting(self, sorting: Sorting | None, can_sort: bool) -> None:
        """Show where the finding of this moment is on the board."""
        for each, button in self.sorting.items():
            button.setEnabled(can_sort)
            button.setChecked(can_sort and each is sorting)

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(8)
        beside.addWidget(self.following)
        beside.addWidget(self.next, 3)
        beside.addWidget(self.left)
        beside.addStretch(1)
        wall = QVBoxLayout()
        wall.setSpacing(8)
        above = QHBoxLayout()
        above.addWidget(self.where)
        above.addStretch()
        above.addWidget(self.pace)
        wall.addLayout(above)
        wall.addWidget(self.now, 1)
        slides = QHBoxLayout()
        slides.setSpacing(24)
        slides.addLayout(wall, 2)
        slides.addLayout(beside, 1)
        buttons = WrappingRow(8)
        for button in (self.reveal, self.back, self.forward, *self.sorting.values(), self.add):
            buttons.add(button)
        card = QFrame()
        card.setProperty("role", "card")
        words = QVBoxLayout(card)
        words.setContentsMargins(16, 12, 16, 12)
        words.setSpacing(8)
        words.addWidget(self.heading)
        words.addWidget(self.question)
        words.addWidget(self.advice)
        words.addLayout(self.notes)
        words.addStretch()
        scroll = QScrollArea()
        scroll.setWidget(card)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The page would rather scroll than the cue otherwise, and the slide would leave the screen.
        scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        scroll.setMinimumHeight(theme.px(_CUE))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(slides, 3)
        column.addWidget(buttons)
        column.addWidget(scroll, 2)


def _where(is_shown: bool, is_blank: bool) -> str:
    if not is_shown:
        return "Not on the wall yet; F11 opens it"
    return "The wall is blank; F8 shows this again" if is_blank else "On the wall now"


def _button(text: str, meaning: str) -> QPushButton:
    """Make a button that never takes the keyboard: Space must reveal whatever was clicked last."""
    button = QPushButton(text)
    button.setToolTip(meaning)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button
