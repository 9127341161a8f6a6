"""The chosen theme, field by field; every key is in the file as it is typed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import Codebook, Theme, Visibility
from cxfacilitator.domain.codebook_names import check_name
from cxfacilitator.domain.engagement import Question
from cxfacilitator.domain.errors import CxError
from cxfacilitator.ui.pages.codebook.swatches import Swatches
from cxfacilitator.ui.widgets import Columns, label
from cxfacilitator.ui.widgets.choice_box import ChoiceBox
from cxfacilitator.ui.widgets.disclosure import Disclosure
from cxfacilitator.ui.widgets.elided import Elided
from cxfacilitator.ui.widgets.typed_text import Entries, TypedText

VISIBILITY: Mapping[Visibility, tuple[str, str]] = {
    Visibility.DIRECT: (
        "Customers can speak about it",
        "The three audiences are compared: customers who are silent about it did not notice it, or did not mind.",
    ),
    Visibility.INDIRECT: (
        "Customers feel only the effect",
        "Leadership is compared with staff. That customers are silent about it says nothing, and is never a gap.",
    ),
    Visibility.NONE: (
        "Customers see nothing of it",
        "Work behind the scenes. It is never suggested for customers, and their silence about it is never a gap.",
    ),
}
"""Who can speak about a theme, and what follows from that."""
_QUESTIONS: Mapping[Question, str] = {
    Question.WELL: "Done well",
    Question.IMPROVE: "To improve",
    Question.DIFFER: "Others differ",
    Question.NEXT: "Continue, start",
}


class ThemeForm(QScrollArea):
    """Shows one theme and hands over what is typed; news from the file never overwrites what is on its way there.

    Signals:
        edited: Carries the `Theme` as it is now on the screen.
    """

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme: Theme | None = None
        self._codebook: Codebook | None = None
        self._typed: dict[str, Any] = {}
        self._fillers: dict[str, Callable[[Theme], None]] = {}
        self.notes = label("", "muted", wrap=True)
        self.name = self._text("name", TypedText("Name", most=1))
        self.name.setLineWrapMode(TypedText.LineWrapMode.NoWrap)
        self.refusal = label("", "danger", wrap=True)
        self.refusal.hide()
        self.family = ChoiceBox()
        self.family.setAccessibleName("Family")
        self.family.activated.connect(lambda _place: self._hear("family", self.family.currentData()))
        self._fillers["family"] = self._show_family
        self.definition = self._text("definition", TypedText("Definition", 2))
        self.include = self._entries("include", Entries("Include", 2, 8, "tone and manners"))
        self.exclude = self._entries("exclude", Entries("Exclude", 2, 8, "skill or advice: another theme"))
        self.cues = self._entries("cues", Entries("Cues", 2, 8, "friend*"))
        self.memo = self._text("memo", TypedText("Memo", 2))
        self.examples = {question: TypedText(f"Example of {question.value}") for question in Question}
        for text in self.examples.values():
            text.typed.connect(lambda _text: self._hear("examples", self._written_examples()))
        self._fillers["examples"] = self._show_examples
        self.visibility = ChoiceBox()
        self.visibility.setAccessibleName("Who can speak about it")
        for words, _ in VISIBILITY.values():
            self.visibility.addItem(words)
        self.visibility.activated.connect(lambda place: self._hear("visibility", list(VISIBILITY)[place]))
        self.consequence = label("", "small", wrap=True)
        self._fillers["visibility"] = lambda theme: self._show_visibility(theme.visibility)
        self.effort = QCheckBox("It costs customers effort when it goes wrong")
        self.effort.setToolTip("They have to wait, to chase, to ask twice")
        self.effort.clicked.connect(lambda on: self._hear("effort_linked", on))
        self._fillers["effort_linked"] = lambda theme: self.effort.setChecked(theme.effort_linked)
        self.swatches = Swatches()
        self.swatches.chosen.connect(lambda colour: self._hear("colour", colour))
        self._fillers["colour"] = lambda theme: self.swatches.show_colour(theme.colour)
        self._lay_out()

    @property
    def theme(self) -> Theme | None:
        """The theme as it is on the screen."""
        return replace(self._theme, **self._typed) if self._theme is not None else None

    def show_theme(self, codebook: Codebook, theme: Theme, notes: tuple[str, ...]) -> None:
        """Show a theme as it is in the file; what is typed and on its way there stays.

        Args:
            codebook: Its codebook, for the families and the names that are taken.
            theme: The theme.
            notes: What to bear in mind, such as how it is told from themes that are easily taken for it.
        """
        if self._theme is None or theme.id != self._theme.id:
            self._typed.clear()
            self.verticalScrollBar().setValue(0)
        self._theme, self._codebook = theme, codebook
        self._typed = {name: value for name, value in self._typed.items() if getattr(theme, name) != value}
        for name, fill in self._fillers.items():
            if name not in self._typed:
                fill(theme)
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        for part in self._only_for_themes:
            part.setVisible(not theme.residual)

    def settle(self) -> None:
        """Everything is in the file, or was refused: show what the file has."""
        if self._theme is not None and self._typed:
            self._typed.clear()
            for fill in self._fillers.values():
                fill(self._theme)

    def rename(self) -> None:
        """Put the cursor on the name."""
        self.ensureWidgetVisible(self.name)
        self.name.setFocus()
        self.name.selectAll()

    def _text(self, field: str, text: TypedText) -> TypedText:
        text.typed.connect(lambda typed: self._hear(field, typed.strip()))
        self._fillers[field] = lambda theme: _fill(text, getattr(theme, field))
        return text

    def _entries(self, field: str, entries: Entries) -> Entries:
        entries.typed.connect(lambda _text: self._hear(field, entries.entries))
        self._fillers[field] = lambda theme: entries.show_entries(getattr(theme, field))
        return entries

    def _hear(self, field: str, value: Any) -> None:
        """Keep what was typed until the file has it; a name that is being typed anew is empty for a moment."""
        if self._theme is None or (field == "name" and not self._may_be_called(value)):
            return
        if getattr(self.theme, field) == value:
            return
        if field == "visibility":
            self._show_visibility(value)
        self._typed[field] = value
        self.edited.emit(self.theme)

    def _may_be_called(self, name: str) -> bool:
        """Whether this can be its name; one that is being typed is another theme's, or none, for a moment."""
        if self._theme is None or self._codebook is None:
            return False
        try:
            check_name(self._codebook, replace(self._theme, name=name))
        except CxError as problem:
            self.refusal.setText(str(problem) if name else "")
        else:
            self.refusal.setText("")
        self.refusal.setVisible(bool(self.refusal.text()))
        return bool(name) and not self.refusal.text()

    def _leave_name(self) -> None:
        """Show the name that the file has in the place of one that cannot be its name."""
        if self._theme is not None and "name" not in self._typed:
            self.name.show_text(self._theme.name)
            self.refusal.hide()

    def _show_name(self, theme: Theme) -> None:
        if not self.name.hasFocus() or self._may_be_called(self.name.toPlainText().strip()):
            _fill(self.name, theme.name)

    def _show_family(self, theme: Theme) -> None:
        families = [("", "No family"), *((f.id, f.name) for f in self._codebook.families)] if self._codebook else []
        self.family.clear()
        for family_id, name in families:
            self.family.addItem(name, family_id)
        self.family.setCurrentIndex(max(0, self.family.findData(theme.family)))

    def _show_visibility(self, visibility: Visibility) -> None:
        self.visibility.setCurrentIndex(list(VISIBILITY).index(visibility))
        self.consequence.setText(VISIBILITY[visibility][1])

    def _show_examples(self, theme: Theme) -> None:
        for question, text in self.examples.items():
            _fill(text, theme.examples.get(question, ""))
        self.more.set_title("Examples" if not theme.examples else f"Examples ({len(theme.examples)})")

    def _written_examples(self) -> dict[str, str]:
        written = {question.value: text.toPlainText().strip() for question, text in self.examples.items()}
        return {question: text for question, text in written.items() if text}

    def _lay_out(self) -> None:
        self._family_field = _field("Family", self.family)
        self.family.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.visibility.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        head = Columns(_field("Name", self.name), self._family_field, narrow=400, spacing=16)
        sides = Columns(
            _field("Include", self.include, "one thing a line"),
            _field("Exclude", self.exclude, "and where it goes instead"),
            narrow=480,
            spacing=16,
        )
        cues = _field("Cues", self.cues, "Words that hint at it, one a line; friend* finds friendly and friendship")
        seen = QWidget()
        column = QVBoxLayout(seen)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.visibility)
        column.addWidget(self.consequence)
        visibility = _field("Who can speak about it", seen)
        self.more = Disclosure("Examples", self._examples())
        low: tuple[QWidget, ...] = (head, sides, self.more)
        for part in low:
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._only_for_themes = (self._family_field, sides, cues, visibility, self.effort, self.more)
        inside = QWidget()
        inside.setProperty("role", "page")
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(2, 0, 12, 8)
        whole.setSpacing(16)
        whole.addWidget(head)
        whole.addWidget(self.refusal)
        for part in (
            _field("Definition", self.definition, "What it is about, so that two people read it alike"),
            self.notes,
            sides,
            cues,
            visibility,
            self.effort,
            _field("Colour", self.swatches, "To find it again at a glance; it says nothing by itself"),
            self.more,
            _field("Memo", self.memo, "A note to yourself; it is in no report"),
        ):
            whole.addWidget(part)
        whole.addStretch(1)
        self.setWidget(inside)
        self.name.left.connect(self._leave_name)
        self._fillers["name"] = self._show_name

    def _examples(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for question, text in self.examples.items():
            column.addWidget(_field(f"{question.value} · {_QUESTIONS[question]}", text))
        return body


def _fill(text: TypedText, value: str) -> None:
    """Show a value, unless the text says it already but for the blanks around it."""
    if text.toPlainText().strip() != value:
        text.show_text(value)


def _field(name: str, editor: QWidget, help_line: str = "") -> QWidget:
    words = label(name, "strong")
    words.setBuddy(editor)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(words)
    head.addWidget(Elided(help_line, "small"), 1)
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addLayout(head)
    column.addWidget(editor)
    column.addStretch()
    cell.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    return cell
