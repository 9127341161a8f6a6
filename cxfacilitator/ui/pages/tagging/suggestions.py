"""The themes that the machine proposes for one answer, each with its key and all its reasons."""

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import Codebook, ThemeId
from cxfacilitator.domain.codebook_names import same_name
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import MOST_THEMES, Suggestion, chance_in_words
from cxfacilitator.ui import icons, theme
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.clickable import Clickable
from cxfacilitator.ui.widgets.elided import Elided

NONE = "No suggestion. Type a letter or / to find or make a theme, or press 0 when none fits."
NO_THEMES = (
    "There are no themes yet. Press / and type the name of the first one, start with a codebook (Ctrl+Shift+B), "
    "or make themes out of clusters on the wall (F4)."
)
SEARCHING = "Looking for suggestions …"
_TWO_LINES, _ONE_LINE = 700, 570
"""From what height of the window on a reason has two lines, and one; in a lower one it is the tooltip's."""

_NARROW = 200
"""From what width on there is room beside the name to say how likely it is."""


class SuggestionRow(Clickable):
    """One suggestion; a click accepts it, the cross rejects it.

    Signals:
        rejected: Its cross was clicked.
        looked_at: The mouse has come over it.
    """

    rejected = Signal()
    looked_at = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.suggestion: Suggestion | None = None
        self.key = label(str(number), "keycap")
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.name = Elided("", "strong")
        self.reason = Elided("", "muted", lines=2)
        self.chance = label("", "small")
        self.tick = QLabel()
        self.cross = QToolButton()
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.clicked.connect(self.rejected)
        grid = QGridLayout(self)
        grid.setContentsMargins(10, 4, 6, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        for column, widget in enumerate((self.key, self.name, self.chance, self.tick, self.cross)):
            grid.addWidget(widget, 0, column, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.reason, 1, 1, 1, 3)
        grid.setColumnStretch(1, 1)
        self._restyle()

    def show_suggestion(self, snapshot: Snapshot, answer: Answer, suggestion: Suggestion, accepted: bool) -> None:
        """Show a theme with everything that speaks for it."""
        self.suggestion = suggestion
        name = snapshot.codebook.by_id[suggestion.theme_id].name
        self.name.set_text(name)
        self.reason.set_text("; ".join(reasons(snapshot, answer, suggestion)))
        for widget in (self, self.name):
            widget.setToolTip(f"{name}: {self.reason.text()}")
        self.chance.setText(chance_in_words(suggestion.score))
        self.setAccessibleName(f"{self.key.text()}: {name}, {'accepted' if accepted else self.reason.text()}")
        self.tick.setVisible(accepted)
        self._show_chance()
        self.cross.setToolTip("Take this theme away" if accepted else "This theme does not fit here")
        self.cross.setAccessibleName(self.cross.toolTip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the name where there is little."""
        super().resizeEvent(event)
        self._show_chance()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Have the theme explained."""
        super().enterEvent(event)
        self.looked_at.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the icons in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _show_chance(self) -> None:
        self.chance.setVisible(self.tick.isHidden() and self.width() >= theme.px(_NARROW))

    def _restyle(self) -> None:
        self.tick.setPixmap(icons.pixmap("check", "good", 18))
        self.cross.setIcon(icons.icon("close", "muted", 14))
        self.cross.setIconSize(QSize(theme.px(14), theme.px(14)))


class Suggestions(QWidget):
    """The best few suggestions of one answer.

    Signals:
        accepted, rejected, looked_at: Carry the `Suggestion`.
    """

    accepted = Signal(object)
    rejected = Signal(object)
    looked_at = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows = [SuggestionRow(number) for number in range(1, MOST_THEMES + 1)]
        self.none = label(NONE, "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for row in self.rows:
            row.chosen.connect(lambda row=row: self.accepted.emit(row.suggestion))
            row.rejected.connect(lambda row=row: self.rejected.emit(row.suggestion))
            row.looked_at.connect(lambda row=row: self.looked_at.emit(row.suggestion))
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
                row.show_suggestion(snapshot, answer, found, found.theme_id in themes)
        self.none.setVisible(not suggestions)

    def fit(self, height: int) -> None:
        """Show as much of the reasons as there is room for: that all suggestions are in sight matters more.

        Args:
            height: Of the window, in pixels at 100 %.
        """
        for row in self.rows:
            row.reason.set_lines(2 if height >= _TWO_LINES else 1)
            row.reason.setVisible(height >= _ONE_LINE)

    def show_waiting(self, codebook: Codebook, waiting: bool) -> None:
        """Say why there are none: there are no themes, they are on their way, or nothing fits."""
        self.none.setText(NO_THEMES if not codebook.counted else SEARCHING if waiting else NONE)


def reasons(snapshot: Snapshot, answer: Answer, suggestion: Suggestion) -> Iterator[str]:
    """Everything that speaks for a suggestion, in words: cues, what was decided on like answers, the nearest phrase."""
    words = dict.fromkeys(answer.wording[reason.start : reason.end] for reason in suggestion.reasons)
    if words:
        yield "because of " + ", ".join(f"“{word}”" for word in words)
    yield from (f"like “{snapshot.answer[other].wording}”" for other in suggestion.like if other in snapshot.answer)
    if suggestion.phrase:
        named = same_name(suggestion.phrase, snapshot.codebook.by_id[suggestion.theme_id].name)
        yield "close to its name" if named else f"like: {suggestion.phrase}"
