"""Which answers the grid lists and in which order: all that nobody filters out, or those that are like one of them."""

from collections.abc import Mapping
from dataclasses import replace

from cxfacilitator.domain.review import AnswerFilter
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.pages.tagging.asking import AskingOrder
from cxfacilitator.ui.pages.tagging.filters import Filters
from cxfacilitator.ui.pages.tagging.grid.rows import (
    COLUMNS,
    GridColumn,
    Grouping,
    Line,
    Order,
    Shown,
    WordFilter,
    arranged,
)
from cxfacilitator.ui.suggesting import Suggesting
from cxfacilitator.ui.widgets import LineEdit

LIKE = 200
"""How many answers are shown that are like one; further down, they are not like it."""


class Listing:
    """Lists what the filters and the typed words leave over; the answers that are like one have an order of their own.

    Attributes:
        like: The answer whose like are listed; None for all answers.
    """

    def __init__(self, suggesting: Suggesting, asking: AskingOrder, filters: Filters, words: LineEdit) -> None:
        self._suggesting = suggesting
        self._asking = asking
        self._filters = filters
        self._words = words
        self._word_filter = WordFilter()
        self._order = self._order_of_like = Order()
        self.like: AnswerId | None = None

    @property
    def order(self) -> Order:
        """What the lines are sorted and grouped by at the moment."""
        return self._order_of_like if self.like is not None else self._order

    @property
    def may_have_moved(self) -> bool:
        """Whether what is decided can change which answers are listed where."""
        filtered = self._filters.wanted != AnswerFilter() or bool(self._words.text())
        return self.like is None and (filtered or self._filters.uncertain_first or self._order != Order())

    def lines(self, shown: Shown) -> list[Line]:
        """Return the answers, filtered, sorted and under their headings."""
        if self.like is not None:
            return arranged(shown, self._alike(shown.snapshot, self.like), self.order)
        kept = self._filters.wanted.chosen(shown.snapshot, shown.suggestions)
        found = self._word_filter.keep(shown, kept, self._words.text())
        if self._filters.uncertain_first and self.order.column is None:
            found = self._asking.sorted(shown.snapshot, found)
        return arranged(shown, found, self.order)

    def list_like(self, answer_id: AnswerId) -> None:
        """List the answers that are most like one, the most alike first."""
        self.like, self._order_of_like = answer_id, Order()

    def list_all(self) -> None:
        """List all answers again, in the order that they had."""
        self.like = None

    def sort(self, column: GridColumn | None, descending: bool) -> None:
        """Sort by a column, or by none."""
        self._set(replace(self.order, column=column, descending=descending))

    def group(self, grouping: Grouping) -> None:
        """Put the answers under headings."""
        self._set(replace(self.order, grouping=grouping))

    def remembered(self) -> dict[str, str]:
        """Return what all answers are sorted and grouped by, for the next time."""
        return {
            "sort": self._order.column.key if self._order.column else "",
            "descending": "yes" if self._order.descending else "",
            "grouping": self._order.grouping.name,
        }

    def put_back(self, remembered: Mapping[str, str]) -> None:
        """Sort and group as at an earlier time."""
        column = next((column for column in COLUMNS if column.key == remembered.get("sort")), None)
        grouping = Grouping.__members__.get(remembered.get("grouping", ""), Grouping.NOTHING)
        self._order = Order(column, remembered.get("descending") == "yes", grouping)

    def _set(self, order: Order) -> None:
        if self.like is not None:
            self._order_of_like = order
        else:
            self._order = order

    def _alike(self, snapshot: Snapshot, answer_id: AnswerId) -> list[Answer]:
        tagger = self._suggesting.tagger
        if tagger is None or not tagger.has_read([answer_id]):
            return []
        return [snapshot.answer[other] for other in (answer_id, *tagger.alike(answer_id, LIKE))]
