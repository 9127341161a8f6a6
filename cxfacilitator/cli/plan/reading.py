"""The plan as text to read aloud, and as other programs get it."""

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.criteria import EFFORT, IMPACT
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.ideas import considered, in_order, not_yet_asked, view_ideas
from cxfacilitator.domain.kept import kept
from cxfacilitator.domain.priorities import Priority, prioritise
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined, the_day
from cxfacilitator.services import plan as service

_HEADINGS = ("No.", "Rank", "Code", "Idea", "L/S/C", "Score", "Impact", "Effort", "Dots", "Customers", "Decision")
_IDEA_WIDTH = 46
_NO_IDEAS = "No ideas yet. They are made of the Start answers: plan FILE make"


def priorities(snapshot: Snapshot) -> tuple[Priority, ...]:
    """Return the ideas, the best rank first."""
    comparison = compare(snapshot)
    return prioritise(snapshot, comparison, view_ideas(snapshot, comparison))


def table(snapshot: Snapshot) -> list[str]:
    """Return the ideas as a table, in the report's order, with how many were considered and what the score rests on."""
    found = priorities(snapshot)
    if not found:
        return [_NO_IDEAS if not service.unclustered(snapshot) else considered(snapshot).sentence + ". " + _NO_IDEAS]
    # As on the page of the report that people hold in their hands: quick wins first; the rank stands beside.
    ranked = {priority.view.idea.id: priority for priority in found}
    order = [ranked[view.idea.id] for view in in_order(priority.view for priority in found)]
    lines = _aligned([_HEADINGS, *((str(number), *_row(each)) for number, each in enumerate(order, 1))])
    weights = service.tell_weights(snapshot.weights)
    lines += ["", f"{considered(snapshot).sentence}.", f"The score comes from the sheets alone: {weights}, of 100."]
    tied = sum(bool(priority.ties) for priority in found)
    if tied:
        lines.append(
            f"For {amount(tied, 'idea')} the rank depends on the weights: 3 (2 to 4) is a tie with all whose range "
            "meets 2 to 4."
        )
    return lines


def told(priority: Priority, snapshot: Snapshot) -> list[str]:
    """Return all that is known of one idea, in lines."""
    view, idea = priority.view, priority.view.idea
    scores = [f"{snapshot.criterion[each].name.lower()} {score}" for each, score in idea.given.items()]
    notes = [
        f"asked for by {service.tell_asked(view, compare(snapshot)) or 'no group that counts'}",
        service.tell_evidence(view.evidence) + ("; quick win" if view.quick_win else ""),
        "noted as running against what customers said" if view.conflict else "",
        *(f"look before you change it: {service.tell_conflict(each, snapshot)}" for each in view.against),
        f"rank {service.tell_rank(priority)}, score {priority.score:.0f}",
        service.tell_ties(priority, snapshot),
        f"people’s scores: {joined(scores)}" + _rating(priority) if scores else "",
        f"dots: {idea.dots}" if idea.dots else "",
        "" if idea.hours is None else f"hours of work: {idea.hours:g}",
        f"work for customers: {service.tell_value(idea.customer_work).lower()}" if idea.customer_work else "",
        f"how customers will see it: {idea.customer_view}" if idea.customer_view else "",
        f"decided: {_decision(priority)}",
    ]
    answers = [f"{snapshot.answer[each].ref} “{snapshot.answer[each].wording}”" for each in idea.answer_ids]
    return [f"{idea.code}  {idea.title}", *(f"    {note}" for note in (*notes, *answers) if note)]


def to_ask_lines(snapshot: Snapshot) -> list[str]:
    """Return what customers were not asked about yet."""
    found = not_yet_asked(snapshot, [priority.view for priority in priorities(snapshot)])
    lines = [f"{view.idea.code}  {view.idea.title}: {service.tell_evidence(view.evidence)}" for view in found.ideas]
    lines += [
        f"already running: {each.title}" + (f" ({each.owner})" if each.owner else "") for each in found.initiatives
    ]
    ideas, running = amount(len(found.ideas), "idea"), amount(len(found.initiatives), "initiative")
    return [*lines, f"{ideas} and {running} not yet asked of customers."]


def continue_lines(snapshot: Snapshot) -> list[str]:
    """Return what to continue, with how many groups ask for it."""
    found = kept(snapshot, compare(snapshot))
    rows = [
        (
            each.theme.name if each.theme else "on no theme",
            *(str(each.groups(a)) for a in Audience),
            service.tell_continue(each),
        )
        for each in found
    ]
    if not rows:
        return ["No Continue answer has been reviewed yet."]
    return _aligned([("Continue", "L", "S", "C", ""), *rows])


