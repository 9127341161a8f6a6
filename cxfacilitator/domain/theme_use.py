"""How much is said about each theme: what its reviewed tags come to."""

from collections.abc import Mapping
from dataclasses import dataclass

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.second_tagger import themes_of_seconds
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount


@dataclass(frozen=True, slots=True)
class ThemeUse:
    """The answers that have a theme, those that a person has reviewed.

    Attributes:
        groups: How many groups they come from.
        answers: Those of groups.
        form_answers: Those of forms, notes and reviews; they are never added to the others.
    """

    groups: int
    answers: tuple[Answer, ...]
    form_answers: tuple[Answer, ...]

    @property
    def all_answers(self) -> tuple[Answer, ...]:
        """Those of groups, after them those of forms."""
        return (*self.answers, *self.form_answers)

    @property
    def in_words(self) -> str:
        """The counts in a few words; empty when nobody speaks of it."""
        told = [amount(self.groups, "group"), amount(len(self.answers), "answer")] if self.answers else []
        if self.form_answers:
            told.append(f"{len(self.form_answers)} in forms")
        return " · ".join(told)


NO_USE = ThemeUse(0, (), ())


def theme_use(snapshot: Snapshot) -> Mapping[ThemeId, ThemeUse]:
    """Return what the reviewed tags of each theme come to; a theme that no answer has is not a key."""
    found: dict[ThemeId, tuple[list[Answer], list[Answer]]] = {}
    for place, answers in enumerate((snapshot.answers, snapshot.form_answers)):
        for answer in answers:
            if answer.reviewed:
                for theme_id in snapshot.themes_of.get(answer.id, ()):
                    found.setdefault(theme_id, ([], []))[place].append(answer)
    return {
        theme_id: ThemeUse(len({answer.group_id for answer in counted}), tuple(counted), tuple(others))
        for theme_id, (counted, others) in found.items()
    }


def used_elsewhere(snapshot: Snapshot) -> frozenset[ThemeId]:
    """Return the themes under which something other than answers is filed.

    That is what second people decided, what was decided on findings, what is to be done and what is running.
    """
    on = (
        *(kept.theme_id for kept in snapshot.kept_findings),
        *(action.theme_id for action in snapshot.actions),
        *(initiative.theme_id for initiative in snapshot.initiatives),
    )
    return themes_of_seconds(snapshot.second_taggers) | {theme_id for theme_id in on if theme_id}
