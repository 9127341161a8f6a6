"""One way to look at what the audiences say beside each other."""

from typing import ClassVar

from cxfacilitator.ui.pages import faces
from cxfacilitator.ui.pages.comparison.compared import Compared


class Face(faces.Face):
    """A face of the comparison: it shows what the page has worked out, as soon as that is there.

    Attributes:
        below_facts: The alignment in a sentence, how much is reviewed, and the thresholds stand above it.
    """

    below_facts: ClassVar[bool] = True

    def show_compared(self, compared: Compared) -> None:
        """Show this comparison; runs when the face appears and after every change while it is visible."""
