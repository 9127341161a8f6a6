"""The matrix: which group said what on which theme, and the words behind it."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.matrix_layout import WHOLE_COLUMN, lay_out
from cxfacilitator.domain.saturation import LAST
from cxfacilitator.services import matrix as service
from cxfacilitator.services.matrix import AudiencePart, Seen
from cxfacilitator.ui import ask, theme
from cxfacilitator.ui.keys import on_key
from cxfacilitator.ui.looking import Looking, few
from cxfacilitator.ui.pages.comparison.compared import Compared
from cxfacilitator.ui.pages.comparison.face import Face
from cxfacilitator.ui.pages.comparison.matrix.cells import Look
from cxfacilitator.ui.pages.comparison.matrix.part_menu import PartMenu
from cxfacilitator.ui.pages.comparison.matrix.side import Side
from cxfacilitator.ui.pages.comparison.matrix.strip import SaturationStrip
from cxfacilitator.ui.pages.comparison.matrix.table import MatrixTable
from cxfacilitator.ui.widgets.message_bar import MessageBar
from cxfacilitator.ui.widgets.splitter import splitter
from cxfacilitator.ui.widgets.wrapping_row import WrappingRow

_ROOMY = 640


class Beside(Enum):
    """What stands beside the matrix."""

    NOTHING = auto()
    PLACE = auto()
    COLUMN = auto()
    UNTHEMED = auto()


class MatrixFace(Face):
    """Groups by themes; at the side, when it is asked for, the quotes of the place under the cursor."""

    name = "matrix"
    title = "Matrix"
    key = "F2"
    below_facts = False
    keys = (
        ("Arrows", "Move; Home and End to the first and the last theme"),
        ("Ctrl+arrows", "Next audience, next family"),
        ("Enter", "Quotes of a group or of a total; on a quote: where it is tagged"),
        ("Shift+Enter", "Quotes of the whole column"),
        ("Esc", "Back from the quotes, and close them"),
        ("H", "Marks, heat or words"),
        ("F", "Dim all other themes; F again shows them"),
        ("Space", "Fold the family into one column, or unfold it"),
        ("Shift+Space", "Fold all families, or unfold them"),
        ("U", "Reviewed answers without a theme"),
        ("P", "Show only a part of an audience, or everybody"),
        ("S", "New themes with each group"),
        ("Ctrl+C", "Copy the table for a spreadsheet"),
        ("Ctrl+Shift+E", "Export the table"),
    )

    def build(self) -> None:
        """Lay out the table, the saturation below it and the quotes beside it; the choices are the corner."""
        self._compared: Compared | None = None
        self._seen: Seen | None = None
        self._part: AudiencePart | None = None
        self._folded: frozenset[str] = frozenset()
        self._beside = Beside.NOTHING
        self._wants_strip: bool | None = None
        self._looking = Looking(self.workspace.jobs)
        self.table, self.side, self.strip, self.bar = MatrixTable(), Side(), SaturationStrip(), MessageBar()
        self.table.place_chosen.connect(self._follow)
        self.table.place_clicked.connect(lambda: self._open(Beside.PLACE))
        self.table.place_entered.connect(lambda: self._enter(Beside.PLACE))
        self.table.column_clicked.connect(lambda: self._open(Beside.COLUMN))
        self.table.column_entered.connect(lambda: self._enter(Beside.COLUMN))
        self.table.fold_wanted.connect(self._fold)
        self.table.fold_all_wanted.connect(self._fold_all)
        self.table.copied.connect(lambda: self.told.emit("The table is copied.", "notice"))
        self.side.answer_wanted.connect(self.answer_wanted)
        self.side.closed.connect(self.close_side)
        self.bar.cross.hide()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.choices = self._choices()
        for widget in (self.bar, self.table, self.strip):
            column.addWidget(widget, 1 if widget is self.table else 0)
        self.splitter = splitter(left, self.side, (1, 0), (800, 300))
        self.side.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.splitter)
        self.setFocusProxy(self.table)
        on_key(self, "Esc", self._escape)
        on_key(self, "Ctrl+Shift+E", self.export)
        self.show_look(Look.MARKS)

    @property
    def look(self) -> Look:
        """What the cells show."""
        return self.table.cells.look

    def other_actions(self) -> Sequence[QPushButton]:
        """Return the buttons that stand in the page's header."""
        return (self.unthemed, self.exports)

    def corner(self) -> QWidget:
        """Return what is chosen: the part, the look, and the legend."""
        return self.choices

    def show_compared(self, compared: Compared) -> None:
        """Show the matrix of this comparison, or of the part that was chosen."""
        self._compared = compared
        number = len(compared.comparison.unthemed)
        self.unthemed.setText(f"Without a theme: {number}")
        self.unthemed.setEnabled(bool(number))
        if self._part is None:
            self._show(Seen(compared.snapshot, compared.matrix, compared.beside))
        else:
            self.show_part(self._part)

    def show_part(self, part: AudiencePart | None) -> None:
        """Show a part of an audience beside the whole of the others; None for everybody."""
        compared = self._compared
        self._looking.stop()
        if compared is None:
            return
        self._part = part
        if part is None:
            self._show(Seen(compared.snapshot, compared.matrix, compared.beside))
        else:
            self._looking.begin(
                service.see,
                compared.snapshot,
                part,
                title="Comparing a part",
                done=self._show,
                failed=self._refuse_part,
                at_once=few(compared.snapshot),
            )

    def show_look(self, look: Look) -> None:
        """Show marks, heat or words."""
        self.looks[look].setChecked(True)
        self.table.show_look(look)

    def show_unthemed(self) -> None:
        """List the reviewed answers without a theme beside the matrix."""
        if self._compared is not None and self._compared.comparison.unthemed:
            self._open(Beside.UNTHEMED)
            self.side.quotes.setFocus()

    def close_side(self) -> None:
        """Close the quotes; the keys work in the matrix."""
        self._beside = Beside.NOTHING
        self.side.hide()
        self.table.setFocus()

    def export(self) -> None:
        """Write the table as it is folded and narrowed."""
        file = self.workspace.path
        if file is None or self._seen is None:
            return
        proposal = file.with_name(f"{file.stem} matrix.csv")
        path = ask.file_to_write(self, "Where to keep the matrix?", "CSV table (*.csv)", proposal)
        if path is None:
            return
        try:
            self.told.emit(service.export(self.table.matrix_model.layout_shown, path, replace=True), "notice")
        except CxError as problem:
            self.told.emit(str(problem), "error")

    def forget(self) -> None:
        """Show everybody: another engagement is open."""
        self._looking.stop()
        self._part = self._compared = self._seen = None
        self.table.focus_column("")
        self.close_side()

    def remembered(self) -> dict[str, str]:
        """Return the look, the folded families, and whether saturation is shown."""
        strip = {None: "", True: "yes", False: "no"}[self._wants_strip]
        return {"look": self.look.name, "folded": " ".join(sorted(self._folded)), "strip": strip}

    def put_back(self, remembered: dict[str, str]) -> None:
        """Take the look of an earlier time."""
        self._folded = frozenset(remembered.get("folded", "").split())
        self._wants_strip = {"yes": True, "no": False}.get(remembered.get("strip", ""))
        self._lay_out()
        self._make_room()
        self.show_look(Look.__members__.get(remembered.get("look", ""), Look.MARKS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a letter stands for; letters arrive here from the table and from the quotes."""
        match event.text().upper():
            case "H":
                looks = tuple(Look)
                self.show_look(looks[(looks.index(self.look) + 1) % len(looks)])
            case "F":
                self._focus_column()
            case "U":
                self.show_unthemed()
            case "P":
                self.parts.showMenu()
            case "S":
                self._show_strip(not self.added.isChecked())
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the matrix what room there is."""
        super().resizeEvent(event)
        self._make_room()

    def _choices(self) -> QWidget:
        choices = WrappingRow(8)
        self.parts = QPushButton("Everybody")
        self.parts.setToolTip("Show only a part of an audience (P)")
        self.menu = PartMenu(self.parts, lambda: self.workspace.snapshot, self.show_part)
        self.parts.setMenu(self.menu)
        self.looks: dict[Look, QPushButton] = {}
        group = QButtonGroup(self)
        for look in Look:
            button = self.looks[look] = _small(look.value, "What the cells of groups show (H)")
            button.clicked.connect(lambda _checked, look=look: self.show_look(look))
            group.addButton(button)
        self.added = _small("New themes", "How many new themes each further group brought (S)")
        self.added.clicked.connect(self._show_strip)
        choices.add(self.parts)
        choices.add(*self.looks.values())
        choices.add(self.added)
        self.unthemed = QPushButton("Without a theme: 0")
        self.unthemed.setToolTip("Reviewed answers that are on no theme (U)")
        self.unthemed.clicked.connect(self.show_unthemed)
        self.exports = QPushButton("Export")
        self.exports.setToolTip("Write the table for a spreadsheet (Ctrl+Shift+E)")
        self.exports.clicked.connect(self.export)
        return choices

    def _show(self, seen: Seen) -> None:
        self._seen = seen
        self.parts.setText(seen.part.name if seen.part else "Everybody")
        if seen.part is None:
            self.bar.clear()
        else:
            self.bar.show_message(seen.sentence, action="Show everybody", act=lambda: self.show_part(None))
        self._make_room()
        self._lay_out()

    def _lay_out(self) -> None:
        seen = self._seen
        if seen is not None:
            families = seen.snapshot.codebook.families
            self.table.show_layout(lay_out(seen.matrix, seen.beside, families, self._folded, seen.closed))
            self._show_beside()

    def _refuse_part(self, problem: CxError) -> None:
        self.told.emit(str(problem), "warning")
        self.show_part(None)

    def _make_room(self) -> None:
        """Saturation is about everybody; on a low window it is shown when it is asked for."""
        wanted = self.height() >= theme.px(_ROOMY) if self._wants_strip is None else self._wants_strip
        compared = self._compared
        enough = compared is not None and max(compared.comparison.groups.values()) > LAST
        self.added.setEnabled(self._part is None and enough)
        self.added.setChecked(wanted and self.added.isEnabled())
        self.strip.setVisible(self.added.isChecked())
        if compared is not None and self.added.isChecked():
            self.strip.show_compared(compared.snapshot, compared.comparison)

    def _show_strip(self, shown: bool) -> None:
        self._wants_strip = shown
        self._make_room()

    def _follow(self) -> None:
        """Show the quotes of the place that the cursor has come to, when any are shown."""
        if self._beside in (Beside.PLACE, Beside.COLUMN):
            self._open(Beside.PLACE)

    def _open(self, what: Beside) -> None:
        self._beside = what
        self._show_beside()
        self.side.show()

    def _enter(self, what: Beside) -> None:
        self._open(what)
        self.side.quotes.setFocus()

    def _show_beside(self) -> None:
        seen, compared, (row, column) = self._seen, self._compared, self.table.place
        if seen is None or compared is None:
            return
        if self._beside is Beside.UNTHEMED:
            self.side.show_unthemed(compared.snapshot, compared.comparison)
        elif self._beside is not Beside.NOTHING and column >= 0:
            row = WHOLE_COLUMN if self._beside is Beside.COLUMN else row
            self.side.show_place(seen.snapshot, self.table.matrix_model.layout_shown, seen.beside, row, column)

    def _fold(self, column: int) -> None:
        family = self.table.matrix_model.columns[column].family.id
        self._folded = self._folded ^ {family}
        self._lay_out()

    def _fold_all(self) -> None:
        families = frozenset(column.family.id for column in self.table.matrix_model.columns)
        self._folded = frozenset() if families <= self._folded else families
        self._lay_out()

    def _focus_column(self) -> None:
        column = self.table.place[1]
        if column >= 0:
            key = self.table.matrix_model.columns[column].key
            self.table.focus_column("" if self.table.focused == key else key)

    def _escape(self) -> None:
        if self.side.quotes.hasFocus() and self._beside is not Beside.UNTHEMED:
            self.table.setFocus()
        elif self.side.isVisible():
            self.close_side()
        elif self._part is not None:
            self.show_part(None)


def _small(text: str, meaning: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "small")
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setToolTip(meaning)
    return button
