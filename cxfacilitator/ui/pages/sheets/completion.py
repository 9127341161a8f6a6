"""The end of a sheet: what is still open is said first; nothing but a refused line and Q4 stands in the way."""

from collections.abc import Callable

from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.sheet_check import check_sheet
from cxfacilitator.domain.sheets import SHEET_BOXES, Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import sheets
from cxfacilitator.ui.pages.sheets.drafts import Drafts
from cxfacilitator.ui.pages.sheets.sheet import SheetView
from cxfacilitator.ui.workspace import Workspace

_REFUSED = "Some lines are on the screen only, because the file refused them. They are marked red."


class Completion:
    """Marks sheets as complete, and remembers what it has asked about the present one."""

    def __init__(
        self, workspace: Workspace, drafts: Drafts, sheet: SheetView, tell: Callable[[str, str], None]
    ) -> None:
        self._workspace, self._drafts, self._sheet, self._tell = workspace, drafts, sheet, tell
        self._asked: tuple[GroupId, tuple[Box, ...]] | None = None

    def turn(self, snapshot: Snapshot, group: Group) -> bool:
        """Mark a group's sheet as complete, unless something on it is open, or take the mark back.

        Empty boxes are asked about once; asked again, the group is taken to have left them blank.

        Returns:
            Whether the next sheet is wanted.
        """
        asked, self._asked = self._asked, None
        said_why = [box for box in SHEET_BOXES if (group.id, box) in snapshot.box_states]
        check = check_sheet(self._drafts.on_sheet(snapshot, group.id), said_why)
        if group.complete:
            self._workspace.do(sheets.set_complete, group, False)
            return False
        if self._drafts.refused:
            self._tell(_REFUSED, "error")
            return False
        if check.unmarked:
            self._tell(check.unmarked_words, "warning")
            self._sheet.boxes[Box.UNMARKED].take_cursor(0)
            return False
        if check.empty and asked != (group.id, check.empty):
            self._asked = (group.id, check.empty)
            them = "it" if len(check.empty) == 1 else "them"
            self._tell(f"{check.empty_words}. F12 again says that the group left {them} blank.", "warning")
            self._sheet.take_cursor(check.empty[0])
            return False
        self._workspace.do(sheets.set_complete, group, True, check.empty)
        self._tell(f"{group.code} is complete. {check.illegible_words}" if check.illegible else "", "notice")
        return True
