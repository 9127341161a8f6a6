"""Two taggers: prepare a copy for a second person, take their tags in, say how far both agree, and settle the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cxfacilitator.domain.agreement import Agreement, agree
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.doubles import Double, Settling, doubles, settled_themes
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import Group, GroupId
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.rounds import carried_over
from cxfacilitator.domain.second_sheets import SHARE, choose_sheets
from cxfacilitator.domain.second_tagger import SecondTagger, TaggerId
from cxfacilitator.domain.second_tags_plan import (
    SecondTagsPlan,
    TheirFile,
    TheirTags,
    incoming,
    with_themes_of_now,
)
from cxfacilitator.domain.sheets import NO_FLAGS, Answer, AnswerId, Mark
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import MOST_THEMES, Rejection
from cxfacilitator.domain.text import amount, listed
from cxfacilitator.formats import second_tags
from cxfacilitator.report.agreement_sentences import agreement_sentences
from cxfacilitator.store import elsewhere
from cxfacilitator.store import groups as groups_store
from cxfacilitator.store import second_taggers as store
from cxfacilitator.store import sheets as sheets_store
from cxfacilitator.store import tagging as tagging_store
from cxfacilitator.store.file import EngagementFile, all_or_nothing


@dataclass(frozen=True)
class ToldAgreement:
    """An agreement with its words, the count that matters most first."""

    agreement: Agreement
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A copy that was made for a second person."""

    path: Path
    sheets: tuple[str, ...]
    all_sheets: int
    answers: int

    @property
    def sentence(self) -> str:
        """What the copy holds, and what to do with it."""
        return (
            f"{self.path.name} has {amount(self.answers, 'answer')} of {len(self.sheets)} of "
            f"{amount(self.all_sheets, 'sheet')} ({listed(self.sheets)}), and none of your tags. Give it to the second "
            "person; import it here when they have reviewed it."
        )


def prepare(
    snapshot: Snapshot,
    path: Path,
    name: str = "",
    *,
    share: float = SHARE,
    seed: int = 1,
    progress: Progress = silent,
) -> Prepared:
    """Make an engagement file for a second person: some whole sheets and the codebook, and nothing of the first.

    It has no people, no photographs, no notes, no flags, no tags and no earlier wordings, and of an answer only the
    wording that is read when it is tagged.

    Args:
        snapshot: The engagement.
        path: The file to make.
        name: Who is to tag; it becomes the facilitator of the copy, and comes back with it.
        share: Of the sheets, 0-1.
        seed: The same one chooses the same sheets.
        progress: May stop the work before anything is written.

    Raises:
        CxError: No sheet has answers yet, or the share is none.
        FileProblem: The file is there already, or the folder cannot be written.
    """
    if not 0 < share <= 1:
        raise CxError("Say which part of the sheets is tagged a second time: more than 0 and at most 1.")
    sheets = choose_sheets(snapshot, share, seed)
    progress(0.0, f"Writing {path.name}")
    written = {text for answer in snapshot.answer.values() for text in (answer.text, answer.tidy)}
    codebook = carried_over(snapshot.codebook, written)
    codebook = replace(codebook, themes=tuple(replace(theme, memo="") for theme in codebook.themes))
    engagement = replace(snapshot.engagement, facilitator=name.strip(), sponsor="", purpose="")
    made = EngagementFile.create(path, engagement, snapshot.wording, codebook)
    with all_or_nothing(made) as file, file, file.edit("Prepare a copy for a second person") as edit:
        for group in sheets:
            group_id = groups_store.insert(edit.db, _plain_group(group))
            answers = snapshot.answers_of[group.id]
            sheets_store.insert_all(edit.db, (_plain_answer(answer, group_id) for answer in answers))
    number = sum(len(snapshot.answers_of[group.id]) for group in sheets)
    with_answers = sum(group.id in snapshot.answers_of for group in snapshot.groups)
    return Prepared(path, tuple(group.code for group in sheets), with_answers, number)


def _plain_group(group: Group) -> Group:
    return Group(GroupId(0), group.code, group.audience, group.label, segment=group.segment, complete=True)


def _plain_answer(answer: Answer, group_id: GroupId) -> Answer:
    return replace(
        answer,
        group_id=group_id,
        text=answer.wording,
        tidy="",
        flags=NO_FLAGS,
        reviewed=False,
        starred=False,
        typed_at=None,
        memo="",
        second_look=False,
    )


