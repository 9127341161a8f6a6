"""The themes that the machine proposes for one answer, each with its key and its reason."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import MOST_THEMES, Suggestion
from cxfacilitator.ui import icons, theme
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.elided import Elided

NONE = "No suggestion. Type a letter or / to find a theme, or press 0 when none fits."
SEARCHING = "Looking for suggestions …"


class SuggestionRow(QFrame):
    """One suggestion; a click accepts it, the cross rejects it."""

    accepted = Signal()
    rejected = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.suggestion: Suggestion | None = None
        self.setProperty("role", "choice")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.key = label(str(number), "keycap")
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = label("", "strong")
        self.reason = Elided("", "muted")
        self.tick = QLabel()
        self.cross = QToolButton()
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.clicked.connect(self.rejected)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.setSpacing(12)
        for widget in (self.key, self.name, self.reason, self.tick, self.cross):
            row.addWidget(widget, 1 if widget is self.reason else 0)
        self._restyle()

    def show_suggestion(self, suggestion: Suggestion, name: str, text: str, accepted: bool) -> None:
        """Show a theme with the words of the answer that speak for it."""
        self.suggestion = suggestion
        self.name.setText(name)
        words = dict.fromkeys(text[reason.start : reason.end] for reason in suggestion.reasons)
        self.reason.set_text("because of " + ", ".join(f"“{word}”" for word in words) if words else "")
        self.setToolTip(f"{suggestion.theme_id}: {self.reason.text()}")
        self.setAccessibleName(f"{self.key.text()}: {name}, {'accepted' if accepted else self.reason.text()}")
        self.tick.setVisible(accepted)
        self.cross.setToolTip("Take this theme away" if accepted else "This theme does not fit here")
        self.cross.setAccessibleName(self.cross.toolTip())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Accept with a click."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.accepted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the icons in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        self.tick.setPixmap(icons.pixmap("check", "good", 18))
        self.cross.setIcon(icons.icon("close", "muted", 14))
        self.cross.setIconSize(QSize(theme.px(14), theme.px(14)))


class Suggestions(QWidget):
    """The best few suggestions of one answer.

    Signals:
        accepted, rejected: Carry the `Suggestion`.
    """

    accepted = Signal(object)
    rejected = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows = [SuggestionRow(number) for number in range(1, MOST_THEMES + 1)]
        self.none = label(NONE, "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for row in self.rows:
            row.accepted.connect(lambda row=row: self.accepted.emit(row.suggestion))
            row.rejected.connect(lambda row=row: self.rejected.emit(row.suggestion))
            column.addWidget(row)
        column.addWidget(self.none)
        column.addStretch()

    def show_suggestions(
        self, snapshot: Snapshot, answer: Answer, suggestions: Sequence[Suggestion], themes: Collection[ThemeId]
    ) -> None:
        """Show the suggestions of an answer that has these themes."""
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(suggestions))
            if place < len(suggestions):
                found = suggestions[place]
                name = snapshot.codebook.by_id[found.theme_id].name
                row.show_suggestion(found, name, answer.wording, found.theme_id in themes)
        self.none.setVisible(not suggestions)

    def show_waiting(self, waiting: bool) -> None:
        """Say that suggestions are on their way, or that there are none."""
        self.none.setText(SEARCHING if waiting else NONE)
