from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.engagement import Engagement
from cxfacilitator.services import engagement
from cxfacilitator.ui.pages.home import HomePage
from cxfacilitator.ui.settings import Settings
from cxfacilitator.ui.workspace import Workspace

NOW = datetime.now().astimezone()


@pytest.fixture
def home(workspace: Workspace, settings: Settings, qtbot: QtBot) -> HomePage:
    page = HomePage(workspace, settings)
    qtbot.addWidget(page)
    return page


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    """Stand in for the file picker, the only thing here that a person would have to press."""
    picked = (str(path) if path else "", "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_options: picked)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_options: picked)


def test_a_new_engagement_takes_its_name_from_the_file(
    home: HomePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "Harbour Line Ferries")
    with qtbot.waitSignal(home.workspace.opened):
        qtbot.mouseClick(home.new, Qt.MouseButton.LeftButton)
    assert home.workspace.path == tmp_path / "Harbour Line Ferries.cxfac"
    assert home.workspace.snapshot is not None
    assert home.workspace.snapshot.engagement.client == "Harbour Line Ferries"
    assert home.workspace.snapshot.engagement.code == "HLF-R1"


def test_a_name_with_dots_keeps_them(
    home: HomePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "St. Anna Ltd.cxfac")
    with qtbot.waitSignal(home.workspace.opened):
        home.new_engagement()
    assert home.workspace.path == tmp_path / "St. Anna Ltd.cxfac"


def test_a_picker_that_is_closed_changes_nothing(home: HomePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(monkeypatch, None)
    for act in (home.new_engagement, home.open_engagement, home.try_sample):
        act()
    assert not home.workspace.busy


def test_a_file_that_exists_is_not_written_over(
    home: HomePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "there.cxfac"
    path.write_text("precious", encoding="utf-8")
    choose(monkeypatch, path)
    with qtbot.waitSignal(home.workspace.refused):
        home.new_engagement()
    assert path.read_text(encoding="utf-8") == "precious"


def test_the_sample_is_filled_and_ready_to_compare(
    home: HomePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "sample.cxfac")
    with qtbot.waitSignal(home.workspace.opened, timeout=20_000):
        qtbot.mouseClick(home.sample, Qt.MouseButton.LeftButton)
        assert not home.sample.isEnabled()
    assert home.sample.isEnabled()
    snapshot = home.workspace.snapshot
    assert snapshot is not None
    assert (len(snapshot.groups), len(snapshot.answers)) == (16, 271)
    assert snapshot.tags


def test_recent_engagements_open_with_enter(
    workspace: Workspace, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "ferries.cxfac"
    engagement.create(path, Engagement("HLF-R1", "Harbour Line Ferries")).close()
    settings.remember(tmp_path / "gone.cxfac", "Brunnen & Söhne", NOW)
    settings.remember(path, "Harbour Line Ferries", NOW)
    home = HomePage(workspace, settings)
    qtbot.addWidget(home)
    home.show()
    here, gone = home.cards
    assert not here.missing
    assert gone.missing
    assert not gone.isEnabled()
    assert "no longer in its folder" in gone.accessibleName()
    with qtbot.waitSignal(workspace.opened):
        qtbot.keyClick(here, Qt.Key.Key_Return)
    assert settings.recent()[0].client == "Harbour Line Ferries"


def test_a_renamed_client_is_remembered_by_the_new_name(
    home: HomePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "new.cxfac")
    with qtbot.waitSignal(home.workspace.opened):
        home.new_engagement()
    with qtbot.waitSignal(home.workspace.changed):
        home.workspace.do(engagement.update, Engagement("BS-R1", "Brunnen & Söhne"))
    assert home.settings.recent()[0].client == "Brunnen & Söhne"
