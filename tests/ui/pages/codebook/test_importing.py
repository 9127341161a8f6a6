"""Codebooks of files: shown before they are brought in, and written for other programs."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cxfacilitator.domain.codebook import Codebook, Theme, ThemeId
from cxfacilitator.paths import resource
from cxfacilitator.services import codebook as service
from cxfacilitator.ui import ask
from tests.files import imported
from tests.ui.pages.codebook.hands import Hands

Key, Modifier = Qt.Key, Qt.KeyboardModifier


def other_book(book: Codebook) -> Codebook:
    """A codebook with one theme more, one less and one that says something else."""
    themes: Sequence[Theme] = (
        *(
            replace(theme, definition="Getting hold of somebody") if theme.id == "ACC-REACH" else theme
            for theme in book.themes
            if theme.id != "OFF-PLACE"
        ),
    )
    return replace(book, themes=(Theme(ThemeId("OFF-GREEN"), "OFF", "Being green"), *themes))


def planned(hands: Hands, qtbot: QtBot, path: Path) -> None:
    """Read a file and wait for its plan."""
    hands.page.exchange.plan_from(path)
    qtbot.waitUntil(hands.page.exchange.view.isVisible)


def test_a_plan_is_shown_and_applied_once_it_is_agreed(hands: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    service.write(other_book(hands.snapshot.codebook), tmp_path / "other.toml")
    before = hands.snapshot
    planned(hands, qtbot, tmp_path / "other.toml")
    view = hands.page.exchange.view
    rows = [(row.what, row.theme.name, row.differs) for row in view.preview.rows]
    assert rows[:3] == [
        ("New", "Being green", ""),
        ("Changed", "Reaching us", "definition"),
        ("Only here, in use", "Premises, equipment & presentation", ""),
    ]
    assert {what for what, _, _ in rows[3:]} == {"The same"}
    assert hands.snapshot is before
    assert view.apply.hasFocus()
    hands.press(Key.Key_Return)
    assert hands.theme("ACC-REACH").definition == "Getting hold of somebody"
    assert "OFF-GREEN" in hands.snapshot.codebook.by_id
    assert "OFF-PLACE" in hands.snapshot.codebook.by_id, "it is in use"
    assert hands.page.book.isVisible()
    hands.undo()
    assert hands.snapshot.codebook == before.codebook


def test_escape_imports_nothing(hands: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    service.write(other_book(hands.snapshot.codebook), tmp_path / "other.csv")
    before = hands.snapshot
    planned(hands, qtbot, tmp_path / "other.csv")
    hands.press(Key.Key_Escape)
    assert hands.page.book.isVisible()
    assert hands.snapshot is before


def test_unused_themes_go_when_that_is_chosen(hands: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    service.write(hands.snapshot.codebook, tmp_path / "other.csv")
    hands.page.workspace.do(service.add_theme, Theme(ThemeId("OFF-GREEN"), "OFF", "Being green"))
    hands.wait()
    planned(hands, qtbot, tmp_path / "other.csv")
    view = hands.page.exchange.view
    assert view.drop.isVisible()
    assert not view.apply.isEnabled(), "there is nothing to bring in"
    view.drop.click()
    qtbot.waitUntil(view.apply.isEnabled)
    assert ("Removed", "Being green") in [(row.what, row.theme.name) for row in view.preview.rows]
    view.apply.click()
    hands.wait()
    assert "OFF-GREEN" not in hands.snapshot.codebook.by_id


def test_another_engagement_lends_its_codebook(hands: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    imported(tmp_path / "earlier.cxfac", resource("sample"), resource("sample", "tags.json"))
    hands.choose("ACC-REACH")
    hands.press(Key.Key_F2)
    hands.type("Getting through")
    planned(hands, qtbot, tmp_path / "earlier.cxfac")
    rows = [(row.what, row.theme.name, row.differs) for row in hands.page.exchange.view.preview.rows]
    assert rows[0] == ("Changed", "Reaching us", "name")


def test_a_file_that_is_no_codebook_is_told_in_a_sentence(hands: Hands, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("[[theme]\nname = 3", encoding="utf-8")
    with qtbot.waitSignal(hands.page.told) as told:
        hands.page.exchange.plan_from(tmp_path / "broken.toml")
    assert "broken.toml" in told.args[0]
    assert told.args[1] == "error"
    assert hands.page.book.isVisible()


@pytest.mark.parametrize("name", ["mine.csv", "mine.toml"])
def test_what_is_exported_is_the_same_codebook(
    hands: Hands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(ask, "file_to_write", lambda *_args, **_kwargs: tmp_path / name)
    with qtbot.waitSignal(hands.page.told) as told:
        hands.press(Key.Key_E, Modifier.ControlModifier)
    assert name in told.args[0]
    assert service.read(tmp_path / name).themes == hands.snapshot.codebook.themes


def test_the_import_begins_with_a_question(
    hands: Hands, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.write(other_book(hands.snapshot.codebook), tmp_path / "other.csv")
    monkeypatch.setattr(ask, "file_to_open", lambda *_args: tmp_path / "other.csv")
    hands.press(Key.Key_I, Modifier.ControlModifier)
    qtbot.waitUntil(hands.page.exchange.view.isVisible)
    assert hands.page.exchange.view.heading.text() == "What other.csv would change"
