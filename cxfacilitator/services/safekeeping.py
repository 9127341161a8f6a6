"""Keep the engagement safe: take checked copies, say what they hold, and put one back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cxfacilitator.domain.errors import FileProblem
from cxfacilitator.domain.text import amount, joined, the_day
from cxfacilitator.store import backup as store
from cxfacilitator.store.backup import Backup
from cxfacilitator.store.file import EngagementFile

_COUNTED = {
    "participant": ("person", "people"),
    "table_group": ("group", "groups"),
    "answer": ("answer", "answers"),
    "tag": ("tag", "tags"),
    "idea": ("idea", "ideas"),
}


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup with what it holds; `counts` are people, groups, answers, tags and ideas by table."""

    backup: Backup
    counts: Mapping[str, int]

    @property
    def holds(self) -> str:
        """What is in it, in words."""
        return joined(amount(self.counts.get(table, 0), *words) for table, words in _COUNTED.items())


def back_up(file: EngagementFile, now: datetime) -> Backup:
    """Take a checked copy of the open engagement.

    Raises:
        FileProblem: No copy could be made; the engagement and the earlier copies are untouched.
    """
    return file.back_up(now)


def backups(path: Path) -> tuple[Copy, ...]:
    """Return the whole copies of an engagement, newest first; a copy that does not pass its check is not there."""
    return tuple(Copy(found, store.counts(found.path)) for found in store.all_of(path) if store.is_whole(found))


def newest(path: Path) -> Copy | None:
    """Return the newest whole copy of an engagement, or None."""
    return next((Copy(found, store.counts(found.path)) for found in store.all_of(path) if store.is_whole(found)), None)


def difference(copy: Copy, path: Path) -> str:
    """Say in one sentence how a copy differs from the file, as far as the file can still be read."""
    there = store.counts(path)
    if "answer" not in there:
        return f"The file cannot be read; the backup has {copy.holds}."
    parts = []
    for table, words in _COUNTED.items():
        step = copy.counts.get(table, 0) - there.get(table, copy.counts.get(table, 0))
        if step:
            parts.append(f"{amount(abs(step), *words)} {'more' if step > 0 else 'fewer'}")
    if not parts:
        return f"The backup has as much as the file: {copy.holds}. Wordings may differ."
    return f"The backup has {joined(parts)} than can be counted in the file."


def age(copy: Copy, now: datetime) -> str:
    """Say how old a copy is: `12 minutes old`, or the day and hour when it is older than a day."""
    taken = copy.backup.taken_at.astimezone()
    passed = now - taken
    if passed < timedelta(hours=1):
        return f"{amount(max(0, passed // timedelta(minutes=1)), 'minute')} old"
    if passed < timedelta(days=1):
        return f"{amount(passed // timedelta(hours=1), 'hour')} old"
    return f"of {the_day(taken)}, {taken:%H:%M}"


def restore(path: Path, backup: Backup) -> Path | None:
    """Put a copy in the place of an engagement that is not open; what was there is kept beside it.

    Returns:
        Where the file that was there is now; None when there was none.

    Raises:
        FileProblem: The copy is not whole, or the file is open; nothing was changed.
    """
    return store.restore(backup, path)


def chosen(path: Path, name: str = "") -> Copy:
    """Return the copy with this file name, or the newest.

    Raises:
        FileProblem: There is no such copy, or none that is whole.
    """
    found = backups(path)
    if not found:
        raise FileProblem(f"There is no whole backup of “{path.name}” in “{store.folder_of(path).name}”.")
    if not name:
        return found[0]
    for copy in found:
        if name in (copy.backup.path.name, copy.backup.path.stem):
            return copy
    raise FileProblem(f"There is no whole backup called “{name}”. The newest is “{found[0].backup.path.name}”.")
