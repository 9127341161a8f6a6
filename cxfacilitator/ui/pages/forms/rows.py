"""The rows of the grid: the forms in the file, what is on its way there, and an empty one to go on with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import partial
from itertools import compress, count
from operator import attrgetter, is_, not_
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from cxfacilitator.domain.forms import CELLS, Form, Kind, form_after, lines_of
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import MONTHS, unaccented
from cxfacilitator.ui.models.table_model import EMPTY

Index = QModelIndex | QPersistentModelIndex


class Fact(Enum):
    """What a row says beside its answers."""

    CODE = "Form"
    KIND = "Kind"
    SOURCE = "Source"
    SEGMENT = "Segment"
    DAY = "Date"


Column = Fact | Box
COLUMNS: tuple[Column, ...] = (*Fact, *CELLS)
TITLES: Mapping[Column, str] = {
    **{fact: fact.value for fact in Fact},
    Box.WELL: "Q1 Done well",
    Box.IMPROVE: "Q2 To improve",
    Box.DIFFER: "Q3 Others differ",
    Box.CONTINUE: "Q4 Continue",
    Box.START: "Q4 Start",
    Box.UNMARKED: "Unsorted",
}


@dataclass
class _Typed:
    """A cell on its way to the file; `reason` says why the file refused it."""

    form: Form
    text: str
    reason: str = ""


class FormRows(QAbstractTableModel):
    """Shows forms in the order in which they came; what is typed is shown at once, whatever the file has.

    A row that was added stays where it was typed: nothing moves under the cursor until somebody sorts.
    """

    def __init__(self) -> None:
        super().__init__()
        self._snapshot: Snapshot | None = None
        self._taken: Sequence[Form] = ()
        self._all: list[Form] = []
        self._rows: list[Form] = []
        self._typed: dict[tuple[str, Box], _Typed] = {}
        self._words: tuple[str, ...] = ()
        self._found: dict[GroupId, tuple[object, str]] = {}
        self.kind: Kind | None = None
        self.empty = form_after(None, ())

    @property
    def forms(self) -> Sequence[Form]:
        """The forms that are shown, without the empty one."""
        return self._rows[:-1]

    @property
    def waiting(self) -> Sequence[tuple[Form, Box, str]]:
        """The cells that the file has refused."""
        return [(typed.form, box, typed.text) for (_, box), typed in self._typed.items() if typed.reason]

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what is in the file now."""
        before, self._snapshot = self._snapshot, snapshot
        self._typed = {
            place: typed
            for place, typed in self._typed.items()
            if lines_of(typed.text) != self._lines(_in_file(snapshot, typed.form), place[1])
        }
        if self._all and before is not None and before.forms is snapshot.forms:
            self._repaint()
        else:
            self._take(snapshot)

    def settle(self) -> None:
        """Forget what arrived in the file and has been taken back since: nothing is on its way any more."""
        typed, self._typed = self._typed, {place: typed for place, typed in self._typed.items() if typed.reason}
        if self._snapshot is not None and (typed or self._taken is not self._snapshot.forms):
            self._take(self._snapshot)

    def refuse(self, reason: str) -> None:
        """Note that what is on its way was refused; it stays on the screen."""
        for typed in self._typed.values():
            typed.reason = reason
        self._repaint()

    def forget(self) -> None:
        """Forget everything: another engagement is open."""
        self._typed.clear()
        self._found.clear()
        self._taken, self._all = (), []
        self.empty = form_after(None, ())

    def type_cell(self, row: int, box: Box, text: str) -> Form:
        """Show a cell as it is typed, and return the form that it belongs to."""
        form = self._rows[row]
        self._typed[form.code, box] = _Typed(form, text)
        if form is self.empty:
            self._all.append(form)
            self.empty = self._after(form)
            self._append(self.empty)
        at = self.index(row, COLUMNS.index(box))
        self.dataChanged.emit(at, at)
        return form

    def follow(self, form: Form | None) -> None:
        """Let the empty row repeat kind, segment and day of a form."""
        self._set_empty(self._after(form))

    def change_empty(self, **changes: Any) -> None:
        """Note kind, segment, source or day of the form that has no answer yet."""
        kind: Kind = changes.pop("kind", self.empty.kind)
        self._set_empty(self._after(replace(self.empty, **changes), kind))

    def form(self, row: int) -> Form:
        """Return the form of a row; the last row's is the empty one."""
        return self._rows[row]

    def is_empty(self, row: int) -> bool:
        """Whether a row is the one to go on with."""
        return row == len(self._rows) - 1

    def line_of(self, form: Form) -> int:
        """Return the row of a form, by its id or else by its code; -1 when it is not shown."""
        ids = _ids(self._rows)
        if form.id and form.id in ids:
            return ids.index(form.id)
        codes = _codes(self._rows)
        return codes.index(form.code) if form.code in codes else -1

    def text(self, form: Form, column: Column) -> str:
        """Return what a cell says, one answer a line."""
        match column:
            case Box():
                typed = self._typed.get((form.code, column))
                return typed.text if typed else "\n".join(self._lines(form, column))
            case Fact.CODE:
                return form.code
            case Fact.KIND:
                return form.kind.value.capitalize()
            case Fact.SOURCE:
                return form.label
            case Fact.SEGMENT:
                return form.segment
            case Fact.DAY:
                return day_in_words(form.held_on)

    def show_kind(self, kind: Kind | None) -> None:
        """Show one kind, or all."""
        self.kind = kind
        self.empty = self._after(self.empty, kind or self.empty.kind)
        self._arrange(self._all)

    def find(self, text: str) -> None:
        """Show the forms that have all words of a text somewhere; an empty text shows all."""
        self._words = tuple(unaccented(text).split())
        self._arrange(self._all)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the forms in order by a column; by none, in the order of the file."""
        if self._snapshot is None:
            return
        place = {form.code: number for number, form in enumerate(self._snapshot.forms)}
        ordered = sorted(self._all, key=lambda form: place.get(form.code, len(place)))
        if 0 <= column < len(COLUMNS) and COLUMNS[column] is not Fact.CODE:
            ordered.sort(key=lambda form: self._sort_key(form, COLUMNS[column]))
        if column >= 0 and order is Qt.SortOrder.DescendingOrder:
            ordered.reverse()
        self._all = ordered
        self._arrange(ordered)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of rows, the empty one included."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says."""
        if not index.isValid():
            return None
        form, column = self._rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(form, column) or EMPTY
        if role == Qt.ItemDataRole.EditRole:
            return self.text(form, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.reason(form, column) or self.text(form, column)
        return None

    def reason(self, form: Form, column: Column) -> str:
        """Return why the file refused a cell; empty when it did not."""
        typed = self._typed.get((form.code, column)) if isinstance(column, Box) else None
        return typed.reason if typed else ""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return TITLES[COLUMNS[section]]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Everything but the code can be typed."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        editable = COLUMNS[index.column()] is not Fact.CODE
        return usual | Qt.ItemFlag.ItemIsEditable if editable else usual

    def _take(self, snapshot: Snapshot) -> None:
        """Keep the rows in their places, without those that are gone, and put new ones below them."""
        self._taken = snapshot.forms
        if not self._all:
            if snapshot.forms:
                self.empty = form_after(snapshot.forms[-1], snapshot.last_codes, self.kind)
            self._arrange(list(snapshot.forms))
            return
        found: list[Form | None] = [*map(snapshot.form.get, _ids(self._all))]
        kept = [*filter(None, found)]
        if len(kept) < len(found):
            # Few have no id in the file: they are on their way there, or gone. Only for them codes are looked up.
            places = compress(count(), map(partial(is_, None), found))
            without = {self._all[place].code: place for place in places}
            on_their_way = {code for code, _ in self._typed}
            for code, place in without.items():
                found[place] = self._all[place] if code in on_their_way else None
            for form in compress(snapshot.forms, map(without.__contains__, _codes(snapshot.forms))):
                found[without[form.code]] = form
            kept = [*filter(None, found)]
        known = set(_ids(kept))
        new = compress(snapshot.forms, map(not_, map(known.__contains__, _ids(snapshot.forms))))
        self._arrange([*kept, *new])

    def _lines(self, form: Form | None, box: Box) -> tuple[str, ...]:
        if form is None or self._snapshot is None:
            return ()
        return tuple(a.text for a in self._snapshot.form_answers_of.get(form.id, ()) if a.box is box)

    def _after(self, form: Form | None, kind: Kind | None = None) -> Form:
        in_file = self._snapshot.form if self._snapshot is not None else {}
        coming = _codes(compress(self._all, map(not_, map(in_file.__contains__, _ids(self._all)))))
        last = self._snapshot.last_codes if self._snapshot is not None else ()
        return form_after(form, [*last, *coming], self.kind or kind)

    def _arrange(self, forms: list[Form]) -> None:
        """Show these forms as far as they are wanted, and the empty one below them."""
        self._all = forms
        if self.empty.code in _codes(forms):
            self.empty = self._after(self.empty)
        every = self.kind is None and not self._words
        shown = [*(forms if every else filter(self._wanted, forms)), self.empty]
        before = len(self._rows)
        begin = shown[:before]
        same = _codes(self._rows) == _codes(begin) or _ids(self._rows) == _ids(begin)
        if same and len(shown) == before:
            self._rows = shown
            self._repaint()
        elif same and before:
            self.beginInsertRows(QModelIndex(), before, len(shown) - 1)
            self._rows = shown
            self.endInsertRows()
            self._repaint()
        else:
            self.beginResetModel()
            self._rows = shown
            self.endResetModel()

    def _set_empty(self, form: Form) -> None:
        self.empty = form
        if self._rows:
            self._rows[-1] = form
            self._repaint()

    def _append(self, form: Form) -> None:
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows))
        self._rows.append(form)
        self.endInsertRows()

    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(COLUMNS) - 1))

    def _wanted(self, form: Form) -> bool:
        if self.kind is not None and form.kind is not self.kind:
            return False
        if not self._words:
            return True
        text = self._searched(form)
        return all(word in text for word in self._words)

    def _searched(self, form: Form) -> str:
        """All that a form says, as it is searched; worked out once for each wording."""
        answers = self._snapshot.form_answers_of.get(form.id, ()) if self._snapshot else ()
        known = self._found.get(form.id)
        if known is not None and known[0] == (form, answers):
            return known[1]
        parts = (form.described, *(answer.text for answer in answers))
        text = unaccented(" ".join(parts))
        self._found[form.id] = ((form, answers), text)
        return text

    def _sort_key(self, form: Form, column: Column) -> tuple[bool, object]:
        """What a form is sorted by; blanks come last."""
        if column is Fact.DAY:
            return form.held_on is None, form.held_on or date.min
        text = unaccented(self.text(form, column))
        return not text, text


def _ids(forms: Iterable[Form]) -> list[GroupId]:
    # Here and below no line of Python is run for each form: there may be a hundred thousand.
    return [*map(attrgetter("id"), forms)]


def _codes(forms: Iterable[Form]) -> list[str]:
    return [*map(attrgetter("code"), forms)]


def _in_file(snapshot: Snapshot, form: Form) -> Form | None:
    known = snapshot.form.get(form.id)
    return known or next((other for other in reversed(snapshot.forms) if other.code == form.code), None)


def day_in_words(day: date | None) -> str:
    """Return a day as short as it can be read at a glance.

    >>> day_in_words(date(2026, 5, 3)), day_in_words(None)
    ('3 May 2026', '')
    """
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else ""


def segments(forms: Iterable[Form]) -> list[str]:
    """Return the segments that have been typed, each once."""
    return sorted({form.segment for form in forms if form.segment})
