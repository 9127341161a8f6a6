"""A bar that splits an audience over two to four sessions, and says at once what that would mean."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPushButton

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import joined
from cxfacilitator.domain.waves import FEWEST, MOST, WavePlan
from cxfacilitator.services import waves as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.jobs import Jobs
from cxfacilitator.ui.widgets.bar import Bar
from cxfacilitator.ui.widgets.labels import label
from cxfacilitator.ui.widgets.line_edit import LineEdit
from cxfacilitator.ui.widgets.number_edit import NumberEdit


class WaveBar(Bar):
    """Asks for the number and the names of the waves; the plan follows every change.

    Signals:
        agreed: Carries the `WavePlan`.
        sessions_wanted: The sessions that the roster names are to be set up as they are.
    """

    agreed = Signal(object)
    sessions_wanted = Signal()

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._audience = Audience.STAFF
        self._snapshot: Snapshot | None = None
        self._asked = 0
        self.plan: WavePlan | None = None
        self.into = NumberEdit(FEWEST, MOST)
        self.into.setMinimumWidth(theme.px(56))
        self.into.setAccessibleName("How many waves")
        self.into.valueChanged.connect(self._propose)
        self.names = LineEdit()
        self.names.setAccessibleName("Short names of the sessions")
        self.names.setToolTip("One short name for each wave, with commas between; missing sessions are set up")
        self.names.textEdited.connect(lambda _text: self._plan())
        self.keep = QCheckBox("Leave whoever is invited to one of them")
        self.keep.toggled.connect(lambda _on: self._plan())
        self.agree = QPushButton("Set the waves")
        self.agree.clicked.connect(self.give)
        for widget in (label("Split into"), self.into, label("waves called")):
            self.row.addWidget(widget)
        self.row.addWidget(self.names, 1)
        self.names.setMinimumWidth(theme.px(120))
        self.row.addWidget(self.agree)
        self.row.addWidget(self.close_button)
        self.words = label("", "muted", wrap=True)
        row = self.another_row()
        row.addWidget(self.words, 1)
        row.addWidget(self.keep)
        self.unset = label("", "muted", wrap=True)
        self.set_up = QPushButton("Set them up")
        self.set_up.setProperty("quiet", True)
        self.set_up.clicked.connect(self.sessions_wanted)
        row = self.another_row()
        row.addWidget(self.unset)
        row.addWidget(self.set_up)
        row.addStretch()

    def begin(self, snapshot: Snapshot, audience: Audience) -> None:
        """Propose waves of an audience and put the cursor on their number."""
        self.show_people(snapshot, audience)
        sessions = sum(session.audience is audience for session in snapshot.sessions)
        self.into.setValue(min(max(FEWEST, sessions), MOST))
        self._propose()
        self.into.setFocus()

    def show_people(self, snapshot: Snapshot, audience: Audience) -> None:
        """Plan anew for other people."""
        changed = (snapshot.participants, audience) != (
            self._snapshot.participants if self._snapshot is not None else None, self._audience,
        )  # fmt: skip
        other = audience is not self._audience
        self._snapshot, self._audience = snapshot, audience
        unset = service.named_only(snapshot, audience)
        verb = "is no session" if len(unset) == 1 else "are no sessions"
        self.unset.setText(f"{joined(unset)} {verb} yet, though people are invited to it." if unset else "")
        self.set_up.setText("Set it up" if len(unset) == 1 else "Set them up")
        for widget in (self.unset, self.set_up):
            widget.setVisible(bool(unset))
        if self.isVisible() and other:
            self._propose()
        elif self.isVisible() and changed:
            self._plan()

    def give(self) -> None:
        """Agree."""
        if self.plan is not None:
            self.agreed.emit(self.plan)

    def _propose(self) -> None:
        if self._snapshot is not None:
            self.names.setText(", ".join(service.proposed_codes(self._snapshot, self._audience, self.into.value())))
            self._plan()

    def _plan(self) -> None:
        self._asked += 1
        codes = tuple(part.strip() for part in self.names.text().split(","))
        self.plan = None
        if len(codes) != self.into.value():
            self._refuse(CxError(f"Give {self.into.value()} short names with commas between."))
            return
        asked = self._asked
        self._jobs.run(
            _split,
            self._snapshot,
            self._audience,
            codes,
            self.keep.isChecked(),
            title="Splitting into waves",
            done=lambda plan: self._show(plan) if asked == self._asked else None,
            failed=self._refuse,
        )

    def _show(self, plan: WavePlan) -> None:
        self.plan = plan
        self.words.setText(". ".join(plan.sentences()) + ".")
        self.agree.setEnabled(True)

    def _refuse(self, problem: CxError) -> None:
        self.plan = None
        self.words.setText(str(problem))
        self.agree.setEnabled(False)


def _split(
    snapshot: Snapshot, audience: Audience, codes: tuple[str, ...], keep: bool, *, progress: Progress
) -> WavePlan:
    progress(0.0, "Splitting into waves")
    return service.plan_waves(snapshot, audience, codes, keep=keep)
