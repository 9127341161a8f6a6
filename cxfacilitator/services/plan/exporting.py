"""Hand the plan to other programs: ideas with what was decided, actions and initiatives, with owner and date."""

from dataclasses import dataclass
from pathlib import Path

from cxfacilitator.domain.actions import Action
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.ideas import view_ideas
from cxfacilitator.domain.initiatives import Initiative
from cxfacilitator.domain.priorities import Priority, prioritise
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount, joined
from cxfacilitator.formats.lines_out import WRITERS
from cxfacilitator.report.saving import check_list, save
from cxfacilitator.report.words import NOUN
from cxfacilitator.services.plan.telling import tell_conflict, tell_disposition, tell_evidence, tell_value

_WHAT = "plan"
_Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class ExportedPlan:
    """A plan that was written."""

    path: Path
    ideas: int
    actions: int
    initiatives: int

    @property
    def sentence(self) -> str:
        """What was written."""
        written = joined(
            (amount(self.ideas, "idea"), amount(self.actions, "action"), amount(self.initiatives, "initiative"))
        )
        return f"{written} written to {self.path}."


def export(snapshot: Snapshot, path: Path, *, replace: bool = False, progress: Progress = silent) -> ExportedPlan:
    """Write the plan as a table, one line for each idea, action and initiative.

    Args:
        path: Its ending, `.csv`, says how.
        replace: Whether a file of the same name may be replaced.
        progress: May stop the work before anything is written.

    Raises:
        CxError: The ending is none that is known, the folder is missing, something is there already, or the disk
            refused; nothing was changed.
    """
    check_list(path, _WHAT, WRITERS, replace)
    progress(0.0, "Comparing the audiences")
    comparison = compare(snapshot)
    progress(0.5, "Ranking the ideas")
    priorities = prioritise(snapshot, comparison, view_ideas(snapshot, comparison))
    found = [
        *(_idea(snapshot, priority) for priority in priorities),
        *(_action(snapshot, action) for action in snapshot.actions),
        *(_initiative(snapshot, initiative) for initiative in snapshot.initiatives),
    ]
    headings = _headings(snapshot)
    lines = [headings, *([cells.get(heading, "") for heading in headings] for cells in found)]
    save(path, WRITERS[path.suffix.casefold()](lines), _WHAT)
    return ExportedPlan(path, len(priorities), len(snapshot.actions), len(snapshot.initiatives))


def _headings(snapshot: Snapshot) -> list[str]:
    return [
        *("Kind", "Code", "What", "Themes"),
        *(_groups(audience) for audience in Audience),
        *("Customers’ evidence", "May run against", "Score", "Rank", "Best rank", "Worst rank", "Quick win"),
        *(_score(criterion.name) for criterion in snapshot.criteria),
        *("Rating of 100", "Hours", "Dots", "How customers will see it", "Work for customers"),
        *("Decision", "Reason", "Owner", "By when", "Done", "Customers asked", "Note"),
    ]


def _groups(audience: Audience) -> str:
    return f"{NOUN[audience].capitalize()} groups"


def _score(name: str) -> str:
    return f"{name} (1-5)"


def _idea(snapshot: Snapshot, priority: Priority) -> _Cells:
    view, idea, given = priority.view, priority.view.idea, priority.view.idea.given
    conflicts = [tell_conflict(conflict, snapshot) for conflict in view.against]
    noted = ["Noted as running against what customers said."] if view.conflict else []
    return {
        "Kind": "Idea",
        "Code": idea.code,
        "What": idea.title,
        "Themes": joined(snapshot.codebook.by_id[theme].name for theme in view.themes),
        **{_groups(audience): str(number) for audience, number in view.groups.items()},
        "Customers’ evidence": tell_evidence(view.evidence),
        "May run against": " ".join([*noted, *conflicts]),
        "Score": f"{priority.score:.0f}",
        "Rank": str(priority.rank),
        "Best rank": str(priority.best),
        "Worst rank": str(priority.worst),
        "Quick win": "yes" if view.quick_win else "no",
        **{_score(criterion.name): str(given.get(criterion.id, "")) for criterion in snapshot.criteria},
        "Rating of 100": f"{priority.rating.points:.0f}" if priority.rating else "",
        "Hours": "" if idea.hours is None else f"{idea.hours:g}",
        "Dots": str(idea.dots or ""),
        "How customers will see it": idea.customer_view,
        "Work for customers": tell_value(idea.customer_work),
        "Decision": tell_disposition(idea.disposition),
        "Reason": idea.reason,
        "Owner": idea.owner,
        "By when": idea.due.isoformat() if idea.due else "",
    }


def _action(snapshot: Snapshot, action: Action) -> _Cells:
    return {
        "Kind": "Action",
        "Code": snapshot.idea[action.idea_id].code if action.idea_id else "",
        "What": action.text,
        "Themes": snapshot.codebook.by_id[action.theme_id].name if action.theme_id else "",
        "Owner": action.owner,
        "By when": action.due.isoformat() if action.due else "",
        "Done": "yes" if action.done else "no",
    }


def _initiative(snapshot: Snapshot, initiative: Initiative) -> _Cells:
    return {
        "Kind": "Initiative",
        "What": initiative.title,
        "Themes": snapshot.codebook.by_id[initiative.theme_id].name if initiative.theme_id else "",
        "Owner": initiative.owner,
        "Customers asked": tell_value(initiative.customers_asked),
        "Note": initiative.note,
    }
