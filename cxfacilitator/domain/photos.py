"""Photographs of sheets: which group's, how they lie, and where the sheet's corners are."""

from dataclasses import dataclass
from typing import NewType

from cxfacilitator.domain.groups import GroupId

PhotoId = NewType("PhotoId", int)


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph of a sheet; the picture itself is read only when it is shown.

    Attributes:
        group_id: Whose sheet; None while nobody has said.
        name: Of the file that it came from.
        source: SHA-256 of that file in hexadecimal; the same file is kept once.
        mark: The text of the code on the sheet, for example `CXF1|TRH-2025-R1|S3`; empty when none was read.
        width, height: Pixels of the picture as it is kept.
        size: Bytes of the picture as it is kept.
        corners: Where the four corner squares of the sheet are, as the sheet is read (top left, top right, bottom
            right, bottom left), in pixels of the picture as it is kept: eight numbers, or none when they were not
            found.
        quarter_turns: By how many quarters it is shown turned clockwise, 0-3.
        straight: It is shown straightened by its corners.
    """

    id: PhotoId
    group_id: GroupId | None
    name: str
    source: str
    mark: str
    width: int
    height: int
    size: int
    corners: tuple[float, ...] = ()
    quarter_turns: int = 0
    straight: bool = False
