"""What people decide on findings: which are kept, in whose words and with which quotes, and which are dismissed.

Findings are computed anew all the time; a decision is not. It remembers what the finding rested on when it was made, so
that it can say what has changed since, and its words are never rewritten.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, NewType

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.counts import State
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.evidence import EvidenceWord
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.responses import Response
from cxfacilitator.domain.sheets import AnswerId

KeptFindingId = NewType("KeptFindingId", int)


class FindingKey(NamedTuple):
    """What makes a drafted finding the same one tomorrow: its kind and its theme."""

    kind: FindingKind
    theme_id: ThemeId


class Sorting(StrEnum):
    """Where a finding was put on the debrief's board."""

    EXPLAIN = "explain"
    CHANGE = "change"
    STOP = "stop"
    ASK = "ask"


@dataclass(frozen=True)
class RestsOn:
    """What a finding rested on when somebody decided on it.

    Attributes:
        sentence: The drafted sentence as it was.
        theme: What its theme was called.
        groups: Groups of each audience that were counted.
        counts: How many groups said it where, by audience; by the names that `Counts` has.
        answers: The readable reference of each answer that it rested on, by audience.
        word: How clear the difference was.
    """

    sentence: str = ""
    theme: str = ""
    groups: Mapping[Audience, int] = field(default_factory=dict)
    counts: Mapping[Audience, Mapping[str, int]] = field(default_factory=dict)
    states: Mapping[Audience, State] = field(default_factory=dict)
    answers: Mapping[Audience, Mapping[AnswerId, str]] = field(default_factory=dict)
    word: EvidenceWord | None = None
    fragile: bool = False


@dataclass(frozen=True)
class KeptFinding:
    """What was decided on a finding.

    Attributes:
        kind: None for a finding of one's own.
        theme_id: None for one's own that is on no theme, and where the theme has left the codebook.
        position: Its place among the others; gaps are allowed.
        dismissed: It is left out of what leadership reads, for this reason.
        sentence: A person's own words; empty for the drafted ones.
        response: The kind of answer that a person chose; None for the one that its kind suggests.
        debrief: The question for the debrief in a person's words; empty for the suggested one.
        quotes: The answers chosen to speak for it, in order; an answer may have been deleted since.
    """

    id: KeptFindingId
    kind: FindingKind | None = None
    theme_id: ThemeId | None = None
    position: int = 0
    dismissed: bool = False
    reason: str = ""
    sentence: str = ""
    response: Response | None = None
    debrief: str = ""
    sorting: Sorting | None = None
    rests_on: RestsOn = field(default_factory=RestsOn)
    quotes: tuple[AnswerId, ...] = ()

    @property
    def key(self) -> FindingKey | None:
        """The drafted finding that it is about; None for one's own, and where the theme has left the codebook."""
        return FindingKey(self.kind, self.theme_id) if self.kind and self.theme_id else None
