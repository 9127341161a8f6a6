"""Keep, edit, dismiss and arrange findings; nothing that a person wrote is ever rewritten by what is found later."""

from collections.abc import Sequence
from dataclasses import replace

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.finding_list import key_of, rests_on
from cxfacilitator.domain.findings import find
from cxfacilitator.domain.kept_findings import FindingKey, KeptFinding, KeptFindingId, RestsOn, Sorting
from cxfacilitator.domain.responses import Response
from cxfacilitator.domain.sheets import AnswerId
from cxfacilitator.report.debrief import heading
from cxfacilitator.report.sentences import finding_sentence
from cxfacilitator.store import codebook as codebook_store
from cxfacilitator.store import findings as store
from cxfacilitator.store.file import EngagementFile

Which = FindingKey | KeptFindingId
"""A finding: by its kind and theme, or by what was decided on it, which is how one's own are called."""

_NEW = KeptFindingId(0)


def keep(file: EngagementFile, which: Which) -> KeptFindingId:
    """Put a finding on the list as it stands now; what had changed since it was kept before counts as seen.

    Returns:
        What it is called from now on.

    Raises:
        CxError: It is no longer found, and was never decided on.
    """
    return _write(file, "Keep", replace(_decided_now(file, which), dismissed=False, reason=""))


def settle(file: EngagementFile, which: Which, take_draft: bool) -> KeptFindingId:
    """Keep a finding that has changed since: in the words that it had, or in those that are drafted now."""
    kept = _decided(file, which)
    now = _decided_now(file, which)
    had = kept.sentence or kept.rests_on.sentence
    words = "" if take_draft or had == now.rests_on.sentence else had
    return _write(file, "Keep", replace(now, dismissed=False, reason="", sentence=words))


def edit(file: EngagementFile, which: Which, sentence: str) -> KeptFindingId:
    """Put a finding into a person's own words; a draft is kept by it. Empty words bring the drafted ones back.

    Raises:
        CxError: It is one's own, which has no drafted words, and the sentence is empty; nothing was changed.
    """
    kept = _decided(file, which)
    words = sentence.strip()
    if not words and kept.kind is None:
        raise CxError("A finding of your own needs a sentence. The old one was kept.")
    return _write(file, "Word", replace(kept, sentence=words), "sentence")


def dismiss(file: EngagementFile, which: Which, reason: str) -> KeptFindingId:
    """Leave a finding out of what leadership reads, and say why.

    Raises:
        CxError: No reason is given; nothing was changed.
    """
    if not reason.strip():
        raise CxError("Say why this finding is dismissed: the report counts dismissed findings, and somebody will ask.")
    return _write(file, "Dismiss", replace(_decided_now(file, which), dismissed=True, reason=reason.strip()))


def take_back(file: EngagementFile, which: Which) -> None:
    """Take back what was decided on a finding: it is a draft again, and one's own is deleted.

    Raises:
        CxError: Nothing was decided on it.
    """
    kept = _known(file, which)
    if kept is None:
        raise CxError("Nothing has been decided on this finding yet.")
    label = f"Take back {_called(file, kept)}" if kept.kind else f"Delete {_called(file, kept)}"
    with file.edit(label) as change:
        store.delete(change.db, kept.id)


def own(
    file: EngagementFile, sentence: str, theme_id: ThemeId | None = None, response: Response | None = None
) -> KeptFindingId:
    """Add a finding of one's own at the end of the list.

    Raises:
        CxError: It says nothing, or its theme is not there; nothing was changed.
    """
    words = sentence.strip()
    if not words:
        raise CxError("A finding of your own needs a sentence. Nothing was added.")
    if theme_id is not None:
        _theme_name(file, theme_id)
    return _write(file, "Add", KeptFinding(_NEW, None, theme_id, sentence=words, response=response))


def set_response(file: EngagementFile, which: Which, response: Response | None) -> KeptFindingId:
    """Choose the kind of answer that a finding asks for; None for the suggested one. A draft is kept by it."""
    return _write(file, "Choose the response to", replace(_decided(file, which), response=response))


def set_question(file: EngagementFile, which: Which, question: str) -> KeptFindingId:
    """Put the debrief's question into a person's own words; empty for the suggested one. A draft is kept by it."""
    return _write(file, "Word the question on", replace(_decided(file, which), debrief=question.strip()), "question")


def sort(file: EngagementFile, which: Which, sorting: Sorting | None) -> KeptFindingId:
    """Put a finding on the debrief's board, or take it off. A draft is kept by it."""
    return _write(file, "Sort", replace(_decided(file, which), sorting=sorting))


