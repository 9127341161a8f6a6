"""Text with separators: comma, semicolon, tab or bar, in whatever encoding a spreadsheet left it.

`csv.Sniffer` is not used: it answers with a letter or hangs on files that people really send.
"""

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace

from cxfacilitator.domain.errors import ImportProblem
from cxfacilitator.domain.reading import AS_FOUND, ENCODINGS, ReadingChoices
from cxfacilitator.domain.table import Reading, Table
from cxfacilitator.formats.grid import said_rows, to_table

SEPARATORS = ",;\t|"
LONGEST_CELL = 10_000_000
_VOTERS = 50
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_END = "\x00end of file\x00"
_MOST_SHOWN = 8
_GUESSES = ("cp1252", "mac_roman", "cp850")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read(data: bytes, name: str, choices: ReadingChoices = AS_FOUND, known: Collection[str] = ()) -> Table:
    """Read a table from the bytes of a text file.

    Args:
        data: The whole file.
        name: The file's name, for sentences.
        choices: What a person chose; the rest is found out.
        known: Headings to look for, as `plain` gives them.

    Raises:
        ImportProblem: Empty, not text, a quotation mark that is never closed, or no rows.
    """
    text, reading, warnings = decode(data, name, choices.encoding)
    return read_text(text, name, choices, known, reading, warnings)


def read_text(
    text: str,
    name: str,
    choices: ReadingChoices = AS_FOUND,
    known: Collection[str] = (),
    reading: Reading | None = None,
    warnings: Collection[str] = (),
) -> Table:
    """Read a table from text, for example from the clipboard of a spreadsheet.

    Args:
        text: The whole text.
        name: Where it comes from, for sentences.
        choices: What a person chose; the rest is found out.
        known: Headings to look for, as `plain` gives them.
        reading: How the text was decoded, if it was.
        warnings: What was odd about that.

    Raises:
        ImportProblem: As `read`.
    """
    if not text.strip("\x00 \t\r\n"):
        raise ImportProblem(f"{name} is empty: there is no text in it.")
    strange = sum(1 for char in text[:20_000] if char < " " and char not in "\t\r\n")
    if strange > 20 and strange > len(text[:20_000]) / 50:
        raise ImportProblem(f"{name} is not a table: it holds no text. Save the list as CSV or XLSX and try again.")
    first, delimiter = 1, ""
    if line := _SEPARATOR_LINE.match(text):
        delimiter, text, first = line[1], text[line.end() :], 2
    delimiter = choices.delimiter or delimiter or vote(text)
    return to_table(
        name,
        _records(text, delimiter, first, name),
        list(warnings),
        short_rows_matter=True,
        reading=replace(reading or Reading(), delimiter=delimiter, accented=_accented(text)),
        choices=choices,
        known=known,
    )


def decode(data: bytes, name: str, chosen: str = "") -> tuple[str, Reading, list[str]]:
    """Turn bytes into text.

    The order is: what a person chose, byte order mark, the pattern of UTF-16 without one, strict
    UTF-8, and last a guess (Windows, Macintosh or DOS, whichever gives the more likely words),
    which is always said.

    Returns:
        The text, how it was found, and warnings.

    Raises:
        ImportProblem: The chosen encoding is none of `ENCODINGS`.
    """
    if chosen:
        if chosen not in ENCODINGS:
            raise ImportProblem(f"“{chosen}” is not an encoding that can be read. There are: {', '.join(ENCODINGS)}.")
        text = data.decode(chosen, errors="replace").removeprefix("\ufeff")
        return text, Reading(chosen), _replaced(text, name)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return text, Reading(encoding), _replaced(text, name)
    if encoding := _wide(data):
        text = data.decode(encoding, errors="replace")
        return text, Reading(encoding), _replaced(text, name)
    try:
        return data.decode("utf-8"), Reading("utf-8"), []
    except UnicodeDecodeError:
        pass
    lines = data.split(b"\n")
    foreign = [number for number, line in enumerate(lines, 1) if not _is_utf8(line)]
    accented = sum(1 for line in lines if not line.isascii()) - len(foreign)
    if accented > len(foreign):
        mixed = [line.decode("utf-8" if _is_utf8(line) else "cp1252", errors="replace") for line in lines]
        warning = f"{said_rows(foreign)} another encoding than the rest; check the accents."
        return "\n".join(mixed), Reading("utf-8", guessed=True), [warning]
    encoding = _likeliest(data)
    text = data.decode(encoding, errors="replace")
    called = ENCODINGS[encoding].partition(",")[0]
    warning = f"The encoding of {name} was guessed ({called}); check that names with accents are right."
    return text, Reading(encoding, guessed=True), [warning]


def _likeliest(data: bytes) -> str:
    """Guess an old encoding by how its words would look; a file with bare carriage returns is Macintosh."""
    if b"\r" in data and b"\n" not in data:
        return "mac_roman"
    head = data[:200_000]

    def odd(encoding: str) -> int:
        text = head.decode(encoding, errors="replace")
        capitals = re.findall(r"[a-z\u00df-\u00f6\u00f8-\u00ff][^\x00-\x7f\u00df-\u00ff]", text)
        inside = re.findall(r"[^\W\d_][^\w\x00-\x7f\u2018\u2019\u2010-\u2014\xb7\ufffd][^\W\d_]", text)
        return len(capitals) + len(inside) + text.count("\ufffd")

    counts = {encoding: odd(encoding) for encoding in _GUESSES}
    best = min(_GUESSES, key=counts.__getitem__)
    return best if counts[best] + 1 < counts["cp1252"] else "cp1252"


def _accented(text: str) -> tuple[str, ...]:
    words = (word[0] for word in re.finditer(r"[^\s,;|\"]+", text[:1_000_000]))
    found = dict.fromkeys(word[:40] for word in itertools.islice(words, 50_000) if not word.isascii())
    return tuple(itertools.islice(found, _MOST_SHOWN))


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
