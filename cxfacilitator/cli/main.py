"""The command line: parse, run one command, say what happened.

Exit codes: 0 done, 2 wrong use, 3 refused with a sentence.
"""

import argparse
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from cxfacilitator import __version__
from cxfacilitator.cli import (
    answers,
    charts,
    codebook,
    comparison,
    cuts,
    debrief,
    demo,
    endorsements,
    engagement,
    findings,
    forms,
    groups,
    history,
    materials,
    matrix,
    names,
    photos,
    plan,
    read_back,
    report,
    report_setup,
    review,
    roster,
    rounds,
    safekeeping,
    second_tagger,
    sheets,
    tagging,
    wall,
    words,
)
from cxfacilitator.domain.errors import CxError

DONE, REFUSED = 0, 3
LONGEST_MESSAGE = 600
FAMILIES = (
    engagement,
    roster,
    groups,
    materials,
    sheets,
    photos,
    forms,
    read_back,
    tagging,
    review,
    second_tagger,
    answers,
    codebook,
    wall,
    comparison,
    cuts,
    matrix,
    endorsements,
    findings,
    plan,
    debrief,
    rounds,
    report_setup,
    names,
    report,
    charts,
    history,
    safekeeping,
    words,
    demo,
)
"""In the order of the facilitator's work; each adds its commands."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(
        prog="cxfacilitator",
        description="Compare what leadership, staff and customers say about the customer experience.",
        epilog="Without a command the app opens its window. Nothing is ever sent anywhere.",
    )
    top.add_argument("--version", action="version", version=f"cxfacilitator {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for family in FAMILIES:
        family.add_to(commands)
    return top


def run(argv: Sequence[str]) -> int:
    """Run one command.

    Args:
        argv: The arguments after the program's name.

    Returns:
        The exit code: 0 done, 2 wrong use, 3 refused with a sentence on standard error.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A console without a name's letters shows their codes; it must not stop the command.
            stream.reconfigure(errors="backslashreplace")
    try:
        arguments = parser().parse_args(argv)
    except SystemExit as leaving:
        return int(leaving.code or 0)
    try:
        arguments.command(arguments)
    except CxError as problem:
        print(f"cxfacilitator: {_one_line(problem)}", file=sys.stderr)
        return REFUSED
    except BrokenPipeError:
        # Whoever read the output (`| head`) has seen enough; Python must not complain at its exit.
        sys.stderr.close()
    return DONE


def _one_line(problem: CxError) -> str:
    """The sentence without the line breaks and the length that a quoted bad value may bring in."""
    text = " ".join(str(problem).split())
    return text if len(text) <= LONGEST_MESSAGE else f"{text[: LONGEST_MESSAGE - 1]}…"
