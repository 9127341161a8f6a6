"""The menu of the backups: take one now, or put one back."""

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from cxfacilitator.domain.errors import CxError, DamagedFile
from cxfacilitator.domain.text import the_day
from cxfacilitator.services import safekeeping
from cxfacilitator.services.safekeeping import Backup
from cxfacilitator.ui import ask
from cxfacilitator.ui.widgets import MessageBar
from cxfacilitator.ui.workspace import Workspace

_MOST = 8


class BackupMenu(QMenu):
    """Lists the newest backups of the open engagement each time it is opened."""

    def __init__(self, workspace: Workspace, message: MessageBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._message = message
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List what can be done now."""
        self.clear()
        path = self._workspace.path
        if path is None:
            return
        self.addAction("Back up now").triggered.connect(lambda _checked: self._workspace.back_up())
        found = safekeeping.listed(path)[:_MOST]
        if found:
            heading = self.addSection("Put back a backup")
            heading.setEnabled(False)
        now = datetime.now().astimezone()
        for backup in found:
            taken = backup.taken_at.astimezone()
            text = f"{the_day(taken)}, {taken:%H:%M}, {safekeeping.age(backup, now)}"
            self.addAction(text).triggered.connect(partial(self._choose, backup))

    def offer(self, problem: DamagedFile) -> None:
        """Offer the newest whole backup of a file that cannot be opened, with its age and what differs."""
        path = Path(problem.path)
        copy = safekeeping.newest(path)
        if copy is None:
            self._message.show_message(f"{problem} There is no backup of it beside it.", "error")
            return
        age = safekeeping.age(copy.backup, datetime.now().astimezone())
        self._message.show_message(
            f"{problem} A whole backup is there, {age}. {safekeeping.difference(copy, path)}",
            "error",
            "Put the backup back",
            partial(self._workspace.restore, path, copy.backup),
        )

    def _choose(self, backup: Backup, _checked: bool = False) -> None:
        path = self._workspace.path
        if path is None:
            return
        try:
            copy = safekeeping.look_into(backup)
        except CxError as problem:
            self._message.show_message(str(problem), "error")
            return
        age = safekeeping.age(backup, datetime.now().astimezone())
        if ask.decide(
            self,
            f"Put back the backup that is {age}?",
            f"It has {copy.holds}. {safekeeping.difference(copy, path, self._workspace.snapshot)} "
            "What is in the file now is kept beside it.",
            "Put it back",
        ):
            self._workspace.restore(path, backup)
