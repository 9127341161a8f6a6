"""The comparison: what each audience says of each theme, counted in groups, and how far they agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from cxfacilitator.domain.codebook import UNCLEAR, Theme, ThemeId, Visibility
from cxfacilitator.domain.counts import Counts, State, count, without_one
from cxfacilitator.domain.engagement import Audience, Question
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.patterns import SIDES, Side
from cxfacilitator.domain.sheets import Answer, Flag
from cxfacilitator.domain.snapshot import Snapshot


class Alignment(StrEnum):
    """How leadership stands to a theme that customers call a strength or a concern."""

    ALIGNED = "aligned"
    SILENT = "silent"
    PARTIAL = "partial"
    OPPOSED = "opposed"


def alignment(visibility: Visibility, counts: Mapping[Audience, Counts]) -> Alignment | None:
    """Say how leadership stands to customers on a theme; None where customers are too weak or were not asked."""
    leadership, customers = counts[Audience.LEADERSHIP], counts[Audience.CUSTOMERS]
    if visibility is not Visibility.DIRECT or not leadership.asked:
        return None
    if customers.state not in (State.STRENGTH, State.CONCERN):
        return None
    if leadership.state is customers.state:
        return Alignment.ALIGNED
    if leadership.state.weak:
        return Alignment.SILENT
    return Alignment.PARTIAL if leadership.state is State.DIVIDED else Alignment.OPPOSED


@dataclass(frozen=True)
class ThemeView:
    """One theme seen by the three audiences: the answers that have it, and their counts.

    A comparison takes it over from the one before where nothing of it has changed, with all that was worked out of it.
    """

    theme: Theme
    answers: Mapping[Audience, tuple[Answer, ...]]
    counts: Mapping[Audience, Counts]

    def state(self, audience: Audience) -> State:
        """The state of the theme for an audience; silent when it was not asked."""
        return self.counts[audience].state

    @property
    def alignment(self) -> Alignment | None:
        """How leadership stands to customers here; None where customers are too weak or were not asked."""
        return alignment(self.theme.visibility, self.counts)

    @property
    def all_answers(self) -> tuple[Answer, ...]:
        """The answers of all audiences, customers' first."""
        return tuple(answer for audience in reversed(Audience) for answer in self.answers[audience])

    @property
    def kept_by_both(self) -> bool:
        """Whether as many customer groups and as many staff groups as a state needs ask to continue it."""
        both = [self.counts[audience] for audience in (Audience.STAFF, Audience.CUSTOMERS)]
        return all(counts.asked and counts.keeps >= counts.threshold for counts in both)

    @cached_property
    def by_group(self) -> Mapping[GroupId, tuple[Answer, ...]]:
        """The answers of each group that has it, in sheet order."""
        found: dict[GroupId, list[Answer]] = {}
        for audience in Audience:
            for answer in self.answers[audience]:
                found.setdefault(GroupId(answer.group_id), []).append(answer)
        return {group_id: tuple(answers) for group_id, answers in found.items()}

    @cached_property
    def without_one(self) -> Mapping[Audience, frozenset[Counts]]:
        """The counts of each audience that there may be once any one of its answers loses the theme."""
        return {audience: without_one(self.answers[audience], self.counts[audience]) for audience in Audience}


_GAP_ORDER = (Alignment.OPPOSED, Alignment.SILENT, Alignment.PARTIAL)


