"""What a theme stands for, to be read while deciding: its definition, what belongs to it and what does not."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from cxfacilitator.domain.codebook import Codebook, Theme, ThemeId

_NOTHING = "The codebook (Ctrl+Shift+B) does not say yet what belongs here."


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

    def show_theme(self, codebook: Codebook, theme_id: ThemeId) -> None:
        """Show a theme; nothing for one that is not there."""
        self.theme = codebook.by_id.get(theme_id)
        self.words.setText("" if self.theme is None else _named(codebook, _html(self.theme)))
        self.verticalScrollBar().setValue(0)


def _html(theme: Theme) -> str:
    parts = [f"<b>{escape(theme.name, quote=False)}</b>", escape(theme.definition, quote=False)]
    for heading, lines in (("Belongs here", theme.include), ("Does not", theme.exclude)):
        if lines:
            parts.append(f"<b>{heading}:</b> {escape('; '.join(lines), quote=False)}")
    if not any(parts[1:]):
        parts.append(_NOTHING)
    return "".join(f'<p style="margin-top: 0; margin-bottom: 4px">{part}</p>' for part in parts if part)


def _named(codebook: Codebook, text: str) -> str:
    """Put the names of themes in the place of their ids, to which the rules of a codebook point."""
    for theme in codebook.themes:
        text = text.replace(f"-&gt; {theme.id}", f"→ {escape(theme.name, quote=False)}")
    return text
