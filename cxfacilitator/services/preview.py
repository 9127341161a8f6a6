"""Look at a PDF before it is printed or handed over: its pages as pictures, and where words stand in it."""

from pathlib import Path

from cxfacilitator.domain.errors import CxError
from cxfacilitator.domain.progress import Progress, silent
from cxfacilitator.report.picture import Box, Hit, Link, OpenDocument, Picture, SeenPage

__all__ = ["Box", "Hit", "Link", "OpenDocument", "Picture", "SeenPage", "find", "look", "open_document", "picture"]


def open_document(pdf: bytes | Path, progress: Progress = silent) -> OpenDocument:
    """Open a PDF; it closes itself when nobody holds it any more.

    Args:
        pdf: The document, or where it is kept; the file is read once and not held.
        progress: Asked whether to go on.

    Raises:
        CxError: It cannot be read, is damaged, or is protected by a password.
    """
    progress(0.0, "")
    if isinstance(pdf, bytes):
        return OpenDocument(pdf)
    try:
        return OpenDocument(pdf.read_bytes())
    except OSError as error:
        raise CxError(f"{pdf.name} cannot be read: {error.strerror}.") from error


def look(document: OpenDocument, index: int, dpi: float, progress: Progress = silent) -> SeenPage:
    """Draw one page as pixels, and read what is on it.

    Args:
        document: Kept open.
        index: The page, from 0.
        dpi: Pixels per inch.
        progress: Asked whether to go on.

    Raises:
        CxError: There is no such page, or it is damaged.
    """
    progress(0.0, "")
    return document.look(index, dpi)


def picture(pdf: bytes, index: int, dpi: float, progress: Progress = silent) -> Picture:
    """Draw one page of a document as pixels, for a printer.

    Args:
        pdf: The document.
        index: The page, from 0.
        dpi: Pixels per inch.
        progress: Asked whether to go on.

    Raises:
        CxError: There is no such page.
    """
    progress(0.0, f"Page {index + 1}")
    return open_document(pdf).picture(index, dpi)


def find(document: OpenDocument, words: str, progress: Progress = silent) -> tuple[Hit, ...]:
    """Return where words stand, in reading order; capitals, accents and the ends of lines make no difference.

    Args:
        document: Kept open.
        words: Found inside other words too; empty finds nothing.
        progress: Told the share done; may stop the search.
    """
    return document.find(words, progress)
