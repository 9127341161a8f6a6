"""Beside the sheet: photographs that come in from everywhere, the tray, what follows the cursor."""

import io
from functools import cache
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.sheets import Box
from cxfacilitator.ui import ask
from cxfacilitator.ui.main_window import MainWindow
from cxfacilitator.ui.pages.sheets import SheetsPage
from cxfacilitator.ui.pages.sheets.side import HISTORY, PHOTO, REMOVED, SidePanel
from cxfacilitator.ui.workspace import Workspace


@cache
def plain(grey: int = 200) -> bytes:
    stream = io.BytesIO()
    Image.new("L", (300, 200), grey).save(stream, "PNG")
    return stream.getvalue()


def put(folder: Path, *names: str) -> list[Path]:
    """Different pictures of these names."""
    paths = [folder / name for name in names]
    for number, path in enumerate(paths):
        path.write_bytes(plain(60 + 10 * number + len(path.name)))
    return paths


@pytest.fixture
def side(page: SheetsPage, window: MainWindow, qtbot: QtBot) -> SidePanel:
    """The panel, shown by its key."""
    assert not page.side.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
    qtbot.waitUntil(page.side.isVisible)
    return page.side


def kept(workspace: Workspace) -> dict[str, str]:
    """The group's code of each photograph, by file name."""
    snapshot = workspace.snapshot
    assert snapshot is not None
    return {p.name: snapshot.group[p.group_id].code if p.group_id else "" for p in snapshot.photos}


def came(window: MainWindow, qtbot: QtBot, **wanted: str) -> None:
    qtbot.waitUntil(lambda: kept(window.workspace) == {name.replace("_", "."): of for name, of in wanted.items()})


def mime(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(widget: QWidget, data: QMimeData) -> bool:
    """Drag something over a widget and drop it; whether it was taken."""
    how = Qt.DropAction.CopyAction
    button, mods = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), how, data, button, mods)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(widget, QDropEvent(QPointF(20, 20), how, data, button, mods))
    return True


def test_f8_leaves_the_cursor_where_it_is(page: SheetsPage, side: SidePanel) -> None:
    assert page.sheet.focused() is not None
    assert side.photos.photo.sentence.text().startswith("No photograph of S1 yet.")


