"""The themes that a person gave an answer: a row of chips, the main one first."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from cxfacilitator.domain.codebook import Theme, ThemeId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui import icons, theme
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.elided import Elided


class ThemeChip(QFrame):
    """An accepted theme with a cross; the first of an answer is the main one."""

    removed = Signal(str)

    def __init__(self, found: Theme, place: int) -> None:
        super().__init__()
        self.theme_id = found.id
        self.setProperty("role", "theme")
        main = ", the main theme" if place == 1 else ""
        self.setToolTip(f"{found.id}{main}\n{found.definition}".strip())
        self.cross = QToolButton()
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.setToolTip(f"Take {found.name} away (Alt+{place})")
        self.cross.setAccessibleName(f"Take {found.name} away")
        self.cross.clicked.connect(lambda: self.removed.emit(self.theme_id))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 2, 0)
        row.setSpacing(4)
        row.addWidget(Elided(found.name, "strong" if place == 1 else ""))
        row.addWidget(self.cross)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the cross in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        self.cross.setIcon(icons.icon("close", "muted", 12))
        self.cross.setIconSize(QSize(theme.px(12), theme.px(12)))


class ThemeChips(QWidget):
    """The chips of one answer.

    Signals:
        removed: The cross of a theme; carries its id.
    """

    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.chips: list[ThemeChip] = []
        self._shown: tuple[Theme, ...] = ()
        self._none = label("No theme yet", "muted")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._row.addWidget(self._none)
        self._row.addStretch()
        self._restyle()

    def show_themes(self, snapshot: Snapshot, theme_ids: tuple[ThemeId, ...]) -> None:
        """Show these themes; what is shown already stays as it is."""
        themes = tuple(snapshot.codebook.by_id[theme_id] for theme_id in theme_ids)
        if themes == self._shown:
            return
        self._shown = themes
        for chip in self.chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [ThemeChip(found, place) for place, found in enumerate(themes, 1)]
        for place, chip in enumerate(self.chips):
            chip.removed.connect(self.removed)
            self._row.insertWidget(place, chip)
        self._none.setVisible(not self.chips)

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for a chip of a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        self.setMinimumHeight(theme.px(28))
