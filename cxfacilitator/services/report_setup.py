"""Choose what the report has in it; what is chosen is kept in the file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.report_setup import Logo, LogoOwner, ReportSetup
from cxfacilitator.formats import logo
from cxfacilitator.store import report_setup as store
from cxfacilitator.store.file import EngagementFile


def change(file: EngagementFile, made: Callable[[ReportSetup], ReportSetup]) -> None:
    """Choose something else for the report; nothing happens where nothing is different.

    Args:
        file: The open engagement.
        made: Takes the choices as they are in the file at that moment, and returns the new ones.

    Raises:
        CxError: As `ReportSetup.checked`, or the theme of the headline is gone; nothing was changed.
    """
    snapshot = file.snapshot()
    before = snapshot.report
    after = made(before).checked()
    if after.headline_theme is not None and after.headline_theme not in snapshot.codebook.by_id:
        raise CxError("The theme that the report was to begin with is no longer in the codebook. Nothing was changed.")
    label = after.told_from(before)
    if label:
        with file.edit(label) as edit:
            store.save(edit.db, after)


def put_logo(file: EngagementFile, owner: LogoOwner, path: Path) -> None:
    """Put a sign on the cover, in place of the one that this owner had.

    Raises:
        ImportProblem: It is no picture that can be read, or a white one; nothing was changed.
    """
    name, picture = logo.read(path)
    with file.edit(f"Put the {owner.value}’s sign on the cover") as edit:
        store.save_logo(edit.db, Logo(owner, name, picture))


def take_colour_of_sign(file: EngagementFile) -> None:
    """Let the report have the colour that the client's sign is mostly drawn in.

    Raises:
        CxError: The client has no sign on the cover, or it has no colour; nothing was changed.
    """
    sign = next((each for each in file.snapshot().logos if each.owner is LogoOwner.CLIENT), None)
    colour = logo.main_colour(sign.picture) if sign else ""
    if not colour:
        why = "is in black, white and grey" if sign else "is not on the cover yet"
        raise CxError(f"The client’s sign {why}, so there is no colour to take. Nothing was changed.")
    change(file, lambda now: replace(now, accent=colour))


def remove_logo(file: EngagementFile, owner: LogoOwner) -> None:
    """Take a sign off the cover.

    Raises:
        CxError: There is none; nothing was changed.
    """
    if not any(each.owner is owner for each in file.snapshot().logos):
        raise CxError(f"The {owner.value} has no sign on the cover. Nothing was changed.")
    with file.edit(f"Remove the {owner.value}’s sign") as edit:
        store.delete_logo(edit.db, owner)
