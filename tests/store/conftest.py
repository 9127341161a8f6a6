"""One open file with a row in every table."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cxfacilitator.store.file import EngagementFile
from tests.store.builders import written


@pytest.fixture
def file(tmp_path: Path) -> Iterator[EngagementFile]:
    with written(tmp_path / "a.cxfac") as opened:
        yield opened
