"""The slides of the debrief in words: counts of groups, kept findings, and quotes that a person picked."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from cxfacilitator.domain.actions import Action
from cxfacilitator.domain.comparison import Comparison
from cxfacilitator.domain.counts import Counts, State
from cxfacilitator.domain.debrief import DebriefPart, DebriefSlide, SlideQuote, Step, Withheld, to_sort, withheld
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.evidence import EvidenceWord
from cxfacilitator.domain.finding_list import Listed
from cxfacilitator.domain.kept_findings import KeptFindingId, Sorting
from cxfacilitator.domain.quotes import few_people, safe_to_show
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, shortened, the_day
from cxfacilitator.report.debrief import heading, kept_sentence, kept_theme
from cxfacilitator.report.privacy import Cleaner, every_name_cleaner
from cxfacilitator.report.words import headed

MOST_QUOTES, MOST_ACTIONS, MOST_CARDS = 3, 5, 5
"""So many are on a slide at once, or in a column of it; of quotes and actions the newest."""
_LONGEST_TITLE = 60
_WORDS_OF_A_NAME = 3
_HIDDEN = "?"

PART: Mapping[DebriefPart, str] = {
    DebriefPart.GUESSES: "What did you think customers would say?",
    DebriefPart.STRENGTHS: "What all agree is good",
    DebriefPart.GAPS: "What needs an answer",
    DebriefPart.BOARD: "Explain, change, stop or ask?",
    DebriefPart.ACTIONS: "What we will do",
}
"""What a part is called, in the room too."""
SORTING: Mapping[Sorting, str] = {
    Sorting.EXPLAIN: "Explain",
    Sorting.CHANGE: "Change",
    Sorting.STOP: "Stop",
    Sorting.ASK: "Ask",
}
"""What the columns of the board are called, in the order of their keys."""
_SAID: Mapping[State, str] = {
    State.STRENGTH: "done well",
    State.CONCERN: "to improve",
    State.MENTIONED: "mentioned",
}


@dataclass(frozen=True)
class Slides:
    """Makes slides of an engagement as it is now.

    Attributes:
        safe: What `safe_to_show` returns.
    """

    snapshot: Snapshot
    comparison: Comparison
    steps: tuple[Step, ...]
    cleaner: Cleaner
    safe: Callable[[Answer], bool]

    @cached_property
    def few(self) -> frozenset[Audience]:
        """Audiences that are not quoted."""
        return few_people(self.snapshot)

    def reveals(self, step: Step) -> int:
        """Return how often something can be revealed on a slide."""
        if step.listed is not None:
            return len(self.quotes(step.listed))
        return len(step.themes)

    def slide(self, step: Step, revealed: int = 0, sorting: KeptFindingId | None = None) -> DebriefSlide:
        """Return what the room sees.

        Args:
            revealed: How many lines or quotes have been revealed.
            sorting: The finding that is being put on the board.
        """
        match step.part:
            case DebriefPart.GUESSES:
                return self._guesses(step, revealed)
            case DebriefPart.BOARD:
                return self._board(sorting)
            case DebriefPart.ACTIONS:
                return self._actions()
            case _:
                return self._finding(step, revealed)

    def quotes(self, each: Listed) -> tuple[SlideQuote, ...]:
        """Return the picked quotes of a finding that may be shown."""
        shown = [answer_id for answer_id, why in self._picked(each) if why is None]
        answers = [self.snapshot.answer[answer_id] for answer_id in shown]
        return tuple(
            SlideQuote(self.cleaner.clean(answer.wording), self.snapshot.audience_of(answer)) for answer in answers
        )

    def withheld(self, each: Listed) -> tuple[tuple[str, Withheld], ...]:
        """Return the picked quotes of a finding that stay off the wall, and why; for the facilitator alone."""
        found = self.snapshot.answer
        return tuple(
            (found[answer_id].ref if answer_id in found else "An answer", why)
            for answer_id, why in self._picked(each)
            if why is not None
        )

    def title(self, each: Listed) -> str:
        """Return what a finding is about: its theme, or for one's own on no theme its first words."""
        theme = kept_theme(each, self.snapshot.codebook)
        return theme or headed(shortened(self.sentence(each), _LONGEST_TITLE))

    def sentence(self, each: Listed) -> str:
        """Return a finding as the room reads it: in a person's words without names, else as it is drafted now."""
        view = self.comparison.by_id.get(each.theme_id) if each.theme_id else None
        words = kept_sentence(each, view)
        return self.cleaner.clean(words) if each.kept and each.kept.sentence else words

    @cached_property
    def on_board(self) -> Mapping[Sorting | None, tuple[tuple[KeptFindingId, str], ...]]:
        """The findings that are sorted, by column, each with its title; under None those that wait."""
        listed = to_sort(self.steps)
        often = Counter(map(self.title, listed.values()))
        found: dict[Sorting | None, list[tuple[KeptFindingId, str]]] = {
            None: [],
            **{sorting: [] for sorting in Sorting},
        }
        for finding_id, each in listed.items():
            title = self.title(each)
            beside = often[title] > 1 and each.finding is not None and not each.finding.primary
            words = f"{title}: {heading(each.kind).lower()}" if beside else title
            found[each.kept.sorting if each.kept else None].append((finding_id, words))
        return {sorting: tuple(cards) for sorting, cards in found.items()}

    def action(self, action: Action) -> tuple[str, str, str]:
        """Return an action as the room reads it: what, who as initials where it is somebody on the roster, and when."""
        return self.cleaner.clean(action.text), self._owner(action.owner), the_day(action.due) if action.due else ""

    def _picked(self, each: Listed) -> Sequence[tuple[AnswerId, Withheld | None]]:
        chosen = each.kept.quotes if each.kept else ()
        return [(one, withheld(self.snapshot, one, each.theme_id, self.safe, self.few)) for one in chosen]

    def _guesses(self, step: Step, revealed: int) -> DebriefSlide:
        rows = []
        for place, theme_id in enumerate(step.themes):
            view = self.comparison.by_id[theme_id]
            ours, theirs = view.counts[Audience.LEADERSHIP], view.counts[Audience.CUSTOMERS]
            rows.append((view.theme.name, _said(ours), _said(theirs) if place < revealed else _HIDDEN))
        return DebriefSlide(
            title=PART[step.part], header=("", "Leadership", "Customers"), widths=(9, 6, 8), rows=tuple(rows)
        )

    def _finding(self, step: Step, revealed: int) -> DebriefSlide:
        each = step.listed
        assert each is not None, "a slide of a finding has one"
        mine = [action for action in self.snapshot.actions if action.theme_id and action.theme_id == each.theme_id]
        title, words = self.title(each), self.sentence(each)
        sorted_as = f": {SORTING[step.sorting].lower()}" if step.sorting else ""
        return DebriefSlide(
            PART[step.part] + sorted_as,
            title,
            "" if headed(words) == title else words,
            self.quotes(each)[:revealed][-MOST_QUOTES:],
            foot=_how_sure(each),
            agreed=tuple(self._in_a_line(action) for action in mine[-1:]),
        )

    def _board(self, sorting: KeptFindingId | None) -> DebriefSlide:
        board = self.on_board
        columns = [_no_more_than_fit([title for _, title in board[column]]) for column in SORTING]
        now = to_sort(self.steps).get(sorting) if sorting else None
        return DebriefSlide(
            title=PART[DebriefPart.BOARD],
            lead=self.sentence(now) if now else "",
            header=tuple(SORTING.values()),
            widths=(1,) * len(SORTING),
            rows=tuple(zip_longest(*columns, fillvalue="")),
        )

    def _actions(self) -> DebriefSlide:
        told = [self.action(action) for action in self.snapshot.actions]
        before = len(told) - MOST_ACTIONS
        return DebriefSlide(
            title=PART[DebriefPart.ACTIONS],
            header=("", "Who", "By when") if told else (),
            widths=(12, 4, 6) if told else (),
            rows=tuple(told[-MOST_ACTIONS:]),
            foot=f"And {amount(before, 'action')} before these." if before > 0 else "",
        )

    def _owner(self, owner: str) -> str:
        shown, words = self.cleaner.clean(owner), owner.split()
        if shown == owner or len(words) > _WORDS_OF_A_NAME:
            return shown
        return "".join(word[0].upper() for word in words)

    def _in_a_line(self, action: Action) -> str:
        text, owner, due = self.action(action)
        return ", ".join(part for part in (text, owner, f"by {due}" if due else "") if part)


