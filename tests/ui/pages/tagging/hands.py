"""What the tests of tagging share: the answers that are tagged, and the file as it is on disk."""

from collections.abc import Iterable
from pathlib import Path

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import engagement as engagements
from cxfacilitator.services import groups, sheets
from cxfacilitator.store.file import EngagementFile
from cxfacilitator.ui.workspace import Workspace

LINES = (
    (1, Box.WELL, "polite crew who know the boats, expert advice"),
    (1, Box.IMPROVE, "invoices in <b>purple</b> ink"),
    (1, Box.START, "zzz"),
    (2, Box.WELL, "the crew are friendly"),
    (2, Box.IMPROVE, "the website"),
)
"""Group, box and text of the answers a0, a1 and so on."""


def two_sheets(path: Path, lines: Iterable[tuple[int, Box, str]] = LINES) -> EngagementFile:
    """Make an engagement with a sheet of staff and one of customers."""
    file = engagements.create(path, Engagement("HLF-2025-R1", "Harbour Line Ferries"))
    groups.add(file, Audience.STAFF)
    groups.add(file, Audience.CUSTOMERS)
    for number, (group, box, text) in enumerate(lines):
        sheets.save(file, Answer(AnswerId(f"a{number}"), "", GroupId(group), box, number, text))
    return file


def shown(workspace: Workspace) -> Snapshot:
    """What the screens show."""
    assert workspace.snapshot is not None
    return workspace.snapshot


def in_file(workspace: Workspace) -> Snapshot:
    """Close the file and read it back from disk."""
    path = workspace.path
    assert path is not None
    workspace.close()
    with engagements.open_file(path) as file:
        return file.snapshot()


def themes(snapshot: Snapshot, number: int) -> tuple[str, ...]:
    """The themes of an answer, the main one first."""
    return snapshot.themes_of.get(AnswerId(f"a{number}"), ())
