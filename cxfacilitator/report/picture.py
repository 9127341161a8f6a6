"""Pictures of the pages of a PDF, for a preview and for a printer."""

import threading
from dataclasses import dataclass

from cxfacilitator.domain.errors import CxError

_PDFIUM = threading.Lock()
"""The library that reads the PDF works for one thread at a time."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels.

    Attributes:
        rgb: Three bytes a pixel, row after row from the top, without padding.
    """

    width: int
    height: int
    rgb: bytes


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of each page in inches.

    Raises:
        CxError: The document is damaged or protected by a password.
    """
    import pypdfium2  # type: ignore[import-untyped]

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise CxError("The PDF is damaged or protected by a password.") from error
        try:
            return tuple(
                (width / 72, height / 72) for width, height in map(document.get_page_size, range(len(document)))
            )
        finally:
            document.close()


def page_picture(pdf: bytes, index: int, dpi: float) -> Picture:
    """Draw one page as it will come out of a printer.

    Args:
        pdf: The whole document.
        index: The page, from 0.
        dpi: Pixels per inch.

    Raises:
        CxError: There is no such page.
    """
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 0 <= index < len(document):
                raise CxError(f"There is no page {index + 1}: the document has {len(document)}.")
            bitmap = document[index].render(scale=dpi / 72, rev_byteorder=True, force_bitmap_format=_RGB)
            row, wide = bitmap.stride, bitmap.width * 3
            data = bytes(bitmap.buffer)
            rgb = data if row == wide else b"".join(data[at : at + wide] for at in range(0, row * bitmap.height, row))
            return Picture(bitmap.width, bitmap.height, rgb)
        finally:
            document.close()


_RGB = 2
"""The library's number for three bytes a pixel."""
