from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from cxfacilitator.ui.settings import MOST_RECENT, PREFERENCES, TEXT_SIZE, THEME, Settings

NOW = datetime(2025, 5, 6, 9, 30, tzinfo=UTC)


def test_what_is_chosen_is_known_at_the_next_start(tmp_path: Path) -> None:
    first = Settings(tmp_path / "new" / "cx.ini")
    first.set(TEXT_SIZE, 150)
    first.set(THEME, "dark")
    first.set_place("window", QByteArray(b"geometry"))
    first.remember(tmp_path / "a.cxfac", "Brunnen & Söhne", NOW)
    first.save()
    second = Settings(tmp_path / "new" / "cx.ini")
    assert second.get(TEXT_SIZE) == 150
    assert second.get(THEME) == "dark"
    assert second.place("window") == QByteArray(b"geometry")
    assert [(r.path.name, r.client, r.opened_at) for r in second.recent()] == [("a.cxfac", "Brunnen & Söhne", NOW)]


def test_every_preference_has_a_default_among_its_choices(settings: Settings) -> None:
    for preference in PREFERENCES:
        assert settings.get(preference) == preference.default  # type: ignore[misc]
        assert not preference.choices or preference.default in preference.choices


def test_a_spoilt_value_counts_as_the_default(tmp_path: Path) -> None:
    path = tmp_path / "cx.ini"
    path.write_text("[look]\ntext_size=huge\ntheme=purple\n", encoding="utf-8")
    settings = Settings(path)
    assert settings.get(TEXT_SIZE) == 100
    assert settings.get(THEME) == "system"


def test_spoilt_recent_entries_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "cx.ini"
    store = QSettings(str(path), QSettings.Format.IniFormat)
    store.setValue("recent", ["nonsense", f"yesterday\tX\t{tmp_path}", f"{NOW.isoformat()}\tX\t{tmp_path}"])
    store.sync()
    assert [recent.client for recent in Settings(path).recent()] == ["X"]


def test_the_newest_engagement_comes_first_and_only_once(settings: Settings, tmp_path: Path) -> None:
    for number in range(MOST_RECENT + 3):
        settings.remember(tmp_path / f"{number}.cxfac", f"Client {number}", NOW)
    settings.remember(tmp_path / "5.cxfac", "Client five", NOW)
    names = [recent.client for recent in settings.recent()]
    assert names[:2] == ["Client five", "Client 10"]
    assert "Client 5" not in names
    assert len(names) == MOST_RECENT
