"""How everything looks: fonts, colours by role, spacing, and the one stylesheet made of them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from cxfacilitator.paths import resource

FAMILY = "Source Sans 3"
SMALL, BODY, LEAD, HEADING, TITLE, DISPLAY = 12, 14, 16, 20, 28, 40
"""The type scale, in logical pixels at 100 %."""
TEXT_SIZES = (100, 125, 150, 200)


@dataclass(frozen=True)
class Theme:
    """A set of colours by role and a text size in percent."""

    name: str
    roles: Mapping[str, str]
    percent: int = 100


def load(name: str, percent: int = 100) -> Theme:
    """Read a theme, `light` or `dark`, from the resources."""
    data = tomllib.loads(resource("themes", f"{name}.toml").read_text(encoding="utf-8"))
    return Theme(name, data["roles"], percent)


def load_fonts() -> None:
    """Make the bundled font known to Qt; needed once, before the first widget."""
    for path in sorted(resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def chosen(preference: str) -> str:
    """Return `light` or `dark` for a preference, where `system` follows the desktop."""
    if preference in ("light", "dark"):
        return preference
    return "dark" if QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"


def apply(app: QApplication, theme: Theme) -> None:
    """Give the whole application this look; every dressed window repaints, unless it has it already."""
    if app.property("theme") == theme:
        return
    app.setProperty("theme", theme)
    app.setFont(font())
    app.setPalette(_palette(theme))
    for window in app.topLevelWidgets():
        if window.styleSheet():
            dress(window)


def dress(window: QWidget) -> None:
    """Give a window the one stylesheet; whatever is put into it takes it from there.

    The application has none: every widget would take it up when it is made, and again whenever something that it is in
    is put into something else. A large page is made in a quarter of that time.
    """
    window.setStyleSheet(_stylesheet(current()))


def current() -> Theme:
    """Return the theme in use."""
    app = QApplication.instance()
    theme = app.property("theme") if app is not None else None
    return theme if isinstance(theme, Theme) else load("light")


def colour(role: str) -> QColor:
    """Return the colour of a role or of an audience (`leadership`, `staff`, `customers`)."""
    return QColor(current().roles[role])


def px(size: int) -> int:
    """Return a length that grows with the text size."""
    return round(size * current().percent / 100)


def font(size: int = BODY, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the app's font in a size of the type scale, with digits of equal width."""
    made = QFont(FAMILY)
    made.setPixelSize(px(size))
    made.setWeight(weight)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    pairs = {
        role.Window: "background",
        role.Base: "surface",
        role.AlternateBase: "surface",
        role.Button: "surface",
        role.ToolTipBase: "raised",
        role.WindowText: "text",
        role.Text: "text",
        role.ButtonText: "text",
        role.ToolTipText: "text",
        role.PlaceholderText: "muted",
        role.Highlight: "selection",
        role.HighlightedText: "selection_text",
        role.Link: "accent",
        role.Mid: "line",
        role.Light: "surface",
        role.Dark: "edge",
    }
    palette = QPalette()
    for qt_role, name in pairs.items():
        palette.setColor(qt_role, QColor(theme.roles[name]))
    for qt_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, qt_role, QColor(theme.roles["edge"]))
    return palette


def _stylesheet(theme: Theme) -> str:
    sizes = {
        name: f"{round(size * theme.percent / 100)}px"
        for name, size in {
            "small": SMALL, "body": BODY, "lead": LEAD, "heading": HEADING, "title": TITLE, "display": DISPLAY,
            "tall": 32, "check": 16,
        }.items()
    }  # fmt: skip
    sizes["radius"] = f"{round(16 * theme.percent / 100) // 2 + 1}px"  # half of a box with its border; more is ignored
    icons = {name: resource("icons", f"{name}-{theme.name}.svg").as_posix() for name in ("tick", "mark", "chevron")}
    text = resource("themes", "app.qss").read_text(encoding="utf-8")
    for name, value in sorted({**theme.roles, **sizes, **icons}.items(), key=lambda pair: -len(pair[0])):
        text = text.replace(f"@{name}", value)
    return text