def as_json(snapshot: Snapshot) -> dict[str, Any]:
    """Return the plan as plain values."""
    found, count = priorities(snapshot), considered(snapshot)
    asked = not_yet_asked(snapshot, [priority.view for priority in found])
    return {
        "considered": {"decided": count.decided, "ideas": count.ideas, "waiting": count.waiting},
        "weights": {part.value: weight for part, weight in snapshot.weights.items()},
        "criteria": [
            {"name": each.name, "weight": each.weight, "more_is_better": each.more_is_better}
            for each in snapshot.criteria
        ],
        "ideas": [_plain(priority, snapshot) for priority in found],
        "initiatives": [
            {
                "number": each.id,
                "title": each.title,
                "owner": each.owner,
                "note": each.note,
                "theme": each.theme_id,
                "customers_asked": each.customers_asked.value,
            }
            for each in snapshot.initiatives
        ],
        "actions": actions_as_json(snapshot),
        "not_yet_asked": {
            "ideas": [view.idea.code for view in asked.ideas],
            "initiatives": [each.id for each in asked.initiatives],
        },
        "continue": [
            {
                "theme": each.theme.id if each.theme else None,
                "groups": {audience.value: each.groups(audience) for audience in Audience},
                "agreed": each.agreed,
            }
            for each in kept(snapshot, compare(snapshot))
        ],
    }


def actions_as_json(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Return the actions as plain values."""
    return [
        {
            "number": each.id,
            "text": each.text,
            "owner": each.owner,
            "due": each.due.isoformat() if each.due else None,
            "done": each.done,
            "idea": snapshot.idea[each.idea_id].code if each.idea_id else None,
            "theme": each.theme_id,
        }
        for each in snapshot.actions
    ]


def _row(priority: Priority) -> tuple[str, ...]:
    view, idea = priority.view, priority.view.idea
    return (
        service.tell_rank(priority),
        idea.code,
        shorten(idea.title, _IDEA_WIDTH, placeholder="…"),
        "/".join(str(view.groups[audience]) for audience in Audience),
        f"{priority.score:.0f}",
        str(idea.given.get(IMPACT, "-")),
        str(idea.given.get(EFFORT, "-")),
        str(idea.dots or "-"),
        "Quick win" if view.quick_win else service.tell_evidence(view.evidence),
        _decision(priority),
    )


def _decision(priority: Priority) -> str:
    idea = priority.view.idea
    if idea.disposition is None:
        return "open"
    by = f"by {the_day(idea.due)}" if idea.due else ""
    return ", ".join(part for part in (service.tell_disposition(idea.disposition), idea.owner, by, idea.reason) if part)


def _rating(priority: Priority) -> str:
    found = priority.rating
    return (
        f"; {found.points:.0f} of 100 on {found.scored} of {amount(found.criteria, 'criterion', 'criteria')}"
        if found
        else ""
    )


def _plain(priority: Priority, snapshot: Snapshot) -> dict[str, Any]:
    view, idea = priority.view, priority.view.idea
    return {
        "idea": idea.code,
        "title": idea.title,
        "answers": [snapshot.answer[answer_id].ref for answer_id in idea.answer_ids],
        "themes": list(view.themes),
        "groups": {audience.value: number for audience, number in view.groups.items()},
        "customer_evidence": view.evidence.value,
        "not_yet_asked": view.not_yet_asked,
        "quick_win": view.quick_win,
        "conflict": view.conflict,
        "against": [
            {"why": each.why.value, "theme": each.theme_id, "answers": [answer.ref for answer in each.answers]}
            for each in view.against
        ],
        "score": round(priority.score, 2),
        "parts": {part.value: round(share, 4) for part, share in priority.parts.items()},
        "rank": priority.rank,
        "rank_range": [priority.best, priority.worst],
        "ties": [snapshot.idea[idea_id].code for idea_id in priority.ties],
        "scores": {snapshot.criterion[each].name: score for each, score in idea.given.items()},
        "rating": round(priority.rating.points, 2) if priority.rating else None,
        "dots": idea.dots,
        "hours": idea.hours,
        "customer_view": idea.customer_view,
        "customer_work": idea.customer_work.value,
        "decision": idea.disposition.value if idea.disposition else None,
        "reason": idea.reason,
        "owner": idea.owner,
        "due": idea.due.isoformat() if idea.due else None,
    }


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
