"""One answer, large: who wrote it under which question, what stands around it, its themes and flags."""

from collections.abc import Iterable, Mapping
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import asked
from cxfacilitator.domain.forms import Form
from cxfacilitator.domain.redaction import is_redacted
from cxfacilitator.domain.sheets import Answer, Box, Direction, Flag, Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Suggestion
from cxfacilitator.ui import icons, theme
from cxfacilitator.ui.widgets import AudienceMark, label
from cxfacilitator.ui.widgets.elided import Elided
from cxfacilitator.ui.widgets.layouts import clear

FLAG_KEYS: Mapping[Flag, tuple[str, str]] = {
    Flag.EFFORT: ("E", "It costs customers effort"),
    Flag.EXPLAIN: ("X", "A misunderstanding: to explain rather than to change"),
    Flag.BACKSTAGE: ("B", "Work that customers do not see"),
    Flag.UNTESTED: ("U", "An assumption about customers that nobody has asked them about"),
    Flag.SERIOUS: ("!", "Serious even when only one group says it: safety, law, dignity"),
    Flag.PERSON: ("P", "About a person who can be recognised"),
}
_DIRECTIONS = {
    Direction.BETTER: "better",
    Direction.WORSE: "worse",
    Direction.DIFFERENT: "different",
}
_VALUES = {
    Value.YES: "matters to customers",
    Value.NO: "does not matter to customers",
    Value.UNSURE: "not sure that it matters to customers",
}


class ThemeChip(QFrame):
    """An accepted theme with a cross; the first of an answer is the main one."""

    removed = Signal(str)

    def __init__(self, theme_id: ThemeId, name: str, main: bool) -> None:
        super().__init__()
        self.theme_id = theme_id
        self.setProperty("role", "theme")
        self.setToolTip(f"{theme_id}, the main theme" if main else theme_id)
        self.cross = QToolButton()
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.setToolTip(f"Take {name} away")
        self.cross.setAccessibleName(f"Take {name} away")
        self.cross.clicked.connect(lambda: self.removed.emit(self.theme_id))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 2, 0)
        row.setSpacing(4)
        row.addWidget(Elided(name, "strong" if main else ""))
        row.addWidget(self.cross)
        self.restyle()

    def restyle(self) -> None:
        """Repaint the cross in the colours of a new theme."""
        self.cross.setIcon(icons.icon("close", "muted", 12))
        self.cross.setIconSize(QSize(theme.px(12), theme.px(12)))


