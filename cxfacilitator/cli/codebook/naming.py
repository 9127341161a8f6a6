"""What the commands of the codebook have in common: how families are named, and how a plan is agreed to."""

import argparse
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cxfacilitator.cli.arguments import print_json
from cxfacilitator.domain.codebook import Codebook, Family, ThemeId
from cxfacilitator.domain.codebook_names import same_name
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.snapshot import Snapshot


def add_theme(action: argparse.ArgumentParser) -> None:
    """Add the theme that an action is about."""
    action.add_argument("theme", metavar="THEME", help="its id or its name")


def family_called(book: Codebook, called: str) -> Family:
    """Return the family with this id or name.

    Raises:
        CxError: There is none.
    """
    for family in book.families:
        if family.id == called or same_name(family.name, called):
            return family
    raise CxError(f"There is no family “{called}” in this engagement's codebook.")


def answers_by_theme(snapshot: Snapshot) -> Counter[ThemeId]:
    """Count the answers of each theme, those in the parking lot included."""
    return Counter(tag.theme_id for tag in snapshot.tags)


def agree(
    arguments: argparse.Namespace, sentences: Sequence[str], facts: Mapping[str, Any], do: Callable[[], object]
) -> None:
    """Show a plan, and do it when it was agreed to."""
    if arguments.yes:
        do()
    if arguments.json:
        print_json({**facts, "applied": bool(arguments.yes)})
        return
    print("\n".join(sentences))
    print("Done." if arguments.yes else "Nothing has been changed; run it again with --yes to agree.")
