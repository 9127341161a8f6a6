"""The words of a PDF, read back by another library than the one that wrote it."""

from pathlib import Path

import pypdfium2


def texts(pdf: Path | bytes) -> list[str]:
    """Return what stands on each page."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
