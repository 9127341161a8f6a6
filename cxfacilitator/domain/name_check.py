"""The check for names: every place where what people typed may point to a person, before a report is handed over.

It looks through everything that somebody typed, also what an edition does not print: a copy for a colleague and the
exports have that too.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cxfacilitator.domain.actions import Action
from cxfacilitator.domain.codebook import Theme
from cxfacilitator.domain.forms import Form
from cxfacilitator.domain.groups import Group
from cxfacilitator.domain.kept_findings import KeptFinding
from cxfacilitator.domain.names import Named, Span, Why, any_of, finder, fold, people_by_name, places
from cxfacilitator.domain.plan import Idea
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.quotes import few_people
from cxfacilitator.domain.redaction import CONTACT, NAME, bracketed, has_gap
from cxfacilitator.domain.report_setup import Edition, ReportSetup
from cxfacilitator.domain.session import Session
from cxfacilitator.domain.sheets import Answer, Concern, Flag
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined, listed
from cxfacilitator.domain.wall import Cluster

Holder = Answer | Idea | KeptFinding | Group | Form | Session | Theme | Action | Cluster | ReportSetup
"""What has words that somebody typed."""

ABOUT = "[about a person]"
_TOLD_EVERY = 500
_LEARNING = 0.3
"""The share of the work that goes into knowing the words."""
_NOUN: Mapping[type[Holder], str] = {
    Answer: "answer",
    Idea: "idea",
    KeptFinding: "finding",
    Group: "group",
    Form: "form",
    Session: "session",
    Theme: "theme",
    Action: "action",
    Cluster: "cluster",
    ReportSetup: "headline",
}


@dataclass(frozen=True, slots=True)
class TypedText:
    """Words that somebody typed.

    Attributes:
        part: Which words of the holder's: the name of an attribute.
        where: Where they stand, for a list: `S1-Q2-03`, `idea ETA`.
        printed: Whether the edition may print them.
    """

    holder: Holder
    part: str
    where: str
    printed: bool

    @property
    def text(self) -> str:
        """The words as they are shown."""
        return str(getattr(self.holder, self.part))

    @property
    def held_by(self) -> tuple[type[Holder], object]:
        """Which holder it is, whatever its words are by now."""
        return type(self.holder), getattr(self.holder, "id", None)

    @property
    def fixed(self) -> str:
        """Why nothing is taken out of them here; empty where it may be."""
        if isinstance(self.holder, Theme):
            return "A theme is renamed in the codebook."
        return "An owner is changed in the plan." if self.part == "owner" else ""


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """Where somebody may be named.

    Attributes:
        printed: Whether the edition prints these very words.
    """

    typed: TypedText
    span: Span
    why: Why
    printed: bool

    @property
    def words(self) -> str:
        """The words as they are written here."""
        return self.typed.text[slice(*self.span)]


@dataclass(frozen=True)
class NamedWords:
    """Words that may point to a person, with every place where they stand, however they are written there."""

    places: tuple[NamedPlace, ...]

    @property
    def words(self) -> str:
        """The words as they are first written."""
        return self.places[0].words

    @cached_property
    def why(self) -> Why:
        """The surest of the reasons."""
        return min((place.why for place in self.places), key=list(Why).index)

    @cached_property
    def printed(self) -> bool:
        """Whether the edition prints them anywhere."""
        return any(place.printed for place in self.places)

    @cached_property
    def sure(self) -> bool:
        """Whether they can be taken out unseen."""
        return self.why.sure and not all(place.typed.fixed for place in self.places)

    @property
    def instead(self) -> str:
        """What usually stands there instead."""
        return usual(self.why)

    @cached_property
    def counted(self) -> str:
        """Say where they stand: `3 answers and 1 idea`."""
        numbers = Counter(kind for kind, _ in {place.typed.held_by for place in self.places})
        return joined(amount(numbers[kind], noun) for kind, noun in _NOUN.items() if numbers[kind])


def usual(why: Why) -> str:
    """Return what usually stands in the place of words that were found for a reason."""
    if why is Why.ABOUT:
        return ABOUT
    return CONTACT if why in (Why.EMAIL, Why.PHONE) else NAME


def check(
    snapshot: Snapshot,
    edition: Edition,
    prints: Callable[[TypedText], str],
    ordinary: Callable[[str], bool] | None = None,
    progress: Progress = silent,
) -> tuple[NamedWords, ...]:
    """Return what may point to a person, the surest first, and of these what this edition prints before the others.

    Answers that a person has looked at and found right are not there, nor words that are known to be nobody's name.

    Args:
        snapshot: The engagement.
        edition: Who reads it.
        prints: What the edition makes of words that it may print.
        ordinary: Whether a word, in small letters, is in a dictionary; without one, fewer names are found.
        progress: Told how far it is; may stop the work.
    """
    find = finder(snapshot, ordinary, lambda share, note: progress(_LEARNING * share, note))
    typed = [each for each in typed_texts(snapshot, edition) if each.text and not _confirmed(snapshot, each)]
    found: dict[str, list[NamedPlace]] = {}
    for number, each in enumerate(typed):
        if number % _TOLD_EVERY == 0:
            progress(_LEARNING + (1 - _LEARNING) * number / len(typed), "Looking for names")
        for named in _named(each, find):
            words = each.text[slice(*named.span)]
            printed = each.printed and bool(places(any_of([words], exact_case=True), prints(each)))
            found.setdefault(fold(" ".join(words.split())), []).append(NamedPlace(each, named.span, named.why, printed))
    order = list(Why)
    gathered = (NamedWords(tuple(mine)) for mine in found.values())
    return tuple(
        sorted(gathered, key=lambda words: (order.index(words.why), not words.printed, -len(words.places), words.words))
    )


def typed_texts(snapshot: Snapshot, edition: Edition) -> Iterator[TypedText]:
    """Yield everything that somebody typed about this engagement and that others may come to read."""
    whole, tables = not edition.only_note, edition is Edition.FACILITATOR
    yield from _of_answers(snapshot, edition)
    yield from _of_plan(snapshot, edition)
    for kept in snapshot.kept_findings:
        theme = snapshot.codebook.by_id.get(kept.theme_id) if kept.theme_id else None
        where = f"finding on “{theme.name}”" if theme else "finding of one’s own"
        yield TypedText(kept, "sentence", where, whole and not kept.dismissed)
        yield TypedText(kept, "debrief", f"{where}, for the debrief", False)
    for group in snapshot.groups:
        if group.own_label:
            yield TypedText(group, "label", f"group {group.code}", tables)
    for form in snapshot.forms:
        for part in filter(form.__getattribute__, ("label", "segment")):
            yield TypedText(form, part, f"{form.kind.value} {form.code}", tables)
    yield from (TypedText(session, "venue", f"session {session.code}", whole) for session in snapshot.sessions)
    yield from (TypedText(theme, "name", "codebook", True) for theme in snapshot.codebook.themes)
    yield from (TypedText(cluster, "name", "wall of answers", False) for cluster in snapshot.clusters)
    yield TypedText(snapshot.report, "headline", "report", whole)


def _of_answers(snapshot: Snapshot, edition: Edition) -> Iterator[TypedText]:
    whole = not edition.only_note
    unquoted = () if edition is Edition.FACILITATOR else few_people(snapshot)
    parked = {answer.id for answer in snapshot.set_aside}
    for answer in snapshot.answer.values():
        if answer.id in snapshot.counted:
            printed = whole and (not unquoted or snapshot.audience_of(answer) not in unquoted)
        else:
            told = answer.reviewed or Flag.SERIOUS in answer.flags
            printed = whole and told and answer.id not in parked
        yield TypedText(answer, "wording", answer.ref, printed)
        if answer.competitor:
            yield TypedText(answer, "competitor", f"{answer.ref}, who else", False)
        if answer.memo:
            yield TypedText(answer, "memo", f"{answer.ref}, memo", False)


def _of_plan(snapshot: Snapshot, edition: Edition) -> Iterator[TypedText]:
    known = people_by_name(snapshot)
    for idea in snapshot.ideas:
        for part in ("title", "customer_view", "reason"):
            yield TypedText(idea, part, f"idea {idea.code}", not edition.only_note or idea.disposition is not None)
        if fold(idea.owner.strip()) not in known:  # those are printed as initials
            yield TypedText(idea, "owner", f"idea {idea.code}, owner", not edition.only_note)
    for action in snapshot.actions:
        yield TypedText(action, "text", "action", not edition.only_note)
        if fold(action.owner.strip()) not in known:
            yield TypedText(action, "owner", "action, owner", not edition.only_note)


def _confirmed(snapshot: Snapshot, typed: TypedText) -> bool:
    return isinstance(typed.holder, Answer) and (typed.holder.id, Concern.NAME) in snapshot.confirmed


def _named(typed: TypedText, find: Callable[[str], tuple[Named, ...]]) -> tuple[Named, ...]:
    """What is found in a text; all of an answer that is flagged as about a person and says nowhere about whom."""
    found = find(typed.text)
    about = isinstance(typed.holder, Answer) and typed.part == "wording" and Flag.PERSON in typed.holder.flags
    if about and not found and not has_gap(typed.text):
        return (Named((0, len(typed.text)), Why.ABOUT),)
    # Themes are called by ordinary words, whoever is called Price.
    return tuple(one for one in found if one.why.sure) if isinstance(typed.holder, Theme) else found


def still_named(found: Sequence[NamedWords]) -> str:
    """Say who may be named in what the edition prints; empty when nobody is.

    Args:
        found: What `check` returned.
    """
    named = [words.words for words in found if words.printed]
    if not named:
        return ""
    return f"{amount(len(named), 'person', 'people')} may be named: {listed(named)}."


def taken_out(chosen: Sequence[tuple[NamedWords, str]]) -> tuple[tuple[TypedText, str], ...]:
    """Return what would be changed when words are taken out, each with what it says afterwards.

    Nothing but the places that were found is changed.

    Args:
        chosen: Words, and what stands in their place; it gets square brackets.
    """
    found: dict[tuple[object, str], list[tuple[NamedPlace, str]]] = {}
    for named, instead in chosen:
        for place in named.places:
            if not place.typed.fixed:
                found.setdefault((place.typed.held_by, place.typed.part), []).append((place, instead))
    made: list[tuple[TypedText, str]] = []
    for mine in found.values():
        typed = mine[0][0].typed
        text = typed.text
        for place, instead in sorted(mine, key=lambda pair: pair[0].span, reverse=True):
            text = text[: place.span[0]] + bracketed(instead) + text[place.span[1] :]
        made.append((typed, text))
    return tuple(made)
