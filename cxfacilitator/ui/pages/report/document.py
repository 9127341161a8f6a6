"""The report as it will be handed over: what is in it at the left, its pages at the right."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.report_setup import ReportSetup
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import name_check, report_setup
from cxfacilitator.services.name_check import NamedWords
from cxfacilitator.services.report import Draft, OpenPoint
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.pages.report.choices import Choices
from cxfacilitator.ui.pages.report.drafting import Drafting
from cxfacilitator.ui.pages.report.exporting import Exporting
from cxfacilitator.ui.pages.report.face import Face
from cxfacilitator.ui.pages.report.headline import HeadlineForm
from cxfacilitator.ui.pages.report.keeping import Keeping
from cxfacilitator.ui.pages.report.look_form import LookForm
from cxfacilitator.ui.pages.report.open_list import OpenList
from cxfacilitator.ui.pages.report.parts import Parts
from cxfacilitator.ui.widgets import hairline
from cxfacilitator.ui.widgets.disclosure import Disclosure
from cxfacilitator.ui.widgets.document_view import KEYS, DocumentView
from cxfacilitator.ui.widgets.document_view.paper import Fit
from cxfacilitator.ui.widgets.scrolled import Scrolled
from cxfacilitator.ui.widgets.splitter import splitter

_WAIT, _AGAIN = "The pages are being made.", "Being made again…"


class DocumentFace(Face):
    """Every choice is kept in the file, and the pages follow it."""

    name = "report"
    title = "Report"
    key = "F2"
    keys = (
        ("Ctrl+E", "Export the PDF"),
        ("Alt+P", "Parts: Space ticks one, Ctrl+Up and Ctrl+Down move it, as dragging does"),
        ("Alt+H", "Headline"),
        ("Alt+S", "Signs on the cover, and the client’s colour"),
        ("Alt+W", "Archive and password"),
        *KEYS,
    )

    def build(self) -> None:
        """Lay out the choices, what is open, and the pages."""
        self.drafting = Drafting(self.workspace, self)
        self.export = QPushButton("Export PDF")
        self.export.setShortcut("Ctrl+E")
        self.export.setToolTip("Choose a place and write the report (Ctrl+E)")
        self.exporting = Exporting(self.workspace)
        self.choices, self.parts, self.headline = Choices(), Parts(), HeadlineForm()
        self.look, self.keeping, self.open_list = LookForm(self.workspace), Keeping(), OpenList()
        self.folds = {
            "parts": Disclosure("Parts, and their order", self.parts),
            "headline": Disclosure("Headline", self.headline),
            "look": Disclosure("Signs and colour", self.look),
            "keeping": Disclosure("Archive and password", self.keeping),
        }
        self.view = DocumentView(self.workspace.jobs, "The report")
        self.inner = self._left()
        self.left = Scrolled(self.inner)
        self.split = splitter(self.left, self.view, (0, 1), (360, 900))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.split)
        self.setFocusProxy(self.choices.edition)
        self._wire()

    def primary_action(self) -> QPushButton | None:
        """Return the button that exports."""
        return self.export

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is chosen, and have the pages made again."""
        self.exporting.show_snapshot(snapshot)
        self.choices.show_setup(snapshot.report)
        self.parts.show_setup(snapshot.report)
        self.headline.show_setup(snapshot.report, self.workspace.path)
        self.look.show_snapshot(snapshot)
        for name in ("parts", "headline"):
            self.folds[name].setHidden(self._is_note)
        self._go_on()

    def forget(self) -> None:
        """Forget the pages and the password: another engagement is open."""
        self.drafting.forget()
        self._show_points()
        self.parts.show_told(())
        self.headline.show_outline(None)
        self.view.show_sentence("")
        self.keeping.forget()
        self.exporting.forget()

    def remembered(self) -> dict[str, str]:
        """Return how large the pages are, which parts are unfolded, and where the last report was written."""
        found = {f"view.{key}": value for key, value in self.view.remembered().items()}
        found |= {f"fold.{name}": str(int(fold.shown)) for name, fold in self.folds.items()}
        found |= {f"export.{key}": value for key, value in self.exporting.remembered().items()}
        return found | {"sign": self.look.used, "archive": str(int(self.keeping.archive.isChecked()))}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Show all of that again."""
        # As wide as the room at first: a whole page is too small to be read beside the choices.
        self.view.put_back({"zoom": Fit.WIDTH.value} | _below("view.", remembered))
        for name, fold in self.folds.items():
            fold.head.setChecked(remembered.get(f"fold.{name}") == "1")
        self.exporting.put_back(_below("export.", remembered))
        self.look.used = remembered.get("sign", "")
        self.keeping.archive.setChecked(remembered.get("archive") == "1")

    def showEvent(self, event: QShowEvent) -> None:
        """Have the pages made that nobody was there to look at."""
        super().showEvent(event)
        self._go_on()

    def hideEvent(self, event: QHideEvent) -> None:
        """Make no pages that nobody looks at."""
        super().hideEvent(event)
        self.drafting.wait()

    def _left(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(self.exporting)
        column.addWidget(self.choices)
        for fold in self.folds.values():
            column.addWidget(fold)
        column.addWidget(hairline())
        column.addSpacing(4)
        column.addWidget(self.open_list)
        column.addStretch()
        return inner

    def _wire(self) -> None:
        self.export.clicked.connect(lambda _checked: self._export())
        self.drafting.made.connect(self._show_draft)
        self.drafting.named.connect(self._show_names)
        self.drafting.advanced.connect(self._show_advanced)
        self.drafting.failed.connect(lambda sentence: self.view.show_sentence(sentence, "Try again"))
        self.exporting.told.connect(self.told)
        self.exporting.busy.connect(self._hear_busy)
        self.exporting.written.connect(self.keeping.forget)
        self.choices.chosen.connect(self._choose)
        self.choices.quotes_wanted.connect(lambda: self.stage_wanted.emit("comparison:findings"))
        self.parts.list.row_chosen.connect(lambda _part: self._keep_in_sight())
        self.parts.chosen.connect(lambda parts: self._choose({"parts": parts}))
        self.headline.gap_chosen.connect(lambda theme_id: self._choose({"headline_theme": theme_id, "headline": ""}))
        self.headline.typed.connect(self._type_headline)
        self.workspace.saved.connect(lambda _at: self.headline.settle())
        self.open_list.wanted.connect(self._lead)
        self.view.lead.clicked.connect(lambda _checked: self._fill())
        for key, act in (
            ("Alt+P", lambda: self._unfold("parts", self.parts.list)),
            ("Alt+H", lambda: self._unfold("headline", self.headline.own)),
            ("Alt+S", lambda: self._unfold("look", self.look)),
            ("Alt+W", lambda: self._unfold("keeping", self.keeping.archive)),
            ("PgUp", lambda: self.view.turn(-1)),
            ("PgDown", lambda: self.view.turn(1)),
            ("Ctrl+F", self.view.begin_finding),
        ):
            on_key(self, key, act)

    def _choose(self, fields: Mapping[str, Any]) -> None:
        self.workspace.do(report_setup.change, _with(fields))

    def _type_headline(self, text: str) -> None:
        self.workspace.type_line("headline", report_setup.change, _with({"headline": text}))

    def _show_draft(self, draft: Draft) -> None:
        self.view.show_note("")
        if draft.pdf:
            self.view.show_document(draft.pdf, "report")
        else:
            self.view.show_sentence(draft.refusal, "Decide on the ideas" if self._is_note else "Take the usual parts")
        self.parts.show_told(draft.outline.parts)
        self.headline.show_outline(draft.outline)
        # The names that were found last stand until it is known whether they still do.
        named = (point for point in self.open_list.points if point.face == "names")
        self._show_points(*draft.outline.open_points, *named)

    def _show_advanced(self, note: str) -> None:
        """The first pages of hundreds of groups take a while; those that are there already are said to be made anew."""
        if not self.view.pages:
            self.view.sentence.setText(f"{_WAIT} {note}")

    def _show_names(self, found: tuple[NamedWords, ...]) -> None:
        others = (point for point in self.open_list.points if point.face != "names")
        named = name_check.still_named(found)
        self._show_points(*others, *((OpenPoint(named, "report", "names"),) if named else ()))

    def _show_points(self, *points: OpenPoint) -> None:
        self.open_list.show_points(points)
        # Buttons that come later than the pages would be reached after them.
        before: QWidget = self.keeping.again
        for button in self.open_list.buttons.values():
            self.setTabOrder(before, button)
            before = button

    @property
    def _is_note(self) -> bool:
        snapshot = self.workspace.snapshot
        return snapshot is not None and snapshot.report.edition.only_note

    def _fill(self) -> None:
        """Lead to what gives the report something to say, or try again."""
        if not self.drafting.up_to_date:
            self._go_on()
        elif self._is_note:
            self.stage_wanted.emit("plan")
        else:
            self._choose({"parts": ()})

    def _export(self) -> None:
        try:
            finish = self.keeping.finish()
        except CxError as problem:
            self.told.emit(str(problem), "error")
            self._unfold("keeping", self.keeping.password)
            return
        self.drafting.stop()
        self.exporting.begin(finish)
        self._show_card()
        self._go_on()

    def _hear_busy(self, busy: bool) -> None:
        self.export.setEnabled(not busy)
        self._show_card()
        if not busy:
            self._go_on()

    def _show_card(self) -> None:
        """What becomes of the export stands at the top."""
        self.left.verticalScrollBar().setValue(0)

    def _go_on(self) -> None:
        """Have the pages made soon, unless they are as they would be; those that are there stay until then."""
        if self.drafting.up_to_date or not self.isVisible():
            return
        if self.view.pages:
            self.view.show_note(_AGAIN)
        else:
            self.view.show_sentence(_WAIT)
        if not self.exporting.running:
            self.drafting.begin_soon()

    def _lead(self, stage: str, face: str) -> None:
        if stage != "report":
            self.stage_wanted.emit(f"{stage}:{face}" if face else stage)
        elif face == "look":
            self._unfold(face, self.look)
        elif face == "headline":
            gap, own = self.headline.gap, self.headline.own
            self._unfold(face, gap if gap.isVisibleTo(self.headline) else own)
        else:
            self.face_wanted.emit(face)

    def _unfold(self, name: str, field: QWidget) -> None:
        fold = self.folds[name]
        fold.unfold()
        field.setFocus()
        # When what was unfolded has got its room.
        QTimer.singleShot(0, self, lambda: self._show_fold(fold))

    def _show_fold(self, fold: Disclosure) -> None:
        for part in (fold, fold.head):
            self.left.ensureWidgetVisible(part)

    def _keep_in_sight(self) -> None:
        """The list of parts is as high as all of them: what is around it scrolls."""
        rows = self.parts.list
        if rows.hasFocus():
            place = rows.viewport().mapTo(self.inner, rows.visualRect(rows.currentIndex()).center())
            self.left.ensureVisible(place.x(), place.y())


def _with(fields: Mapping[str, Any]) -> Callable[[ReportSetup], ReportSetup]:
    """Return what chooses these, whatever else has been chosen in between."""

    def made(now: ReportSetup) -> ReportSetup:
        return replace(now, **fields)

    return made


def _below(start: str, remembered: Mapping[str, str]) -> dict[str, str]:
    return {key.removeprefix(start): value for key, value in remembered.items() if key.startswith(start)}
