"""What the audiences ask to continue, theme by theme, with their words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.kept import Kept, kept
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui import theme
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.quote_list import QuoteList
from cxfacilitator.ui.widgets.table_view import TableView

_WIDTHS = (108, 76, 104, 84)


class ContinueView(QWidget):
    """A table of themes, and the answers of the chosen one."""

    def __init__(self) -> None:
        super().__init__()
        self._snapshot: Snapshot | None = None
        self._comparison: Comparison | None = None
        self.themes = TableModel[Kept](
            (
                Column("Theme", _name, tooltip=_name),
                *(self._column(audience) for audience in Audience),
                Column(
                    "Agreed",
                    lambda each: "yes" if each.agreed else "",
                    tooltip=lambda each: "Customers and staff both ask to continue it" if each.agreed else "",
                    sort=lambda each: not each.agreed,
                ),
            ),
            row_id=_name,
        )
        self.table = TableView(self.themes, stretch=0)
        self.table.setAccessibleName("Themes to continue")
        self.title = label("", "heading", wrap=True)
        self.quotes = QuoteList("What is to be continued", "Nothing was written to continue.", marked=True)
        self.table.row_chosen.connect(self._show)
        self.table.row_activated.connect(lambda _row: self.quotes.setFocus())
        back = QShortcut(QKeySequence("Esc"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.table.setFocus)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.quotes, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(24)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(right)
        self.splitter.setSizes([680, 400])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.splitter)

    def show_comparison(self, snapshot: Snapshot, comparison: Comparison) -> None:
        """Show what is to be continued; the chosen theme stays chosen."""
        self._snapshot, self._comparison = snapshot, comparison
        self.themes.set_rows(kept(snapshot, comparison))
        self._fit()
        if self.table.current_row() is None and self.themes.rows:
            self.table.choose(_name(self.themes.rows[0]))
        self._show(self.table.current_row())

    def _fit(self) -> None:
        for column, width in enumerate(_WIDTHS, 1):
            self.table.setColumnWidth(column, theme.px(width))

    def _show(self, each: Kept | None) -> None:
        if each is None or self._snapshot is None:
            self.title.setText("")
            self.quotes.set_rows(())
            return
        self.title.setText(_name(each))
        answers = [answer for audience in (*reversed(Audience),) for answer in each.answers[audience]]
        self.quotes.show_answers(self._snapshot, answers)

    def _column(self, audience: Audience) -> Column[Kept]:
        def text(each: Kept) -> str:
            total = self._comparison.groups[audience] if self._comparison else 0
            count = each.groups(audience)
            return f"{count} of {total}" if count else ""

        return Column(audience.label, text, sort=lambda each: -each.groups(audience))


def _name(each: Kept) -> str:
    return each.theme.name if each.theme else "On no theme"
