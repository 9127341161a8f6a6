"""The menus of the grid: which columns are shown, and what is written for other programs."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.text import amount
from cxfacilitator.services import answers
from cxfacilitator.ui import ask
from cxfacilitator.ui.pages.tagging.grid.rows import COLUMNS
from cxfacilitator.ui.pages.tagging.grid.table import AnswerTable
from cxfacilitator.ui.suggesting import suggesting_of
from cxfacilitator.ui.workspace import Workspace

_KINDS = "CSV table (*.csv);;Excel workbook (*.xlsx);;JSON (*.json)"


class ColumnMenu(QMenu):
    """One line for each column, ticked when it is shown."""

    def __init__(self, table: AnswerTable) -> None:
        super().__init__(table)
        self._table = table
        for column in COLUMNS:
            action = self.addAction(column.words)
            action.setCheckable(True)
            action.triggered.connect(partial(table.show_column, column))
        self.aboutToShow.connect(self._tick)

    def _tick(self) -> None:
        for place, action in enumerate(self.actions()):
            action.setChecked(not self._table.isColumnHidden(place))


class ExportMenu(QMenu):
    """Writes the rows that are shown, or all answers, to a file of somebody's choice.

    Signals:
        told: Carries what became of it, and the kind of the sentence as for `Page.tell`.
    """

    told = Signal(str, str)

    def __init__(self, parent: QWidget, workspace: Workspace, shown: Callable[[], Sequence[AnswerId]]) -> None:
        super().__init__(parent)
        self._workspace, self._shown = workspace, shown
        self.rows = self.addAction("")
        self.rows.triggered.connect(self.export_shown)
        self.addAction("All answers …").triggered.connect(lambda: self._export(None))
        self.addSeparator()
        self.with_machine = self.addAction("With what the machine suggests, in columns of its own")
        self.with_machine.setCheckable(True)
        self.aboutToShow.connect(lambda: self.rows.setText(f"The {amount(len(shown()), 'row')} shown …"))

    def export_shown(self) -> None:
        """Write the answers that are shown, in their order."""
        self._export(self._shown())

    def _export(self, answer_ids: Sequence[AnswerId] | None) -> None:
        snapshot, file = self._workspace.snapshot, self._workspace.path
        if snapshot is None or file is None:
            return
        proposal = file.with_name(f"{file.stem} answers.csv")
        path = ask.file_to_write(self, "Where to keep the answers?", _KINDS, proposal)
        if path is not None:
            self._workspace.jobs.run(
                answers.export,
                snapshot,
                path,
                answer_ids,
                suggesting_of(self._workspace).suggestions if self.with_machine.isChecked() else None,
                replace=True,
                title="Writing the answers",
                unfinished="The answers are still being written.",
                done=lambda done: self.told.emit(done.sentence, "notice"),
                failed=self._hear_failed,
            )

    def _hear_failed(self, problem: CxError) -> None:
        self.told.emit(str(problem), "error")
