"""Commands of what is done: actions with owner and date, and the register of what is running already."""

import argparse
from dataclasses import replace

from cxfacilitator.cli.arguments import Commands, add_command, day, one_of
from cxfacilitator.cli.plan.ideas import idea_called
from cxfacilitator.domain.actions import ActionId
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.initiatives import InitiativeId
from cxfacilitator.domain.sheets import Value
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import the_day
from cxfacilitator.services import engagement
from cxfacilitator.services import plan as service


def add_to(actions: Commands) -> None:
    """Add the actions on what is done and what is running."""
    command = add_command(
        actions, "action", _list_actions, "List what is to be done, by whom and by when; or change it."
    )
    changes = command.add_subparsers(title="changes", metavar="CHANGE", help="what to change (default: list them)")
    adding = add_command(changes, "add", _add_action, "Add an action.")
    adding.add_argument("text", metavar="TEXT", help="what is to be done")
    _add_action_fields(adding)
    changing = add_command(changes, "change", _change_action, "Change an action.")
    _add_number(changing)
    changing.add_argument("--text", help="what is to be done")
    _add_action_fields(changing)
    done = add_command(changes, "done", _set_done, "Note that an action has been done.")
    _add_number(done)
    done.add_argument("--back", action="store_true", help="it is still to do")
    _add_number(add_command(changes, "remove", _remove_action, "Take an action off the list."))
    ordering = add_command(changes, "order", _order_actions, "Put the actions into an order.")
    ordering.add_argument("numbers", nargs="+", type=int, metavar="N", help="in the order wanted; the others follow")

    command = add_command(actions, "initiative", _list_initiatives, "List what is running already; or change it.")
    changes = command.add_subparsers(title="changes", metavar="CHANGE", help="what to change (default: list them)")
    adding = add_command(changes, "add", _add_initiative, "Add something that is running already.")
    adding.add_argument("title", metavar="TITLE", help="what it is called")
    _add_initiative_fields(adding)
    changing = add_command(changes, "change", _change_initiative, "Change an initiative.")
    _add_number(changing)
    changing.add_argument("--title", help="what it is called")
    _add_initiative_fields(changing)
    _add_number(add_command(changes, "remove", _remove_initiative, "Take an initiative off the register."))


def _add_number(command: argparse.ArgumentParser) -> None:
    command.add_argument("number", type=int, metavar="N", help="its number, as listed")


def _add_action_fields(command: argparse.ArgumentParser) -> None:
    command.add_argument("--owner", help="who does it")
    command.add_argument("--due", type=day, metavar="YYYY-MM-DD", help="by when")
    command.add_argument("--idea", metavar="CODE", help="the idea that it carries out")
    command.add_argument("--theme", type=ThemeId, metavar="THEME", help="the theme that it answers, by its code")


def _add_initiative_fields(command: argparse.ArgumentParser) -> None:
    command.add_argument("--owner", help="who runs it")
    command.add_argument("--note", help="what to know about it")
    command.add_argument("--theme", type=ThemeId, metavar="THEME", help="the theme that it touches, by its code")
    command.add_argument("--asked", type=one_of(Value), metavar="ANSWER", help="customers asked? yes, no or unsure")


def _list_actions(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        _print_actions(file.snapshot())


def _add_action(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        idea = idea_called(file.snapshot(), arguments.idea).id if arguments.idea else None
        service.add_action(
            file, arguments.text, arguments.owner or "", arguments.due, idea_id=idea, theme_id=arguments.theme
        )
        _print_actions(file.snapshot())


def _change_action(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        given = {
            "text": arguments.text,
            "owner": arguments.owner,
            "due": arguments.due,
            "idea_id": idea_called(snapshot, arguments.idea).id if arguments.idea else None,
            "theme_id": arguments.theme,
        }
        action = snapshot.action[ActionId(arguments.number)]
        service.change_action(file, replace(action, **{name: each for name, each in given.items() if each is not None}))
        _print_actions(file.snapshot())


def _set_done(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        service.set_done(file, ActionId(arguments.number), not arguments.back)
        _print_actions(file.snapshot())


def _remove_action(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        service.remove_action(file, ActionId(arguments.number))
        _print_actions(file.snapshot())


def _order_actions(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        service.arrange_actions(file, [ActionId(number) for number in arguments.numbers])
        _print_actions(file.snapshot())


def _print_actions(snapshot: Snapshot) -> None:
    for action in snapshot.actions:
        idea = f"idea {snapshot.idea[action.idea_id].code}" if action.idea_id else ""
        theme = snapshot.codebook.by_id[action.theme_id].name if action.theme_id else ""
        by = f"by {the_day(action.due)}" if action.due else "no date"
        about = "; ".join(part for part in (action.owner or "nobody yet", by, idea, theme) if part)
        print(f"{action.id:>3}  [{'x' if action.done else ' '}] {action.text} ({about})")
    done = sum(action.done for action in snapshot.actions)
    print(f"{done} of {len(snapshot.actions)} done." if snapshot.actions else "Nothing is agreed yet.")


def _list_initiatives(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        _print_initiatives(file.snapshot())


def _add_initiative(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        service.add_initiative(
            file,
            arguments.title,
            arguments.owner or "",
            arguments.note or "",
            theme_id=arguments.theme,
            customers_asked=arguments.asked or Value.UNSAID,
        )
        _print_initiatives(file.snapshot())


def _change_initiative(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        given = {
            "title": arguments.title,
            "owner": arguments.owner,
            "note": arguments.note,
            "theme_id": arguments.theme,
            "customers_asked": arguments.asked,
        }
        initiative = file.snapshot().initiative[InitiativeId(arguments.number)]
        service.change_initiative(
            file, replace(initiative, **{name: each for name, each in given.items() if each is not None})
        )
        _print_initiatives(file.snapshot())


def _remove_initiative(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        service.remove_initiative(file, InitiativeId(arguments.number))
        _print_initiatives(file.snapshot())


def _print_initiatives(snapshot: Snapshot) -> None:
    for each in snapshot.initiatives:
        theme = snapshot.codebook.by_id[each.theme_id].name if each.theme_id else ""
        asked = f"customers asked: {service.tell_value(each.customers_asked).lower() or 'not said'}"
        about = "; ".join(part for part in (each.owner, theme, asked, each.note) if part)
        print(f"{each.id:>3}  {each.title} ({about})")
    if not snapshot.initiatives:
        print("Nothing is on the register yet.")
