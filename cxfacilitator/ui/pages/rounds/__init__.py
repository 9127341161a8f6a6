"""The rounds: what has become of each gap since the last time, and how the next time begins."""

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.comparison import Comparison, compare
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.rounds import RoundSummary
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.domain.trends import Movement, ThemeTimeline, rounds_of
from cxfacilitator.services import rounds as service
from cxfacilitator.services.rounds import ToldRounds, tell_rounds
from cxfacilitator.ui import theme
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.looking import Looking, few
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.pages.rounds.basis import BasisView
from cxfacilitator.ui.pages.rounds.exchange import Exchange
from cxfacilitator.ui.pages.rounds.theme_story import ThemeStory
from cxfacilitator.ui.pages.rounds.theme_table import ThemeTable
from cxfacilitator.ui.widgets import EmptyState, label
from cxfacilitator.ui.widgets.choice_box import ChoiceBox
from cxfacilitator.ui.widgets.disclosure import Disclosure
from cxfacilitator.ui.widgets.elided import Elided
from cxfacilitator.ui.widgets.search_edit import SearchEdit
from cxfacilitator.ui.widgets.splitter import splitter
from cxfacilitator.ui.widgets.text_button import text_button
from cxfacilitator.ui.words import waiting_in_words

_LOW = 520
_FIRST = (
    "This is the first round. When its answers are reviewed, begin the next one from here: it gets the same questions, "
    "the codebook and the figures of this round, and nothing that anybody wrote. If there was a round before this one, "
    "set the number of this round on the page “Engagement”."
)
_NONE_KNOWN = (
    "This is round {number}, and no earlier one is known here. Add the engagement file of an earlier round: only its "
    "figures are kept, and that file is not changed."
)


@dataclass(frozen=True)
class Seen:
    """Everything that the page shows of one snapshot; `told` is None where no earlier round is known."""

    snapshot: Snapshot
    comparison: Comparison
    told: ToldRounds | None


def look(snapshot: Snapshot, progress: Progress = silent) -> Seen:
    """Put this round into figures and lay it beside the earlier ones."""
    progress(0.0, "Comparing the audiences")
    comparison = compare(snapshot)
    progress(0.7, "Comparing the rounds")
    rounds = rounds_of(snapshot, comparison)
    return Seen(snapshot, comparison, tell_rounds(rounds) if len(rounds) > 1 else None)


