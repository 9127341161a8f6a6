"""Choose what the report has in it; what is chosen is kept in the file."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.report_setup import Logo, LogoOwner, ReportSetup
from cxfacilitator.formats import logo
from cxfacilitator.store import report_setup as store
from cxfacilitator.store.file import EngagementFile

_NO_SIGNS: Mapping[LogoOwner, Path | None] = MappingProxyType({})


def _as_it_is(setup: ReportSetup) -> ReportSetup:
    return setup


def change(
    file: EngagementFile,
    made: Callable[[ReportSetup], ReportSetup] = _as_it_is,
    signs: Mapping[LogoOwner, Path | None] = _NO_SIGNS,
    *,
    colour_of_sign: bool = False,
) -> None:
    """Choose something else for the report in one step; nothing happens where nothing is different.

    Args:
        file: The open engagement.
        made: Takes the choices as they are in the file at that moment, and returns the new ones.
        signs: Pictures to put on the cover in place of those of their owners; None takes one off.
        colour_of_sign: Whether the report has the colour that the client's sign is mostly drawn in.

    Raises:
        CxError: As `ReportSetup.checked`; a picture cannot be read or is white; the theme of the headline is gone;
            there is no sign to take off, or none with a colour to take. Nothing was changed.
    """
    snapshot = file.snapshot()
    before = snapshot.report
    there = {each.owner: each for each in snapshot.logos}
    put = {owner: Logo(owner, *logo.read(path)) for owner, path in signs.items() if path is not None}
    gone = [owner for owner in signs if owner not in put]
    for owner in gone:
        if owner not in there:
            raise CxError(f"The {owner.value} has no sign on the cover. Nothing was changed.")
    chosen = made(before)
    if colour_of_sign:
        chosen = replace(chosen, accent=_colour_of((there | put).get(LogoOwner.CLIENT)))
    after = chosen.checked()
    if after.headline_theme is not None and after.headline_theme not in snapshot.codebook.by_id:
        raise CxError("The theme that the report was to begin with is no longer in the codebook. Nothing was changed.")
    labels = (
        *(f"Put the {owner.value}’s sign on the cover" for owner in put),
        *(f"Remove the {owner.value}’s sign" for owner in gone),
        after.told_from(before),
    )
    label = next(filter(None, labels), "")
    if label:
        with file.edit(label) as edit:
            for sign in put.values():
                store.save_logo(edit.db, sign)
            for owner in gone:
                store.delete_logo(edit.db, owner)
            if after != before:
                store.save(edit.db, after)


def _colour_of(sign: Logo | None) -> str:
    colour = logo.main_colour(sign.picture, sign.name) if sign else ""
    if not colour:
        why = "is in black, white and grey" if sign else "is not on the cover yet"
        raise CxError(f"The client’s sign {why}, so there is no colour to take. Nothing was changed.")
    return colour
