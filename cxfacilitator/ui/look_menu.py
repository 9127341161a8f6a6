"""How everything looks: text size, light or dark, and the language of the spelling check, as a menu and by keys."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from cxfacilitator.ui import theme
from cxfacilitator.ui.settings import TEXT_SIZE, THEME, Settings
from cxfacilitator.ui.spelling import Spelling

_SIZES = [(f"{size} %", size) for size in theme.TEXT_SIZES]
_THEMES = [("As the desktop", "system"), ("Light", "light"), ("Dark", "dark")]
_SPELLINGS = [("British", "british"), ("American", "american"), ("Off", "off")]


class LookMenu(QMenu):
    """Offers the choices, remembers what is taken and dresses the application in it."""

    def __init__(self, settings: Settings, spelling: Spelling, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._choices: list[tuple[QAction, Callable[[], object], object]] = []
        for heading, current, choices, take in (
            ("Text size", lambda: settings.get(TEXT_SIZE), _SIZES, self.set_text_size),
            ("Theme", lambda: settings.get(THEME), _THEMES, self.set_theme),
            ("Spelling", lambda: spelling.language, _SPELLINGS, spelling.set_language),
        ):
            self.addAction(heading).setEnabled(False)
            group = QActionGroup(self)
            for text, value in choices:
                action = group.addAction(text)
                action.setCheckable(True)
                action.triggered.connect(lambda _checked, take=take, value=value: take(value))
                self._choices.append((action, current, value))
                self.addAction(action)
            self.addSeparator()
        self.aboutToShow.connect(self._mark)
        QApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: self._apply())

    def step_text_size(self, step: int) -> None:
        """Take the next larger or smaller text size."""
        sizes = theme.TEXT_SIZES
        place = sizes.index(self._settings.get(TEXT_SIZE)) + step
        self.set_text_size(sizes[min(max(place, 0), len(sizes) - 1)])

    def set_text_size(self, percent: int) -> None:
        """Take a text size: 100, 125, 150 or 200."""
        self._settings.set(TEXT_SIZE, percent)
        self._apply()

    def set_theme(self, name: str) -> None:
        """Take `light`, `dark` or `system`."""
        self._settings.set(THEME, name)
        self._apply()

    def _mark(self) -> None:
        for action, current, value in self._choices:
            action.setChecked(current() == value)

    def _apply(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        name = theme.chosen(self._settings.get(THEME))
        theme.apply(app, theme.load(name, self._settings.get(TEXT_SIZE)))
