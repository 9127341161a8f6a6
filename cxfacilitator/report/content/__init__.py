"""What the report says: one value with every sentence and every figure, built from a snapshot; no layout."""

from cxfacilitator.domain.beside import beside
from cxfacilitator.domain.chance import Weighed
from cxfacilitator.domain.colour import visible
from cxfacilitator.domain.comparison import Comparison, compare
from cxfacilitator.domain.finding_list import key_of
from cxfacilitator.domain.findings import Finding, find
from cxfacilitator.domain.ideas import view_ideas
from cxfacilitator.domain.report_setup import FULL, NOTE_ALONE, Edition, ReportChoices
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import joined
from cxfacilitator.report.content.basis import Basis
from cxfacilitator.report.content.gaps import gaps, inside
from cxfacilitator.report.content.method import asked, method, reading
from cxfacilitator.report.content.note import note
from cxfacilitator.report.content.numbers import numbers
from cxfacilitator.report.content.plan import keep, plan
from cxfacilitator.report.content.questions import questions
from cxfacilitator.report.content.rounds import rounds
from cxfacilitator.report.content.sheets import serious_signals, sheets
from cxfacilitator.report.content.summary import summary
from cxfacilitator.report.content.values import ReportContent
from cxfacilitator.report.content.voices import words
from cxfacilitator.report.content.whole import whole
from cxfacilitator.report.privacy import cleaner_of
from cxfacilitator.report.words import NOUN, the_days

__all__ = ["ReportContent", "build"]

_UNDATED = (2000, 1, 1)


def build(
    snapshot: Snapshot,
    edition: Edition,
    weighed: Weighed | None = None,
    choices: ReportChoices = FULL,
) -> ReportContent:
    """Say everything that the report says.

    The document carries the day of the last session as its date, so that the same engagement gives the same bytes.

    Args:
        snapshot: What the report is about.
        edition: Who it is for.
        weighed: What chance alone would give; nothing is said of it where nobody has worked it out.
        choices: Which parts of it are wanted; an edition that is the note alone has no choice.
    """
    comparison = compare(snapshot)
    cleaner = cleaner_of(snapshot, edition)
    ideas = view_ideas(snapshot, comparison)
    found = _findings(snapshot, comparison, edition)
    basis = Basis(snapshot, comparison, found, ideas, edition, cleaner, beside(snapshot), weighed)
    days = sorted(session.held_on for session in snapshot.sessions if session.held_on)
    places = dict.fromkeys(session.venue for session in snapshot.sessions if session.venue)
    engagement = snapshot.engagement
    one_page = summary(basis)
    return ReportContent(
        client=engagement.client,
        code=engagement.code,
        round=engagement.round,
        accent=visible(snapshot.report.accent) if snapshot.report.accent else "",
        logos=snapshot.logos,
        edition=edition,
        choices=NOTE_ALONE if edition.only_note else choices,
        days=the_days(days),
        made_on=(days[-1].year, days[-1].month, days[-1].day) if days else _UNDATED,
        places="; ".join(places),
        facilitator=engagement.facilitator,
        asked=asked(basis),
        footer=_footer(basis),
        summary=one_page,
        reading=reading(basis),
        whole=whole(basis),
        questions=questions(basis),
        gaps=gaps(basis),
        inside=inside(basis),
        rounds=rounds(basis),
        keep=keep(basis),
        plan=plan(basis),
        serious=serious_signals(basis),
        words=words(basis),
        method=method(basis),
        numbers=numbers(basis, one_page.chart),
        sheets=sheets(basis),
        note=note(basis),
    )


def _findings(snapshot: Snapshot, comparison: Comparison, edition: Edition) -> tuple[Finding, ...]:
    """What is found; leadership does not read what the facilitator dismissed."""
    dismissed = {kept.key for kept in snapshot.kept_findings if kept.dismissed and edition is not Edition.FACILITATOR}
    return tuple(finding for finding in find(comparison) if key_of(finding) not in dismissed)


def _footer(basis: Basis) -> str:
    groups = joined(f"{basis.comparison.groups[audience]} {NOUN[audience]}" for audience in basis.audiences)
    last = basis.audiences[-1] if basis.audiences else None
    word = "group" if last is not None and basis.comparison.groups[last] == 1 else "groups"
    return f"{groups} {word} · counts are groups, not people" if groups else "nothing counted yet"
