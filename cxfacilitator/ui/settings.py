"""What the app remembers between two starts: one row a preference, kept in one small file."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar, cast

import platformdirs
from PySide6.QtCore import QByteArray, QLocale, QSettings

T = TypeVar("T", str, int)


@dataclass(frozen=True)
class Preference(Generic[T]):
    """Something that the user may choose; a stored value that is not among the choices counts as the default."""

    key: str
    title: str
    default: T
    choices: tuple[T, ...] = ()


TEXT_SIZE = Preference("look/text_size", "Text size in percent", 100, (100, 125, 150, 200))
THEME = Preference("look/theme", "Light or dark", "system", ("system", "light", "dark"))
SPELLING = Preference(
    "typing/spelling",
    "Language of the spelling check",
    "american" if QLocale.system().name() == "en_US" else "british",
    ("british", "american", "off"),
)
PREFERENCES: tuple[Preference[str] | Preference[int], ...] = (TEXT_SIZE, THEME, SPELLING)
MOST_RECENT = 8
FIRST_STAGE = "engagement"


@dataclass(frozen=True)
class Recent:
    """An engagement that was open before."""

    path: Path
    client: str
    opened_at: datetime


def default_path() -> Path:
    """Return where preferences are kept on this computer."""
    return platformdirs.user_config_path("cxfacilitator", appauthor=False) / "cxfacilitator.ini"


class Settings:
    """Reads and writes preferences, window places and the engagements opened last."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.folder = path.parent
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def get(self, preference: Preference[T]) -> T:
        """Return the chosen value, or the default."""
        stored = self._store.value(preference.key)
        if stored is None:
            return preference.default
        try:
            value = type(preference.default)(str(stored))
        except ValueError:
            return preference.default
        if preference.choices and value not in preference.choices:
            return preference.default
        return value

    def set(self, preference: Preference[T], value: T) -> None:
        """Remember a choice."""
        self._store.setValue(preference.key, value)

    def last_stage(self, file: Path) -> str:
        """Return the stage that was shown last while this engagement was open; the first one if none was."""
        return str(self._store.value(_stage_key(file), FIRST_STAGE))

    def set_last_stage(self, file: Path, stage: str) -> None:
        """Remember where somebody is in an engagement."""
        self._store.setValue(_stage_key(file), stage)

    def place(self, name: str) -> QByteArray:
        """Return the remembered geometry, splitter sizes or column widths of this name; empty when none."""
        stored = self._store.value(f"places/{name}")
        return stored if isinstance(stored, QByteArray) else QByteArray()

    def set_place(self, name: str, state: QByteArray) -> None:
        """Remember a geometry, splitter sizes or column widths."""
        self._store.setValue(f"places/{name}", state)

    def choices(self, page: str) -> dict[str, str]:
        """Return what was chosen on a page when the app was closed."""
        self._store.beginGroup(f"choices/{page}")
        found = {key: str(self._store.value(key)) for key in self._store.childKeys()}
        self._store.endGroup()
        return found

    def set_choices(self, page: str, choices: dict[str, str]) -> None:
        """Remember what is chosen on a page."""
        for key, value in choices.items():
            self._store.setValue(f"choices/{page}/{key}", value)

    def recent(self) -> Sequence[Recent]:
        """Return the engagements opened before, newest first; the files may be gone."""
        rows = cast(object, self._store.value("recent"))
        found: list[Recent] = []
        for row in [rows] if isinstance(rows, str) else rows if isinstance(rows, list) else []:
            parts = str(row).split("\t")
            if len(parts) == 3:
                with suppress(ValueError):  # a line that somebody changed by hand
                    found.append(Recent(Path(parts[2]), parts[1], datetime.fromisoformat(parts[0])))
        return found

    def remember(self, path: Path, client: str, at: datetime) -> None:
        """Put an engagement at the top of the recent ones."""
        others = [row for row in self.recent() if row.path != path]
        rows = [Recent(path, client, at), *others][:MOST_RECENT]
        self._store.setValue("recent", [f"{r.opened_at.isoformat()}\t{r.client}\t{r.path}" for r in rows])

    def save(self) -> None:
        """Write everything to disk now."""
        self._store.sync()


def _stage_key(file: Path) -> str:
    # A path is no key: its separators would nest groups.
    return f"stages/{hashlib.sha1(str(file.resolve()).encode(), usedforsecurity=False).hexdigest()}"
