"""The left rail: the engagement, its audiences, and the nine stages in five phases with their done-meters."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui import icons, theme
from cxfacilitator.ui.widgets import Chip, label, paint_meter
from cxfacilitator.ui.widgets.elided import Elided
from cxfacilitator.ui.widgets.wrapping_row import WrappingRow

_GAP = 4


class RailEntry(QAbstractButton):
    """One stage: icon, name, done-meter; the current one is marked by a bar, a tint and weight."""

    def __init__(self, stage: str, title: str, key: str) -> None:
        super().__init__()
        self.stage = stage
        self._share: float | None = None
        self.setText(title)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setToolTip(f"{title} ({key})")
        self.setAccessibleName(title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def share(self) -> float | None:
        """How much of the stage is done, 0-1; None when that is not known."""
        return self._share

    def set_share(self, share: float | None) -> None:
        """Show how much of the stage is done."""
        self._share = share
        self.setAccessibleDescription("" if share is None else f"{share:.0%} done")
        self.update()

    def sizeHint(self) -> QSize:
        """Return a row that grows with the text."""
        return QSize(theme.px(140), theme.px(14) + 14)

    def minimumSizeHint(self) -> QSize:
        """Return a row of which a low window has more."""
        return QSize(theme.px(140), theme.px(14) + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(8, 1, -8, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if self.isChecked() else "hover"))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        role = ("accent" if self.isChecked() else "muted") if self.isEnabled() else "line"
        edge = theme.px(18)
        painter.drawPixmap(int(area.left()) + 8, int(area.center().y() - edge / 2), icons.pixmap(self.stage, role, 18))
        painter.setPen(theme.colour("text" if self.isEnabled() else "edge"))
        painter.setFont(theme.font(weight=QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal))
        words = area.adjusted(edge + 18, 0, -theme.px(24), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        ring = float(theme.px(14))
        paint_meter(
            painter, QRectF(area.right() - ring - 8, area.center().y() - ring / 2, ring, ring), self._share
        )  # fmt: skip
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover tint."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the hover tint away."""
        self.update()


class StageList(QScrollArea):
    """The stages below the headings of their phases.

    In a low window the rows move together, then the headings give way; only where that is not enough does it scroll.

    Attributes:
        headings: One for each phase.
    """

    def __init__(self) -> None:
        super().__init__()
        stages = QWidget()
        stages.setProperty("role", "rail")
        self._column = QVBoxLayout(stages)
        self._column.setContentsMargins(0, 0, 0, 8)
        self._column.setSpacing(0)
        self._column.addStretch()
        self.headings: list[QLabel] = []
        self._rows: list[RailEntry] = []
        self.setWidget(stages)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def add_phase(self, heading: str, rows: Sequence[RailEntry]) -> None:
        """Add a phase with its stages at the end."""
        title = label(heading, "phase")
        title.setContentsMargins(16, 4, 16, 2)
        end = self._column.count() - 1
        self._column.insertSpacing(end, _GAP)
        for place, widget in enumerate((title, *rows), end + 1):
            self._column.insertWidget(place, widget)
        self.headings.append(title)
        self._rows += rows

    def fit(self) -> None:
        """Show the headings where there is room for them."""
        rows = sum(row.minimumSizeHint().height() for row in self._rows)
        headings = sum(heading.sizeHint().height() + _GAP for heading in self.headings)
        roomy = rows + headings + self._column.contentsMargins().bottom() <= self.viewport().height()
        for heading in self.headings:
            heading.setVisible(roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the room that there is."""
        super().resizeEvent(event)
        self.fit()


class Rail(QFrame):
    """Where the user is, and where else to go."""

    stage_wanted = Signal(str)
    home_wanted = Signal()

    def __init__(self, phases: Sequence[tuple[str, Sequence[tuple[str, str, str]]]]) -> None:
        """Make the rail.

        Args:
            phases: A heading and its stages; a stage is its name, its title and its key.
        """
        super().__init__()
        self.setProperty("role", "rail")
        self.entries: dict[str, RailEntry] = {}
        self.name = Elided("", "heading", lines=2)
        self.code = label("", "small")
        self.chips = {audience: Chip(audience) for audience in Audience}
        head = QVBoxLayout()
        head.setContentsMargins(16, 16, 16, 8)
        head.setSpacing(4)
        head.addWidget(self.name)
        head.addWidget(self.code)
        row = WrappingRow(6)
        for chip in self.chips.values():
            row.add(chip)
        head.addSpacing(4)
        head.addWidget(row)

        self.stages = StageList()
        for heading, entries in phases:
            rows = [RailEntry(*entry) for entry in entries]
            for entry in rows:
                self.entries[entry.stage] = entry
                entry.clicked.connect(lambda _checked=False, stage=entry.stage: self.stage_wanted.emit(stage))
            if rows:
                self.stages.add_phase(heading, rows)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 1, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self.stages, 1)
        self.home = QToolButton()
        self.home.setText("All engagements")
        self.home.setToolTip("All engagements (Ctrl+H)")
        self.home.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.home.clicked.connect(self.home_wanted)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 4, 8, 8)
        foot.addWidget(self.home)
        foot.addStretch()
        whole.addLayout(foot)
        self._restyle()

    def show_snapshot(self, snapshot: Snapshot, shares: Mapping[str, float | None]) -> None:
        """Show an engagement and how far each stage is."""
        self.name.set_text(snapshot.engagement.client or "New engagement")
        code, round_ = snapshot.engagement.code, snapshot.engagement.round
        self.code.setText(f"{code} · round {round_}" if code else f"Round {round_}")
        for audience, chip in self.chips.items():
            groups = snapshot.groups_of(audience)
            captured = sum(group.complete or group.id in snapshot.answers_of for group in groups)
            chip.setVisible(audience in snapshot.engagement.audiences)
            chip.set_text(
                f"{captured}/{len(groups)}" if groups else "–",
                f"{audience.label}: {captured} of {len(groups)} groups captured",
            )
        for stage, entry in self.entries.items():
            entry.set_share(shares.get(stage))

    def mark(self, stage: str) -> None:
        """Mark the stage that is on the screen."""
        for name, entry in self.entries.items():
            entry.setChecked(name == stage)
        if stage in self.entries:
            self.stages.ensureWidgetVisible(self.entries[stage])

    def changeEvent(self, event: QEvent) -> None:
        """Take the width of a new text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._restyle()

    def _restyle(self) -> None:
        self.setFixedWidth(theme.px(140) + 84)
        self.home.setIcon(icons.icon("home", "muted", 16))
        self.home.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.stages.fit()
