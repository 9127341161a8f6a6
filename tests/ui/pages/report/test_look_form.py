"""The cover's signs and colour, chosen with real clicks and keys; what is chosen is in the file at once."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.report_setup import LogoOwner
from cxfacilitator.services import report_setup
from cxfacilitator.ui import ask
from cxfacilitator.ui.pages.report.look_form import LookForm
from cxfacilitator.ui.workspace import Workspace


@pytest.fixture
def form(opened: Workspace, qtbot: QtBot) -> LookForm:
    made = LookForm(opened)
    qtbot.addWidget(made)
    opened.changed.connect(made.show_snapshot)
    assert opened.snapshot is not None
    made.show_snapshot(opened.snapshot)
    made.show()
    return made


def click(button: object) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_signs_and_the_client_s_colour(
    form: LookForm,
    opened: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    wait_saved: Callable[[Workspace], None],
) -> None:
    picture = Image.new("RGB", (300, 120), "white")
    ImageDraw.Draw(picture).rectangle((20, 20, 200, 100), fill=(10, 92, 54))
    path = tmp_path / "ours.png"
    picture.save(path)
    client, mine = form.signs[LogoOwner.CLIENT], form.signs[LogoOwner.FACILITATOR]
    assert not form.from_sign.isVisible() and not client.remove.isVisible() and not form.again.isVisible()

    monkeypatch.setattr(ask, "file_to_open", lambda *_: None)
    click(client.choose)
    monkeypatch.setattr(ask, "file_to_open", lambda *_: path)
    for sign in (client, mine):
        click(sign.choose)
        qtbot.waitUntil(sign.remove.isVisible)
    assert [logo.name for logo in opened.snapshot.logos] == ["ours.png", "ours.png"]  # type: ignore[union-attr]
    white, drawn = client.picture.grab().toImage().pixelColor(3, 3), client.picture.grab().toImage()
    assert white.name() == "#ffffff"
    assert drawn.pixelColor(drawn.width() // 2, drawn.height() // 2).name() == "#0a5c36"

    click(form.from_sign)
    qtbot.waitUntil(lambda: form.colour.text() == "#0A5C36")
    form.colour.selectAll()
    QTest.keyClicks(form.colour, "#ffd700")
    QTest.keyClick(form.colour, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.colour.text() == "#FFD700")
    assert form.note.text() == "#FFD700 can hardly be seen on white paper, so #AD9200 is printed."

    with qtbot.waitSignal(opened.refused):
        form.colour.selectAll()
        QTest.keyClicks(form.colour, "gold")
        QTest.keyClick(form.colour, Qt.Key.Key_Return)
    opened.do(report_setup.change, lambda now: replace(now, quotes=3))
    qtbot.waitUntil(lambda: opened.snapshot is not None and opened.snapshot.report.quotes == 3)
    assert form.colour.text() == "gold", "what was typed stays, to be mended"
    form.colour.clear()
    QTest.keyClick(form.colour, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: opened.snapshot is not None and opened.snapshot.report.accent == "")

    # The facilitator's own sign is offered again as long as its file is there.
    click(mine.remove)
    qtbot.waitUntil(form.again.isVisible)
    assert form.again.text() == "Use ours.png again"
    click(form.again)
    qtbot.waitUntil(mine.remove.isVisible)
    opened.undo()
    qtbot.waitUntil(form.again.isVisible)
    wait_saved(opened)
