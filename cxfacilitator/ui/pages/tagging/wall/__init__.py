"""The affinity wall: answers as cards near those that say something alike, pushed into clusters by people."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from cxfacilitator.domain.codebook import Theme, ThemeId
from cxfacilitator.domain.review import AnswerFilter, Left
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import AnswerCluster
from cxfacilitator.domain.text import amount, joined, unaccented
from cxfacilitator.domain.wall import ACROSS, MOST_CARDS, Cluster, below, beside, columns_for, lay, shelved
from cxfacilitator.services import tagging
from cxfacilitator.services import wall as service
from cxfacilitator.ui.pages.tagging.face import Face
from cxfacilitator.ui.pages.tagging.filters import Filters
from cxfacilitator.ui.pages.tagging.wall.action_row import ActionRow
from cxfacilitator.ui.pages.tagging.wall.canvas import START, Thing
from cxfacilitator.ui.pages.tagging.wall.cards import card_of, still_loose, without
from cxfacilitator.ui.pages.tagging.wall.items import unit
from cxfacilitator.ui.pages.tagging.wall.machine import Machine
from cxfacilitator.ui.pages.tagging.wall.moves import Moves
from cxfacilitator.ui.pages.tagging.wall.name_edit import NameEdit
from cxfacilitator.ui.pages.tagging.wall.theme_panel import ThemePanel
from cxfacilitator.ui.pages.tagging.wall.view import WallView
from cxfacilitator.ui.widgets import EmptyState, LineEdit
from cxfacilitator.ui.widgets.elided import Elided


class WallFace(Face):
    """What lies where is in the file; where nobody has put anything, the machine lays it near what is alike."""

    name = "wall"
    title = "Wall"
    key = "F4"
    keys = (
        ("Arrows", "Next card or cluster; with nothing chosen, move the wall"),
        ("Shift+Arrows", "Choose several cards"),
        ("Space", "Take up the chosen cards; again, put them where the cursor is"),
        ("G", "Make a cluster of the chosen cards"),
        ("N", "Name the cluster"),
        ("U", "Take the chosen cards out of their cluster"),
        ("T", "Give all cards of the cluster a theme, or make it one"),
        ("Delete", "Dissolve the cluster, or turn a suggestion down"),
        ("S", "Suggest clusters"),
        ("A, Shift+A", "Accept the suggested cluster, or all of them"),
        ("R", "Lay the loose cards out anew"),
        ("Enter", "Show the answer in the review; name a cluster"),
        ("/", "Find words on the wall"),
        ("+, -, 0", "Nearer, farther, everything"),
        ("Shift+drag", "Choose all cards in a frame"),
        ("Esc", "Let go, choose nothing"),
        ("Z", "Undo"),
    )

    def build(self) -> None:
        """Lay out the choice of cards, the wall, and below it what the cursor is on and what can be done."""
        self.suggested: tuple[Cluster, ...] = ()
        self._shown_for: AnswerFilter | None = None
        self._found = ""
        self._asked_for: tuple[AnswerId, ...] = ()
        self._machine = Machine(self.workspace.jobs, self.suggesting, self)
        self._machine.placed.connect(self._show_again)
        self._machine.grouped.connect(self._hear_clusters)
        self._machine.rested.connect(self._show_actions)
        # What was dropped lies where it was dropped until the file has answered.
        self.workspace.refused.connect(lambda _problem: self._show_again())
        self.primary = QPushButton("Suggest clusters")
        self.primary.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.primary.clicked.connect(self._press_primary)
        self.filters = Filters()
        self.filters.choose(left=Left.NO_THEME)
        self.filters.changed.connect(self._show_others)
        self.search = LineEdit()
        self.search.setPlaceholderText("Find words")
        self.search.setAccessibleName("Find words on the wall")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        # Not a wrapping label: the page would leave room for it as if it were a letter wide.
        self.note = Elided("", "warning", lines=2)
        self.view = self._wall()
        self.moves = Moves(self.workspace, self.view)
        self.row = self._actions()
        self.naming = NameEdit(self.view.viewport())
        self.naming.named.connect(self.moves.give_name)
        self.empty = EmptyState("tagging", "", "Show all answers", self.filters.show_all)
        self.themes = ThemePanel()
        self.themes.closed.connect(self._close_themes)
        self.themes.chosen.connect(lambda one: self._answer_theme(self.moves.give_theme, ThemeId(one)))
        self.themes.made.connect(lambda new: self._answer_theme(self.moves.make_theme, new))
        strip = QHBoxLayout()
        strip.setSpacing(4)
        filters = self.filters
        for choice in (filters.left, filters.audience, filters.question, filters.theme):
            strip.addWidget(choice, 1)
        strip.addWidget(self.filters.clear)
        strip.addWidget(self.search, 1)
        middle = QHBoxLayout()
        middle.addWidget(self.view, 1)
        middle.addWidget(self.empty, 1)
        middle.addWidget(self.themes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(strip)
        column.addWidget(self.note)
        column.addLayout(middle, 1)
        column.addWidget(self.row)

    def primary_action(self) -> QPushButton | None:
        """Return the button that asks the machine."""
        return self.primary

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the wall as it is in the file; cards that nobody has moved yet are laid out first."""
        self.filters.show_snapshot(snapshot)
        wanted = self.filters.wanted
        if wanted != self._shown_for:
            self._shown_for = wanted
            self._start_anew()
        clusters, loose = service.on_wall(snapshot, wanted)
        self._show_note(len(loose))
        loose = loose[:MOST_CARDS]
        self._drop_decided(loose)
        placed = {answer.id: snapshot.loners[answer.id] for answer in loose if answer.id in snapshot.loners}
        top = below(lay((*clusters, *self.suggested), {}, {}).clusters)
        unplaced = [answer.id for answer in loose if answer.id not in placed]
        homes = self._machine.places_of(unplaced, self._columns(len(unplaced)), top)
        laid = lay((*clusters, *self.suggested), placed, homes)
        self._machine.note_seen(laid.cards, homes)
        self.view.show_wall(
            laid, {answer_id: card_of(snapshot, snapshot.answer[answer_id]) for answer_id in laid.cards}
        )
        follow = laid.cluster_of.get(self.moves.follow) if self.moves.follow is not None else None
        if follow is not None:
            self.view.look(follow.id, bring=True)
        self.moves.follow = None
        self._find(self.search.text())
        self._show_empty(not clusters and not loose)
        self._show_actions()

    def show_suggestions(self, snapshot: Snapshot) -> None:
        """Lay the cards out as soon as the answers have been read, and offer to suggest clusters."""
        if self._machine.has_placed(self._unplaced(snapshot)):
            self._show_actions()
        else:
            self.show_snapshot(snapshot)

    def forget(self) -> None:
        """Begin with the answers that have no theme."""
        self._shown_for, self.moves.follow = None, None
        self.themes.hide()
        self.search.clear()

    def suggest(self) -> None:
        """Have the machine look for cards that say something alike; what it finds is only shown."""
        self._machine.look_for_clusters(self._loose())

    def turn_down(self, suggested: Iterable[Cluster]) -> None:
        """Let the cards of suggested clusters lie where they lay."""
        gone = {cluster.id for cluster in suggested}
        self.suggested = tuple(cluster for cluster in self.suggested if cluster.id not in gone)
        if self.suggested:
            self._show_again()
        else:
            self._lay_anew()

    def name_cluster(self) -> None:
        """Ask for the name of the cluster that the cursor is on."""
        cluster = self._cluster()
        if cluster is not None:
            panel = self.view.panels[cluster.id]
            area = self.view.mapFromScene(panel.mapRectToScene(panel.title_area())).boundingRect()
            self.naming.ask(cluster.id, cluster.name, area)

    def make_cluster(self) -> None:
        """Put the chosen cards together, where the cursor is."""
        cards = self._cards()
        if cards:
            self.moves.put_on(cards, cards[0])

    def take_out(self) -> None:
        """Put the chosen cards beside the cluster that they are in."""
        cluster_of = self.view.laid.cluster_of
        places = {card: beside(cluster_of[card]) for card in self._cards() if card in cluster_of}
        kept = {card: place for card, place in places.items() if not cluster_of[card].suggested}
        if kept:
            self.workspace.do(service.move_cards, kept)
        elif places:
            self.suggested = tuple(without(cluster, places.keys()) for cluster in self.suggested)
            self._show_again()

    def ask_theme(self) -> None:
        """Ask for a theme for the cards of the cluster, or for those that are chosen."""
        snapshot, cluster, ids = self.workspace.snapshot, self._cluster(), self._ids()
        if snapshot is None or not ids:
            return
        of = f" of {cluster.called}" if cluster is not None else ""
        source = self.filters.wanted.theme
        loses = snapshot.codebook.by_id[source].name if source is not None else ""
        name = cluster.name if cluster is not None else ""
        self.themes.ask(snapshot.codebook, amount(len(ids), "card") + of, name, loses)
        self._asked_for = ids

    def dissolve(self) -> None:
        """Dissolve the cluster that the cursor is on, or turn the suggestion down."""
        cluster = self._cluster()
        if cluster is not None and cluster.suggested:
            self.turn_down((cluster,))
        elif cluster is not None:
            self.workspace.do(service.dissolve, cluster.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key stands for while the wall has the cursor."""
        held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        act = self._act_of(event) if self.view.hasFocus() and not held else None
        if act is not None:
            act()
            event.accept()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Let the keys work at once."""
        super().showEvent(event)
        self._take_cursor()

    def changeEvent(self, event: QEvent) -> None:
        """Draw everything anew in a new theme or text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "view"):
            self.view.restyle()
            if self._shown_for is not None:
                self._show_again()

    def _wall(self) -> WallView:
        view = WallView()
        view.restyle()
        view.looked_at.connect(self._show_actions)
        view.opened.connect(self._open)
        return view

    def _actions(self) -> ActionRow:
        return ActionRow(
            (
                ("Accept", "A", lambda: self.moves.accept(self._at_cursor())),
                ("Make a cluster", "G", self.make_cluster),
                ("Name", "N", self.name_cluster),
                ("Take out", "U", self.take_out),
                ("Theme …", "T", self.ask_theme),
                ("Dissolve", "Delete", self.dissolve),
                ("−", "-", lambda: self.view.zoom_by(-1)),
                ("+", "+", lambda: self.view.zoom_by(1)),
                ("Everything", "0", self.view.fit),
            )
        )

    def _act_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.key() == Qt.Key.Key_Escape:
            return (lambda: self.turn_down(self.suggested)) if self.suggested else None
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return self.dissolve
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return {
            "G": self.make_cluster,
            "N": self.name_cluster,
            "U": self.take_out,
            "T": self.ask_theme,
            "S": self.suggest,
            "A": lambda: self.moves.accept(self.suggested if shifted else self._at_cursor()),
            "R": self._lay_anew,
            "Z": self.workspace.undo,
            "/": self.search.setFocus,
        }.get(event.text().upper())

    def _cluster(self) -> Cluster | None:
        """The cluster that the cursor is on or in."""
        cursor, laid = self.view.cursor_on, self.view.laid
        if isinstance(cursor, str):
            return laid.cluster_of.get(AnswerId(cursor))
        return laid.cluster.get(cursor) if cursor is not None else None

    def _at_cursor(self) -> tuple[Cluster, ...]:
        cluster = self._cluster()
        return (cluster,) if cluster is not None and cluster.suggested else ()

    def _cards(self) -> tuple[AnswerId, ...]:
        """The chosen cards as they lie, or the one that the cursor is on."""
        cursor, chosen = self.view.cursor_on, self.view.chosen
        if chosen:
            return tuple(card for card in self.view.laid.cards if card in chosen)
        return (AnswerId(cursor),) if isinstance(cursor, str) else ()

    def _ids(self) -> tuple[AnswerId, ...]:
        """The cards that a theme is for: those that are chosen, else all of the cluster."""
        cluster = self._cluster()
        if len(self.view.chosen) > 1 or cluster is None:
            return self._cards()
        return cluster.answer_ids

    def _open(self, thing: Thing) -> None:
        if isinstance(thing, str):
            self.answer_wanted.emit(thing)
        else:
            self.name_cluster()

    def _answer_theme(self, give: Callable[..., None], one: Theme | ThemeId) -> None:
        """Give the theme, and say which cards were passed over."""
        snapshot, source = self.workspace.snapshot, self.filters.wanted.theme
        give(self._asked_for, one, source)
        if snapshot is not None and source is None:
            theme_id = one.id if isinstance(one, Theme) else one
            self.told.emit(tagging.plan_tag(snapshot.themes_of, self._asked_for, theme_id).passed_over, "warning")
        self._close_themes()

    def _close_themes(self) -> None:
        self.themes.hide()
        self._take_cursor()

    def _press_primary(self) -> None:
        if self.suggested:
            self.moves.accept(self.suggested)
        else:
            self.suggest()

    def _show_others(self) -> None:
        self._show_again()
        self._take_cursor()

    def _take_cursor(self) -> None:
        """Let keys work: on the wall, or on the way back to one that is not empty."""
        (self.empty.button if self.view.isHidden() else self.view).setFocus()

    def _show_again(self) -> None:
        if self.workspace.snapshot is not None:
            self.show_snapshot(self.workspace.snapshot)

    def _lay_anew(self) -> None:
        self._machine.forget_places()
        self._show_again()

    def _unplaced(self, snapshot: Snapshot) -> list[AnswerId]:
        _, loose = service.on_wall(snapshot, self.filters.wanted)
        return [answer.id for answer in loose[:MOST_CARDS] if answer.id not in snapshot.loners]

    def _loose(self) -> list[AnswerId]:
        laid = self.view.laid
        return [card for card in laid.cards if card not in laid.cluster_of]

    def _drop_decided(self, loose: Iterable[Answer]) -> None:
        """When no suggestion is left to look at, the loose cards move up to where they lay."""
        left = still_loose(self.suggested, loose)
        if self.suggested and not left:
            self._machine.forget_places()
        self.suggested = left

    def _columns(self, count: int) -> int:
        """As many as make a wall of the shape of the view, and fill its width at the zoom that it begins with."""
        view = self.view.viewport()
        filling = int(view.width() / (unit() * ACROSS * START))
        return max(min(filling, count), columns_for(count, view.width() / max(1, view.height())))

    def _hear_clusters(self, groups: Sequence[AnswerCluster]) -> None:
        laid, loose = self.view.laid, self._loose()
        named = [
            (", ".join(group.words).capitalize(), [answer for answer in group.answers if answer in loose])
            for group in groups
        ]
        named = [(name, answers) for name, answers in named if len(answers) > 1]
        if not named:
            self.told.emit("The machine finds no cards here that say nearly the same.", "notice")
            return
        self.suggested = shelved(named, below(laid.clusters), self._columns(len(laid.cards)))
        self._lay_anew()
        self.view.look(self.suggested[0].id, bring=True)

    def _start_anew(self) -> None:
        self._machine.start_anew()
        self.suggested = ()
        self.view.fit(START)

    def _find(self, words: str) -> None:
        typed = unaccented(words).split()
        cards = self.view.cards.items() if typed else ()
        found = {key for key, item in cards if all(map(unaccented(item.card.wording).__contains__, typed))}
        self.view.mark_found(found)
        self._found = amount(len(found), "card has these words", "cards have these words") if typed else ""
        self._show_actions()

    def _show_note(self, loose: int) -> None:
        self.note.setVisible(loose > MOST_CARDS)
        self.note.set_text(
            f"{MOST_CARDS} of {loose:,} answers are on the wall, as many as can be taken in. "
            "Choose a question, an audience or a theme to see the others."
        )

    def _show_empty(self, is_empty: bool) -> None:
        had_cursor = self.view.hasFocus()
        self.empty.setVisible(is_empty)
        self.row.setHidden(is_empty)
        self.view.setVisible(not is_empty)
        if had_cursor:
            self._take_cursor()
        only_open = self.filters.wanted == AnswerFilter(Left.NO_THEME)
        self.empty.sentence.setText(
            "Every answer has a theme: nothing to sort here." if only_open else "No answer is like what you chose."
        )

    def _show_actions(self) -> None:
        cluster, cards = self._cluster(), self._cards()
        suggested = cluster is not None and cluster.suggested
        inside = any(card in self.view.laid.cluster_of for card in cards)
        shown = {
            "Accept": suggested,
            "Make a cluster": bool(cards) and (len(cards) > 1 or not inside),
            "Name": cluster is not None,
            "Take out": inside,
            "Theme …": cluster is not None or bool(cards),
            "Dissolve": cluster is not None,
        }
        for text, on in shown.items():
            self.row.buttons[text].setVisible(on)
        self.row.buttons["Dissolve"].setText("Turn down" if suggested else "Dissolve")
        self.row.told_of.set_text(self._told(len(cards)))
        waiting = len(self.suggested)
        self.primary.setText(f"Accept all {waiting} suggestions" if waiting else "Suggest clusters")
        self.primary.setEnabled(self._machine.is_ready and bool(self.view.cards))

    def _told(self, chosen: int) -> str:
        """The line below the wall: what the cursor is on, else what lies on the wall."""
        if chosen > 1 and not self.view.carried:
            return f"{amount(chosen, 'card')} chosen"
        words = self.view.in_words() or self._found
        if words:
            return words
        laid = self.view.laid
        kept = sum(not cluster.suggested for cluster in laid.clusters)
        clusters = [
            f"{amount(kept, 'cluster')}" if kept else "",
            f"{amount(len(self.suggested), 'suggested one')}, drawn dashed" if self.suggested else "",
        ]
        on_it = joined([amount(len(laid.cards), "card"), *clusters])
        return on_it if laid.clusters else f"{on_it}. Drag one onto another to make a cluster; S suggests some."
