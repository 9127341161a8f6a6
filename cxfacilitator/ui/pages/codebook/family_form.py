"""The chosen family: its name, and what it is for."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import Codebook, Family
from cxfacilitator.domain.text import amount
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.typed_text import TypedText


class FamilyForm(QWidget):
    """Shows a family; its name is handed over as it is typed.

    Signals:
        named: Carries the `Family` under the name that was typed.
    """

    named = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._family: Family | None = None
        self.name = TypedText("Name of the family", most=1)
        self.name.typed.connect(self._hear_typed)
        self.name.left.connect(self._leave)
        self.about = label("", "muted", wrap=True)
        words = label("Family", "strong")
        words.setBuddy(self.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(words)
        column.addWidget(self.name)
        column.addWidget(self.about)
        column.addStretch()

    def show_family(self, codebook: Codebook, family: Family) -> None:
        """Show a family as it is in the file; what is being typed stays."""
        is_other = self._family is None or self._family.id != family.id
        self._family = family
        if is_other or not self.name.hasFocus():
            self.name.show_text(family.name)
        themes = sum(theme.family == family.id for theme in codebook.themes)
        self.about.setText(
            f"{amount(themes, 'theme')} in this family. A family is a heading for people; nothing is counted by it."
        )

    def rename(self) -> None:
        """Put the cursor on the name."""
        self.name.setFocus()
        self.name.selectAll()

    def _hear_typed(self, text: str) -> None:
        if self._family is not None and text.strip():
            self.named.emit(Family(self._family.id, text.strip()))

    def _leave(self) -> None:
        if self._family is not None and not self.name.toPlainText().strip():
            self.name.show_text(self._family.name)