class RoundsPage(Page):
    """Themes over all rounds, with what they rest on above and the words of the chosen one beside."""

    stage = "rounds"
    title = "Rounds"
    sentence = "What has become of each gap since the last time. Groups are counted, and silence closes nothing."
    keys = (
        ("Up, Down", "Next theme, theme before"),
        ("Enter", "Go to the words; Enter again shows one where it is tagged; Esc leads back"),
        ("Ctrl+F", "Find a theme or a word"),
        ("Alt+M", "Choose a movement"),
        ("Alt+W", "Show or hide the rounds and what was not the same"),
        ("Delete in the list of rounds", "Take an earlier round out"),
        ("Ctrl+I", "Add an earlier round"),
        ("Ctrl+C", "Copy the selected themes with their figures"),
        ("Ctrl+E", "Export the table"),
    )

    def build(self) -> None:
        """Lay out the empty page, and the one with rounds."""
        self._looking = Looking(self.workspace.jobs)
        self._roomy = self._wants_basis = True
        self.seen: Seen | None = None
        self.table: ThemeTable | None = None
        self.bar = Exchange(self.workspace, self)
        self.next = text_button("Begin the next round", "Make its file: questions, codebook and figures", self._begin)
        self.add = text_button("Add an earlier round", "From its engagement file (Ctrl+I)", self.bar.add_earlier)
        self.export_button = text_button("Export", "Write the table for a spreadsheet (Ctrl+E)", self._export)
        self.empty = EmptyState("rounds", "", "Begin the next round", self._fill)
        self.whole = label("", "lead", wrap=True)
        self.basis = BasisView()
        self.basis.rounds.leaving.connect(self._leave_out)
        self.fold = Disclosure("The rounds, and what was not the same", self.basis, shown=True)
        self.fold.head.clicked.connect(self._want_basis)
        self.search = SearchEdit("Find a theme or a word", "Ctrl+F")
        self.search.textChanged.connect(self._filter)
        self.movement = ChoiceBox()
        self.movement.setAccessibleName("Movement")
        self.movement.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)
        self.movement.activated.connect(lambda _place: self._show_themes())
        self.note = Elided("", "small")
        self.story = ThemeStory()
        self.story.rounds.row_activated.connect(lambda _value: self.story.quotes.setFocus())
        self.story.quotes.row_activated.connect(lambda answer: self.answer_wanted.emit(answer.id))
        self.body = self._lay_out()
        self.workspace.opened.connect(lambda _snapshot: self._forget())
        for widget, share in ((self.bar, 0), (self.body, 1), (self.empty, 1)):
            self.column.addWidget(widget, share)
        for key, act in (
            ("Ctrl+F", self.search.setFocus),
            ("Alt+M", self.movement.setFocus),
            ("Alt+W", self.fold.head.click),
            ("Ctrl+I", self.bar.add_earlier),
            ("Ctrl+E", self._export),
            ("Esc", self._begin_here),
        ):
            on_key(self, key, act)

    def primary_action(self) -> QPushButton | None:
        """Return the button that begins the next round; it is there while there are rounds to look at."""
        return self.next

    def other_actions(self) -> tuple[QPushButton, ...]:
        """Return what goes out and what comes in."""
        return self.export_button, self.add

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Compare this round with the earlier ones, where there are any."""
        self._looking.stop()
        known = _known(snapshot)
        turned = known is self.body.isHidden()
        for widget in (self.body, self.next, self.add, self.export_button):
            widget.setVisible(known)
        self.empty.setVisible(not known)
        if turned:
            self._begin_here()
        if not known:
            self._show_empty(snapshot)
        else:
            self._looking.begin(
                look, snapshot, title="Comparing the rounds", done=self._show_seen, at_once=few(snapshot)
            )

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the table, or with what fills it."""
        super().showEvent(event)
        self._begin_here()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the themes need the room."""
        super().resizeEvent(event)
        roomy = self.height() >= theme.px(_LOW)
        if roomy is not self._roomy:
            self._roomy = roomy
            self.fold.head.setChecked(roomy and self._wants_basis)

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Name an earlier round that is missing, or what of this one does not count yet."""
        if snapshot.engagement.round > 1 and not _known(snapshot):
            return f"Add an earlier round: this is round {snapshot.engagement.round}."
        return waiting_in_words(snapshot) if _known(snapshot) else ""

    def remembered(self) -> dict[str, str]:
        """Return whether what the rounds rest on is shown."""
        return {"basis": str(int(self._wants_basis))}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Show or hide it again."""
        self._wants_basis = remembered.get("basis") != "0"
        self.fold.head.setChecked(self._roomy and self._wants_basis)

    def _lay_out(self) -> QWidget:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.search, 1)
        line.addWidget(self.movement)
        left = QWidget()
        self._left = QVBoxLayout(left)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(8)
        self._left.addLayout(line)
        self._left.addWidget(self.note)
        self.split = splitter(left, self.story, (3, 2), (780, 300))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.whole)
        column.addWidget(self.fold)
        column.addWidget(self.split, 1)
        return body

    def _show_empty(self, snapshot: Snapshot) -> None:
        self.seen = None
        number, begun = snapshot.engagement.round, any(answer.reviewed for answer in snapshot.answers)
        self.empty.sentence.setText(_FIRST if number == 1 else _NONE_KNOWN.format(number=number))
        first = "Begin the next round" if begun else "Review the answers"
        self.empty.button.setText(first if number == 1 else "Add an earlier round")

    def _fill(self) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is None:
            return
        if snapshot.engagement.round > 1:
            self.bar.add_earlier()
        elif any(answer.reviewed for answer in snapshot.answers):
            self.bar.begin_next(snapshot)
        else:
            self.go("tagging" if snapshot.answers else "sheets")

    def _show_seen(self, seen: Seen) -> None:
        if self._shown is not seen.snapshot or seen.told is None:
            return
        self.seen = seen
        self.whole.setText(seen.told.steps[-1].whole)
        self.basis.show_rounds(seen.told)
        self._show_choices(seen.told)
        self._show_themes()

    def _show_choices(self, told: ToldRounds) -> None:
        """Offer the movements that there are; the chosen one stays chosen."""
        chosen = self.movement.currentData()
        with QSignalBlocker(self.movement):
            self.movement.clear()
            self.movement.addItem(f"All {amount(len(told.themes), 'theme')}", None)
            for movement in Movement:
                themes = sum(any(t and t.movement is movement for t in row.trends) for row in told.themes)
                if themes:
                    self.movement.addItem(f"{service.tell_movement(movement)} ({themes})", movement)
            self.movement.setCurrentIndex(max(0, self.movement.findData(chosen)))

    def _show_themes(self) -> None:
        if self.seen is None or self.seen.told is None:
            return
        told, table = self.seen.told, self.table
        heads = tuple((each.number, service.groups_in_words(each)) for each in told.rounds)
        if table is None or table.heads != heads:
            table = self._make_table(told)
        chosen = self.movement.currentData()  # Qt gives a plain text back
        table.show_rounds(told, Movement(chosen) if chosen else None)
        self._show_note(table.left_out)
        self._show_story(table.current_row())

    def _make_table(self, told: ToldRounds) -> ThemeTable:
        """Make the table anew: other rounds are other columns."""
        before, self.table = self.table, ThemeTable(told.rounds)
        if before is not None:
            had = before.hasFocus()
            before.deleteLater()
            before.hide()
            self._left.removeWidget(before)
            if had:
                self.table.setFocus()
        self._left.insertWidget(1, self.table, 1)
        self.table.show()
        self.table.set_filter(self.search.text())
        self.table.fitted.connect(self._show_note)
        self.table.row_chosen.connect(self._show_story)
        self.table.row_activated.connect(lambda _row: self.story.quotes.setFocus())
        return self.table

    def _show_story(self, row: ThemeTimeline | None) -> None:
        if self.seen is not None and self.seen.told is not None:
            self.story.show_theme(self.seen.snapshot, self.seen.comparison, self.seen.told, row)

    def _show_note(self, left_out: tuple[int, ...]) -> None:
        """Name the themes that have no row, and the rounds that there is no room for."""
        if self.seen is None or self.seen.told is None:
            return
        unraised = self.seen.told.steps[-1].trend.unraised
        rounds = f"Round{'s' * (len(left_out) > 1)} {joined(map(str, left_out))}"
        notes = [f"{rounds}: beside the table, for want of room."] if left_out else []
        notes += [f"Raised in neither of the last two rounds: {', '.join(unraised)}."] if unraised else []
        self.note.set_text(" ".join(notes))
        self.note.setVisible(bool(notes))

    def _filter(self, text: str) -> None:
        if self.table is not None:
            self.table.set_filter(text)
            if self.table.current_row() is None:
                self.table.choose_line(0)

    def _begin_here(self) -> None:
        (self.empty.button if self.table is None or self.body.isHidden() else self.table).setFocus()

    def _begin(self) -> None:
        if self.workspace.snapshot is not None:
            self.bar.begin_next(self.workspace.snapshot)

    def _export(self) -> None:
        if self.seen is not None:
            self.bar.export(self.seen.snapshot)

    def _want_basis(self, wanted: bool) -> None:
        self._wants_basis = wanted

    def _forget(self) -> None:
        """Begin anew: another engagement is open."""
        self.bar.clear()
        self.search.clear()
        self.movement.setCurrentIndex(0)

    def _leave_out(self, summary: RoundSummary) -> None:
        self.workspace.do(service.forget, summary.number)


def _known(snapshot: Snapshot) -> bool:
    """Whether any earlier round is known."""
    return any(each.number < snapshot.engagement.round for each in snapshot.earlier_rounds)
