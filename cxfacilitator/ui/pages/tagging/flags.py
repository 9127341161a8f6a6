"""What a person notes about an answer beside its themes: a row of small buttons, each with its key."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton

from cxfacilitator.domain.sheets import Answer, Flag, Mark
from cxfacilitator.ui.widgets.wrapping_row import WrappingRow

FLAG_KEYS: Mapping[Flag, tuple[str, str]] = {
    Flag.EFFORT: ("E", "It costs customers effort"),
    Flag.EXPLAIN: ("X", "A misunderstanding: to explain rather than to change"),
    Flag.BACKSTAGE: ("B", "Work that customers do not see"),
    Flag.UNTESTED: ("U", "An assumption about customers that nobody has asked them about"),
    Flag.SERIOUS: ("!", "Serious even when only one group says it: safety, law, dignity"),
    Flag.PERSON: ("P", "About a person who can be recognised"),
}
MARK_KEYS: Mapping[Mark, tuple[str, str, str]] = {
    Mark.STARRED: ("*", "star", "One of the best: to be quoted in the report"),
    Mark.SECOND_LOOK: ("W", "wrongly tagged?", "Somebody should look at its themes again"),
}


class FlagRow(WrappingRow):
    """The flags, after them the star and the doubt, and at the end who said "us too".

    Signals:
        endorsers_wanted: It is to be noted which groups said "us too".
        flag_turned: Carries a `Flag` and whether it is to be set.
        mark_turned: Carries a `Mark` and whether it is to be set.
    """

    endorsers_wanted = Signal()
    flag_turned = Signal(object, bool)
    mark_turned = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self.flags: dict[Flag, QToolButton] = {}
        self.marks: dict[Mark, QToolButton] = {}
        self.by_key: dict[str, QToolButton] = {}
        for flag, (key, meaning) in FLAG_KEYS.items():
            button = self.flags[flag] = self._button(key, flag.value, meaning)
            button.clicked.connect(lambda on, flag=flag: self.flag_turned.emit(flag, on))
        self.add(*self.flags.values())
        for mark, (key, name, meaning) in MARK_KEYS.items():
            button = self.marks[mark] = self._button(key, name, meaning)
            button.clicked.connect(lambda on, mark=mark: self.mark_turned.emit(mark, on))
        self.endorsers = self._button("+", "us too", "Groups that said “us too” when it was read out; not counted")
        self.endorsers.setCheckable(False)
        self.endorsers.clicked.connect(self.endorsers_wanted)
        self.add(*self.marks.values(), self.endorsers)
        self.show_words(True)

    def show_answer(self, answer: Answer) -> None:
        """Show what is noted about an answer."""
        for flag, button in self.flags.items():
            button.setChecked(flag in answer.flags)
        self.marks[Mark.STARRED].setChecked(answer.starred)
        self.marks[Mark.SECOND_LOOK].setChecked(answer.second_look)

    def show_words(self, shown: bool) -> None:
        """Show what each key notes, or only the keys where there is little room."""
        for key, button in self.by_key.items():
            button.setText(f"{key}  {button.accessibleName()}" if shown else key)

    def _button(self, key: str, name: str, meaning: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setProperty("role", "flag")
        button.setToolTip(f"{meaning} ({key})")
        self.by_key[key] = button
        return button
