"""The parking lot: lines that the room set aside, who sees to each, and what was promised."""

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import AnswerId, Parked
from cxfacilitator.store import sheets as store
from cxfacilitator.store.file import EngagementFile


def park(file: EngagementFile, answer_id: AnswerId, owner: str = "", promise: str = "") -> None:
    """Set a line aside: it keeps its reference, its tags and its history, and counts for nothing.

    A line that is there already keeps its owner and its promise where none is given.
    """
    snapshot = file.snapshot()
    answer = snapshot.answer[answer_id]
    before = next((parked for parked in snapshot.parked if parked.answer_id == answer_id), Parked(answer_id))
    with file.edit(f"Park {answer.ref}") as edit:
        store.park(edit.db, Parked(answer_id, owner or before.owner, promise or before.promise))


def unpark(file: EngagementFile, answer_id: AnswerId) -> None:
    """Bring a line back to its sheet."""
    answer = file.snapshot().answer[answer_id]
    with file.edit(f"Bring {answer.ref} back from the parking lot") as edit:
        store.unpark(edit.db, answer_id)


def set_parked(file: EngagementFile, parked: Parked) -> None:
    """Note who sees to a line in the parking lot, and what was promised.

    Raises:
        CxError: The line has been brought back meanwhile; nothing was changed.
    """
    snapshot = file.snapshot()
    answer = snapshot.answer[parked.answer_id]
    if all(found.answer_id != parked.answer_id for found in snapshot.parked):
        raise CxError(f"{answer.ref} is no longer in the parking lot. Nothing was changed.")
    with file.edit(f"Note who sees to {answer.ref}", merge_key=f"parked {parked.answer_id}") as edit:
        store.park(edit.db, parked)
