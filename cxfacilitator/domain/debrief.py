"""The debrief with leadership: its running order, and all that the room may be shown.

A `DebriefSlide` has no place for what nobody kept, picked or looked at: the room reads what a person chose.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cxfacilitator.domain.codebook import ThemeId, Visibility
from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.evidence import EvidenceWord
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.finding_list import Listed, Status
from cxfacilitator.domain.kept_findings import KeptFindingId
from cxfacilitator.domain.quotes import Trouble, trouble
from cxfacilitator.domain.responses import Response
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot

THEMES_ON_A_SLIDE = 5
"""So many lines are read from eight metres; more of them go on the next slide."""


class Part(StrEnum):
    """A part of the debrief, in the order in which it is gone through."""

    GUESSES = "guesses"
    STRENGTHS = "strengths"
    GAPS = "gaps"
    BOARD = "board"
    ACTIONS = "actions"


MINUTES: Mapping[Part, int] = {
    Part.GUESSES: 15,
    Part.STRENGTHS: 10,
    Part.GAPS: 25,
    Part.BOARD: 20,
    Part.ACTIONS: 20,
}
"""How long a part of a debrief of ninety minutes usually takes."""

AGREED = (
    FindingKind.SHARED_STRENGTH,
    FindingKind.INTERNAL_SHARED_STRENGTH,
    FindingKind.CONTINUE_CONSENSUS,
)
"""Kinds of finding that nobody has to give way on."""


class Withheld(StrEnum):
    """Why a quote that a person picked stays off the wall all the same."""

    GONE = "it has been deleted, or is in the parking lot"
    UNREVIEWED = "it is not reviewed any more"
    ELSEWHERE = "it is not on this theme any more"
    FORM = "it is from a form or a note, and not from a group"
    NAMES = "somebody may be named in it: look at it once more in Read back"
    FEW_PEOPLE = "fewer than five people would stand behind it"


_IN_TROUBLE = {
    Trouble.DELETED: Withheld.GONE,
    Trouble.PARKED: Withheld.GONE,
    Trouble.UNREVIEWED: Withheld.UNREVIEWED,
    Trouble.ELSEWHERE: Withheld.ELSEWHERE,
}


@dataclass(frozen=True, slots=True)
class SlideQuote:
    """Somebody's words on a slide: as they were redacted, and of which audience; never of which group."""

    words: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class DebriefSlide:
    """All that the window for the audience is given.

    Attributes:
        kicker: The part of the debrief, small above the title.
        lead: What was found, in a sentence.
        header: What the columns of the rows are called.
        widths: How wide the columns are beside each other.
        rows: Each has as many cells as the header.
        foot: How sure this is.
        agreed: What has just been agreed on it.
    """

    kicker: str = ""
    title: str = ""
    lead: str = ""
    quotes: tuple[SlideQuote, ...] = ()
    header: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    foot: str = ""
    agreed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A slide's place in the running order.

    Attributes:
        key: The same one tomorrow, as long as what it is about is there.
        themes: Those that are guessed here.
        listed: The finding that it is about.
    """

    part: Part
    key: str
    themes: tuple[ThemeId, ...] = ()
    listed: Listed | None = None

    @property
    def finding_id(self) -> KeptFindingId | None:
        """What the finding is called that is sorted here; None on a slide without one."""
        return self.listed.kept.id if self.listed and self.listed.kept else None


def running_order(comparison: Comparison, findings: Sequence[Listed]) -> tuple[Step, ...]:
    """Return the slides of the debrief: what is guessed, what a person kept in that person's order, board, actions.

    What was kept and is no longer found has no slide: its numbers are not true any more.

    Args:
        findings: All of them, as `list_findings` returns them.
    """
    shown = [each for each in findings if each.on_the_list and each.status is not Status.GONE]
    strengths = [each for each in shown if is_agreed(each)]
    gaps = [each for each in shown if not is_agreed(each)]
    guessed = guesses(comparison)
    batches = [guessed[at : at + THEMES_ON_A_SLIDE] for at in range(0, len(guessed), THEMES_ON_A_SLIDE)]
    return (
        *(Step(Part.GUESSES, f"guesses {place}", themes) for place, themes in enumerate(batches, 1)),
        *(_of_finding(Part.STRENGTHS, each) for each in strengths),
        *(_of_finding(Part.GAPS, each) for each in gaps),
        *([Step(Part.BOARD, "board")] if gaps else []),
        Step(Part.ACTIONS, "actions"),
    )


def _of_finding(part: Part, each: Listed) -> Step:
    return Step(part, f"finding {each.kept.id if each.kept else 0}", listed=each)


def is_agreed(each: Listed) -> bool:
    """Whether a finding is a strength that all see; one of one's own is when its response is to protect."""
    if each.kind is None:
        return each.kept is not None and each.kept.response is Response.PROTECT
    return each.kind in AGREED


def guesses(comparison: Comparison) -> tuple[ThemeId, ...]:
    """Return the themes on which customers hold a clear view, what most customer groups speak of first.

    Agreement and gaps come mixed, so that nobody in the room can tell the next one from the last. There are none where
    leadership or customers have no reviewed answer.
    """
    if not (comparison.asked(Audience.LEADERSHIP) and comparison.asked(Audience.CUSTOMERS)):
        return ()
    clear = [
        view
        for view in comparison.themes
        if view.theme.visibility is Visibility.DIRECT and not view.state(Audience.CUSTOMERS).weak
    ]
    return tuple(view.theme.id for view in sorted(clear, key=lambda view: -view.counts[Audience.CUSTOMERS].mentions))


def offered(findings: Sequence[Listed]) -> tuple[Listed, ...]:
    """Return the drafts that are clear or likely: what a facilitator may want to keep before the debrief."""
    return tuple(
        each
        for each in findings
        if each.status is Status.DRAFT
        and each.finding is not None
        and each.finding.word in (EvidenceWord.CLEAR, EvidenceWord.LIKELY)
    )


def to_sort(steps: Sequence[Step]) -> tuple[Listed, ...]:
    """Return the findings that are put on the board, in the order of their slides."""
    return tuple(step.listed for step in steps if step.part is Part.GAPS and step.listed)


def place_to_go_on(steps: Sequence[Step], key: str) -> int:
    """Return the place of the slide with this key; where it is gone, of the first finding that is not sorted yet.

    Before anything is sorted that is the beginning.
    """
    keys = [step.key for step in steps]
    if key in keys:
        return keys.index(key)
    sorted_here = [bool(each.kept and each.kept.sorting) for each in to_sort(steps)]
    if not any(sorted_here):
        return 0
    waiting = [step.key for step, done in zip(_gap_steps(steps), sorted_here, strict=True) if not done]
    return keys.index(waiting[0] if waiting else "board")


def _gap_steps(steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if step.part is Part.GAPS]


def withheld(
    snapshot: Snapshot,
    answer_id: AnswerId,
    theme_id: ThemeId | None,
    safe: Callable[[Answer], bool],
    few: frozenset[Audience],
) -> Withheld | None:
    """Return why an answer that was picked stays off the wall; None where it is shown.

    Args:
        theme_id: The theme of the finding that it speaks for.
        safe: What `safe_to_show` returns.
        few: Audiences that are not quoted.
    """
    found = _IN_TROUBLE.get(why) if (why := trouble(snapshot, answer_id, theme_id)) else None
    if found:
        return found
    answer = snapshot.answer[answer_id]
    if answer_id not in snapshot.counted:
        return Withheld.FORM
    if snapshot.audience_of(answer) in few:
        return Withheld.FEW_PEOPLE
    return None if safe(answer) else Withheld.NAMES
