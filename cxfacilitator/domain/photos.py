"""Photographs of sheets: which group's, how they lie, and where the sheet's corners are."""

import re
from collections.abc import Collection
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


def code_in(name: str, codes: Collection[str]) -> str:
    """Return the one group's code that a file name contains; empty when there is none, or more than one.

    >>> code_in("table 3 (S3).heic", ["S3", "S31"]), code_in("s3-2.jpg", ["S3"]), code_in("IMG_S31.jpg", ["S3"])
    ('S3', 'S3', '')
    """
    text = name.rpartition(".")[0].casefold() or name.casefold()
    found: list[str] = []
    # A number alone may be anything in a file name; of two codes the longer one holds the other: S3-2 and S3.
    for code in sorted((code for code in codes if re.search(r"[^\W\d_]", code)), key=len, reverse=True):
        pattern = rf"(?<![^\W_]){re.escape(code.casefold())}(?![^\W_])"
        if re.search(pattern, text):
            found.append(code)
            text = re.sub(pattern, " ", text)
    return found[0] if len(found) == 1 else ""
