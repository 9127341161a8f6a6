"""Where everything begins: three ways to start, and the engagements opened before."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import the_day
from cxfacilitator.paths import resource
from cxfacilitator.services import engagement as engagements
from cxfacilitator.ui import ask, icons
from cxfacilitator.ui.licences_window import LicencesWindow
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.settings import Recent, Settings
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.clickable import Clickable
from cxfacilitator.ui.widgets.text_button import text_button
from cxfacilitator.ui.workspace import Workspace

SUFFIX = ".cxfac"
MOST_CARDS = 6


class Choice(Clickable):
    """A large button of an icon, a name and a sentence."""

    def __init__(self, icon: str, name: str, sentence: str) -> None:
        super().__init__()
        self._icon = icon
        self.setProperty("clickable", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{name}. {sentence}")
        self._picture = QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(4)
        column.addWidget(self._picture)
        column.addSpacing(8)
        column.addWidget(label(name, "heading"))
        column.addWidget(label(sentence, "muted", wrap=True))
        column.addStretch()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the icon in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        self._picture.setPixmap(icons.pixmap(self._icon, "accent", 28))


class RecentCard(Clickable):
    """An engagement opened before; greyed when its file is gone."""

    def __init__(self, recent: Recent, now: datetime) -> None:
        super().__init__("card")
        self.recent = recent
        self.missing = not recent.path.exists()
        self.setProperty("clickable", not self.missing)
        self.setEnabled(not self.missing)
        self.setToolTip(str(recent.path))
        if self.missing:
            self.unsetCursor()
        else:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        where = f"{recent.path.name} is no longer in its folder" if self.missing else _when(recent.opened_at, now)
        self.setAccessibleName(f"{recent.client}, {where}")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(0)
        column.addWidget(label(recent.client, "muted" if self.missing else "strong"))
        column.addWidget(label(where, "small"))


class HomePage(Page):
    """New, open, sample, and what was open before."""

    stage = "home"
    title = "Engagements"
    sentence = "One client, one file. Everything stays on this computer."
    keys = (("N or Ctrl+N", "New engagement"), ("O or Ctrl+O", "Open an engagement"), ("Enter", "Open the card"))

    def __init__(self, workspace: Workspace, settings: Settings) -> None:
        self.settings = settings
        self.cards: list[RecentCard] = []
        super().__init__(workspace)
        workspace.opened.connect(self._remember)
        workspace.changed.connect(self._rename)
        workspace.refused.connect(self._hear_refused)

    def build(self) -> None:
        """Lay out the three choices and the grid of cards."""
        self.new = Choice("plus", "New engagement", "Set up a client, the audiences and the four questions.")
        self.open = Choice("folder", "Open", "Go on with an engagement that is on this computer.")
        self.sample = Choice("sample", "Try the sample", "Tolland Reeve Hire: 16 groups and 271 answers.")
        self.new.chosen.connect(self.new_engagement)
        self.open.chosen.connect(self.open_engagement)
        self.sample.chosen.connect(self.try_sample)
        choices = QHBoxLayout()
        choices.setSpacing(16)
        for choice in (self.new, self.open, self.sample):
            choices.addWidget(choice, 1)
        inner = QWidget()
        inner.setMaximumWidth(1080)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(16)
        column.addLayout(choices)
        self._heading = label("Opened before", "heading")
        self._heading.setContentsMargins(0, 16, 0, 0)
        column.addWidget(self._heading)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        column.addLayout(self._grid)
        self.column.addWidget(inner)
        self.column.addStretch(1)
        about = text_button(
            "Licences", "Of CX facilitator and of everything that it contains", self.show_licences, quiet=True
        )
        self.column.addWidget(about, 0, Qt.AlignmentFlag.AlignLeft)
        self._list_cards()

    def new_engagement(self) -> None:
        """Ask where to keep a new engagement and start it."""
        proposal = self._folder() / f"New client{SUFFIX}"
        title = "Where to keep the new engagement?"
        path = ask.file_to_write(self, title, ask.ENGAGEMENT_FILES, proposal, may_replace=False)
        if path is not None:
            self.workspace.create(path, Engagement(engagements.code_for(path.stem), path.stem))

    def open_engagement(self) -> None:
        """Ask for an engagement and open it."""
        path = ask.file_to_open(self, "Which engagement?", ask.ENGAGEMENT_FILES, self._folder())
        if path is not None:
            self.workspace.open(path)

    def show_licences(self) -> None:
        """Open a window with the licences of everything that the app contains."""
        LicencesWindow(self.window()).show()

    def try_sample(self) -> None:
        """Ask where to keep the sample and fill it."""
        proposal = self._folder() / f"Tolland Reeve Hire (sample){SUFFIX}"
        title = "Where to keep the sample engagement?"
        path = ask.file_to_write(self, title, ask.ENGAGEMENT_FILES, proposal, may_replace=False)
        if path is not None:
            self.sample.setEnabled(False)
            folder = resource("sample")
            self.workspace.import_folder(folder, path, folder / "tags.json")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take N and O without Ctrl too."""
        match event.key():
            case Qt.Key.Key_N:
                self.new_engagement()
            case Qt.Key.Key_O:
                self.open_engagement()
            case _:
                super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """List the cards anew: files come and go."""
        super().showEvent(event)
        self._list_cards()
        first = next((card for card in self.cards if not card.missing), self.new)
        first.setFocus()

    def _folder(self) -> Path:
        recent = self.settings.recent()
        if recent and recent[0].path.parent.is_dir():
            return recent[0].path.parent
        return ask.documents()

    def _remember(self, snapshot: Snapshot) -> None:
        self.sample.setEnabled(True)
        path = self.workspace.path
        if path is not None:
            now = datetime.now().astimezone()
            self.settings.remember(path.resolve(), snapshot.engagement.client or path.stem, now)

    def _rename(self, snapshot: Snapshot) -> None:
        recent = self.settings.recent()
        if recent and recent[0].client != snapshot.engagement.client:
            self._remember(snapshot)

    def _hear_refused(self, problem: CxError) -> None:
        self.sample.setEnabled(True)

    def _list_cards(self) -> None:
        listed = [(recent, recent.path.exists()) for recent in self.settings.recent()[:MOST_CARDS]]
        if listed == [(card.recent, not card.missing) for card in self.cards]:
            self._heading.setVisible(bool(self.cards))
            return
        for card in self.cards:
            self._grid.removeWidget(card)
            card.deleteLater()
        now = datetime.now().astimezone()
        self.cards = [RecentCard(recent, now) for recent, _ in listed]
        for place, card in enumerate(self.cards):
            card.chosen.connect(partial(self._open_card, card.recent.path))
            self._grid.addWidget(card, place // 3, place % 3)
        for column in range(3):
            self._grid.setColumnStretch(column, 1)
        self._heading.setVisible(bool(self.cards))

    def _open_card(self, path: Path) -> None:
        if self.workspace.path is not None and path == self.workspace.path.resolve():
            self.go(self.settings.last_stage(path))
        else:
            self.workspace.open(path)


def _when(at: datetime, now: datetime) -> str:
    days = (now.date() - at.date()).days
    if days == 0:
        return f"Opened today at {at:%H:%M}"
    return "Opened yesterday" if days == 1 else f"Opened on {the_day(at)}"
