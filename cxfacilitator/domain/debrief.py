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
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId, Sorting
from cxfacilitator.domain.quotes import Trouble, trouble
from cxfacilitator.domain.responses import Response
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot

THEMES_ON_A_SLIDE = 5
"""So many lines are read from eight metres; more of them go on the next slide."""


class DebriefPart(StrEnum):
    """A part of the debrief, in the order in which it is gone through."""

    GUESSES = "guesses"
    STRENGTHS = "strengths"
    GAPS = "gaps"
    BOARD = "board"
    ACTIONS = "actions"


MINUTES: Mapping[DebriefPart, int] = {
    DebriefPart.GUESSES: 15,
    DebriefPart.STRENGTHS: 10,
    DebriefPart.GAPS: 25,
    DebriefPart.BOARD: 20,
    DebriefPart.ACTIONS: 20,
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

    part: DebriefPart
    key: str
    themes: tuple[ThemeId, ...] = ()
    listed: Listed | None = None

    @property
    def finding_id(self) -> KeptFindingId | None:
        """What the finding is called that is sorted here; None on a slide without one."""
        return self.listed.kept.id if self.listed and self.listed.kept else None

    @property
    def sorting(self) -> Sorting | None:
        """Where the finding is on the board."""
        return self.listed.kept.sorting if self.listed and self.listed.kept else None


def running_order(comparison: Comparison, findings: Sequence[Listed]) -> tuple[Step, ...]:
    """Return the slides of the debrief: what is guessed, what a person kept in that person's order, board, actions.

    What was kept and is no longer found has no slide: its numbers are not true any more.

    Args:
        findings: All of them, as `list_findings` returns them.
    """
    shown = [
        Step(DebriefPart.STRENGTHS if is_agreed(each.kept) else DebriefPart.GAPS, f"finding {each.kept.id}", (), each)
        for each in findings
        if each.kept and not each.kept.dismissed and each.status is not Status.GONE
    ]
    strengths = [step for step in shown if step.part is DebriefPart.STRENGTHS]
    gaps = [step for step in shown if step.part is DebriefPart.GAPS]
    guessed = guesses(comparison)
    batches = [guessed[at : at + THEMES_ON_A_SLIDE] for at in range(0, len(guessed), THEMES_ON_A_SLIDE)]
    return (
        *(Step(DebriefPart.GUESSES, f"guesses {place}", themes) for place, themes in enumerate(batches, 1)),
        *strengths,
        *gaps,
        *([Step(DebriefPart.BOARD, "board")] if gaps else []),
        Step(DebriefPart.ACTIONS, "actions"),
    )


def is_agreed(kept: KeptFinding) -> bool:
    """Whether a finding is a strength that all see; one of one's own is when its response is to protect."""
    return kept.response is Response.PROTECT if kept.kind is None else kept.kind in AGREED


def waiting(kept: Sequence[KeptFinding]) -> tuple[int, int]:
    """Return how many kept findings are not on the board yet, and how many belong there."""
    mine = [each for each in kept if not each.dismissed and not is_agreed(each)]
    return sum(each.sorting is None for each in mine), len(mine)


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


def to_sort(steps: Sequence[Step]) -> Mapping[KeptFindingId, Listed]:
    """Return the findings that are put on the board, in the order of their slides."""
    return {
        step.finding_id: step.listed
        for step in steps
        if step.part is DebriefPart.GAPS and step.finding_id and step.listed
    }


def place_to_go_on(steps: Sequence[Step], key: str) -> int:
    """Return the place of the slide with this key; where it is gone, of the first finding that is not sorted yet.

    Before anything is sorted that is the beginning.
    """
    keys = [step.key for step in steps]
    if key in keys:
        return keys.index(key)
    gaps = [step for step in steps if step.part is DebriefPart.GAPS]
    left = [step.key for step in gaps if not step.sorting]
    if len(left) == len(gaps):
        return 0
    return keys.index(left[0] if left else "board")


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
