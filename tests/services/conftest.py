"""The sample engagement as an open file, imported once and copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cxfacilitator.services import engagement
from cxfacilitator.store.file import EngagementFile


@pytest.fixture(scope="session")
def _master(tmp_path_factory: pytest.TempPathFactory, sample_folder: Path) -> bytes:
    path = tmp_path_factory.mktemp("master") / "sample.cxfac"
    engagement.import_engagement(sample_folder, path, sample_folder / "gold.json").close()
    return path.read_bytes()


@pytest.fixture
def sample(tmp_path: Path, _master: bytes) -> Iterator[EngagementFile]:
    """The sample engagement with its reviewed tags."""
    path = tmp_path / "sample.cxfac"
    path.write_bytes(_master)
    with engagement.open_file(path) as file:
        yield file
