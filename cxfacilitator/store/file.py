"""The open engagement file: one connection, used by the one thread that opened it.

Screens read snapshots; every change is an edit, which is on disk when its block ends.
"""

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from weakref import WeakValueDictionary

from sqlcipher3 import dbapi2
from sqlite_utils import Database

from cxfacilitator.domain.codebook import Codebook
from cxfacilitator.domain.engagement import Engagement, Wording
from cxfacilitator.domain.errors import FileProblem
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.store import (
    actions,
    backup,
    ballast,
    codebook,
    criteria,
    digest,
    endorsements,
    engagement,
    findings,
    forms,
    groups,
    history,
    initiatives,
    opening,
    photos,
    plan,
    report_setup,
    roster,
    rounds,
    schema,
    seating,
    second_taggers,
    session,
    tagging,
    undo,
    wall,
    words,
)
from cxfacilitator.store import sheets as sheets_store
from cxfacilitator.store.backup import Backup
from cxfacilitator.store.failures import damaged, told, told_gone
from cxfacilitator.store.undo import Step

__all__ = ["Edit", "EngagementFile", "Step", "is_open_here"]

TYPING_BURST = timedelta(seconds=30)
"""A line that is typed in one go has one version for each of these, and none for each key."""
_FEW_SHEETS = 20

T = TypeVar("T")
_ON_SHEETS = {"answer", undo.GROUP_ORDER}
_BY_SHEET = {undo.ANSWER_ORDER, undo.GROUP_ORDER}
_LOADERS: Mapping[str, tuple[Callable[[Database], object], frozenset[str]]] = {
    "engagement": (engagement.load, frozenset({"engagement"})),
    "wording": (engagement.load_wording, frozenset({"wording"})),
    "codebook": (codebook.load, frozenset({"codebook", "family", "theme"})),
    "merged": (codebook.load_merges, frozenset({"theme", "codebook_change"})),
    "participants": (roster.load_all, frozenset({"participant"})),
    "sessions": (session.load_all, frozenset({"session", "agenda_step"})),
    "events": (session.load_events, frozenset({"session_event"})),
    "groups": (groups.load_all, frozenset({"table_group"})),
    "answers": (sheets_store.load_all, frozenset({"answer_flag", "parked"} | _ON_SHEETS)),
    "forms": (forms.load_all, frozenset({"table_group"})),
    "form_answers": (sheets_store.load_of_forms, frozenset({"answer_flag", "parked"} | _ON_SHEETS)),
    "set_aside": (sheets_store.load_set_aside, frozenset({"answer_flag", "parked"} | _ON_SHEETS)),
    "parked": (sheets_store.load_parked, frozenset({"parked"} | _ON_SHEETS)),
    "confirmed": (sheets_store.load_confirmed, frozenset({"confirmed"})),
    "box_states": (sheets_store.load_box_states, frozenset({"sheet_box"})),
    "photos": (photos.load_all, frozenset({"photo"})),
    "learned_words": (words.load_all, frozenset({"learned_word"})),
    "tags": (tagging.load_tags, frozenset({"tag"} | _BY_SHEET)),
    "rejections": (tagging.load_rejections, frozenset({"rejection"} | _BY_SHEET)),
    "ideas": (plan.load_all, frozenset({"idea", "idea_answer", "idea_score"} | _BY_SHEET)),
    "criteria": (criteria.load_all, frozenset({"criterion"})),
    "weights": (criteria.load_weights, frozenset({"priority_weight"})),
    "initiatives": (initiatives.load_all, frozenset({"initiative"})),
    "actions": (actions.load_all, frozenset({"action"})),
    "clusters": (wall.load_clusters, frozenset({"cluster", "wall_card", "parked"})),
    "loners": (wall.load_loners, frozenset({"wall_card"})),
    "kept_findings": (findings.load_all, frozenset({"kept_finding", "finding_quote"})),
    "endorsements": (endorsements.load_all, frozenset({"endorsement"} | _BY_SHEET)),
    "second_taggers": (
        second_taggers.load_all,
        frozenset({"second_tagger", "second_review", "second_tag"} | _BY_SHEET),
    ),
    "earlier_rounds": (rounds.load_all, frozenset({"earlier_round"})),
    "report": (report_setup.load, frozenset({"report_setup"})),
    "logos": (report_setup.load_logos, frozenset({"logo"})),
    "wishes": (seating.load_wishes, frozenset({"seating_wish"})),
    "seating_rules": (seating.load_rules, frozenset({"seating_rules"})),
    "met": (seating.load_met, frozenset({"seating_met"})),
}
"""Each field of the snapshot: how it is read, and the tables that it depends on (for its order too)."""