def read(path: Path) -> TheirFile:
    """Read a second person's tags: of another engagement's file, which is not touched, or of a list.

    Raises:
        FileProblem: It is the engagement that is open here, or it cannot be read.
        ImportProblem: It is no list of tags.
    """
    if not elsewhere.is_engagement(path):
        return second_tags.read(path)
    with elsewhere.another(path) as file:
        other = file.snapshot()
    return TheirFile(
        path.name,
        tuple(
            TheirTags(
                answer.ref,
                frozenset((answer.text, answer.wording)),
                other.themes_of.get(answer.id, ()),
                answer.reviewed,
            )
            for answer in other.to_review
        ),
        other.engagement.facilitator,
        other.codebook,
    )


def apply(file: EngagementFile, plan: SecondTagsPlan) -> TaggerId:
    """Take a second person's tags in; they count for nothing until something is settled.

    Raises:
        CxError: Nobody has said whose tags they are, or none of them belongs to an answer; nothing was changed.
    """
    tagger = incoming(plan)
    answers = [review.answer_id for review in tagger.reviews]
    snapshot = file.snapshot()
    with file.edit(f"Import the tags of {tagger.name}") as edit:
        return store.save(edit.db, with_themes_of_now(tagger, snapshot, answers))


def forget(file: EngagementFile, tagger_id: TaggerId) -> None:
    """Take a second person's tags out of the engagement; what was settled stays as it is.

    Raises:
        CxError: They are gone already.
    """
    tagger = file.snapshot().second_tagger[tagger_id]
    with file.edit(f"Forget the tags of {tagger.name}") as edit:
        store.delete(edit.db, tagger_id)


def tagger_called(snapshot: Snapshot, name: str = "") -> SecondTagger:
    """Return the second tagger of this name, or the only one.

    Raises:
        CxError: There is none, or there are several and none was named.
    """
    taggers = snapshot.second_taggers
    if not taggers:
        raise CxError("Nobody has tagged these answers a second time. Prepare a copy, and import it when it is tagged.")
    if name:
        for tagger in taggers:
            if tagger.name.casefold() == name.strip().casefold():
                return tagger
    elif len(taggers) == 1:
        return taggers[0]
    names = listed([tagger.name for tagger in taggers])
    raise CxError(f"Say which second person is meant: {names}.")


def agreement(snapshot: Snapshot, tagger_id: TaggerId) -> ToldAgreement:
    """Say how far a second person agrees with the first, as it was before they settled anything.

    Raises:
        CxError: The tagger is gone.
    """
    found = agree(snapshot, snapshot.second_tagger[tagger_id])
    return ToldAgreement(found, agreement_sentences(found))


def settle(
    file: EngagementFile, tagger_id: TaggerId, answer_id: AnswerId, settling: Settling | Sequence[ThemeId]
) -> None:
    """Give an answer the themes that two people agree on after all; how far they agreed at first is not changed.

    Args:
        file: The engagement.
        tagger_id: The second person.
        answer_id: An answer on which both have decided.
        settling: Whose themes, or other themes, the main one first.

    Raises:
        CxError: One of the two has not decided on it, or the themes are too many or gone; nothing was changed.
    """
    snapshot = file.snapshot()
    tagger, answer = snapshot.second_tagger[tagger_id], snapshot.answer[answer_id]
    double = _double(snapshot, tagger, answer)
    if isinstance(settling, Settling):
        themes, whose = settled_themes(double, settling), settling.value
    else:
        themes = tuple(dict.fromkeys(snapshot.codebook.by_id[theme].id for theme in settling))
        whose = listed([snapshot.codebook.by_id[theme].name for theme in themes]) or "no theme"
        if len(themes) > MOST_THEMES:
            raise CxError(f"An answer has at most {MOST_THEMES} themes. Nothing was changed.")
    kept = with_themes_of_now(tagger, snapshot, [answer_id])
    reviews = tuple(
        replace(review, settled=True) if review.answer_id == answer_id else review for review in kept.reviews
    )
    with file.edit(f"Settle {answer.ref}: {whose}") as edit:
        for theme in themes:
            tagging_store.unreject(edit.db, Rejection(answer_id, theme))
        tagging_store.set_themes(edit.db, answer_id, themes)
        sheets_store.mark(edit.db, [answer_id], Mark.REVIEWED, True)
        store.save(edit.db, replace(kept, reviews=reviews))


def _double(snapshot: Snapshot, tagger: SecondTagger, answer: Answer) -> Double:
    for double in doubles(snapshot, tagger):
        if double.answer.id == answer.id:
            return double
    raise CxError(f"{answer.ref} has not been decided on by both of you, so there is nothing to settle.")
