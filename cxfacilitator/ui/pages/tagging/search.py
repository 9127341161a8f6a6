"""Find a theme of the codebook by typing its name, its id or what clients call it; or make one of what is typed."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import Codebook, Theme
from cxfacilitator.domain.codebook_names import LONGEST_NAME, new_theme, same_name
from cxfacilitator.ui import theme
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.widgets import LineEdit

NOTHING = "No theme has these letters."
_AROUND = 10
"""Border and padding of the list, above and below together."""
_SHORTEST = 2
"""Letters from which on what is typed may be the name of a new theme."""


class SearchLine(LineEdit):
    """The typed words; the arrows move in the list below."""

    moved = Signal(int)
    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move in the list, choose or close it; everything else is typed, and none of it reaches the page."""
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case Qt.Key.Key_Backspace if not self.text():
                self.closed.emit()
            case _:
                super().keyPressEvent(event)
        event.accept()


class FoundList(QListView):
    """The themes that were found, or that there are none."""

    def __init__(self, model: TableModel[Theme]) -> None:
        super().__init__()
        self.setModel(model)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def height_for(self, most: int) -> int:
        """Return the height that the found themes need, or so many of them; never less than one line."""
        rows = min(max(1, self.model().rowCount()), most)
        return rows * max(self.sizeHintForRow(0), theme.px(30)) + theme.px(_AROUND)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say it where nothing is found."""
        super().paintEvent(event)
        if self.model().rowCount() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(theme.colour("muted"))
            area = self.viewport().rect().adjusted(theme.px(8), theme.px(4), 0, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, NOTHING)
            painter.end()


class ThemeSearch(QWidget):
    """A line to type in, and the themes that fit.

    Signals:
        chosen: Carries the theme's id.
        made: Carries the name of a theme that is to be made.
        looked_at: Carries the id of the theme that the cursor is on; empty where nothing is found.
        opened, closed: The list is to be shown, or not any more.
    """

    chosen = Signal(str)
    made = Signal(str)
    looked_at = Signal(str)
    opened = Signal()
    closed = Signal()

    def __init__(self, makes: bool = False) -> None:
        """Make the line and its list.

        Args:
            makes: Whether what is typed can become a theme; it is offered below those that are found.
        """
        super().__init__()
        self._makes, self._by_cue = makes, False
        self._offered: Theme | None = None
        self._codebook: Codebook | None = None
        self.line = SearchLine()
        self.line.setPlaceholderText("Another theme: type a few letters of its name")
        self.line.setAccessibleName("Find a theme")
        self.line.setClearButtonEnabled(True)
        self.line.textEdited.connect(self._find)
        self.line.returnPressed.connect(self._choose)
        self.line.moved.connect(self._move)
        self.line.closed.connect(self.close_list)
        self.model: TableModel[Theme] = TableModel((Column("", self._words),), lambda found: found.id)
        self.list = FoundList(self.model)
        self.list.clicked.connect(lambda _index: self._choose())
        self.list.selectionModel().currentChanged.connect(self._look_at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)

    def set_codebook(self, codebook: Codebook) -> None:
        """Search in this codebook."""
        self._codebook = codebook

    def open(self, text: str = "") -> None:
        """Begin to search, with a first letter if one was typed."""
        self.line.setFocus()
        self.line.setText(text)
        self._find(text)

    def close_list(self) -> None:
        """End the search."""
        self.line.clear()
        self.closed.emit()

    def sizeHint(self) -> QSize:
        """Return the size of the line: the list is shown elsewhere."""
        return self.line.sizeHint()

    def _find(self, text: str) -> None:
        book = self._codebook
        self._by_cue = book is not None and not book.called(text)
        self._offered = self._new(text)
        offered = [self._offered] if self._offered is not None else []
        self.model.set_rows([*book.search(text), *offered] if book is not None else ())
        if self.model.rows:
            self.list.setCurrentIndex(self.model.index(0, 0))
        else:
            self.looked_at.emit("")
        self.opened.emit()

    def _move(self, step: int) -> None:
        row = min(max(self.list.currentIndex().row() + step, 0), len(self.model.rows) - 1)
        self.list.setCurrentIndex(self.model.index(row, 0))

    def _look_at(self, index: QModelIndex) -> None:
        if index.isValid():
            self.looked_at.emit(self.model.rows[index.row()].id)

    def _choose(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self.model.rows):
            found = self.model.rows[row]
            self.close_list()
            if found == self._offered:
                self.made.emit(found.name)
            else:
                self.chosen.emit(found.id)

    def _new(self, text: str) -> Theme | None:
        """What is typed, as a theme that could be made."""
        book = self._codebook
        if book is None or not self._makes:
            return None
        made = new_theme(book, "", text)
        taken = any(same_name(theme.name, made.name) for theme in book.themes)
        return made if _SHORTEST <= len(made.name) <= LONGEST_NAME and not taken else None

    def _words(self, found: Theme) -> str:
        if found == self._offered:
            return f"+ New theme “{found.name}”"
        cue = found.cue_like(self.line.text()) if self._by_cue else ""
        return f"{found.name}   {f'because of “{cue}”' if cue else found.id}"
