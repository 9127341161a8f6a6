"""What is known of a photograph in the file: whose it is, and how it is looked at."""

from dataclasses import replace

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.photos import Photo, PhotoId
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.formats import photo as format_photo
from cxfacilitator.report.picture import Picture
from cxfacilitator.services.photos.layout import sheet_layout
from cxfacilitator.store import groups as groups_store
from cxfacilitator.store import photos as store
from cxfacilitator.store.file import Edit, EngagementFile


def image(file: EngagementFile, photo_id: PhotoId) -> bytes:
    """Read one picture as it is kept, a JPEG.

    Raises:
        CxError: It is no longer in the file.
    """
    return file.read(store.image, photo_id)


def draw(jpeg: bytes, photo: Photo, progress: Progress = silent) -> Picture:
    """Draw a picture as it is looked at: turned, and straightened if that is wanted.

    Args:
        jpeg: What `image` returns.
        photo: What is known of it.
        progress: Asked whether to go on.
    """
    progress(0.0, f"Drawing {photo.name}")
    return Picture(*format_photo.pixels(jpeg, *_way(photo)))


def redrawn(jpeg: bytes, photo: Photo) -> bytes:
    """Return a picture as it is looked at, as a JPEG again."""
    return format_photo.redrawn(jpeg, *_way(photo))


def lies_as_printed(photo: Photo) -> bool:
    """Whether a photograph is looked at straight and upright, so that everything is where the paper has it."""
    turns, straight = _way(photo)
    return straight is not None and turns == 0


def assign(file: EngagementFile, photo_id: PhotoId, group_id: GroupId | None) -> None:
    """Say whose sheet a photograph shows; None takes that back.

    Raises:
        CxError: The group or the photograph is no longer in the file; nothing was changed.
    """
    code = ""
    if group_id is not None:
        groups = {group.id: group.code for group in file.read(groups_store.load_all)}
        if group_id not in groups:
            raise CxError("This group is no longer in the file. Nothing was changed.")
        code = groups[group_id]
    whose = f"to {code}" if code else "to no sheet"
    with file.edit(f"Assign a photograph {whose}") as edit:
        store.update(edit.db, replace(_newest(edit, photo_id), group_id=group_id))


def turn(file: EngagementFile, photo_id: PhotoId, quarters: int = 1) -> None:
    """Turn a photograph clockwise by quarters."""
    with file.edit("Turn a photograph", merge_key=f"turn photo {photo_id}") as edit:
        photo = _newest(edit, photo_id)
        store.update(edit.db, replace(photo, quarter_turns=(photo.quarter_turns + quarters) % 4))


def set_straight(file: EngagementFile, photo_id: PhotoId, straight: bool) -> None:
    """Show a photograph straightened by the corner squares of its sheet, or as it was taken.

    Raises:
        CxError: Its corner squares were not found; nothing was changed.
    """
    with file.edit("Straighten a photograph" if straight else "Show a photograph as it was taken") as edit:
        photo = _newest(edit, photo_id)
        if straight and not photo.corners:
            raise CxError(f"{photo.name} cannot be straightened: the four corner squares were not found on it.")
        store.update(edit.db, replace(photo, straight=straight))


def remove(file: EngagementFile, photo_id: PhotoId) -> None:
    """Take a photograph out of the file; undo brings it back."""
    with file.edit("Remove a photograph") as edit:
        store.delete(edit.db, photo_id)


def _newest(edit: Edit, photo_id: PhotoId) -> Photo:
    """The photograph as it is in the file: the one on the screen may be older than an edit that is on its way."""
    for photo in store.load_all(edit.db):
        if photo.id == photo_id:
            return photo
    raise CxError("This photograph is no longer in the file. Nothing was changed.")


def _way(photo: Photo) -> tuple[int, format_photo.Warp | None]:
    """How a picture is turned, and straightened before that if it is."""
    if not (photo.straight and photo.corners):
        return photo.quarter_turns, None
    from cxfacilitator.engines.straighten import straightening, upright_turns

    # A straight picture is upright already; what a person has turned beyond that, it is turned too.
    turns = (photo.quarter_turns - upright_turns(photo.corners)) % 4
    return turns, straightening(photo.corners, photo.width, photo.height, sheet_layout())
