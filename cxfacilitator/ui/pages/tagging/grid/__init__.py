"""The grid: all answers in one table, to sort, filter and group, and to tag many at once."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.review import AnswerFilter
from cxfacilitator.domain.sheets import Answer, AnswerId, Mark
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Suggestion
from cxfacilitator.domain.text import amount
from cxfacilitator.services import tagging
from cxfacilitator.ui import theme
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.pages.tagging.asking import AskingOrder
from cxfacilitator.ui.pages.tagging.bulk import BulkPanel
from cxfacilitator.ui.pages.tagging.digits import digit_of
from cxfacilitator.ui.pages.tagging.face import Face
from cxfacilitator.ui.pages.tagging.filters import Filters
from cxfacilitator.ui.pages.tagging.grid.foot import Foot
from cxfacilitator.ui.pages.tagging.grid.legend import Legend
from cxfacilitator.ui.pages.tagging.grid.listing import Listing
from cxfacilitator.ui.pages.tagging.grid.menus import ColumnMenu, ExportMenu
from cxfacilitator.ui.pages.tagging.grid.model import AnswerRows
from cxfacilitator.ui.pages.tagging.grid.rows import COLUMNS, GridColumn, Grouping, Shown, same_answers
from cxfacilitator.ui.pages.tagging.grid.table import AnswerTable
from cxfacilitator.ui.widgets import LineEdit, label
from cxfacilitator.ui.widgets.choice_box import ChoiceBox

AT_ONCE = 500
"""More suggestions than this are not listed at once: nobody would look through them."""
_ROOMY = 400
_END_FINDING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Escape}


class GridFace(Face):
    """All answers in a table. What is done is done to every chosen answer, in one step that undo takes back as one."""

    name = "grid"
    title = "Grid"
    key = "F3"
    keys = (
        ("1 … 9", "Give the chosen answers the theme with this number"),
        ("Alt+1 … 9", "Take this theme away; also Shift with the number"),
        ("A letter or /", "Find another theme, or make one of what you type"),
        ("Delete", "Take the last theme away"),
        ("A", "Accept the suggestion of each chosen answer"),
        ("Space", "Reviewed, or not"),
        ("*", "Star, or not"),
        ("W", "Wrongly tagged? A second look, or not"),
        ("L, then Esc", "More like this; back to all"),
        ("Enter", "Open the answer in the review"),
        ("Z, Shift+Z", "Undo, redo"),
        ("Shift+arrows, Ctrl+A", "Choose more, choose all"),
        ("Ctrl+F", "Find words"),
        ("Ctrl+C", "Copy the chosen rows"),
        ("F6", "Sort by the next column; Shift+F6 by the one before"),
        ("F7", "Put the rows in order again"),
        ("Ctrl+Shift+E", "Export the rows that are shown"),
    )

    def build(self) -> None:
        """Lay out the filters, the table, the chosen answer and the number keys."""
        self._known: tuple[Answer, ...] = ()
        self._said = False
        self._asking = AskingOrder(self.workspace, self.suggesting, self)
        self._asking.changed.connect(self._arrange)
        self.rows = AnswerRows()
        self.table = AnswerTable(self.rows)
        self.table.opened.connect(self.answer_wanted)
        self.table.sorted_by.connect(self._sort)
        self.table.selection_changed.connect(self._show_chosen)
        self.filters = Filters(across=6)
        self.filters.changed.connect(self._list_all)
        self.line = LineEdit()
        self._listing = Listing(self.suggesting, self._asking, self.filters, self.line)
        self.legend = Legend(self)
        self.legend.search.closed.connect(self.table.setFocus)
        self.legend.chosen.connect(self._give)
        self.legend.search.chosen.connect(self._give)
        self.legend.search.made.connect(self._make_theme)
        self.primary = QPushButton("Accept the suggestion")
        self.primary.setToolTip("Accept the suggestion of each chosen answer; many are listed first (A)")
        self.primary.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.primary.clicked.connect(self.accept_suggestions)
        self.bulk = BulkPanel()
        self.bulk.agreed.connect(self._accept_many)
        self.bulk.closed.connect(self._close_bulk)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._grid_side())
        self.stack.addWidget(self.bulk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        for keys, act in (("Ctrl+Shift+E", self.export_menu.export_shown), ("Ctrl+F", self.find_words)):
            on_key(self, keys, act)

    def primary_action(self) -> QPushButton | None:
        """Return the button that accepts what the machine proposes for the chosen answers."""
        return self.primary

    @property
    def current(self) -> AnswerId | None:
        """The answer under the cursor."""
        return self.table.current

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is new in the rows; they stay where they are as long as no answer came or went."""
        self.filters.show_snapshot(snapshot)
        self.legend.show_snapshot(snapshot)
        self.rows.show(Shown(snapshot, self.suggesting.suggestions))
        self.foot.again.setVisible(self._listing.may_have_moved)
        if not same_answers(snapshot.to_review, self._known):
            self._known = snapshot.to_review
            self._arrange()
        self._show_chosen()

    def show_suggestions(self, snapshot: Snapshot) -> None:
        """Show what the machine proposes now."""
        self.rows.show(Shown(snapshot, self.suggesting.suggestions))
        self._show_chosen()

    def show_like(self, answer_id: str) -> None:
        """Show the answers that are most like one, the most alike first, until Escape."""
        snapshot, tagger = self.workspace.snapshot, self.suggesting.tagger
        if snapshot is None or answer_id not in snapshot.answer:
            return
        if tagger is None:
            self._say("The answers are still being read. What is like this one can be shown in a moment.")
            return
        self._close_bulk()
        self._listing.list_like(AnswerId(answer_id))
        self._show_order()
        self._arrange(first=self._listing.like)
        self.table.setFocus()

    def leave_like(self) -> None:
        """Show all answers again, in the order that they had, with the cursor where it is."""
        if self._listing.like is not None:
            self._list_all()

    def forget(self) -> None:
        """Forget what was chosen: another engagement is open."""
        self._listing.list_all()
        self._known = ()
        self._asking.forget()
        self.legend.forget()
        self.table.show_lines(())
        self._close_bulk()

    def remembered(self) -> dict[str, str]:
        """Return the columns, and what the rows are sorted and grouped by."""
        return {
            f"columns{len(COLUMNS)}": self.table.place(),
            "filters": "yes" if self.more.isChecked() else "",
            **self._listing.remembered(),
        }

    def put_back(self, remembered: dict[str, str]) -> None:
        """Show the columns and the order of an earlier time."""
        place = remembered.get(f"columns{len(COLUMNS)}", "")
        if place:
            self.table.put_back(place)
        self.more.setChecked(remembered.get("filters") == "yes")
        self._listing.put_back(remembered)
        self._show_order()

    def accept_suggestions(self) -> None:
        """Accept the suggestion of the chosen answer; those of several are listed before that."""
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        found = self._suggested(self.table.selected)
        if not found:
            self._say("No answer that is chosen has a suggestion left to accept.")
        elif len(found) == 1:
            self.workspace.do(tagging.accept, found[0].answer_id, found[0].theme_id)
        else:
            self.bulk.show_these(snapshot, found)
            if len(found) == AT_ONCE:
                self._say(f"The first {AT_ONCE} are listed; those that follow can be listed when these are accepted.")
            self.stack.setCurrentWidget(self.bulk)
            self.primary.setEnabled(False)
            self.bulk.table.setFocus()

    def find_words(self) -> None:
        """Type words to find."""
        self.line.setFocus()
        self.line.selectAll()

    def copy(self) -> None:
        """Put the chosen rows into the clipboard, for a spreadsheet."""
        text = self.table.as_text()
        if text:
            QGuiApplication.clipboard().setText(text)
            self._say(f"{amount(len(self.table.selected), 'row')} copied.", "notice")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for; keys arrive here from the table, and those that end the finding of words."""
        if self.line.hasFocus() and event.key() in _END_FINDING:
            self.table.setFocus()
        elif not (self.table.hasFocus() and self._press(event)):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keys work at once."""
        super().showEvent(event)
        self._take_cursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, rows matter more than a whole wording."""
        super().resizeEvent(event)
        self.foot.wording.setVisible(self.height() >= theme.px(_ROOMY))

    def _grid_side(self) -> QWidget:
        self.line.setPlaceholderText("Find words in answers, themes and groups")
        self.line.setAccessibleName("Find words")
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(lambda _text: self._list_all())
        self.grouping = ChoiceBox()
        self.grouping.setAccessibleName("Grouping")
        self.grouping.addItems([grouping.value for grouping in Grouping])
        self.grouping.activated.connect(self._group)
        self.more = QPushButton("Filter")
        self.more.setCheckable(True)
        self.more.setToolTip("By question, audience, group, theme, and what is left to do")
        self.more.toggled.connect(self.filters.setVisible)
        self.filters.hide()
        self.columns = QPushButton("Columns")
        self.columns.setToolTip("Which columns are shown")
        self.columns.setMenu(ColumnMenu(self.table))
        self.table.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.horizontalHeader().customContextMenuRequested.connect(
            lambda at: self.columns.menu().popup(self.table.horizontalHeader().mapToGlobal(at))
        )
        self.exports = QPushButton("Export")
        self.exports.setToolTip("Write the answers to a table for other programs (Ctrl+Shift+E)")
        self.export_menu = ExportMenu(self, self.workspace, lambda: self.table.shown)
        self.export_menu.told.connect(self._say)
        self.exports.setMenu(self.export_menu)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.line, 1)
        top.addWidget(self.more)
        top.addWidget(self.grouping)
        top.addWidget(self.columns)
        top.addWidget(self.exports)
        self.foot = Foot()
        self.foot.again.clicked.connect(lambda _checked: self._arrange())
        self.foot.back.clicked.connect(self.leave_like)
        self.nothing = label("", "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.filters)
        column.addWidget(self.table, 1)
        column.addWidget(self.nothing, 1)
        column.addWidget(self.foot)
        column.addWidget(self.legend)
        return side

    def _arrange(self, first: AnswerId | None = None) -> None:
        """Filter, sort and group anew."""
        shown = self.rows.shown
        if shown is None:
            return
        self.table.show_lines(self._listing.lines(shown), first)
        count, total = self.rows.count, len(shown.snapshot.to_review)
        like = shown.snapshot.answer.get(self._listing.like) if self._listing.like is not None else None
        if like is not None:
            self.foot.count.setText(f"{count - 1} answers that are like {like.ref}, the most alike first")
        else:
            self.foot.count.setText(f"{count:,} of {total:,} answers" if count < total else f"{total:,} answers")
        self.more.setText("Filter" if self.filters.wanted == AnswerFilter() else "Filter: on")
        self.foot.back.setVisible(like is not None)
        self.foot.again.hide()
        had_cursor = self.table.hasFocus()
        self.table.setVisible(count > 0)
        self.nothing.setHidden(count > 0)
        self.nothing.setText("No answer is like this. Take a filter away, or find other words.")
        if had_cursor:
            self._take_cursor()
        self._show_chosen()

    def _show_order(self) -> None:
        order = self._listing.order
        self.table.sort(order.column, order.descending)
        self.grouping.setCurrentText(order.grouping.value)

    def _show_chosen(self) -> None:
        """Show the words of the answer under the cursor, and what can be done to the chosen ones."""
        snapshot, chosen = self.workspace.snapshot, self.table.selected
        answer = snapshot.answer.get(self.current) if snapshot is not None and self.current is not None else None
        self.foot.show_answer(snapshot, answer, len(chosen))
        waiting = len(self._waiting(chosen))
        more = "+" if waiting == AT_ONCE else ""
        self.primary.setText(f"Accept {waiting}{more} suggestions" if waiting > 1 else "Accept the suggestion")
        self.primary.setEnabled(waiting > 0 and self.stack.currentWidget() is not self.bulk)

    def _waiting(self, chosen: Iterable[AnswerId]) -> list[tuple[AnswerId, ThemeId]]:
        """The first answers among the chosen ones that have a suggestion left, with its theme."""
        return list(islice(self.rows.shown.waiting(chosen), AT_ONCE)) if self.rows.shown is not None else []

    def _suggested(self, chosen: Iterable[AnswerId]) -> list[Suggestion]:
        """The suggestions that the rows show, with their reasons."""
        suggestions = self.suggesting.suggestions
        return [s for answer, best in self._waiting(chosen) for s in suggestions.get(answer, ()) if s.theme_id == best]

    def _press(self, event: QKeyEvent) -> bool:
        shift, alt = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return True
        digit = digit_of(event)
        if modifiers == alt and digit is not None:
            self._press_number(digit, True)
            return True
        if modifiers & ~shift:
            return False
        if self._said:
            self._say("")
        return self._press_named(event.key(), bool(modifiers & shift)) or self._press_sign(event)

    def _press_named(self, key: int, shift: bool) -> bool:
        match key:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.current is not None:
                    self.answer_wanted.emit(self.current)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self._do_chosen(tagging.untag_last)
            case Qt.Key.Key_Escape if self._listing.like is not None:
                self.leave_like()
            case Qt.Key.Key_F6:
                self._sort_next(-1 if shift else 1)
            case Qt.Key.Key_F7:
                self._arrange()
            case _:
                return False
        return True

    def _press_sign(self, event: QKeyEvent) -> bool:
        sign, shift = event.text().upper(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        digit = digit_of(event)
        match sign:
            case "*":
                self._mark(Mark.STARRED)
            case _ if digit is not None:
                self._press_number(digit, shift)
            case " ":
                self._mark(Mark.REVIEWED)
            case "W":
                self._mark(Mark.SECOND_LOOK)
            case "A":
                self.accept_suggestions()
            case "L" if self.current is not None:
                self.show_like(self.current)
            case "Z":
                (self.workspace.redo if shift else self.workspace.undo)()
            case "/":
                self.legend.search.open()
            case _ if sign.isalpha():
                self.legend.search.open(event.text())
            case _:
                return False
        return True

    def _press_number(self, number: int, away: bool) -> None:
        theme_id = self.legend.theme_of(number)
        if theme_id is None:
            return
        if away:
            self._do_chosen(tagging.untag_many, theme_id)
        else:
            self._give(theme_id)

    def _give(self, theme_id: str) -> None:
        """Give the chosen answers a theme, and say which were passed over."""
        snapshot, chosen = self.workspace.snapshot, self.table.selected
        if snapshot is None or not chosen:
            return
        wanted = ThemeId(theme_id)
        plan = tagging.plan_tag(snapshot.themes_of, chosen, wanted)
        if plan.taken:
            self._do_chosen(tagging.tag_many, wanted)
            self.legend.note_use(snapshot, wanted)
        if plan.passed_over:
            self._say(plan.passed_over)

    def _make_theme(self, name: str) -> None:
        self._said = True
        self.make_theme(name, self.table.selected)

    def _mark(self, mark: Mark) -> None:
        """Set a mark of the chosen answers, or clear it where all of them have it."""
        snapshot, chosen = self.workspace.snapshot, self.table.selected
        if snapshot is not None:
            on = not all(snapshot.answer[answer].has(mark) for answer in chosen)
            self._do_chosen(tagging.mark_many, mark, on)

    def _do_chosen(self, service: Callable[..., object], *args: object) -> None:
        chosen = self.table.selected
        if chosen:
            self.workspace.do(service, chosen, *args)

    def _sort(self, column: GridColumn | None, descending: bool) -> None:
        self._listing.sort(column, descending)
        self._arrange()

    def _sort_next(self, step: int) -> None:
        """Sort by the next column that is shown, or by the one before; past the ends by none."""
        shown: list[GridColumn | None] = [None]
        shown += [column for place, column in enumerate(COLUMNS) if not self.table.isColumnHidden(place)]
        by = self._listing.order.column
        at = shown.index(by) if by in shown else 0
        self._listing.sort(shown[(at + step) % len(shown)], False)
        self._show_order()
        self._arrange()

    def _group(self, place: int) -> None:
        self._listing.group(tuple(Grouping)[place])
        self._arrange()
        self.table.setFocus()

    def _take_cursor(self) -> None:
        """Let keys work: in the table, or where words are found while no row is shown."""
        (self.line if self.table.isHidden() else self.table).setFocus()

    def _list_all(self) -> None:
        self._listing.list_all()
        self._show_order()
        self._arrange()

    def _accept_many(self, suggestions: Sequence[Suggestion]) -> None:
        self.workspace.do(tagging.accept_many, [(s.answer_id, s.theme_id) for s in suggestions])
        self._close_bulk()

    def _close_bulk(self) -> None:
        if self.stack.currentWidget() is self.bulk:
            self.stack.setCurrentIndex(0)
            self._show_chosen()
            self.table.setFocus()

    def _say(self, text: str, kind: str = "warning") -> None:
        self._said = bool(text)
        self.told.emit(text, kind)
