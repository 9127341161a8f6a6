"""Words that several pages use for the same thing."""

import re
from collections.abc import Mapping
from textwrap import shorten

from cxfacilitator.domain.counts import Counts
from cxfacilitator.domain.sheets import Box
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount

_LONGEST = 80
"""Letters of what a step is called, in a tooltip."""

BOX_WORDS: Mapping[Box, str] = {
    Box.WELL: "Done well",
    Box.IMPROVE: "To improve",
    Box.DIFFER: "Others differ",
    Box.CONTINUE: "Continue",
    Box.START: "Start",
    Box.UNMARKED: "Q4, unmarked",
}


def groups_in_words(said: int, groups: int) -> str:
    """Return a count of groups.

    >>> groups_in_words(3, 5)
    '3 of 5 groups'
    """
    return f"{said} of {amount(groups, 'group')}"


def counts_in_words(counts: Counts, box: Box | None = None, said: int = 0) -> str:
    """Say how many groups of an audience speak of a theme, and what that makes of it.

    Args:
        counts: The audience's counts.
        box: Speak of this box alone.
        said: Groups with an answer in that box.
    """
    if not counts.asked:
        return "not reviewed yet"
    if box is not None:
        return groups_in_words(said, counts.groups)
    return f"{groups_in_words(counts.behind, counts.groups)}: {counts.state.value}"


def waiting_in_words(snapshot: Snapshot) -> str:
    """Say how many answers count for nothing as long as nobody has reviewed them; empty when there are none."""
    waiting = sum(not answer.reviewed for answer in snapshot.answers)
    if not waiting:
        return ""
    said = "is not reviewed yet and counts" if waiting == 1 else "are not reviewed yet and count"
    return f"{waiting} of {amount(len(snapshot.answers), 'answer')} {said} for nothing here."


def doing(label: str) -> str:
    """Turn what a step is called into what is taken back or done again.

    >>> doing("Swap Anna B. with Carl D."), doing("Re-balance 9 groups")
    ('swapping Anna B. with Carl D.', 're-balancing 9 groups')
    >>> doing("Import 62 people"), doing("Draw the roles of 9 tables")
    ('importing 62 people', 'drawing the roles of 9 tables')
    >>> doing("Forget the tags of R. Vance")
    'forgetting the tags of R. Vance'
    >>> doing("Add the action Ring before " + 30 * "the lorry ")
    'adding the action Ring before the lorry the lorry the lorry the lorry the …'
    """
    verb, _, rest = label.partition(" ")
    verb = verb[:1].lower() + verb[1:]
    if verb.endswith("e") and not verb.endswith("ee"):
        verb = verb[:-1]
    elif re.fullmatch(r"(?:un|for)?[^aeiou]*[aeiou][^aeiouwxy]", verb):
        verb += verb[-1]
    return shorten(f"{verb}ing {rest}", _LONGEST, placeholder=" …")
