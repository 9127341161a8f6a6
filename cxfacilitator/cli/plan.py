"""Commands of the plan: the ideas, their scores and what was decided on each."""

import argparse

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, day, one_of, print_json
from cxfacilitator.cli.comparison import as_json
from cxfacilitator.domain.comparison import compare
from cxfacilitator.domain.criteria import EFFORT, IMPACT
from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.ideas import IdeaView, in_order, view_ideas
from cxfacilitator.domain.plan import Disposition, Idea
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services import engagement
from cxfacilitator.services import plan as service


def add_to(commands: Commands) -> None:
    """Add `plan`."""
    command = add_command(
        commands, "plan", _plan, "List the ideas in order, score one, or note what was decided on it."
    )
    add_file(command)
    add_json(command)
    command.add_argument("--make-ideas", action="store_true", help="make an idea of each Start answer that has none")
    command.add_argument("--idea", metavar="CODE", help="the idea that the following options are for")
    command.add_argument("--title", help="name the idea")
    command.add_argument("--impact", type=int, metavar="1-5", help="what it would do for customers")
    command.add_argument("--effort", type=int, metavar="1-5", help="what it would cost")
    command.add_argument(
        "--decide", type=one_of(Disposition), metavar="DECISION",
        help="do_now, plan, ask_customers, explain or not_now",
    )  # fmt: skip
    command.add_argument("--reason", default="", help="why; needed for not_now")
    command.add_argument("--owner", default="", help="who does it")
    command.add_argument("--due", type=day, metavar="YYYY-MM-DD", help="by when")


def _plan(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        if arguments.make_ideas:
            print(f"Made {service.make_ideas(file)} ideas.")
        if arguments.idea:
            idea = _idea(file.snapshot(), arguments.idea)
            if arguments.title:
                service.rename(file, idea.id, arguments.title)
            for criterion_id, given in ((IMPACT, arguments.impact), (EFFORT, arguments.effort)):
                if given:
                    service.score(file, idea.id, criterion_id, given)
            if arguments.decide:
                service.decide(file, idea.id, arguments.decide, arguments.reason, arguments.owner, arguments.due)
        snapshot = file.snapshot()
    if arguments.json:
        print_json(as_json(snapshot)["ideas"])
        return
    views = in_order(view_ideas(snapshot, compare(snapshot)))
    for view in views:
        print(_line(view))
    decided = sum(view.idea.disposition is not None for view in views)
    print(f"{decided} of {len(views)} ideas considered.")
    waiting = len(service.unclustered(snapshot))
    if waiting:
        print(f"{waiting} Start answers belong to no idea yet; --make-ideas makes one of each.")


def _line(view: IdeaView) -> str:
    idea = view.idea
    groups = "/".join(str(view.groups[audience]) for audience in Audience)
    scores = f"impact {idea.impact or '-'} effort {idea.effort or '-'}"
    mark = "quick win" if view.quick_win else view.evidence.value.replace("_", " ")
    decision = idea.disposition.value.replace("_", " ") if idea.disposition else "open"
    return f"{idea.code:<10} {idea.title:<48.48} L/S/C {groups:<7} {scores}  {mark}; {decision}"


def _idea(snapshot: Snapshot, code: str) -> Idea:
    for idea in snapshot.ideas:
        if idea.code == code:
            return idea
    raise CxError(f"There is no idea {code} in this engagement.")
