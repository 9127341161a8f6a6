"""The codebook: what each theme stands for, which answers have it, and how it came to be so."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QSplitter, QStackedWidget, QWidget

from cxfacilitator.domain.codebook import Family, Theme, ThemeId
from cxfacilitator.domain.codebook_names import as_cue, having_cue, new_family_id, new_theme
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.domain.theme_use import NO_USE, ThemeUse, theme_use
from cxfacilitator.services import codebook as service
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.list_planning import list_in
from cxfacilitator.ui.pages.codebook.begin_view import EmptyBook
from cxfacilitator.ui.pages.codebook.book_side import BookSide
from cxfacilitator.ui.pages.codebook.exchange import Exchange
from cxfacilitator.ui.pages.codebook.family_form import FamilyForm
from cxfacilitator.ui.pages.codebook.history_view import HistoryView
from cxfacilitator.ui.pages.codebook.merge_view import MergeView
from cxfacilitator.ui.pages.codebook.theme_side import ThemeSide
from cxfacilitator.ui.pages.page import Page

_LEAST_HEIGHT = 240


class CodebookPage(Page):
    """Families and themes at the left, the chosen one at the right; every change can be undone and rolled back."""

    stage = "codebook"
    title = "Codebook"
    sentence = "What each theme stands for, so that two people tag alike. Every key is in the file as you type it."
    keys = (
        ("Ctrl+Shift+N", "Add a theme"),
        ("Ctrl+F", "Find a theme"),
        ("Enter", "From the list into the theme; Esc back to the list"),
        ("F2", "Rename the theme or family"),
        ("Alt+Up, Alt+Down", "Move the theme or family; it can also be dragged"),
        ("Shift or Ctrl", "While choosing: select several themes"),
        ("M", "Merge the selected themes, or one into another"),
        ("Delete", "Remove a theme that no answer has"),
        ("Enter", "On an answer: show it where it is tagged"),
        ("S", "On answers: split them off as a new theme"),
        ("T", "On answers: move them to another theme"),
        ("Ctrl+K", "Selected words of an answer become a cue"),
        ("Ctrl+I, Ctrl+E", "Import or export a codebook"),
        ("Ctrl+Shift+H", "History, and back to an earlier codebook"),
    )

    def build(self) -> None:
        """Lay out the list, what is chosen, and what may stand in their place."""
        self._use: Mapping[ThemeId, ThemeUse] = {}
        self._counted: Snapshot | None = None
        self._then: str = ""
        self._in_history = False
        self.setAcceptDrops(True)
        self.add_button = QPushButton("Add a theme")
        self.add_button.setToolTip("Ctrl+Shift+N")
        self.add_button.clicked.connect(self.ask_for_theme)
        self.import_button = QPushButton("Import")
        self.import_button.setToolTip(
            "A table, TOML, a list of names, or another engagement; it can be dropped here (Ctrl+I)"
        )
        self.export_button = QPushButton("Export")
        self.export_button.setToolTip("Write the codebook as CSV, TOML or REFI-QDA (Ctrl+E)")
        self.history_button = QPushButton("History")
        self.history_button.setToolTip("What was changed, and back to an earlier codebook (Ctrl+Shift+H)")
        self.exchange = Exchange(self.workspace, self)
        self.history = HistoryView(self.workspace)
        self.empty = EmptyBook()
        self.book = self._book()
        self.middle = QStackedWidget()
        self.middle.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.middle.setMinimumHeight(_LEAST_HEIGHT)
        for widget in (self.book, self.empty, self.exchange.view, self.history):
            self.middle.addWidget(widget)
        self.column.setContentsMargins(32, 0, 32, 12)
        self.column.addWidget(self.middle, 1)
        self._wire()

    def primary_action(self) -> QPushButton | None:
        """Return the button that adds a theme."""
        return self.add_button

    def other_actions(self) -> Sequence[QPushButton]:
        """Return history, export and import."""
        return (self.history_button, self.export_button, self.import_button)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the codebook, and what is chosen as it is now."""
        before = self._counted
        if before is None or any(
            getattr(before, name) is not getattr(snapshot, name) for name in ("answers", "form_answers", "tags")
        ):
            self._use = theme_use(snapshot)
        self._counted = snapshot
        self.left.show_book(snapshot.codebook, self._use)
        if self._then and self.list.choose(self._then):
            self._then = ""
            self.left.new_bar.hide()
            self.list.setFocus()
        self._show_chosen()
        self.merge.follow(snapshot)
        self.exchange.follow(snapshot)
        self.left.start.setVisible(not snapshot.tags)
        self.left.start.default.setEnabled(snapshot.codebook.version != _default_version())
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keys work at once."""
        super().showEvent(event)
        if self.list.isVisible():
            self.list.setFocus()

    @staticmethod
    def progress(snapshot: Snapshot) -> float | None:
        """A codebook is never finished, so that there is no share of it."""
        return None

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Nothing has to be done here as long as there are themes."""
        return "" if snapshot.codebook.counted else "Begin with a codebook: answers are tagged with its themes."

    def remembered(self) -> dict[str, str]:
        """Return which theme or family was chosen."""
        of = self.left.chosen
        return {"chosen": of.id} if of is not None else {}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Choose what was chosen, when it is there."""
        self._then = remembered.get("chosen", "")

    def ask_for_theme(self) -> None:
        """Ask for the name of a new theme, in the family where the cursor is."""
        self._ask("What is the new theme called?", "Add the theme", self.left.family_id, self._add_theme)

    def ask_for_family(self) -> None:
        """Ask for the name of a new family."""
        self._ask("What is the new family called?", "Add the family", None, self._add_family)

    def begin_merge(self) -> None:
        """Show what merging the selected themes would do; of one theme, what merging it into another would do."""
        snapshot, themes = self.workspace.snapshot, self.list.selected_themes
        if snapshot is not None and themes and len(snapshot.codebook.counted) > 1:
            self.merge.begin(snapshot, themes)
            self.right.setCurrentWidget(self.merge)
            self._arrange()
            self.merge.kept.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a codebook that is dragged in."""
        if list_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the codebook that was dropped."""
        path = list_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.exchange.plan_from(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for in the list; Escape leads back there from everywhere."""
        match event.key():
            case Qt.Key.Key_Escape if self.book.isVisible():
                self.list.setFocus()
            case Qt.Key.Key_M if self.list.hasFocus():
                self.begin_merge()
            case Qt.Key.Key_Delete if self.list.hasFocus():
                self._remove()
            case _:
                super().keyPressEvent(event)

    def _book(self) -> QWidget:
        self.left, self.side, self.family, self.merge = BookSide(), ThemeSide(), FamilyForm(), MergeView()
        self.list = self.left.list
        self.right = QStackedWidget()
        for widget in (self.side, self.family, self.merge, QWidget()):
            self.right.addWidget(widget)
        whole = QSplitter()
        whole.setChildrenCollapsible(False)
        whole.addWidget(self.left)
        whole.addWidget(self.right)
        whole.setStretchFactor(1, 1)
        whole.setSizes([400, 700])
        return whole

    def _wire(self) -> None:
        self.import_button.clicked.connect(lambda _checked: self.exchange.ask_for_file())
        self.export_button.clicked.connect(self.exchange.export)
        self.history_button.clicked.connect(self._open_history)
        left = self.left
        left.family_button.clicked.connect(self.ask_for_family)
        left.merge_button.clicked.connect(self.begin_merge)
        left.remove_button.clicked.connect(self._remove)
        left.placed.connect(lambda ids, where: self.workspace.do(service.place, ids, where.family, where.before))
        left.families_arranged.connect(lambda order: self.workspace.do(service.arrange_families, order))
        left.new_bar.closed.connect(self._close_new)
        self.list.row_chosen.connect(lambda _row: self._show_chosen())
        self.list.row_entered.connect(self._enter)
        form, answers = self.side.form, self.side.answers
        form.edited.connect(lambda theme: self.workspace.type_line(("theme", theme.id), service.save_theme, theme))
        answers.answer_wanted.connect(self.answer_wanted)
        answers.cue_wanted.connect(self._add_cue)
        answers.split_wanted.connect(self._ask_for_split)
        answers.moved.connect(self._move)
        self.family.named.connect(
            lambda family: self.workspace.type_line(("family", family.id), service.save_family, family)
        )
        self.merge.agreed.connect(self._merge)
        self.merge.closed.connect(self._close_merge)
        self.history.closed.connect(self._close_history)
        self.history.rolled_back.connect(lambda change_id: self.workspace.do(service.roll_back, change_id))
        self.exchange.turned.connect(self._arrange)
        self.exchange.told.connect(self.tell)
        left.start.default_wanted.connect(lambda: self.workspace.do(service.start_with, service.default()))
        left.start.empty_wanted.connect(lambda: self.workspace.do(service.start_with, service.empty()))
        left.start.file_wanted.connect(lambda: self.exchange.ask_for_file(instead=True))
        self.empty.default_wanted.connect(left.start.default_wanted)
        self.empty.file_wanted.connect(self.exchange.ask_for_file)
        self.empty.theme_wanted.connect(self.ask_for_theme)
        self.workspace.saved.connect(lambda _at: self.side.form.settle())
        self.workspace.refused.connect(self._hear_refused)
        self.workspace.opened.connect(self._begin_afresh)
        for keys, act in (
            ("Ctrl+Shift+N", self.ask_for_theme),
            ("Ctrl+F", left.search.setFocus),
            ("F2", self._rename),
            ("Ctrl+I", self.exchange.ask_for_file),
            ("Ctrl+E", self.exchange.export),
            ("Ctrl+Shift+H", self._open_history),
        ):
            on_key(self, keys, act)

    def _show_chosen(self) -> None:
        snapshot, of = self.workspace.snapshot, self.left.chosen
        if snapshot is None or self.right.currentWidget() is self.merge:
            return
        if isinstance(of, Theme):
            self.side.show_theme(snapshot, of, self._use.get(of.id, NO_USE))
            self.right.setCurrentWidget(self.side)
        elif isinstance(of, Family):
            self.family.show_family(snapshot.codebook, of)
            self.right.setCurrentWidget(self.family)
        else:
            self.right.setCurrentIndex(self.right.count() - 1)

    def _arrange(self) -> None:
        """Show the plan, the history, the themes, or that there are none."""
        snapshot = self.workspace.snapshot
        filled = snapshot is not None and bool(snapshot.codebook.counted)
        asking = self.left.new_bar.isVisibleTo(self.book)
        if self.exchange.active:
            shown: QWidget = self.exchange.view
        elif self._in_history:
            shown = self.history
        else:
            shown = self.book if filled or asking else self.empty
        self.middle.setCurrentWidget(shown)
        idle = shown is self.book and self.right.currentWidget() is not self.merge
        for button in (self.add_button, *self.other_actions()):
            button.setVisible(idle)

    def _ask(self, question: str, verb: str, family: str | None, then: Callable[[str, str], None]) -> None:
        if not self.exchange.active:
            self._in_history = False
            self.left.ask(question, verb, family, then)
            self._arrange()
            self.left.new_bar.name.setFocus()

    def _close_new(self) -> None:
        self.left.new_bar.hide()
        self._arrange()
        self.list.setFocus()

    def _new(self, name: str, family: str) -> Theme | None:
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return None
        made = new_theme(snapshot.codebook, family, name)
        self._then = made.id
        self.left.search.clear()
        return made

    def _add_theme(self, name: str, family: str) -> None:
        made = self._new(name, family)
        if made is not None:
            self.workspace.do(service.add_theme, made)

    def _add_family(self, name: str, _family: str) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is not None:
            self._then = new_family_id(snapshot.codebook, name)
            self.left.search.clear()
            self.workspace.do(service.add_family, Family(self._then, name))

    def _ask_for_split(self) -> None:
        theme, chosen = self._theme, self.side.answers.selected
        if theme is not None and chosen:
            question = f"What is the theme of {amount(len(chosen), 'answer')} called that leave “{theme.name}”?"
            self._ask(question, "Split off", theme.family, partial(self._split, theme, chosen))

    def _split(self, source: Theme, chosen: Sequence[AnswerId], name: str, family: str) -> None:
        made = self._new(name, family)
        if made is not None:
            self.workspace.do(service.split, source.id, made, chosen)

    def _move(self, chosen: Sequence[AnswerId], to: ThemeId) -> None:
        if self._theme is not None:
            self.workspace.do(service.move, self._theme.id, to, chosen)

    def _add_cue(self, words: str) -> None:
        snapshot, theme = self.workspace.snapshot, self._theme
        if snapshot is None or theme is None:
            return
        try:
            cue = as_cue(words)
        except CxError as problem:
            self.tell(str(problem), "warning")
            return
        others = joined(f"“{other.name}”" for other in having_cue(snapshot.codebook, cue) if other.id != theme.id)
        too = f" It hints at {others} as well." if others else ""
        self.tell(f"“{cue}” is now a cue of “{theme.name}”.{too}")
        self.workspace.do(service.add_cue, theme.id, cue)

    def _merge(self, gone: Sequence[ThemeId], kept: ThemeId) -> None:
        self._then = kept
        self._close_merge()
        self.workspace.do(service.merge, gone, kept)

    def _close_merge(self) -> None:
        self.right.setCurrentIndex(self.right.count() - 1)
        self._show_chosen()
        self._arrange()
        self.list.setFocus()

    def _remove(self) -> None:
        """Remove the chosen family or theme, or lead to merging a theme that answers have."""
        snapshot, of, themes = self.workspace.snapshot, self.left.chosen, self.list.selected_themes
        if isinstance(of, Family):
            self.workspace.do(service.remove_family, of.id)
        if snapshot is None or len(themes) != 1:
            return
        used = sum(tag.theme_id == themes[0].id for tag in snapshot.tags)
        if used:
            has = amount(used, "answer has", "answers have")
            self.tell(f"{has} “{themes[0].name}”, so it is never dropped. Merge it: choose where they go.")
            self.begin_merge()
        else:
            self.workspace.do(service.remove, themes[0].id)

    def _enter(self) -> None:
        of = self.left.chosen
        if of is not None:
            (self.side.form.definition if isinstance(of, Theme) else self.family.name).setFocus()

    def _rename(self) -> None:
        of = self.left.chosen
        if of is not None:
            (self.side.form if isinstance(of, Theme) else self.family).rename()

    def _open_history(self) -> None:
        self._in_history = True
        self._arrange()
        self.history.list.setFocus()

    def _close_history(self) -> None:
        self._in_history = False
        self._arrange()
        self.list.setFocus()

    @property
    def _theme(self) -> Theme | None:
        of = self.left.chosen
        return of if isinstance(of, Theme) else None

    def _hear_refused(self, _problem: CxError) -> None:
        """Show what the file has, unless it is the disk that waits: then what is typed gets there by itself."""
        self._then = ""
        if not self.workspace.unsaved:
            self.side.form.settle()

    def _begin_afresh(self, _snapshot: Snapshot) -> None:
        """Another engagement was opened: nothing that was begun for the one before may reach it."""
        self._then, self._counted, self._in_history = "", None, False
        self.left.search.clear()
        self.left.new_bar.hide()
        self.exchange.leave()
        self._close_merge()


@cache
def _default_version() -> str:
    return service.default().version
