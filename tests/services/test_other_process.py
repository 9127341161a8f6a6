"""Work in a process of its own: what comes back from it, how it stops, and that nothing of it is left."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cxfacilitator.domain.errors import Cancelled, CxError, DamagedFile
from cxfacilitator.domain.progress import silent
from cxfacilitator.domain.reading import NOT_READ, ColumnsWanted
from cxfacilitator.services import engagement, report
from cxfacilitator.services.other_process import BugElsewhere, OtherProcess
from tests import errands
from tests.files import imported


@pytest.fixture(scope="module")
def other() -> Iterator[OtherProcess]:
    """One process for all tests."""
    made = OtherProcess()
    yield made
    made.shut_down()


class Stopper:
    """Stops the work as soon as it has told something."""

    def __init__(self, at: float = 0.0) -> None:
        self.at, self.heard = at, 0.0

    def __call__(self, share: float, note: str) -> None:
        self.heard = share
        if share > self.at:
            raise Cancelled("Stopped.")


def is_gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


def test_values_go_over_and_the_result_and_what_it_tells_come_back(other: OtherProcess) -> None:
    told: list[tuple[float, str]] = []
    done = other.run(errands.add, 1, 2, 3, note="Adding", progress=lambda share, note: told.append((share, note)))
    assert done == 6
    assert (0.5, "Adding") in told


def test_one_process_does_all_the_work(other: OtherProcess) -> None:
    first, second = (other.run(errands.own_id, progress=silent) for _ in range(2))
    assert first == second != os.getpid()


def test_a_report_is_written_there_without_anything_of_the_screens(
    other: OtherProcess, tmp_path: Path, sample_folder: Path
) -> None:
    with engagement.open_file(imported(tmp_path / "e.cxfac", sample_folder)) as file:
        snapshot = file.snapshot()
    notes: list[str] = []
    summary = other.run(
        report.write, snapshot, tmp_path / "report.pdf", progress=lambda _share, note: notes.append(note)
    )
    assert isinstance(summary, report.ReportSummary)
    assert summary.path.read_bytes().startswith(b"%PDF-")
    assert summary.pages > 5
    assert "Laying out the pages" in notes
    assert "PySide6" not in other.run(errands.loaded, progress=silent)


def test_a_refusal_comes_back_as_what_it_is(other: OtherProcess) -> None:
    with pytest.raises(DamagedFile, match="cannot be trusted") as damaged:
        other.run(errands.refuse, DamagedFile("The file cannot be trusted.", "a.cxfac"), progress=silent)
    assert damaged.value.path == "a.cxfac"
    with pytest.raises(ColumnsWanted, match="No column") as wanted:
        other.run(errands.refuse, ColumnsWanted("No column is a name.", NOT_READ), progress=silent)
    assert wanted.value.read == NOT_READ


def test_a_bug_tells_its_kind_and_place_but_nobody_s_words(other: OtherProcess) -> None:
    with pytest.raises(BugElsewhere) as bug:
        other.run(errands.fall_over, "Jane Roe", progress=silent)
    assert bug.value.kind == "ValueError"
    assert "fall_over" in bug.value.frames
    assert "Jane" not in str(bug.value)
    assert other.run(errands.add, 2, note="", progress=silent) == 2


def test_what_cannot_be_pickled_is_a_bug_here_or_there_and_the_next_work_is_done(other: OtherProcess) -> None:
    with pytest.raises((pickle.PicklingError, AttributeError)):
        other.run(lambda *, progress: progress(0, ""), progress=silent)
    with pytest.raises(BugElsewhere):
        other.run(errands.bring_a_function, progress=silent)
    assert other.run(errands.add, 2, note="", progress=silent) == 2


def test_work_stops_at_its_next_report_and_its_process_stays(other: OtherProcess) -> None:
    before = other.run(errands.own_id, progress=silent)
    with pytest.raises(Cancelled):
        other.run(errands.go_on, progress=Stopper())
    assert other.run(errands.own_id, progress=silent) == before


def test_work_that_was_stopped_before_it_began_never_begins(other: OtherProcess, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        other.run(errands.finish_all_the_same, tmp_path / "begun", progress=Stopper(-1))
    assert not (tmp_path / "begun").exists()


def test_work_that_hears_nothing_goes_with_its_process_and_leaves_nothing(
    other: OtherProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = other.run(errands.own_id, progress=silent)
    monkeypatch.setattr("cxfacilitator.services.other_process.worker.PATIENCE_S", 0.2)
    stopper = Stopper()
    with pytest.raises(Cancelled):
        other.run(errands.write_and_hang, tmp_path, progress=stopper)
    assert stopper.heard == 0.9
    assert list(tmp_path.iterdir()) == []
    assert is_gone(before)
    assert other.run(errands.add, 2, note="", progress=silent) == 2


def test_what_was_done_before_it_could_be_stopped_is_told(other: OtherProcess, tmp_path: Path) -> None:
    assert other.run(errands.finish_all_the_same, tmp_path / "begun", progress=Stopper(0.5)) == "saved"


def test_a_process_that_dies_is_told_in_a_sentence_and_another_takes_its_place(
    other: OtherProcess, tmp_path: Path
) -> None:
    with pytest.raises(CxError, match="Nothing was changed"):
        other.run(errands.write_and_die, tmp_path, progress=silent)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(CxError, match="short of memory"):
        other.run(errands.run_out_of_memory, progress=silent)
    assert other.run(errands.add, 2, note="", progress=silent) == 2


def test_the_process_ends_with_the_app() -> None:
    other = OtherProcess()
    mine = other.run(errands.own_id, progress=silent)
    other.shut_down()
    assert is_gone(mine)
    # Nobody is there to say so when the app was ended itself.
    command = [sys.executable, "-P", "-m", "cxfacilitator", "--worker"]
    assert subprocess.run(command, stdin=subprocess.DEVNULL, timeout=20, check=False).returncode == 0


def test_a_snapshot_goes_over_without_what_was_worked_out(tmp_path: Path, sample_folder: Path) -> None:
    with engagement.open_file(imported(tmp_path / "e.cxfac", sample_folder)) as file:
        snapshot = file.snapshot().work_out()
    there = pickle.loads(pickle.dumps(snapshot))
    assert there == snapshot
    assert vars(there).keys() == vars(replace(snapshot)).keys()
