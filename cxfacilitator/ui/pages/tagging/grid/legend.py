"""The nine themes that have a number key, and the line that finds every other one."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from cxfacilitator.domain.codebook import Theme, ThemeId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.ui import theme
from cxfacilitator.ui.pages.tagging.search import ThemeSearch
from cxfacilitator.ui.widgets import label
from cxfacilitator.ui.widgets.clickable import Clickable
from cxfacilitator.ui.widgets.elided import Elided

KEYS = 9
_ACROSS = 5
_LISTED = 8


def most_used(snapshot: Snapshot, count: int = KEYS) -> tuple[ThemeId, ...]:
    """Return the themes that were given most often; where few were, the first ones of the codebook follow."""
    uses = Counter(tag.theme_id for tag in snapshot.tags)
    themes = sorted(snapshot.codebook.themes, key=lambda theme: (-uses[theme.id], theme.residual))
    return tuple(theme.id for theme in themes[:count])


def with_recent(keyed: Sequence[ThemeId], used: Sequence[ThemeId], theme_id: ThemeId) -> tuple[ThemeId, ...]:
    """Return the keyed themes with one more; it takes the place of the one that was used longest ago.

    The others keep their numbers, because fingers remember them.

    Args:
        keyed: The themes by number.
        used: Themes in the order of their use, the last one used last.
    """
    if theme_id in keyed:
        return tuple(keyed)
    if len(keyed) < KEYS:
        return (*keyed, theme_id)
    last_use = {theme: place for place, theme in enumerate(used)}
    # Of those that nobody has used the last one goes: it was given least often before.
    oldest = min(range(len(keyed)), key=lambda place: (last_use.get(keyed[place], -1), -place))
    return tuple(theme_id if place == oldest else theme for place, theme in enumerate(keyed))


class LegendKey(Clickable):
    """A number and the theme that it gives; a click does the same."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        key = label(str(number), "keycap")
        key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.number = number
        self.name = Elided()
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 3, 6, 3)
        row.setSpacing(8)
        row.addWidget(key)
        row.addWidget(self.name, 1)

    def show_theme(self, theme: Theme) -> None:
        """Stand for a theme."""
        self.name.set_text(theme.name)
        self.setToolTip(f"{theme.name}: {self.number} gives it, Shift+{self.number} takes it away")
        self.setAccessibleName(f"{self.number}: {theme.name}")


class Legend(QWidget):
    """Shows which number gives which theme.

    Signals:
        chosen: Carries the theme's id.
    """

    chosen = Signal(str)

    def __init__(self, over: QWidget) -> None:
        """Lay the keys out.

        Args:
            over: What the list of found themes is shown over.
        """
        super().__init__()
        self._over = over
        self.themes: tuple[ThemeId, ...] = ()
        self._used: list[ThemeId] = []
        self._known: frozenset[ThemeId] = frozenset()
        self.search = ThemeSearch(makes=True)
        self.search.line.setPlaceholderText("A letter or / finds another theme")
        self.search.line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.search.list.setParent(over)
        self.search.list.hide()
        self.search.opened.connect(self._show_list)
        self.search.closed.connect(self.search.list.hide)
        self.keys = [LegendKey(number) for number in range(1, KEYS + 1)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for place, key in enumerate(self.keys):
            key.chosen.connect(lambda place=place: self._choose(place))
            grid.addWidget(key, place // _ACROSS, place % _ACROSS)
        grid.addWidget(self.search, KEYS // _ACROSS, KEYS % _ACROSS)
        for column in range(_ACROSS):
            grid.setColumnStretch(column, 1)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the themes by their numbers; those that have one keep it as long as they are there."""
        known = snapshot.codebook.by_id
        fresh = [theme for theme in known if theme not in self._known]
        if self._known and len(fresh) == 1:
            # Whoever has just made a theme gives it to the next answer, too.
            self.themes = with_recent(self.themes, self._used, fresh[0])
            self._used.append(fresh[0])
        self._known = frozenset(known)
        self.search.set_codebook(snapshot.codebook)
        kept = [theme for theme in self.themes if theme in known]
        more = [theme for theme in most_used(snapshot, len(known)) if theme not in kept]
        self.themes = tuple((*kept, *more)[:KEYS])
        for place, key in enumerate(self.keys):
            key.setVisible(place < len(self.themes))
            if place < len(self.themes):
                key.show_theme(known[self.themes[place]])

    def note_use(self, snapshot: Snapshot, theme_id: ThemeId) -> None:
        """Give a theme that was just used a number, if it has none."""
        self.themes = with_recent(self.themes, self._used, theme_id)
        self._used = [*(theme for theme in self._used if theme != theme_id), theme_id]
        self.show_snapshot(snapshot)

    def theme_of(self, number: int) -> ThemeId | None:
        """Return the theme that a number stands for."""
        return self.themes[number - 1] if 0 < number <= len(self.themes) else None

    def forget(self) -> None:
        """Begin anew: another engagement is open."""
        self.themes, self._used, self._known = (), [], frozenset()

    def _choose(self, place: int) -> None:
        theme = self.theme_of(place + 1)
        if theme is not None:
            self.chosen.emit(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the list of themes at its line."""
        super().resizeEvent(event)
        if self.search.list.isVisible():
            self._show_list()

    def _show_list(self) -> None:
        """Show the found themes above their line, over the table."""
        line, found = self.search.line, self.search.list
        corner = line.mapTo(self._over, QPoint(0, 0))
        height, width = found.height_for(_LISTED), max(line.width(), theme.px(320))
        found.setGeometry(corner.x() + line.width() - width, corner.y() - height - 4, width, height)
        found.show()
        found.raise_()
