"""The one way in which a codebook is changed: with a note of what it was, in the same edit."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from cxfacilitator.domain.codebook import Codebook, ThemeId
from cxfacilitator.domain.codebook_history import CodebookChange, CodebookChangeId, Refiled
from cxfacilitator.store import actions as actions_store
from cxfacilitator.store import codebook as store
from cxfacilitator.store import findings as findings_store
from cxfacilitator.store import history
from cxfacilitator.store import initiatives as initiatives_store
from cxfacilitator.store import report_setup as setup_store
from cxfacilitator.store import second_taggers as taggers_store
from cxfacilitator.store import tagging as tagging_store
from cxfacilitator.store.file import Edit, EngagementFile

ONE_CHANGE = timedelta(minutes=10)
"""What is typed into the same field within this time is one change in the history, however many keys it took."""


@dataclass
class Revision:
    """A codebook while it is changed.

    Attributes:
        edit: The open edit.
        codebook: As it is before; whoever changes it puts the new one here. One that has the version of the old one
            gets a version of its own.
        refiled: The answers whose themes change with it, and change back when it is rolled back.
        tagged: The answers whose themes a person decides on at the same time; rolling back leaves them alone.
        merged_into: The theme into which those that go are merged, with what was decided on their findings.
    """

    edit: Edit
    codebook: Codebook
    refiled: Sequence[Refiled] = ()
    tagged: Sequence[Refiled] = ()
    merged_into: ThemeId | None = None


@contextmanager
def changing(file: EngagementFile, label: str, merge_key: str = "", now: datetime | None = None) -> Iterator[Revision]:
    """Open an edit of the codebook; when its block ends it is written, and with it what the codebook was before.

    Args:
        label: What is done, for the undo menu and the history.
        merge_key: Edits in a row with the same key are one step to the person who undoes; with the same label too
            they are one change in the history.
        now: When it is done; the clock's time by default.
    """
    at = now or datetime.now().astimezone()
    with file.edit(label, merge_key, at) as edit:
        before = store.load(edit.db)
        revision = Revision(edit, before)
        yield revision
        after = revision.codebook
        if after == before and not revision.refiled:
            return
        if after.version == before.version and after != before:
            after = after.stamped()
        _write(edit, before, after, (*revision.refiled, *revision.tagged), revision.merged_into)
        change = CodebookChange(
            CodebookChangeId(0), at, history.account(), label, before, tuple(revision.refiled), revision.merged_into
        )
        last = store.last_change(edit.db) if merge_key else None
        if last is None or last[0] != label or at - last[1] > ONE_CHANGE:
            store.note_change(edit.db, change)


def _write(
    edit: Edit, before: Codebook, after: Codebook, refiled: Iterable[Refiled], merged_into: ThemeId | None
) -> None:
    # While answers change from an old theme to a new one, both must be there.
    themes = after.themes + tuple(theme for theme in before.themes if theme.id not in after.by_id)
    families = after.families + tuple(f for f in before.families if f.id not in after.families_by_id)
    store.save(edit.db, replace(after, families=families, themes=themes))
    for entry in refiled:
        tagging_store.refile(edit.db, entry)
    if merged_into is not None:
        for theme in themes[len(after.themes) :]:
            findings_store.file_under(edit.db, theme.id, merged_into)
            actions_store.file_under(edit.db, theme.id, merged_into)
            initiatives_store.file_under(edit.db, theme.id, merged_into)
            taggers_store.file_under(edit.db, theme.id, merged_into)
            setup_store.file_under(edit.db, theme.id, merged_into)
    if len(themes) > len(after.themes) or len(families) > len(after.families):
        store.save(edit.db, after)
