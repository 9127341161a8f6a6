"""Forms and notes: what single customers wrote or said, one row each, counted by themselves and never with groups."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from operator import attrgetter
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QStackedWidget

from cxfacilitator.domain.days import read_day
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.form_plan import AS_IT_IS, FormPlan
from cxfacilitator.domain.forms import Form, Kind, kinds_in_words
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import forms as service
from cxfacilitator.ui import ask
from cxfacilitator.ui.list_planning import Source, list_in
from cxfacilitator.ui.pages.forms.grid import FormGrid
from cxfacilitator.ui.pages.forms.plan_view import FormPlanView
from cxfacilitator.ui.pages.forms.planning import form_planning
from cxfacilitator.ui.pages.forms.rows import COLUMNS, Fact, FormRows
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.widgets import EmptyState
from cxfacilitator.ui.widgets.elided import Elided
from cxfacilitator.ui.widgets.search_edit import SearchEdit

LISTS = "Lists of forms (*.csv *.xlsx *.xlsm *.tsv *.txt);;All files (*)"
_LEAST_HEIGHT = 240
_NOTHING = (
    "What single customers wrote or said: short customer forms, notes of conversations, quotes from reviews. "
    "Type them one a row, or paste or import them from a spreadsheet. They are counted by themselves."
)


class FormsPage(Page):
    """A grid with one row a form; every key is on disk as it is typed."""

    stage = "forms"
    title = "Forms and notes"
    sentence = "What single customers wrote or said, one row each. Every key is in the file as you type it."
    keys = (
        ("Any letter", "Type straight into the cell; Enter or F2 goes into it"),
        ("Tab, Shift+Tab", "Next cell, cell before"),
        ("Enter", "Next answer in the cell; on an empty line, next cell"),
        ("Ctrl+Enter", "Next form; kind, segment and date are repeated"),
        ("Up, Down", "Out of the first or last line: the form above or below"),
        ("Esc", "Out of the cell; then the arrows move"),
        ("F, N, R", "On the kind: form, note, review"),
        ("Ctrl+V", "Paste rows from a spreadsheet; nothing is added before you agree"),
        ("Ctrl+I", "Import a list"),
        ("Del", "Empty the selected cells; on the code, remove the form"),
        ("Ctrl+F", "Find"),
        ("Alt+1 to Alt+4", "All, forms, notes, reviews"),
        ("F4", "While importing: correct how the list was read"),
    )

    def build(self) -> None:
        """Lay out the filter, the grid, and what may stand in its place."""
        self._then = ""
        self._then_ids: frozenset[GroupId] = frozenset()
        self._folder: Path | None = None
        self._typing_began = False
        self._counted: tuple[Form, ...] | None = None
        self.setAcceptDrops(True)
        self.type_button = QPushButton("Type a form")
        self.type_button.setToolTip("Go to the empty row (Ctrl+Enter below the last)")
        self.type_button.clicked.connect(self.begin)
        self.import_button = QPushButton("Import a list")
        self.import_button.setToolTip("A CSV or Excel file; it can also be dropped here (Ctrl+I)")
        self.import_button.clicked.connect(self._ask_for_list)
        self.rows = FormRows()
        self.grid = FormGrid(self.rows)
        self.grid.setAccessibleName("Forms, notes and reviews")
        self.grid.typed.connect(self._type)
        self.grid.noted.connect(self._note)
        self.grid.emptied.connect(self._empty)
        self.grid.removed.connect(self._remove)
        self.grid.pasted.connect(self.paste)
        self.search = SearchEdit("Find a word", "Ctrl+F")
        self.search.textChanged.connect(self.rows.find)
        self.search.returnPressed.connect(lambda: self.grid.go(0, COLUMNS.index(Box.WELL), typing=False))
        self.counts = Elided("", "muted")
        self.empty = EmptyState("forms", _NOTHING, "Type the first form", self.begin)
        self.plan_view = FormPlanView()
        self.plan_view.agreed.connect(self._apply)
        self.planning = form_planning(self.workspace, self.plan_view, self)
        self.planning.shown.connect(self._arrange)
        self.planning.left.connect(self._arrange)
        self.planning.refused.connect(lambda sentence: self.tell(sentence, "error"))
        self.middle = QStackedWidget()
        self.middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.middle.setMinimumHeight(_LEAST_HEIGHT)
        for widget in (self.grid, self.empty, self.plan_view):
            self.middle.addWidget(widget)
        top = QHBoxLayout()
        top.setSpacing(4)
        self.kinds = self._kind_buttons(top)
        top.addSpacing(12)
        top.addWidget(self.counts, 2)
        top.addWidget(self.search, 1)
        self.column.setContentsMargins(32, 0, 32, 16)
        self.column.setSpacing(12)
        self.column.addLayout(top)
        self.column.addWidget(self.middle, 1)
        for keys, act in (
            ("Ctrl+I", self._ask_for_list),
            ("Ctrl+V", self.paste),
            ("Ctrl+F", self.search.setFocus),
            *((f"Alt+{number}", button.click) for number, button in enumerate(self.kinds.values(), 1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self.workspace.saved.connect(lambda _at: self._hear_saved())
        self.workspace.refused.connect(self._hear_refused)
        self.workspace.opened.connect(self._begin_afresh)

    def primary_action(self) -> QPushButton | None:
        """Type a form."""
        return self.type_button

    def other_actions(self) -> Sequence[QPushButton]:
        """Import a list."""
        return (self.import_button,)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the forms, and what is still on its way to the file."""
        self.rows.show_snapshot(snapshot)
        if snapshot.forms is not self._counted:
            self._counted = snapshot.forms
            self._count(snapshot)
        if self._then and len(snapshot.forms) != len(self._then_ids):
            self.tell(self._then)
            added = next((form for form in snapshot.forms if form.id not in self._then_ids), None)
            if added is not None:
                self.grid.go(self.rows.line_of(added), COLUMNS.index(Box.WELL), typing=False)
            self._then = ""
        self.planning.follow(snapshot)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys as soon as the page appears."""
        super().showEvent(event)
        if self.grid.isVisible():
            self.grid.setFocus()

    @staticmethod
    def progress(snapshot: Snapshot) -> float | None:
        """Forms are never needed, so that there is no share of them."""
        return None

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Nothing has to be done here."""
        return ""

    def remembered(self) -> dict[str, str]:
        """Return column widths, sorting and the kind that is shown."""
        header = self.grid.horizontalHeader()
        descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        return {
            "widths": self.grid.widths(),
            "sort": f"{header.sortIndicatorSection()} {int(descending)}",
            "kind": self.rows.kind.value if self.rows.kind else "",
        }

    def put_back(self, remembered: dict[str, str]) -> None:
        """Take the widths, the sorting and the kind of the last time."""
        self.grid.take_widths(remembered.get("widths", ""))
        section, _, descending = remembered.get("sort", "").partition(" ")
        if section.isdecimal() and int(section) < len(COLUMNS):
            order = Qt.SortOrder.DescendingOrder if descending == "1" else Qt.SortOrder.AscendingOrder
            self.grid.horizontalHeader().setSortIndicator(int(section), order)
        kind = next((kind for kind in Kind if kind.value == remembered.get("kind")), None)
        self.kinds[kind].click()

    def begin(self) -> None:
        """Go to the empty row and type there."""
        self._typing_began = True
        self.search.clear()
        self._arrange()
        self.grid.begin()

    def plan_from(self, path: Path) -> None:
        """Read a list in the background and show what importing it would do."""
        self._folder = path.parent
        self._begin_planning(Source(path.name, path))

    def paste(self) -> None:
        """Read what was copied in a spreadsheet, or the file that was copied."""
        clipboard = QGuiApplication.clipboard()
        path = list_in(clipboard.mimeData())
        if path is not None:
            self.plan_from(path)
        elif clipboard.text().strip():
            self.grid.close_editor()
            self._begin_planning(Source("the clipboard", text=clipboard.text()))
        else:
            self.tell("There is no text to paste. Copy the rows in your spreadsheet first.")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a list that is dragged in."""
        if list_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the list that was dropped."""
        path = list_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.plan_from(path)

    def _begin_planning(self, source: Source) -> None:
        """Read a list; rows that do not say it themselves are of the kind that is shown."""
        self.planning.begin(source, replace(AS_IT_IS, kind=self.rows.kind or Kind.FORM))

    def _count(self, snapshot: Snapshot) -> None:
        """Say how many forms there are of each kind, and show the columns that some of them need."""
        counts = Counter[Kind](map(attrgetter("kind"), snapshot.forms))
        for kind, button in self.kinds.items():
            button.setText(f"{_PLURAL[kind]}  {len(snapshot.forms) if kind is None else counts[kind]}")
        said = kinds_in_words(counts)
        self.counts.set_text(f"{said}: counted by themselves, never with the groups" if said else "")
        loose = any(form.kind is not Kind.FORM for form in snapshot.forms)
        loose = loose or any(answer.box is Box.UNMARKED for answer in snapshot.form_answers)
        self.grid.show_columns(any(form.label for form in snapshot.forms), loose)

    def _kind_buttons(self, row: QHBoxLayout) -> dict[Kind | None, QPushButton]:
        group = QButtonGroup(self)
        made: dict[Kind | None, QPushButton] = {}
        for kind in (None, *Kind):
            button = QPushButton(_PLURAL[kind])
            button.setProperty("role", "small")
            button.setCheckable(True)
            button.setChecked(kind is None)
            button.clicked.connect(lambda _checked, kind=kind: self.rows.show_kind(kind))
            group.addButton(button)
            row.addWidget(button)
            made[kind] = button
        return made

    def _arrange(self) -> None:
        """Show the plan, the grid or the empty page."""
        planning = self.planning.active
        filled = bool(self.workspace.snapshot and self.workspace.snapshot.forms)
        grid = filled or self._typing_began
        self.middle.setCurrentWidget(self.plan_view if planning else self.grid if grid else self.empty)
        for widget in (self.search, self.counts, *self.kinds.values()):
            widget.setVisible(filled and not planning)
        self.type_button.setVisible(grid and not planning)
        self.import_button.setVisible(not planning)

    def _type(self, row: int, box: Box, text: str) -> None:
        form = self.rows.type_cell(row, box, text)
        self._send(form, box, text)

    def _send(self, form: Form, box: Box, text: str) -> None:
        now = datetime.now().astimezone()
        self.workspace.type_line((form.code, box), service.type_cell, form, box, text, now)

    def _note(self, row: int, fact: Fact, text: str) -> None:
        form, coming = self.rows.form(row), self.rows.is_empty(row)
        match fact:
            case Fact.KIND:
                kind = Kind(text.lower())
                if coming:
                    self.rows.change_empty(kind=kind)
                elif kind is not form.kind:
                    self.workspace.do(service.set_kind, form, kind)
            case Fact.DAY:
                day = read_day(text, year=datetime.now().astimezone().year)
                if text.strip() and day is None:
                    self.tell(f"“{text}” is no day. Write it as 3/5, 3/5/2026 or 3 May.", "warning")
                elif coming:
                    self.rows.change_empty(held_on=day)
                elif day != form.held_on:
                    self.workspace.do(service.set_day, form, day)
            case Fact.SEGMENT | Fact.SOURCE:
                verb = service.set_segment if fact is Fact.SEGMENT else service.set_source
                if coming:
                    self.rows.change_empty(**{"segment" if fact is Fact.SEGMENT else "label": text.strip()})
                else:
                    self.workspace.type_line((form.code, fact), verb, form, text)

    def _empty(self, cells: Sequence[tuple[Form, Box]]) -> None:
        self.workspace.do(service.empty_cells, cells)

    def _remove(self, forms: Sequence[Form]) -> None:
        if forms:
            names = forms[0].code if len(forms) == 1 else amount(len(forms), "row")
            self._do_then(f"{names} {'is' if len(forms) == 1 else 'are'} removed. Ctrl+Z brings back what was there.")
            self.workspace.do(service.remove, forms)

    def _apply(self, plan: FormPlan) -> None:
        self._do_then(f"{plan.counts} were added. They are counted by themselves, never with the groups.")
        self.workspace.do(service.apply, plan)
        self.planning.leave()
        self.grid.setFocus()

    def _do_then(self, sentence: str) -> None:
        snapshot = self.workspace.snapshot
        self._then = sentence
        self._then_ids = frozenset(form.id for form in snapshot.forms) if snapshot else frozenset()

    def _ask_for_list(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        path = ask.file_to_open(self, "Which list of forms?", LISTS, self._folder or Path(documents))
        if path is not None:
            self.plan_from(path)

    def _hear_saved(self) -> None:
        waiting = self.rows.waiting
        self.rows.settle()
        for form, box, text in waiting:
            self._send(form, box, text)

    def _hear_refused(self, problem: CxError) -> None:
        self._then = ""
        self.rows.refuse(str(problem))

    def _begin_afresh(self, _snapshot: Snapshot) -> None:
        """Another engagement was opened: nothing that was typed for the one before may reach it."""
        self._then, self._typing_began, self._counted = "", False, None
        self.rows.forget()
        self.search.clear()
        self.planning.leave()


_PLURAL: dict[Kind | None, str] = {None: "All", Kind.FORM: "Forms", Kind.NOTE: "Notes", Kind.REVIEW: "Reviews"}
