"""What a theme stands for, to be read while deciding: its definition, what belongs to it and what does not."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from cxfacilitator.domain.codebook import Theme


class ThemeMeaning(QScrollArea):
    """One theme of the codebook in a few lines."""

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme | None = None
        self.words = QLabel()
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.words.setContentsMargins(8, 0, 0, 0)
        self.setWidget(self.words)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_theme(self, theme: Theme | None) -> None:
        """Show a theme, or none."""
        self.theme = theme
        self.words.setText("" if theme is None else _html(theme))
        self.verticalScrollBar().setValue(0)


def _html(theme: Theme) -> str:
    parts = [f"<b>{escape(theme.name)}</b>", escape(theme.definition)]
    for heading, lines in (("Belongs here", theme.include), ("Does not", theme.exclude)):
        if lines:
            parts.append(f"<b>{heading}:</b> {escape('; '.join(lines))}")
    return "".join(f'<p style="margin-top: 0; margin-bottom: 4px">{part}</p>' for part in parts if part)
