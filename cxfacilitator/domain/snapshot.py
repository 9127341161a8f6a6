"""The snapshot: everything in the file at one moment, frozen. Screens, comparisons and reports read nothing else."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import chain
from typing import Any

from cxfacilitator.domain.actions import Action, ActionId
from cxfacilitator.domain.by_id import ById
from cxfacilitator.domain.codebook import Codebook, ThemeId
from cxfacilitator.domain.criteria import DEFAULT_CRITERIA, Criterion, CriterionId
from cxfacilitator.domain.endorsements import Endorsement
from cxfacilitator.domain.engagement import Audience, Engagement, Wording
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.forms import Form, last_codes
from cxfacilitator.domain.groups import Group, GroupId, SeatingRules, Wish
from cxfacilitator.domain.initiatives import Initiative, InitiativeId
from cxfacilitator.domain.kept_findings import KeptFinding, KeptFindingId
from cxfacilitator.domain.photos import Photo, PhotoId
from cxfacilitator.domain.plan import Idea, IdeaId
from cxfacilitator.domain.report_setup import USUAL_SETUP, Logo, ReportSetup
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.rounds import RoundSummary
from cxfacilitator.domain.second_tagger import SecondTagger, TaggerId
from cxfacilitator.domain.session import Session, SessionEvent, SessionId
from cxfacilitator.domain.sheets import Answer, AnswerId, Box, BoxState, Concern, Parked
from cxfacilitator.domain.tagging import Rejection, Tag
from cxfacilitator.domain.wall import Cluster, Place
from cxfacilitator.domain.weights import DEFAULT_WEIGHTS, ScorePart


@dataclass(frozen=True)
class Snapshot:
    """Everything in the file at one moment. All sequences are in the order in which they are shown.

    Attributes:
        seating_rules: Only of audiences for which somebody has changed the rules.
        answers: Those that count: of groups, and not in the parking lot.
        form_answers: Those of forms, notes and reviews, not in the parking lot; they are never added to the others.
        set_aside: Those in the parking lot, wherever they come from.
        confirmed: What a person has looked at again and found right.
        box_states: Why boxes have no lines, where somebody has said so.
        learned_words: The client's own words, which are spelt right.
        clusters: The clusters of the affinity wall, oldest first.
        loners: Where the cards of the wall lie that somebody moved and that are in no cluster.
        kept_findings: What was decided on findings, in a person's order.
        endorsements: Which groups said "us too" to which answers; nothing counts them with the answers.
        earlier_rounds: What is left of the rounds before this one, oldest first.
        criteria: What ideas are judged by; the usual ones as long as nobody has changed them.
        weights: What each part of an idea's score counts for; the usual ones as long as nobody has changed them.
        initiatives: What is running already, oldest first.
        actions: What is to be done, in a person's order.
        second_taggers: People who tagged some of the answers a second time; their tags count for nothing.
        report: What was chosen for the report; the usual as long as nobody has chosen.
        logos: The signs on its cover, the client's first.
        met: How often two people, the smaller id first, have shared a group in an earlier seating.
        merged: Themes that went into another one which is still in the codebook, each with that one.
    """

    engagement: Engagement
    wording: Wording
    codebook: Codebook
    participants: tuple[Participant, ...] = ()
    sessions: tuple[Session, ...] = ()
    events: tuple[SessionEvent, ...] = ()
    groups: tuple[Group, ...] = ()
    answers: tuple[Answer, ...] = ()
    tags: tuple[Tag, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    ideas: tuple[Idea, ...] = ()
    wishes: tuple[Wish, ...] = ()
    seating_rules: Mapping[Audience, SeatingRules] = field(default_factory=dict)
    met: Mapping[tuple[ParticipantId, ParticipantId], int] = field(default_factory=dict)
    forms: tuple[Form, ...] = ()
    form_answers: tuple[Answer, ...] = ()
    set_aside: tuple[Answer, ...] = ()
    parked: tuple[Parked, ...] = ()
    confirmed: frozenset[tuple[AnswerId, Concern]] = frozenset()
    box_states: Mapping[tuple[GroupId, Box], BoxState] = field(default_factory=dict)
    photos: tuple[Photo, ...] = ()
    learned_words: tuple[str, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    loners: Mapping[AnswerId, Place] = field(default_factory=dict)
    kept_findings: tuple[KeptFinding, ...] = ()
    earlier_rounds: tuple[RoundSummary, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()
    second_taggers: tuple[SecondTagger, ...] = ()
    criteria: tuple[Criterion, ...] = DEFAULT_CRITERIA
    weights: Mapping[ScorePart, float] = field(default_factory=lambda: DEFAULT_WEIGHTS)
    initiatives: tuple[Initiative, ...] = ()
    actions: tuple[Action, ...] = ()
    merged: Mapping[ThemeId, ThemeId] = field(default_factory=dict)
    report: ReportSetup = USUAL_SETUP
    logos: tuple[Logo, ...] = ()

    @cached_property
    def group(self) -> Mapping[GroupId, Group]:
        """Groups by id."""
        return ById("group", {group.id: group for group in self.groups})

    @cached_property
    def answer(self) -> Mapping[AnswerId, Answer]:
        """All answers by id, also those that do not count with the groups."""
        found = (*self.answers, *self.form_answers, *self.set_aside)
        return ById("answer", {answer.id: answer for answer in found})

    @cached_property
    def to_review(self) -> tuple[Answer, ...]:
        """The answers that themes are decided for: those of groups, after them those of forms, notes and reviews."""
        return (*self.answers, *self.form_answers)

    @cached_property
    def reviewed(self) -> int:
        """How many answers a person has reviewed, those of forms, notes and reviews among them."""
        return sum(answer.reviewed for answer in self.answers) + self.reviewed_beside

    @cached_property
    def reviewed_beside(self) -> int:
        """How many answers of forms, notes and reviews a person has reviewed."""
        return sum(answer.reviewed for answer in self.form_answers)

    @cached_property
    def others_named(self) -> tuple[str, ...]:
        """Who may be meant in an answer to Q3: the competitors, and whoever else was named in one."""
        said = {answer.competitor for answer in self.to_review if answer.competitor}
        return tuple(dict.fromkeys((*self.engagement.competitors, *sorted(said))))

    @cached_property
    def counted(self) -> frozenset[AnswerId]:
        """The ids of the answers that count with the groups."""
        return frozenset(answer.id for answer in self.answers)

    @cached_property
    def form(self) -> Mapping[GroupId, Form]:
        """Forms, notes and reviews by id."""
        return ById("form", {form.id: form for form in self.forms})

    @cached_property
    def last_codes(self) -> tuple[str, ...]:
        """The highest code of the forms, of the notes and of the reviews, where there are any."""
        return last_codes(form.code for form in self.forms)

    @cached_property
    def photo(self) -> Mapping[PhotoId, Photo]:
        """Photographs by id."""
        return ById("photograph", {photo.id: photo for photo in self.photos})

    @cached_property
    def participant(self) -> Mapping[ParticipantId, Participant]:
        """Participants by id."""
        return ById("person", {person.id: person for person in self.participants})

    @cached_property
    def session(self) -> Mapping[SessionId, Session]:
        """Sessions by id."""
        return ById("session", {session.id: session for session in self.sessions})

    @cached_property
    def idea(self) -> Mapping[IdeaId, Idea]:
        """Ideas by id."""
        return ById("idea", {idea.id: idea for idea in self.ideas})

    @cached_property
    def criterion(self) -> Mapping[CriterionId, Criterion]:
        """Criteria by id."""
        return ById("criterion", {criterion.id: criterion for criterion in self.criteria})

    @cached_property
    def initiative(self) -> Mapping[InitiativeId, Initiative]:
        """Initiatives by id."""
        return ById("initiative", {initiative.id: initiative for initiative in self.initiatives})

    @cached_property
    def action(self) -> Mapping[ActionId, Action]:
        """Actions by id."""
        return ById("action", {action.id: action for action in self.actions})

    @cached_property
    def kept_finding(self) -> Mapping[KeptFindingId, KeptFinding]:
        """What was decided on findings, by id."""
        return ById("finding", {kept.id: kept for kept in self.kept_findings})

    @cached_property
    def second_tagger(self) -> Mapping[TaggerId, SecondTagger]:
        """People who tagged some of the answers a second time, by id."""
        return ById("second tagger", {tagger.id: tagger for tagger in self.second_taggers})

    @cached_property
    def themes_of(self) -> Mapping[AnswerId, tuple[ThemeId, ...]]:
        """The accepted themes of each tagged answer, main theme first."""
        return _themes(self.tags)

    @cached_property
    def tags_on(self) -> Mapping[GroupId, tuple[Tag, ...]]:
        """The tags on the sheet of each group, and on each form; one without any is not a key."""
        sheet = {answer.id: GroupId(answer.group_id) for answer in self.answer.values()}
        found: dict[GroupId, list[Tag]] = {}
        for tag in self.tags:
            if tag.answer_id in sheet:
                found.setdefault(sheet[tag.answer_id], []).append(tag)
        return {source: tuple(tags) for source, tags in found.items()}

    @cached_property
    def endorsers(self) -> Mapping[AnswerId, tuple[GroupId, ...]]:
        """The groups that said "us too" to each answer; one that nobody agrees with is not a key."""
        found: dict[AnswerId, list[GroupId]] = {}
        for endorsement in self.endorsements:
            found.setdefault(endorsement.answer_id, []).append(endorsement.group_id)
        return {answer: tuple(groups) for answer, groups in found.items()}

    @cached_property
    def answers_of(self) -> Mapping[GroupId, tuple[Answer, ...]]:
        """Each group's answers that count, in sheet order; a group without any is not a key."""
        return _by_source(self.answers)

    @cached_property
    def form_answers_of(self) -> Mapping[GroupId, tuple[Answer, ...]]:
        """The answers of each form, note and review, in the order of its cells; one without any is not a key."""
        return _by_source(self.form_answers)

    @cached_property
    def session_code_of(self) -> Mapping[GroupId, str]:
        """The session of each group: the one it names, or the one that most of its people are invited to.

        Empty for a group of which neither says anything.
        """
        invited: dict[int, Counter[str]] = {}
        for person in self.participants:
            if person.group_id is not None and person.session_code:
                invited.setdefault(person.group_id, Counter())[person.session_code] += 1
        found: dict[GroupId, str] = {}
        for group in self.groups:
            if group.session_id is not None:
                found[group.id] = self.session[group.session_id].code
            else:
                found[group.id] = invited[group.id].most_common(1)[0][0] if group.id in invited else ""
        return found

    def __getstate__(self) -> dict[str, Any]:
        """Go to another process without what was worked out here."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def work_out(self) -> "Snapshot":
        """Work out now what every page asks for, on this thread and not on that of the screens; return itself."""
        for name in _EVERYWHERE:
            getattr(self, name)
        return self

    def with_fields(self, **changes: Any) -> "Snapshot":
        """Return the snapshot with some fields replaced; what was worked out from the others is taken along."""
        changes = {name: value for name, value in changes.items() if value != getattr(self, name)}
        made = replace(self, **changes)
        for name, needs in _WORKED_OUT_FROM.items():
            if name in self.__dict__ and not needs & changes.keys():
                made.__dict__[name] = self.__dict__[name]
        return made

    def with_sheets(self, fresh: Mapping[GroupId, tuple[Answer, ...]]) -> "Snapshot":
        """Return the snapshot with the answers that count of some groups and forms replaced.

        Nothing that orders them may have changed; each group's answers are in sheet order. Those of a group or form
        that is gone go with it.
        """
        made = self
        for field_name, by_source, sources in (
            ("answers", "answers_of", [group.id for group in self.groups]),
            ("form_answers", "form_answers_of", [form.id for form in self.forms]),
        ):
            before = getattr(self, by_source)
            if any(source in fresh for source in (*sources, *before)):
                found = {source: fresh.get(source, before.get(source, ())) for source in sources}
                found = {source: answers for source, answers in found.items() if answers}
                made = made.with_fields(**{field_name: tuple(chain.from_iterable(found.values()))})
                made.__dict__[by_source] = found
        return made

    def with_tags(self, fresh: Mapping[GroupId, tuple[Tag, ...]], before: "Snapshot") -> "Snapshot":
        """Return the snapshot with the tags of some groups and forms replaced.

        Args:
            fresh: Their tags in the order of the answers; an answer that went from one to another has both here.
            before: The snapshot that all other tags are still those of.
        """
        tags = {**before.tags_on, **fresh}
        sources = (*(group.id for group in self.groups), *(form.id for form in self.forms))
        found = {source: tags[source] for source in sources if tags.get(source)}
        made = self.with_fields(tags=tuple(chain.from_iterable(found.values())))
        made.__dict__["tags_on"] = found
        if made.tags is not before.tags:
            themes = dict(before.themes_of)
            for tag in chain.from_iterable(before.tags_on.get(source, ()) for source in fresh):
                themes.pop(tag.answer_id, None)
            made.__dict__["themes_of"] = themes | _themes(chain.from_iterable(fresh.values()))
        return made

    def groups_of(self, audience: Audience) -> tuple[Group, ...]:
        """The groups of one audience."""
        return tuple(group for group in self.groups if group.audience is audience)

    def lines_of(self, group_id: GroupId) -> tuple[Answer, ...]:
        """All lines of a group's sheet by their place in the box, also those in the parking lot."""
        aside = (answer for answer in self.set_aside if answer.group_id == group_id)
        return tuple(sorted((*self.answers_of.get(group_id, ()), *aside), key=lambda answer: answer.position))

    def answer_called(self, ref: str) -> Answer:
        """The answer with this reference, wherever it is.

        Raises:
            CxError: There is none.
        """
        found = next((answer for answer in self.answer.values() if answer.ref == ref), None)
        if found is None:
            raise CxError(f"There is no answer {ref} in this engagement.")
        return found

    def group_called(self, code: str) -> Group:
        """The group with this code, in capitals or not.

        Raises:
            CxError: There is none.
        """
        found = next((group for group in self.groups if group.code.casefold() == code.casefold()), None)
        if found is None:
            raise CxError(f"There is no group {code} in this engagement.")
        return found

    def compares_as(self, other: "Snapshot", *also: str) -> bool:
        """Whether what was compared in another snapshot holds here too: nothing is different that it looks at.

        Args:
            also: Fields that must not be different either.
        """
        return all(getattr(self, name) is getattr(other, name) for name in (*_COMPARED, *also))

    def audience_of(self, answer: Answer) -> Audience:
        """The audience whose group, or whose form, this answer is from."""
        return self.source_of(answer).audience

    def source_of(self, answer: Answer) -> Group | Form:
        """The group or the form that this answer is from."""
        source = GroupId(answer.group_id)
        return self.form[source] if source in self.form else self.group[source]


