"""Which session of an audience is looked at, or all of them."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker

from cxfacilitator.ui.widgets.choice_box import ChoiceBox

WHOLE = "Everybody together"


class SessionChoice(ChoiceBox):
    """The sessions that people are invited to, and everybody together; hidden where there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Session")
        self.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToContents)

    @property
    def code(self) -> str:
        """The session that is chosen; empty for everybody."""
        return self.currentData() or ""

    def show_codes(self, codes: Sequence[str]) -> None:
        """Offer these sessions; the one that is chosen stays chosen, and the first one is until somebody chooses."""
        wanted = [(code, code) for code in codes] + [(WHOLE, "")]
        shown = [(self.itemText(place), self.itemData(place)) for place in range(self.count())]
        if wanted != shown:
            chosen = self.currentData()
            with QSignalBlocker(self):
                self.clear()
                for text, code in wanted:
                    self.addItem(text, code)
                self.setCurrentIndex(max(0, self.findData(chosen)) if chosen else 0)
        self.setVisible(bool(codes))
