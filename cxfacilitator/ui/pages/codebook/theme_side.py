"""The chosen theme: its fields, and below or beside them the answers that have it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter

from cxfacilitator.domain.codebook import Theme
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.theme_use import ThemeUse
from cxfacilitator.services.look_alikes import how_to_tell
from cxfacilitator.ui import theme as look
from cxfacilitator.ui.pages.codebook.answers import AnswersPanel
from cxfacilitator.ui.pages.codebook.theme_form import ThemeForm

_RESIDUAL = "A code for answers that have no theme. It is never compared and never counted; it can be renamed."
_BESIDE = 960
"""From this width on, at 100 % text size, the answers stand beside the fields."""


class ThemeSide(QSplitter):
    """Fields and answers of one theme, as the room there is allows."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.form = ThemeForm()
        self.answers = AnswersPanel()
        self.setChildrenCollapsible(False)
        self.setHandleWidth(16)
        self._has_answers = False
        self.addWidget(self.form)
        self.addWidget(self.answers)
        self._share()

    def show_theme(self, snapshot: Snapshot, theme: Theme, use: ThemeUse) -> None:
        """Show a theme as it is in the file."""
        notes = (_RESIDUAL,) if theme.residual else how_to_tell(snapshot.codebook, theme.id)
        self.form.show_theme(snapshot.codebook, theme, notes)
        self.answers.show_theme(snapshot, theme, use)
        self._has_answers = bool(use.all_answers)
        self._make_room()

    def minimumSizeHint(self) -> QSize:
        """Return what is needed below one another, so that a narrow window can be had at all."""
        return QSize(look.px(240), look.px(160))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answers beside the fields where there is room."""
        super().resizeEvent(event)
        beside = event.size().width() >= look.px(_BESIDE)
        orientation = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if orientation != self.orientation():
            self.setOrientation(orientation)
            self._share()
            self._make_room()

    def _make_room(self) -> None:
        """Below the fields, an empty list only takes room from them; beside them they stay as wide as they are."""
        self.answers.setVisible(self._has_answers or self.orientation() == Qt.Orientation.Horizontal)

    def _share(self) -> None:
        self.setSizes([600, 400])
