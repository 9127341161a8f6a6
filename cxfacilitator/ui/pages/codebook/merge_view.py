"""What merging themes would do, before anybody agrees."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import Theme, ThemeId
from cxfacilitator.domain.codebook_merge import plan_merge
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.choice_box import ChoiceBox
from cxfacilitator.ui.widgets.layouts import clear

_ALWAYS = "An answer's main theme stays the main one. Undo takes all of it back in one step."


class MergeView(QWidget):
    """Asks which theme is kept, and shows what it will say.

    Signals:
        agreed: Carries the ids of the themes that go, and of the one that is kept.
        closed: Nothing is to be merged.
    """

    agreed = Signal(object, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._snapshot: Snapshot | None = None
        self._themes: tuple[Theme, ...] = ()
        self.heading = label("", "heading", wrap=True)
        self.kept = ChoiceBox()
        self.kept.setAccessibleName("Keep")
        self.kept.activated.connect(lambda _place: self._show())
        self.answers = label("", wrap=True)
        self.merge = QPushButton("Merge")
        self.merge.setProperty("primary", True)
        self.merge.clicked.connect(self._agree)
        self.cancel = QPushButton("Cancel")
        self.cancel.setToolTip("Change nothing (Esc)")
        self.cancel.clicked.connect(self.closed)
        keep = QHBoxLayout()
        keep.setSpacing(12)
        keep.addWidget(label("Keep"))
        keep.addWidget(self.kept, 1)
        self._said = QVBoxLayout()
        self._said.setSpacing(4)
        inside = QWidget()
        inside.setProperty("role", "page")
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 12, 0)
        inner.addLayout(self._said)
        inner.addStretch()
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFrameShape(QFrame.Shape.NoFrame)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setWidget(inside)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.merge)
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.heading)
        column.addLayout(keep)
        column.addWidget(self.answers)
        column.addWidget(scroller, 1)
        column.addLayout(buttons)

    def begin(self, snapshot: Snapshot, themes: Sequence[Theme]) -> None:
        """Show what merging these themes does; of a single one, what merging it into another does."""
        self._themes = tuple(themes)
        offered = themes if len(themes) > 1 else [t for t in snapshot.codebook.counted if t.id != themes[0].id]
        self.kept.clear()
        for theme in offered:
            self.kept.addItem(theme.name, theme.id)
        near = [place for place, theme in enumerate(offered) if theme.family == themes[0].family]
        self.kept.setCurrentIndex(0 if len(themes) > 1 else min(near, default=0))
        self.follow(snapshot)
        self.kept.setFocus()

    def follow(self, snapshot: Snapshot) -> None:
        """Show it again for what is in the file now; close when one of the themes is gone."""
        self._snapshot = snapshot
        ids = {theme.id for theme in self._themes} | {self._kept_id}
        if self._themes and all(theme_id in snapshot.codebook.by_id for theme_id in ids):
            self._themes = tuple(snapshot.codebook.by_id[theme.id] for theme in self._themes)
            self._show()
        elif self._themes:
            self._themes = ()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Agree with Enter, cancel with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.cancel.hasFocus():
            self._agree()
        else:
            super().keyPressEvent(event)

    @property
    def _kept_id(self) -> ThemeId:
        return ThemeId(str(self.kept.currentData()))

    @property
    def _gone(self) -> tuple[Theme, ...]:
        return tuple(theme for theme in self._themes if theme.id != self._kept_id)

    def _show(self) -> None:
        if self._snapshot is None:
            return
        plan = plan_merge(self._snapshot, [theme.id for theme in self._gone], self._kept_id)
        after = plan.kept
        names = joined(f"“{theme.name}”" for theme in plan.gone)
        self.heading.setText(f"Merge {names} into “{after.name}”")
        self.answers.setText(". ".join((*plan.sentences()[1:], _ALWAYS)))
        self.merge.setText(f"Merge {amount(len(plan.gone) + 1, 'theme')} into one")
        clear(self._said)
        self._said.addWidget(label("What it will say", "muted"))
        for title, text in (
            ("Definition", after.definition),
            ("Include", "\n".join(after.include)),
            ("Exclude", "\n".join(after.exclude)),
            ("Cues", ", ".join(after.cues)),
            ("Memo", after.memo),
        ):
            if text:
                self._said.addSpacing(8)
                self._said.addWidget(label(title, "strong"))
                self._said.addWidget(label(text, wrap=True))

    def _agree(self) -> None:
        if self._gone:
            gone, self._themes = self._gone, ()
            self.agreed.emit(tuple(theme.id for theme in gone), self._kept_id)
