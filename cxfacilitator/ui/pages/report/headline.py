"""The first sentence of the report: drafted on a gap that a person chooses, or in a person's own words."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.report_setup import LONGEST_HEADLINE, ReportSetup
from cxfacilitator.services.report import Headline, Outline
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.choice_box import ChoiceBox
from cxfacilitator.ui.widgets.typed_field import TypedField

_NO_GAP = "No gap is more than an early sign, so the drafted headline names none."


class HeadlineForm(QWidget):
    """The headline as it stands now, the gap that it is on, and a field for a person's own words.

    Signals:
        gap_chosen: Carries the id of the theme whose gap the report begins with.
        typed: Carries the headline in a person's own words; empty for the drafted one.
    """

    gap_chosen = Signal(str)
    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._setup = ReportSetup()
        self._outline: Outline | None = None
        self.now = label("", wrap=True)
        self.gap = ChoiceBox()
        self.gap.setAccessibleName("Begin with the gap on")
        self.gap.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.gap.activated.connect(self._choose_gap)
        self.gap_label = label("Begin with the gap on", "small")
        self.gap_label.setBuddy(self.gap)
        self.confirm = QPushButton("Confirm it")
        self.confirm.setToolTip("This is the sentence that the report is to begin with")
        self.confirm.clicked.connect(
            lambda _checked: self.gap_chosen.emit(self._offered[self.gap.currentIndex()].theme_id)
        )
        self.no_gap = label(_NO_GAP, "small", wrap=True)
        self.own = TypedField("The headline in your own words", 2, 4, "Or type it in your own words")
        self.own.typed.connect(self._hear_typed)
        self.remarks = label("", "warning", wrap=True)
        self.drafted = QPushButton("Use the drafted one")
        self.drafted.setProperty("quiet", True)
        self.drafted.clicked.connect(self._take_draft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        for widget in (self.now, self.gap_label, self.gap, self.no_gap):
            column.addWidget(widget)
        column.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.own)
        column.addWidget(self.remarks)
        column.addWidget(self.drafted, 0, Qt.AlignmentFlag.AlignLeft)

    def show_setup(self, setup: ReportSetup, file: object) -> None:
        """Show what is chosen; what is being typed stays.

        Args:
            setup: What the file says.
            file: What it belongs to.
        """
        self._setup = setup
        self.own.show_filed(file, setup.headline)
        self._show_state()

    def show_outline(self, outline: Outline | None) -> None:
        """Show the headline as it would be printed, and the gaps that it may be on; None while nothing is known."""
        self._outline = outline
        self.now.setText(outline.headline if outline else "")
        with QSignalBlocker(self.gap):
            self.gap.clear()
            self.gap.addItems([each.theme for each in self._offered])
        self.remarks.setText(" ".join(outline.remarks) if outline else "")
        self._show_state()

    def settle(self) -> None:
        """Everything that was typed is in the file, or was refused."""
        self.own.settle()

    @property
    def _offered(self) -> Sequence[Headline]:
        return self._outline.headlines if self._outline else ()

    def _show_state(self) -> None:
        places = [each.theme_id for each in self._offered]
        own, wanted = bool(self._setup.headline), self._setup.headline_theme
        if wanted in places:
            self.gap.setCurrentIndex(places.index(wanted))
        for widget in (self.gap, self.gap_label):
            widget.setVisible(bool(places))
        self.now.setVisible(not own)
        self.no_gap.setVisible(self._outline is not None and not places and not own)
        self.confirm.setVisible(bool(places) and not own and wanted not in places)
        self.drafted.setVisible(own)
        self.remarks.setVisible(own and bool(self.remarks.text()))

    def _choose_gap(self, place: int) -> None:
        self.gap_chosen.emit(self._offered[place].theme_id)

    def _hear_typed(self, text: str) -> None:
        over = len(text) - LONGEST_HEADLINE
        if over > 0:
            # What came in last finds no room; what stood there stays.
            place = self.own.textCursor().position()
            text = text[: max(0, place - over)] + text[max(place, over) :]
            self.own.show_text(text)
        self.typed.emit(text)

    def _take_draft(self) -> None:
        self.own.show_text("")
        self.typed.emit("")
