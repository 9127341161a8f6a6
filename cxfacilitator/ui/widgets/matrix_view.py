"""The matrix, and beside it the words behind the cell under the cursor."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cxfacilitator.domain.beside import Beside
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.matrix import Matrix
from cxfacilitator.domain.sheets import SHEET_BOXES
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.models.matrix_model import Place
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.matrix_table import GLYPHS, MatrixTable
from cxfacilitator.ui.widgets.quote_list import QuoteList
from cxfacilitator.ui.words import BOX_WORDS, counts_in_words


class MatrixView(QWidget):
    """Table and quotes in a splitter; the quotes follow the cursor."""

    def __init__(self) -> None:
        super().__init__()
        self._snapshot: Snapshot | None = None
        self._beside: Beside | None = None
        self.table = MatrixTable()
        self.title = label("", "heading", wrap=True)
        self.where = label("", "muted", wrap=True)
        self.quotes = QuoteList("The words behind the cell", "Nothing was written here.", marked=True)
        self.legend = label(
            "   ".join(f"{GLYPHS[box]} {BOX_WORDS[box].lower()}" for box in SHEET_BOXES), "small", wrap=True
        )
        self.table.place_chosen.connect(self._show_place)
        self.table.place_activated.connect(self.quotes.setFocus)
        back = QShortcut(QKeySequence("Esc"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.table.setFocus)
        left, right = QWidget(), QWidget()
        whole = QVBoxLayout(left)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.legend)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.where)
        column.addWidget(self.quotes, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(24)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(right)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([800, 300])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)

    def show_matrix(self, snapshot: Snapshot, matrix: Matrix, beside: Beside) -> None:
        """Show a matrix, and beside it what forms say; the cursor begins at the first audience's totals."""
        self._snapshot, self._beside = snapshot, beside
        self.table.matrix_model.set_matrix(matrix, snapshot.codebook.families)
        if not self.table.currentIndex().isValid() and self.table.matrix_model.rows:
            self.table.setCurrentIndex(self.table.matrix_model.index(0, 0))

    def _show_place(self, place: Place) -> None:
        if self._snapshot is None:
            return
        self.title.setText(place.view.theme.name)
        self.title.setToolTip(place.view.theme.definition)
        if place.group is not None:
            where = ", ".join(dict.fromkeys((place.group.code, place.group.label, place.group.segment)))
        elif place.audience is not None:
            where = f"{place.audience.label}, {counts_in_words(place.view.counts[place.audience])}"
        else:
            where = "All audiences"
        answers = place.answers
        if place.group is None and place.audience in (None, Audience.CUSTOMERS) and self._beside is not None:
            theme_id = place.view.theme.id
            answers = (*answers, *self._beside.on(theme_id))
            where = "; ".join(filter(None, (where, self._beside.in_words(theme_id))))
        self.where.setText(where.rstrip(", "))
        self.quotes.show_answers(self._snapshot, answers)
