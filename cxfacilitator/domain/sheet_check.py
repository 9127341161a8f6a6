"""What is still open on a typed sheet before it is called complete."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from cxfacilitator.domain.sheets import ILLEGIBLE, SHEET_BOXES, Answer, Box
from cxfacilitator.domain.text import amount, joined


@dataclass(frozen=True, slots=True)
class SheetCheck:
    """What a comparison with the paper has to decide.

    Attributes:
        unmarked: Lines of Q4 that are neither continue nor start.
        empty: Boxes without lines of which nobody has said why.
        illegible: Words that could not be read; they are on the list for the scribe.
    """

    unmarked: int
    empty: tuple[Box, ...]
    illegible: int

    @property
    def unmarked_words(self) -> str:
        """Why a sheet cannot be complete while lines of Q4 are unmarked; empty when none is."""
        said = "One line of Q4 is" if self.unmarked == 1 else f"{self.unmarked} lines of Q4 are"
        return f"{said} marked neither continue nor start. Decide that first." if self.unmarked else ""

    @property
    def empty_words(self) -> str:
        """Which boxes are empty without a reason; empty when none is.

        >>> SheetCheck(0, (Box.WELL, Box.START), 0).empty_words
        'Q1 and Q4 Start are empty'
        """
        boxes = joined(box.label for box in self.empty)
        return f"{boxes} {'is' if len(self.empty) == 1 else 'are'} empty" if self.empty else ""

    @property
    def illegible_words(self) -> str:
        """What is left to ask the scribe; empty when everything could be read."""
        if not self.illegible:
            return ""
        verb = "is" if self.illegible == 1 else "are"
        return f"{amount(self.illegible, 'illegible word')} {verb} on the list for the scribe."


def check_sheet(lines: Sequence[Answer], said_why: Collection[Box]) -> SheetCheck:
    """Look through one sheet.

    Args:
        lines: All of its lines, also those in the parking lot.
        said_why: The boxes of which somebody has said that they were left blank or not asked.
    """
    filled = {line.box for line in lines}
    return SheetCheck(
        sum(line.box is Box.UNMARKED for line in lines),
        tuple(box for box in SHEET_BOXES if box not in filled and box not in said_why),
        sum(line.text.count(ILLEGIBLE) for line in lines),
    )
