"""Packs of the sample and of hostile values, and what is read back from their pages."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
import zxingcpp
from PIL import Image

from cxfacilitator.domain.checklist import ChecklistPhase, read_checklist
from cxfacilitator.domain.session import read_room_words
from cxfacilitator.domain.snapshot import Snapshot
from cxfacilitator.paths import resource
from cxfacilitator.report.materials import MATERIALS, Pack, ordered, to_pdf
from tests.builders import seated_snapshot

SIZES = {"a4": (297.0, 210.0), "letter": (279.4, 215.9)}
DPI = 90
NAMES = (
    "محمد علي الطويل",
    "דוד לוי",
    "王芳",
    "김철수",
    "😀 Zoë <b>Bold</b> & Co",
    "Grzegorz-Kazimierz Brzęczyszczykiewicz-Wolfeschlegelstein-Ó-",
    "नमस्ते",
    "Nguyễn Thị Hương",
)
COMPANY = "Öffentliche Verkehrsbetriebe Niederrhein"


@cache
def words() -> Any:
    return read_room_words(resource("room.toml").read_text(encoding="utf-8"))


@cache
def phases() -> tuple[ChecklistPhase, ...]:
    return read_checklist(resource("checklist.toml").read_text(encoding="utf-8"))


def pack(snapshot: Snapshot, *names: str, size: str = "a4", **more: Any) -> Pack:
    long, short = SIZES[size]
    chosen = frozenset(names or MATERIALS)
    return Pack(snapshot, words(), names=chosen, long_mm=long, short_mm=short, checklist=phases(), **more)


def pdf(made: Pack) -> bytes:
    return to_pdf(made, ordered(made))


@cache
def some_pages(name: str, size: str, snapshot: Callable[[], Snapshot]) -> bytes:
    """Of the pages of a paper, which are alike, the first, one of the middle and the last; nothing without any."""
    made = pack(snapshot(), name, size=size)
    pages = ordered(made)
    chosen = [pages[number] for number in sorted({0, len(pages) // 2, len(pages) - 1})] if pages else []
    return to_pdf(made, chosen) if chosen else b""


def read(made: Pack) -> list[str]:
    """The text of each page, in the order in which it was drawn; `tests.pdfs.texts` is quicker."""
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf(made))).pages]


def flat(text: str) -> str:
    return " ".join(text.split())


def pictures(data: bytes, dpi: float = DPI) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    return [document[number].render(scale=dpi / 72).to_pil().convert("RGB") for number in range(len(document))]


def codes(picture: Image.Image) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(picture)]


@cache
def seated() -> Snapshot:
    return seated_snapshot()


@cache
def hostile() -> Snapshot:
    """Names of many scripts and lengths for everybody and everything, and everybody told another table."""
    snapshot = seated()
    return replace(
        snapshot,
        engagement=replace(snapshot.engagement, client=COMPANY, facilitator="王芳 <i>x</i>", code="Łódź|2025"),
        participants=tuple(
            replace(
                person,
                last_name=NAMES[number % len(NAMES)],
                first_name="" if number % 3 else "Anna-Maria Konstantina",
                department="Instandhaltung & <u>Werkstätten</u> der Außenstellen Nord",
                company=COMPANY,
                incentive="a voucher of £40 for the garden centre, and the parking fee",
                announced="Table of the Southern Depot and Workshops (lower floor)",
            )
            for number, person in enumerate(snapshot.participants)
        ),
        groups=tuple(
            replace(group, label="Table of the Northern Depot and Workshops (upper floor)" if number % 2 else "طاولة ٣")
            for number, group in enumerate(snapshot.groups)
        ),
    )


def written_over(data: bytes, index: int) -> list[tuple[str, str]]:
    """The pairs of lines on a page that lie over each other."""
    text = pypdfium2.PdfDocument(data)[index].get_textpage()
    boxes = [text.get_rect(number) for number in range(text.count_rects())]
    found = []
    for number, (left, bottom, right, top) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            wide = min(right, other[2]) - max(left, other[0])
            high = min(top, other[3]) - max(bottom, other[1])
            # A point: letters of one line that are drawn in two typefaces touch.
            if wide > 1 and high > 1:
                found.append((text.get_text_bounded(left, bottom, right, top), text.get_text_bounded(*other)))
    return found
