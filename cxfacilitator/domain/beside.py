"""What stands beside the groups: forms, notes and reviews with their own numbers, who said "us too", what is parked.

Nothing here is looked at by the comparison, the findings or the plan: one person's form is no group's sheet, and who
agrees with what is read out has not written it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from cxfacilitator.domain.codebook import NOT_CX, UNCLEAR, ThemeId
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.forms import Kind
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.sheets import Answer, Box, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined

_NOUN = {Audience.LEADERSHIP: "leadership", Audience.STAFF: "staff", Audience.CUSTOMERS: "customer"}


@dataclass(frozen=True)
class Beside:
    """The reviewed answers of forms, notes and reviews, theme by theme.

    Attributes:
        forms: How many of each kind have a reviewed answer; a kind without any is not a key.
        kinds: The kind of each of them.
        answers: Their answers on each theme, in the order of the forms; a theme without any is not a key.
        serious: Those of them, reviewed or not, that must never be averaged away; each is told word for word.
        agreeing: How many groups said "us too" to an answer on a theme without a reviewed one of their own, by
            audience; a theme without any is not a key.
        parked: What is not about the customer experience: in the parking lot, or reviewed and coded as such.
    """

    forms: Mapping[Kind, int]
    kinds: Mapping[int, Kind]
    answers: Mapping[ThemeId, tuple[Answer, ...]]
    serious: tuple[Answer, ...] = ()
    agreeing: Mapping[ThemeId, Mapping[Audience, int]] = field(default_factory=dict)
    parked: tuple[Answer, ...] = ()

    def on(self, theme: ThemeId, *boxes: Box) -> tuple[Answer, ...]:
        """Return the answers on a theme, in some boxes only or in all."""
        return tuple(answer for answer in self.answers.get(theme, ()) if not boxes or answer.box in boxes)

    def said(self, theme: ThemeId, *boxes: Box) -> Mapping[Kind, int]:
        """Return how many forms of each kind have a theme, in some boxes only or in any."""
        found = Counter(self.kinds[source] for source in {answer.group_id for answer in self.on(theme, *boxes)})
        return {kind: found[kind] for kind in self.forms}

    def in_words(self, theme: ThemeId, *boxes: Box) -> str:
        """Say how many forms have a theme: `also on 11 of 40 forms and 1 of 3 notes`; empty without any form."""
        said = self.said(theme, *boxes)
        if not any(said.values()):
            return f"on none of {joined(_of(self.forms))}" if said else ""
        told = (f"{number} of {amount(self.forms[kind], kind.value)}" for kind, number in said.items() if number)
        return f"also on {joined(told)}"

    def agreeing_in_words(self, theme: ThemeId) -> str:
        """Say who agreed without having written it: `2 more staff groups said “us too”`; empty when nobody did."""
        told = (
            f"{number} more {_NOUN[audience]} {'group' if number == 1 else 'groups'}"
            for audience, number in self.agreeing.get(theme, {}).items()
        )
        said = joined(told)
        return f"{said} said “us too” when it was read out" if said else ""

    def most(self, kind: Kind, themes: Sequence[ThemeId], *boxes: Box) -> Sequence[tuple[ThemeId, int]]:
        """Return the themes that forms of one kind name in some boxes, with how many do, most first."""
        found = [(theme, self.said(theme, *boxes).get(kind, 0)) for theme in themes]
        return sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1])


def beside(snapshot: Snapshot) -> Beside:
    """Count forms, notes and reviews, by the same rules as groups are counted.

    Answers that nobody has decided on, and those that are still unclear, count for nothing.
    """
    counted = {theme.id for theme in snapshot.codebook.counted}
    kinds: dict[int, Kind] = {}
    answers: dict[ThemeId, list[Answer]] = {}
    for answer in snapshot.form_answers:
        themes = snapshot.themes_of.get(answer.id, ())
        if not answer.reviewed or UNCLEAR in themes:
            continue
        kinds[answer.group_id] = snapshot.form[GroupId(answer.group_id)].kind
        for theme in themes:
            if theme in counted:
                answers.setdefault(theme, []).append(answer)
    numbers = Counter(kinds.values())
    coded = tuple(x for x in snapshot.to_review if x.reviewed and NOT_CX in snapshot.themes_of.get(x.id, ()))
    return Beside(
        {kind: numbers[kind] for kind in Kind if numbers[kind]},
        kinds,
        {theme: tuple(found) for theme, found in answers.items()},
        tuple(answer for answer in snapshot.form_answers if Flag.SERIOUS in answer.flags),
        _agreeing(snapshot, counted),
        (*snapshot.set_aside, *coded),
    )


def _agreeing(snapshot: Snapshot, counted: Set[ThemeId]) -> Mapping[ThemeId, Mapping[Audience, int]]:
    if not snapshot.endorsements:
        return {}
    themes_of = {
        answer.id: counted & set(themes)
        for answer in snapshot.answers
        if answer.reviewed and UNCLEAR not in (themes := snapshot.themes_of.get(answer.id, ()))
    }
    wrote = {(answer.group_id, theme) for answer in snapshot.answers for theme in themes_of.get(answer.id, ())}
    agreed = {
        (endorsement.group_id, theme)
        for endorsement in snapshot.endorsements
        for theme in themes_of.get(endorsement.answer_id, ())
    }
    found: dict[ThemeId, Counter[Audience]] = {}
    for group_id, theme in agreed - wrote:
        found.setdefault(theme, Counter())[snapshot.group[group_id].audience] += 1
    return {theme: {a: numbers[a] for a in Audience if numbers[a]} for theme, numbers in found.items()}


def _of(forms: Mapping[Kind, int]) -> list[str]:
    return [amount(number, kind.value) for kind, number in forms.items()]
