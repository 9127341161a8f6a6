"""The matrix: which group said what on which theme."""

from PySide6.QtWidgets import QHBoxLayout

from cxfacilitator.ui.pages.comparison.compared import Compared
from cxfacilitator.ui.pages.comparison.face import Face
from cxfacilitator.ui.widgets.matrix_view import MatrixView


class MatrixFace(Face):
    """Groups by themes, and the words behind a cell."""

    name = "matrix"
    title = "Matrix"
    key = "F2"
    keys = (("Arrows", "Move in the matrix; the quotes follow"), ("Enter", "Go to the quotes; Esc leads back"))

    def build(self) -> None:
        """Show the matrix."""
        self.view = MatrixView()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.view)
        self.setFocusProxy(self.view.table)

    def show_compared(self, compared: Compared) -> None:
        """Show the matrix of this comparison."""
        self.view.show_matrix(compared.snapshot, compared.matrix, compared.beside)
