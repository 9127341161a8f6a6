"""The read-back: what on a sheet is looked at once more before anything is counted or quoted."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields

from cxfacilitator.domain.codebook import NOT_CX
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.names import Named, Span, finder
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.redaction import has_gap
from cxfacilitator.domain.sheet_check import check_sheet
from cxfacilitator.domain.sheets import ILLEGIBLE, Answer, AnswerId, Box, Concern, Flag
from cxfacilitator.domain.snapshot import Snapshot

_ELSEWHERE = re.compile(
    r"^\W*(?:pay|parking|food)\W*$|\b(?:canteens?|wages?|salar(?:y|ies)|pay ?rise|overtime|pensions?|debtor days|"
    r"staff car ?park)\b",
    re.IGNORECASE,
)
"""What staff and leadership write about that is real and not about customers; on purpose far too few words."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at again: an answer, or a box without lines that nobody has explained.

    Attributes:
        group_id: Whose sheet or form it is on.
        answer_id: None for an empty box.
        concern: None for an empty box.
        spans: Where in the wording that is shown; none when it is about all of it.
        why: One sentence.
    """

    group_id: GroupId
    box: Box
    why: str
    answer_id: AnswerId | None = None
    concern: Concern | None = None
    spans: tuple[Span, ...] = ()


_EACH = 500
"""Lines from one report of progress to the next."""


def doubts(
    snapshot: Snapshot, ordinary: Callable[[str], bool] | None = None, progress: Progress = silent
) -> tuple[Doubt, ...]:
    """Return what is to be looked at again, sheet by sheet and box by box, then form by form.

    What a person has confirmed is not there, nor what is in the parking lot.

    Args:
        snapshot: The engagement.
        ordinary: Whether a word, in small letters, is in a dictionary; without one, fewer names are found.
        progress: Told how far it is; may stop the work.
    """
    find = finder(snapshot, ordinary, lambda share, note: progress(share / 2, note))
    found: list[Doubt] = []
    for group in snapshot.groups:
        lines = snapshot.answers_of.get(group.id, ())
        for box in Box:
            for line in lines:
                if line.box is box:
                    found += _of_line(snapshot, line, find)
            if box in empty_boxes(snapshot, group.id):
                found.append(Doubt(group.id, box, "Nothing is typed in this box. Was it left blank, or not asked?"))
    for place, line in enumerate(snapshot.form_answers):
        if place % _EACH == 0:
            progress(0.5 + place / len(snapshot.form_answers) / 2, f"{place:,} lines of forms looked at")
        found += _of_line(snapshot, line, find)
    return tuple(found)


def looks_alike(before: Snapshot, now: Snapshot) -> bool:
    """Tell whether nothing but what a person has confirmed is different, so that `still_open` says all."""
    return all(
        getattr(before, each.name) is getattr(now, each.name) for each in fields(Snapshot) if each.name != "confirmed"
    )


def still_open(found: Iterable[Doubt], before: Snapshot, now: Snapshot) -> tuple[Doubt, ...]:
    """Return what is left of the doubts of an earlier state: of lines as they were, and what nobody has explained."""
    return tuple(
        doubt
        for doubt in found
        if (
            (doubt.answer_id, doubt.concern) not in now.confirmed and _as_it_was(doubt.answer_id, before, now)
            if doubt.answer_id is not None
            else doubt.box in empty_boxes(now, doubt.group_id)
        )
    )


def _as_it_was(answer_id: AnswerId, before: Snapshot, now: Snapshot) -> bool:
    return answer_id in now.answer and before.answer.get(answer_id) == now.answer[answer_id]


def empty_boxes(snapshot: Snapshot, group_id: GroupId) -> tuple[Box, ...]:
    """Return the boxes of a typed sheet that have no lines although nobody has said why.

    A sheet without any line has not been typed yet. While lines of question 4 are marked neither continue nor start,
    its two boxes may still get some.
    """
    if group_id not in snapshot.answers_of:
        return ()
    said_why = [box for group, box in snapshot.box_states if group == group_id]
    check = check_sheet(snapshot.lines_of(group_id), said_why)
    return tuple(box for box in check.empty if not (check.unmarked and box.question is Question.NEXT))


def _of_line(snapshot: Snapshot, line: Answer, find: Callable[[str], tuple[Named, ...]]) -> Iterator[Doubt]:
    source = GroupId(line.group_id)
    for concern, spans, why in _concerns(snapshot, line, find):
        if (line.id, concern) not in snapshot.confirmed:
            yield Doubt(source, line.box, why, line.id, concern, spans)


def _concerns(
    snapshot: Snapshot, line: Answer, find: Callable[[str], tuple[Named, ...]]
) -> Iterator[tuple[Concern, tuple[Span, ...], str]]:
    marks = tuple(match.span() for match in re.finditer(re.escape(ILLEGIBLE), line.wording, re.IGNORECASE))
    if marks or Flag.ILLEGIBLE in line.flags:
        yield Concern.ILLEGIBLE, marks, "Something cannot be read. Ask the scribe, or look at the photo."
    named = find(line.wording)
    who = find(line.competitor)
    if named or who or (Flag.PERSON in line.flags and not has_gap(line.wording)):
        yield Concern.NAME, tuple(one.span for one in named), _who(line, named or who)
    if Flag.SERIOUS in line.flags:
        yield Concern.SERIOUS, (), "Marked serious: it gets a page of its own, word for word."
    themes = snapshot.themes_of.get(line.id, ())
    cue = _ELSEWHERE.search(line.wording) if _may_be_elsewhere(snapshot, line) else None
    if NOT_CX in themes or cue:
        yield Concern.ELSEWHERE, (cue.span(),) if cue else (), "It may not be about customers: park it, or keep it."


def _who(line: Answer, named: tuple[Named, ...]) -> str:
    if not named:
        return "Flagged as about a person."
    whys = dict.fromkeys(one.why for one in named)
    return f"It may name a person: {', '.join(whys)}."


def _may_be_elsewhere(snapshot: Snapshot, line: Answer) -> bool:
    """Words alone count only until a person has decided on the themes, and not with customers, who pay."""
    return not line.reviewed and snapshot.audience_of(line) is not Audience.CUSTOMERS
