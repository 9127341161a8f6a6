"""What a person decides about many answers at once: one edit, that undo takes back as one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.sheets import AnswerId, Mark
from cxfacilitator.domain.tagging import MOST_THEMES
from cxfacilitator.domain.text import amount
from cxfacilitator.store import codebook as codebook_store
from cxfacilitator.store import sheets as sheets_store
from cxfacilitator.store import tagging as store
from cxfacilitator.store.file import EngagementFile

_MARKING: Mapping[tuple[Mark, bool], str] = {
    (Mark.REVIEWED, True): "Mark {} as reviewed",
    (Mark.REVIEWED, False): "Mark {} as not reviewed",
    (Mark.STARRED, True): "Star {}",
    (Mark.STARRED, False): "Take the star from {}",
    (Mark.SECOND_LOOK, True): "Doubt the themes of {}",
    (Mark.SECOND_LOOK, False): "Trust the themes of {} again",
}


@dataclass(frozen=True, slots=True)
class TagPlan:
    """What giving some answers a theme would do.

    Attributes:
        taken: The answers that get it.
        had: Those that have it already.
        full: Those that have as many themes as an answer can have.
    """

    taken: tuple[AnswerId, ...]
    had: tuple[AnswerId, ...]
    full: tuple[AnswerId, ...]

    @property
    def passed_over(self) -> str:
        """Why some answers do not get it, in a sentence; empty when nobody needs to be told."""
        if not self.full:
            return ""
        left = f"{amount(len(self.full), 'answer has', 'answers have')} {MOST_THEMES} themes already"
        return f"{left} and {'was' if len(self.full) == 1 else 'were'} passed over: take a theme away there first."


def plan_tag(
    themes_of: Mapping[AnswerId, Sequence[ThemeId]], answer_ids: Iterable[AnswerId], theme_id: ThemeId
) -> TagPlan:
    """Say which answers a theme can be given to."""
    ids = dict.fromkeys(answer_ids)
    had = tuple(answer for answer in ids if theme_id in themes_of.get(answer, ()))
    full = tuple(
        answer for answer in ids if len(themes_of.get(answer, ())) >= MOST_THEMES and theme_id not in themes_of[answer]
    )
    passed = {*had, *full}
    return TagPlan(tuple(answer for answer in ids if answer not in passed), had, full)


def tag_many(file: EngagementFile, answer_ids: Iterable[AnswerId], theme_id: ThemeId) -> TagPlan:
    """Give answers a theme, beside those that they have; they count as reviewed.

    Returns:
        Which answers got it, and which were passed over.

    Raises:
        CxError: The codebook has no such theme, or an answer is gone; nothing was changed.
    """
    name = file.read(codebook_store.load).by_id[theme_id].name
    ids = tuple(answer_ids)
    plan = plan_tag(file.read(store.load_themes_of, ids), ids, theme_id)
    with file.edit(f"Tag {_named(file, plan.taken)} as {name}") as edit:
        store.add_theme(edit.db, plan.taken, theme_id)
        sheets_store.mark(edit.db, plan.taken, Mark.REVIEWED, True)
    return plan


def untag_many(file: EngagementFile, answer_ids: Iterable[AnswerId], theme_id: ThemeId) -> int:
    """Take a theme away from those of the answers that have it.

    Returns:
        How many had it.

    Raises:
        CxError: The codebook has no such theme.
    """
    name = file.read(codebook_store.load).by_id[theme_id].name
    themes_of = file.read(store.load_themes_of, tuple(answer_ids))
    having = {answer: themes for answer, themes in themes_of.items() if theme_id in themes}
    with file.edit(f"Remove {name} from {_named(file, tuple(having))}") as edit:
        for answer_id, themes in having.items():
            store.set_themes(edit.db, answer_id, [other for other in themes if other != theme_id])
    return len(having)


def untag_last(file: EngagementFile, answer_ids: Iterable[AnswerId]) -> int:
    """Take the last theme away from each of the answers that have any.

    Returns:
        How many had one.
    """
    themes_of = file.read(store.load_themes_of, tuple(answer_ids))
    having = {answer: themes for answer, themes in themes_of.items() if themes}
    with file.edit(f"Remove the last theme from {_named(file, tuple(having))}") as edit:
        for answer_id, themes in having.items():
            store.set_themes(edit.db, answer_id, themes[:-1])
    return len(having)


def mark_many(file: EngagementFile, answer_ids: Iterable[AnswerId], mark: Mark, on: bool) -> None:
    """Set or clear a mark of answers: reviewed, starred, or to be looked at a second time."""
    ids = tuple(dict.fromkeys(answer_ids))
    with file.edit(_MARKING[mark, on].format(_named(file, ids))) as edit:
        sheets_store.mark(edit.db, ids, mark, on)


def _named(file: EngagementFile, answer_ids: Sequence[AnswerId]) -> str:
    """What an edit calls these answers: the reference of a single one, or how many they are."""
    one = file.read(sheets_store.load_one, answer_ids[0]) if len(answer_ids) == 1 else None
    return one.ref if one else amount(len(answer_ids), "answer")
