"""How many groups and answers speak of each theme, and how far the review has come."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QProgressBar, QVBoxLayout

from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import LIKELY
from cxfacilitator.domain.text import amount
from cxfacilitator.domain.theme_counts import Coverage, ThemeCount, count_themes
from cxfacilitator.ui import theme
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.models import RIGHT, Column, TableModel
from cxfacilitator.ui.pages.tagging.face import Face
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.table_view import TableView


def _number(count: int) -> str:
    return f"{count:,}" if count else ""


COLUMNS: tuple[Column[ThemeCount], ...] = (
    Column("Theme", lambda row: row.theme.name, tooltip=lambda row: row.theme.definition),
    Column("Groups", lambda row: _number(row.groups), RIGHT, sort=lambda row: row.groups),
    Column("Answers of groups", lambda row: _number(row.answers), RIGHT, sort=lambda row: row.answers),
    Column("In forms and comments", lambda row: _number(row.comments), RIGHT, sort=lambda row: row.comments),
    Column(
        "The machine, not reviewed",
        lambda row: _number(row.guessed),
        RIGHT,
        tooltip=lambda row: (
            f"To {amount(row.guessed, 'answer')} that nobody has reviewed the machine would give this theme."
        ),
        sort=lambda row: row.guessed,
        muted=True,
    ),
)
_COMMENTS = 3


class CountsFace(Face):
    """Counts what was decided; what the machine would add stands apart, and is added to nothing."""

    name = "counts"
    title = "Counts"
    key = "F5"
    keys = (
        ("Enter", "Show the answers of the theme"),
        ("S", "Sort by the next column"),
        ("Arrows", "Theme before, next theme"),
    )

    def build(self) -> None:
        """Lay out how far the review has come above the table of themes."""
        self.groups, self.comments = _CoverageLine("Groups"), _CoverageLine("Forms and comments")
        lines = QGridLayout()
        lines.setHorizontalSpacing(12)
        lines.setVerticalSpacing(4)
        lines.setColumnStretch(3, 1)
        for place, line in enumerate((self.groups, self.comments)):
            line.put_into(lines, place)
        self.model = TableModel(COLUMNS, row_id=lambda row: row.theme.id)
        self.table = TableView(self.model, stretch=0)
        self.table.setAccessibleName("Themes and their counts")
        self.table.row_activated.connect(lambda row: self.theme_wanted.emit(row.theme.id))
        # The table itself would look for a theme that begins with the letter.
        on_key(self, "S", self._sort_next)
        self.note = label("", "muted", wrap=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(lines)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.note)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Count again."""
        self.show_suggestions(snapshot)

    def show_suggestions(self, snapshot: Snapshot) -> None:
        """Count again, with what the machine would add now."""
        counts = count_themes(snapshot, self.suggesting.suggestions)
        is_first = not self.model.rows
        self.groups.show_coverage(counts.groups)
        self.comments.show_coverage(counts.comments)
        self.model.set_rows(counts.themes)
        self.table.setColumnHidden(_COMMENTS, not counts.comments.answers)
        if is_first and counts.themes:
            self.table.fit_columns()
            self.table.choose_line(0)
        waiting = "The answers are still being read for it. " if self.suggesting.waiting else ""
        self.note.setText(
            "Reviewed answers count, others do not. The last column is the machine's guess for answers that nobody "
            f"has reviewed, where it is at least {LIKELY:.0%} sure; it is in no other count and in no report. {waiting}"
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keys work at once."""
        super().showEvent(event)
        self.table.setFocus()

    def _sort_next(self) -> None:
        """Sort by the next column, the most first; after the last one the codebook's order comes again."""
        order = (*(c for c in range(1, len(COLUMNS)) if not self.table.isColumnHidden(c)), -1)
        place = self.table.horizontalHeader().sortIndicatorSection()
        column = order[(order.index(place) + 1) % len(order)] if place in order else order[0]
        orders = Qt.SortOrder
        self.table.sortByColumn(column, orders.DescendingOrder if column > 0 else orders.AscendingOrder)


class _CoverageLine:
    """How much of one kind of answers is reviewed: a name, a bar and a sentence; not shown where there are none."""

    def __init__(self, name: str) -> None:
        self.name, self.bar, self.text = label(name, "strong"), QProgressBar(), label()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setFixedWidth(theme.px(200))
        self.bar.setAccessibleName(f"{name}, reviewed")

    def put_into(self, grid: QGridLayout, line: int) -> None:
        for column, widget in enumerate((self.name, self.bar, self.text)):
            grid.addWidget(widget, line, column)

    def show_coverage(self, coverage: Coverage) -> None:
        for widget in (self.name, self.bar, self.text):
            widget.setVisible(bool(coverage.answers))
        self.bar.setValue(round(coverage.share * 1000))
        self.text.setText(coverage.sentence)
