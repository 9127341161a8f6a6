"""Write photographs into a folder, when somebody asks for that and never otherwise."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.photos import PhotoId
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.domain.text import amount
from cxfacilitator.report.saving import free_name, save
from cxfacilitator.services.photos.keeping import image, redrawn
from cxfacilitator.store.file import EngagementFile


@dataclass(frozen=True, slots=True)
class Exported:
    """Photographs that were written."""

    folder: Path
    names: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What was written, and what to think of."""
        return (
            f"{amount(len(self.names), 'photograph is', 'photographs are')} in {self.folder}. Names and handwriting "
            "may be legible on them: keep them as safe as the roster, and delete them when they are no longer needed."
        )


def images(file: EngagementFile) -> dict[PhotoId, bytes]:
    """Read all pictures as they are kept."""
    return {photo.id: image(file, photo.id) for photo in file.snapshot().photos}


def write(snapshot: Snapshot, pictures: Mapping[PhotoId, bytes], folder: Path, progress: Progress = silent) -> Exported:
    """Write pictures into a folder as they are looked at, named by their groups; no file there is changed.

    Args:
        snapshot: What is known of the photographs.
        pictures: What `images` returns.
        folder: A folder that is there.
        progress: Told the share done; may stop the work, and what is written stays.

    Raises:
        CxError: There are no photographs, the folder is missing, or the disk refused.
    """
    photos = [photo for photo in snapshot.photos if photo.id in pictures]
    if not photos:
        raise CxError("There are no photographs in this engagement.")
    if not folder.is_dir():
        raise CxError(f"The folder {folder} does not exist. Choose another place for the photographs.")
    counts: Counter[str] = Counter()
    names = []
    for number, photo in enumerate(photos):
        group = snapshot.group.get(photo.group_id) if photo.group_id is not None else None
        whose = group.code if group is not None else "no sheet"
        counts[whose] += 1
        path = folder / f"{_safe(f'{snapshot.engagement.code} {whose}')} {counts[whose]}.jpg"
        progress(number / len(photos), f"Writing {path.name}")
        if path.exists() or path.is_symlink():
            path = path.with_name(free_name(path))
        save(path, redrawn(pictures[photo.id], photo), "photograph")
        names.append(path.name)
    return Exported(folder, tuple(names))


def export(file: EngagementFile, folder: Path, progress: Progress = silent) -> Exported:
    """Write all photographs into a folder, as `write` does."""
    return write(file.snapshot(), images(file), folder, progress)


def _safe(text: str) -> str:
    """A text as part of a file name on every system.

    >>> _safe("TRH/2025 S|3"), _safe("..")
    ('TRH-2025 S-3', 'sheet')
    """
    return re.sub(r"[^\w -]+", "-", text).strip(" -.")[:80] or "sheet"
