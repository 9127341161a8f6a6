"""The printed papers: a registry of what can be printed, and the PDF of any selection of it.

A pack is sorted for one walk through the building: what hangs at the door, what hangs on the wall,
then all that lies on the first table, all that lies on the second, and at last what stays in the hand.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from cxfacilitator.domain.groups import GroupId
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.report.materials import (
    answer_sheet,
    cards,
    checklist,
    handouts,
    leadership_sheet,
    lists,
    posters,
    sign_in,
    table_tents,
)
from cxfacilitator.report.materials.leaf import Leaf, Page
from cxfacilitator.report.materials.lettering import PT
from cxfacilitator.report.materials.material import Material, Place
from cxfacilitator.report.materials.pack import Pack, first_day

__all__ = ["MATERIALS", "Leaf", "Material", "Pack", "Page", "Place", "Printed", "ordered", "to_pdf"]

MATERIALS: Mapping[str, Material] = {
    material.name: material
    for material in (
        sign_in.MATERIAL,
        lists.BY_SURNAME,
        lists.MOVES,
        lists.BY_GROUP,
        posters.AGENDA,
        posters.RULES,
        table_tents.MATERIAL,
        cards.ROLES,
        handouts.CONFIDENTIALITY,
        answer_sheet.MATERIAL,
        leadership_sheet.MATERIAL,
        handouts.CONSENT,
        handouts.FORM,
        handouts.RECEIPTS,
        cards.CUE_CARDS,
        checklist.MATERIAL,
    )
}
"""Every paper by its name, in the order in which a pack is sorted."""

_PLACES = tuple(Place)
_TELL_EVERY = 5


@dataclass(frozen=True, slots=True)
class Printed:
    """One page of a pack and the paper that it belongs to."""

    material: Material
    page: Page


def ordered(pack: Pack) -> list[Printed]:
    """Return the pages of a pack in the order in which they are laid out."""
    place_of: dict[GroupId, int] = {table.group.id: number for number, (_, table) in enumerate(pack.tables)}
    found: list[tuple[tuple[int, int], Printed]] = []
    for material in MATERIALS.values():
        if material.name not in pack.names:
            continue
        for page in material.pages(pack):
            # Spare sheets lie behind the last table.
            table = place_of[page.table] if page.table is not None else len(place_of)
            at = table if material.place is Place.TABLE else 0
            found.append(((_PLACES.index(material.place), at), Printed(material, page)))
    return [printed for _, printed in sorted(found, key=lambda pair: pair[0])]


def to_pdf(pack: Pack, pages: Sequence[Printed], progress: Progress = silent) -> bytes:
    """Draw the pages of a pack as a PDF; the same pack gives the same bytes.

    Raises:
        Cancelled: From `progress`.
    """
    from cxfacilitator.report import fonts

    with fonts.ONE_AT_A_TIME:
        return _drawn(pack, pages, progress)


def _drawn(pack: Pack, pages: Sequence[Printed], progress: Progress) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    from cxfacilitator.report import fonts

    fonts.register()
    buffer = BytesIO()
    # Without our own first typeface reportlab would add its default one, which is not embedded.
    settings: dict[str, Any] = {"initialFontName": fonts.REGULAR, "pageCompression": 1, "lang": "en-GB"}
    canvas: Any = Canvas(buffer, invariant=1, **settings)
    canvas.setTitle(f"{pack.client or pack.code}: printed pack")
    canvas.setAuthor(pack.snapshot.engagement.facilitator or "CX Facilitator")
    canvas.setSubject("Printed papers of the session")
    canvas.setCreator("CX Facilitator")
    day = first_day(pack.snapshot)
    if day is not None:
        canvas._doc._timeStamp.YMDhms = (day.year, day.month, day.day, 12, 0, 0)
    for number, printed in enumerate(pages):
        if number % _TELL_EVERY == 0:
            progress(number / len(pages), f"Page {number + 1} of {len(pages)}: {printed.material.title.lower()}")
        page = printed.page
        width, height = (pack.long_mm, pack.short_mm) if page.landscape else (pack.short_mm, pack.long_mm)
        canvas.setPageSize((width * PT, height * PT))
        page.draw(Leaf(canvas, width, height))
        canvas.showPage()
    progress(1.0, f"{len(pages)} pages")
    canvas.save()
    return buffer.getvalue()