_open_here: "WeakValueDictionary[tuple[int, int], EngagementFile]" = WeakValueDictionary()
"""The files that this process has open. Reading one of them a second time, and closing that, would
silently give up the lock that keeps other processes out (POSIX record locks)."""


@dataclass(frozen=True, slots=True)
class Edit:
    """An open transaction; `db` is for the functions of the store's stages."""

    db: Database


class EngagementFile:
    """An engagement file that is open and locked for this process.

    Attributes:
        path: Where the file is.
    """

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self._db = db
        self._steps: list[Step] = []
        self._who = history.account()
        self._typing: tuple[str, datetime] | None = None
        self._writing = self._watched = False
        self._checked: dict[str, Any] | None = None
        self._identity = _identity(path)
        _open_here[self._identity] = self

    @classmethod
    def create(cls, path: Path, engagement: Engagement, wording: Wording, codebook: Codebook) -> "EngagementFile":
        """Make a new file with an engagement, its questions and its codebook, and open it.

        Raises:
            FileProblem: There is a file with this name, or the folder cannot be written.
        """
        path = path.absolute()
        _claim(path)
        try:
            with told(path):
                db = opening.connect(path)
                try:
                    _fill(db, engagement, wording, codebook)
                    return cls._start(path, db)
                except BaseException:
                    db.close()
                    raise
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, path: Path) -> "EngagementFile":
        """Open a file after checking all of it; a file from an older version is copied and updated.

        Raises:
            FileProblem: The file is missing, empty, foreign, newer, read-only, open elsewhere,
                damaged or altered; it was not changed.
        """
        opening.check_there(path)
        # What a crash leaves lies beside the file itself, not beside a link to it.
        path = path.resolve() if path.is_symlink() else path.absolute()
        if is_open_here(path):
            raise FileProblem(f"“{path.name}” is already open in this program.")
        opening.check_header(path)
        db = opening.open_checked(path)
        try:
            with told(path):
                if len(schema.applied(db)) < len(schema.names()):
                    backup.before_update(db, path)
                    schema.migrate(db)
                checked = _checked_values(db, path)
                opened = cls._start(path, db)
        except BaseException:
            db.close()
            raise
        opened._checked = checked
        return opened

    @classmethod
    def _start(cls, path: Path, db: Database) -> "EngagementFile":
        for setting in ("synchronous = FULL", "fullfsync = ON", "checkpoint_fullfsync = ON", "secure_delete = ON"):
            db.execute(f"PRAGMA {setting}").fetchall()
        return cls(path, db)

    def snapshot(
        self, base: Snapshot | None = None, tables: Collection[str] | None = None, sheets: Collection[int] | None = None
    ) -> Snapshot:
        """Read everything, frozen.

        Args:
            base: An earlier snapshot of this file, the one before the tables were touched.
            tables: The tables that may differ from `base`; only these are read. Without them, all.
            sheets: The groups and forms whose answers and tags may differ, where that is known; only theirs are
                read, so that a key is on the screen as fast in a large engagement as in a small one.
        """
        with told(self.path):
            if base is None or tables is None:
                # What was read to check it is not read twice.
                found, self._checked = self._checked, None
                return Snapshot(**(found or _read(self._db)))
            if sheets is None or len(sheets) > _FEW_SHEETS or undo.GROUP_ORDER in tables:
                return base.with_fields(**_read(self._db, tables))
            found = _read(self._db, tables, without=("answers", "form_answers", "tags"))
            sources = [GroupId(sheet) for sheet in sheets]
            made = base.with_fields(**found)
            made = made.with_sheets({source: sheets_store.load_from(self._db, source) for source in sources})
            return made.with_tags({source: tagging.load_tags_from(self._db, source) for source in sources}, base)

    def read(self, load: Callable[..., T], *args: Any) -> T:
        """Read something that no snapshot holds, `load(db, *args)` of the store's stages.

        Raises:
            FileProblem: The disk failed.
        """
        with told(self.path):
            return load(self._db, *args)

    @contextmanager
    def edit(self, label: str, merge_key: str = "", now: datetime | None = None) -> Iterator[Edit]:
        """Open one transaction; it is on disk when the block ends, and gone when the block fails.

        What an answer was before is kept in its history, unless this goes on with the typing of a moment ago.

        Args:
            label: What is done, for the undo menu: `Rename theme`.
            merge_key: Edits in a row with the same key are one step to the person who undoes.
            now: When it is done; the clock's time by default.

        Raises:
            FileProblem: The disk is full, gone or read-only; nothing was changed.
            CxError: What the edit is about has been removed meanwhile; nothing was changed.
        """
        if self._db.conn.in_transaction:
            raise RuntimeError("an edit is already open")
        at = now or datetime.now().astimezone()
        typing = self._typing is not None and merge_key == self._typing[0] and at - self._typing[1] < TYPING_BURST
        with told(self.path), told_gone():
            self._begin_writing()
            with self._db.atomic():
                yield Edit(self._db)
                words = history.take_notes(self._db, label, self._who, at, typing=typing)
                notes = undo.take_notes(self._db)
            if self._db.conn.in_transaction:
                raise AssertionError("an edit was not committed")
        if not notes.tables:
            return
        self._steps.append(Step(label, notes.tables, notes.inverse, merge_key, notes.sheets, words.forgotten))
        if not typing or words.kept:
            self._typing = (merge_key, at) if merge_key else None
        self._read_back(words.written)

    def take_steps(self) -> tuple[Step, ...]:
        """Return the steps that were written since the last call, oldest first."""
        steps = tuple(self._steps)
        self._steps.clear()
        return steps

    def reverse(self, step: Step, now: datetime | None = None) -> Step:
        """Take a step back and return the step that does it again.

        Raises:
            FileProblem: Something that cannot be taken back rests on it, or the disk failed;
                nothing was changed.
        """
        if self._db.conn.in_transaction:
            raise RuntimeError("an edit is open")
        why = f"{'Redo' if step.again else 'Undo'}: {step.label}"
        at = now or datetime.now().astimezone()
        try:
            with told(self.path):
                self._begin_writing()
            with told(self.path), self._db.atomic():
                self._db.execute("PRAGMA defer_foreign_keys = ON")
                for statement in step.inverse:
                    self._db.execute(statement)
                for answer_id in step.forgotten:
                    history.forget_words(self._db, AnswerId(answer_id))
                words = history.take_notes(self._db, why, self._who, at, typing=False)
                notes = undo.take_notes(self._db)
        except dbapi2.IntegrityError as error:
            raise FileProblem(
                f"“{step.label}” cannot be taken back, because something that was recorded later rests on it. "
                "Nothing was changed."
            ) from error
        self._typing = None
        self._read_back(words.written)
        return replace(
            step,
            tables=step.tables | notes.tables,
            inverse=notes.inverse,
            sheets=step.sheets | notes.sheets,
            again=not step.again,
        )

    def _read_back(self, written: Collection[str]) -> None:
        """Compare what is in the file now with what was meant to be written; saved means that this was right."""
        with told(self.path):
            broken = digest.first_broken(self._db, written)
        if broken is not None:
            raise FileProblem(
                f"“{self.path.name}” does not give back the words of {broken} as they were typed. Keep a copy of that "
                "line elsewhere, close the engagement and open it again: it is checked, and a backup is offered."
            )

    def back_up(self, now: datetime) -> Backup:
        """Copy the file as it is now into its folder of copies, and check the copy.

        Raises:
            FileProblem: No copy could be made; the file and the earlier copies are untouched.
        """
        with told(self.path):
            return backup.take(self._db, self.path, now)

    def keep_reserve(self) -> bool:
        """Hold some space of the disk back for when it is full; False when there is no room to do so.

        A reserve that a crash has left is taken over.
        """
        return ballast.keep(self.path)

    def release_reserve(self) -> bool:
        """Give the space that was held back to the file; False when there was none."""
        return ballast.release(self.path)

    def _begin_writing(self) -> None:
        self._checked = None
        # Not when the file is opened: whoever only reads leaves it as it was, byte by byte.
        if not self._writing:
            self._db.execute("PRAGMA journal_mode = WAL").fetchall()
            self._writing = True
        # Nor these: to make them takes as long as all the rest of opening.
        if not self._watched:
            undo.watch(self._db)
            history.watch(self._db)
            self._watched = True

    def finish_writing(self) -> None:
        """Bring everything into one file; the next edit begins anew.

        Raises:
            FileProblem: The last lines could not be brought into the file; they are safe beside it.
        """
        ballast.release(self.path)
        try:
            # Of main alone: after a transaction that only read the notes in temp, temp counts as locked.
            self._db.execute("PRAGMA main.wal_checkpoint(TRUNCATE)").fetchall()
            self._db.execute("PRAGMA journal_mode = DELETE").fetchall()
        except dbapi2.DatabaseError as error:
            raise FileProblem(
                f"“{self.path.name}” is saved, but in two files: keep “{self.path.name}-wal” beside it. "
                "They become one when the file is opened and closed again on a disk with some free space."
            ) from error
        self._writing = False

    def close(self) -> None:
        """Close the file and leave it as one file; closing twice is harmless.

        Raises:
            FileProblem: The last lines could not be brought into the file; they are safe beside it.
        """
        if self._identity not in _open_here:
            return
        try:
            self.finish_writing()
        finally:
            _open_here.pop(self._identity, None)
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def all_or_nothing(new: EngagementFile) -> Iterator[EngagementFile]:
    """Fill a file that was just made; where that fails, it is closed and nothing of it is left behind."""
    try:
        yield new
    except BaseException:
        try:
            new.close()
        finally:
            new.path.unlink()
        raise


def is_open_here(path: Path) -> bool:
    """Tell whether this program has a file open; then nothing else may read it, or its lock is lost."""
    return _identity(path) in _open_here


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _claim(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR))
    except FileExistsError as error:
        raise FileProblem(f"“{path.name}” exists already. It was not changed; choose another name.") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise FileProblem(f"“{path.name}” cannot be made in this folder ({reason}). Choose another folder.") from error


def _fill(db: Database, new: Engagement, wording: Wording, book: Codebook) -> None:
    with db.atomic():
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        schema.migrate(db)
        engagement.save(db, new)
        engagement.save_wording(db, wording)
        codebook.save(db, book)


def _read(db: Database, tables: Collection[str] | None = None, without: Collection[str] = ()) -> dict[str, Any]:
    wanted = None if tables is None else set(tables)
    return {
        name: load(db)
        for name, (load, needs) in _LOADERS.items()
        if name not in without and (wanted is None or needs & wanted)
    }


def _checked_values(db: Database, path: Path) -> dict[str, Any]:
    try:
        return _read(db)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(path) from error
