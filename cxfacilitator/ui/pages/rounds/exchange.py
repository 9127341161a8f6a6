"""Rounds come in from their files, the next one begins in a file of its own, and the table goes out."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.domain.rounds import RoundSummary, next_engagement, same_client
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import rounds as service
from cxfacilitator.ui import ask
from cxfacilitator.ui.widgets import MessageBar
from cxfacilitator.ui.workspace import Workspace


class Exchange(MessageBar):
    """Asks for files, and says in a bar what came of it or what has to be decided first."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._window = parent

    def add_earlier(self) -> None:
        """Ask for the file of an earlier round and put it into figures; it is not changed."""
        title = "Which file is of the earlier round?"
        path = ask.file_to_open(self._window, title, ask.ENGAGEMENT_FILES, self._folder)
        if path is not None:
            self.clear()
            self._workspace.jobs.run(
                service.read, path, title=f"Reading {path.name}", done=self._keep, failed=self._hear_failed
            )

    def begin_next(self, snapshot: Snapshot) -> None:
        """Ask where the next round is to be kept, and make its file."""
        proposal = self._folder / f"{next_engagement(snapshot.engagement).code}.cxfac"
        title = "Where to keep the next round?"
        path = ask.file_to_write(self._window, title, ask.ENGAGEMENT_FILES, proposal, may_replace=False)
        if path is not None:
            self.clear()
            self._workspace.fetch(service.begin_next, partial(self._hear_begun, path), path)

    def export(self, snapshot: Snapshot) -> None:
        """Ask where to write the table, and write it."""
        proposal = self._folder / f"{snapshot.engagement.code or 'engagement'}-rounds.csv"
        path = ask.file_to_write(self._window, "Where to keep the table?", "Table (*.csv)", proposal)
        if path is not None:
            self._workspace.jobs.run(
                service.export,
                snapshot,
                path,
                replace=True,
                title=f"Writing {path.name}",
                unfinished="The table of rounds is still being written.",
                done=self.show_message,
                failed=self._hear_failed,
            )

    @property
    def _folder(self) -> Path:
        return self._workspace.path.parent if self._workspace.path else Path.home()

    def _keep(self, summary: RoundSummary) -> None:
        """Keep an earlier round; another client's only when somebody says that it is the same."""
        snapshot = self._workspace.snapshot
        if snapshot is None:
            return
        client = snapshot.engagement.client
        if same_client(summary.client, client):
            self._workspace.do(service.keep, summary)
            return
        self.show_message(
            f"{summary.code} is of {summary.client or 'no client'}, and this is of {client or 'no client'}. Is it the "
            "same client by another name?",
            "warning",
            "Add it all the same",
            lambda: self._workspace.do(service.keep, summary, other_client=True),
        )

    def _hear_begun(self, path: Path, made: Engagement) -> None:
        self.show_message(
            f"Round {made.round} is in {path.name}: the questions, the codebook and the figures of the rounds so far, "
            "no people and nothing that they wrote.",
            "notice",
            "Open it",
            lambda: self._workspace.open(path),
        )

    def _hear_failed(self, problem: Exception) -> None:
        self.show_message(str(problem), "error")
