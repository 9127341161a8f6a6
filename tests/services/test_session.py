"""Sessions: which one is held, which one is going on, and what the next one may be called."""

from datetime import UTC, datetime
from pathlib import Path

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.session import EventKind, SessionEvent
from cxfacilitator.services import engagement, roster, session
from cxfacilitator.store.file import EngagementFile

NINE = datetime(2025, 9, 16, 9, 0, tzinfo=UTC)


def test_sessions_whose_sheets_have_answers_count_as_held(sample: EngagementFile) -> None:
    snapshot = sample.snapshot()
    assert all(session.held(snapshot, held) for held in snapshot.sessions)
    assert session.current(snapshot) == snapshot.sessions[-1]


def test_the_session_that_is_going_on_comes_before_all_others(tmp_path: Path) -> None:
    with engagement.create(tmp_path / "new.cxfac", Engagement("HLF-R1", "Harbour Line Ferries")) as file:
        assert session.current(file.snapshot()) is None
        for code in ("S-1", "S-2", "S-3"):
            session.add(file, code, Audience.STAFF)
        first, second, _ = file.snapshot().sessions
        assert session.current(file.snapshot()) == first
        session.record(file, second.id, EventKind.STARTED, NINE)
        assert session.current(file.snapshot()) == second
        session.record(file, second.id, EventKind.CLOSED, NINE)
        assert session.current(file.snapshot()) == first
        assert file.snapshot().events[-1] == SessionEvent(second.id, EventKind.CLOSED, NINE)


def test_a_new_session_is_called_as_the_roster_calls_it(tmp_path: Path, sample_folder: Path) -> None:
    with engagement.create(tmp_path / "new.cxfac", Engagement("HLF-R1", "Harbour Line Ferries")) as file:
        roster.apply(file, roster.plan_import(sample_folder / "roster_staff.csv", Audience.STAFF, file.snapshot()))
        names = []
        for _ in range(3):
            names.append(session.free_code(file.snapshot(), Audience.STAFF))
            session.add(file, names[-1], Audience.STAFF)
        assert names == ["S-AM", "S-PM", "S-1"]
        assert session.free_code(file.snapshot(), Audience.LEADERSHIP) == "L-1"
