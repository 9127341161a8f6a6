"""A second person's tags on their way in: what fits an answer here, before a person agrees."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress
from cxfacilitator.domain.reading import ListRead
from cxfacilitator.domain.second_tags_plan import PlannedReview, SecondTagsPlan, TheirFile, plan_second_tags
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import second_tagger as service
from cxfacilitator.ui.list_planning import ListPlanning, Source
from cxfacilitator.ui.models import Column, TableModel
from cxfacilitator.ui.widgets import LineEdit, label
from cxfacilitator.ui.widgets.plan_frame import PlanFrame
from cxfacilitator.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class ReadTags:
    """A file that was read, and the engagement that its tags are for."""

    found: TheirFile
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An answer with the names of both people's themes."""

    planned: PlannedReview
    theirs: str
    mine: str


class SecondPlanView(PlanFrame):
    """Shows a plan; whose tags they are is typed here where the file does not say it."""

    def __init__(self) -> None:
        super().__init__(
            TableModel[PlanRow](
                (
                    Column("Answer", lambda row: row.planned.answer.ref),
                    Column("Theirs", lambda row: row.theirs, tooltip=lambda row: row.theirs),
                    Column("Yours", lambda row: row.mine, tooltip=lambda row: row.mine),
                    Column(
                        "Wording",
                        lambda row: row.planned.answer.wording,
                        tooltip=lambda row: row.planned.answer.wording,
                    ),
                ),
                row_id=lambda row: row.planned.answer.id,
            ),
            "How it was read",
            "Change nothing",
        )
        self._read: ReadTags | None = None
        self.correct.setCheckable(False)  # a second person's tags are read in one way only
        self.correct.hide()
        self.name = LineEdit()
        self.name.setAccessibleName("Whose tags these are")
        self.name.setPlaceholderText("Name of the second person")
        self.name.textEdited.connect(self._plan)
        self.name.returnPressed.connect(self._agree)
        self.apply.setText("Take the tags in")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label("Tagged by"))
        row.addWidget(self.name, 1)
        self.lay_out(QWidget(), [row])

    def show_plan(self, plan: ReadTags, name: str, choices: object) -> None:
        """Show what the tags of this file would do."""
        fresh, self._read = not self.active, plan
        self.heading.setText(f"What {name} would bring")
        self.read_from.setText("Nothing is changed until you agree, and your own tags stay as they are.")
        if fresh:
            self.name.setText(plan.found.who)
        self._plan()
        if fresh:
            (self.apply if self.apply.isEnabled() else self.name).setFocus()

    def show_problem(self, sentence: str, name: str, choices: object, read: ListRead | None) -> None:
        """Say why it cannot be read."""
        self._read = None
        self.show_reason(f"{name} could not be read", sentence)

    def _plan(self) -> None:
        if self._read is None:
            return
        plan = plan_second_tags(self._read.snapshot, self._read.found, self.name.text())
        self.plan, self.active = plan, True
        self.show_words(plan.sentences())
        self.show_preview(_rows(plan, self._read.snapshot))
        self.apply.setEnabled(bool(plan.name and plan.reviews))


def second_planning(workspace: Workspace, view: SecondPlanView, parent: QObject) -> ListPlanning[None, ReadTags]:
    """Return what plans a second person's tags."""
    return ListPlanning(
        workspace,
        view,
        None,
        lambda snapshot: (snapshot.to_review, snapshot.tags, snapshot.codebook, snapshot.second_taggers),
        lambda source, snapshot, _choices: partial(_read, source, snapshot),
        parent,
    )


def _read(source: Source, snapshot: Snapshot, *, progress: Progress) -> ReadTags:
    progress(0.0, f"Reading {source.name}")
    if source.path is None:
        raise CxError("A second person’s tags are read from a file.")
    return ReadTags(service.read(source.path), snapshot)


def _rows(plan: SecondTagsPlan, snapshot: Snapshot) -> Iterator[PlanRow]:
    for planned in plan.reviews:
        mine = snapshot.themes_of.get(planned.answer.id, ())
        yield PlanRow(
            planned, named(snapshot, planned.themes), named(snapshot, mine) if planned.reviewed else "not reviewed yet"
        )


def named(snapshot: Snapshot, themes: tuple[ThemeId, ...]) -> str:
    """Return the names of an answer's themes, the main one first."""
    return " · ".join(snapshot.codebook.by_id[theme].name for theme in themes) or "no theme"
