"""Look for names before a report is handed over, take them out, or say that they are nobody's."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from cxfacilitator.domain.actions import Action
from cxfacilitator.domain.errors import CxError, SpellingProblem
from cxfacilitator.domain.forms import Form
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.kept_findings import KeptFinding
from cxfacilitator.domain.name_check import Holder, NamedWords, TypedText, check, still_named, taken_out, typed_texts
from cxfacilitator.domain.names import WORD, Why
from cxfacilitator.domain.plan import Idea
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.report_setup import Edition, ReportSetup
from cxfacilitator.domain.session import Session
from cxfacilitator.domain.sheets import Answer, Concern
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, listed
from cxfacilitator.domain.wall import Cluster
from cxfacilitator.report.privacy import cleaner_of, initials
from cxfacilitator.services import spelling
from cxfacilitator.store import (
    actions,
    findings,
    forms,
    groups,
    plan,
    report_setup,
    session,
    sheets,
    vectors,
    wall,
    words,
)
from cxfacilitator.store.file import EngagementFile

__all__ = ["NamedWords", "keep", "look", "still_named", "take_out"]

_SAVE: Mapping[type[Holder], Callable[..., None]] = {
    Answer: sheets.upsert,
    Idea: plan.update,
    KeptFinding: findings.update,
    Group: groups.update,
    Form: forms.update,
    Session: session.update,
    Action: actions.update,
    Cluster: lambda db, cluster: wall.update(db, cluster.id, cluster.name, cluster.place),
    ReportSetup: report_setup.save,
}
_CHANGED = "What was found has been changed in the meantime. Look for names again. Nothing was changed."


def look(snapshot: Snapshot, edition: Edition, *, progress: Progress = silent) -> tuple[NamedWords, ...]:
    """Return what may point to a person, with a dictionary where there is one, the surest first."""
    cleaner = cleaner_of(snapshot, edition)

    def prints(typed: TypedText) -> str:
        if typed.part in ("venue", "name"):
            return typed.text
        return cleaner.clean(initials(snapshot, typed.text) if typed.part == "owner" else typed.text)

    try:
        ordinary = spelling.load(spelling.Language.BRITISH).knows
    except SpellingProblem:
        return check(snapshot, edition, prints, progress=progress)
    return check(snapshot, edition, prints, ordinary, progress)


def take_out(file: EngagementFile, chosen: Sequence[tuple[NamedWords, str]]) -> int:
    """Take words out of the places where they were found, in one step; what is on the paper stays with the sheet.

    Args:
        file: The open engagement.
        chosen: Words that `look` returned, and what stands in their place.

    Returns:
        In how many answers, ideas and other places something is different now.

    Raises:
        CxError: Nothing can be taken out there, or it was changed since it was found; nothing was changed.
    """
    changes = taken_out(chosen)
    if not changes:
        reasons = dict.fromkeys(place.typed.fixed for named, _ in chosen for place in named.places)
        raise CxError(f"{' '.join(reasons) or 'There is nothing to take out.'} Nothing was changed.")
    edition = Edition.FACILITATOR  # which of them are printed matters no more
    now = {(typed.held_by, typed.part): typed for typed in typed_texts(file.snapshot(), edition)}
    found: dict[object, tuple[Any, dict[str, str]]] = {}
    for typed, text in changes:
        newest = now.get((typed.held_by, typed.part))
        if newest is None or newest.text != typed.text:
            raise CxError(_CHANGED)
        found.setdefault(typed.held_by, (newest.holder, {}))[1][typed.part] = text
    with file.edit(f"Take {_called([named for named, _ in chosen])} out") as edit:
        for holder, parts in found.values():
            _SAVE[type(holder)](edit.db, _with(holder, parts))
        vectors.drop(edit.db, vectors.gone(edit.db))
    return len(found)


def keep(file: EngagementFile, chosen: Sequence[NamedWords]) -> None:
    """Note that words are nobody's name: unknown words are learned, other answers are right as they stand.

    What is on the roster is taken out of leadership's edition all the same.

    Raises:
        CxError: The words are on the roster or flagged, and stand in no answer; nothing was changed.
    """
    snapshot = file.snapshot()
    with file.edit(f"Learn that {_called(chosen)} names nobody") as edit:
        for named in chosen:
            if named.why is Why.UNKNOWN:
                for word in {word for place in named.places for word in WORD.findall(place.words)}:
                    words.learn(edit.db, word)
                continue
            holders = (place.typed.holder for place in named.places)
            answers = {holder.id for holder in holders if isinstance(holder, Answer) and holder.id in snapshot.answer}
            if not answers:
                raise CxError(f"“{named.words}” is {named.why}, and is in no answer. Change the words where they are.")
            for answer_id in answers:
                sheets.confirm(edit.db, answer_id, Concern.NAME)


def _called(chosen: Sequence[NamedWords]) -> str:
    if len(chosen) == 1:
        return f"“{chosen[0].words}”"
    return listed([f"“{named.words}”" for named in chosen]) if len(chosen) < 4 else amount(len(chosen), "name")


def _with(holder: Any, parts: Mapping[str, str]) -> Any:
    """The holder with other words; what was written on the paper stays what it was."""
    given = dict(parts)
    if "wording" in given:
        wording = given.pop("wording")
        given["tidy"] = wording if wording != holder.text else ""
    return replace(holder, **given)
