"""The text in a sheet's QR code."""

FORMAT = "CXF1"


def sheet_mark(engagement_code: str, code: str) -> str:
    """Return the text of a code: format, engagement and group, in ASCII.

    Anything else, and the bars and percent signs that would make it ambiguous, is written as the
    bytes of its UTF-8 form, so that two codes never look alike.

    >>> sheet_mark("TRH-2025-R1", "S3"), sheet_mark("Łódź", "S|3")
    ('CXF1|TRH-2025-R1|S3', 'CXF1|%C5%81%C3%B3d%C5%BA|S%7C3')
    """
    return "|".join((FORMAT, _ascii(engagement_code), _ascii(code)))


def _ascii(text: str) -> str:
    return "".join(
        letter
        if letter.isascii() and letter.isprintable() and letter not in "|%"
        else "".join(f"%{byte:02X}" for byte in letter.encode("utf-8", "replace"))
        for letter in text
    )
