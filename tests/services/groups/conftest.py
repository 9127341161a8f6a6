"""An engagement with 66 people of staff on the roster, and the same with nine groups."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.paths import resource
from cxfacilitator.services import engagement, groups, roster
from cxfacilitator.store.file import EngagementFile
from tests.files import made, northbank


def _staffed(path: Path) -> EngagementFile:
    file = northbank(path)
    plan = roster.plan_import(resource("sample", "roster_staff_messy.csv"), Audience.STAFF, file.snapshot())
    roster.apply(file, plan)
    return file


def _formed(path: Path) -> EngagementFile:
    file = _staffed(path)
    groups.apply(file, groups.propose(file.snapshot(), Audience.STAFF))
    return file


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[EngagementFile]:
    """A new engagement without people."""
    with engagement.open_file(made(tmp_path / "new.cxfac", northbank)) as file:
        yield file


@pytest.fixture
def staffed(tmp_path: Path) -> Iterator[EngagementFile]:
    """66 people of staff."""
    with engagement.open_file(made(tmp_path / "new.cxfac", _staffed)) as file:
        yield file


@pytest.fixture
def formed(tmp_path: Path) -> Iterator[EngagementFile]:
    """66 people of staff in nine groups; nothing to undo yet."""
    with engagement.open_file(made(tmp_path / "new.cxfac", _formed)) as file:
        yield file
