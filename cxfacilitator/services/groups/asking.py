"""What is asked of the seatings of an audience, and of two people."""

from cxfacilitator.domain.engagement import Audience
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import SeatingRules, Wish, WishKind, WishLevel, default_rules
from cxfacilitator.domain.roster import Participant, ParticipantId
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.services.groups.seats import called
from cxfacilitator.store import seating as store
from cxfacilitator.store.file import EngagementFile


def rules_for(snapshot: Snapshot, audience: Audience) -> SeatingRules:
    """Return the rules of an audience: its own, or those that are proposed."""
    return snapshot.seating_rules.get(audience) or default_rules(audience)


def set_rules(file: EngagementFile, audience: Audience, rules: SeatingRules) -> None:
    """Keep the rules of an audience; they hold for every seating from now on."""
    with file.edit(f"Change the seating rules of {audience.value}") as edit:
        store.save_rules(edit.db, audience, rules)


def wish(first: Participant, second: Participant, kind: WishKind, level: WishLevel = WishLevel.MUST) -> Wish:
    """Return the wish that two people sit apart or together.

    Raises:
        CxError: They are the same person, or of two audiences, who never share a table.
    """
    if first.id == second.id:
        raise CxError("A wish is about two people; choose two different ones.")
    if first.audience is not second.audience:
        raise CxError(
            f"{called(first)} is on the roster of {first.audience.value} and {called(second)} on that of "
            f"{second.audience.value}; they never share a table."
        )
    first_id, second_id = sorted((first.id, second.id))
    return Wish(first_id, second_id, kind, level)


def add_wish(
    file: EngagementFile,
    first_id: ParticipantId,
    second_id: ParticipantId,
    kind: WishKind,
    level: WishLevel = WishLevel.MUST,
) -> None:
    """Keep two people apart or together; it takes the place of an earlier wish about the same two.

    Raises:
        CxError: They are the same person, or of two audiences, who never share a table.
    """
    person = file.snapshot().participant
    added = wish(person[first_id], person[second_id], kind, level)
    with file.edit(f"Keep {called(person[first_id])} and {called(person[second_id])} {kind.value}") as edit:
        store.save_wish(edit.db, added)


def remove_wish(file: EngagementFile, unwanted: Wish) -> None:
    """Drop the wish about two people."""
    first, second = (called(file.snapshot().participant[one]) for one in unwanted.pair)
    with file.edit(f"Drop the wish about {first} and {second}") as edit:
        store.delete_wish(edit.db, unwanted)
