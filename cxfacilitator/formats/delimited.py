"""Text with separators: comma, semicolon, tab or bar, in whatever encoding a spreadsheet left it.

`csv.Sniffer` is not used: it answers with a letter or hangs on files that people really send.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.table import Table
from cxfacilitator.formats.grid import said_rows, to_table

SEPARATORS = ",;\t|"
LONGEST_CELL = 10_000_000
_VOTERS = 50
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_END = "\x00end of file\x00"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read(data: bytes, name: str) -> Table:
    """Read a table from the bytes of a text file.

    Raises:
        ImportProblem: Empty, not text, a quotation mark that is never closed, or no rows.
    """
    text, warnings = decode(data, name)
    if not text.strip("\x00 \t\r\n"):
        raise ImportProblem(f"{name} is empty: there is no text in it.")
    strange = sum(1 for char in text[:20_000] if char < " " and char not in "\t\r\n")
    if strange > 20 and strange > len(text[:20_000]) / 50:
        raise ImportProblem(f"{name} is not a table: it holds no text. Save the list as CSV or XLSX and try again.")
    first = 1
    if line := _SEPARATOR_LINE.match(text):
        separator, text, first = line[1], text[line.end() :], 2
    else:
        separator = vote(text)
    return to_table(name, _records(text, separator, first, name), warnings, short_rows_matter=True)


def decode(data: bytes, name: str) -> tuple[str, list[str]]:
    """Turn bytes into text.

    The order is: byte order mark, the pattern of UTF-16 without one, strict UTF-8, and last a guess
    (Windows Western, or Macintosh for a file with bare carriage returns), which is always said.

    Returns:
        The text, and a warning if the encoding was guessed.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return text, _replaced(text, name)
    if encoding := _wide(data):
        text = data.decode(encoding, errors="replace")
        return text, _replaced(text, name)
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    encoding, called = ("mac_roman", "Macintosh") if b"\r" in data and b"\n" not in data else ("cp1252", "Windows")
    lines = data.split(b"\n")
    foreign = [number for number, line in enumerate(lines, 1) if not _is_utf8(line)]
    accented = sum(1 for line in lines if not line.isascii()) - len(foreign)
    if accented > len(foreign):
        mixed = [line.decode("utf-8" if _is_utf8(line) else "cp1252", errors="replace") for line in lines]
        return "\n".join(mixed), [f"{said_rows(foreign)} another encoding than the rest; check the accents."]
    text = data.decode(encoding, errors="replace")
    return text, [f"The encoding of {name} was guessed ({called}); check that names with accents are right."]


def _replaced(text: str, name: str) -> list[str]:
    return [f"{name} has characters that could not be read; they are shown as \ufffd."] if "\ufffd" in text else []


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wide(data: bytes) -> str:
    """Name the UTF-16 encoding of a text without a byte order mark, or return an empty string."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    enough = len(head) / 2 * 0.3
    if odd > enough and even < odd / 10:
        return "utf-16-le"
    if even > enough and odd < even / 10:
        return "utf-16-be"
    return ""


def vote(text: str) -> str:
    """Find the separator: the one that most of the first records use equally often outside quotes."""
    bare = re.sub(r'"[^"]*"', "", text[:1_000_000])
    records = [line for line in re.split(r"\r\n|\r|\n", bare) if line.strip()][:_VOTERS]
    best, most = SEPARATORS[0], (0, 0)
    for separator in SEPARATORS:
        counts = Counter(count for line in records if (count := line.count(separator)))
        if counts:
            usual, times = max(counts.items(), key=lambda item: (item[1], item[0]))
            if (times, usual) > most:
                best, most = separator, (times, usual)
    return best


def _records(text: str, separator: str, first: int, name: str) -> Iterator[tuple[int, list[str]]]:
    """Give row number and cells of each record that is not blank."""
    csv.field_size_limit(LONGEST_CELL)
    ending = "" if text.endswith(("\n", "\r")) else "\n"
    # If a quotation mark is still open, the reader swallows this last line into a cell.
    reader = csv.reader(io.StringIO(f"{text}{ending}{_END}", newline=""), delimiter=separator)
    number = first - 1
    try:
        for number, record in enumerate(reader, first):
            if record == [_END]:
                return
            if record and _END in record[-1]:
                raise ImportProblem(
                    f"{name}, row {number}: a quotation mark is opened and never closed, "
                    "so the rest of the file cannot be told apart. Close or delete it and try again."
                )
            if any(cell.strip("\x00 \t") for cell in record):
                yield number, record
    except csv.Error as error:
        raise ImportProblem(f"{name}, row {number + 1}: the row cannot be read ({error}).") from error
