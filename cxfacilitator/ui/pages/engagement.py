"""The engagement: what is agreed with the sponsor before anybody is invited."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cxfacilitator.domain.engagement import Audience, Engagement, Formality, Question, Wording, asked
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import engagement as service
from cxfacilitator.ui import theme
from cxfacilitator.ui.forms import Form
from cxfacilitator.ui.pages.page import Page
from cxfacilitator.ui.widgets import AudienceMark, Columns, ParagraphEdit, hairline, label

WIDEST = 1180
_TO_AGREE: tuple[tuple[Callable[[Engagement], object], str], ...] = (
    (lambda e: e.client, "Type the client's name."),
    (lambda e: e.sponsor, "Note who asks for this: the sponsor decides what happens with the report."),
    (lambda e: e.purpose, "Agree with the sponsor what will be decided with the result."),
    (lambda e: e.facilitator, "Note who facilitates."),
    (lambda e: e.competitors, "Ask who the competitors are; their names are offered while question 3 is typed."),
    (lambda e: e.delete_by, "Agree by which day the roster is deleted; it is promised in the room."),
)
_LOCKED = "Fixed since the first session started: it was promised in the room."
_OPEN = "Smaller parts of an audience are never shown on their own. It is promised in the room, and fixed from then on."


class EngagementPage(Page):
    """Client, audiences, promises and the wording of the four questions; each field is saved when it is left."""

    stage = "engagement"
    title = "Engagement"
    sentence = "What you agree with the sponsor. Each field is saved when you leave it."
    keys = (("Tab", "Next field"), ("Shift+Tab", "Field before"), ("Ctrl+Z", "Undo the last change"))

    def build(self) -> None:
        """Lay out the two forms side by side, and the questions below."""
        inner = QWidget()
        inner.setMaximumWidth(WIDEST)
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(16)
        client = _section("The client", self._client_form())
        whole.addWidget(Columns(client, _section("The audiences and the promise", self._promise_form())))
        whole.addSpacing(8)
        whole.addWidget(hairline())
        whole.addWidget(_section("The four questions", self._questions()))
        self.column.addWidget(inner)
        self.column.addStretch()
        self.workspace.refused.connect(self._hear_refused)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is agreed so far."""
        self.about.show_value(snapshot.engagement)
        self.promise.show_value(snapshot.engagement)
        locked = service.promise_made(snapshot)
        for number in (self.threshold_groups, self.threshold_people):
            number.setDisabled(locked)
        self.threshold_note.setText(_LOCKED if locked else _OPEN)
        self._show_wording(snapshot.wording, snapshot.engagement)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the client's name when nothing else is known yet."""
        super().showEvent(event)
        snapshot = self.workspace.snapshot
        if snapshot is not None and not snapshot.engagement.sponsor and not snapshot.participants:
            self.client.setFocus()
            self.client.selectAll()

    @staticmethod
    def progress(snapshot: Snapshot) -> float | None:
        """Return the share of what should be agreed before anybody is invited."""
        return sum(bool(known(snapshot.engagement)) for known, _ in _TO_AGREE) / len(_TO_AGREE)

    @staticmethod
    def next_step(snapshot: Snapshot) -> str:
        """Name the first thing that is not agreed yet."""
        return next((sentence for known, sentence in _TO_AGREE if not known(snapshot.engagement)), "")

    def _client_form(self) -> Form[Engagement]:
        form = self.about = Form[Engagement]()
        self.client = form.line("Client", lambda e: e.client, lambda e, v: replace(e, client=v))
        self.code = form.line("Short name", lambda e: e.code, lambda e, v: replace(e, code=v))
        self.code.setToolTip("It goes into file names and onto the printed sheets: letters, digits, dots and dashes.")
        self.sponsor = form.line(
            "Sponsor", lambda e: e.sponsor, lambda e, v: replace(e, sponsor=v), "Who asks for this"
        )  # fmt: skip
        form.line("Facilitator", lambda e: e.facilitator, lambda e, v: replace(e, facilitator=v))
        self.purpose = form.paragraph(
            "Purpose", lambda e: e.purpose, lambda e, v: replace(e, purpose=v), "What will be decided with the result?"
        )
        form.line("Industry", lambda e: e.industry, lambda e, v: replace(e, industry=v))
        form.number("Round", lambda e: e.round, lambda e, v: replace(e, round=v), 1, 99)
        form.choice(
            "Report",
            lambda e: e.formality,
            lambda e, v: replace(e, formality=v),
            ((Formality.FORMAL, "Formal, with method and limits"), (Formality.INFORMAL, "Informal and short")),
            wide=True,
        )
        form.edited.connect(self._save)
        return form

    def _promise_form(self) -> Form[Engagement]:
        form = self.promise = Form[Engagement]()
        form.widget("Who is asked", self._audiences(), self._show_audiences)
        form.line(
            "Competitors",
            lambda e: ", ".join(e.competitors),
            lambda e, v: replace(e, competitors=tuple(name.strip() for name in v.split(",") if name.strip())),
            "Names with commas between them",
            wide=True,
        )
        self.threshold_groups = form.number(
            "No figure for fewer groups than",
            lambda e: e.threshold_groups,
            lambda e, v: replace(e, threshold_groups=v),
            1,
            20,
        )
        self.threshold_people = form.number(
            "or fewer people than",
            lambda e: e.threshold_people,
            lambda e, v: replace(e, threshold_people=v),
            1,
            200,
        )
        self.threshold_note = label("", "small", wrap=True)
        form.widget("", self.threshold_note, lambda _value: None)
        self.delete_box, self.delete_day = form.day(
            "Names", lambda e: e.delete_by, lambda e, v: replace(e, delete_by=v), "The roster is deleted by"
        )
        form.edited.connect(self._save)
        return form

    def _audiences(self) -> QWidget:
        self.asked: dict[Audience, QCheckBox] = {}
        self.everybody: dict[Audience, QCheckBox] = {}
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnMinimumWidth(1, theme.px(120))
        grid.setColumnStretch(3, 1)
        for line, audience in enumerate(Audience):
            box = self.asked[audience] = QCheckBox(audience.label)
            every = self.everybody[audience] = QCheckBox("All of them take part")
            every.setToolTip("Then what they say is a fact about this audience, not a sample of it.")
            every.setAccessibleName(f"{audience.label}: all of them take part")
            box.clicked.connect(self._take_audiences)
            every.clicked.connect(self._take_audiences)
            grid.addWidget(AudienceMark(audience), line, 0)
            grid.addWidget(box, line, 1)
            grid.addWidget(every, line, 2)
        return table

    def _show_audiences(self, engagement: Engagement) -> None:
        for audience in Audience:
            self.asked[audience].setChecked(audience in engagement.audiences)
            self.everybody[audience].setChecked(audience in engagement.everybody)
            self.everybody[audience].setEnabled(audience in engagement.audiences)

    def _take_audiences(self) -> None:
        chosen = tuple(audience for audience in Audience if self.asked[audience].isChecked())
        every = frozenset(audience for audience in chosen if self.everybody[audience].isChecked())
        self.promise.change(lambda e: replace(e, audiences=chosen, everybody=every))

    def _questions(self) -> QWidget:
        self.wording: dict[tuple[Question, Audience], ParagraphEdit] = {}
        self.previews: dict[tuple[Question, Audience], QLabel] = {}
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for column, audience in enumerate(Audience, 1):
            grid.setColumnStretch(column, 1)
            head = QHBoxLayout()
            head.setSpacing(8)
            head.addWidget(AudienceMark(audience))
            head.addWidget(label(audience.label, "strong"))
            head.addStretch()
            grid.addLayout(head, 0, column)
        for line, question in enumerate(Question, 1):
            number = label(str(line), "heading")
            number.setContentsMargins(0, 4, 8, 0)
            grid.addWidget(number, line, 0, Qt.AlignmentFlag.AlignTop)
            for column, audience in enumerate(Audience, 1):
                grid.addLayout(self._question_cell(question, audience), line, column)
        return table

    def _question_cell(self, question: Question, audience: Audience) -> QVBoxLayout:
        editor = self.wording[question, audience] = ParagraphEdit()
        preview = self.previews[question, audience] = label("", "small", wrap=True)
        editor.setAccessibleName(f"{question.value}, {audience.label}")
        editor.setToolTip("[Company] stands for the client's name. Empty brings the usual wording back.")

        def save() -> None:
            self.workspace.do(service.set_wording, question, audience, editor.toPlainText())

        editor.editing_finished.connect(save)
        cell = QVBoxLayout()
        cell.setSpacing(4)
        cell.addWidget(editor)
        cell.addWidget(preview)
        cell.addStretch()
        return cell

    def _show_wording(self, wording: Wording, engagement: Engagement) -> None:
        for (question, audience), editor in self.wording.items():
            text = wording[question, audience]
            if not editor.hasFocus() and editor.toPlainText() != text:
                editor.setPlainText(text)
            editor.setEnabled(audience in engagement.audiences)
            shown = asked(wording, question, audience, engagement.client)
            self.previews[question, audience].setText(f"Reads: {shown}" if shown != text else "")
            self.previews[question, audience].setVisible(shown != text)

    def _save(self, engagement: Engagement) -> None:
        self._build_on(engagement)
        self.workspace.do(service.update, engagement)

    def _hear_refused(self, problem: CxError) -> None:
        snapshot = self.workspace.snapshot
        if snapshot is not None:
            self._build_on(snapshot.engagement)

    def _build_on(self, engagement: Engagement) -> None:
        self.about.build_on(engagement)
        self.promise.build_on(engagement)


def _section(heading: str, body: QWidget) -> QWidget:
    section = QWidget()
    column = QVBoxLayout(section)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    column.addWidget(label(heading, "heading"))
    column.addWidget(body)
    column.addStretch()
    return section
