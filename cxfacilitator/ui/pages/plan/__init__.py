"""The plan: every idea gets an answer, and what works already is kept in sight."""

from collections.abc import Sequence

from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QPushButton

from cxfacilitator.domain.ideas import considered
from cxfacilitator.domain.plan import IdeaId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import plan as service
from cxfacilitator.ui import ask
from cxfacilitator.ui.keys import letter
from cxfacilitator.ui.looking import Looking, few
from cxfacilitator.ui.pages import faces
from cxfacilitator.ui.pages.faces import FacedPage
from cxfacilitator.ui.pages.plan.actions import ActionsFace
from cxfacilitator.ui.pages.plan.face import Face
from cxfacilitator.ui.pages.plan.ideas import IdeasFace
from cxfacilitator.ui.pages.plan.planned import Planned, look
from cxfacilitator.ui.pages.plan.priorities import PrioritiesFace
from cxfacilitator.ui.widgets import Meter, label


class PlanPage(FacedPage):
    """Ideas, priorities and actions of one plan, which is worked out once for each snapshot."""

    kinds = (IdeasFace, PrioritiesFace, ActionsFace)
    stage = "plan"
    title = "Plan"
    sentence = "Every idea gets an answer. People score; nothing is guessed."

    def build(self) -> None:
        """Put how many ideas were considered beside the buttons of the faces."""
        self._looking = Looking(self.workspace.jobs)
        self.planned: Planned | None = None
        self.export = QPushButton("Export")
        self.export.setToolTip("Write ideas, actions and what is running as a table for other programs")
        self.export.clicked.connect(lambda _checked: self._export())
        super().build()
        self.column.setContentsMargins(32, 0, 32, 12)
        self.column.setSpacing(12)
        self.wins = label("", "muted")
        self.wins.setToolTip(service.tell_quick_win())
        self.meter = Meter(18)
        self.considered = label()
        self.next = QPushButton("Next undecided")
        self.next.setProperty("quiet", True)
        self.next.setToolTip("Show the next idea without an answer (U)")
        self.next.clicked.connect(lambda _checked: self._show_undecided())
        for part in (self.wins, self.meter, self.considered, self.next):
            self.row.addSpacing(8)
            self.row.addWidget(part)

    def other_actions(self) -> Sequence[QPushButton]:
        """Return the button that writes the plan as a table, and those of the face that is shown."""
        return (self.export, *super().other_actions())

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is in the file now; what was said is compared anew only when it has changed."""
        super().show_snapshot(snapshot)
        self._looking.stop()
        before = self.planned
        if before is not None and before.snapshot is snapshot:
            self._show_planned(before)
        elif before is not None and snapshot.compares_as(before.snapshot):
            self._show_planned(look(snapshot, before))
        else:
            self._looking.begin(
                look,
                snapshot,
                before,
                # What was compared before spares so much work that there is nothing to watch.
                title="" if before else "Comparing the audiences",
                done=self._show_planned,
                at_once=few(snapshot),
            )

    def show_face(self, name: str) -> faces.Face:
        """Show a face; the keys work on it at once."""
        face = super().show_face(name)
        face.setFocus()
        return face

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in what the face shows."""
        super().showEvent(event)
        self.face.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next idea without an answer from every face."""
        if letter(event) == "U":
            self._show_undecided()
        else:
            super().keyPressEvent(event)

    def connect_face(self, face: faces.Face) -> None:
        """Listen to a face that was just made."""
        super().connect_face(face)
        assert isinstance(face, Face)
        face.stage_wanted.connect(self.stage_wanted)
        face.idea_wanted.connect(self._show_idea)
        face.action_wanted.connect(self._add_action)

    @staticmethod
    def progress(snapshot: Snapshot) -> float | None:
        """Return the share of ideas that have an answer."""
        total = considered(snapshot)
        ideas = total.ideas + total.waiting
        return total.decided / ideas if ideas else None

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Name what has no answer yet."""
        total = considered(snapshot)
        if total.waiting:
            if total.waiting == 1:
                return "Make an idea of the Start answer that belongs to none."
            return f"Make ideas of the {total.waiting} Start answers that belong to none."
        if total.decided < total.ideas:
            return f"Decide on {amount(total.ideas - total.decided, 'idea')}: leadership answers every one."
        return "" if total.ideas else "Ideas come out of the Start answers: type the sheets first."

    def _show_planned(self, planned: Planned) -> None:
        if self._shown is not planned.snapshot:
            return
        self.planned = planned
        total = considered(planned.snapshot)
        some = total.ideas > 0
        self.export.setVisible(some)
        for part in (self.meter, self.considered, self.next, self.wins):
            part.setVisible(some)
        self.considered.setText(f"{total.decided} of {total.ideas} considered")
        self.meter.set_share(total.decided / total.ideas if some else None)
        self.next.setVisible(some and total.decided < total.ideas)
        quick = sum(view.quick_win for view in planned.views)
        self.wins.setText(amount(quick, "quick win") if quick else "")
        face = self.face
        assert isinstance(face, Face)
        face.show_planned(planned)

    def _export(self) -> None:
        snapshot, file = self.workspace.snapshot, self.workspace.path
        if snapshot is None or file is None:
            return
        proposal = file.with_name(f"{file.stem} plan.csv")
        path = ask.file_to_write(self, "Where to keep the plan?", "CSV table (*.csv)", proposal)
        if path is not None:
            self.workspace.jobs.run(
                service.export,
                snapshot,
                path,
                replace=True,
                title="Writing the plan",
                unfinished="The plan is still being written.",
                done=lambda done: self.tell(done.sentence),
                failed=lambda problem: self.tell(str(problem), "error"),
            )

    def _show_idea(self, idea_id: IdeaId | None) -> None:
        face = self.show_face(IdeasFace.name)
        assert isinstance(face, IdeasFace)
        if idea_id is not None:
            face.show_idea(idea_id)

    def _show_undecided(self) -> None:
        face = self.show_face(IdeasFace.name)
        assert isinstance(face, IdeasFace)
        face.show_undecided()

    def _add_action(self, idea_id: IdeaId) -> None:
        face = self.show_face(ActionsFace.name)
        assert isinstance(face, ActionsFace)
        face.add_for(idea_id)
