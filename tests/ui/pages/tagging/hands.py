"""What the tests of tagging share: the answers that are tagged, and the file as it is on disk."""

from cxfacilitator.domain.sheets import AnswerId, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import engagement as engagements
from cxfacilitator.ui.workspace import Workspace

LINES = (
    (1, Box.WELL, "polite crew who know the boats, expert advice"),
    (1, Box.IMPROVE, "invoices in <b>purple</b> ink"),
    (1, Box.START, "zzz"),
    (2, Box.WELL, "the crew are friendly"),
    (2, Box.IMPROVE, "the website"),
)
"""Group, box and text of the answers a0, a1 and so on."""


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
