"""Commands that make ideas, put them together, and note what people say and decide of them."""

import argparse
from collections.abc import Callable, Sequence

from cxfacilitator.cli.arguments import Commands, add_command, day, one_of
from cxfacilitator.cli.plan.criteria import criterion_called
from cxfacilitator.cli.plan.reading import priorities, told
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.ideas import considered
from cxfacilitator.domain.plan import Disposition, Idea, IdeaId
from cxfacilitator.domain.sheets import Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.services import engagement
from cxfacilitator.services import plan as service
from cxfacilitator.store.file import EngagementFile

_DECISIONS = ", ".join(disposition.value for disposition in Disposition)


def add_to(actions: Commands) -> None:
    """Add the actions on ideas."""
    add_command(actions, "make", _make, "Make an idea of each Start answer that belongs to none.")
    proposing = add_command(
        actions, "clusters", _clusters, "Propose which Start answers say the same; nothing is put together unasked."
    )
    proposing.add_argument("--accept", type=int, nargs="+", metavar="N", help="put these together, as numbered")
    _add(actions, "show", _show, "Show all that is known of an idea.")
    merging = add_command(actions, "merge", _merge, "Put ideas together under the first one's name.")
    merging.add_argument("codes", nargs="+", metavar="CODE", help="the ideas, as the list calls them")
    _add(actions, "split", _split, "Make an idea of its own of each answer of an idea but the first.")
    put = add_command(actions, "put", _put, "Put Start answers into one idea, wherever they were before.")
    put.add_argument("refs", nargs="+", metavar="REF", help="answers, as S1-Q4-03")
    put.add_argument("--into", metavar="CODE", help="the idea (default: a new one, or the one they all fill)")
    naming = _add(actions, "name", _name, "Give an idea a title.")
    naming.add_argument("title", metavar="TITLE", help="what it is called")
    scoring = _add(actions, "score", _score, "Score an idea from 1 to 5 on criteria.")
    scoring.add_argument(
        "scores", nargs="+", metavar="CRITERION=N", help="impact=4 effort=2; a dash takes a score back: impact=-"
    )
    noting = _add(actions, "note", _note, "Note what people say of an idea.")
    noting.add_argument("--customers", metavar="TEXT", help="how customers will see it; empty takes it away")
    noting.add_argument("--work", type=one_of(Value), metavar="ANSWER", help="work for customers: yes, no or unsure")
    noting.add_argument("--hours", type=float, metavar="HOURS", help="hours of work that it takes")
    noting.add_argument("--dots", type=int, metavar="DOTS", help="dots that the room gave it")
    deciding = _add(actions, "decide", _decide, "Note what was decided on an idea.")
    deciding.add_argument("decision", type=one_of(Disposition), metavar="DECISION", help=f"one of {_DECISIONS}")
    deciding.add_argument("--reason", default="", help="why; needed for not_now")
    deciding.add_argument("--owner", default="", help="who does it")
    deciding.add_argument("--due", type=day, metavar="YYYY-MM-DD", help="by when")


def idea_called(snapshot: Snapshot, code: str) -> Idea:
    """Return the idea with this code.

    Raises:
        CxError: There is none.
    """
    found = next((idea for idea in snapshot.ideas if idea.code.casefold() == code.casefold()), None)
    if found is None:
        raise CxError(f"There is no idea {code} in this engagement.")
    return found


def _add(actions: Commands, name: str, run: Callable[[argparse.Namespace], None], text: str) -> argparse.ArgumentParser:
    """Add an action on one idea."""
    action = add_command(actions, name, run, text)
    action.add_argument("code", metavar="CODE", help="the idea, as the list calls it")
    return action


def _make(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        made = service.make_ideas(file)
        print(f"Made {amount(made, 'idea')}. {considered(file.snapshot()).sentence}.")


def _clusters(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        found = service.propose_clusters(snapshot)
        if arguments.accept:
            unknown = next((number for number in arguments.accept if not 1 <= number <= len(found)), None)
            if unknown is not None:
                raise CxError(f"There is no proposal {unknown}; there are {len(found)}. Nothing was changed.")
            for number in dict.fromkeys(arguments.accept):
                _print(file, service.put_together(file, found[number - 1].answer_ids))
            return
    for number, proposal in enumerate(found, 1):
        print(f"{number}  {service.tell_proposal(proposal, snapshot)}")
        for answer_id in proposal.answer_ids:
            print(f"    {snapshot.answer[answer_id].ref:<10} {snapshot.answer[answer_id].wording}")
    print(f"{amount(len(found), 'proposal')}. Nothing has been put together; --accept 1 says yes to the first.")


def _show(arguments: argparse.Namespace) -> None:
    _change(arguments, lambda _file, _idea_id: None)


def _merge(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        ids = [idea_called(file.snapshot(), code).id for code in arguments.codes]
        service.merge(file, ids)
        _print(file, ids[0])


def _split(arguments: argparse.Namespace) -> None:
    _change(arguments, service.split)


def _put(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        into = idea_called(snapshot, arguments.into).id if arguments.into else None
        _print(file, service.put_together(file, [snapshot.answer_called(ref).id for ref in arguments.refs], into))


def _name(arguments: argparse.Namespace) -> None:
    _change(arguments, lambda file, idea_id: service.rename(file, idea_id, arguments.title))


def _score(arguments: argparse.Namespace) -> None:
    def change(file: EngagementFile, idea_id: IdeaId) -> None:
        snapshot = file.snapshot()
        given = [(criterion_called(snapshot, name).id, score) for name, score in _scores(arguments.scores)]
        for criterion_id, score in given:
            service.score(file, idea_id, criterion_id, score)

    _change(arguments, change)


def _scores(texts: Sequence[str]) -> list[tuple[str, int | None]]:
    found = []
    for text in texts:
        name, sign, score = text.rpartition("=")
        if not sign or not (score == "-" or score.isdecimal()):
            raise CxError(f"“{text}” is no score. Write criterion and number: impact=4")
        found.append((name, None if score == "-" else int(score)))
    return found


def _note(arguments: argparse.Namespace) -> None:
    if all(given is None for given in (arguments.customers, arguments.work, arguments.hours, arguments.dots)):
        raise CxError("Say what to note: --customers, --work, --hours or --dots.")

    def change(file: EngagementFile, idea_id: IdeaId) -> None:
        if arguments.customers is not None:
            service.set_customer_view(file, idea_id, arguments.customers)
        if arguments.work is not None:
            service.set_customer_work(file, idea_id, arguments.work)
        if arguments.hours is not None:
            service.set_hours(file, idea_id, arguments.hours)
        if arguments.dots is not None:
            service.set_dots(file, idea_id, arguments.dots)

    _change(arguments, change)


def _decide(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        idea = idea_called(file.snapshot(), arguments.code)
        service.decide(file, idea.id, arguments.decision, arguments.reason, arguments.owner, arguments.due)
        _print(file, idea.id)
        print(f"{considered(file.snapshot()).sentence}.")


def _change(arguments: argparse.Namespace, change: Callable[[EngagementFile, IdeaId], None]) -> None:
    with engagement.open_file(arguments.file) as file:
        idea = idea_called(file.snapshot(), arguments.code)
        change(file, idea.id)
        _print(file, idea.id)


def _print(file: EngagementFile, idea_id: IdeaId) -> None:
    snapshot = file.snapshot()
    found = next(priority for priority in priorities(snapshot) if priority.view.idea.id == idea_id)
    print("\n".join(told(found, snapshot)))
