"""A short fact about an audience: its mark and a few words."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.ui.widgets.audience_mark import AudienceMark
from cxfacilitator.ui.widgets.labels import label


class Chip(QWidget):
    """An audience's mark with a text, for example its groups captured and planned."""

    def __init__(self, audience: Audience, text: str = "") -> None:
        super().__init__()
        self.audience = audience
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.mark = AudienceMark(audience, size=12)
        self._text = label(text)
        row.addWidget(self.mark)
        row.addWidget(self._text)

    @property
    def text(self) -> str:
        """The words beside the mark."""
        return self._text.text()

    def set_text(self, text: str, meaning: str) -> None:
        """Change the words; the meaning, a whole sentence, is for the tooltip and the screen reader."""
        self._text.setText(text)
        self.setToolTip(meaning)
        self.mark.setToolTip(meaning)
        self.setAccessibleName(meaning)