_EVERYWHERE = (
    "answer",
    "to_review",
    "reviewed",
    "reviewed_beside",
    "counted",
    "form",
    "last_codes",
    "answers_of",
    "form_answers_of",
    "themes_of",
    "tags_on",
)
"""The cached properties that every page asks for."""

_COMPARED = ("engagement", "codebook", "groups", "answers", "tags")
"""The fields that a comparison is made of."""

_WORKED_OUT_FROM: Mapping[str, frozenset[str]] = {
    "group": frozenset({"groups"}),
    "answer": frozenset({"answers", "form_answers", "set_aside"}),
    "to_review": frozenset({"answers", "form_answers"}),
    "reviewed": frozenset({"answers", "form_answers"}),
    "reviewed_beside": frozenset({"form_answers"}),
    "counted": frozenset({"answers"}),
    "form": frozenset({"forms"}),
    "last_codes": frozenset({"forms"}),
    "form_answers_of": frozenset({"form_answers"}),
    "photo": frozenset({"photos"}),
    "participant": frozenset({"participants"}),
    "session": frozenset({"sessions"}),
    "idea": frozenset({"ideas"}),
    "criterion": frozenset({"criteria"}),
    "initiative": frozenset({"initiatives"}),
    "action": frozenset({"actions"}),
    "kept_finding": frozenset({"kept_findings"}),
    "second_tagger": frozenset({"second_taggers"}),
    "themes_of": frozenset({"tags"}),
    "tags_on": frozenset({"tags", "answers", "form_answers", "set_aside"}),
    "endorsers": frozenset({"endorsements"}),
    "answers_of": frozenset({"answers"}),
    "session_code_of": frozenset({"participants", "groups", "sessions"}),
}
"""The fields that each cached property looks at."""


def _by_source(answers: Iterable[Answer]) -> Mapping[GroupId, tuple[Answer, ...]]:
    found: dict[GroupId, list[Answer]] = {}
    for answer in answers:
        found.setdefault(GroupId(answer.group_id), []).append(answer)
    return {source: tuple(mine) for source, mine in found.items()}


def _themes(tags: Iterable[Tag]) -> dict[AnswerId, tuple[ThemeId, ...]]:
    """Return the themes of each answer, main theme first."""
    found: dict[AnswerId, list[tuple[int, ThemeId]]] = {}
    for tag in tags:
        found.setdefault(tag.answer_id, []).append((tag.rank, tag.theme_id))
    return {answer: tuple(theme for _, theme in sorted(themes)) for answer, themes in found.items()}