def set_quotes(file: EngagementFile, which: Which, answer_ids: Sequence[AnswerId]) -> KeptFindingId:
    """Choose the answers that speak for a finding, in this order; a draft is kept by it.

    Those that were chosen before may stay, whatever has become of them.

    Raises:
        CxError: A new one is not there, in the parking lot or not reviewed; nothing was changed.
    """
    kept, snapshot = _decided(file, which), file.snapshot()
    aside = {answer.id for answer in snapshot.set_aside}
    for answer_id in answer_ids:
        if answer_id in kept.quotes:
            continue
        answer = snapshot.answer[answer_id]
        if answer_id in aside:
            raise CxError(f"{answer.ref} is in the parking lot, so it speaks for no finding. Nothing was changed.")
        if not answer.reviewed:
            raise CxError(f"{answer.ref} is not reviewed yet, so it speaks for no finding. Nothing was changed.")
    return _write(file, "Choose the quotes of", replace(kept, quotes=tuple(dict.fromkeys(answer_ids))))


def arrange(file: EngagementFile, finding_ids: Sequence[KeptFindingId]) -> None:
    """Put findings into this order, in the places that they have together; the others stay where they are.

    Raises:
        CxError: One of them is no longer there; nothing was changed.
    """
    order = [kept.id for kept in file.read(store.load_all)]
    moving = list(dict.fromkeys(finding_ids))
    if not set(moving) <= set(order):
        raise CxError("One of these findings is no longer on the list. Nothing was changed.")
    places = iter(moving)
    with file.edit("Arrange the findings") as change:
        store.place(change.db, [next(places) if each in moving else each for each in order])


def _known(file: EngagementFile, which: Which) -> KeptFinding | None:
    """What was decided on a finding; None for a draft."""
    found = file.read(store.load_all)
    if isinstance(which, FindingKey):
        return next((kept for kept in found if kept.key == which), None)
    known = next((kept for kept in found if kept.id == which), None)
    if known is None:
        raise CxError("This finding is no longer on the list. Nothing was changed.")
    return known


def _decided(file: EngagementFile, which: Which) -> KeptFinding:
    """What was decided on a finding; for a draft what would be, were it kept now."""
    kept = _known(file, which)
    if kept is not None:
        return kept
    if not isinstance(which, FindingKey):
        raise AssertionError("one that is called by its number is known")
    now = _rests_on_now(file, which)
    if now is None:
        raise CxError("This finding is no longer found. Nothing was changed.")
    return KeptFinding(_NEW, which.kind, which.theme_id, rests_on=now)


def _decided_now(file: EngagementFile, which: Which) -> KeptFinding:
    """What was decided on a finding, resting on what is found now; where nothing is, on what it rested on before."""
    kept = _decided(file, which)
    now = _rests_on_now(file, kept.key) if kept.id != _NEW and kept.key else None
    return replace(kept, rests_on=now) if now else kept


def _rests_on_now(file: EngagementFile, key: FindingKey) -> RestsOn | None:
    """What a finding rests on now; None where the rule does not find it."""
    comparison = compare(file.snapshot())
    finding = next((each for each in find(comparison) if key_of(each) == key), None)
    if finding is None:
        return None
    view = comparison.by_id[key.theme_id]
    return rests_on(view, finding, finding_sentence(finding, view))


def _write(file: EngagementFile, verb: str, kept: KeptFinding, typed: str = "") -> KeptFindingId:
    """Write what was decided; what is `typed` into one field without anything between is one step to undo."""
    about = f"{kept.kind} {kept.theme_id}" if kept.key else f"finding {kept.id}"
    merge_key = f"{about} {typed}" if typed else ""
    with file.edit(f"{verb} {_called(file, kept)}", merge_key) as change:
        if kept.id != _NEW:
            store.update(change.db, kept)
            return kept.id
        last = max((each.position for each in store.load_all(change.db)), default=-1)
        return store.insert(change.db, replace(kept, position=last + 1))


def _called(file: EngagementFile, kept: KeptFinding) -> str:
    """A finding as the undo menu calls it."""
    if kept.kind is None:
        return "a finding of your own"
    theme = _theme_name(file, kept.theme_id) if kept.theme_id else kept.rests_on.theme
    return f"“{heading(kept.kind)}” on {theme}"


def _theme_name(file: EngagementFile, theme_id: ThemeId) -> str:
    return file.read(codebook_store.load).by_id[theme_id].name
