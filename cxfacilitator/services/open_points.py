"""What is still open before a report is handed over, and where it is settled."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.finding_list import Status, list_findings
from cxfacilitator.domain.quotes import few_people
from cxfacilitator.domain.report_setup import Edition, Part
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import joined
from cxfacilitator.report.content.basis import FEWEST_CODED
from cxfacilitator.report.content.values import ReportContent
from cxfacilitator.report.fonts import without_typeface
from cxfacilitator.report.missing import in_codes, missing
from cxfacilitator.report.words import NOUN, some

_TO_LOOK_AT = {
    Status.CHANGED: "changed since: the answers behind it are no longer the same.",
    Status.GONE: "left out: no rule finds it any more.",
}
_MOST_PLACES = 2
_UNCONFIRMED = "The first sentence is the drafted one; nobody has said yet that it is the one to begin with."
_OUTDATED = "The gap that was chosen to begin with is no longer more than an early sign; the widest one stands there."


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something to look at before a report is handed over.

    Attributes:
        stage: Where it is settled; empty where there is nothing to do but to know it.
        face: The face of that stage's page.
    """

    sentence: str
    stage: str = ""
    face: str = ""


def open_points(snapshot: Snapshot, content: ReportContent) -> tuple[OpenPoint, ...]:
    """Return what to look at before this report is handed over; names are looked for by themselves."""
    return (
        *_to_review(snapshot, content),
        *_to_decide(snapshot, content),
        *_kept_findings(snapshot),
        *_headline(snapshot, content),
        *_signs(snapshot, content),
        *_characters(snapshot, content),
        *_known_to_each_other(snapshot, content),
    )


def _to_review(snapshot: Snapshot, content: ReportContent) -> Iterator[OpenPoint]:
    waiting = sum(not answer.reviewed for answer in snapshot.answers)
    if waiting:
        they = "are printed, not counted" if Part.SHEETS in content.choices.parts else "are not counted"
        yield OpenPoint(f"{waiting} of {len(snapshot.answers)} answers have not been reviewed; they {they}.", "tagging")


def _to_decide(snapshot: Snapshot, content: ReportContent) -> Iterator[OpenPoint]:
    considered = sum(idea.disposition is not None for idea in snapshot.ideas)
    if considered < len(snapshot.ideas):
        so = "; the plan says so" if Part.PLAN in content.choices.parts else ""
        yield OpenPoint(f"{considered} of {len(snapshot.ideas)} ideas have been considered{so}.", "plan")


def _kept_findings(snapshot: Snapshot) -> Iterator[OpenPoint]:
    statuses = Counter(each.status for each in list_findings(snapshot.kept_findings, compare(snapshot)))
    for status, what in _TO_LOOK_AT.items():
        if statuses[status]:
            yield OpenPoint(f"{some(statuses[status], 'kept finding')} {what}", "comparison", "findings")


def _headline(snapshot: Snapshot, content: ReportContent) -> Iterator[OpenPoint]:
    """The first sentence is never a machine's against people's will."""
    setup, offered = snapshot.report, [each.theme_id for each in content.summary.headlines]
    if Part.SUMMARY not in content.choices.parts or setup.headline:
        return
    if setup.headline_theme is not None and setup.headline_theme not in offered:
        yield OpenPoint(_OUTDATED, "report", "headline")
    elif setup.headline_theme is None and offered:
        yield OpenPoint(_UNCONFIRMED, "report", "headline")


def _signs(snapshot: Snapshot, content: ReportContent) -> Iterator[OpenPoint]:
    for logo in snapshot.logos:
        if logo not in content.logos and Part.COVER in content.choices.parts:
            yield OpenPoint(
                f"The {logo.owner.value}’s sign is damaged and is left out. Choose it again.", "report", "look"
            )


def _characters(snapshot: Snapshot, content: ReportContent) -> Iterator[OpenPoint]:
    """Nothing is printed as a box without having been named before, with the first places where it stands."""
    lost = missing(content)
    if not lost:
        return
    places: defaultdict[str, list[str]] = defaultdict(list)
    for answer in snapshot.to_review:
        for letter in without_typeface(answer.wording):
            places[letter].append(answer.ref)
    told = (f"{letter} ({in_codes(letter)}, {_first(places[letter])})" for letter in lost)
    yield OpenPoint(
        f"{some(len(lost), 'character')} cannot be printed and a box stands instead: {'; '.join(told)}.",
        "sheets",
    )


def _first(refs: list[str]) -> str:
    if not refs:
        return "not in an answer"
    return " ".join(refs[:_MOST_PLACES]) + (" and others" if len(refs) > _MOST_PLACES else "")


def _known_to_each_other(snapshot: Snapshot, content: ReportContent) -> Iterator[OpenPoint]:
    """Among one or two groups everybody knows who wrote what, with or without a code."""
    if content.edition is not Edition.LEADERSHIP:
        return
    unquoted = few_people(snapshot)
    few = [
        some(asked.groups, f"{NOUN[asked.audience]} group")
        for asked in content.asked
        if 0 < asked.groups < FEWEST_CODED and asked.audience not in unquoted
    ]
    if few:
        yield OpenPoint(f"{joined(few)}: whoever sat there knows who wrote what is quoted.")
