"""Keep the register of what is running already, and whether customers were asked first."""

from dataclasses import replace

from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.initiatives import Initiative, InitiativeId
from cxfacilitator.domain.sheets import Value
from cxfacilitator.services.plan import reading
from cxfacilitator.store import initiatives as store
from cxfacilitator.store.file import EngagementFile


def add_initiative(
    file: EngagementFile,
    title: str,
    owner: str = "",
    note: str = "",
    *,
    theme_id: ThemeId | None = None,
    customers_asked: Value = Value.UNSAID,
) -> InitiativeId:
    """Add something that is running already.

    Raises:
        CxError: It has no title, or its theme is gone; nothing was changed.
    """
    made = Initiative(InitiativeId(0), title, owner, note, theme_id, customers_asked)
    made = _checked(file, made)
    with file.edit(f"Add the initiative {made.title}") as edit:
        return store.insert(edit.db, made)


def change_initiative(file: EngagementFile, initiative: Initiative) -> None:
    """Write all of an initiative.

    Raises:
        CxError: As for `add_initiative`, or it is gone; nothing was changed.
    """
    made = _checked(file, initiative)
    with file.edit(f"Change the initiative {made.title}") as edit:
        store.update(edit.db, made)


def remove_initiative(file: EngagementFile, initiative_id: InitiativeId) -> None:
    """Take an initiative off the register."""
    initiative = reading.initiatives(file)[initiative_id]
    with file.edit(f"Remove the initiative {initiative.title}") as edit:
        store.delete(edit.db, initiative_id)


def _checked(file: EngagementFile, initiative: Initiative) -> Initiative:
    made = replace(
        initiative,
        title=" ".join(initiative.title.split()),
        owner=" ".join(initiative.owner.split()),
        note=initiative.note.strip(),
    )
    if not made.title:
        raise CxError("An initiative needs a title. Nothing was changed.")
    reading.check_theme(file, made.theme_id)
    return made
