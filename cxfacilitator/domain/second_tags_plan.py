"""Somebody's tags on their way in as those of a second person: what fits an answer here, and what does not."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cxfacilitator.domain.codebook import Codebook, ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.rounds import meaning
from cxfacilitator.domain.second_tagger import SecondReview, SecondTagger, TaggerId
from cxfacilitator.domain.sheets import Answer, AnswerId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, listed

_UNREAD = SecondReview(AnswerId(""))


@dataclass(frozen=True, slots=True)
class TheirTags:
    """What a file says about one answer.

    Attributes:
        wordings: What the answer says there, tidied or not; empty when the file gives no wording.
        themes: The main one first.
        reviewed: The person has decided on it, possibly on no theme.
    """

    ref: str
    wordings: frozenset[str]
    themes: tuple[ThemeId, ...]
    reviewed: bool = True


@dataclass(frozen=True, slots=True)
class TheirFile:
    """The tags in a file.

    Attributes:
        who: Who tagged, where the file says so.
        codebook: The themes as the person saw them; None when the file has none.
    """

    name: str
    tags: tuple[TheirTags, ...]
    who: str = ""
    codebook: Codebook | None = None


@dataclass(frozen=True, slots=True)
class PlannedReview:
    """One answer here, and what the second person decided on it.

    Attributes:
        reviewed: The first person has decided on it too.
    """

    answer: Answer
    themes: tuple[ThemeId, ...]
    reviewed: bool


@dataclass(frozen=True)
class SecondTagsPlan:
    """What importing a second person's tags would do.

    Attributes:
        name: Whose tags they are; empty when nobody has said.
        reviews: In sheet order.
        replaced: What is there of the same person; None when nothing is.
        unknown: References that no answer here has.
        reworded: References of answers that say something else here.
        foreign: References of answers that have a theme which this codebook lacks, each with that theme.
        unread: How many answers of the file the person has not decided on.
        worded: Whether the file gives wordings to compare.
        redefined: Names of themes that say something else in the person's codebook.
        same_person: They are the tags of whoever facilitates this engagement.
    """

    name: str
    reviews: tuple[PlannedReview, ...]
    replaced: SecondTagger | None = None
    unknown: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    foreign: Mapping[str, ThemeId] = field(default_factory=dict)
    unread: int = 0
    worded: bool = True
    redefined: tuple[str, ...] = ()
    same_person: bool = False

    def sentences(self) -> tuple[str, ...]:
        """Say the plan in plain words, most important first."""
        by_both = sum(planned.reviewed for planned in self.reviews)
        who = self.name or "The second person"
        said = [f"{who} decided on {amount(len(self.reviews), 'answer')} of this engagement, you on {by_both} of them."]
        if self.same_person:
            said.append(f"{who} facilitates this engagement: agreeing with oneself says nothing about a second person.")
        if self.replaced:
            said.append(
                f"They take the place of what {self.replaced.name} decided on "
                f"{amount(len(self.replaced.reviews), 'answer')}; how far you agreed at first stays measured "
                "on your own themes of that time."
            )
        if self.unread:
            said.append(
                f"{amount(self.unread, 'answer has', 'answers have')} not been reviewed there, and "
                f"{'is' if self.unread == 1 else 'are'} passed over."
            )
        if not self.worded:
            said.append("The file has references but no wordings, so that only the references are compared.")
        if self.reworded:
            said.append(_passed(self.reworded, "says something else here", "say something else here"))
        if self.unknown:
            said.append(_passed(self.unknown, "is no answer of this engagement", "are no answers of this engagement"))
        if self.foreign:
            themes = listed(sorted(set(self.foreign.values())))
            said.append(
                _passed(tuple(self.foreign), "has a theme", "have themes", f" that this codebook lacks ({themes})")
                + " To compare them too, add what is missing and import again."
            )
        if self.redefined:
            said.append(f"Defined in other words in the other codebook: {listed(self.redefined)}.")
        return tuple(said)


def _passed(refs: Sequence[str], one: str, more: str, rest: str = "") -> str:
    alone = len(refs) == 1
    return f"{listed(refs)} {one if alone else more}{rest}, and {'is' if alone else 'are'} passed over."


def plan_second_tags(snapshot: Snapshot, found: TheirFile, name: str = "") -> SecondTagsPlan:
    """Say which of somebody's tags belong to an answer here: the same reference and the same words.

    Args:
        snapshot: The engagement.
        found: The tags.
        name: Whose they are; without it, who the file says tagged.
    """
    answers = {answer.ref: answer for answer in snapshot.to_review}
    known = snapshot.codebook.by_id
    who = " ".join((name or found.who).split())
    reviews: dict[AnswerId, PlannedReview] = {}
    unknown, reworded, foreign = [], [], {}
    for tags in found.tags:
        answer = answers.get(tags.ref)
        strange = next((theme for theme in tags.themes if theme not in known), None)
        if not tags.reviewed:
            continue
        if answer is None:
            unknown.append(tags.ref)
        elif not _says_the_same(answer, tags.wordings):
            reworded.append(tags.ref)
        elif strange is not None:
            foreign[tags.ref] = strange
        else:
            reviews[answer.id] = PlannedReview(answer, tags.themes, answer.reviewed)
    return SecondTagsPlan(
        who,
        tuple(reviews[answer.id] for answer in snapshot.to_review if answer.id in reviews),
        next((tagger for tagger in snapshot.second_taggers if tagger.name.casefold() == who.casefold()), None),
        tuple(unknown),
        tuple(reworded),
        foreign,
        sum(not tags.reviewed for tags in found.tags),
        any(tags.wordings for tags in found.tags) or not found.tags,
        _redefined(snapshot.codebook, found.codebook),
        bool(who) and who.casefold() == snapshot.engagement.facilitator.strip().casefold(),
    )


def incoming(plan: SecondTagsPlan) -> SecondTagger:
    """Return the second tagger as the plan would leave them.

    What was settled on an answer stays settled where the person decided there as before, and the first person's
    themes of the first comparison stay what they were.

    Raises:
        CxError: Nobody has said whose tags they are, or none of them belongs to an answer here.
    """
    if not plan.name:
        raise CxError("Say whose tags these are: the name of the second person goes into the report.")
    if not plan.reviews:
        raise CxError("None of these tags belongs to an answer of this engagement, so there is nothing to compare.")
    earlier = {review.answer_id: review for review in plan.replaced.reviews} if plan.replaced else {}
    reviews = []
    for planned in plan.reviews:
        before = earlier.get(planned.answer.id, _UNREAD)
        settled = before.settled and before.themes == planned.themes
        reviews.append(SecondReview(planned.answer.id, planned.themes, settled))
    made = plan.replaced or SecondTagger(TaggerId(0), plan.name)
    return replace(made, name=plan.name, reviews=tuple(reviews))


def with_themes_of_now(tagger: SecondTagger, snapshot: Snapshot, answer_ids: Collection[AnswerId]) -> SecondTagger:
    """Return the tagger with the first person's themes of these answers kept, as they are before they are compared.

    What was kept before stays, and an answer that the first person has not decided on is passed over.
    """
    fresh = {
        answer_id: snapshot.themes_of.get(answer_id, ())
        for answer_id in answer_ids
        if answer_id not in tagger.before and snapshot.answer[answer_id].reviewed
    }
    return replace(tagger, before={**tagger.before, **fresh})


def _says_the_same(answer: Answer, wordings: frozenset[str]) -> bool:
    return not wordings or bool({_plain(answer.text), _plain(answer.wording)} & set(map(_plain, wordings)))


def _plain(text: str) -> str:
    return " ".join(text.split())


def _redefined(ours: Codebook, theirs: Codebook | None) -> tuple[str, ...]:
    if theirs is None:
        return ()
    meant = {theme.id: (theme.name, meaning(theme)) for theme in theirs.themes}
    return tuple(
        theme.name
        for theme in ours.themes
        if meant.get(theme.id, (theme.name, meaning(theme))) != (theme.name, meaning(theme))
    )
