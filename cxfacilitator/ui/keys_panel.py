"""The panel that F1 opens: the keys of this page, what it does, and the keys that work everywhere."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from cxfacilitator.paths import resource
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets import label

Keys = Sequence[tuple[str, str]]
EVERYWHERE: Keys = (
    ("Ctrl+Z", "Undo"),
    ("Ctrl+Y", "Redo"),
    ("Ctrl+1 … 9", "Go to a stage"),
    ("Ctrl+M", "Go to the print pack"),
    ("Ctrl+;", "Other words for a misspelt one"),
    ("Ctrl+N", "New engagement"),
    ("Ctrl+O", "Open an engagement"),
    ("Ctrl+H", "All engagements"),
    ("Ctrl++  Ctrl+-", "Larger or smaller text"),
    ("Ctrl+0", "Text at 100 %"),
    ("F1", "Show or hide the keys"),
)


class KeysPanel(QFrame):
    """A few sentences about the page, and two short lists of keys."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "keys")
        self._scroller = QScrollArea()
        self._scroller.setWidgetResizable(True)
        self._scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._scroller)
        self.hide()

    def texts(self) -> list[str]:
        """Return every key and meaning that is listed."""
        return [words.text() for words in self.findChildren(QLabel)]

    def show_page(self, stage: str, title: str, keys: Keys) -> None:
        """List a page's keys, say what it does, and list the keys that work everywhere."""
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(24, 16, 24, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        line = _fill(grid, 0, title, keys)
        grid.addWidget(_help(stage), line, 0, 1, 2)
        grid.setRowMinimumHeight(line + 1, 16)
        line = _fill(grid, line + 2, "Everywhere", EVERYWHERE)
        grid.setRowStretch(line, 1)
        self._scroller.setWidget(body)
        self.setFixedWidth(theme.px(280) + 48)


def _fill(grid: QGridLayout, line: int, heading: str, keys: Keys) -> int:
    """List keys under a heading from this line on, and return the line after them."""
    if not keys:
        return line
    grid.addWidget(label(heading, "strong"), line, 0, 1, 2)
    for key, meaning in keys:
        line += 1
        grid.addWidget(label(key, "strong"), line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(meaning, "muted", wrap=True), line, 1, Qt.AlignmentFlag.AlignTop)
    grid.setRowMinimumHeight(line + 1, 16)
    return line + 2


def _help(stage: str) -> QLabel:
    """The help text of a stage as short paragraphs; home has none."""
    path = resource("help", f"{stage}.md")
    lines = path.read_text(encoding="utf-8").splitlines()[1:] if path.is_file() else []
    text = label("\n\n".join(line.removeprefix("- ") for line in lines if line), wrap=True)
    # Shown before it has a place it would be a window for a moment, and take the keys.
    if not lines:
        text.hide()
    return text
