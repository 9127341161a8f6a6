"""The line below the wall: what the cursor is on, and what can be done with it."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cxfacilitator.ui.widgets.elided import Elided


class ActionRow(QWidget):
    """A text, and a quiet button for each action.

    Attributes:
        told_of: The text.
        buttons: The buttons by what they say at first.
    """

    def __init__(self, actions: Iterable[tuple[str, str, Callable[[], object]]]) -> None:
        """Make a row.

        Args:
            actions: What each button says, the key that does the same, and what it does.
        """
        super().__init__()
        self.told_of = Elided("", "muted", lines=2)
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.told_of, 1)
        for text, key, act in actions:
            button = QPushButton(text)
            button.setProperty("quiet", True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setToolTip(f"{text} ({key})")
            button.clicked.connect(lambda _checked, act=act: act())
            self.buttons[text] = button
            row.addWidget(button)
