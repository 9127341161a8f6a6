"""A watched folder: only what comes later, only when all of it is there, whatever becomes of the folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from cxfacilitator.ui.folder_watch import FolderWatch, Look, pictures_in


class Watched:
    """A watch, what it told, and how often it has looked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.came: list[str] = []
        self.watch = FolderWatch(every_ms=15)
        self.watch.came.connect(lambda paths: self.came.extend(path.name for path in paths))


@pytest.fixture
def watched(qtbot: QtBot, tmp_path: Path) -> Iterator[Watched]:
    folder = tmp_path / "camera"
    folder.mkdir()
    (folder / "before.jpg").write_bytes(b"was there")
    made = Watched(folder)
    made.watch.start(folder)
    qtbot.waitUntil(lambda: made.watch.left_alone == 1)
    yield made
    made.watch.stop()


def test_what_comes_in_is_told_once_and_what_was_there_is_left_alone(watched: Watched, qtbot: QtBot) -> None:
    (watched.folder / "IMG 1.JPG").write_bytes(b"one")
    (watched.folder / "notes.txt").write_bytes(b"no picture")
    (watched.folder / ".IMG 9.jpg").write_bytes(b"hidden")
    (watched.folder / "IMG 8.jpg.part").write_bytes(b"half")
    qtbot.waitUntil(lambda: watched.came == ["IMG 1.JPG"])
    (watched.folder / "IMG 2.heic").write_bytes(b"two")
    qtbot.waitUntil(lambda: watched.came == ["IMG 1.JPG", "IMG 2.heic"])


def test_a_picture_that_still_grows_waits(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "IMG 1.jpg"
    sizes: list[int] = []

    def look(folder: Path) -> dict[str, Look] | None:
        # Before each look of the watch a little more of the picture has arrived.
        if len(sizes) < 8:
            sizes.append(len(sizes))
            if len(sizes) > 1:
                path.write_bytes(b"x" * len(sizes))
        return pictures_in(folder)

    told: list[int] = []
    watch = FolderWatch(every_ms=5, look=look)
    watch.came.connect(lambda _paths: told.append(path.stat().st_size))
    watch.start(tmp_path)
    qtbot.waitUntil(lambda: bool(told))
    watch.stop()
    assert told == [8]


def test_an_empty_file_is_no_picture_yet(watched: Watched, qtbot: QtBot) -> None:
    (watched.folder / "IMG 1.jpg").write_bytes(b"")
    (watched.folder / "IMG 2.jpg").write_bytes(b"x")
    qtbot.waitUntil(lambda: watched.came == ["IMG 2.jpg"])
    (watched.folder / "IMG 1.jpg").write_bytes(b"y")
    qtbot.waitUntil(lambda: watched.came == ["IMG 2.jpg", "IMG 1.jpg"])


def test_a_folder_that_goes_away_is_watched_again_when_it_is_back(watched: Watched, qtbot: QtBot) -> None:
    with qtbot.waitSignal(watched.watch.turned):
        shutil.rmtree(watched.folder)
    assert watched.watch.missing
    with qtbot.waitSignal(watched.watch.turned):
        watched.folder.mkdir()
    assert not watched.watch.missing
    (watched.folder / "IMG 3.png").write_bytes(b"three")
    qtbot.waitUntil(lambda: watched.came == ["IMG 3.png"])


def test_a_folder_that_is_not_there_yet_is_waited_for(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "card"
    watched = Watched(folder)
    watched.watch.start(folder)
    qtbot.waitUntil(lambda: watched.watch.missing)
    folder.mkdir()
    qtbot.waitUntil(lambda: not watched.watch.missing)
    (folder / "IMG 1.jpg").write_bytes(b"one")
    qtbot.waitUntil(lambda: watched.came == ["IMG 1.jpg"])
    watched.watch.stop()


def test_stopped_it_tells_nothing_more(watched: Watched, qtbot: QtBot) -> None:
    other = watched.folder.parent / "other"
    other.mkdir()
    watched.watch.stop()
    assert watched.watch.folder is None
    (watched.folder / "IMG 1.jpg").write_bytes(b"one")
    watched.watch.start(other)
    (other / "IMG 2.jpg").write_bytes(b"two")
    qtbot.waitUntil(lambda: watched.came == ["IMG 2.jpg"] or watched.watch.left_alone == 1)
    assert "IMG 1.jpg" not in watched.came
