"""The head of the page: title, one sentence, the actions at the right, and the next best step."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.ui import icons, theme
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.widgets import label

_LOW = 600
"""In a window that is lower than so much, at the usual text size, the sentence makes room for the page, and so does the
next step where it fits beside the title on two lines."""

_MORE = 1000
"""The next step takes all the room that the title has no use for."""
_HALF = 0.55
"""How much of a text's width its longer line takes when it is broken in two between words."""


class Header(QWidget):
    """Shows what a page says of itself; each page's buttons are kept in a row of their own."""

    step_taken = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "title")
        self.sentence = label("", "muted", wrap=True)
        self.step = label("", wrap=True)
        self._arrow = QLabel()
        self._stage = ""
        self.go = QPushButton()
        self.go.setProperty("quiet", True)
        self.go.setProperty("inline", True)
        self.go.clicked.connect(lambda: self.step_taken.emit(self._stage))
        self._rows: dict[tuple[QPushButton, ...], QWidget] = {}
        self._actions = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        self._top = QHBoxLayout()
        self._top.setSpacing(24)
        self._top.addLayout(words, 1)
        self._top.addLayout(self._actions)
        self._step_row = QWidget()
        row = QHBoxLayout(self._step_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._arrow)
        row.addWidget(self.step, 1)
        row.addWidget(self.go)
        row.addStretch()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(32, 16, 32, 8)
        self._column.setSpacing(8)
        self._column.addLayout(self._top)
        self._column.addWidget(self._step_row)
        self._restyle()

    def add_page(self, page: Page) -> QWidget:
        """Take over the buttons that a page has now, and return their row."""
        primary = page.primary_action()
        buttons = (*page.other_actions(), *([primary] if primary is not None else ()))
        row = self._rows.get(buttons) or self._add_row(buttons)
        layout = row.layout()
        assert layout is not None
        for place, button in enumerate(buttons):
            # Faces of a page may share a button, which stands in one row at a time.
            if layout.indexOf(button) != place:
                button.setProperty("primary", button is primary)
                layout.removeWidget(button)
                layout.addWidget(button)
        return row

    def _add_row(self, buttons: tuple[QPushButton, ...]) -> QWidget:
        row = self._rows[buttons] = QWidget()
        row.hide()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._actions.addWidget(row, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def show_page(self, page: Page) -> None:
        """Show title, sentence and buttons of a page."""
        self.title.setText(page.title)
        self.sentence.setText(page.sentence)
        shown = self.add_page(page)
        for row in self._rows.values():
            row.setVisible(row is shown)
        self.fit()

    def show_step(self, text: str, stage: str = "", verb: str = "") -> None:
        """Show the next best step; with a stage, a button that leads there."""
        self._stage = stage
        self.step.setText(text)
        self.step.setMaximumWidth(QFontMetrics(theme.font()).horizontalAdvance(text) + 8)
        self.go.setText(verb)
        self.go.setVisible(bool(stage))
        self._step_row.setVisible(bool(text))
        self.fit()

    def fit(self) -> None:
        """Show the sentence where there is room for it in the window; else it is what the title says when asked."""
        roomy = self.window().height() >= theme.px(_LOW)
        self.sentence.setVisible(roomy)
        self.title.setToolTip("" if roomy else self.sentence.text())
        beside = not roomy and self._fits_beside()
        if beside != (self._top.indexOf(self._step_row) >= 0):
            (self._column if beside else self._top).removeWidget(self._step_row)
            if beside:
                self._top.insertWidget(1, self._step_row, _MORE)
            else:
                self._column.addWidget(self._step_row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the next step where there is room for it."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the arrow in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()
            self.fit()

    def _fits_beside(self) -> bool:
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right() - 2 * self._top.spacing()
        # The layout of the rows hears only later which of them is shown.
        actions = sum(row.sizeHint().width() for row in self._rows.values() if not row.isHidden())
        room -= self.title.sizeHint().width() + actions
        around = self._step_row.sizeHint().width() - self.step.sizeHint().width()
        return room >= around + _HALF * self.step.maximumWidth()

    def _restyle(self) -> None:
        self._arrow.setPixmap(icons.pixmap("next", "accent", 16))
