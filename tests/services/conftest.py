"""The sample engagement as an open file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cxfacilitator.services import engagement
from cxfacilitator.store.file import EngagementFile
from tests.files import imported


@pytest.fixture
def sample(tmp_path: Path, sample_folder: Path) -> Iterator[EngagementFile]:
    """The sample engagement with its reviewed tags."""
    with engagement.open_file(imported(tmp_path / "sample.cxfac", sample_folder, sample_folder / "gold.json")) as file:
        yield file
