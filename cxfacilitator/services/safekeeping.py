"""Keep the engagement safe: take checked copies, say what they hold, and put one back."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cxfacilitator.domain.backups import surplus
from cxfacilitator.domain.errors import FileProblem
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.store import backup as store
from cxfacilitator.store.backup import Backup as Backup
from cxfacilitator.store.file import EngagementFile

_PLENTY_BYTES = 500 * 1024**2
_COUNTED = {
    "participant": ("person", "people"),
    "table_group": ("group", "groups"),
    "form": ("form, note or review", "forms, notes and reviews"),
    "answer": ("answer", "answers"),
    "tag": ("tag", "tags"),
    "idea": ("idea", "ideas"),
    "kept_finding": ("decision on a finding", "decisions on findings"),
    "action": ("action", "actions"),
    "initiative": ("initiative", "initiatives"),
    "endorsement": ("endorsement", "endorsements"),
    "second_tagger": ("second tagger", "second taggers"),
    "earlier_round": ("earlier round", "earlier rounds"),
}
_ALWAYS_TOLD = frozenset({"participant", "table_group", "answer", "tag", "idea"})


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup with what it holds; `counts` are the rows of each table of the file, and forms apart from groups."""

    backup: Backup
    counts: Mapping[str, int]

    @property
    def holds(self) -> str:
        """What is in it, in words."""
        told = (table for table in _COUNTED if table in _ALWAYS_TOLD or self.counts.get(table))
        found = {table: self.counts.get(table, 0) for table in told}
        return joined(amount(number, *_COUNTED[table]) for table, number in found.items())


def back_up(file: EngagementFile, now: datetime) -> Backup:
    """Take a checked copy of the open engagement, and delete older copies that stand too close to one another.

    The new copy stays, also where a clock that was put back makes it look older than others.

    Raises:
        FileProblem: No copy could be made; the engagement and the earlier copies are untouched.
    """
    taken = file.back_up(now)
    copies = {copy.taken_at: copy for copy in store.all_of(file.path)}
    store.drop(copies[at] for at in surplus(copies) - {taken.taken_at})
    return taken


def backups(path: Path) -> tuple[Copy, ...]:
    """Return the whole copies of an engagement, newest first; a copy that does not pass its check is not there."""
    return tuple(_whole(path))


def newest(path: Path) -> Copy | None:
    """Return the newest whole copy of an engagement, or None."""
    return next(_whole(path), None)


def _whole(path: Path) -> Iterator[Copy]:
    return (Copy(found, store.counts(found.path)) for found in store.all_of(path) if store.is_whole(found))


def listed(path: Path) -> tuple[Backup, ...]:
    """Return the copies of an engagement, newest first, without looking into them."""
    return store.all_of(path)


def look_into(backup: Backup) -> Copy:
    """Check a copy and say what it holds.

    Raises:
        FileProblem: It is not whole.
    """
    if not store.is_whole(backup):
        raise FileProblem(f"The backup “{backup.path.name}” is not whole. Nothing was changed; choose another one.")
    return Copy(backup, store.counts(backup.path))


def last(path: Path) -> Backup | None:
    """Return the newest copy without checking it again; None when there is none."""
    return next(iter(store.all_of(path)), None)


def is_due(path: Path) -> bool:
    """Whether an engagement that is closed has been written since its newest copy was taken."""
    copy = last(path)
    return copy is None or not store.is_current(copy, path)


def scarce(path: Path) -> str:
    """Say in one sentence that the disk of an engagement is nearly full; empty when it is not."""
    free = shutil.disk_usage(path.parent).free
    if free >= _PLENTY_BYTES:
        return ""
    return (
        f"Only {free // 1024**2} MB are free on the disk with “{path.name}”. Everything is saved as usual, but backups "
        "and photographs need space; free some when you can."
    )


def last_written(path: Path) -> datetime:
    """Return when something was last saved; after a crash that is in the log beside the file. A new file: now."""
    files = (path, path.with_name(f"{path.name}-wal"))
    times = [file.stat().st_mtime for file in files if file.exists()]
    return datetime.fromtimestamp(max(times)).astimezone() if times else datetime.now().astimezone()


def difference(copy: Copy, path: Path, now: Snapshot | None = None) -> str:
    """Say in one sentence how a copy differs from the file, as far as the file can still be read.

    Args:
        copy: The backup.
        path: The file.
        now: What is in the file when it is open; much of that is not in the file alone.
    """
    there = _counts(now) if now else store.counts(path)
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


def _counts(snapshot: Snapshot) -> Mapping[str, int]:
    return {
        "participant": len(snapshot.participants),
        "table_group": len(snapshot.groups),
        "form": len(snapshot.forms),
        "answer": len(snapshot.answer),
        "tag": len(snapshot.tags),
        "idea": len(snapshot.ideas),
        "kept_finding": len(snapshot.kept_findings),
        "action": len(snapshot.actions),
        "initiative": len(snapshot.initiatives),
        "endorsement": len(snapshot.endorsements),
        "second_tagger": len(snapshot.second_taggers),
        "earlier_round": len(snapshot.earlier_rounds),
    }


def age(backup: Backup, now: datetime) -> str:
    """Say how old a copy is: `12 minutes old`."""
    passed = max(timedelta(), now - backup.taken_at)
    if passed < timedelta(hours=1):
        return f"{amount(passed // timedelta(minutes=1), 'minute')} old"
    if passed < timedelta(days=1):
        return f"{amount(passed // timedelta(hours=1), 'hour')} old"
    return f"{amount(passed.days, 'day')} old"


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
