"""Photographs of sheets: rows and values. The pictures are read one at a time, never with everything else."""

import json

from sqlite_utils import Database

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.photos import Photo, PhotoId
from cxfacilitator.store import digest, rows


def load_all(db: Database) -> tuple[Photo, ...]:
    """Read what is known of each photograph, in the order in which they came; not the pictures."""
    found = rows.read(db, "SELECT * FROM photo ORDER BY id")
    for row in found:
        row["corners"] = tuple(json.loads(row["corners"]))
        row["straight"] = bool(row["straight"])
    return tuple(Photo(**row) for row in found)


def insert(db: Database, photo: Photo, jpeg: bytes) -> PhotoId:
    """Add a photograph with its picture and return its id; the id in the value is ignored."""
    photo_id = PhotoId(rows.insert(db, "photo", rows.packed(photo, without=("id",))))
    rows.insert(db, "photo_image", {"photo_id": photo_id, "jpeg": jpeg, "digest": digest.of_picture(jpeg)})
    return photo_id


def update(db: Database, photo: Photo) -> None:
    """Write all that is known of a photograph."""
    if not rows.update(db, "photo", rows.packed(photo)):
        raise CxError("This photograph is no longer in the file. Nothing was changed.")


def delete(db: Database, photo_id: PhotoId) -> None:
    """Delete a photograph with its picture."""
    db.execute("DELETE FROM photo WHERE id = ?", [photo_id])


def image(db: Database, photo_id: PhotoId) -> bytes:
    """Read one picture, a JPEG."""
    found = rows.read(db, "SELECT jpeg FROM photo_image WHERE photo_id = ?", [photo_id])
    if not found:
        raise CxError("This photograph is no longer in the file. Nothing was changed.")
    return bytes(found[0]["jpeg"])
