"""One theme over all rounds: what became of it, who said it in each round, and the words of this one."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.trends import ThemeTimeline
from cxfacilitator.services import rounds as service
from cxfacilitator.services.rounds import ToldRounds
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.rounds.cells import moved_in_words
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.count_marks import count_marks
from cxfacilitator.ui.widgets.elided import Elided
from cxfacilitator.ui.widgets.quote_list import QuoteList
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedList, WrappedRow

_OWN_FILE = "Of earlier rounds there are figures and no words."


class ThemeStory(QWidget):
    """The newest round stands first; below it are the answers of this round."""

    def __init__(self) -> None:
        super().__init__()
        self.title = label("", "heading", wrap=True)
        self.rounds = WrappedList("What was said in each round", begin=False)
        self.words = label("Said this time", "strong")
        self.quotes = QuoteList("What is said this time", "Nobody speaks of it this time.", marked=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.rounds, 3)
        column.addWidget(self.words)
        column.addWidget(self.quotes, 2)
        column.addWidget(Elided(_OWN_FILE, "small"))

    def show_theme(
        self, snapshot: Snapshot, comparison: Comparison, told: ToldRounds, row: ThemeTimeline | None
    ) -> None:
        """Show a theme; None clears all."""
        self.title.setText(row.name if row else "")
        self.rounds.set_rows(list(_story(told, row)) if row else ())
        view = comparison.by_id.get(row.theme_id) if row else None
        self.quotes.show_answers(snapshot, view.all_answers if view else ())


def _story(told: ToldRounds, row: ThemeTimeline) -> Iterator[WrappedRow]:
    for place, each in reversed(list(enumerate(told.rounds))):
        held = " · ".join(part for part in (f"Round {each.number}", service.days_in_words(each)) if part)
        found = row.rounds[place]
        lines = [Line(held, theme.SMALL, "muted", strong=True), Line(service.tell_theme(found))]
        if found is not None:
            lines.append(Line("", theme.SMALL, marks=count_marks(found.counts)))
        yield WrappedRow(tuple(lines), each.number)
        entry = row.trends[place - 1] if place else None
        if entry is not None:
            words = [
                Line(f"{moved_in_words(entry.movement)}, since round {told.rounds[place - 1].number}", strong=True)
            ]
            if entry.why_not:
                words.append(Line(service.tell_why_not(entry, told.steps[place - 1])))
            yield WrappedRow(tuple(words), f"since {each.number}")
