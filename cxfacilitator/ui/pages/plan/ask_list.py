"""What customers were not asked about yet: ideas, and what is running already."""

from PySide6.QtCore import Signal

from cxfacilitator.domain.ideas import ToAsk
from cxfacilitator.services import plan as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.wrapped_list import Line, WrappedList, WrappedRow


class AskList(WrappedList):
    """Shows each with its reason; Enter leads to the idea.

    Signals:
        idea_wanted: Carries the id of an idea.
    """

    idea_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__("What customers were not asked about", "There is nothing that customers were not asked about.")
        self.row_activated.connect(lambda idea_id: self.idea_wanted.emit(idea_id) if idea_id is not None else None)

    def show_list(self, to_ask: ToAsk) -> None:
        """Show initiatives first: they cost money already."""
        rows = []
        if to_ask.initiatives:
            rows.append(_heading("Running already"))
        for each in to_ask.initiatives:
            rows.append(WrappedRow((Line(each.title), _small("Customers were not asked")), ("initiative", each.id)))
        if to_ask.ideas:
            rows.append(_heading("Ideas"))
        for view in to_ask.ideas:
            words = (Line(view.idea.title), _small(service.tell_evidence(view.evidence)))
            rows.append(WrappedRow(words, view.idea.id, view.idea.id))
        self.set_rows(rows)


def _heading(words: str) -> WrappedRow:
    return WrappedRow((Line(words, strong=True),), heading=True)


def _small(words: str) -> Line:
    return Line(words, theme.SMALL, "muted")
