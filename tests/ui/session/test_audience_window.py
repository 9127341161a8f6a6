"""The audience window: where it opens, what it shows, and that everything on it fits."""

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.session import AgendaStep, SessionState, Slide, SlideText
from cxfacilitator.services import session
from cxfacilitator.ui.session.audience_window import AudienceWindow

QUESTION = AgendaStep("What could be improved?", 900, Slide.QUESTION)
OPEN = """
from PySide6.QtWidgets import QApplication, QWidget
from cxfacilitator.ui.session.audience_window import AudienceWindow
from cxfacilitator.ui.session.room_window import projector

app = QApplication([])
cockpit = QWidget()
cockpit.setGeometry(0, 0, 1200, 700)
cockpit.show()
screen = projector(cockpit.screen(), app.screens())
audience = AudienceWindow()
audience.open_on(screen, cockpit.frameGeometry())
app.processEvents()
print(screen.name() if screen else "none", audience.isFullScreen(), audience.screen().name())
"""


@pytest.fixture
def window(qtbot: QtBot) -> AudienceWindow:
    made = AudienceWindow()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    return made


def at(left_s: int, running: bool = True) -> SessionState:
    return SessionState(1, QUESTION, running, elapsed_s=900 - left_s, limit_s=900)


def inked(picture: QImage, column: int) -> bool:
    return any(picture.pixelColor(column, y) != picture.pixelColor(0, 0) for y in range(picture.height()))


@pytest.mark.parametrize(("left", "outcome"), [(1366, "projector True projector"), (0, "none False cockpit")])
def test_it_fills_a_second_screen_and_never_a_mirrored_one(tmp_path: Path, left: int, outcome: str) -> None:
    plain = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screens = [
        {"name": "cockpit", "x": 0, "y": 0, "width": 1366, "height": 768, **plain},
        {"name": "projector", "x": left, "y": 0, "width": 1920, "height": 1080, **plain},
    ]
    settings = tmp_path / "screens.json"
    settings.write_text(json.dumps({"screens": screens}), encoding="utf-8")
    places = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={settings}"}
    done = subprocess.run([sys.executable, "-c", OPEN], env=places, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == outcome


@pytest.mark.parametrize(
    ("state", "countdown"),
    [
        (at(900), ("15", "minutes left")),
        (at(841), ("15", "minutes left")),
        (at(121), ("3", "minutes left")),
        (at(120), ("2:00", "Last two minutes")),
        (at(5), ("0:05", "Last two minutes")),
        (at(-70), ("+1:10", "Time is up")),
        (at(400, running=False), ("7", "Paused")),
        (SessionState(), ("", "")),
        (dataclasses.replace(at(400), closed=True), ("", "")),
    ],
)
def test_the_time_left_is_always_a_number_with_a_word(
    window: AudienceWindow, state: SessionState, countdown: tuple[str, str]
) -> None:
    window.show_state(state, SlideText("What could be improved?"))
    assert window.countdown == countdown


def test_each_state_has_a_colour_of_its_own(window: AudienceWindow) -> None:
    colours = set()
    for left in (600, 100, -10):
        window.show_state(at(left), SlideText("What could be improved?"))
        picture = window.grab().toImage()
        # Near the top of the ring, where the time left is still drawn.
        found = {picture.pixelColor(x, y).name() for x in range(980, 992) for y in range(70, 110)}
        colours |= found & {"#4b4db8", "#8a5300", "#b3261e"}
    assert len(colours) == 3


@pytest.mark.parametrize("size", [(320, 180), (1280, 720), (1024, 768), (600, 1000), (3840, 1080)])
def test_every_text_of_the_room_fits_into_every_window(window: AudienceWindow, size: tuple[int, int]) -> None:
    window.resize(*size)
    long = SlideText("What do competitors, or anyone else you deal with, do differently, and does it matter to you?")
    for text in (*session.room_words().slides.values(), long):
        window.show_state(at(600) if text is long else SessionState(), text)
        picture = window.grab().toImage()
        assert any(inked(picture, column) for column in range(0, picture.width() // 2, 5))
        for edge in (1, picture.width() - 2):
            assert not inked(picture, edge)
        rows = [picture.pixelColor(x, y) for y in (1, picture.height() - 2) for x in range(picture.width())]
        assert set(map(str, rows)) == {str(picture.pixelColor(0, 0))}


def test_it_stays_light_in_a_dark_room(window: AudienceWindow) -> None:
    assert window.grab().toImage().pixelColor(5, 5) == Qt.GlobalColor.white


def test_it_can_be_given_nothing_that_names_anybody() -> None:
    taken = {field.name for kind in (SessionState, SlideText, AgendaStep) for field in dataclasses.fields(kind)}
    assert not taken & {"participants", "people", "answers", "groups", "first_name", "last_name", "snapshot"}
