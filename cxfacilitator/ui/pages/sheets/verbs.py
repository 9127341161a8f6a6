"""What keys and clicks do to the lines of a sheet: shown at once, and handed to the file."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.lines import joined_lines, split_line
from cxfacilitator.domain.sheets import Answer, Box, BoxState, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import parking, sheets, tagging
from cxfacilitator.ui.pages.sheets.box import BoxView
from cxfacilitator.ui.pages.sheets.drafts import Drafts, LineState
from cxfacilitator.ui.pages.sheets.row import Row
from cxfacilitator.ui.pages.sheets.sheet import SheetView
from cxfacilitator.ui.workspace import Workspace

_NEXT_REASON = {None: BoxState.BLANK, BoxState.BLANK: BoxState.NOT_ASKED, BoxState.NOT_ASKED: None}


class LineVerbs:
    """Changes lines: the drafts and the screen first, so that typing never waits, then the file."""

    def __init__(
        self,
        workspace: Workspace,
        drafts: Drafts,
        sheet: SheetView,
        show_again: Callable[[], None],
        tell: Callable[[str, str], None],
    ) -> None:
        """Keep what the verbs work on.

        Args:
            workspace: Where changes go.
            drafts: What is on its way there.
            sheet: The lines on the screen.
            show_again: Shows the sheet with its drafts.
            tell: Shows a sentence and its kind.
        """
        self._workspace, self._drafts, self._sheet = workspace, drafts, sheet
        self._show_again, self._tell = show_again, tell

    def type(self, answer: Answer) -> None:
        """Put a line as it is typed now; one without text is removed."""
        line = self._drafts.put(answer, self._snapshot)
        if line.text.strip():
            self._workspace.type_line(line.id, sheets.save, line)
        else:
            self._workspace.type_line(line.id, sheets.delete, line.id)
        self._sheet.show_state(line, self._drafts)

    def try_again(self, answer: Answer | None) -> None:
        """Hand a refused line over again, when the cursor leaves it."""
        if answer is not None and self._drafts.state(answer.id) is LineState.REFUSED:
            self.type(answer)

    def tidy(self, answer: Answer) -> None:
        """Put the tidied wording of a line as it is typed now."""
        line = self._drafts.put(answer, self._snapshot)
        self._workspace.type_line(("tidy", line.id), sheets.set_tidy, line.id, line.tidy)
        self._sheet.show_state(line, self._drafts)

    def open_tidy(self) -> None:
        """Go to the tidied wording of the line with the cursor."""
        found = self._focused()
        if found is not None:
            found[1].open_tidy()

    def paste(self, lines: Sequence[Answer], order: Sequence[Answer]) -> None:
        """Put several lines at once into a box whose lines then have this order."""
        new = tuple(self._drafts.put(line, self._snapshot) for line in lines)
        self._drafts.arrange(order, self._snapshot)
        self._workspace.do(sheets.save_all, new, tuple(line.id for line in order))
        self._show_again()

    def move(self, answer: Answer, box: Box) -> None:
        """Put a line into another box; the cursor stays on the line of the same place."""
        if answer.box is box:
            return
        view = self._sheet.boxes[answer.box]
        row = view.row_of(answer.id)
        place = view.rows.index(row) if row is not None else -1
        view.take_cursor(len(view.rows) - 1)
        line = self._drafts.move(answer, box, self._snapshot)
        self._workspace.do(sheets.move, line, box)
        self._show_again()
        if view.lines or view.box is not Box.UNMARKED:
            view.take_cursor(place)
        else:
            self._sheet.take_cursor(box)

    def move_focused(self, box: Box) -> None:
        """Put the line with the cursor into another box."""
        found = self._focused()
        if found is not None:
            self.move(found[2], box)

    def reorder(self, step: int) -> None:
        """Put the line with the cursor one place up (-1) or down (1)."""
        found = self._focused()
        if found is None:
            return
        view, row, answer = found
        lines = view.lines
        place = lines.index(answer)
        if not 0 <= place + step < len(lines):
            return
        lines[place], lines[place + step] = lines[place + step], lines[place]
        self._drafts.arrange(lines, self._snapshot)
        order = tuple(line.id for line in lines)
        self._workspace.do(sheets.reorder, GroupId(answer.group_id), answer.box, order)
        self._show_again()
        view.reveal(row)

    def split(self) -> None:
        """Make two lines of the one with the cursor, where the cursor is."""
        found = self._focused()
        if found is None:
            return
        view, row, answer = found
        at, new_id = row.edit.place, sheets.new_id()
        try:
            first, second = split_line(answer, at, new_id)
        except CxError as problem:
            self._tell(str(problem), "warning")
            return
        lines = view.lines
        place = lines.index(answer)
        lines[place : place + 1] = [self._drafts.put(first, self._snapshot), self._drafts.put(second, self._snapshot)]
        self._drafts.arrange(lines, self._snapshot)
        self._workspace.do(sheets.split, answer, at, new_id)
        self._show_again()
        below = view.row_of(new_id)
        if below is not None:
            below.take_cursor(0)

    def join(self) -> None:
        """Make one line of the one with the cursor and the one above it; the cursor stays between their words."""
        found = self._focused()
        if found is None:
            return
        view, _, lower = found
        lines = view.lines
        place = lines.index(lower)
        if place == 0:
            self._tell("There is no line above this one in its box.", "warning")
            return
        upper = lines[place - 1]
        above, below = view.row_of(upper.id), view.row_of(lower.id)
        if above is None or below is None or above.parked or below.parked:
            self._tell("One of the two lines is in the parking lot. Bring it back first (F7).", "warning")
            return
        above.take_cursor()
        end = above.edit.cursorPosition()
        self._drafts.put(joined_lines(upper, lower), self._snapshot)
        self._drafts.put(replace(lower, text=""), self._snapshot)
        self._workspace.do(sheets.join, upper, lower)
        self._show_again()
        above.take_cursor(end + 1)

    def insert_illegible(self) -> None:
        """Put the marker of a word that cannot be read where the cursor is."""
        found = self._sheet.focused()
        if found is not None:
            found[1].insert_illegible()

    def turn_serious(self) -> None:
        """Say that the line with the cursor is serious, or that it is not."""
        found = self._focused()
        if found is not None:
            on = Flag.SERIOUS not in found[2].flags
            self._workspace.do(tagging.set_flag, found[2].id, Flag.SERIOUS, on)

    def turn_parked(self) -> None:
        """Put the line with the cursor into the parking lot, or bring it back."""
        found = self._focused()
        if found is not None:
            self._workspace.do(parking.unpark if found[1].parked else parking.park, found[2].id)

    def bring_back(self, answer: Answer) -> None:
        """Take a line out of the parking lot."""
        self._workspace.do(parking.unpark, answer.id)

    def turn_state(self, box: Box, group_id: GroupId) -> None:
        """Say that a box was left blank, then that it was not asked, then nothing."""
        snapshot, view = self._snapshot, self._sheet.boxes[box]
        if box is Box.UNMARKED or view.lines:
            self._tell(f"{box.label} has lines, so it was neither left blank nor skipped.", "warning")
            return
        state = _NEXT_REASON[view.said_why]
        view.show_reason(state)
        self._workspace.do(sheets.set_box_state, snapshot.group[group_id], box, state)

    @property
    def _snapshot(self) -> Snapshot:
        snapshot = self._workspace.snapshot
        assert snapshot is not None  # no line is on the screen without an engagement
        return snapshot

    def _focused(self) -> tuple[BoxView, Row, Answer] | None:
        """The box, the row and the answer with the cursor, unless it is on an empty line."""
        found = self._sheet.focused()
        if found is None or found[1].answer is None or found[1].blank:
            return None
        return found[0], found[1], found[1].answer
