"""The left side: themes that are found, chosen, put in order and added."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import Codebook, Family, Theme, ThemeId
from cxfacilitator.domain.theme_use import ThemeUse
from cxfacilitator.ui.pages.codebook.bars import NewBar
from cxfacilitator.ui.pages.codebook.begin_view import StartBar
from cxfacilitator.ui.pages.codebook.places import after_drop, after_step
from cxfacilitator.ui.pages.codebook.rows import BookRow, rows_of
from cxfacilitator.ui.pages.codebook.theme_list import ThemeList
from cxfacilitator.ui.widgets.elided import Elided
from cxfacilitator.ui.widgets.search_edit import SearchEdit

_NOTE = "Changes bring new suggestions only for answers that nobody has reviewed."


class BookSide(QWidget):
    """The list with what finds, adds and moves its rows.

    Signals:
        placed: Carries the ids of themes and the `Place` that they were moved to.
        families_arranged: Carries the ids of all families in their new order.
    """

    placed = Signal(object, object)
    families_arranged = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._codebook: Codebook | None = None
        self._use: Mapping[ThemeId, ThemeUse] = {}
        self._given: Callable[[str, str], None] = lambda _name, _family: None
        self.search = SearchEdit("Find a theme", "Ctrl+F")
        self.search.textChanged.connect(lambda _text: self._show_rows())
        self.search.returnPressed.connect(self.focus_list)
        self.new_bar = NewBar()
        self.new_bar.hide()
        self.new_bar.given.connect(lambda name, family: self._given(name, family))  # noqa: PLW0108 - it changes
        self.list = ThemeList()
        self.list.selection_changed.connect(self._show_selection)
        self.list.row_chosen.connect(lambda _row: self._show_selection())
        self.list.stepped.connect(self._step)
        self.list.dropped.connect(self._drop)
        self.family_button = QPushButton("Add a family")
        self.merge_button = QPushButton("Merge")
        self.merge_button.setToolTip("Make one theme of several (M)")
        self.remove_button = QPushButton("Remove")
        self.remove_button.setToolTip("Remove a theme that no answer has, or a family without themes (Delete)")
        self.start = StartBar()
        self._lay_out()

    @property
    def chosen(self) -> Theme | Family | None:
        """The theme or family under the cursor."""
        return self.list.current_row.of if self.list.current_row is not None else None

    @property
    def family_id(self) -> str:
        """The family where the cursor is; empty for none."""
        of = self.chosen
        return of.family if isinstance(of, Theme) else of.id if isinstance(of, Family) else ""

    def show_book(self, codebook: Codebook, use: Mapping[ThemeId, ThemeUse]) -> None:
        """Show a codebook; what is chosen stays so while it is there."""
        self._codebook, self._use = codebook, use
        self._show_rows()

    def ask(self, question: str, verb: str, family: str | None, then: Callable[[str, str], None]) -> None:
        """Ask for a name, and the family of a theme.

        Args:
            question: What is asked.
            verb: What the button does.
            family: The family that is proposed; None when the name is not that of a theme.
            then: Hears the name and the family's id.
        """
        if self._codebook is not None:
            self._given = then
            self.new_bar.ask(question, verb, self._codebook, family)

    def focus_list(self) -> None:
        """Let the keys go to the list."""
        self.list.setFocus()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for button in (self.family_button, self.merge_button, self.remove_button):
            button.setProperty("role", "small")
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.new_bar)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        column.addWidget(self.start)
        column.addWidget(Elided(_NOTE, "small", lines=2))

    def _show_rows(self) -> None:
        if self._codebook is not None:
            self.list.setDragEnabled(not self.search.text().strip())
            self.list.set_rows(rows_of(self._codebook, self._use, self.search.text()))

    def _show_selection(self) -> None:
        chosen = len(self.list.selected_themes)
        self.merge_button.setText(f"Merge {chosen}" if chosen > 1 else "Merge")
        self.merge_button.setEnabled(chosen > 0)
        self.remove_button.setEnabled(chosen == 1 or isinstance(self.chosen, Family))

    def _step(self, step: int) -> None:
        of, moving = self.chosen, self.list.selected_themes
        if self._codebook is None or self.search.text().strip():
            return
        if isinstance(of, Family):
            self._step_family(self._codebook, of, step)
        elif moving:
            where = after_step(self._codebook, moving, step)
            if where is not None:
                self.placed.emit([theme.id for theme in moving], where)

    def _step_family(self, codebook: Codebook, family: Family, step: int) -> None:
        order = [other.id for other in codebook.families]
        here = order.index(family.id)
        if 0 <= here + step < len(order):
            order[here], order[here + step] = order[here + step], order[here]
            self.families_arranged.emit(order)

    def _drop(self, before: BookRow | None) -> None:
        moving = self.list.selected_themes
        where = after_drop(self.list.rows, before)
        if moving and where is not None and not (before is not None and before.of in moving):
            self.placed.emit([theme.id for theme in moving], where)
