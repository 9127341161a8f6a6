"""An engagement with 66 people of staff on the roster, and the same with nine groups."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.services import engagement, groups, roster
from cxfacilitator.store.file import EngagementFile


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[EngagementFile]:
    """A new engagement without people."""
    with engagement.create(tmp_path / "new.cxfac", Engagement("NB-R1", "Northbank")) as file:
        yield file


@pytest.fixture
def staffed(empty: EngagementFile, sample_folder: Path) -> EngagementFile:
    """66 people of staff."""
    plan = roster.plan_import(sample_folder / "roster_staff_messy.csv", Audience.STAFF, empty.snapshot())
    roster.apply(empty, plan)
    return empty


@pytest.fixture
def formed(staffed: EngagementFile) -> EngagementFile:
    """66 people of staff in nine groups; nothing to undo yet."""
    groups.apply(staffed, groups.propose(staffed.snapshot(), Audience.STAFF))
    staffed.take_steps()
    return staffed
