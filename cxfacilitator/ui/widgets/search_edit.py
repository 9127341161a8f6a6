"""Words to look for."""

from cxfacilitator.ui.widgets.line_edit import LineEdit


class SearchEdit(LineEdit):
    """A line with a cross that empties it."""

    def __init__(self, name: str, key: str = "") -> None:
        """Begin empty.

        Args:
            name: What is looked for, as `Find a theme`; it stands in the line while that is empty.
            key: The key that leads here, if there is one.
        """
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(f"{name} ({key})" if key else name)
        self.setClearButtonEnabled(True)
