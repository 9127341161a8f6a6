"""The ideas in the order of their score, each with how far its rank depends on the weights."""

from PySide6.QtGui import QKeyEvent, QResizeEvent

from cxfacilitator.domain.criteria import Rating
from cxfacilitator.domain.priorities import Priority
from cxfacilitator.domain.text import amount
from cxfacilitator.services import plan as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.keys import writes
from cxfacilitator.ui.models import RIGHT, Column, TableModel
from cxfacilitator.ui.pages.plan.painting import WhoAsked
from cxfacilitator.ui.pages.plan.words import customers_say, who_asked
from cxfacilitator.ui.widgets.table_view import TableView

_RANK, _IDEA, _ASKED, _SCORE, _CUSTOMERS, _JUDGED, _EFFORT, _DECISION = range(8)
_WIDTHS = {_RANK: 96, _ASKED: 106, _SCORE: 60, _CUSTOMERS: 138, _JUDGED: 78, _EFFORT: 62, _DECISION: 108}
_FIRST_TO_GO = (_CUSTOMERS, _JUDGED, _EFFORT, _ASKED, _DECISION)
_TITLE = 200


class PriorityTable(TableView):
    """Shows ideas; letters and digits are left to the page."""

    def __init__(self) -> None:
        self.priorities = TableModel[Priority](_COLUMNS, row_id=lambda each: each.view.idea.id)
        super().__init__(self.priorities, stretch=_IDEA)
        self.setAccessibleName("Ideas by rank")
        self.setItemDelegateForColumn(_ASKED, WhoAsked(self, lambda each: each.view.groups))
        self.horizontalHeader().setMinimumSectionSize(theme.px(48))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave letters and digits to the page, which knows what they stand for."""
        if writes(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for; all of it stands with the idea as well."""
        super().resizeEvent(event)
        self.leave_out(_WIDTHS, _FIRST_TO_GO, _TITLE)


def _judged(rating: Rating | None) -> str:
    return f"{rating.points:.0f}" if rating is not None else ""


def _judged_by(rating: Rating | None) -> str:
    if rating is None:
        return "Nobody has scored it yet"
    criteria = amount(rating.criteria, "criterion", "criteria")
    return f"{rating.points:.0f} of 100, from scores on {rating.scored} of {criteria}"


_COLUMNS = (
    Column[Priority]("Rank", service.tell_rank, sort=lambda each: each.rank),
    Column[Priority]("Idea", lambda each: each.view.idea.title, tooltip=lambda each: each.view.idea.title),
    Column[Priority](
        "Who asked",
        lambda each: who_asked(each.view),
        tooltip=lambda each: who_asked(each.view),
        sort=lambda each: -sum(each.view.groups.values()),
    ),
    Column[Priority]("Score", lambda each: f"{each.score:.0f}", RIGHT, sort=lambda each: -each.score),
    Column[Priority](
        "Customers …",
        lambda each: customers_say(each.view),
        tooltip=lambda each: service.tell_evidence(each.view.evidence),
    ),
    Column[Priority](
        "Judged",
        lambda each: _judged(each.rating),
        RIGHT,
        tooltip=lambda each: _judged_by(each.rating),
        sort=lambda each: -each.rating.points if each.rating else 1.0,
    ),
    Column[Priority](
        "Effort", lambda each: str(each.view.idea.effort or ""), RIGHT, sort=lambda each: each.view.idea.effort or 9
    ),
    Column[Priority]("Decision", lambda each: service.tell_disposition(each.view.idea.disposition)),
)
