"""What is still open before the report is handed over, each point with the button that leads to where it is settled."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cxfacilitator.services.report import OpenPoint
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.layouts import clear

_NOTHING_OPEN = "Nothing is open. Read the first page aloud once, then hand it over."
_LEADS_TO = {
    ("tagging", ""): "Review the answers",
    ("plan", ""): "Decide on the ideas",
    ("comparison", "findings"): "Look at the findings",
    ("report", "headline"): "Choose the headline",
    ("report", "look"): "Choose the sign",
    ("report", "names"): "Look at the names (F3)",
    ("sheets", ""): "Go to the sheets",
}


class OpenList(QWidget):
    """Sentences, those that something can be done about first.

    Signals:
        wanted: Carries the stage and the face where a point is settled.
    """

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.points: tuple[OpenPoint, ...] = ()
        self.buttons: dict[tuple[str, str], QPushButton] = {}
        self.rows = QVBoxLayout()
        self.rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("Before you hand it over", "heading"))
        column.addLayout(self.rows)

    def show_points(self, points: Sequence[OpenPoint]) -> None:
        """Show these points, or that nothing is open."""
        # The button under the cursor stays where nothing is different.
        if tuple(points) == self.points and self.rows.count():
            return
        self.points = tuple(points)
        clear(self.rows)
        self.buttons = {}
        to_do = [point for point in points if point.stage]
        if not to_do:
            self.rows.addWidget(label(_NOTHING_OPEN, "muted", wrap=True))
        for point in to_do:
            self.rows.addWidget(label(point.sentence, wrap=True))
            where = (point.stage, point.face)
            if where not in self.buttons:
                self._add_button(where)
        for point in points:
            if not point.stage:
                self.rows.addWidget(label(point.sentence, "small", wrap=True))

    def _add_button(self, where: tuple[str, str]) -> None:
        button = self.buttons[where] = QPushButton(_LEADS_TO[where])
        button.setProperty("quiet", True)
        button.clicked.connect(lambda _checked: self.wanted.emit(*where))
        self.rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