def test_chosen_photographs_are_attached_and_said(
    window: MainWindow, side: SidePanel, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = put(tmp_path, "S1.png", "S2.png")
    monkeypatch.setattr(ask, "files_to_open", lambda *_args: tuple(paths))
    side.photos.add_button.click()
    came(window, qtbot, S1_png="S1", S2_png="S2")
    assert window.message.text == "2 photographs are attached: S1 and S2. Ctrl+Z takes it back."
    assert [photo.name for photo in side.photos.photo.photos] == ["S1.png"]
    window.undo()
    came(window, qtbot)
    assert side.photos.photo.photos == ()


def test_dropped_pictures_are_attached_wherever_they_fall(
    window: MainWindow, page: SheetsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = put(tmp_path, "S1.png", "S2.png")
    assert drop(page, mime(first))
    came(window, qtbot, S1_png="S1")
    # On a line the path must not become an answer: the line leaves it to the page.
    line = page.sheet.boxes[Box.WELL].rows[0].edit
    data = mime(second)
    data.setText(str(second))
    drop(line, data)
    came(window, qtbot, S1_png="S1", S2_png="S2")
    assert line.text() == ""
    engagement = tmp_path / "other.cxfac"
    engagement.write_bytes(b"")
    # An engagement is the window's to open, and this one is empty.
    drop(page, mime(engagement))
    qtbot.waitUntil(lambda: "other.cxfac" in window.message.text)
    assert kept(window.workspace) == {"S1.png": "S1", "S2.png": "S2"}


def test_a_bad_file_is_said_and_the_others_come_in(
    window: MainWindow, page: SheetsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    (good,) = put(tmp_path, "S1.png")
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"\xff\xd8\xff\xe0 nothing")
    drop(page, mime(bad, good))
    came(window, qtbot, S1_png="S1")
    assert "bad.jpg is damaged" in window.message.text
    assert window.message.kind == "warning"


def test_a_picture_is_pasted_onto_the_photograph(window: MainWindow, side: SidePanel, qtbot: QtBot) -> None:
    image = QImage(120, 90, QImage.Format.Format_RGB32)
    image.fill(QColor("beige"))
    QGuiApplication.clipboard().setImage(image)
    side.take_cursor()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: kept(window.workspace) == {"Pasted picture": ""})
    QGuiApplication.clipboard().setText("only words")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "no picture to paste" in window.message.text


def test_those_without_a_sheet_wait_and_one_key_says_whose_they_are(
    window: MainWindow, page: SheetsPage, side: SidePanel, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not side.photos.tray_button.isVisible()
    drop(page, mime(*put(tmp_path, "x.png", "y.png")))
    came(window, qtbot, x_png="", y_png="")
    assert "2 wait for you to say whose sheets they show" in window.message.text
    assert side.photos.tray_button.text() == "2 without a sheet"
    window.look.set_text_size(150)
    QApplication.sendPostedEvents()
    assert side.photos.tray_button.visibleRegion().boundingRect() == side.photos.tray_button.rect()
    window.look.set_text_size(100)
    side.photos.tray_button.click()
    assert side.photos.whose.text() == "x.png: whose sheet is it?"
    assert side.photos.assign_button.text() == "It is S1’s sheet"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A)
    came(window, qtbot, x_png="S1", y_png="")
    assert side.photos.whose.text() == "y.png: whose sheet is it?"
    page.step_sheet(1)
    assert side.photos.assign_button.text() == "It is S2’s sheet"
    side.photos.assign_button.click()
    came(window, qtbot, x_png="S1", y_png="S2")
    # The tray is empty, so the sheet's own are shown again.
    assert not side.photos.question.isVisible()
    assert [photo.name for photo in side.photos.photo.photos] == ["y.png"]
    side.photos.take_off()
    came(window, qtbot, x_png="S1", y_png="")


def test_delete_takes_a_photograph_out_and_undo_brings_it_back(
    window: MainWindow, page: SheetsPage, side: SidePanel, qtbot: QtBot, tmp_path: Path
) -> None:
    drop(page, mime(*put(tmp_path, "S1.png")))
    came(window, qtbot, S1_png="S1")
    side.take_cursor()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    came(window, qtbot)
    assert window.message.text == "S1.png is out of the file. Ctrl+Z brings it back."
    window.undo()
    came(window, qtbot, S1_png="S1")
    qtbot.waitUntil(lambda: not side.photos.photo.canvas.image.isNull())


def test_ctrl_f8_leads_to_the_photograph_and_escape_back(
    window: MainWindow, page: SheetsPage, side: SidePanel, qtbot: QtBot, tmp_path: Path
) -> None:
    page.sheet.take_cursor(Box.START)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    # Without a photograph it leads to where one comes from.
    assert side.photos.add_button.hasFocus()
    QTest.keyClick(side.photos.add_button, Qt.Key.Key_Escape)
    assert page.sheet.focused() is not None
    drop(page, mime(*put(tmp_path, "S1.png")))
    came(window, qtbot, S1_png="S1")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8, Qt.KeyboardModifier.ControlModifier)
    assert side.photos.photo.canvas.hasFocus()
    QTest.keyClick(side.photos.photo.canvas, Qt.Key.Key_Escape)
    found = page.sheet.focused()
    assert found is not None and found[0].box is Box.START


def test_shift_f8_shows_one_face_after_the_other(side: SidePanel) -> None:
    faces = []
    for _ in range(3):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
        faces.append(side.faces.currentIndex())
    assert faces == [HISTORY, REMOVED, PHOTO]


def test_photographs_are_written_into_the_folder_that_was_chosen(
    window: MainWindow, page: SheetsPage, side: SidePanel, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(page, mime(*put(tmp_path, "S1.png")))
    came(window, qtbot, S1_png="S1")
    folder = tmp_path / "out"
    folder.mkdir()
    monkeypatch.setattr(ask, "folder_to_use", lambda *_args: folder)
    side.photos.export()
    qtbot.waitUntil(lambda: [path.name for path in folder.iterdir()] == ["HLF-2025-R1 S1 1.jpg"])
    qtbot.waitUntil(lambda: "may be legible" in window.message.text)


def test_what_comes_into_a_watched_folder_is_attached_and_the_folder_is_remembered(
    window: MainWindow,
    page: SheetsPage,
    side: SidePanel,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "camera"
    folder.mkdir()
    put(folder, "before.png")
    monkeypatch.setattr(ask, "folder_to_use", lambda *_args: folder)
    side.intake.watch.every_ms = 10
    side.photos.watch_folder()
    qtbot.waitUntil(lambda: "1 picture that was there before is left alone" in side.photos.watched.text())
    put(folder, "S2.png")
    came(window, qtbot, S2_png="S2")
    again = SheetsPage(window.workspace)
    qtbot.addWidget(again)
    again.put_back(page.remembered())
    assert again.side.intake.watch.folder == folder
    again.side.intake.stop_watch()
    side.intake.stop_watch()
    assert not side.photos.watched.isVisible()
    forgotten = SheetsPage(window.workspace)
    qtbot.addWidget(forgotten)
    forgotten.put_back(page.remembered())
    assert forgotten.side.intake.watch.folder is None
