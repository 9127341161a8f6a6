"""Backups in words: how old one is, what it holds and how it differs from the file."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cxfacilitator.domain.engagement import Audience, Engagement
from cxfacilitator.domain.errors import FileProblem
from cxfacilitator.services import engagement, findings, forms, groups, plan, roster, safekeeping

NOON = datetime(2025, 5, 6, 12, 0, 5).astimezone()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed engagement with 30 people, whose backup of noon has only 20."""
    path = tmp_path / "client.cxfac"
    with engagement.create(path, Engagement("HLF-R1", "Harbour Line Ferries")) as file:
        roster.add_people(file, Audience.STAFF, 20)
        safekeeping.back_up(file, NOON)
        roster.add_people(file, Audience.STAFF, 10)
        groups.add(file, Audience.STAFF)
    return path


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=-5), "0 minutes old"),
        (timedelta(seconds=119), "1 minute old"),
        (timedelta(hours=5, minutes=59), "5 hours old"),
        (timedelta(days=3, hours=23), "3 days old"),
    ],
)
def test_age(path: Path, passed: timedelta, words: str) -> None:
    [copy] = safekeeping.backups(path)
    assert safekeeping.age(copy.backup, NOON + passed) == words


def test_what_a_backup_holds_and_lacks(path: Path) -> None:
    [copy] = safekeeping.backups(path)
    assert copy.holds == "20 people, 0 groups, 0 answers, 0 tags and 0 ideas"
    assert (
        safekeeping.difference(copy, path)
        == "The backup has 10 people fewer and 1 group fewer than can be counted in the file."
    )
    path.write_bytes(b"nothing of it can be read any more")
    assert safekeeping.difference(copy, path).startswith("The file cannot be read; the backup has 20 people")


def test_what_was_decided_since_is_told_of_open_and_closed_files_alike(path: Path) -> None:
    with engagement.open_file(path) as file:
        plan.add_action(file, "Ask the depots")
        plan.add_initiative(file, "Loyalty card")
        findings.own(file, "Nobody answers the telephone at noon.")
        [copy] = safekeeping.backups(path)
        told = safekeeping.difference(copy, path, file.snapshot())
    assert told == safekeeping.difference(copy, path)
    assert "1 decision on a finding fewer, 1 action fewer and 1 initiative fewer" in told
    later = safekeeping.Copy(copy.backup, {"participant": 1, "action": 2})
    assert later.holds == "1 person, 0 groups, 0 answers, 0 tags, 0 ideas and 2 actions"


def test_a_backup_that_has_as_much_says_so(path: Path) -> None:
    with engagement.open_file(path) as file:
        backup = safekeeping.back_up(file, NOON + timedelta(minutes=5))
    assert safekeeping.difference(safekeeping.look_into(backup), path).startswith("The backup has as much as the file")


def test_the_newest_whole_backup_is_chosen(path: Path) -> None:
    with engagement.open_file(path) as file:
        later = safekeeping.back_up(file, NOON + timedelta(minutes=5))
    assert safekeeping.chosen(path).backup == later
    later.path.write_bytes(later.path.read_bytes()[:9000])
    with pytest.raises(FileProblem, match="not whole"):
        safekeeping.look_into(later)
    earlier = safekeeping.chosen(path).backup
    assert earlier.taken_at == NOON
    assert safekeeping.newest(path) == safekeeping.chosen(path, earlier.path.name)
    with pytest.raises(FileProblem, match="no whole backup called “Tuesday”"):
        safekeeping.chosen(path, "Tuesday")


def test_restored_it_has_the_people_of_that_time(path: Path) -> None:
    kept = safekeeping.restore(path, safekeeping.chosen(path).backup)
    with engagement.open_file(path) as file:
        assert len(file.snapshot().participants) == 20
    assert kept is not None
    with engagement.open_file(kept) as file:
        assert len(file.snapshot().participants) == 30


def test_without_backups(tmp_path: Path) -> None:
    path = tmp_path / "none.cxfac"
    assert (safekeeping.backups(path), safekeeping.newest(path), safekeeping.last(path)) == ((), None, None)
    with pytest.raises(FileProblem, match=r"no whole backup of “none\.cxfac”"):
        safekeeping.chosen(path)


def test_forms_are_no_groups(tmp_path: Path) -> None:
    """What a backup holds names them apart, and only where there are any."""
    path = tmp_path / "forms.cxfac"
    with engagement.create(path, Engagement("F", "Forms")) as file:
        forms.apply(file, forms.plan_bytes(b"Good\nquick\nclean\n", "list.csv", file.snapshot()))
        backup = safekeeping.back_up(file, NOON)
        forms.remove(file, file.snapshot().forms[:1])
        copy, now = safekeeping.look_into(backup), file.snapshot()
        assert copy.holds == "0 people, 0 groups, 2 forms, notes and reviews, 2 answers, 0 tags and 0 ideas"
        said = safekeeping.difference(copy, path, now)
    assert said.startswith("The backup has 1 form, note or review more and 1 answer more than")


def test_a_clock_that_is_put_back_costs_no_backup(path: Path) -> None:
    with engagement.open_file(path) as file:
        for step in range(15):
            groups.add(file, Audience.CUSTOMERS)
            taken = safekeeping.back_up(file, NOON - timedelta(seconds=1 + step))
            assert taken in safekeeping.listed(path)