def make_slides(snapshot: Snapshot, comparison: Comparison, steps: tuple[Step, ...]) -> Slides:
    """Return what makes the slides of an engagement."""
    cleaner = every_name_cleaner(snapshot)
    safe = safe_to_show(snapshot, (cleaner.full_names, *cleaner.single_names))
    return Slides(snapshot, comparison, steps, cleaner, safe)


def _said(counts: Counts) -> str:
    """What an audience said of a theme, as briefly as it is read from far away."""
    if counts.state is State.SILENT:
        return "Not mentioned"
    if counts.state is State.DIVIDED:
        if counts.groups == 1:
            return "Done well, and to improve"
        return f"{counts.well} of {counts.groups} groups: done well; {counts.improve}: to improve"
    words = _SAID[counts.state]
    return words.capitalize() if counts.groups == 1 else f"{counts.behind} of {counts.groups} groups: {words}"


def _no_more_than_fit(cards: list[str]) -> list[str]:
    more = len(cards) - MOST_CARDS
    return [*cards[:MOST_CARDS], f"and {more} more"] if more > 0 else cards


def _how_sure(each: Listed) -> str:
    finding = each.finding
    if finding is None:
        return ""
    sure = []
    if finding.word is EvidenceWord.EARLY_SIGN:
        sure.append("An early sign: a question to ask, not a finding.")
    if finding.fragile:
        sure.append("It rests on few statements.")
    return " ".join(sure)
