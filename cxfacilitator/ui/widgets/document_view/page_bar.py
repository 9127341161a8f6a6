"""The row below the pages: which page it is, and how large it is."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxfacilitator.ui.widgets.document_view.paper import STEPS, Fit, Zoom
from cxfacilitator.ui.widgets.elided import Elided
from cxfacilitator.ui.widgets.icon_button import IconButton
from cxfacilitator.ui.widgets.labels import label


class PageBar(QWidget):
    """Shows the place and the size, and takes what is done with the mouse.

    Signals:
        turned: So many pages on, or back.
        zoomed: So many steps larger, or smaller.
        fitted: As large as the room allows; carries the `Fit`.
        finding_begun: Words are to be looked for.
    """

    turned = Signal(int)
    zoomed = Signal(int)
    fitted = Signal(object)
    finding_begun = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.where, self.note, self.size_label = label("", "muted"), Elided("", "muted"), label("", "small")
        self.back = IconButton("back", "Previous page (Page Up)", partial(self.turned.emit, -1))
        self.on = IconButton("next", "Next page (Page Down)", partial(self.turned.emit, 1))
        self.finder = IconButton("search", "Find words in the pages (Ctrl+F)", self.finding_begun.emit)
        self.smaller = IconButton("farther", "Smaller (-)", partial(self.zoomed.emit, -1))
        self.larger = IconButton("nearer", "Larger (+)", partial(self.zoomed.emit, 1))
        self.whole = IconButton("fit_page", "Fit the page (0)", partial(self.fitted.emit, Fit.PAGE))
        self.wide = IconButton("fit_width", "Fit the width (W)", partial(self.fitted.emit, Fit.WIDTH))
        for button in (self.whole, self.wide):
            button.setCheckable(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for widget in (self.back, self.where, self.on):
            row.addWidget(widget)
        row.addSpacing(8)
        row.addWidget(self.note, 1)
        for widget in (self.finder, self.smaller, self.size_label, self.larger, self.whole, self.wide):
            row.addWidget(widget)

    def show_place(self, page: int, pages: int) -> None:
        """Show which page of how many is in view; the first one is 0."""
        self.where.setText(f"Page {page + 1} of {pages}" if pages else "")
        self.back.setEnabled(page > 0)
        self.on.setEnabled(page < pages - 1)

    def show_size(self, percent: int, zoom: Zoom) -> None:
        """Show how large the pages are.

        Args:
            percent: 100 is as printed; 0 while there are no pages.
            zoom: How that was chosen.
        """
        self.size_label.setText(f"{percent} %" if percent else "")
        self.smaller.setEnabled(percent > round(STEPS[0] * 100))
        self.larger.setEnabled(0 < percent < round(STEPS[-1] * 100))
        for button, fit in ((self.whole, Fit.PAGE), (self.wide, Fit.WIDTH)):
            button.setChecked(zoom is fit)
            button.setEnabled(bool(percent))
        self.finder.setEnabled(bool(percent))
