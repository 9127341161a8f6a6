"""The findings as a list of sentences, and beside it the words that the chosen one rests on."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from cxfacilitator.domain.beside import Beside
from cxfacilitator.domain.comparison import Comparison, ThemeView
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.gap_order import Section
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services.findings import ToldFinding
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.line_edit import LineEdit
from cxfacilitator.ui.widgets.theme_quotes import ThemeQuotes
from cxfacilitator.ui.widgets.wrapped_list import Line, Mark, WrappedList, WrappedRow
from cxfacilitator.ui.words import said_for

Told = Sequence[tuple[Section, ToldFinding]]
SECTION_WORDS: Mapping[Section, str] = {
    Section.GAPS: "Gaps to close",
    Section.TO_ASK: "To ask, to tell and to show",
    Section.AGREEMENT: "Agreement: to fix and to protect",
    Section.BESIDE: "Beside these",
}
FEW = "rests on few statements"
NONE_YET, NONE_WITH_WORDS = "There are no findings yet.", "No finding has all of these words."


class FindingsView(QWidget):
    """List and quotes in a splitter; the quotes follow the cursor in the list."""

    def __init__(self) -> None:
        super().__init__()
        self._snapshot: Snapshot | None = None
        self._comparison: Comparison | None = None
        self._beside: Beside | None = None
        self._told: Told = ()
        self.search = LineEdit()
        self.search.setPlaceholderText("Find a theme or a word (Ctrl+F)")
        self.search.setAccessibleName("Find a theme or a word")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.list = WrappedList("Findings", NONE_YET)
        self.list.row_chosen.connect(self._show_quotes)
        self.quotes = ThemeQuotes()
        self.list.row_activated.connect(lambda _told: self.quotes.focus_first())
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(24)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.quotes)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes([420, 640])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self._keys()

    def show_findings(self, snapshot: Snapshot, comparison: Comparison, told: Told, beside: Beside) -> None:
        """Show these findings, and beside them what forms say; the chosen one stays chosen as long as it is found."""
        self._snapshot, self._comparison, self._told, self._beside = snapshot, comparison, told, beside
        self._fill()

    def _fill(self) -> None:
        if self._comparison is None:
            return
        words = self.search.text().casefold().split()
        rows: list[WrappedRow] = []
        section: Section | None = None
        for part, told in self._told:
            view = self._comparison.by_id[told.finding.theme_id]
            text = f"{told.heading} {view.theme.name} {told.sentence}".casefold()
            if not all(word in text for word in words):
                continue
            if part is not section:
                section = part
                rows.append(WrappedRow((Line(SECTION_WORDS[part], theme.LEAD, strong=True),), heading=True))
            rows.append(_row(told, view, part))
        self.list.nothing = NONE_WITH_WORDS if words else NONE_YET
        self.list.set_rows(rows)

    def _show_quotes(self, told: ToldFinding | None) -> None:
        if told is None or self._comparison is None:
            self.quotes.show_theme(None, None, "")
            return
        view = self._comparison.by_id[told.finding.theme_id]
        self.quotes.show_theme(self._snapshot, view, told.response, self._beside)

    def _keys(self) -> None:
        for number, button in enumerate(self.quotes.choice.buttons):
            self._key(str(number), button.click)
        self._key("Ctrl+F", self.search.setFocus)
        self._key("Esc", self.list.setFocus)

    def _key(self, key: str, act: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)


def _row(told: ToldFinding, view: ThemeView, part: Section) -> WrappedRow:
    finding = told.finding
    head = [told.heading, finding.word.value if finding.word else "", FEW if finding.fragile else ""]
    lines = [
        Line(" · ".join(each for each in head if each), theme.SMALL, "muted", strong=True),
        Line(told.sentence),
    ]
    beside = not finding.primary and part is not Section.BESIDE
    if not beside:
        counts = [(audience, view.counts[audience]) for audience in Audience]
        marks = tuple(
            Mark(a, c.mentions > 0, f"{c.state.value} {said_for(c)} of {c.groups}" if c.asked else "not reviewed")
            for a, c in counts
        )
        lines.append(Line("", theme.SMALL, marks=marks))
    return WrappedRow(tuple(lines), (finding.kind, finding.theme_id), told, indent=int(beside))
