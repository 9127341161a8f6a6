"""The ideas as a table that is worked through by keys: score, decide, name, put together."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.ideas import IdeaEvidence, IdeaView
from cxfacilitator.domain.plan import Disposition
from cxfacilitator.services import plan as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.models import RIGHT, Column, TableModel
from cxfacilitator.ui.widgets.audience_mark import paint_mark
from cxfacilitator.ui.widgets.table_view import TableView

Index = QModelIndex | QPersistentModelIndex
CUSTOMERS_SAY: Mapping[IdeaEvidence, str] = {
    IdeaEvidence.CUSTOMER_REQUESTED: "asked for it",
    IdeaEvidence.INTERNAL_ENABLER: "feel only the effect",
    IdeaEvidence.AGAINST_CUSTOMER_EVIDENCE: "speak against it",
    IdeaEvidence.PROBLEM_RAISED_SOLUTION_UNTESTED: "raised the problem",
    IdeaEvidence.NO_CUSTOMER_EVIDENCE: "did not raise it",
    IdeaEvidence.NO_CUSTOMERS_ASKED: "are not asked yet",
}
"""Short forms under the heading `Customers …`; the whole words are in the tooltip and beside the table."""
DECIDE_KEYS: Mapping[str, Disposition | None] = {
    "N": Disposition.DO_NOW,
    "P": Disposition.PLAN,
    "C": Disposition.ASK_CUSTOMERS,
    "E": Disposition.EXPLAIN,
    "X": Disposition.NOT_NOW,
    "0": None,
}
HINTS: Mapping[str, str] = {
    "": "F1 lists the keys to score and decide with.",
    "I": "Impact on customers: 1 to 5, 0 for not scored.",
    "E": "Effort: 1 to 5, 0 for not scored.",
    "D": "Decision: N do now, P plan, C ask customers, E explain, X not now, 0 open again.",
}
_IDEA, _ASKED, _CUSTOMERS, _IMPACT, _EFFORT, _DECISION, _OWNER, _DUE = range(8)
_WIDTHS = {_ASKED: 106, _CUSTOMERS: 138, _IMPACT: 60, _EFFORT: 58, _DECISION: 108, _OWNER: 120, _DUE: 92}
_FIRST_TO_GO = (_DUE, _OWNER, _EFFORT, _IMPACT, _CUSTOMERS)
_TITLE = 210


class IdeaTable(TableView):
    """Shows ideas in the order in which to discuss them.

    Signals:
        scored: A key scored the current idea; carries `I` or `E` and the number, 0 for none.
        decided: A key decided on the current idea; carries a `Disposition` or None.
        naming: The current idea is to be named.
        merging: The selected ideas are to be put together.
        hinted: What the next key means.
    """

    scored = Signal(str, int)
    decided = Signal(object)
    naming = Signal()
    merging = Signal()
    hinted = Signal(str)

    def __init__(self) -> None:
        self.ideas = TableModel[IdeaView](_columns(), row_id=lambda view: view.idea.id)
        super().__init__(self.ideas, stretch=_IDEA)
        self._first = ""
        self.setAccessibleName("Ideas")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegateForColumn(_ASKED, WhoAsked(self))
        strong = _Strong(self)
        for column in (_IDEA, _CUSTOMERS):
            self.setItemDelegateForColumn(column, strong)
        self.horizontalHeader().setMinimumSectionSize(theme.px(48))

    def selected_ideas(self) -> list[IdeaView]:
        """Return the selected ideas from top to bottom."""
        return [view for view in self.selected_rows() if view is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the letters as commands; all that moves stays as in every table."""
        key = event.text().upper()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if self._first:
            first = self._first
            self.start_over()
            self._finish(first, key)
        elif plain and key in ("I", "E", "D") and self.current_row() is not None:
            self._first = key
            self.hinted.emit(HINTS[key])
        elif plain and key == "N" and self.current_row() is not None:
            self.naming.emit()
        elif plain and key == "M":
            self.merging.emit()
        elif key and key.isprintable() and plain:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def start_over(self) -> None:
        """Forget a letter that was pressed and waits for the second one."""
        self._first = ""
        self.hinted.emit(HINTS[""])

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget a letter that was pressed: the second one goes elsewhere."""
        super().focusOutEvent(event)
        self.start_over()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for; all of it stands beside the table as well."""
        super().resizeEvent(event)
        self._fit()

    def _finish(self, first: str, key: str) -> None:
        if first == "D" and key in DECIDE_KEYS:
            self.decided.emit(DECIDE_KEYS[key])
        elif first in ("I", "E") and key in tuple("012345"):
            self.scored.emit(first, int(key))

    def _fit(self) -> None:
        room = self.viewport().width() - theme.px(_TITLE) - sum(theme.px(width) for width in _WIDTHS.values())
        for column in _FIRST_TO_GO:
            self.setColumnHidden(column, room < 0)
            if room < 0:
                room += theme.px(_WIDTHS[column])
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.px(width))


