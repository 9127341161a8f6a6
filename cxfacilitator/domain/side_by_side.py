"""The themes side by side: what each audience says of a theme, in its best words, and the pattern that they make."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from cxfacilitator.domain.codebook import Theme
from cxfacilitator.domain.comparison import Comparison, ThemeView
from cxfacilitator.domain.counts import State
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.findings import Finding
from cxfacilitator.domain.gap_order import Section
from cxfacilitator.domain.quotes import quotable
from cxfacilitator.domain.sheets import PRAISE, WISHES, Answer, AnswerId, Box

MOST_QUOTED = 2
_BOXES: Mapping[State, tuple[Box, ...]] = {
    State.STRENGTH: PRAISE,
    State.CONCERN: WISHES,
}


@dataclass(frozen=True)
class ThemeRow:
    """A theme that somebody raised.

    Attributes:
        pattern: What the audiences make of it together; None where they make no pattern.
        section: The part of the list of findings that the pattern is in; None without one.
        quotes: The words that say it best, at most one answer of a group.
    """

    view: ThemeView
    pattern: Finding | None
    section: Section | None
    quotes: Mapping[Audience, tuple[Answer, ...]]

    @property
    def differs(self) -> bool:
        """Whether audiences, or customers among themselves, say different things of it."""
        return self.section in (Section.GAPS, Section.TO_ASK)

    @property
    def agrees(self) -> bool:
        """Whether the audiences say the same of it."""
        return self.section is Section.AGREEMENT


def side_by_side(
    comparison: Comparison, found: Iterable[tuple[Section, Finding]], picked: Collection[AnswerId] = ()
) -> tuple[ThemeRow, ...]:
    """Return the themes that somebody raised, those that most customer groups speak of first.

    Args:
        comparison: The comparison.
        found: What the rules find in it, each with its section.
        picked: Answers that were chosen to speak for a finding; they come before all others.
    """
    primary = {finding.theme_id: (section, finding) for section, finding in found if finding.primary}

    def weight(view: ThemeView) -> tuple[int, ...]:
        return tuple(-view.counts[audience].mentions for audience in reversed(Audience))

    rows = []
    for view in sorted((view for view in comparison.themes if any(view.answers.values())), key=weight):
        section, pattern = primary.get(view.theme.id, (None, None))
        quotes = {a: best_words(view.answers[a], view.state(a), picked) for a in Audience}
        rows.append(ThemeRow(view, pattern, section, quotes))
    return tuple(rows)


def never_raised(comparison: Comparison) -> tuple[Theme, ...]:
    """Return the themes that nobody raised, in the codebook's order."""
    return tuple(view.theme for view in comparison.themes if not any(view.answers.values()))


def best_words(
    answers: Sequence[Answer], state: State, picked: Collection[AnswerId] = (), most: int = MOST_QUOTED
) -> tuple[Answer, ...]:
    """Return the answers that say best what an audience says of a theme, at most one of a group.

    Picked ones come first, then starred ones, then those from the boxes that make the state.
    """
    boxes = _BOXES.get(state, ())
    fine = quotable(answers) or sorted(answers, key=lambda answer: answer.ref)
    order = sorted(
        dict.fromkeys((*fine, *(answer for answer in answers if answer.id in picked))),
        key=lambda answer: (answer.id not in picked, not answer.starred, answer.box not in boxes),
    )
    found: dict[int, Answer] = {}
    for answer in order:
        found.setdefault(answer.group_id, answer)
        if len(found) == most:
            break
    return tuple(found.values())
