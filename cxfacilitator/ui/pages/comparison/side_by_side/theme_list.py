"""The themes with their three columns, painted row by row: state, groups, and the best words of each audience."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from cxfacilitator.domain.beside import Beside
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.counts import Counts
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.side_by_side import ThemeRow
from cxfacilitator.domain.text import amount
from cxfacilitator.ui import theme
from cxfacilitator.ui.widgets.audience_mark import paint_mark
from cxfacilitator.ui.widgets.elided import fitted
from cxfacilitator.ui.widgets.wrapped_list import Line, RowPainter, WrappedList, WrappedRow
from cxfacilitator.ui.words import groups_in_words

_NAME_SHARE = 0.22
_SIDE, _ABOVE, _GAP, _BETWEEN = 12, 10, 4, 16
_MOST_LINES = 2
"""Of one quote; Enter shows the whole of it."""
_MOST_MARKS = 12
"""Up to so many groups have a mark each."""
_MARK, _SMALL_MARK = 12, 8


@dataclass(frozen=True, slots=True)
class Said:
    """What one audience says of a theme, in the words that are painted.

    Attributes:
        state: Its state as a word; empty where it was not asked.
        said: Groups behind the state.
        quotes: Its best words.
        aside: What forms say, and who agreed; it is in no count.
    """

    state: str
    said: int
    groups: int
    mentions: int
    quotes: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def counted(self) -> str:
        """The count in words."""
        if not self.state:
            return "not reviewed"
        return groups_in_words(self.said, self.groups)


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """A row: the theme, the name of its pattern, and what each audience says."""

    theme_id: ThemeId
    name: str
    pattern: str
    sides: Mapping[Audience, Said]

    @property
    def spoken(self) -> str:
        """The whole row in words, for the screen reader and the clipboard."""
        told = [f"{self.name}. {self.pattern}".rstrip(". ")]
        for audience, side in self.sides.items():
            words = "; ".join((f"{side.state} {side.counted}".strip(), *map(_quoted, side.quotes), *side.aside))
            told.append(f"{audience.label}: {words}")
        return "\n".join(told)


def shown(row: ThemeRow, pattern: str, beside: Beside) -> ShownTheme:
    """Put a theme into the words that are painted."""
    sides = {}
    for audience in Audience:
        counts = row.view.counts[audience]
        aside = (beside.in_words(row.view.theme.id),) if audience is Audience.CUSTOMERS else ()
        sides[audience] = _said(counts, tuple(answer.wording for answer in row.quotes[audience]), aside)
    agreeing = beside.agreeing_in_words(row.view.theme.id)
    if agreeing:
        last = sides[Audience.CUSTOMERS]
        sides[Audience.CUSTOMERS] = Said(
            last.state, last.said, last.groups, last.mentions, last.quotes, (*last.aside, f"And {agreeing}")
        )
    return ShownTheme(row.view.theme.id, row.view.theme.name, pattern, sides)


def _said(counts: Counts, quotes: tuple[str, ...], aside: Sequence[str]) -> Said:
    told = tuple(each for each in aside if each)
    if not counts.asked:
        return Said("", 0, 0, 0, (), told)
    return Said(counts.state.value.capitalize(), counts.behind, counts.groups, counts.mentions, quotes, told)


class ThemeList(WrappedList):
    """Rows of four columns; what nobody raised stands in one line at the end."""

    def __init__(self) -> None:
        super().__init__("Themes side by side", "No theme fits this choice.")
        self.setItemDelegate(_Columns(self))

    def show_themes(self, themes: Sequence[ShownTheme], never_raised: Sequence[str]) -> None:
        """Show these themes, and name those that nobody raised."""
        rows = [WrappedRow((Line(each.spoken),), each.theme_id, each) for each in themes]
        if never_raised:
            words = f"Nobody raised {amount(len(never_raised), 'theme')}: {', '.join(never_raised)}."
            rows.append(WrappedRow((Line(words),), heading=True))
        self.set_rows(rows)

    def columns(self) -> tuple[tuple[int, int], ...]:
        """Return where each column begins and how wide it is."""
        whole = self.room - 2 * _SIDE
        first = round(whole * _NAME_SHARE)
        each = (whole - first) // len(Audience) - _BETWEEN
        starts = [_SIDE + first + _BETWEEN + place * (each + _BETWEEN) for place in range(len(Audience))]
        return ((_SIDE, first), *((start, each) for start in starts))


class Heads(QWidget):
    """The audiences above their columns, with how many groups are counted."""

    def __init__(self, listed: ThemeList) -> None:
        super().__init__()
        self._list = listed
        self._words: Mapping[Audience, str] = {}

    def show_groups(self, groups: Mapping[Audience, int], forms: str) -> None:
        """Show how many groups of each audience are counted, and the forms that stand beside the customers'."""
        self._words = {a: amount(groups[a], "group") if groups[a] else "not reviewed" for a in Audience}
        if forms:
            self._words = {**self._words, Audience.CUSTOMERS: f"{self._words[Audience.CUSTOMERS]}, beside {forms}"}
        self.setAccessibleName("; ".join(f"{a.label}: {words}" for a, words in self._words.items()))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of one line."""
        return QSize(theme.px(400), theme.px(24))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heads where the columns are."""
        painter = QPainter(self)
        strong, plain = theme.font(weight=QFont.Weight.DemiBold), theme.font(theme.SMALL)
        edge = theme.px(_MARK)
        for audience, (left, width) in zip(Audience, self._list.columns()[1:], strict=True):
            paint_mark(painter, QRectF(left, (self.height() - edge) / 2, edge, edge), audience)
            begin = left + edge + 6
            painter.setFont(strong)
            painter.setPen(theme.colour("text"))
            area = QRectF(begin, 0, left + width - begin, self.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, audience.label)
            begin += round(QFontMetricsF(strong).horizontalAdvance(audience.label)) + 8
            painter.setFont(plain)
            painter.setPen(theme.colour("muted"))
            room = left + width - begin
            words = QFontMetricsF(plain).elidedText(self._words.get(audience, ""), Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(begin, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        painter.end()


class _Columns(RowPainter):
    """Measures and paints a row column by column."""

    view: ThemeList

    def lay_out(self, row: WrappedRow, painter: QPainter | None, corner: QPointF) -> float:
        """Go down the columns, painting them if there is a painter; return the height of the highest."""
        if not isinstance(row.value, ShownTheme):
            pen = _Pen(painter, corner.x() + _SIDE, corner.y() + _ABOVE, self.view.room - 2 * _SIDE)
            pen.write(row.lines[0].text, theme.BODY, "muted", most=20)
            return pen.top - corner.y() + _ABOVE
        shown_theme, (name, *columns) = row.value, self.view.columns()
        pen = _Pen(painter, corner.x() + name[0], corner.y() + _ABOVE, name[1])
        pen.write(shown_theme.name, theme.BODY, "text", strong=True, most=3)
        if shown_theme.pattern:
            pen.write(shown_theme.pattern, theme.SMALL, "muted", most=3)
        lowest = pen.top
        for (audience, side), (left, width) in zip(shown_theme.sides.items(), columns, strict=True):
            pen = _Pen(painter, corner.x() + left, corner.y() + _ABOVE, width)
            pen.head(audience, side)
            for quote in side.quotes:
                pen.write(_quoted(quote), theme.SMALL, "text", most=_MOST_LINES)
            for aside in side.aside:
                pen.write(aside, theme.SMALL, "muted", most=3)
            lowest = max(lowest, pen.top)
        return lowest - corner.y() + _ABOVE - _GAP


class _Pen:
    """Writes down a column."""

    def __init__(self, painter: QPainter | None, left: float, top: float, width: int) -> None:
        self._painter, self._left, self._width = painter, left, width
        self.top = top

    def write(self, text: str, size: int, role: str, strong: bool = False, most: int = 1) -> None:
        """Write a text on at most so many lines."""
        font = theme.font(size, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        metrics = QFontMetricsF(font)
        for line in fitted(" ".join(text.split()), font, self._width, most):
            if self._painter is not None:
                self._painter.setFont(font)
                self._painter.setPen(theme.colour(role))
                self._painter.drawText(QPointF(self._left, self.top + metrics.ascent()), line)
            self.top += metrics.height()
        self.top += _GAP

    def head(self, audience: Audience, side: Said) -> None:
        """Write the state and the count, and a mark for each group where they are few."""
        strong, plain = theme.font(weight=QFont.Weight.DemiBold), theme.font(theme.SMALL)
        wide, counted = QFontMetricsF(strong), QFontMetricsF(plain)
        edge = theme.px(_MARK)
        begin = self._left + edge + 6
        baseline = self.top + wide.ascent()
        if self._painter is not None:
            area = QRectF(self._left, self.top + (wide.height() - edge) / 2, edge, edge)
            paint_mark(self._painter, area, audience, side.mentions > 0)
            role = "text" if side.mentions else "muted"
            self._painter.setPen(theme.colour(role))
            self._painter.setFont(strong)
            self._painter.drawText(QPointF(begin, baseline), side.state)
        begin += wide.horizontalAdvance(side.state) + (8 if side.state else 0)
        if self._painter is not None:
            self._painter.setFont(plain)
            self._painter.setPen(theme.colour("muted"))
            self._painter.drawText(QPointF(begin, baseline), side.counted)
        begin += counted.horizontalAdvance(side.counted) + 8
        self.top += wide.height()
        self._group_marks(audience, side, begin, wide.height())
        self.top += _GAP

    def _group_marks(self, audience: Audience, side: Said, begin: float, height: float) -> None:
        """Mark the groups one by one behind the count, or on a line of their own where that has no room."""
        if not 1 < side.groups <= _MOST_MARKS or not side.mentions:
            return
        edge, step = theme.px(_SMALL_MARK), theme.px(_SMALL_MARK + 2)
        top = self.top - height
        if begin + side.groups * step > self._left + self._width:
            begin, top, height = self._left, self.top + _GAP, edge
            self.top += _GAP + edge
        if self._painter is not None:
            for place in range(side.groups):
                area = QRectF(begin + place * step, top + (height - edge) / 2, edge, edge)
                paint_mark(self._painter, area, audience, place < side.said)


def _quoted(text: str) -> str:
    return f"“{text}”"