class WhoAsked(QStyledItemDelegate):
    """Paints the three marks with the number of groups behind each."""

    def __init__(self, table: TableView) -> None:
        super().__init__(table)
        self._table = table

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave out the text: it is for the screen reader."""
        super().initStyleOption(option, index)
        option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the background as in every cell, then the marks; a hollow one stands for nobody."""
        super().paint(painter, option, index)
        row: Any = self._table.rows_model.rows[self._table.model().mapToSource(index).row()]  # type: ignore[attr-defined]
        area = option.rect.adjusted(0, 0, 0, -1)
        edge, left = theme.px(11), area.left() + 8.0
        painter.save()
        painter.setFont(theme.font())
        for audience in Audience:
            count = row.groups[audience]
            paint_mark(painter, QRectF(left, area.center().y() - edge / 2 + 0.5, edge, edge), audience, count > 0)
            painter.setPen(theme.colour("text" if count else "muted"))
            words = QRectF(left + edge + 4, area.top(), theme.px(20), area.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(count))
            left += edge + theme.px(23)
        painter.restore()


class _Strong(QStyledItemDelegate):
    """Makes the words of a quick win bold."""

    def __init__(self, table: IdeaTable) -> None:
        super().__init__(table)
        self._table = table

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        model = self._table.model()
        view = self._table.ideas.rows[model.mapToSource(index).row()]  # type: ignore[attr-defined]
        if view.quick_win:
            option.font = theme.font(theme.BODY, QFont.Weight.DemiBold)


def _columns() -> tuple[Column[IdeaView], ...]:
    return (
        Column("Idea", lambda view: view.idea.title, tooltip=lambda view: view.idea.title),
        Column("Who asked", _asked, tooltip=_asked, sort=lambda view: -sum(view.groups.values())),
        Column(
            "Customers …",
            lambda view: "asked: quick win" if view.quick_win else CUSTOMERS_SAY[view.evidence],
            tooltip=lambda view: service.tell_evidence(view.evidence),
            sort=lambda view: (not view.quick_win, list(IdeaEvidence).index(view.evidence)),
        ),
        Column("Impact", lambda view: str(view.idea.impact or ""), RIGHT, sort=lambda view: -(view.idea.impact or 0)),
        Column("Effort", lambda view: str(view.idea.effort or ""), RIGHT, sort=lambda view: view.idea.effort or 9),
        Column("Decision", lambda view: service.tell_disposition(view.idea.disposition)),
        Column("Owner", lambda view: view.idea.owner, tooltip=lambda view: view.idea.owner),
        Column(
            "Due",
            lambda view: f"{view.idea.due:%d.%m.%Y}" if view.idea.due else "",
            sort=lambda view: view.idea.due.toordinal() if view.idea.due else 9_999_999,
        ),
    )


def _asked(view: IdeaView) -> str:
    return ", ".join(f"{audience.label}: {view.groups[audience]}" for audience in Audience)
