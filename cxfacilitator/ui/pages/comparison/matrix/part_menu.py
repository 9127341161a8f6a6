"""The menu of parts: which part of an audience is shown beside the whole of the others, and why some cannot be."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from cxfacilitator.domain.cuts import Cut, cuts
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services.matrix import AudiencePart


class PartMenu(QMenu):
    """Made anew whenever it opens: which parts are large enough follows from the file."""

    def __init__(
        self, parent: QWidget, snapshot: Callable[[], Snapshot | None], choose: Callable[[AudiencePart | None], object]
    ) -> None:
        super().__init__(parent)
        self._snapshot, self._choose = snapshot, choose
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List everybody, then the parts of each audience by what tells them apart."""
        self.clear()
        snapshot = self._snapshot()
        if snapshot is None:
            return
        self.addAction("Everybody").triggered.connect(lambda: self._choose(None))
        found = [cut for audience in Audience for cut in cuts(snapshot, audience).values() if len(cut.cells) > 1]
        for cut in found:
            self._add(cut)
        if not found:
            self.addSeparator()
            self.addAction("No audience has parts that anything tells apart").setEnabled(False)

    def _add(self, cut: Cut) -> None:
        menu = self.addMenu(f"{cut.audience.label} by {cut.by.value}")
        menu.setToolTipsVisible(True)
        for cell in cut.cells:
            if cell.hidden is not None:
                menu.addAction(cell.why(cut.promised)).setEnabled(False)
                continue
            totals = "" if cell.quotable else "; totals only, too few for quotes"
            part = AudiencePart(cut.audience, cut.by, cell.called)
            menu.addAction(f"{cell.called}: {cell.size}{totals}").triggered.connect(
                lambda _checked=False, part=part: self._choose(part)
            )
