"""The cockpit: the steps, the time left, what to say, and the buttons of the clock.

The buttons never take the keyboard, because Space must start and pause whatever was clicked last.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from cxfacilitator.domain.engagement import Question
from cxfacilitator.domain.session import AgendaStep, EventKind, SessionState
from cxfacilitator.ui import theme
from cxfacilitator.ui.models import RIGHT, Column, TableModel
from cxfacilitator.ui.session.timer_face import TimerFace
from cxfacilitator.ui.widgets import TableView, label

_STEPS_WIDTH = 200
_PRESS = {EventKind.STARTED: "Start", EventKind.PAUSED: "Pause", EventKind.RESUMED: "Resume"}


@dataclass(frozen=True)
class Line:
    """A step of the agenda with the time of day at which it is to end; empty for steps that are over."""

    number: int
    step: AgendaStep
    ends: str


class Cockpit(QWidget):
    """Shows a `SessionState`; what its buttons do is connected by the page."""

    def __init__(self) -> None:
        super().__init__()
        self._index = -2
        self.steps = TableModel[Line](
            (
                Column(
                    "Step", lambda line: f"{line.number + 1}  {line.step.title}", tooltip=lambda line: line.step.title
                ),
                Column("Min", lambda line: str(round(line.step.limit_s / 60)), RIGHT),
                Column("Ends", lambda line: line.ends, RIGHT),
            ),
            row_id=lambda line: line.number,
        )
        self.step_table = TableView(self.steps, stretch=0, sortable=False)
        for column in (1, 2):
            narrow = QHeaderView.ResizeMode.ResizeToContents
            self.step_table.horizontalHeader().setSectionResizeMode(column, narrow)
        self.step_table.setAccessibleName("Steps of the agenda")
        self.step_table.setMinimumWidth(_STEPS_WIDTH)
        self.step_table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.title = label("", "heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.place = label("", "muted")
        self.ends = label("", "strong")
        self.now = label("", "muted")
        self.face = TimerFace()
        self.question = label("", "lead", wrap=True)
        self.script = label("", "", wrap=True)
        self.next = label("", "muted", wrap=True)
        self.press = self._button("Start", "Start, pause or go on (Space)", 112)
        self.press.setProperty("primary", True)
        self.back = self._button("Back", "The step before (Left)")
        self.forward = self._button("Next", "The next step (Right)")
        self.less = self._button("−1 min", "One minute less (-)")
        self.more = self._button("+1 min", "One minute more (+)")
        self.audience = self._button("Audience window", "Open or close the window for the audience (F11)")
        self.blank = self._button("Blank", "Show the audience nothing, or everything again (F8)")
        for button in (self.audience, self.blank):
            button.setCheckable(True)
        self._lay_out()

    def show_state(
        self, state: SessionState, agenda: Sequence[AgendaStep], questions: Mapping[Question, str], now: datetime
    ) -> None:
        """Show where the session is.

        Args:
            state: The clock.
            agenda: The steps of the session.
            questions: The questions as this audience is asked them.
            now: The time of day.
        """
        self.now.setText(f"now {now:%H:%M}")
        self.steps.set_rows(_lines(agenda, state, now))
        step = state.step if state.step is not None else (agenda[0] if agenda else None)
        if step is None:
            return
        if state.step_index != self._index:
            self._index = state.step_index
            self.step_table.choose(max(0, state.step_index))
        self.face.show_state(state, step.limit_s)
        number = max(0, state.step_index)
        self.title.setText(step.title)
        self.title.setToolTip(step.title)
        self.place.setText(f"Step {number + 1} of {len(agenda)}{', never shortened' if step.protected else ''}")
        self.question.setText(questions[step.question] if step.question is not None else "")
        self.question.setVisible(step.question is not None)
        self.script.setText(step.script)
        following = agenda[number + 1] if number + 1 < len(agenda) else None
        self.next.setText(f"Then: {following.title}, {following.limit_s // 60} min" if following else "The last step.")
        press = state.press
        self.press.setText(_PRESS[press] if press is not None else "Closed")
        self.press.setEnabled(press is not None)
        self.back.setEnabled(state.started and state.step_index > 0)
        self.forward.setEnabled(state.started and following is not None)
        for button in (self.less, self.more):
            button.setEnabled(state.started)

    def _lay_out(self) -> None:
        times = QHBoxLayout()
        times.setSpacing(16)
        times.addWidget(self.place)
        times.addStretch()
        times.addWidget(self.ends)
        times.addWidget(self.now)
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.title)
        head.addLayout(times)
        card = QFrame()
        card.setProperty("role", "card")
        text = QVBoxLayout(card)
        text.setContentsMargins(16, 12, 16, 12)
        text.setSpacing(8)
        text.addWidget(self.question)
        text.addWidget(self.script)
        text.addStretch()
        text.addWidget(self.next)
        scroll = QScrollArea()
        scroll.setWidget(card)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.press, self.back, self.forward, self.less, self.more):
            buttons.addWidget(button)
        buttons.addStretch()
        centre = QVBoxLayout()
        centre.setSpacing(12)
        centre.addLayout(head)
        centre.addWidget(self.face, 3)
        centre.addLayout(buttons)
        centre.addWidget(scroll, 2)
        windows = QHBoxLayout()
        windows.setSpacing(8)
        windows.addWidget(self.audience)
        windows.addWidget(self.blank)
        windows.addStretch()
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.step_table, 1)
        left.addLayout(windows)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addLayout(centre, 2)

    @staticmethod
    def _button(text: str, meaning: str, wide: int = 0) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(meaning)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if wide:
            button.setMinimumWidth(theme.px(wide))
        return button


def _lines(agenda: Sequence[AgendaStep], state: SessionState, now: datetime) -> list[Line]:
    """When each step that is not over yet ends, if all go as planned from here."""
    at = now
    lines = []
    for number, step in enumerate(agenda):
        over = state.closed or number < state.step_index
        if not over:
            current = number == state.step_index
            at += timedelta(seconds=max(0, state.left_s) if current else step.limit_s)
        lines.append(Line(number, step, "" if over else f"{at:%H:%M}"))
    return lines


def connect_all(pairs: Sequence[tuple[QPushButton, Callable[[], object]]]) -> None:
    """Connect each button to what it does."""
    for button, act in pairs:
        button.clicked.connect(lambda _checked, act=act: act())
