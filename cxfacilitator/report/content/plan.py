"""What to keep and explain, what can be had soon, and the ideas in the order in which to decide on them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.finding_kinds import FindingKind
from cxfacilitator.domain.idea_plot import Quarter, quarter
from cxfacilitator.domain.ideas import IdeaView, in_order
from cxfacilitator.domain.plan import Idea
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.text import cardinal, shortened, the_day
from cxfacilitator.report.charts.priorities import Priorities, PriorityDot
from cxfacilitator.report.content.basis import Basis
from cxfacilitator.report.content.questions import mark_table
from cxfacilitator.report.content.values import (
    ActionRow,
    IdeaRow,
    KeepPart,
    Listed,
    MarkRow,
    MarkTable,
    PlanPart,
    Title,
)
from cxfacilitator.report.privacy import initials
from cxfacilitator.report.words import DISPOSITION, IDEA_EVIDENCE, NONE_FOUND, QUICK_WIN, quoted, ranked, some, weighed

_LONGEST_IDEA = 160
_LONGEST_ACTION, _LONGEST_OWNER = 600, 80
"""A row that is taller than a page could not be printed at all."""
NOT_RATED = "Effort not rated yet: mark S, M or L."
_ORDER = (
    "Order: quick wins, then what customers asked for, then the rest by number of groups; what runs against "
    "customers’ answers comes last. People score impact and effort, 1 to 5."
)
_SCORE = (
    "The score, 0 to 100, is made of {}; the rank by score stands with the ranks that it has when these weights "
    "change a little."
)
_KEPT = (
    ("Protect: all agree that it is done well", FindingKind.SHARED_STRENGTH),
    ("Ask customers before changing it", FindingKind.PROTECT_BEFORE_CHANGING),
    ("Explain rather than change; part of it may still be a real fault", FindingKind.NEEDS_EXPLAINING),
)


def keep(basis: Basis) -> KeepPart:
    """Lay out what to keep, what to protect or explain, and the quick wins."""
    consensus = basis.of_kind(FindingKind.CONTINUE_CONSENSUS)
    rows = tuple(
        MarkRow(
            basis.view(finding.theme_id).theme.name,
            tuple(basis.marks(a, basis.view(finding.theme_id).counts[a].keeps) for a in basis.audiences),
        )
        for finding in sorted(
            consensus, key=lambda f: -sum(basis.view(f.theme_id).counts[a].keeps for a in basis.audiences)
        )
    )
    wins = tuple(row for row in rows_of(basis) if row.quick_win)
    scored = [view for view in basis.ideas if view.idea.impact is not None and view.idea.effort is not None]
    note = f"{QUICK_WIN}, of 5."
    if basis.ideas and not scored:
        note = f"{NOT_RATED} {note}"
    themes = f"{cardinal(len(rows))} {'theme' if len(rows) == 1 else 'themes'}"
    kept = f"Customers and staff both ask to continue {themes}" if rows else _nothing_kept(basis)
    soon = f"; {cardinal(len(wins))} {'idea' if len(wins) == 1 else 'ideas'} can be had soon" if wins else ""
    return KeepPart(
        Title("Continue and quick wins", kept + soon),
        MarkTable("Keep doing: customers and staff both ask for it", basis.columns(), rows),
        (*(_told(basis, heading, kind) for heading, kind in _KEPT), *_own(basis)),
        wins,
        note,
    )


def _told(basis: Basis, heading: str, kind: FindingKind) -> Listed:
    found = basis.of_kind(kind)
    return Listed(heading, tuple(basis.sentence(finding) for finding in found) or (NONE_FOUND,))


def _own(basis: Basis) -> tuple[Listed, ...]:
    """The findings that no rule drafted; no list where there are none."""
    found = [each.sentence for each in basis.snapshot.kept_findings if each.kind is None and not each.dismissed]
    return (Listed("Also found, in the facilitator’s words", tuple(map(basis.cleaner.clean, found))),) if found else ()


def _nothing_kept(basis: Basis) -> str:
    if {Audience.STAFF, Audience.CUSTOMERS} <= set(basis.audiences):
        return "Customers and staff ask to continue no theme in common"
    table = mark_table(basis, "", Box.CONTINUE, evidence=False)
    return (
        "What was named to continue is under question 4" if table.rows or table.alone else "Nothing named to continue"
    )


def plan(basis: Basis) -> PlanPart:
    """Lay out what was agreed, and every idea in order, with room to write where a decision is open."""
    rows = rows_of(basis)
    lines = [_ORDER, _SCORE.format(weighed(basis.snapshot.weights))]
    if any(not row.effort for row in rows):
        lines.append(NOT_RATED)
    note = " ".join(lines) if rows else "Ideas come from the answers to question 4, start."
    dots = tuple(
        PriorityDot(row.number, row.title, view.idea.impact, view.idea.effort, row.quick_win)
        for row, view in zip(rows, in_order(basis.ideas), strict=True)
        if view.idea.impact and view.idea.effort
    )
    return PlanPart(
        Title("Plan", _so_far(basis, rows)),
        basis.columns(),
        rows,
        note,
        Priorities(dots) if dots else None,
        _much_for_little(dots) if dots else "",
        _scored(len(dots), len(rows)) if dots else "",
        tuple(_actions(basis)),
    )


def _so_far(basis: Basis, rows: Sequence[IdeaRow]) -> str:
    actions = len(basis.snapshot.actions)
    agreed = f"{some(actions, 'action')} agreed" if actions else ""
    if not rows:
        return agreed or "No ideas have been collected yet"
    decided = f"{sum(1 for row in rows if row.disposition)} of {some(len(rows), 'idea')} decided"
    return f"{agreed}; {decided}" if agreed else f"{decided}: the ideas in order"


def _actions(basis: Basis) -> Iterator[ActionRow]:
    numbers = {view.idea.id: number for number, view in enumerate(in_order(basis.ideas), 1)}
    for action in basis.snapshot.actions:
        theme = basis.snapshot.codebook.by_id.get(action.theme_id) if action.theme_id else None
        of = (
            f"Idea {numbers[action.idea_id]}" if action.idea_id in numbers else "",
            f"On {quoted(theme.name)}" if theme else "",
        )
        yield ActionRow(
            shortened(basis.cleaner.clean(" ".join(action.text.split())), _LONGEST_ACTION),
            " · ".join(filter(None, of)),
            _owner(basis, action.owner),
            "done" if action.done else the_day(action.due) if action.due else "",
        )


def _owner(basis: Basis, name: str) -> str:
    return shortened(basis.cleaner.clean(initials(basis.snapshot, name)), _LONGEST_OWNER)


def _much_for_little(dots: Sequence[PriorityDot]) -> str:
    said = sum(quarter(dot.impact, dot.effort) is Quarter.HIGH_FOR_LOW for dot in dots)
    if len(dots) == 1:
        return f"People see {'' if said else 'no '}high impact for low effort in the idea that they scored"
    return f"People see high impact for low effort in {said or 'none'} of {len(dots)} ideas"


def _scored(scored: int, ideas: int) -> str:
    numbers = "The numbers are those of the table."
    if scored == ideas:
        return f"Impact and effort as people scored them, 1 to 5. {numbers}"
    return f"{scored} of {some(ideas, 'idea')}: those whose impact and effort people scored, 1 to 5. {numbers}"


def rows_of(basis: Basis) -> tuple[IdeaRow, ...]:
    """Return the ideas in order, numbered."""
    return tuple(_row(basis, number, view) for number, view in enumerate(in_order(basis.ideas), 1))


def _row(basis: Basis, number: int, view: IdeaView) -> IdeaRow:
    idea = view.idea
    priority = basis.priorities[idea.id]
    most = max((basis.comparison.groups[a] for a in basis.audiences), default=0)
    return IdeaRow(
        number,
        shortened(basis.cleaner.clean(idea.title), _LONGEST_IDEA),
        tuple(replace(basis.marks(a, view.groups[a]), among=most) for a in basis.audiences),
        IDEA_EVIDENCE[view.evidence],
        " · ".join(_said(basis, idea)),
        view.quick_win,
        f"{priority.score:.0f}",
        ranked(priority),
        str(idea.impact or ""),
        str(idea.effort or ""),
        DISPOSITION[idea.disposition] if idea.disposition else "",
        _owner(basis, idea.owner),
        the_day(idea.due) if idea.due else "",
    )


def _said(basis: Basis, idea: Idea) -> list[str]:
    """What people said of it beside the scores: whoever proposed it will ask."""
    said = {"Customers will see: ": idea.customer_view, "Reason: ": idea.reason}
    return [
        heading + shortened(basis.cleaner.clean(" ".join(text.split())), _LONGEST_IDEA)
        for heading, text in said.items()
        if text
    ]
