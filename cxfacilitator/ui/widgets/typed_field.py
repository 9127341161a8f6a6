"""A field whose text is in the file as it is typed, and that older news from the file does not overwrite."""

from cxfacilitator.ui.widgets.typed_text import TypedText


class TypedField(TypedText):
    """Shows what the file says, unless something that was typed here is still on its way there."""

    def __init__(self, name: str, least: int = 1, most: int = 4, hint: str = "") -> None:
        super().__init__(name, least, most, hint)
        self._of: object = None
        self._on_its_way: str | None = None
        self.typed.connect(self._hear_typed)
        self.left.connect(self._show_filed)
        self._filed = ""

    def show_filed(self, of: object, text: str) -> None:
        """Show what the file says.

        Args:
            of: What the text belongs to; what was typed for something else is on its way already.
            text: What the file says.
        """
        if of != self._of:
            self._of, self._on_its_way = of, None
        self._filed = text
        if self._on_its_way is not None and self._on_its_way.strip() == text.strip():
            self._on_its_way = None
        if self._on_its_way is None and self.toPlainText().strip() != text.strip():
            self.show_text(text)

    def settle(self) -> None:
        """Everything is in the file, or was refused: show what the file has as soon as nobody types here."""
        self._on_its_way = None
        if not self.hasFocus():
            self._show_filed()

    def _hear_typed(self, text: str) -> None:
        self._on_its_way = text

    def _show_filed(self) -> None:
        if self._on_its_way is None and self.toPlainText() != self._filed:
            self.show_text(self._filed)
