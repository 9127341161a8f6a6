"""Note what is to be done, by whom and by when."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from cxfacilitator.domain.actions import Action, ActionId
from cxfacilitator.domain.codebook import ThemeId
from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.plan import IdeaId
from cxfacilitator.services.plan import reading
from cxfacilitator.store import actions as store
from cxfacilitator.store.file import EngagementFile


def add_action(
    file: EngagementFile,
    text: str,
    owner: str = "",
    due: date | None = None,
    *,
    idea_id: IdeaId | None = None,
    theme_id: ThemeId | None = None,
) -> ActionId:
    """Add an action after the others.

    Args:
        idea_id: The idea that it carries out.
        theme_id: The theme that it answers; for a finding, the finding's theme.

    Raises:
        CxError: It says nothing, or its idea or theme is gone; nothing was changed.
    """
    last = max((action.position for action in reading.actions(file).values()), default=-1)
    made = Action(ActionId(0), text, owner, due, idea_id=idea_id, theme_id=theme_id, position=last + 1)
    made = _checked(file, made)
    with file.edit(f"Add the action {made.text}") as edit:
        return store.insert(edit.db, made)


def change_action(file: EngagementFile, action: Action) -> None:
    """Write all of an action but its place.

    Raises:
        CxError: As for `add_action`, or the action is gone; nothing was changed.
    """
    made = _checked(file, replace(action, position=reading.actions(file)[action.id].position))
    with file.edit(f"Change the action {made.text}") as edit:
        store.update(edit.db, made)


def set_done(file: EngagementFile, action_id: ActionId, done: bool) -> None:
    """Note whether an action has been done."""
    action = reading.actions(file)[action_id]
    with file.edit(f"Note that it is {'done' if done else 'still to do'}: {action.text}") as edit:
        store.update(edit.db, replace(action, done=done))


def remove_action(file: EngagementFile, action_id: ActionId) -> None:
    """Take an action off the list."""
    action = reading.actions(file)[action_id]
    with file.edit(f"Remove the action {action.text}") as edit:
        store.delete(edit.db, action_id)


def arrange_actions(file: EngagementFile, action_ids: Sequence[ActionId]) -> None:
    """Put the actions into this order; those that are not named follow as they were.

    Raises:
        CxError: One is gone; nothing was changed.
    """
    known = reading.actions(file)
    named = [known[action_id].id for action_id in action_ids]
    with file.edit("Arrange the actions") as edit:
        store.place(edit.db, list(dict.fromkeys((*named, *known))))


def _checked(file: EngagementFile, action: Action) -> Action:
    made = replace(action, text=" ".join(action.text.split()), owner=" ".join(action.owner.split()))
    if not made.text:
        raise CxError("Say what is to be done. Nothing was changed.")
    if made.idea_id is not None and made.idea_id not in reading.ideas(file):
        raise CxError("This idea is no longer there. Nothing was changed.")
    reading.check_theme(file, made.theme_id)
    return made