class AnswerCard(QFrame):
    """Shows one answer; its wording is never changed here.

    Signals:
        theme_removed: The cross of a theme; carries its id.
        flag_turned: Carries a flag and whether it is to be set.
        review_turned: Carries whether the answer is to count as reviewed.
    """

    theme_removed = Signal(str)
    flag_turned = Signal(object, bool)
    review_turned = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.answer: Answer | None = None
        self.chips: list[ThemeChip] = []
        self.flags: dict[Flag, QToolButton] = {}
        self._marked: tuple[tuple[int, int], ...] = ()
        self._mark = QHBoxLayout()
        self.who = label("", "strong")
        self.question = Elided("", "muted", lines=2)
        self.reviewed = QCheckBox("Reviewed")
        self.reviewed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.reviewed.clicked.connect(self.review_turned)
        self.above, self.below = Elided("", "small"), Elided("", "small")
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.RichText)
        self.text.setWordWrap(True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.text.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self.area = QScrollArea()
        self.area.setWidget(self.text)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.paper = Elided("", "small")
        self.others = label("", "muted")
        head = QHBoxLayout()
        head.setSpacing(8)
        top = Qt.AlignmentFlag.AlignTop
        head.addLayout(self._mark)
        head.addWidget(self.who, 0, top)
        head.addWidget(self.question, 1, top)
        head.addWidget(self.reviewed, 0, top)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self._none = label("No theme yet", "muted")
        self._chips.addWidget(self._none)
        self._chips.addStretch()
        themes = QWidget()
        themes.setLayout(self._chips)
        self._chips.setContentsMargins(0, 0, 0, 0)
        themes.setMinimumHeight(theme.px(30))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.above)
        column.addWidget(self.area, 1)
        column.addWidget(self.paper)
        column.addWidget(self.below)
        column.addWidget(self.others)
        column.addWidget(themes)
        column.addLayout(self._flag_row())

    def show_answer(self, snapshot: Snapshot, answer: Answer, suggestions: Iterable[Suggestion]) -> None:
        """Show an answer, with the words marked that led to the suggestions."""
        source = snapshot.source_of(answer)
        engagement = snapshot.engagement
        if self.answer is None or snapshot.audience_of(self.answer) is not source.audience or self._mark.count() == 0:
            clear(self._mark)
            self._mark.addWidget(AudienceMark(source.audience, size=16), 0, Qt.AlignmentFlag.AlignTop)
        self.answer = answer
        self._marked = _together((r.start, r.end) for s in suggestions for r in s.reasons)
        self.who.setText(source.described if isinstance(source, Form) else f"{source.code} {source.label}")
        words = asked(snapshot.wording, answer.box.question, source.audience, engagement.client)
        box = "Q4, not marked" if answer.box is Box.UNMARKED else answer.box.label
        loose = isinstance(source, Form) and answer.box is Box.UNMARKED
        self.question.set_text("Said without a question" if loose else f"{box}: {words}")
        self.reviewed.setChecked(answer.reviewed)
        beside = (snapshot.form_answers_of if isinstance(source, Form) else snapshot.answers_of)[source.id]
        around = [other for other in beside if other.box is answer.box]
        place = around.index(answer)
        self.above.set_text(around[place - 1].wording if place else "")
        self.below.set_text(around[place + 1].wording if place + 1 < len(around) else "")
        self.paper.set_text(_of_the_paper(answer))
        self.paper.setVisible(bool(answer.tidy))
        parts = (answer.competitor, _DIRECTIONS.get(answer.direction, ""), _VALUES.get(answer.value, ""))
        self.others.setText(" · ".join(part for part in parts if part))
        self.others.setVisible(any(parts))
        self._show_text()
        self._show_themes(snapshot, snapshot.themes_of.get(answer.id, ()))
        for flag, button in self.flags.items():
            button.setChecked(flag in answer.flags)

    def changeEvent(self, event: QEvent) -> None:
        """Mark the words in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._show_text()
            for chip in self.chips:
                chip.restyle()

    def _flag_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        for flag, (key, meaning) in FLAG_KEYS.items():
            button = QToolButton()
            button.setText(f"{key}  {flag.value}")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("role", "flag")
            button.setToolTip(f"{meaning} ({key})")
            button.clicked.connect(lambda on, flag=flag: self.flag_turned.emit(flag, on))
            self.flags[flag] = button
            row.addWidget(button)
        row.addStretch()
        return row

    def _show_text(self) -> None:
        if self.answer is None:
            return
        text = self.answer.wording
        large = 24 if theme.current().percent <= 125 else theme.HEADING
        self.area.setMinimumHeight(theme.px(large * 3))
        size = theme.px(large if len(text) <= 120 else theme.HEADING if len(text) <= 300 else theme.LEAD)
        style = f"background-color: {theme.colour('selection').name()}; text-decoration: underline"
        parts, at = [], 0
        for start, end in self._marked:
            parts += [escape(text[at:start]), f'<span style="{style}">{escape(text[start:end])}</span>']
            at = end
        parts.append(escape(text[at:]))
        html = "".join(parts).replace("\n", "<br>")
        self.text.setText(f'<span style="font-size: {size}px">{html}</span>')
        self.text.setAccessibleName(text)

    def _show_themes(self, snapshot: Snapshot, themes: tuple[ThemeId, ...]) -> None:
        if [chip.theme_id for chip in self.chips] == list(themes):
            return
        for chip in self.chips:
            self._chips.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [
            ThemeChip(theme_id, snapshot.codebook.by_id[theme_id].name, place == 0)
            for place, theme_id in enumerate(themes)
        ]
        for place, chip in enumerate(self.chips):
            chip.removed.connect(self.theme_removed)
            self._chips.insertWidget(place, chip)
        self._none.setVisible(not self.chips)


def _of_the_paper(answer: Answer) -> str:
    if not answer.tidy:
        return ""
    return (
        "Redacted; the original stays with its sheet."
        if is_redacted(answer)
        else f"Tidied; on the paper: “{answer.text}”"
    )


def _together(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Join spans that overlap, from left to right."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
