"""The QR code of a sheet: its text, and its pattern."""

from functools import lru_cache
from typing import Any

FORMAT = "CXF1"


def sheet_mark(engagement_code: str, code: str) -> str:
    """Return the text of a code: format, engagement and group, in ASCII.

    Anything else, and the bars and percent signs that would make it ambiguous, is written as the
    bytes of its UTF-8 form, so that two codes never look alike.

    >>> sheet_mark("TRH-2025-R1", "S3"), sheet_mark("Łódź", "S|3")
    ('CXF1|TRH-2025-R1|S3', 'CXF1|%C5%81%C3%B3d%C5%BA|S%7C3')
    """
    return "|".join((FORMAT, _ascii(engagement_code), _ascii(code)))


def code_rows(text: str) -> list[str]:
    """Return the rows of a QR code, an `x` for each dark square."""
    code = _qr(text)
    # Codes of one engagement differ by a few letters: what suits one of them suits all.
    code.makeImpl(False, _best_mask(text.rpartition("|")[0], code.version))
    return ["".join("x" if dark else " " for dark in row) for row in code.modules]


def _qr(text: str, version: int = 0) -> Any:
    from reportlab.graphics.barcode import qrencoder

    code: Any = qrencoder.QRCode(version or None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(text)
    code.version = version or code.calculate_version()
    return code


@lru_cache(maxsize=64)
def _best_mask(text: str, version: int) -> int:
    """Which of the eight patterns that are laid over a code leaves the fewest shapes that mislead a camera."""
    return int(_qr(text, version).getBestMaskPattern())


def _ascii(text: str) -> str:
    return "".join(
        letter
        if letter.isascii() and letter.isprintable() and letter not in "|%"
        else "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))
        for letter in text
    )
