"""Looking through the answers: which of them are listed, how fast it goes, and how much of it is enough."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.forms import Form, Kind
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount

RECENT_S = 300.0
"""How far back a pace looks: long enough to be steady, short enough to follow a person who gets faster."""
PAUSE_S = 60.0
"""Whoever decides nothing for so long is doing something else."""
STEADY = 5
"""From so many decisions on, a pace says something."""
MANY = 1000
"""More answers than a person looks through one by one."""
ENOUGH = 200
"""Decisions after which suggestions learn little more, when what teaches most is asked first."""


class Left(StrEnum):
    """What is left to do with an answer, or what somebody noted about it."""

    ALL = "All answers"
    NOT_REVIEWED = "Not reviewed"
    NO_SUGGESTION = "No suggestion"
    NO_THEME = "Without a theme"
    SECOND_LOOK = "Wrongly tagged?"
    STARRED = "Starred"


@dataclass(frozen=True, slots=True)
class AnswerFilter:
    """Which answers are listed; what is None or empty leaves none out.

    Attributes:
        beside: Only answers of forms, notes and reviews.
        kind: Only those of forms, only of notes, or only of reviews.
        group: Only those of one group.
        theme: Only those that a person gave this theme.
    """

    left: Left = Left.ALL
    audience: Audience | None = None
    beside: bool = False
    kind: Kind | None = None
    question: Question | None = None
    group: GroupId | None = None
    theme: ThemeId | None = None

    def chosen(self, snapshot: Snapshot, suggested: Collection[AnswerId] = ()) -> Sequence[Answer]:
        """Return the answers that are listed, in sheet order.

        Args:
            snapshot: Where the answers are from.
            suggested: The answers that have a suggestion.
        """
        found: Sequence[Answer] = snapshot.to_review
        # One condition after the other, and only those that there are: of a hundred thousand answers this is at once.
        for keeps in self._conditions(snapshot, suggested):
            found = [answer for answer in found if keeps(answer)]
        return found

    def _conditions(self, snapshot: Snapshot, suggested: Collection[AnswerId]) -> Iterator[Callable[[Answer], bool]]:
        themes_of = snapshot.themes_of
        match self.left:
            case Left.NOT_REVIEWED:
                yield lambda answer: not answer.reviewed
            case Left.NO_SUGGESTION:
                yield lambda answer: answer.id not in suggested
            case Left.NO_THEME:
                yield lambda answer: answer.id not in themes_of
            case Left.SECOND_LOOK:
                yield lambda answer: answer.second_look
            case Left.STARRED:
                yield lambda answer: answer.starred
        if self.question is not None:
            yield lambda answer: answer.box.question is self.question
        if self.group is not None:
            yield lambda answer: answer.group_id == self.group
        if self.theme is not None:
            yield lambda answer: self.theme in themes_of.get(answer.id, ())
        if self.audience is not None or self.kind is not None or self.beside:
            every: tuple[Group | Form, ...] = (*snapshot.groups, *snapshot.forms)
            sources = {source.id for source in every if self._is_from(source)}
            yield lambda answer: answer.group_id in sources

    def _is_from(self, source: Group | Form) -> bool:
        if self.beside or self.kind is not None:
            return isinstance(source, Form) and self.kind in (None, source.kind)
        return source.audience is self.audience


def changed_answers(before: Snapshot, after: Snapshot) -> tuple[AnswerId, ...]:
    """Return the answers of which something was decided, noted or typed between two snapshots, in sheet order."""
    rejected = {rejection.answer_id for rejection in {*before.rejections} ^ {*after.rejections}}
    return tuple(
        answer.id
        for answer in after.to_review
        if answer.id in rejected
        or before.themes_of.get(answer.id) != after.themes_of.get(answer.id)
        or ((known := before.answer.get(answer.id)) is not answer and known != answer)
    )


def per_minute(decided_at: Sequence[float], now: float) -> float | None:
    """Return how many answers are decided in a minute of work; pauses are not counted.

    Args:
        decided_at: When each answer was decided, in seconds, oldest first.
        now: The same clock, now.

    Returns:
        None as long as there are too few to tell.

    >>> per_minute([0, 10, 20, 30, 40, 640, 650], 655)
    >>> per_minute([600, 610, 620, 630, 640, 840, 850], 855)
    6.0
    """
    recent = [at for at in decided_at if at >= now - RECENT_S]
    gaps = [later - at for at, later in pairwise(recent) if later - at < PAUSE_S]
    spent = sum(gaps)
    return len(gaps) / spent * 60 if spent > 0 and len(gaps) >= STEADY - 1 else None


def time_left(answers: int, a_minute: float) -> str:
    """Say how long so many answers take.

    >>> time_left(10, 20), time_left(200, 10), time_left(900, 6)
    ('under a minute left', 'about 20 minutes left', 'about 2½ hours left')
    """
    minutes = answers / a_minute
    if minutes < 1:
        return "under a minute left"
    if minutes < 90:
        return f"about {amount(round(minutes), 'minute')} left"
    halves = round(minutes / 30)
    return f"about {halves // 2}{'½' if halves % 2 else ''} hours left"


def worth_reviewing(snapshot: Snapshot) -> tuple[int, int]:
    """Return how many answers a person is to look at, and how many of those wait for it.

    Every answer of a group is one of them; of thousands of comments only so many as teach the suggestions.
    """
    comments = len(snapshot.form_answers)
    asked = ENOUGH if comments > MANY else comments
    waiting = sum(not answer.reviewed for answer in snapshot.answers)
    waiting += max(0, asked - snapshot.reviewed_beside)
    return len(snapshot.answers) + asked, waiting


def how_many_are_enough(comments: int, reviewed: int) -> str:
    """Say how many of thousands of comments are worth looking through; empty where a person looks at all of them."""
    if comments <= MANY:
        return ""
    apart = "what the machine finds in the others is counted apart."
    if reviewed >= ENOUGH:
        return f"{reviewed:,} of {comments:,} comments are enough to teach the suggestions; {apart}"
    return f"{ENOUGH} of {comments:,} comments, uncertain ones first, teach the suggestions; {apart}"
