"""Commands of tagging: what the machine suggests, and what a person accepts."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict

from cxfacilitator.cli.arguments import Commands, add_command, add_file, add_json, print_json
from cxfacilitator.cli.naming import answers_called, theme_called
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.sheets import Answer
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.tagging import Suggestion, Suggestions
from cxfacilitator.domain.theme_counts import ThemeCounts, count_themes
from cxfacilitator.services import engagement
from cxfacilitator.services import tagging as service
from cxfacilitator.store.file import EngagementFile


def add_to(commands: Commands) -> None:
    """Add `suggest` and `accept`."""
    command = add_command(
        commands,
        "suggest",
        _suggest,
        "Suggest themes for the answers, with what led to each; changes nothing.",
    )
    add_file(command)
    command.add_argument("--all", action="store_true", help="also for answers that have been reviewed")
    command.add_argument(
        "--counts", action="store_true", help="count by theme what was reviewed and, apart from it, what is suggested"
    )
    add_json(command)

    command = add_command(
        commands, "accept", _accept, "Accept a theme for one answer, or the best suggestion for every open answer."
    )
    add_file(command)
    command.add_argument("answer", nargs="?", metavar="ANSWER", help="the answer's reference, for example S1-Q4-03")
    command.add_argument("theme", nargs="?", metavar="THEME", help="the theme's id or name, for example COM-PROACT")
    command.add_argument(
        "--best", action="store_true", help="accept the best suggestion of each unreviewed answer; shows the list first"
    )
    command.add_argument("--yes", action="store_true", help="with --best: agree to the list")


def _suggest(arguments: argparse.Namespace) -> None:
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        found = _found(file, snapshot)
    if arguments.counts:
        _print_counts(count_themes(snapshot, found), arguments.json)
        return
    answers = [answer for answer in snapshot.to_review if arguments.all or not answer.reviewed]
    if arguments.json:
        print_json(
            {
                answer.ref: [
                    {
                        "theme": suggestion.theme_id,
                        "probability": round(suggestion.score, 3),
                        "reasons": {
                            "words": [answer.wording[reason.start : reason.end] for reason in suggestion.reasons],
                            "near": suggestion.phrase,
                            "like": [snapshot.answer[other].ref for other in suggestion.like],
                        },
                    }
                    for suggestion in found.get(answer.id, ())
                ]
                for answer in answers
            }
        )
        return
    for answer in answers:
        print(f"{answer.ref}  {answer.wording}")
        for suggestion in found.get(answer.id, ()):
            name = snapshot.codebook.by_id[suggestion.theme_id].name
            why = "; ".join(_why(snapshot, answer, suggestion))
            print(f"    {suggestion.score:4.0%}  {suggestion.theme_id:<12} {name}{': ' * bool(why)}{why}")
    print(f"{sum(answer.id in found for answer in answers)} of {len(answers)} answers have a suggestion.")


def _found(file: EngagementFile, snapshot: Snapshot) -> Suggestions:
    """Suggest; each text is read once, and what it means is kept in the file."""
    vectors = service.known_vectors(file)
    found = service.suggest(snapshot, vectors)
    service.keep_vectors(file, vectors.take_new())
    service.drop_vectors(file)
    return found


def _print_counts(counts: ThemeCounts, as_json: bool) -> None:
    if as_json:
        print_json(
            {
                "themes": {
                    row.theme.id: {
                        "reviewed": {"groups": row.groups, "answers": row.answers, "comments": row.comments},
                        "machine": row.guessed,
                    }
                    for row in counts.themes
                },
                "groups": asdict(counts.groups),
                "comments": asdict(counts.comments),
            }
        )
        return
    print(f"{'':48} {'groups':>8} {'answers':>8} {'comments':>8}   {'machine':>8}")
    for row in counts.themes:
        reviewed = f"{row.groups:>8,} {row.answers:>8,} {row.comments:>8,}"
        print(f"{row.theme.id:<12} {row.theme.name[:35]:<35} {reviewed}   {row.guessed:>8,}")
    print(f"Groups: {counts.groups.sentence}. Forms and comments: {counts.comments.sentence}.")
    print("The machine's column counts answers that nobody has reviewed; it is in none of the others.")


def _why(snapshot: Snapshot, answer: Answer, suggestion: Suggestion) -> Iterator[str]:
    """The reasons in words: the cues found, what was decided on like answers, or else the nearest phrase."""
    words = dict.fromkeys(answer.wording[reason.start : reason.end] for reason in suggestion.reasons)
    if words:
        yield ", ".join(f"'{word}'" for word in words)
    if suggestion.like:
        yield "like " + " and ".join(snapshot.answer[other].ref for other in suggestion.like)
    elif suggestion.phrase:
        yield f"like: {suggestion.phrase}"


def _accept(arguments: argparse.Namespace) -> None:
    named = (arguments.answer, arguments.theme)
    if any(named) if arguments.best else not all(named):
        raise CxError("Name an answer and a theme, or use --best.")
    with engagement.open_file(arguments.file) as file:
        snapshot = file.snapshot()
        if arguments.best:
            found = _found(file, snapshot)
            pairs = [(a.id, found[a.id][0].theme_id) for a in snapshot.to_review if not a.reviewed and a.id in found]
            for answer_id, theme_id in pairs:
                answer = snapshot.answer[answer_id]
                print(f"{answer.ref}  {theme_id:<12} {answer.wording}")
            if not arguments.yes:
                print(f"{len(pairs)} suggestions. Nothing has been accepted; run it again with --yes to agree.")
                return
            print(f"Accepted {service.accept_many(file, pairs)} tags.")
            return
        [answer] = answers_called(snapshot, [arguments.answer])
        theme = theme_called(snapshot.codebook, arguments.theme)
        service.accept(file, answer.id, theme.id)
        print(f"Tagged {answer.ref} as {theme.name}.")
