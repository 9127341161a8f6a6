"""What answers were before: look, and bring back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.history import Version, VersionId
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.store import history as store
from cxfacilitator.store import sheets as sheets_store
from cxfacilitator.store import vectors
from cxfacilitator.store.file import Edit, EngagementFile


def of_answer(file: EngagementFile, answer_id: AnswerId) -> tuple[Version, ...]:
    """Return what an answer was before each change, newest first."""
    return file.read(store.of_answer, answer_id)


def removed(file: EngagementFile, group_id: GroupId) -> tuple[Version, ...]:
    """Return the last wording of each answer that is no longer on a group's sheet or a form, newest first.

    A line that was emptied letter by letter is returned as it was before that.
    """
    by_answer: dict[AnswerId, list[Version]] = {}
    for version in file.read(store.of_removed, group_id):
        by_answer.setdefault(version.answer_id, []).append(version)
    return tuple(found for versions in by_answer.values() if (found := _last(versions)).text != "")


def restore(file: EngagementFile, version_id: VersionId) -> None:
    """Put an earlier wording in the place of the present one, or bring back an answer that was removed.

    Flags and themes of a removed answer are not in its history; only undo brings them back.

    Raises:
        CxError: The words were redacted for good, or the group is no longer there; nothing was changed.
    """
    version = file.read(store.version, version_id)
    if version.text is None:
        raise CxError(f"The words of {version.ref} were redacted for good. Nothing was changed.")
    there = file.read(sheets_store.load_one, version.answer_id)
    with file.edit("Restore an earlier wording" if there else "Restore a removed answer") as edit:
        sheets_store.upsert(edit.db, _restored(edit, version, there))


def forget_words(file: EngagementFile, answer_id: AnswerId) -> None:
    """Empty the texts of every earlier wording of an answer for good; that they were there can still be seen."""
    with file.edit("Forget earlier wordings") as edit:
        store.forget_words(edit.db, answer_id)
        vectors.drop(edit.db, vectors.gone(edit.db))


@dataclass(frozen=True, slots=True)
class Past:
    """The history that somebody asked for by a reference or by a group, newest first."""

    title: str
    versions: tuple[Version, ...]


def with_ref(file: EngagementFile, ref: str) -> Past:
    """Return the history of the answer that has a reference, or had it before it was removed.

    Raises:
        CxError: No answer ever had it.
    """
    known = next((answer.id for answer in file.snapshot().answer.values() if answer.ref == ref), None)
    answer_id = known or file.read(store.with_ref, ref)
    if answer_id is None:
        raise CxError(f"No answer has the reference {ref}, or had it. The sheets and the report show the references.")
    return Past(ref, of_answer(file, answer_id))


def removed_from(file: EngagementFile, code: str) -> Past:
    """Return the removed answers of the group or form with a code.

    Raises:
        CxError: There is no such group or form.
    """
    snapshot = file.snapshot()
    codes = {source.code: GroupId(source.id) for source in snapshot.groups}
    codes.update((source.code, GroupId(source.id)) for source in snapshot.forms)
    if code in codes:
        return Past(f"Removed from {code}", removed(file, codes[code]))
    raise CxError(f"There is no group or form {code} in this engagement.")


def said(version: Version) -> str:
    """Return the words of a version, as they were shown: the tidied wording behind the original, if there was one.

    >>> from datetime import datetime
    >>> from cxfacilitator.domain.sheets import Box, Direction, Value
    >>> at = datetime(2026, 3, 31, 14, 3)
    >>> def past(text, tidy=""):
    ...     return Version(1, "a", 1, "S1-Q1-01", Box.WELL, at, "", "", text, tidy, "", Direction.UNSAID, Value.UNSAID)
    >>> said(past("Ctalogue is good", "Catalogue is good")), said(past(None, None))
    ('Ctalogue is good (tidied: Catalogue is good)', '(redacted)')
    """
    if version.text is None:
        return "(redacted)"
    words = [f"{version.competitor}: {version.text}" if version.competitor else version.text]
    return " ".join([*words, f"(tidied: {version.tidy})"] if version.tidy else words)


def _last(newest_first: Sequence[Version]) -> Version:
    found, *earlier = newest_first
    for version in earlier:
        if found.text is None or version.text is None or not version.text.startswith(found.text):
            break
        found = version
    return found


def _restored(edit: Edit, version: Version, there: Answer | None) -> Answer:
    assert version.text is not None
    lines = sheets_store.load_from(edit.db, version.group_id, parked=True)
    last = max((line.position for line in lines if line.box is version.box), default=0)
    made = Answer(version.answer_id, version.ref, version.group_id, version.box, last + 1, version.text)
    if there is not None:
        same_box = there.box is version.box
        made = replace(there, box=version.box, text=version.text, position=there.position if same_box else last + 1)
    made = replace(
        made,
        tidy=version.tidy or "",
        competitor=version.competitor,
        direction=version.direction,
        value=version.value,
    )
    if there is not None and there.box.question is version.box.question:
        return made
    made = replace(made, ref=version.ref)
    return made if sheets_store.is_ref_free(edit.db, made) else replace(made, ref=sheets_store.next_ref(edit.db, made))
