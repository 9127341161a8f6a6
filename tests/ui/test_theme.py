import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import Colour
from cxfacilitator.domain.colour import contrast
from cxfacilitator.ui import theme

GROUNDS = ("background", "surface", "raised")
TEXTS = ("text", "muted", "accent", "good", "warning", "danger")
DOTS = tuple(f"dot_{colour.value}" for colour in Colour if colour)
MARKS = ("edge", "focus", "leadership", "staff", "customers", *DOTS)
ON = (
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
    ("selection_text", "selection"),
    ("text", "hover"),
    ("muted", "hover"),
    ("text", "accent_soft"),
    ("accent", "accent_soft"),
    ("text", "warning_soft"),
    ("warning", "warning_soft"),
    ("text", "danger_soft"),
    ("danger", "danger_soft"),
    ("muted", "selection"),
)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_can_be_read_and_marks_can_be_seen(name: str) -> None:
    roles = theme.load(name).roles
    for ground in GROUNDS:
        for text in TEXTS:
            assert contrast(roles[text], roles[ground]) >= 4.5, (text, ground)
    for ground in ("background", "surface"):
        for mark in MARKS:
            assert contrast(roles[mark], roles[ground]) >= 3, (mark, ground)
    for text, ground in ON:
        assert contrast(roles[text], roles[ground]) >= 4.5, (text, ground)


def test_both_themes_have_the_same_roles() -> None:
    assert theme.load("light").roles.keys() == theme.load("dark").roles.keys()


def test_audiences_have_the_report_s_colours() -> None:
    roles = theme.load("light").roles
    assert (roles["leadership"], roles["staff"], roles["customers"]) == ("#12436D", "#2BA39A", "#CF4A14")


@pytest.mark.parametrize("percent", theme.TEXT_SIZES)
def test_the_stylesheet_is_complete_at_every_text_size(qapp: QApplication, qtbot: QtBot, percent: int) -> None:
    theme.apply(qapp, theme.load("dark", percent))
    window = QWidget()
    qtbot.addWidget(window)
    assert "@" not in window.styleSheet()
    assert f"font-size: {theme.px(14)}px" in window.styleSheet()
    assert theme.px(16) == 16 * percent // 100


def test_the_bundled_font_is_used(qapp: QApplication) -> None:
    assert QFontInfo(theme.font()).family() == "Source Sans 3"


def test_windows_follow_a_new_look_and_the_application_has_no_stylesheet(qapp: QApplication, qtbot: QtBot) -> None:
    """With one of its own, it would have every widget take it up anew with each thing that it is put into."""
    dressed, plain = QWidget(), QWidget()
    qtbot.addWidget(dressed)
    theme.apply(qapp, theme.load("dark"))
    assert theme.load("dark").roles["surface"] in dressed.styleSheet()
    assert not plain.styleSheet()
    assert not qapp.styleSheet()
