"""The findings: what the comparison says, sentence by sentence."""

from PySide6.QtWidgets import QHBoxLayout

from cxfacilitator.ui.pages.comparison.compared import Compared
from cxfacilitator.ui.pages.comparison.face import Face
from cxfacilitator.ui.widgets.findings_view import FindingsView


class FindingsFace(Face):
    """Sentences, and the words that each rests on."""

    name = "findings"
    title = "Findings"
    key = "F4"
    keys = (
        ("Up, Down", "Next finding, finding before"),
        ("Enter", "Go to the quotes; Esc leads back"),
        ("0-5", "Quotes of all boxes, or of one"),
        ("Ctrl+F", "Find a theme or a word"),
        ("Ctrl+C", "Copy a quote or a finding"),
    )

    def build(self) -> None:
        """Show the list of findings."""
        self.view = FindingsView()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view)
        self.setFocusProxy(self.view.list)

    def show_compared(self, compared: Compared) -> None:
        """Show the findings of this comparison."""
        self.view.show_findings(compared.snapshot, compared.comparison, compared.told, compared.beside)