@dataclass(frozen=True)
class Comparison:
    """The three audiences side by side, theme by theme in the codebook's order.

    Attributes:
        groups: Groups with at least one reviewed answer, by audience.
        answered: The groups (their ids) that wrote anything under a question, by audience and question.
        everybody: Audiences whose answer is a fact and not a sample.
        unthemed: Reviewed answers that have no counted theme.
        unreviewed: Answers that nobody has decided on yet; they count for nothing.
        serious: Answers that must never be averaged away, reviewed or not; each is reported verbatim.
    """

    themes: tuple[ThemeView, ...]
    groups: Mapping[Audience, int]
    answered: Mapping[tuple[Audience, Question], frozenset[int]]
    everybody: frozenset[Audience]
    unthemed: tuple[Answer, ...]
    unreviewed: tuple[Answer, ...]
    serious: tuple[Answer, ...]

    @cached_property
    def by_id(self) -> Mapping[ThemeId, ThemeView]:
        """The views by theme."""
        return {view.theme.id: view for view in self.themes}

    @cached_property
    def counted(self) -> frozenset[int]:
        """The ids of the groups with an answer that counts."""
        return frozenset[int]().union(*self.answered.values())

    @cached_property
    def alignment(self) -> Mapping[Alignment, int]:
        """How many themes are aligned, silent, partial, opposed; every key is there."""
        found = dict.fromkeys(Alignment, 0)
        for view in self.themes:
            if view.alignment is not None:
                found[view.alignment] += 1
        return found

    @cached_property
    def gaps(self) -> tuple[ThemeView, ...]:
        """Themes where leadership and customers are apart, the widest first."""

        def width(view: ThemeView) -> tuple[int, int, int]:
            customers = view.counts[Audience.CUSTOMERS]
            kind = view.alignment
            return (_GAP_ORDER.index(kind) if kind in _GAP_ORDER else 9, -customers.raises, -customers.valued)

        return tuple(sorted((v for v in self.themes if v.alignment in _GAP_ORDER), key=width))

    @cached_property
    def wrote(self) -> Mapping[tuple[Audience, Side], int]:
        """How many groups wrote under any of the questions under which one says that a theme is well, or raises it."""
        return {
            (audience, side): len(frozenset().union(*(self.answered[audience, question] for question in questions)))
            for audience in Audience
            for side, questions in SIDES.items()
        }

    def asked(self, audience: Audience) -> bool:
        """Whether an audience has any reviewed sheet."""
        return self.groups[audience] > 0


def counted_groups(snapshot: Snapshot) -> frozenset[int]:
    """Return the ids of the groups with an answer that counts: reviewed, and not unclear."""
    themes_of = snapshot.themes_of
    return frozenset(x.group_id for x in snapshot.answers if x.reviewed and UNCLEAR not in themes_of.get(x.id, ()))


def compare(snapshot: Snapshot, before: Comparison | None = None) -> Comparison:
    """Lay the audiences side by side from the reviewed answers and their accepted tags.

    Unreviewed answers, and answers that are still unclear, count for nothing.

    Args:
        snapshot: The engagement.
        before: What an earlier state of it came to; it spares work and changes nothing.
    """
    unreviewed: list[Answer] = []
    unthemed: list[Answer] = []
    found: dict[Audience, dict[ThemeId, list[Answer]]] = {
        audience: {theme.id: [] for theme in snapshot.codebook.counted} for audience in Audience
    }
    answered: dict[tuple[Audience, Question], set[int]] = {(a, q): set() for a in Audience for q in Question}
    themes_of, sheet, box, mine = snapshot.themes_of, None, None, found[Audience.LEADERSHIP]
    # There may be many thousand answers, and this is done again after each that is decided on.
    for answer in snapshot.answers:
        if not answer.reviewed:
            unreviewed.append(answer)
            continue
        themes = themes_of.get(answer.id, ())
        if UNCLEAR in themes:
            unthemed.append(answer)
            continue
        if answer.group_id != sheet or answer.box is not box:
            sheet, box = answer.group_id, answer.box
            audience = snapshot.audience_of(answer)
            answered[audience, box.question].add(sheet)
            mine = found[audience]
        counted = [theme for theme in themes if theme in mine]
        for theme in counted:
            mine[theme].append(answer)
        if not counted:
            unthemed.append(answer)
    groups = {a: len(frozenset[int]().union(*(answered[a, question] for question in Question))) for a in Audience}
    views = before.by_id if before else {}
    return Comparison(
        themes=tuple(
            _view(theme, {a: tuple(found[a][theme.id]) for a in Audience}, groups, views.get(theme.id))
            for theme in snapshot.codebook.counted
        ),
        groups=groups,
        answered={key: frozenset(ids) for key, ids in answered.items()},
        everybody=snapshot.engagement.everybody,
        unthemed=tuple(unthemed),
        unreviewed=tuple(unreviewed),
        serious=tuple(answer for answer in snapshot.answers if answer.flags and Flag.SERIOUS in answer.flags),
    )


def _view(
    theme: Theme,
    answers: Mapping[Audience, tuple[Answer, ...]],
    groups: Mapping[Audience, int],
    before: ThemeView | None,
) -> ThemeView:
    if (
        before is not None
        and before.theme == theme
        and before.answers == answers
        and all(before.counts[audience].groups == groups[audience] for audience in Audience)
    ):
        return before
    return ThemeView(theme, answers, {a: count(answers[a], groups[a]) for a in Audience})
