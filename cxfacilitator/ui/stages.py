"""The stages in the order of the rail: a page is one line here."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import cast

from PySide6.QtCore import QObject, QTimer

from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui.pages.page import Page

PAUSE_MS = 20
"""So long the window has for whatever comes between two pages."""
LARGE = ("sheets", "tagging")
"""Pages with hundreds of parts: to make one and to fill it in one go would hold up what the computer does meanwhile."""
PHASES = ("Prepare", "Run", "Capture", "Analyse", "Report")


@dataclass(frozen=True)
class Stage:
    """A line of the rail; the page is the class `kind` in `ui/pages/<name>.py`, imported when first needed.

    The nine stages have Ctrl and their number as their key; anything else says its own.
    """

    name: str
    phase: str
    title: str
    kind: str
    key: str = ""

    def page_class(self) -> type[Page]:
        """Import the page's module and return its class."""
        module = importlib.import_module(f"cxfacilitator.ui.pages.{self.name}")
        return cast(type[Page], getattr(module, self.kind))


STAGES = (
    Stage("engagement", "Prepare", "Engagement", "EngagementPage"),
    Stage("roster", "Prepare", "Roster", "RosterPage"),
    Stage("groups", "Prepare", "Groups", "GroupsPage"),
    Stage("materials", "Prepare", "Print pack", "MaterialsPage", "Ctrl+M"),
    Stage("session", "Run", "Session", "SessionPage"),
    Stage("sheets", "Capture", "Sheets", "SheetsPage"),
    Stage("forms", "Capture", "Forms and notes", "FormsPage", "Ctrl+Shift+F"),
    Stage("read_back", "Capture", "Read back", "ReadBackPage", "Ctrl+R"),
    Stage("tagging", "Analyse", "Tagging", "TaggingPage"),
    Stage("codebook", "Analyse", "Codebook", "CodebookPage", "Ctrl+Shift+B"),
    Stage("comparison", "Analyse", "Comparison", "ComparisonPage"),
    Stage("plan", "Analyse", "Plan", "PlanPage"),
    Stage("rounds", "Analyse", "Rounds", "RoundsPage", "Ctrl+Shift+R"),
    Stage("debrief", "Report", "Debrief", "DebriefPage", "Ctrl+Shift+D"),
    Stage("report", "Report", "Report", "ReportPage"),
)
STAGE = {stage.name: stage for stage in STAGES}
_numbers = count(1)
KEYS = {stage.name: stage.key or f"Ctrl+{next(_numbers)}" for stage in STAGES}
"""What leads to each stage from everywhere."""


class PageLoader(QObject):
    """Imports the pages one after the other while nothing else happens, and makes those with most in them.

    The window stands before any page is imported, and an engagement that is opened does not wait for all of them.
    """

    def __init__(self, parent: QObject, make: Callable[[str], None], busy: Callable[[], bool]) -> None:
        """Begin at once.

        Args:
            parent: What it goes with.
            make: Makes the page of a stage.
            busy: Whether something is going on with which it would share the time.
        """
        super().__init__(parent)
        self._busy = busy
        self._left: list[Callable[[], object]] = [stage.page_class for stage in STAGES]
        self._left += [partial(make, name) for name in LARGE]
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._load_next)
        self._timer.start(PAUSE_MS)

    def _load_next(self) -> None:
        if self._busy():
            return
        self._left.pop(0)()
        if not self._left:
            self.deleteLater()


def step_elsewhere(name: str, snapshot: Snapshot, shares: Mapping[str, float | None]) -> tuple[Stage, str] | None:
    """Return the next stage after this one in which something is left to do, and what; None when all is done.

    A stage that is never done in itself, as the codebook, stands beside the one before it: what is left there comes
    first.

    Args:
        name: The stage to begin after.
        snapshot: The engagement.
        shares: How much of each stage is done.
    """
    place = STAGES.index(STAGE[name])
    first = place - 1 if shares.get(name) is None else place + 1
    for stage in STAGES[first:] + STAGES[:first]:
        if stage.name == name:
            continue
        share = shares.get(stage.name)
        if share is not None and share < 1:
            return stage, stage.page_class().next_step(snapshot)
    return None
