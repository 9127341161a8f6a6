"""What every test stands on: no screen, no settings of whoever runs it, a folder with the sample engagement."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

# Before anything imports Qt or matplotlib: both look only once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("MPLCONFIGDIR", str(Path(__file__).parents[1] / ".work" / "matplotlib"))

import hypothesis
import pytest

# The machine may be busy with something else; how long an example takes says nothing about the code. A check says the
# same of the same code each time; "explore" looks at other examples each time, to find what nobody thought of.
hypothesis.settings.register_profile("check", deadline=None, derandomize=True)
hypothesis.settings.register_profile("explore", deadline=None)
hypothesis.settings.load_profile("check")


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folders that do not exist yet; to look for a free name takes longer the more there are."""
    homes = tmp_path_factory.mktemp("homes")
    return (homes / str(number) for number in count())


@pytest.fixture(autouse=True)
def _own_settings(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings, logs and caches of whoever runs the tests out of them, and theirs out of those."""
    home = next(_homes)
    for name in ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA"):
        folder = home / name.lower()
        folder.mkdir(parents=True)
        monkeypatch.setenv(name, str(folder))


@pytest.fixture(autouse=True)
def _small_reserve(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold back only little of the disk: the real thing is 8 MB for each file that a test writes into."""
    monkeypatch.setattr("cxfacilitator.store.ballast.SIZE_BYTES", 64 * 1024)


@pytest.fixture(scope="session")
def sample_folder() -> Path:
    """The sample engagement as it comes: rosters, answers, tags, and what a comparison of them must find."""
    return Path(__file__).parent / "data" / "sample"
